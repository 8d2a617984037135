"""The command `ccsim erlang`: a calculator, or, with a file, Erlang beside a simulation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.show import erlang_options as asking
from sim.show.how_much import cores, replications_of
from sim.show.options import BASELINE, Processes, Seed, Sets, StrategyName
from sim.show.plain_words import Stage, plain_words

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario

DAYS_TO_EXPLAIN = 40
"""Counted days where nobody says how many: two chains of states take some twenty times as long as a run."""


def erlang(
    file: asking.File = None,
    queue: asking.QueueName = None,
    days: asking.Days = None,
    seed: Seed = 1,
    sets: Sets = None,
    strategy: StrategyName = BASELINE,
    processes: Processes = None,
    calls: asking.Calls = None,
    per: asking.PerTime = "1h",
    handle: asking.Handle = None,
    patience: asking.Patience = None,
    target: asking.Promise = None,
    abandoned: asking.AbandonedAtMost = None,
    blocked: asking.BlockedAtMost = None,
    agents: asking.Agents = None,
    room: asking.Room = None,
    lines: asking.Lines = None,
    shrinkage: asking.Shrinkage = None,
    json: asking.Json = None,
) -> None:
    """Erlang B, C or A as a calculator: the fewest agents for a promise, or what a number of agents does. With a FILE:
    Erlang beside the simulation, and what makes the difference."""
    with plain_words() as stage:
        from sim.scenario.load import load
        from sim.scenario.strategies import plan_of
        from sim.show.erlang_asked import Typed, asked, refuse_a_file_with, refuse_without_a_file
        from sim.show.erlang_page import say_erlang

        typed = Typed(calls, per, handle, patience, target, abandoned, blocked, agents, room, lines, shrinkage)
        if file is None:
            other = {"strategy": strategy != BASELINE, "seed": seed != 1, "processes": processes}
            refuse_without_a_file(queue=queue, days=days, set=sets, **other)
            say_erlang(asked(typed), json)
            return
        refuse_a_file_with(typed)
        scenario = plan_of(load(file, sets or ()), strategy).scenario
        _explain(stage, scenario, queue, days, seed, json, processes or cores())


def _explain(
    stage: Stage, scenario: Scenario, queue: str | None, days: int | None, seed: int, json: str | None, processes: int
) -> None:
    from sim.show.differences_page import say_differences
    from sim.show.finish import origin_of
    from sim.show.outputs import Outputs
    from sim.show.progress import watched
    from sim.study.differences import differences

    stage.outputs = Outputs(json)
    stage.outputs.ready()
    count = replications_of(scenario, days or DAYS_TO_EXPLAIN, None)
    with watched(scenario.name, stage.tally):
        told = stage.tally.told
        found = differences(scenario, queue, count, seed, processes=processes, on_progress=told)
    say_differences(stage.outputs, found, origin_of(scenario, seed, count))
