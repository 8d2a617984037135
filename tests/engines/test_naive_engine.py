"""The engine agrees, row by row, with a naive one that shares no code with it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.demand.draw import Demand, draw
from sim.demand.streams import Streams
from sim.engine.flatten import flatten
from sim.engine.reference import play
from sim.log.columns import to_logs
from sim.roster.attendance import attended
from sim.roster.heads import Roster
from sim.scenario.schema import Scenario
from tests.engines.drawn import GRAINS, SAME_EACH_TIME, SEEDS, on_grain, pages
from tests.engines.naive import Play
from tests.engines.naive_people import Agent, Contact

COLUMNS = (
    "attempt", "leg", "queue", "kind", "arrived_ms", "queued_ms", "quoted_ms", "announced_ms", "answered_ms",
    "talk_ms", "hold_ms", "transfer_ms", "confer_ms", "wrap_ms", "resolved", "ended_ms",
    "outcome", "callback_offered", "callback_accepted", "promised_ms", "picked_up_ms", "dials",
    "switched_to", "followed_by", "interruptions", "worked_ms", "messages", "left_silently", "silent_until_ms",
)  # fmt: skip


def days() -> st.SearchStrategy[Scenario]:
    """Drawn scenarios of one day, without what comes from days before."""

    def alone(page: dict[str, Any]) -> Scenario:
        one_day = {"count": 1, "first": page["days"]["first"]}
        return Scenario.model_validate({**page, "days": one_day, "repeats": "none"})

    return pages().filter(few_rules_for_email).map(alone)


def few_rules_for_email(page: dict[str, Any]) -> bool:
    """The naive engine lets nobody go after closing, so that it cannot say when agents by name take up email again:
    tests/moments has those days."""
    email = {name for name, queue in page["queues"].items() if queue.get("channel") == "email"}
    return not any("shifts" in group and email.intersection(group["skills"]) for group in page["agents"].values())


def naive_rows(scenario: Scenario, demand: Demand, roster: Roster) -> list[tuple[Any, ...]]:
    rules, groups = flatten(scenario), list(scenario.agents)
    steps = [(ms, groups[group], count) for ms, group, count in roster.changes.tolist()]
    agents = [Agent(name, at) for name, seats in zip(groups, roster.seats, strict=True) for at in range(seats)]
    by_name = {(groups.index(agent.group), agent.number): agent for agent in agents}
    for on, off, group, number, stays in roster.duties.tolist():
        by_name[group, number].plan += [(on, "on", 0), (off, "over" if stays else "off", 0)]
    for due, lasts, group, number, _ in roster.pauses.tolist():
        by_name[group, number].plan.append((due, "break", lasts))
    for agent, pace in zip(agents, roster.pace_permille.tolist(), strict=False):
        agent.pace = pace
    for agent, share in zip(agents, roster.left_open_permille.tolist(), strict=False):
        agent.left_open = share
    for agent in agents:
        agent.plan.sort(key=lambda step: (step[0], step[1] == "break"))
    contacts = Play(demand, scenario, steps, agents, dict(zip(rules.queues, rules.handle_ms, strict=True))).play()
    return [
        (one.attempt, one.leg, one.queue, one.kind, one.arrived, one.queued, one.quoted, one.announced, one.answered,
         one.talk, one.hold, *passed_on(one), one.wrap, one.resolved,
         one.ended, one.outcome, one.offered, one.accepted, one.promised, one.picked_up, one.dials, one.switched_to,
         one.followed_by, *deferred_work(scenario, one), one.left_silently, one.silent_until, one.agent,
         None if one.queued is None else one.patience, reason_of(scenario, demand, one))
        for one in contacts
    ]  # fmt: skip


def passed_on(one: Contact) -> tuple[int | None, int | None]:
    """The times of warm transfers, of those who were answered."""
    return (one.transfer, one.confer) if one.outcome in ("answered", "callback_answered") else (None, None)


def deferred_work(scenario: Scenario, one: Contact) -> tuple[int | None, ...]:
    lay = scenario.queues[one.queue].deferred and one.queued is not None
    return (one.interruptions, one.worked, one.messages) if lay else (None, None, None)


def reason_of(scenario: Scenario, demand: Demand, one: Contact) -> str | None:
    """Reasons are numbered through the file, queue by queue."""
    numbers = [(queue, name) for queue, page in scenario.queues.items() for name in page.reason_names]
    number = int(demand.reason[one.row])
    if number < 0:
        return None
    queue, name = numbers[number]
    assert queue == one.queue
    return name


def played_rows(scenario: Scenario, demand: Demand, roster: Roster) -> list[tuple[Any, ...]]:
    record = play(demand, roster, flatten(scenario), check=True)
    contacts = to_logs(record, scenario, 0).contacts
    agents = [None if group is None else f"{group} {number}" for group, number in contacts["group", "agent"].rows()]
    patience = [
        None if queued is None else value
        for queued, value in zip(contacts["queued_ms"].to_list(), record.contacts["patience_ms"].tolist(), strict=True)
    ]
    told = [contacts[name].to_list() for name in COLUMNS]
    return list(zip(*told, agents, patience, contacts["reason"], strict=True))


def agree(scenario: Scenario, seed: int, grain: int) -> None:
    demand = on_grain(draw(scenario, seed, 0), grain)
    roster = attended(scenario, Streams(seed, 0))
    assert played_rows(scenario, demand, roster) == naive_rows(scenario, demand, roster)


@settings(SAME_EACH_TIME, max_examples=150)
@given(scenario=days(), seed=SEEDS, grain=GRAINS)
def test_a_drawn_day_is_played_as_the_naive_engine_plays_it(scenario: Scenario, seed: int, grain: int) -> None:
    agree(scenario, seed, grain)


@pytest.mark.slow
@settings(SAME_EACH_TIME, max_examples=2_000)
@given(scenario=days(), seed=SEEDS, grain=GRAINS)
def test_many_drawn_days_are_played_as_the_naive_engine_plays_them(scenario: Scenario, seed: int, grain: int) -> None:
    agree(scenario, seed, grain)
