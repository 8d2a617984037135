"""How many of a group are ever on the queue at once, as its page has them."""

from __future__ import annotations

from collections.abc import Mapping

from sim.scenario.by_day import clock_tables
from sim.scenario.group import Group
from sim.scenario.shifts import Shift
from sim.scenario.shrinkage import left_of
from sim.scenario.values import WEEKDAYS
from sim.units import DAY

WEEK = len(WEEKDAYS) * DAY


def most_heads(group: Group) -> int:
    """The most on the queue at any moment of any day, everybody being there and nobody on a break."""
    if group.shifts is not None:
        return _most_on_shift(group.shifts)
    written = group.on_queue if group.on_queue is not None else group.scheduled or {}
    heads = max((count for table in clock_tables(written).values() for count in table.values()), default=0)
    return heads if group.scheduled is None else left_of(heads, group.shrinkage_in_all)


def _most_on_shift(shifts: Mapping[str, Shift]) -> int:
    """Of agents by name, in a week of days on which all the shifts of their weekdays are worked."""
    worked = [
        (day * DAY + shift.hours[0], shift)
        for shift in shifts.values()
        for day in (range(len(WEEKDAYS)) if shift.weekdays is None else shift.weekdays)
    ]
    return max(
        sum(shift.agents for begun, shift in worked if (start - begun) % WEEK < shift.hours[1] - shift.hours[0])
        for start, _ in worked
    )
