"""When a queue is normal again after a burst, as its own target sees it.

A queue is normal again at the start of the first interval, from the burst's peak on, from which two in a row meet the
target (the day's last interval alone is enough; one in which nobody counts misses nothing). `back_to_normal` runs from
the burst's beginning until then: 0 where the line bears it, until closing where no such interval comes. A burst of the
night begins at the opening, and so does one of the evening of whose customers half or more come after closing, if the
day to which they are held is played. A day with several bursts runs from the first's beginning, and from the last's
peak on. Email is worked off over days, and has a backlog instead. The intervals are the scenario's, so that 15m sees
it finer than 60m; a target that normal days often miss cannot tell.
"""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sim.demand.bursts import after_share
from sim.kpi.kpi import seconds, share
from sim.kpi.sums import column
from sim.scenario.bursts import Burst
from sim.scenario.by_day import CLOSED
from sim.scenario.calendar import falls_on
from sim.scenario.opening import DAYS_HELD
from sim.scenario.schema import Scenario
from sim.units import DAY

Floats = NDArray[np.float64]

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
"""Of queues of calls and chats that have bursts and a target."""


def recovery(rows: pl.DataFrame, misses: NDArray[np.bool_], scenario: Scenario) -> dict[str, Floats]:
    """The sums `burst_days`, `recovery_ms` and `recovered` as arrays (day, interval, queue), the total last, each in
    the interval in which the day's burst begins. `misses`: which intervals miss their queue's target, in the same shape
    without the total; `rows`: contact rows, to see on which days a burst came."""
    days, per_day, queues = misses.shape
    cube = {name: np.zeros((days, per_day, queues + 1)) for name in ("burst_days", "recovery_ms", "recovered")}
    for number, (name, page) in enumerate(scenario.queues.items()):
        if page.bursts and page.target and not page.deferred:
            mine = rows.filter((pl.col("queue") == name) & (pl.col("kind") == "new"))
            came = set(mine.select("day", "reason").unique().iter_rows())
            felt = [(one, beginnings(scenario, name, burst)) for one, burst in page.bursts.items()]
            for day in range(days):
                spans = [span for one, every in felt if (day, one) in came for on, *span in every if on == day]
                if not spans:
                    continue
                begins, peak = min(span[0] for span in spans), max(span[1] for span in spans)
                back = _back(misses[day, :, number], peak, scenario, name, day)
                until = scenario.hours_on(name, day)[1] if back is None else max(back, begins)
                found = {"burst_days": 1, "recovery_ms": until - begins, "recovered": back is not None}
                for sum_name, value in found.items():
                    cube[sum_name][day, begins // scenario.interval, number] = value
    for array in cube.values():
        array[:, :, -1] = array[:, :, :-1].sum(axis=2)
    return cube


def beginnings(scenario: Scenario, queue: str, burst: Burst) -> list[tuple[int, int, int]]:
    """(day, begins, peak) of each time that a burst may be felt: a counted day, and when on it, ms after midnight."""
    days = range(-scenario.days.warm_up - DAYS_HELD, scenario.days.count)
    felt = [_felt(scenario, queue, burst, day) for day in days if falls_on(burst.day, scenario.days.first, day)]
    return [one for one in felt if one is not None and 0 <= one[0] < scenario.days.count]


def _felt(scenario: Scenario, queue: str, burst: Burst, day: int) -> tuple[int, int, int] | None:
    """The same of the burst of a day, whether or not that is counted; None where nobody comes of it."""
    opens, closes = scenario.hours_on(queue, day)
    every = range(day + 1, day + 1 + DAYS_HELD)
    following = next((later for later in every if scenario.hours_on(queue, later) != CLOSED), None)
    if following is not None:
        until = scenario.hours_on(queue, following)[0]
        half_ms = burst.at + float(after_share(burst, np.array([0.5]))[0])
        all_night = closes == DAY and following == day + 1 and until == 0
        if burst.at >= closes or (half_ms >= closes and not all_night and following < scenario.days.count):
            return following, until, until
    peak = max(burst.at + burst.rise, opens)
    return (day, max(burst.at, opens), min(peak, closes - 1)) if burst.at < closes else None


def _back(misses: NDArray[np.bool_], peak: int, scenario: Scenario, queue: str, day: int) -> int | None:
    """The start of the interval from which the queue is normal again; None if it is not before closing."""
    step, closes = scenario.interval, scenario.hours_on(queue, day)[1]
    last = (closes - 1) // step
    for place in range(peak // step, last + 1):
        if not misses[place] and not (place < last and misses[place + 1]):
            return place * step
    return None
