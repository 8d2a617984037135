"""The commands: read what was typed, call the parts, show what they found. Heavy imports wait inside the commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario

BAD_INPUT = 2
FINDINGS = 1
INTERRUPTED = 130
CLOSED_PIPE = 141

app = typer.Typer(
    name="ccsim",
    help="Plays a contact center's days from a YAML file and shows which staffing to choose.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

ScenarioFile = Annotated[Path, typer.Argument(metavar="FILE", help="A scenario, in YAML.")]
ScenarioFiles = Annotated[list[Path], typer.Argument(metavar="FILE...", help="One scenario or several, in YAML.")]
LogFile = Annotated[Path, typer.Argument(metavar="LOG", help="A log that `ccsim run --log` has written.")]
DaysWanted = Annotated[int | None, typer.Option("--days", min=1, show_default="100", help="Counted days to play.")]
Replications = Annotated[int | None, typer.Option(min=1, help="Runs of the whole file, instead of --days.")]
Seed = Annotated[int, typer.Option(min=0, help="Other customers: the same seed gives the same days.")]
Sets = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="PATH=VALUE", help="Change a value: agents.front.scheduled=+2. Repeatable."),
]
Json = Annotated[str | None, typer.Option("--json", metavar="PATH|-", help="Write every KPI as JSON; - is stdout.")]
Csv = Annotated[Path | None, typer.Option("--csv", metavar="DIR", help="Write tables, by interval too, as CSV.")]
Plot = Annotated[Path | None, typer.Option("--plot", metavar="DIR", help="Write charts as SVG and PNG.")]
Log = Annotated[
    Path | None,
    typer.Option("--log", metavar="FILE", help="Write every contact to FILE.parquet or FILE.csv, agents beside it."),
]
Full = Annotated[bool, typer.Option("--full", help="Print every KPI.")]
Processes = Annotated[
    int | None,
    typer.Option(min=1, show_default="one a core", help="Processes that share the work; results do not depend on it."),
]


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
def check(file: ScenarioFile, sets: Sets = None) -> None:
    """Say all that is wrong with a scenario, without playing it."""
    with _plain_words():
        from sim.scenario.load import load
        from sim.show.check_page import check_page

        typer.echo(check_page(load(file, sets or ())))


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
    processes: Processes = None,
) -> None:
    """Play one plan and print its page: does it meet its target, where it misses, what it costs."""


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


@app.command()
def kpi(log: LogFile, json: Json = None, csv: Csv = None, plot: Plot = None, full: Full = False) -> None:
    """Print from a saved log what `run` printed."""


@app.command()
def schema() -> None:
    """Print the JSON Schema of scenarios, for editors."""


def main() -> None:
    """The `ccsim` command."""
    app()
