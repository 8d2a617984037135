"""Shifts as they are planned: who signs on and off when, and who is away for which break."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim.scenario.group import Group
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


def size(page: Group) -> int:
    """How many agents a group with shifts has."""
    return sum(shift.agents for shift in (page.shifts or {}).values())


def duties(page: Group, days: int) -> Iterator[Duty]:
    """All duties of a group with shifts. A night shift of the day before the first is cut at the beginning of the play,
    that of the last day at its end; so are their breaks."""
    first = 0
    for shift in (page.shifts or {}).values():
        for day in range(-1 if shift.hours[1] > DAY else 0, days):
            for agent in range(shift.agents):
                yield _duty(shift, agent, first + agent, day, days * DAY)
        first += shift.agents


def _duty(shift: Shift, place: int, number: int, day: int, end_ms: int) -> Duty:
    midnight, (on, off) = day * DAY, shift.hours
    planned = [(one, MEAL if one is shift.meal else BREAK) for one in (*shift.breaks, shift.meal) if one is not None]
    pauses = []
    for one, kind in planned:
        due = midnight + shift.within(one).starts_ms(place, shift.agents)
        start, end = max(due, 0), min(due + one.lasts_ms, end_ms)
        if start < end:
            pauses.append(Pause(start, end - start, kind))
    return Duty(
        number,
        max(midnight + on, 0),
        min(midnight + off, end_ms),
        tuple(sorted(pauses, key=lambda pause: pause.due_ms)),
    )


def usual_day(page: Group) -> list[tuple[int, int, int]]:
    """(clock, change on the queue, change paid) of heads over a day with all shifts, in ms after midnight; a night
    shift's morning is the day's own."""
    steps: list[tuple[int, int, int]] = []
    for duty in duties(page, 1):
        steps += [(duty.on_ms, 1, 1), (duty.off_ms, -1, -1)]
        for pause in duty.pauses:
            unpaid = int(pause.kind == MEAL)
            steps += [(pause.due_ms, -1, -unpaid), (pause.due_ms + pause.lasts_ms, 1, unpaid)]
    return sorted(steps)
