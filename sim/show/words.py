"""Phrases that both pages use."""

from __future__ import annotations

from collections.abc import Sequence

from sim.scenario.by_day import day_hours_text
from sim.scenario.calendar import format_weekdays, weekday_of
from sim.scenario.queue import Target
from sim.scenario.schema import Scenario
from sim.show.figures import percent
from sim.study.statistics import Interval
from sim.units import DAY, SECOND, format_clock, format_duration


def promise(target: Target) -> str:
    """`80/20`, as the trade says it; `80/2m` where the time is no matter of seconds."""
    short = target.within < 100 * SECOND and target.within % SECOND == 0
    within = f"{target.within // SECOND}" if short else format_duration(target.within)
    return f"{target.answer * 100:g}/{within}"


def clock_range(opens: int, closes: int) -> str:
    """`08:00-22:00`, or `round the clock`; ms after midnight."""
    return "round the clock" if (opens, closes) == (0, DAY) else f"{format_clock(opens)}-{format_clock(closes)}"


def opening(scenario: Scenario, queue: str) -> str:
    """A queue's hours: `08:00-22:00`, or by day, `mon-fri 08:00-20:00, sat 09:00-14:00, sun closed`."""
    written = scenario.queues[queue].open or scenario.open
    if isinstance(written, tuple):
        return clock_range(*written)
    return ", ".join(f"{days} {day_hours_text(hours)}" for days, hours in written.items())


def named(scenario: Scenario, days: Sequence[int]) -> str:
    """Counted days by their weekdays, as a file writes them; by their numbers, from 1 on, where it names none."""
    if scenario.days.first is None:
        return f"day {', '.join(str(day + 1) for day in days)}"
    return format_weekdays({weekday_of(scenario.days.first, day) for day in days})


def in_words(share: Interval) -> str:
    """`50 % [45, 55]`."""
    return f"{percent(share.mean, 0)} % [{percent(share.low, 0)}, {percent(share.high, 0)}]"
