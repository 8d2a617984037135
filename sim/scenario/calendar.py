"""Which weekday and which week each day is, and how much busier than others they are by forecast."""

from __future__ import annotations

from datetime import date, timedelta

from sim.scenario.values import WEEKDAYS, Page, Relative


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
