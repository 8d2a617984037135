"""When a queue is open, as a clock that runs through the days: ms from midnight before the first day played."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.scenario.schema import Scenario
from sim.units import DAY, NEVER

Ints = NDArray[np.int64]
Span = tuple[int, int]
DAYS_HELD = 31
"""Days in a row on which a queue may be closed; nobody waits for an opening for longer."""


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
    none within DAYS_HELD of the last of them."""
    first, last = int(at_ms.min(initial=0)) // DAY, int(at_ms.max(initial=0)) // DAY
    spans = [span for span in open_days(scenario, queue, first, last + DAYS_HELD) if span[0] < span[1]]
    opens, closes = np.array([*spans, (NEVER, NEVER)], np.int64).T
    following = np.minimum(np.searchsorted(closes, at_ms, side="right"), len(spans))
    return np.asarray(np.maximum(opens[following], at_ms))
