"""Shifts: agents who come and go by name, and when they are on a break or at a meal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from sim.scenario.calendar import OnWeekdays
from sim.scenario.values import Count, Kind, Page, Unit
from sim.units import DAY, format_clock, format_duration, parse_clock, parse_duration

_BREAK = re.compile(r"(\S+)\s+for\s+(\S+)|(\S+)\s+between\s+([\d:]+)\s*-\s*([\d:]+)")
_EXAMPLES = "write it like 10:15 for 15m, or 15m between 09:30-11:30"


@dataclass(frozen=True)
class Break:
    """Time away from the queue, ms after midnight: for all at once where `to_ms` is `from_ms + lasts_ms`, else each
    agent somewhere between the two."""

    from_ms: int
    to_ms: int
    lasts_ms: int

    @property
    def places(self) -> int:
        """How many breaks fit one after the other."""
        return (self.to_ms - self.from_ms) // self.lasts_ms

    def starts_ms(self, agent: int, of: int) -> int:
        """When this one of the shift's agents goes: they are spread evenly over the places, so that no more are away at
        once than need be."""
        return self.from_ms + agent * self.places // of * self.lasts_ms

    def later(self, ms: int) -> Break:
        """The same break so much later."""
        return Break(self.from_ms + ms, self.to_ms + ms, self.lasts_ms)

    def __str__(self) -> str:
        first, last, lasts = _clock(self.from_ms), _clock(self.to_ms), format_duration(self.lasts_ms)
        together = self.to_ms == self.from_ms + self.lasts_ms
        return f"{first} for {lasts}" if together else f"{lasts} between {first}-{last}"


def _clock(ms: int) -> str:
    return format_clock(ms if ms <= DAY else ms - DAY)


def _break(value: Any) -> Any:
    if isinstance(value, Break):
        return value
    found = _BREAK.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f"'{value}' is not a break: {_EXAMPLES}")
    clock, fixed, lasts, first, last = found.groups()
    lasts_ms = parse_duration(fixed or lasts)
    from_ms = parse_clock(clock or first)
    to_ms = from_ms + lasts_ms if clock else parse_clock(last)
    if to_ms < from_ms:
        to_ms += DAY
    if lasts_ms == 0 or to_ms - from_ms < lasts_ms:
        raise ValueError(f"'{value}' leaves no time for a break: {_EXAMPLES}")
    return Break(from_ms, to_ms, lasts_ms)


def _shift_hours(value: Any) -> Any:
    if isinstance(value, tuple):
        return value
    if isinstance(value, dict):
        raise ValueError("a shift has the same hours on all its days: write two shifts, each with its weekdays")
    ends = value.split("-") if isinstance(value, str) else []
    if len(ends) != 2:
        raise ValueError(f"'{value}' is not a time range: write it like 08:00-16:30, or 22:00-06:00 over midnight")
    start, end = (parse_clock(clock) for clock in ends)
    if start in (end, DAY):
        raise ValueError(f"'{value}' has no length: write it like 08:00-16:30, or 22:00-06:00 over midnight")
    return start, end if end > start else end + DAY


def shift_hours_text(hours: tuple[int, int]) -> str:
    """`22:00-06:00`."""
    start, end = hours
    return f"{_clock(start)}-{_clock(end)}"


BreakTime = Annotated[
    Break,
    BeforeValidator(_break),
    PlainSerializer(str, when_used="json"),
    Kind("break", "`10:15 for 15m` (all at once), or `15m between 09:30-11:30` (one after the other)"),
]
"""A break or a meal."""

ShiftHours = Annotated[
    tuple[int, int],
    BeforeValidator(_shift_hours),
    PlainSerializer(shift_hours_text, when_used="json"),
    Kind("shift_hours", "`08:00-16:30`, or `22:00-06:00` over midnight"),
]
"""From signing on to signing off in ms after midnight, half-open; an end past midnight is more than a day."""


class Shift(Page):
    """Agents who work the same hours. Each is somebody: who is on a contact as the shift ends finishes it, and then
    leaves (overtime), though others of the group may be idle."""

    agents: Annotated[Annotated[Count, Field(ge=1, le=100_000)], Unit("agents")]
    """How many work it."""
    hours: ShiftHours
    """From signing on to signing off; over midnight only where the queues are open round the clock. A shift that ends
    at its queues' closing or later stays while live contacts are in the house."""
    weekdays: OnWeekdays | None = None
    """The weekdays on which the shift begins: `mon-fri`; every day that they serve a queue where unwritten."""
    breaks: tuple[BreakTime, ...] = ()
    """Paid breaks: `[10:15 for 15m, 15m between 14:00-15:30]`; none where unwritten. For all at a fixed time, or each
    agent somewhere between two, spread evenly, so that no more are away at once than need be. Who is on a contact goes
    once it is finished, and is away as long as planned; a break that has not begun by the end of the shift falls
    away."""
    meal: BreakTime | None = None
    """An unpaid meal, written like a break: `30m between 11:30-14:00`; none where unwritten."""

    @model_validator(mode="after")
    def _breaks_inside_one_by_one(self) -> Shift:
        start, end = self.hours
        for one in self.away():
            if not start <= one.from_ms < one.to_ms <= end:
                raise ValueError(
                    f"the break '{one}' is not within the shift's hours {shift_hours_text(self.hours)}: write another "
                    "time"
                )
        for first, second in pairwise(sorted(self.away(), key=lambda one: one.from_ms)):
            if second.from_ms < first.to_ms:
                raise ValueError(
                    f"the breaks '{first}' and '{second}' could be at the same time: write times that do not overlap"
                )
        return self

    def away(self) -> Iterator[Break]:
        """Breaks and then the meal, in ms from midnight of the day on which the shift begins."""
        for one in (*self.breaks, self.meal):
            if one is not None:
                yield self.within(one)

    def within(self, one: Break) -> Break:
        """A break of this shift in ms from midnight of the day on which the shift begins."""
        return one.later(DAY) if one.from_ms < self.hours[0] else one
