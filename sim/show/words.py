"""Phrases that both pages use."""

from __future__ import annotations

from sim.scenario.queue import Target
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


def in_words(share: Interval) -> str:
    """`50 % [45, 55]`."""
    return f"{percent(share.mean, 0)} % [{percent(share.low, 0)}, {percent(share.high, 0)}]"
