"""What differs by weekday or by date: tables whose keys name days, and which of their values a day has.

A table may name a day more than once, `{mon-fri: ..., fri: ..., 2026-12-25: ...}`: a date comes before weekdays, fewer
weekdays before more. A named day is a weekday (0 for Monday) or a date (`2026-12-25`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Discriminator, PlainSerializer, Tag

from sim.scenario.calendar import format_dates, format_weekdays, parse_dates, parse_weekdays, weekday_of
from sim.scenario.values import WEEKDAYS, Heads, Hours, Kind, Rates, hours_range, hours_text

T = TypeVar("T")
Day = int | str
"""A weekday, or a date."""

EVERY_DAY, BY_DAY = "[every day]", "[by day]"
"""How the two ways of writing such a value are told apart in pydantic's places; neither stands in the file."""
CLOSED = (0, 0)
"""The hours of a day on which nobody is let in."""
_NAMES_DAYS = re.compile(rf"\s*({'|'.join(WEEKDAYS)}|\d{{4}}-)", re.IGNORECASE)


def names_days(key: object) -> bool:
    """Whether a key means days, rightly written or not, rather than a clock."""
    return isinstance(key, str) and bool(_NAMES_DAYS.match(key))


@cache
def parse_days(text: str) -> tuple[Day, ...]:
    """The days that a key names: weekdays as `parse_weekdays` reads them, or dates as `parse_dates` does, in order.
    ValueError with the cure."""
    return parse_dates(text) if re.match(r"\s*\d", text) else parse_weekdays(text, ", or a date like 2026-12-25")


def _days_key(value: Any) -> str:
    days = parse_days(str(value))
    dates = [day for day in days if isinstance(day, str)]
    return format_dates(dates) or format_weekdays([day for day in days if isinstance(day, int)])


def value_for(table: Mapping[str, T], day: Day) -> T | None:
    """The value that a day has by the most specific of the keys that name it; None where none does. A date that is not
    named has the value of its weekday."""
    naming = [key for key in table if day in parse_days(key)]
    if naming:
        return table[min(naming, key=lambda key: len(parse_days(key)))]
    return value_for(table, date.fromisoformat(day).weekday()) if isinstance(day, str) else None


def value_on(table: Mapping[str, T], first: str | None, day: int) -> T | None:
    """The value of a day counted from the first counted one, `first` being a weekday or a date; None where no key names
    it. ValueError where the page does not say which day is the first."""
    if first is None:
        raise ValueError("the page does not say which day is the first: write days: {count: 5, first: mon}")
    if first in WEEKDAYS:
        return value_for(table, weekday_of(first, day))
    return value_for(table, (date.fromisoformat(first) + timedelta(days=day)).isoformat())


def clock_tables(written: Mapping[int, T] | Mapping[str, Mapping[int, T]]) -> dict[str, Mapping[int, T]]:
    """The clock tables of a value written by day, by their keys; that of every day by an empty one."""
    of_days = {key: table for key, table in written.items() if isinstance(key, str) and isinstance(table, Mapping)}
    if of_days or not written:
        return of_days
    return {
        "": {key: value for key, value in written.items() if isinstance(key, int) and not isinstance(value, Mapping)}
    }


def clocks_on(written: Mapping[int, T] | Mapping[str, Mapping[int, T]], first: str | None, day: int) -> Mapping[int, T]:
    """The clock table of a day, of a table written for every day or by day; empty where no key names it."""
    tables = clock_tables(written)
    return tables[""] if "" in tables else value_on(tables, first, day) or {}


def named_twice(keys: Iterable[str]) -> str | None:
    """What is wrong with the keys of such a table, each rightly written: a day that two of them name equally well."""
    told: dict[tuple[Day, int], str] = {}
    for key in keys:
        days = parse_days(key)
        for day in days:
            if (other := told.setdefault((day, 1 if isinstance(day, str) else len(days)), key)) != key:
                name = WEEKDAYS[day] if isinstance(day, int) else day
                return f"{other} and {key} both name {name}: write {name} alone, or in one of them"
    return None


def unwritten_weekdays(keys: Iterable[str]) -> str:
    """The weekdays that no key names, as a key would; empty if there are none."""
    named = {day for key in keys for day in parse_days(key)}
    return format_weekdays([day for day in range(len(WEEKDAYS)) if day not in named])


def _each_day_once(table: dict[str, T]) -> dict[str, T]:
    if wrong := named_twice(table):
        raise ValueError(wrong)
    return table


def _every_weekday(table: dict[str, T]) -> dict[str, T]:
    if left := unwritten_weekdays(table):
        raise ValueError(f"the hours do not say {left}: write {left}: closed, or its hours")
    return table


def _which(value: Any) -> str:
    return BY_DAY if isinstance(value, dict) and any(map(names_days, value)) else EVERY_DAY


def _closed(value: Any) -> Any:
    if value in ("off", "none", "no", False):
        raise ValueError(f"'{str(value).lower()}' is not hours: write closed")
    return CLOSED if value == "closed" else hours_range(value)


def day_hours_text(hours: tuple[int, int]) -> str:
    """`08:00-20:00`, or `closed`."""
    return "closed" if hours == CLOSED else hours_text(hours)


DaysKey = Annotated[
    str,
    BeforeValidator(_days_key),
    Kind("days", "`mon-fri`, `sat`, `mon, wed`, `2026-12-25`, `2026-12-14 to 2026-12-18`"),
]
"""A key that names days, as it is written shortest."""

DayHours = Annotated[
    tuple[int, int],
    BeforeValidator(_closed),
    PlainSerializer(day_hours_text, when_used="json"),
    Kind("hours", "`08:00-20:00`"),
]
"""The hours of a named day: a range, or `closed`, which is CLOSED."""

Opening = Annotated[
    Annotated[Hours, Tag(EVERY_DAY)]
    | Annotated[dict[DaysKey, DayHours], AfterValidator(_each_day_once), AfterValidator(_every_weekday), Tag(BY_DAY)],
    Discriminator(_which),
]
"""Opening hours of every day, or by day, where each weekday must be named."""

HeadsByDay = Annotated[
    Annotated[Heads, Tag(EVERY_DAY)] | Annotated[dict[DaysKey, Heads], AfterValidator(_each_day_once), Tag(BY_DAY)],
    Discriminator(_which),
]
"""A clock table of heads for every day, or one by day; nobody on a day that is not named."""

RatesByDay = Annotated[
    Annotated[Rates, Tag(EVERY_DAY)] | Annotated[dict[DaysKey, Rates], AfterValidator(_each_day_once), Tag(BY_DAY)],
    Discriminator(_which),
]
"""A clock table of numbers for every day, or one by day."""
