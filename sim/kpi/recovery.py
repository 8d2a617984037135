"""When a queue is normal again after a burst, as its own target sees it.

A queue is normal again at the start of the first interval, from the burst's peak on, from which two in a row meet the
target (the day's last interval alone is enough; one in which nobody counts misses nothing). `back_to_normal` runs from
the burst's beginning until then: 0 where the line bears it, until closing where no such interval comes. A burst of the
night begins at the opening. A day with several bursts runs from the first's beginning, and from the last's peak on.
The intervals are the scenario's, so that 15m sees it finer than 60m; a target that normal days often miss cannot tell.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sim.kpi.kpi import seconds, share
from sim.kpi.sums import column
from sim.scenario.calendar import falls_on
from sim.scenario.schema import Scenario

Floats = NDArray[np.float64]
DAYS_HELD = 31
"""Days after which nobody is held any more (`sim.scenario.opening.next_opening`)."""

RECOVERY = (
    seconds(
        "back_to_normal",
        "time from a burst's beginning until two intervals in a row meet the target / days with a burst",
        column("recovery_ms"),
        column("burst_days"),
        "low",
        "Until closing where it does not come",
    ),
    share(
        "normal_again",
        "days on which it is normal again before closing / days with a burst",
        column("recovered"),
        column("burst_days"),
        "high",
    ),
)
"""Of queues that have bursts and a target."""


def recovery(rows: pl.DataFrame, misses: NDArray[np.bool_], scenario: Scenario) -> dict[str, Floats]:
    """The sums `burst_days`, `recovery_ms` and `recovered` as arrays (day, interval, queue), the total last, each in
    the interval in which the day's burst begins. `misses`: which intervals miss their queue's target, in the same shape
    without the total; `rows`: contact rows, to see on which days a burst came."""
    days, per_day, queues = misses.shape
    cube = {name: np.zeros((days, per_day, queues + 1)) for name in ("burst_days", "recovery_ms", "recovered")}
    for number, (name, page) in enumerate(scenario.queues.items()):
        if page.bursts and page.target:
            mine = rows.filter((pl.col("queue") == name) & (pl.col("kind") == "new"))
            came = set(mine.select("day", "reason").unique().iter_rows())
            for day in range(days):
                if (span := _span(scenario, name, day, came)) is None:
                    continue
                back = _back(misses[day, :, number], span, scenario, name, day)
                until = scenario.hours_on(name, day)[1] if back is None else max(back, span[0])
                found = {"burst_days": 1, "recovery_ms": until - span[0], "recovered": back is not None}
                for sum_name, value in found.items():
                    cube[sum_name][day, span[0] // scenario.interval, number] = value
    for array in cube.values():
        array[:, :, -1] = array[:, :, :-1].sum(axis=2)
    return cube


def _span(scenario: Scenario, queue: str, day: int, came: set[tuple[int, str | None]]) -> tuple[int, int] | None:
    """(first beginning, last peak) of the bursts that came to a queue on a day, ms after midnight; None without any."""
    opens, closes = scenario.hours_on(queue, day)
    first, spans = scenario.days.first, []
    for name, burst in (scenario.queues[queue].bursts or {}).items():
        if (day, name) not in came:
            continue
        if burst.at < closes and falls_on(burst.day, first, day):
            spans.append((max(burst.at, opens), min(max(burst.at + burst.rise, opens), closes - 1)))
        if any(falls_on(burst.day, first, night) for night in _nights_before(scenario, queue, day, burst.at)):
            spans.append((opens, opens))
    if not spans:
        return None
    return min(begins for begins, _ in spans), max(peak for _, peak in spans)


def _nights_before(scenario: Scenario, queue: str, day: int, at_ms: int) -> Iterator[int]:
    """The days whose customers of a clock time are held until the opening of a day: those before it, back to the first
    on which the queue is still open then."""
    for before in range(day - 1, day - DAYS_HELD - 1, -1):
        closes = scenario.hours_on(queue, before)[1]
        if at_ms >= closes:
            yield before
        if closes > 0:
            return


def _back(misses: NDArray[np.bool_], span: tuple[int, int], scenario: Scenario, queue: str, day: int) -> int | None:
    """The start of the interval from which the queue is normal again; None if it is not before closing."""
    step, closes = scenario.interval, scenario.hours_on(queue, day)[1]
    last = (closes - 1) // step
    for place in range(span[1] // step, last + 1):
        if not misses[place] and not (place < last and misses[place + 1]):
            return place * step
    return None
