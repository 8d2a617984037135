"""The words a planner writes for one value, and the numbers they become: durations, clocks, shares, changes.

Each type is an `Annotated` alias that parses on the way in; faults are `ValueError`s whose text is the cure.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Strict, WithJsonSchema

from sim.units import DAY, parse_clock, parse_duration, parse_share


class Page(BaseModel):
    """What every part of a scenario is: frozen, with no key beyond those named."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


def _duration(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError("write a duration like 20s, 4m30s, 1h30m or 2d")
    return parse_duration(str(value))


def _clock(value: Any) -> int:
    if not isinstance(value, str):
        raise ValueError(f"{value} is not a time of day: write it like 08:30, from 00:00 to 24:00")
    return parse_clock(value)


def _share(value: Any) -> float:
    if isinstance(value, str):
        return parse_share(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f"{value} is not a share: write a percentage from 0% to 100%, like 35%")
    return float(value)


def _relative(value: Any) -> float:
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


def _hours(value: Any) -> tuple[int, int]:
    if isinstance(value, tuple | list) and len(value) == 2 and all(isinstance(end, int) for end in value):
        start, end = value
    elif isinstance(value, str) and value.count("-") == 1:
        start, end = (parse_clock(clock) for clock in value.split("-"))
    else:
        raise ValueError(f"'{value}' is not a time range: write it like 08:00-20:00")
    if not 0 <= start < end <= DAY:
        raise ValueError(f"'{value}' must end after it starts, within one day: write it like 08:00-20:00")
    return start, end


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise ValueError(f"'{value}' is not a number of 0 or more: write digits alone, like 12 or 0.35")
    return float(value)


def _text_schema(example: str, **more: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "examples": [example], **more})


Duration = Annotated[int, BeforeValidator(_duration), _text_schema("4m30s")]
"""Milliseconds; written `20s`, `4m30s`, `1h30m`, `2d`. A bare number is refused."""

Clock = Annotated[int, BeforeValidator(_clock), _text_schema("08:30")]
"""Milliseconds after midnight; written `08:30`."""

Share = Annotated[
    float, BeforeValidator(_share), WithJsonSchema({"type": ["string", "number"], "examples": ["35%"]})
]
"""A fraction from 0 to 1; written `35%`."""

Relative = Annotated[float, BeforeValidator(_relative), _text_schema("+10%")]
"""A factor; written as a change: `+10%` is 1.1, `-20%` is 0.8, `x1.2` is 1.2."""

Hours = Annotated[tuple[int, int], BeforeValidator(_hours), _text_schema("08:00-20:00")]
"""A half-open range of the day in ms after midnight; written `08:00-20:00`."""

Number = Annotated[float, BeforeValidator(_number), WithJsonSchema({"type": "number", "minimum": 0})]
"""A number of 0 or more: contacts, a weight, money."""

Count = Annotated[int, Strict()]
"""A whole number, written as digits."""


def _switch(value: Any) -> Any:
    return None if value == "off" else {} if value == "on" else value


Switch = BeforeValidator(_switch)
"""For a mechanism: `off` takes it away, `on` names it with all its published defaults."""


def _all_day(value: Any) -> Any:
    return {"00:00": value} if isinstance(value, int | float) and not isinstance(value, bool) else value


AllDay = BeforeValidator(_all_day)
"""For a clock -> value table: one number alone holds all day."""
