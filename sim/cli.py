"""The commands: read what was typed, call the parts, show what they found. Heavy imports wait inside the commands."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.erlang_command import erlang
from sim.show.how_much import cores, one_length, replications_of
from sim.show.options import (
    BASELINE,
    Csv,
    DaysWanted,
    Explain,
    Full,
    Json,
    Log,
    LogFile,
    Plot,
    Processes,
    ProfileName,
    Reconcile,
    Replications,
    ScenarioFile,
    ScenarioFiles,
    Seed,
    Sets,
    StrategyName,
    Words,
)
from sim.show.plain_words import BrokenLog, plain_words

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario
    from sim.scenario.strategies import Plan
    from sim.study.replicate import Study

app = typer.Typer(
    name="ccsim",
    help="Plays a contact center's days from a YAML file and shows which staffing to choose.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"ccsim {version('ccsim')}")
        raise typer.Exit


@app.callback()
def _ccsim(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = (
        False
    ),
) -> None:
    pass


@app.command()
def check(file: ScenarioFile, sets: Sets = None, explain: Explain = False) -> None:
    """Say all that is wrong with a scenario, without playing it."""
    with plain_words():
        from sim.scenario.load import load
        from sim.show.check_page import check_page
        from sim.show.explain import explain_page

        shown = explain_page if explain else check_page
        sys.stdout.write(shown(load(file, sets or (), to_compare=True), str(file)))


@app.command()
def run(
    file: ScenarioFile,
    days: DaysWanted = None,
    replications: Replications = None,
    seed: Seed = 1,
    sets: Sets = None,
    json: Json = None,
    csv: Csv = None,
    log: Log = None,
    plot: Plot = None,
    full: Full = False,
    strategy: StrategyName = BASELINE,
    profile: ProfileName = "neutral",
    processes: Processes = None,
) -> None:
    """Play one plan and print its page: does it meet its target, where it misses, what it costs."""
    one_length(days, replications)
    with plain_words() as stage:
        from sim.show.finish import show_run
        from sim.show.outputs import Outputs
        from sim.show.progress import watched
        from sim.study.replicate import replicate

        plan = _plan_to_run(file, sets or (), strategy, log)
        scenario, price = plan.scenario, plan.cost_per_day
        stage.outputs = Outputs(json, csv, plot, log)
        stage.outputs.ready()
        count = replications_of(scenario, days, replications)
        with watched(scenario.name, stage.tally):
            told, workers = stage.tally.told, processes or cores()
            study = replicate(
                scenario, count, seed, processes=workers, cost_per_day=price, on_progress=told, log_to=log
            )
        show_run(stage.outputs, study, full, profile)


@app.command()
def compare(
    files: ScenarioFiles,
    days: DaysWanted = None,
    replications: Replications = None,
    seed: Seed = 1,
    sets: Sets = None,
    json: Json = None,
    csv: Csv = None,
    plot: Plot = None,
    processes: Processes = None,
) -> None:
    """Play every strategy on the same customers and say which to choose."""
    one_length(days, replications)
    with plain_words() as stage:
        from sim.show.finish import show_comparison
        from sim.show.outputs import Outputs
        from sim.show.progress import watched
        from sim.study.compare import compare as compared
        from sim.study.files import plans_of, rule_line

        plans = plans_of(files, sets or ())
        stage.outputs = Outputs(json, csv, plot)
        stage.outputs.ready()
        first = plans[0].scenario
        count = replications_of(first, days, replications)
        with watched(first.name, stage.tally):
            told, line = stage.tally.told, rule_line(files[0])
            comparison = compared(plans, count, seed, processes=processes or cores(), rule_line=line, on_progress=told)
        show_comparison(stage.outputs, comparison)


@app.command()
def kpi(
    log: LogFile,
    json: Json = None,
    csv: Csv = None,
    plot: Plot = None,
    full: Full = False,
    profile: ProfileName = "neutral",
    reconcile: Reconcile = False,
) -> None:
    """Print from a saved log what `run` printed."""
    if reconcile and (json or csv or plot or full or profile != "neutral"):
        raise typer.BadParameter("--reconcile prints one page of its own, by every profile: give it no other option")
    with plain_words() as stage:
        from sim.log.audit import audit
        from sim.log.store import read
        from sim.show.finish import show_reconciled, show_run
        from sim.show.outputs import Outputs
        from sim.study.replicate import recount

        saved = read(log)
        stage.outputs = Outputs(json, csv, plot)
        stage.outputs.ready()
        if findings := audit(saved.logs, saved.scenario):
            raise BrokenLog(
                "\n".join([f"{log}: this log does not add up, so nothing is counted from it", *findings[:10]])
            )
        if reconcile:
            show_reconciled(recount(saved))
        else:
            show_run(stage.outputs, recount(saved), full, profile)


app.command()(erlang)


@app.command()
def staff(
    file: ScenarioFile,
    group: Annotated[Words, typer.Option(metavar="NAME", help="The agents to staff; the first with a target.")] = None,
    days: DaysWanted = None,
    replications: Replications = None,
    seed: Seed = 1,
    sets: Sets = None,
    json: Json = None,
    processes: Processes = None,
) -> None:
    """Find the fewest heads by interval, or agents by shift, that meet the target, and confirm them on fresh days."""
    one_length(days, replications)
    with plain_words() as stage:
        from sim.scenario.load import load
        from sim.show.finish import origin_of
        from sim.show.outputs import Outputs
        from sim.show.progress import watched
        from sim.show.staff_page import say_staff
        from sim.study.replicate import replicate
        from sim.study.staff import staff as staffed

        scenario = load(file, sets or ())
        stage.outputs = Outputs(json)
        stage.outputs.ready()
        count = replications_of(scenario, days, replications)
        with watched(scenario.name, stage.tally):

            def play(page: Scenario, with_seed: int) -> Study:
                stage.tally.another_round(count)
                return replicate(page, count, with_seed, processes=processes or cores(), on_progress=stage.tally.told)

            found = staffed(scenario, group, seed, play)
        say_staff(stage.outputs, found, origin_of(scenario, seed, count))


@app.command()
def offered(
    file: ScenarioFile,
    days: DaysWanted = None,
    replications: Replications = None,
    seed: Seed = 1,
    sets: Sets = None,
    processes: Processes = None,
) -> None:
    """Bring an offered count down to new customers: how many of the contacts counted each of them makes."""
    one_length(days, replications)
    with plain_words() as stage:
        from sim.scenario.load import load
        from sim.show.finish import origin_of
        from sim.show.offered_page import say_offered
        from sim.show.progress import watched
        from sim.study.offered import brought_down
        from sim.study.replicate import replicate

        scenario = load(file, sets or (), to_bring_down=True)
        count = replications_of(scenario, days, replications)
        with watched(scenario.name, stage.tally):

            def play(page: Scenario) -> Study:
                stage.tally.another_round(count)
                return replicate(page, count, seed, processes=processes or cores(), on_progress=stage.tally.told)

            found = brought_down(scenario, play)
        say_offered(found, origin_of(scenario, seed, count))


@app.command()
def schema() -> None:
    """Print the JSON Schema of scenarios, for editors."""
    with plain_words():
        from json import dumps

        from sim.scenario.jsonschema import json_schema

        sys.stdout.write(dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")


def _plan_to_run(file: Path, sets: Sequence[str], strategy: str, log: Path | None) -> Plan:
    """Today's plan, or a strategy's, of a file."""
    from sim.scenario.load import load
    from sim.scenario.strategies import plan_of

    plan = plan_of(load(file, sets), strategy)
    if log and plan.own_cost:
        raise typer.BadParameter(f"a log does not keep the price of {strategy}: leave out --log, or its cost")
    return plan


def main() -> None:
    """The `ccsim` command."""
    app()
