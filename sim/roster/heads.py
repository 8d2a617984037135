"""Who works, and when: head counts per group and interval, after shrinkage, and the shifts of agents by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.demand.arrivals import profiles_differ
from sim.roster.days import closing_after, days_open, group_closings, group_hours
from sim.roster.shifts import BREAK, Duty, agents_of, duties, duties_on
from sim.scenario.by_day import CLOSED, clocks_on
from sim.scenario.group import Group
from sim.scenario.schema import Scenario
from sim.scenario.shrinkage import left_of
from sim.units import DAY

Ints = NDArray[np.int64]
MISSED = ("absent", "late", "early")
ABSENT, LATE, EARLY = range(len(MISSED))


def _no_rows() -> Ints:
    return np.empty((0, 5), np.int64)


@dataclass(frozen=True)
class Roster:
    """Who works in one replication, as whole numbers; times in ms from midnight before the first day played."""

    changes: Ints
    """Rows (ms, group, heads): from ms on the group has so many heads. Sorted by (ms, group); no row repeats a count.
    The fall to 0 at closing is in `closings`, not here."""
    closings: Ints
    """Rows (ms, group): the group's day ends, or a shift of it at closing or later; with `closing: served_out` it stays
    while live contacts are inside."""
    seats: tuple[int, ...]
    """The most heads each group ever has, or its agents by name; they are numbered 0 .. seats - 1."""
    duties: Ints = field(default_factory=_no_rows)
    """Rows (on_ms, off_ms, group, agent, stays): an agent by name works a shift; `stays` is 1 where its end is one of
    `closings`. Sorted."""
    pauses: Ints = field(default_factory=_no_rows)
    """Rows (due_ms, lasts_ms, group, agent, kind): a break of such an agent; kind is BREAK or MEAL. Sorted."""
    shifts: Ints = field(default_factory=_no_rows)
    """The duties as planned, whoever is there: rows like `duties`."""
    pace_permille: Ints = field(default_factory=lambda: np.empty((0, 0), np.int64))
    """How long each agent, of all groups one after the other, needs on each day played and the one after, relative to
    what the queue says; empty where all need that."""
    left_open_permille: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    """The chance of each agent to leave a matter open, relative to the queue's; empty where all are alike."""
    missed: Ints = field(default_factory=_no_rows)
    """Rows (from_ms, to_ms, group, agent, why): planned time at which an agent, or one of the heads, was not there; why
    is ABSENT, LATE or EARLY."""


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
    if page.shifts is not None:
        return _of_shifts(scenario, group, scenario.days.warm_up + day)
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


def what_differs(scenario: Scenario) -> str:
    """In words, what makes an hour of one of the days played another than that of the next, volume as a whole aside;
    empty if nothing does."""
    if days_differ(scenario):
        return "hours or heads"
    return "the profile of their volume" if any(profiles_differ(scenario, name) for name in scenario.queues) else ""


def open_days_differ(scenario: Scenario, queue: str) -> bool:
    """Whether hours, profile, or the heads who serve it, differ among the counted days on which a queue is open."""
    groups = [name for name, group in scenario.agents.items() if queue in group.skills]
    days = days_open(scenario, queue)
    kinds = {(scenario.hours_on(queue, day), *(stretches(scenario, name, day) for name in groups)) for day in days}
    return len(kinds) > 1 or profiles_differ(scenario, queue)


def _hours(scenario: Scenario, day: int) -> list[tuple[int, int]]:
    return [scenario.hours_on(queue, day) for queue in scenario.queues]


def _of_shifts(scenario: Scenario, group: str, day: int) -> tuple[Stretch, ...]:
    """A day played of a group with shifts, which may begin before the opening and end after the closing."""
    midnight, steps = day * DAY, list(group_hours(scenario, group, day - scenario.days.warm_up))
    changes: list[tuple[int, int, int]] = []
    for duty in duties_on(scenario, group, day):
        changes += [(duty.on_ms - midnight, 1, 1), (duty.off_ms - midnight, -1, -1)]
        for pause in duty.pauses:
            start, unpaid = pause.due_ms - midnight, int(pause.kind != BREAK)
            changes += [(start, -1, -unpaid), (start + pause.lasts_ms, 1, unpaid)]
    starts = sorted({*steps, *(clock for clock, _, _ in changes)})
    found = []
    for start, end in pairwise(starts):
        there = [change for change in changes if change[0] <= start]
        paid = sum(by for _, _, by in there) / (1 - scenario.agents[group].shrinkage_in_all)
        found.append(Stretch(start, end, sum(by for _, by, _ in there), paid))
    return tuple(found)


def plan_heads(scenario: Scenario) -> Roster:
    """Who works over all days played."""
    changes: list[tuple[int, int, int]] = []
    closings: list[tuple[int, int]] = []
    planned: list[tuple[int, Duty, int]] = []
    seats = []
    for number, (group, page) in enumerate(scenario.agents.items()):
        own = group_closings(scenario, group)
        if page.shifts is not None:
            named = [(number, duty, _stays(own, duty)) for duty in duties(scenario, group)]
            closings += {(duty.off_ms, number) for _, duty, stays in named if stays}
            planned += named
            seats.append(agents_of(scenario, group))
        else:
            steps = _changes(scenario, group, own)
            changes += [(ms, number, heads) for ms, heads in steps]
            closings += [(ms, number) for ms in own]
            seats.append(max((heads for _, heads in steps), default=0))
    pauses = [
        (one.due_ms, one.lasts_ms, number, duty.agent, one.kind) for number, duty, _ in planned for one in duty.pauses
    ]
    shifts = rows_of([(duty.on_ms, duty.off_ms, number, duty.agent, stays) for number, duty, stays in planned], 5)
    return Roster(rows_of(changes, 3), rows_of(closings, 2), tuple(seats), shifts, rows_of(pauses, 5), shifts)


def rows_of(rows: Iterable[tuple[int, ...]], width: int) -> Ints:
    """Rows of so many whole numbers, sorted."""
    return np.array(sorted(rows), dtype=np.int64).reshape(-1, width)


def _changes(scenario: Scenario, group: str, closings: Iterable[int]) -> list[tuple[int, int]]:
    """(ms, heads) where a group's head count is another than before; 0 after each closing."""
    changes, heads, closes = [], 0, set(closings)
    for played, day in enumerate(range(-scenario.days.warm_up, scenario.days.count)):
        for stretch in stretches(scenario, group, day):
            if stretch.on_queue != heads:
                heads = stretch.on_queue
                changes.append((played * DAY + stretch.from_ms, heads))
            if played * DAY + stretch.to_ms in closes:
                heads = 0
    return changes


def _stays(closings: list[int], duty: Duty) -> int:
    """1 for a shift that ends at the closing that it works towards, or later."""
    return int(duty.off_ms >= closing_after(closings, duty.on_ms))


def on_queue_and_paid(page: Group, heads: int) -> tuple[int, float]:
    """What `heads` as the group's file writes them are on the queue and on the payroll."""
    if page.scheduled is None:
        return heads, heads / (1 - page.shrinkage_in_all)
    return left_of(heads, page.shrinkage_in_all), float(heads)
