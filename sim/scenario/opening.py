"""When a queue is open, as a clock that runs through the days: ms from midnight before the first day played."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.scenario.schema import Scenario
from sim.units import DAY, NEVER

Ints = NDArray[np.int64]
Span = tuple[int, int]


def open_days(scenario: Scenario, queue: str, first: int, last: int) -> list[Span]:
    """(opens, closes) of each day from `first` to `last`, both counted from the first day played and within; a day that
    is closed opens and closes at its midnight."""
    warm_up = scenario.days.warm_up
    every = [(day * DAY, scenario.hours_on(queue, day - warm_up)) for day in range(first, last + 1)]
    return [(midnight + opens, midnight + closes) for midnight, (opens, closes) in every]


def openings(scenario: Scenario, queue: str) -> list[Span]:
    """Each opening on the days played, from when to when. A day that ends at midnight as the next begins is one opening
    with it: round the clock there is one in all."""
    found: list[Span] = []
    for opens, closes in open_days(scenario, queue, 0, scenario.days.warm_up + scenario.days.count - 1):
        if opens == closes:
            continue
        joined = found.pop()[0] if found and found[-1][1] == opens else opens
        found.append((joined, closes))
    return found


def next_opening(scenario: Scenario, queue: str, at_ms: Ints) -> Ints:
    """Of moments within opening hours themselves, of others the next opening, by the calendar; NEVER where there is
    none within a month of the last of them."""
    first, last = int(at_ms.min(initial=0)) // DAY, int(at_ms.max(initial=0)) // DAY
    spans = [span for span in open_days(scenario, queue, first, last + 31) if span[0] < span[1]]
    opens, closes = np.array([*spans, (NEVER, NEVER)], np.int64).T
    following = np.minimum(np.searchsorted(closes, at_ms, side="right"), len(spans))
    return np.asarray(np.maximum(opens[following], at_ms))


def opening_ms(scenario: Scenario, queue: str, from_ms: Ints, to_ms: Ints) -> Ints:
    """For how long the queue is open between two moments, by the calendar: before the first day played and after the
    last, too. Negative where `to_ms` is the earlier one."""
    if not len(from_ms):
        return np.zeros(0, np.int64)
    days = int(min(from_ms.min(), to_ms.min())) // DAY, int(max(from_ms.max(), to_ms.max())) // DAY
    spans = np.array(open_days(scenario, queue, *days), np.int64)
    before = np.concatenate([[0], np.cumsum(spans[:, 1] - spans[:, 0])])

    def until(ms: Ints) -> Ints:
        day = ms // DAY - days[0]
        return np.asarray(before[day] + np.clip(ms, spans[day, 0], spans[day, 1]) - spans[day, 0])

    return until(to_ms) - until(from_ms)


def after_opening_ms(scenario: Scenario, queue: str, from_ms: int, opening_time: int) -> int:
    """The first moment by which the queue has been open for so long since `from_ms`, by the calendar.

    ValueError where it does not open for so long in the year that follows."""
    left, day = opening_time, from_ms // DAY
    for opens, closes in open_days(scenario, queue, day, day + 366):
        start = max(opens, from_ms)
        if left <= closes - start:
            return start + left
        left -= max(closes - start, 0)
    raise ValueError(f"{queue} is not open for so long within a year")
