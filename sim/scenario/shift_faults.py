"""Shifts that could not be worked as they are written: nights on queues that close, weekdays of days without a name, or
on which there is nothing to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from sim.scenario.by_day import CLOSED, Day, day_hours_text
from sim.scenario.calendar import format_weekdays, parse_weekdays
from sim.scenario.faults import Fault, fault
from sim.scenario.hours import Range, days_that_differ, group_hours, group_hours_on, is_deferred, parse_hours
from sim.scenario.nodes import Node
from sim.scenario.values import WEEKDAYS
from sim.units import DAY, format_clock


def shift_faults(root: Node) -> Iterator[Fault]:
    """What shifts say, against the hours of their queues and the days of the page."""
    groups = root.at("agents")
    for group in groups.keys if groups else ():
        shifts = root.at("agents", group, "shifts")
        for name, shift in (shifts.keys if shifts else {}).items():
            path = f"agents.{group}.shifts.{name}"
            unfit = list(_hours(root, group, shift.at("hours"), path))
            yield from unfit or _idle_weekdays(root, group, shift, path)
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


def _idle_weekdays(root: Node, group: str, shift: Node, path: str) -> Iterator[Fault]:
    """Weekdays on which nobody would come, or nobody have anything to do. A date that closes is no fault: then nobody
    comes, and nobody is paid."""
    written = shift.at("weekdays")
    weekdays = _weekdays(written) if written else range(len(WEEKDAYS))
    there = {day: _hours_by_date(root, group, day) for day in weekdays or ()}
    closed = [day for day, every in there.items() if all(hours == CLOSED for hours in every)]
    if written and closed:
        days = format_weekdays(closed)
        wrong = f"all the queues that {group} works for are closed on {days}, and nobody comes"
        yield fault(written.place, f"{path}.weekdays", wrong, f"leave {days} out, or open one of them")
    hours = shift.at("hours")
    worked = hours.read(parse_hours) if hours else None
    if hours is None or worked is None or _serves_email(root, group):
        return  # a night shift needs queues that are open round the clock; email is there after closing, too
    for day, every in there.items():
        if day not in closed and not any(map(partial(_meet, worked), every)):
            name, open_ = WEEKDAYS[day], next(filter(None, (one for one in every if one != CLOSED)))
            wrong = f"on {name} the queues of {group} are open {day_hours_text(open_)}, and nobody has anything to do"
            cure = f"write hours within these, or weekdays without {name}"
            yield fault(hours.place, f"{path}.hours", wrong, cure)


def _weekdays(written: Node) -> tuple[int, ...] | None:
    """None where they cannot be read, which is told elsewhere."""
    try:
        return parse_weekdays(", ".join(str(item.value) for item in written.items) or str(written.value))
    except ValueError:
        return None


def _hours_by_date(root: Node, group: str, weekday: int) -> list[Range | None]:
    """The hours of a group on a weekday, and on dates that are such a day and have hours of their own."""
    dates = [day for day in days_that_differ(root) if isinstance(day, str)]
    named: list[Day] = [weekday, *(day for day in dates if date.fromisoformat(day).weekday() == weekday)]
    return [group_hours_on(root, group, day) for day in named]


def _meet(worked: Range, there: Range | None) -> bool:
    """Whether a shift has time with its queues open; so where their hours cannot be read, which is told elsewhere."""
    return there is None or (there != CLOSED and worked[0] < there[1] and there[0] < worked[1])


def _serves_email(root: Node, group: str) -> bool:
    skills = root.at("agents", group, "skills")
    return any(item.text is not None and is_deferred(root, item.text) for item in (skills.items if skills else []))
