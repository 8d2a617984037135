"""The engine agrees, row by row, with a naive one that shares no code with it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.demand.draw import Demand, draw
from sim.engine.record import KINDS, NONE, OUTCOMES
from sim.engine.reference import play
from sim.engine.rules import flatten
from sim.roster.heads import plan_heads
from sim.scenario.schema import Scenario
from tests.engines.drawn import GRAINS, PATIENCE, SAME_EACH_TIME, SEEDS, SHARES, WORK, heads, on_grain, redials
from tests.engines.naive import Agent, Day

OPEN = "08:00-09:00"


def care() -> st.SearchStrategy[dict[str, Any]]:
    """The one queue: what the naive engine knows of."""
    return st.fixed_dictionaries(
        {"arrivals": st.fixed_dictionaries({"per_day": st.integers(1, 80)}), "talk": WORK},
        optional={
            "hold": WORK,
            "wrap_up": WORK,
            "patience": PATIENCE,
            "waiting_room": st.integers(0, 3),
            "balk": st.fixed_dictionaries({"when_wait_over": PATIENCE, "chance": SHARES}),
            "redial": redials(),
        },
    )


@st.composite
def small_centers(draw: st.DrawFn) -> Scenario:
    """One queue, one group, one day."""
    return Scenario.model_validate(
        {
            "name": "small",
            "open": OPEN,
            "closing": draw(st.sampled_from(["served_out", "disconnected"])),
            "attempts_at_most": draw(st.sampled_from([1, 2, 12])),
            "queues": {"care": draw(care())},
            "agents": {"front": {"skills": ["care"], "on_queue": draw(heads(OPEN))}},
        }
    )


def naive_rows(scenario: Scenario, demand: Demand) -> list[tuple[Any, ...]]:
    roster, rules = plan_heads(scenario), flatten(scenario)
    steps = {ms: count for ms, _, count in roster.changes.tolist()}
    agents = [Agent() for _ in range(roster.seats[0])]
    day = Day(demand, scenario, steps, agents, rules.handle_ms[0])
    return [
        (one.row, one.attempt, one.kind, one.arrives, one.queued, one.quoted, one.patience, one.answered, one.ended,
         one.agent, one.outcome)
        for one in day.play()
    ]  # fmt: skip


def played_rows(scenario: Scenario, demand: Demand) -> list[tuple[Any, ...]]:
    contacts = play(demand, plan_heads(scenario), flatten(scenario), check=True).contacts

    def column(name: str) -> list[int | None]:
        return [None if value == NONE else value for value in contacts[name].tolist()]

    kinds, outcomes = ([names[number] for number in contacts[name].tolist()]
                       for names, name in ((KINDS, "kind"), (OUTCOMES, "outcome")))  # fmt: skip
    columns = [column(name) for name in ("arrived_ms", "queued_ms", "quoted_ms", "patience_ms", "answered_ms",
                                         "ended_ms", "agent")]  # fmt: skip
    return list(zip(column("row"), column("attempt"), kinds, *columns, outcomes, strict=True))


def agree(scenario: Scenario, seed: int, grain: int) -> None:
    demand = on_grain(draw(scenario, seed, 0), grain)
    assert played_rows(scenario, demand) == naive_rows(scenario, demand)


@settings(SAME_EACH_TIME, max_examples=100)
@given(scenario=small_centers(), seed=SEEDS, grain=GRAINS)
def test_one_queue_and_one_group_are_played_as_the_naive_engine_plays_them(
    scenario: Scenario, seed: int, grain: int
) -> None:
    agree(scenario, seed, grain)


@pytest.mark.slow
@settings(SAME_EACH_TIME, max_examples=5_000)
@given(scenario=small_centers(), seed=SEEDS, grain=GRAINS)
def test_many_small_centers_are_played_as_the_naive_engine_plays_them(
    scenario: Scenario, seed: int, grain: int
) -> None:
    agree(scenario, seed, grain)
