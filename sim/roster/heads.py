"""Who works, and when: head counts per group and interval, after shrinkage."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.scenario.by_day import CLOSED, clocks_on
from sim.scenario.group import Group
from sim.scenario.schema import Scenario
from sim.units import DAY

Ints = NDArray[np.int64]
ONE_DAY = "ask it day by day, like --set 'days={count: 1, first: sat}'"
"""What to do where something is reckoned for one kind of day and the page has several."""


@dataclass(frozen=True)
class Roster:
    """Head counts of one replication as whole numbers; times in ms from midnight before the first day played."""

    changes: Ints
    """Rows (ms, group, heads): from ms on the group has so many heads. Sorted by (ms, group); no row repeats a count.
    The fall to 0 at closing is in `closings`, not here."""
    closings: Ints
    """Rows (ms, group): the group's day ends; with `closing: served_out` it stays while live contacts are inside."""
    seats: tuple[int, ...]
    """The most heads each group ever has; its agents are numbered 0 .. seats - 1."""


@dataclass(frozen=True)
class Stretch:
    """A part of a day in which a group's head count stays the same; ms after midnight, half-open."""

    from_ms: int
    to_ms: int
    on_queue: int
    """Heads on the queue."""
    paid: float
    """Heads paid for: those scheduled, or on_queue / (1 - shrinkage)."""


def stretches(scenario: Scenario, group: str, day: int = 0) -> tuple[Stretch, ...]:
    """A group's day (counted from the first counted one), first opening to last closing of its queues, without gaps; no
    heads before the first clock. None on a day on which all of them are closed."""
    opens, closes = group_hours(scenario, group, day)
    if (opens, closes) == CLOSED:
        return ()
    page = scenario.agents[group]
    written = sorted(written_heads(scenario, group, day).items())
    starts = sorted({opens} | {clock for clock, _ in written if opens < clock < closes})
    heads = [max([(c, n) for c, n in written if c <= start], default=(0, 0))[1] for start in starts]
    return tuple(
        Stretch(start, end, *on_queue_and_paid(page, count))
        for start, end, count in zip(starts, [*starts[1:], closes], heads, strict=True)
    )


def written_heads(scenario: Scenario, group: str, day: int) -> Mapping[int, int]:
    """Clock -> heads of a day as the group's page writes them, on the queue or scheduled; nobody on a day that it does
    not name."""
    page = scenario.agents[group]
    written = page.on_queue if page.on_queue is not None else page.scheduled or {}
    return clocks_on(written, scenario.days.first, day)


def days_differ(scenario: Scenario) -> bool:
    """Whether hours or heads differ among the days played, warm-up included."""
    days = range(-scenario.days.warm_up, scenario.days.count)
    return (
        len({(*_hours(scenario, day), *(stretches(scenario, name, day) for name in scenario.agents)) for day in days})
        > 1
    )


def open_days_differ(scenario: Scenario, queue: str) -> bool:
    """Whether hours, or the heads who serve it, differ among the counted days on which a queue is open."""
    groups = [name for name, group in scenario.agents.items() if queue in group.skills]
    days = days_open(scenario, queue)
    kinds = {(scenario.hours_on(queue, day), *(stretches(scenario, name, day) for name in groups)) for day in days}
    return len(kinds) > 1


def days_open(scenario: Scenario, queue: str) -> list[int]:
    """The counted days on which a queue is open."""
    return [day for day in range(scenario.days.count) if scenario.hours_on(queue, day) != CLOSED]


def _hours(scenario: Scenario, day: int) -> list[tuple[int, int]]:
    return [scenario.hours_on(queue, day) for queue in scenario.queues]


def group_hours(scenario: Scenario, group: str, day: int = 0) -> tuple[int, int]:
    """From the first opening to the last closing of the queues a group serves on a day, ms after midnight; CLOSED where
    all are closed."""
    every = [scenario.hours_on(queue, day) for queue in scenario.agents[group].skills]
    hours = [one for one in every if one != CLOSED]
    return (min(start for start, _ in hours), max(end for _, end in hours)) if hours else CLOSED


def plan_heads(scenario: Scenario) -> Roster:
    """Head counts over all days played. A group whose day ends at midnight as the next begins does not close then."""
    days = range(-scenario.days.warm_up, scenario.days.count)
    changes: list[tuple[int, int, int]] = []
    closings: list[tuple[int, int]] = []
    seats = []
    for number, group in enumerate(scenario.agents):
        every = [stretches(scenario, group, day) for day in days]
        seats.append(max((stretch.on_queue for day in every for stretch in day), default=0))
        heads = 0
        for at, day in enumerate(every):
            for stretch in day:
                if stretch.on_queue != heads:
                    changes.append((at * DAY + stretch.from_ms, number, stretch.on_queue))
                    heads = stretch.on_queue
            goes_on = at + 1 < len(every) and every[at + 1] and every[at + 1][0].from_ms == 0
            if day and not (day[-1].to_ms == DAY and goes_on):
                closings.append((at * DAY + day[-1].to_ms, number))
                heads = 0
    return Roster(
        np.array(sorted(changes), dtype=np.int64).reshape(-1, 3),
        np.array(sorted(closings), dtype=np.int64).reshape(-1, 2),
        tuple(seats),
    )


def on_queue_and_paid(page: Group, heads: int) -> tuple[int, float]:
    """What `heads` as the group's file writes them are on the queue and on the payroll."""
    if page.on_queue is not None:
        return heads, heads / (1 - page.shrinkage)
    # The rounding to nine places keeps 70 heads at 30 % at 49, whatever the float product says.
    return math.floor(round(heads * (1 - page.shrinkage), 9) + 0.5), float(heads)
