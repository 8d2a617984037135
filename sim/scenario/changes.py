"""Changes as a planner writes them: `+2`, `-10%`, `x1.1`, `+30s`, each also `@ 17:00-20:00`, and their arithmetic.

Decimal arithmetic throughout: 30 % and a tenth less is 27 %, not 27.000000000000004 %. A change of a table by weekday
or date is one of each day whose hours it touches; `agents.front.scheduled.sat: +1` changes one. What cannot be done is
a `ValueError` whose text reads `what is wrong: what to write`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sim.scenario.hours import parse_hours
from sim.scenario.nodes import Scalar
from sim.units import format_clock, format_duration, parse_clock, parse_duration, parse_share

_CHANGE = re.compile(r"(?:([+-])\s*(\d+(?:\.\d+)?)\s*(%?)|[x×]\s*(\d+(?:\.\d+)?)|([+-])\s*(\d[\d.a-z]*[a-z]))")
_LOOKS_LIKE_ONE = re.compile(r"\s*([+\-x×*]\s*[\d.]|\d+(\.\d+)?\s*(x|×)|.*@)")

GRAMMAR = "write it like +2, -10%, x1.1, +30s, or +2 @ 17:00-20:00"


@dataclass(frozen=True)
class Change:
    """What to do to a number: times a factor, or plus an amount (of contacts, heads, ...) or a duration."""

    text: str
    factor: Decimal | None = None
    amount: Decimal | None = None
    ms: int | None = None
    hours: tuple[int, int] | None = None
    """The range of the day it is for; all of it where None."""
    least: int = 0
    """The least that a number may be after it; a cure goes no lower."""


def parse_change(value: Scalar) -> Change | None:
    """The change that a value of `set` says, or None where it says a value itself.

    A negative number is a change, as `-10%` is: nothing in a scenario is below zero.
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and value < 0:
        return Change(str(value), amount=Decimal(str(value)))
    if not isinstance(value, str) or not _LOOKS_LIKE_ONE.match(value):
        return None
    what, at, span = value.partition("@")
    hours = parse_hours(span.strip()) if at else None
    found = _CHANGE.fullmatch(what.strip())
    if found and at and hours is None and (backwards := parse_hours("-".join(reversed(span.strip().split("-"))))):
        forwards = "-".join(format_clock(end) for end in backwards)
        raise ValueError(f"the range of '{value}' runs backwards: write {forwards}")
    if not found or (at and hours is None):
        raise ValueError(f"'{value}' is not a change: {GRAMMAR}")
    sign, number, percent, factor, duration_sign, duration = found.groups()
    signed = Decimal(number or 0) * (-1 if sign == "-" else 1)
    if factor is not None:
        return Change(value, factor=Decimal(factor), hours=hours)
    if duration is not None:
        ms = parse_duration(duration) * (-1 if duration_sign == "-" else 1)
        return Change(value, ms=ms, hours=hours)
    if percent:
        if signed < -100:
            raise ValueError(f"'{value}' takes away more than all of it: the most is -100%")
        return Change(value, factor=1 + signed / 100, hours=hours)
    return Change(value, amount=signed, hours=hours)


def _whole(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def _as_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _number_of(value: Scalar) -> Decimal:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ValueError(f"'{value}' is not a number that could change: write the new value")
    return Decimal(str(value))


def changed_number(value: Scalar, change: Change) -> int | float:
    """A number of contacts, money or weight after a change."""
    before = _number_of(value)
    if change.ms is not None:
        raise ValueError(f"{change.text} is a duration, and this is a number: {GRAMMAR}")
    after = before * change.factor if change.factor is not None else before + (change.amount or 0)
    if after < 0:
        most = _as_number(before - change.least)
        raise ValueError(f"{change.text} makes {value} negative: take away at most {most}")
    return _as_number(after)


def changed_count(value: Scalar, change: Change) -> int:
    """A whole number after a change, to the nearest whole, half up."""
    if change.amount is not None and change.amount % 1:
        raise ValueError(f"{change.text} is not a whole number of them: write whole numbers, or a percentage")
    return _whole(Decimal(str(changed_number(value, change))))


def changed_duration(value: Scalar, change: Change) -> str:
    """A duration after a change, to the nearest millisecond."""
    if change.amount is not None:
        raise ValueError(f"{change.text} has no unit: write {change.text}s, {change.text}m, or a percentage")
    before = parse_duration(str(value))
    after = _whole(before * change.factor) if change.factor is not None else before + (change.ms or 0)
    if after < 0:
        raise ValueError(f"{change.text} makes {value} negative: take away at most {value}")
    return format_duration(after)


def changed_share(value: Scalar, change: Change) -> str:
    """A share after a relative change: 30 % and -10 % is 27 %."""
    if change.factor is None:
        cure = "write the new share, or a relative change: +10% makes 30% to 33%"
        raise ValueError(f"{change.text} is no change of a share: {cure}")
    text = str(value).strip()
    if isinstance(value, str):
        parse_share(text)  # complains unless it is a percentage
    percent = Decimal(text.rstrip("% ")) if isinstance(value, str) else _number_of(value) * 100
    after = percent * change.factor
    if after > 100:
        raise ValueError(f"{change.text} makes {text} more than 100%: write the new share")
    return f"{after.normalize():f}%"


def changed_percentage(value: Scalar, change: Change) -> str:
    """A percentage that may pass 100 after a relative change: 110 % and -10 % is 99 %."""
    if change.factor is None:
        cure = "write the new one, or a relative change like +10%"
        raise ValueError(f"{change.text} is no change of a percentage: {cure}")
    percent = Decimal(str(value).rstrip("% ")) if isinstance(value, str) else _number_of(value) * 100
    return f"{(percent * change.factor).normalize():f}%"


CHANGED: dict[str, Callable[[Scalar, Change], Scalar]] = {
    "number": changed_number,
    "count": changed_count,
    "duration": changed_duration,
    "share": changed_share,
    "percentage": changed_percentage,
}
"""How each kind of value takes a change."""


def changed_table(table: dict[str, Any], change: Change, kind: str, open_: tuple[int, int]) -> dict[str, Any]:
    """Clock -> value after a change, element by element; a range of the day gets break points of its own.

    What stands at or after closing says `until here` and is left alone. Break points take the value in force.
    """
    start, end = change.hours or (0, open_[1])
    if change.hours and (start < open_[0] or end > open_[1]):
        span = f"{format_clock(open_[0])}-{format_clock(open_[1])}"
        raise ValueError(f"{change.text} reaches outside the opening hours {span}: write a range within them")
    steps = {parse_clock(clock): value for clock, value in table.items()}
    result = dict(steps)
    if change.hours:
        for clock in (start, end) if end < open_[1] else (start,):
            result.setdefault(clock, _in_force(steps, clock))
    for clock, value in result.items():
        if start <= clock < end:
            try:
                result[clock] = CHANGED[kind](value, change)
            except ValueError as error:
                raise ValueError(f"at {format_clock(clock)}, {error}") from None
    return {format_clock(clock): result[clock] for clock in sorted(result)}


def _in_force(steps: dict[int, Any], clock: int) -> Any:
    before = [each for each in steps if each <= clock]
    return steps[max(before)] if before else 0
