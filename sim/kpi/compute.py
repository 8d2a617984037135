"""From a log to cells: the sums that every KPI is made of, by day and by interval, and percentiles by replication."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from sim.log.columns import Logs
from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Cells:
    """Sums over counted days (warm-up is left out); `queue` null is the total. Columns SUMS, and SWITCHED + place.

    days: a row per (replication, day, queue), with every day and queue present.
    intervals: a row per (replication, queue, interval), `interval` the start in ms after midnight, summed over the days.
    percentiles: (replication, queue, kpi, value_ms), value_ms null where nobody is in it.
    """

    days: pl.DataFrame
    intervals: pl.DataFrame
    percentiles: pl.DataFrame

    @staticmethod
    def concat(parts: Iterable[Cells]) -> Cells:
        """Cells of several replications of one scenario as one; ValueError without any."""
        every = list(parts)
        return Cells(
            pl.concat([part.days for part in every]),
            pl.concat([part.intervals for part in every]),
            pl.concat([part.percentiles for part in every]),
        )


def cells(logs: Logs, scenario: Scenario, cost_per_day: float = 0.0) -> Cells:
    """Count the replications in `logs`. `cost_per_day` is a plan's own cost, added to the total's `cost` of each day."""
    raise NotImplementedError
