"""The words a planner writes for one value, and the numbers they become: durations, clocks, shares, changes.

Each type is an `Annotated` alias that parses on the way in; faults are `ValueError`s whose text is the cure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, Strict

from sim.units import DAY, format_clock, format_duration, parse_clock, parse_duration, parse_share


@dataclass(frozen=True)
class Kind:
    """Which of the words below a field takes: the grammar of changes, the editors' schema and the manual read it."""

    word: str
    written: str
    """How a planner writes it."""


@dataclass(frozen=True)
class Unit:
    """What a bare number counts, as it reads after the number; `money` stands for the file's currency."""

    name: str


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The weekdays, as they are written."""
INTERVALS = ("15m", "30m", "60m", "1h")
"""The intervals of the trade, as they are written."""


class Page(BaseModel):
    """What every part of a scenario is: frozen, with no key beyond those named."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


def _duration(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(f"{value} is not a duration: write it like 20s, 4m30s, 1h30m or 2d")
    return parse_duration(str(value))


def _clock(value: Any) -> int:
    if not isinstance(value, str):
        raise ValueError(f"{value} is not a time of day: write it like 08:30, from 00:00 to 24:00")
    return parse_clock(value)


def _share(value: Any) -> float:
    if isinstance(value, str):
        return parse_share(value)
    if not isinstance(value, bool) and isinstance(value, int | float) and 1 < value <= 100:
        raise ValueError(f"{value} is not a share: write {value}%")
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f"{value} is not a share: write a percentage from 0% to 100%, like 35%")
    return float(value)


def _percentage(value: Any) -> float:
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*%\s*", value) if isinstance(value, str) else None
    factor = float(found[1]) / 100 if found else value
    if not isinstance(factor, float) or not 0.01 <= factor <= 10:
        raise ValueError(f"'{value}' is not a percentage from 1% to 1000%: write it like 110% or 90%")
    return factor


def relative_factor(value: Any) -> float:
    """A change as a factor: `+10%` is 1.1. Raises ValueError with the cure."""
    found = re.fullmatch(r"([+-])(\d+(?:\.\d+)?)%", str(value).replace(" ", ""))
    if found:
        factor = 1 + (1 if found[1] == "+" else -1) * float(found[2]) / 100
    elif times := re.fullmatch(r"[x×](\d+(?:\.\d+)?)", str(value)):
        factor = float(times[1])
    else:
        raise ValueError(f"'{value}' is not a change: write it like +10%, -20% or x1.2")
    if factor < 0:
        raise ValueError(f"'{value}' takes away more than all of it: the most is -100%")
    return factor


def hours_range(value: Any) -> tuple[int, int]:
    """A range of the day, as written or as the model holds it. Raises ValueError with the cure."""
    if isinstance(value, tuple):
        start, end = value
    elif isinstance(value, str) and value.count("-") == 1:
        start, end = (parse_clock(clock) for clock in value.split("-"))
    else:
        raise ValueError(f"'{value}' is not a time range: write it like 08:00-20:00")
    if not 0 <= start < end <= DAY:
        raise ValueError(f"'{value}' must end after it starts, within one day: write it like 08:00-20:00")
    return start, end


def _interval(value: Any) -> int:
    if str(value) not in INTERVALS:
        raise ValueError(f"'{value}' is not an interval of the trade: write 15m, 30m or 60m")
    return parse_duration(str(value))


def _first_day(value: Any) -> str:
    text = str(value).strip()
    if text.lower() in WEEKDAYS:
        return text.lower()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(f"'{value}' is not a day: write {', '.join(WEEKDAYS)}, or a date like 2026-11-30") from None


def _date(value: Any) -> str:
    try:
        return date.fromisoformat(str(value).strip()).isoformat()
    except ValueError:
        raise ValueError(f"'{value}' is not a date: write it like 2026-12-01") from None


def _week(value: Any) -> int:
    if not re.fullmatch(r"\d{1,2}", str(value)) or not 1 <= int(value) <= 53:
        raise ValueError(f"'{value}' is not a week of the year: write its number, from 1 to 53")
    return int(value)


def _chats_open(value: Any) -> int:
    if not re.fullmatch(r"\d{1,2}", str(value)) or int(value) < 2:
        raise ValueError(f"'{value}' is not a number of open chats: write 2 or more (one alone runs at full speed)")
    return int(value)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise ValueError(f"'{value}' is not a number of 0 or more: write digits alone, like 12 or 0.35")
    return float(value)


def share_text(share: float) -> str | float:
    """A percentage that reads back as exactly this share; the bare fraction where no percentage does."""
    for digits in range(6, 18):
        percent = f"{share * 100:.{digits}g}"
        if "e" not in percent and float(percent) / 100 == share:
            return f"{percent}%"
    return share


def _relative_text(factor: float) -> str:
    return f"x{Decimal(repr(factor)):f}"


def hours_text(hours: tuple[int, int]) -> str:
    """`08:00-20:00`."""
    return "-".join(format_clock(end) for end in hours)


def _written(text: Any) -> PlainSerializer:
    """How a value is written back, so that it is read as the same value."""
    return PlainSerializer(text, when_used="json")


Duration = Annotated[
    int, BeforeValidator(_duration), _written(format_duration), Kind("duration", "`20s`, `4m30s`, `1h30m`, `2d`")
]
"""Milliseconds. A bare number is refused."""

Clock = Annotated[int, BeforeValidator(_clock), _written(format_clock), Kind("clock", "`08:30`")]
"""Milliseconds after midnight."""

Share = Annotated[float, BeforeValidator(_share), _written(share_text), Kind("share", "`35%`")]
"""A fraction from 0 to 1."""

Relative = Annotated[
    float, BeforeValidator(relative_factor), _written(_relative_text), Kind("relative", "`+10%`, `-20%`, `x1.2`")
]
"""A factor, written as a change: `+10%` is 1.1, `-20%` is 0.8, `x1.2` is 1.2."""

Hours = Annotated[tuple[int, int], BeforeValidator(hours_range), _written(hours_text), Kind("hours", "`08:00-20:00`")]
"""A half-open range of the day in ms after midnight."""

Interval = Annotated[
    int, BeforeValidator(_interval), _written(format_duration), Kind("interval", "`15m`, `30m` or `60m`")
]
"""Length of an interval in ms."""

FirstDay = Annotated[
    str, BeforeValidator(_first_day), Kind("day", f"`{'`, `'.join(WEEKDAYS)}`, or a date like `2026-11-30`")
]
"""A weekday's three letters, or an ISO date."""

Date = Annotated[str, BeforeValidator(_date), Kind("date", "`2026-12-01`")]
"""An ISO date."""

Week = Annotated[int, BeforeValidator(_week), Kind("week", "`49`, as ISO 8601 counts them")]
"""A week of the year, 1 to 53."""

ChatsOpen = Annotated[int, BeforeValidator(_chats_open), Kind("chats open", "`2`, a whole number from 2")]
"""How many chats an agent has open."""

Number = Annotated[float, BeforeValidator(_number), Kind("number", "digits, like `12` or `0.35`")]
"""A number of 0 or more: contacts, a weight, money."""

Count = Annotated[int, Strict(), Kind("count", "a whole number, like `3`")]
"""A whole number."""

Percentage = Annotated[float, BeforeValidator(_percentage), _written(share_text), Kind("percentage", "`110%`, `90%`")]
"""A factor, written as a percentage that may pass 100: `110%` is 1.1."""


def _switch(value: Any) -> Any:
    return None if value == "off" else {} if value == "on" else value


Switch = BeforeValidator(_switch)
"""For a mechanism: `off` takes it away, `on` names it with all its published defaults."""


def _off(value: Any) -> Any:
    return None if value == "off" else value


Off = BeforeValidator(_off)
"""For names that the planner chooses: `off` takes all of them away."""


def each_once(value: Any, parse: Callable[[str], int], what: str) -> Any:
    """The value as it is; ValueError where a table has two keys for one `what`: `8:00` and `08:00`, `60m` and `1h`."""
    seen: dict[int, str] = {}
    for key in value if isinstance(value, dict) else ():
        try:
            meant = parse(key) if isinstance(key, str) else key
        except ValueError:
            continue
        if meant in seen:
            raise ValueError(f"{seen[meant]} and {key} are the same {what}: write it once")
        seen[meant] = key
    return value


def _one_moment(value: Any) -> Any:
    return each_once(value, parse_clock, "moment")


def _all_day(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {"00:00": value}
    return _one_moment(value)


def _in_order(table: dict[int, Any]) -> dict[int, Any]:
    return dict(sorted(table.items()))


AllDay = BeforeValidator(_all_day)
"""For a clock -> value table: one number alone holds all day."""

OneMoment = BeforeValidator(_one_moment)
"""For a clock -> value table without that short form."""

Rates = Annotated[dict[Clock, Number], Field(min_length=1), AllDay, AfterValidator(_in_order)]
"""Clock -> number, in order of the day; each holds until the next clock, nothing before the first."""

Heads = Annotated[
    dict[Clock, Annotated[Count, Field(ge=0, le=100_000)]], Field(min_length=1), AllDay, AfterValidator(_in_order)
]
"""Clock -> heads, in order of the day; each holds until the next clock, nobody before the first."""
