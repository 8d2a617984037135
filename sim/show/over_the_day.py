"""A KPI over the intervals of the day: its mean, and how far nine days in ten stay around it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from sim.kpi.kpi import Kpi
from sim.scenario.schema import Scenario
from sim.study.ratios import by_replication
from sim.study.replicate import Study
from sim.study.statistics import Floats


@dataclass(frozen=True)
class Curve:
    """Arrays over the intervals in which somebody came; times in ms after midnight, values in the KPI's unit."""

    starts: tuple[int, ...]
    step: int
    mean: Floats
    low: Floats
    """5th percentile over replications, of those that have a value."""
    high: Floats
    """95th percentile."""

    @property
    def middles(self) -> Floats:
        """Middles of the intervals, in hours."""
        return (np.array(self.starts) + self.step / 2) / 3_600_000


def curve(study: Study, kpi: Kpi, queue: str | None) -> Curve:
    """The KPI of a queue over its opening hours; intervals without a value are left out."""
    cells = study.cells.intervals
    own = cells.filter(pl.col("queue").eq_missing(pl.lit(queue, cells.schema["queue"]))).sort("replication", "interval")
    sums = by_replication([kpi], own, ("interval",))
    tops, bottoms = (part[:, 0].sum(axis=1) for part in (sums.tops, sums.bottoms))
    opens, closes = hours_of(study.scenario, queue)
    clocks = np.array([int(str(key[0])) for key in sums.keys])
    told = (bottoms > 0) & ~np.isnan(tops)
    some = np.flatnonzero(told & (clocks + study.scenario.interval > opens) & (clocks < closes))
    some = some[np.argsort(clocks[some])]
    values = sums.values()[some, 0]
    return Curve(
        tuple(clocks[some].tolist()),
        study.scenario.interval,
        tops[some] / bottoms[some],
        np.nanquantile(values, 0.05, axis=1) if len(some) else np.zeros(0),
        np.nanquantile(values, 0.95, axis=1) if len(some) else np.zeros(0),
    )


def hours_of(scenario: Scenario, queue: str | None) -> tuple[int, int]:
    """From the earliest opening to the latest closing of a queue, or of all."""
    every = [scenario.hours(name) for name in scenario.queues if queue in (None, name)]
    return min(opens for opens, _ in every), max(closes for _, closes in every)


def band_words(study: Study) -> str:
    """What the band holds: days, or runs of several days where sums are kept by run."""
    return "9 in 10 days" if study.scenario.days.count == 1 else f"9 in 10 runs of {study.scenario.days.count} days"
