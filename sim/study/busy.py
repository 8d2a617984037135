"""What moves the service level from day to day: which day of the plan it is, and how busy it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.demand.arrivals import calendar_factor
from sim.roster.heads import what_differs
from sim.scenario.schema import Scenario
from sim.study.replicate import Study
from sim.study.statistics import Floats
from sim.study.target import met_by_day, service_by_day

Ints = NDArray[np.int64]

BANDS = (
    ("under -10 %", 0.0, 0.9),
    ("-10..0 %", 0.9, 1.0),
    ("0..+10 %", 1.0, 1.1),
    ("over +10 %", 1.1, np.inf),
)
"""Label and half-open range of the day's factor."""


@dataclass(frozen=True)
class BusyBand:
    """The days whose volume lay between two factors of the forecast."""

    label: str
    """`under -10 %`, `-10..0 %`, `0..+10 %`, `over +10 %`."""
    days: int
    service_level: float | None
    """Pooled over those days, by the target's formula."""
    met: float | None
    """Share of those days that meet the target."""


def busy_bands(study: Study, queue: str) -> tuple[BusyBand, ...]:
    """The four bands, quietest first; empty where the volume does not vary from day to day."""
    factors = _factors(study)
    if np.all(factors == 1):
        return ()
    sums, met = service_by_day(study, queue), met_by_day(study, queue)
    made = []
    for label, low, high in BANDS:
        inside = (low <= factors) & (factors < high)
        bottom = float(sums.bottoms[0, 0, inside].sum())
        judged = met[inside & ~np.isnan(met)]
        made.append(
            BusyBand(
                label,
                int(inside.sum()),
                float(sums.tops[0, 0, inside].sum()) / bottom if bottom else None,
                float(judged.mean()) if judged.size else None,
            )
        )
    return tuple(made)


@dataclass(frozen=True)
class Moved:
    """Shares of the day-to-day variance of the service level; what is left of 1 is everything else."""

    which_day: float | None
    """Between the days of the plan, Mondays and Saturdays or one date and the next; None where the page has the same
    for all of them."""
    volume: float
    """How busy the day is, by a straight line in its factor (R^2); among the same days of the plan, where they differ.
    """


def what_moves(study: Study, queue: str) -> Moved | None:
    """None where nothing varies, or too few days can be judged: fewer than 3, or than two of each of the plan's."""
    factors, levels = _factors(study), service_by_day(study, queue).values()[0, 0]
    there = ~np.isnan(levels)
    of_plan = np.arange(len(levels))[there] % study.scenario.days.count
    factors, levels = factors[there], levels[there]
    if levels.size < 3 or np.ptp(factors) == 0 or np.ptp(levels) == 0:
        return None
    if not _days_of_the_plan_differ(study.scenario, queue):
        return Moved(None, _explained(factors, levels))
    if levels.size < 2 * len(np.unique(of_plan)):
        return None
    which_day = _between(levels, of_plan)
    factors, levels = (values - _means(values, of_plan) for values in (factors, levels))
    return Moved(which_day, (1 - which_day) * _explained(factors, levels))


def _days_of_the_plan_differ(scenario: Scenario, queue: str) -> bool:
    """Whether the page says of one day what it does not say of another: hours, heads, profile, volume, or bursts."""
    forecasts = {calendar_factor(scenario, queue, day) for day in range(scenario.days.count)}
    bursts = any(burst.day is not None for _, _, burst in scenario.bursts())
    return scenario.days.count > 1 and (len(forecasts) > 1 or bursts or bool(what_differs(scenario)))


def _explained(factors: Floats, levels: Floats) -> float:
    return float(np.corrcoef(factors, levels)[0, 1] ** 2) if np.ptp(factors) and np.ptp(levels) else 0.0


def _between(values: Floats, groups: Ints) -> float:
    """Share of the variance that lies between groups, less what chance alone puts there, at least 0: Kelley's epsilon
    squared (Kelley 1935, An unbiased correlation ratio measure)."""
    within = ((values - _means(values, groups)) ** 2).sum() / (values.size - len(np.unique(groups)))
    return max(0.0, 1 - float(within / values.var(ddof=1)))


def _means(values: Floats, groups: Ints) -> Floats:
    """Of each value the mean of its group."""
    _, place = np.unique(groups, return_inverse=True)
    means: Floats = (np.bincount(place, values) / np.bincount(place))[place]
    return means


def _factors(study: Study) -> Floats:
    """The days' factors, days in order."""
    return np.asarray(study.day_factors.sort("replication", "day").get_column("factor").to_numpy(), dtype=np.float64)
