"""Shifts as they are planned: who signs on and off when, and who is away for which break."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim.roster.days import group_hours
from sim.scenario.by_day import CLOSED
from sim.scenario.calendar import weekday_of
from sim.scenario.schema import Scenario
from sim.scenario.shifts import Shift
from sim.units import DAY

AWAY = ("break", "meal")
BREAK, MEAL = range(len(AWAY))


@dataclass(frozen=True)
class Pause:
    """A planned break or meal of one agent."""

    due_ms: int
    lasts_ms: int
    kind: int
    """BREAK or MEAL."""


@dataclass(frozen=True)
class Duty:
    """One agent's shift on one day, ms from midnight before the first day played, half-open."""

    agent: int
    """The agent's number within the group: shift by shift, in the order of the file."""
    on_ms: int
    off_ms: int
    pauses: tuple[Pause, ...]


def agents_of(scenario: Scenario, group: str) -> int:
    """How many agents a group with shifts has."""
    return sum(shift.agents for shift in (scenario.agents[group].shifts or {}).values())


def duties(scenario: Scenario, group: str) -> Iterator[Duty]:
    """All duties of a group with shifts, in order of agents and days. A night shift of the day before the first is cut
    at the beginning of the play, that of the last day at its end; so are their breaks."""
    days, first = scenario.days.warm_up + scenario.days.count, 0
    for shift in (scenario.agents[group].shifts or {}).values():
        worked = [day for day in range(-_over_midnight(shift), days) if _works(scenario, group, shift, day)]
        for agent in range(shift.agents):
            for day in worked:
                yield _duty(shift, agent, first + agent, day, (0, days * DAY))
        first += shift.agents


def duties_on(scenario: Scenario, group: str, day: int) -> Iterator[Duty]:
    """What of them falls on one day played, cut at its midnights."""
    midnight = day * DAY
    for shift in (scenario.agents[group].shifts or {}).values():
        for begun in range(day - _over_midnight(shift), day + 1):
            for agent in range(shift.agents) if _works(scenario, group, shift, begun) else ():
                yield _duty(shift, agent, agent, begun, (midnight, midnight + DAY))


def _over_midnight(shift: Shift) -> int:
    return int(shift.hours[1] > DAY)


def _works(scenario: Scenario, group: str, shift: Shift, day: int) -> bool:
    """On its weekdays; not where all its queues are closed."""
    counted, first = day - scenario.days.warm_up, scenario.days.first or "mon"
    on_duty = shift.weekdays is None or weekday_of(first, counted) in shift.weekdays
    return on_duty and group_hours(scenario, group, counted) != CLOSED


def _duty(shift: Shift, place: int, number: int, day: int, within: tuple[int, int]) -> Duty:
    """The duty of the shift's agent at `place`, cut to what is played."""
    midnight, (begins, ends) = day * DAY, within
    pauses = []
    for one in (*shift.breaks, shift.meal):
        if one is not None:
            due = midnight + shift.within(one).starts_ms(place, shift.agents)
            start, end = max(due, begins), min(due + one.lasts_ms, ends)
            if start < end:
                pauses.append(Pause(start, end - start, MEAL if one is shift.meal else BREAK))
    on_ms, off_ms = (midnight + clock for clock in shift.hours)
    return Duty(number, max(on_ms, begins), min(off_ms, ends), tuple(sorted(pauses, key=lambda one: one.due_ms)))
