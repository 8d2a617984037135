"""Who works, and when: head counts per group and interval, after shrinkage."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.scenario.group import Group
from sim.scenario.schema import Scenario
from sim.units import DAY

Ints = NDArray[np.int64]


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
    """A part of every day in which a group's head count stays the same; ms after midnight, half-open."""

    from_ms: int
    to_ms: int
    on_queue: int
    """Heads on the queue."""
    paid: float
    """Heads paid for: those scheduled, or on_queue / (1 - shrinkage)."""


def stretches(scenario: Scenario, group: str) -> tuple[Stretch, ...]:
    """A group's day, first opening to last closing of its queues, without gaps; no heads before the first clock."""
    opens, closes = group_hours(scenario, group)
    page = scenario.agents[group]
    written = sorted((page.on_queue if page.on_queue is not None else page.scheduled or {}).items())
    starts = sorted({opens} | {clock for clock, _ in written if opens < clock < closes})
    heads = [max([(c, n) for c, n in written if c <= start], default=(0, 0))[1] for start in starts]
    return tuple(
        Stretch(start, end, *on_queue_and_paid(page, count))
        for start, end, count in zip(starts, [*starts[1:], closes], heads, strict=True)
    )


def group_hours(scenario: Scenario, group: str) -> tuple[int, int]:
    """From the first opening to the last closing of the live queues a group serves, ms after midnight; the page's hours
    where it serves email alone."""
    skills = scenario.agents[group].skills
    hours = [scenario.hours(queue) for queue in skills if not scenario.queues[queue].deferred] or [scenario.open]
    return min(start for start, _ in hours), max(end for _, end in hours)


def plan_heads(scenario: Scenario) -> Roster:
    """Head counts over all days played. Round the clock, only the last day closes."""
    days = scenario.days.warm_up + scenario.days.count
    changes: list[tuple[int, int, int]] = []
    closings: list[tuple[int, int]] = []
    seats = []
    for number, group in enumerate(scenario.agents):
        day_stretches = stretches(scenario, group)
        round_the_clock = group_hours(scenario, group) == (0, DAY)
        seats.append(max(stretch.on_queue for stretch in day_stretches))
        heads = 0
        for day in range(days):
            for stretch in day_stretches:
                if stretch.on_queue != heads:
                    changes.append((day * DAY + stretch.from_ms, number, stretch.on_queue))
                    heads = stretch.on_queue
            if not round_the_clock or day == days - 1:
                closings.append((day * DAY + day_stretches[-1].to_ms, number))
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
