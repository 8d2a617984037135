"""Shifts that could not be worked as they are written: nights on queues that close, weekdays of days without a name."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.faults import Fault, fault
from sim.scenario.hours import group_hours, parse_hours
from sim.scenario.nodes import Node
from sim.units import DAY, format_clock


def shift_faults(root: Node) -> Iterator[Fault]:
    """What shifts say, against the hours of their queues and the days of the page."""
    groups = root.at("agents")
    for group in groups.keys if groups else ():
        shifts = root.at("agents", group, "shifts")
        for name, shift in (shifts.keys if shifts else {}).items():
            path = f"agents.{group}.shifts.{name}"
            yield from _hours(root, group, shift.at("hours"), path)
            weekdays, days = shift.at("weekdays"), root.at("days", "first")
            if weekdays is not None and days is None:
                wrong, cure = "the page does not say which day is the first", "write days: {count: 5, first: mon}"
                yield fault(weekdays.key, f"{path}.weekdays", wrong, cure)


def _hours(root: Node, group: str, hours: Node | None, path: str) -> Iterator[Fault]:
    """A shift begins before its queues close, and ends after they open; only round the clock does one go through the
    night."""
    there = group_hours(root, group)
    if hours is None or hours.text is None or there is None:
        return
    shift, (opens, closes) = parse_hours(hours.text), there
    span = f"{format_clock(opens)}-{format_clock(closes)}"
    over_midnight = parse_hours("-".join(reversed(hours.text.split("-")))) is not None
    if shift is None and over_midnight and there != (0, DAY):
        wrong = f"a shift over midnight needs queues that are open round the clock, and they are open {span}"
        yield fault(hours.place, f"{path}.hours", wrong, "write two shifts, or open: 00:00-24:00")
    elif shift is not None and not (shift[0] < closes and opens < shift[1]):
        yield fault(hours.place, f"{path}.hours", f"outside the opening hours {span}", "write hours within them")
