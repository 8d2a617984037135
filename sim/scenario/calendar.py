"""Which weekday and which week each day is, how a planner names them, and how much busier some are by forecast."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer

from sim.scenario.values import WEEKDAYS, Kind, Page, Relative


class Weekdays(Page):
    """A queue's volume on each weekday, relative to the volume written."""

    mon: Relative = 1.0
    """On Mondays."""
    tue: Relative = 1.0
    """On Tuesdays."""
    wed: Relative = 1.0
    """On Wednesdays."""
    thu: Relative = 1.0
    """On Thursdays."""
    fri: Relative = 1.0
    """On Fridays."""
    sat: Relative = 1.0
    """On Saturdays."""
    sun: Relative = 1.0
    """On Sundays; `-100%` is nobody."""

    @property
    def factors(self) -> tuple[float, ...]:
        """Monday's first."""
        return tuple(getattr(self, day) for day in WEEKDAYS)


def weekday_of(first: str, day: int) -> int:
    """0 for a Monday: `day` counts from the first counted day, which is a weekday (`mon`) or a date; below 0 before
    it."""
    monday_is_0 = WEEKDAYS.index(first) if first in WEEKDAYS else date.fromisoformat(first).weekday()
    return (monday_is_0 + day) % len(WEEKDAYS)


def week_of(first: str, day: int) -> int:
    """The week of the year, as ISO 8601 counts: the one with the year's first Thursday is 1. `first` is a date."""
    return (date.fromisoformat(first) + timedelta(days=day)).isocalendar().week


def falls_on(wanted: int | str | None, first: str | None, day: int) -> bool:
    """Whether a day, counted from the first counted day, is the one wanted: a counted day's number from 1, a weekday or
    a date; None is every day. `first` is the first counted day, where the page says it."""
    if wanted is None or isinstance(wanted, int):
        return wanted is None or wanted == day + 1
    if first is None:
        return False
    if wanted in WEEKDAYS:
        return weekday_of(first, day) == WEEKDAYS.index(wanted)
    return first not in WEEKDAYS and date.fromisoformat(first) + timedelta(days=day) == date.fromisoformat(wanted)


# The days that a planner names in words -------------------------------------------------------------------------------

HOW_DAYS_ARE_WRITTEN = "write mon-fri, sat, or mon, wed"


def parse_weekdays(text: str, or_else: str = "") -> tuple[int, ...]:
    """`mon-fri`, `sat`, `mon, wed`, `sat-mon` (over the week's end) as weekdays in order, 0 for Monday. ValueError with
    the cure, to which `or_else` adds what else may stand there; also where one is named twice."""
    named = [day for part in text.split(",") for day in _weekday_range(part.strip().lower(), text, or_else)]
    if twice := [day for day in named if named.count(day) > 1]:
        raise ValueError(f"'{text}' names {WEEKDAYS[twice[0]]} twice: write it once")
    return tuple(sorted(named))


def _weekday_range(part: str, text: str, or_else: str) -> list[int]:
    ends = [end.strip() for end in part.split("-")]
    if len(ends) > 2 or not set(ends) <= set(WEEKDAYS):
        raise ValueError(f"'{text}' is no weekday: {HOW_DAYS_ARE_WRITTEN}{or_else}")
    first, last = WEEKDAYS.index(ends[0]), WEEKDAYS.index(ends[-1])
    return [(first + day) % len(WEEKDAYS) for day in range((last - first) % len(WEEKDAYS) + 1)]


def format_weekdays(weekdays: Collection[int]) -> str:
    """The shortest words that `parse_weekdays` reads back: those that follow one another as `mon-fri`, two and others
    singly."""
    return _in_runs(weekdays, "-", WEEKDAYS.__getitem__)


def _in_runs(days: Collection[int], to: str, name: Callable[[int], str]) -> str:
    """Numbered days by their names: three or more that follow one another as the first `to` the last, others singly."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts = [run if len(run) < 3 else [run[0], run[-1]] for run in runs]
    joints = [", " if len(run) < 3 else to for run in runs]
    return ", ".join(joint.join(map(name, part)) for part, joint in zip(parts, joints, strict=True))


def parse_dates(text: str) -> tuple[str, ...]:
    """`2026-12-25`, `2026-12-25, 2026-12-31`, `2026-12-14 to 2026-12-18` as dates in order, each once. ValueError with
    the cure."""
    return tuple(sorted({day for part in text.split(",") for day in _date_range(part.strip(), text)}))


def _date_range(part: str, text: str) -> list[str]:
    try:
        first, *last = (date.fromisoformat(end) for end in re.split(r"\s+to\s+", part, maxsplit=1))
    except ValueError:
        cure = "write it like 2026-12-25, or 2026-12-14 to 2026-12-18"
        raise ValueError(f"'{text}' is not a date: {cure}") from None
    days = (last[0] - first).days if last else 0
    if days < 0:
        raise ValueError(f"'{text}' ends before it begins: write the earlier date first")
    return [(first + timedelta(days=day)).isoformat() for day in range(days + 1)]


def format_dates(dates: Collection[str]) -> str:
    """The shortest words that `parse_dates` reads back: three or more that follow one another as `2026-12-14 to
    2026-12-18`."""
    numbers = [date.fromisoformat(day).toordinal() for day in dates]
    return _in_runs(numbers, " to ", lambda number: date.fromordinal(number).isoformat())


def _on_weekdays(value: Any) -> tuple[int, ...]:
    if isinstance(value, list | tuple) and value and all(isinstance(each, str) for each in value):
        value = ", ".join(value)
    if not isinstance(value, str):
        raise ValueError(f"'{value}' is no weekday: {HOW_DAYS_ARE_WRITTEN}")
    if re.match(r"\s*\d{4}-", value):
        raise ValueError(f"'{value}' is a date, and here only weekdays count: {HOW_DAYS_ARE_WRITTEN}")
    return parse_weekdays(value)


OnWeekdays = Annotated[
    tuple[int, ...],
    BeforeValidator(_on_weekdays),
    PlainSerializer(format_weekdays, when_used="json"),
    Kind("weekdays", "`mon-fri`, `sat`, `mon, wed`"),
]
"""Weekdays on which something holds, in order, 0 for Monday."""
