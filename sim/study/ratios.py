"""KPIs as arrays: numerators and denominators by replication, and values by day, from the cells of a study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from sim.kpi.kpi import Kpi
from sim.study.statistics import Floats

Key = tuple[object, ...]


@dataclass(frozen=True)
class Ratios:
    """Numerators and denominators of KPIs, arrays (groups, KPIs, replications or days); NaN where a queue has no such
    figure (its own cost)."""

    keys: tuple[Key, ...]
    """What each group is: (queue,) or (queue, interval)."""
    names: tuple[str, ...]
    """Keys of the KPIs: `asa`, `service_level_offered`."""
    tops: Floats
    bottoms: Floats

    def take(self, keys: Sequence[Key], names: Sequence[str]) -> Ratios:
        """These groups and KPIs in this order; NaN for those that are not here."""
        rows = [self.keys.index(key) if key in self.keys else -1 for key in keys]
        columns = [self.names.index(name) if name in self.names else -1 for name in names]
        absent = (np.array(rows) < 0)[:, None, None] | (np.array(columns) < 0)[None, :, None]
        tops, bottoms = (np.where(absent, np.nan, part[rows][:, columns]) for part in (self.tops, self.bottoms))
        return Ratios(tuple(keys), tuple(names), tops, bottoms)

    def pooled(self) -> float | None:
        """The pooled ratio of the first group's first KPI; None where its denominator is empty."""
        top, bottom = float(self.tops[0, 0].sum()), float(self.bottoms[0, 0].sum())
        return None if bottom == 0 or np.isnan(top / bottom) else top / bottom

    def values(self) -> Floats:
        """Each ratio by itself; NaN where its denominator is empty."""
        return np.asarray(self.tops / np.where(self.bottoms == 0, np.nan, self.bottoms))


def by_replication(kpis: Sequence[Kpi], frame: pl.DataFrame, by: Sequence[str] = ("queue",)) -> Ratios:
    """Summed within each replication of cells, grouped by `by`."""
    return _gather(kpis, frame, by, ("replication",))


def by_day(kpis: Sequence[Kpi], frame: pl.DataFrame, by: Sequence[str] = ("queue",)) -> Ratios:
    """Of each day of each replication, replication by replication."""
    return _gather(kpis, frame, by, ("replication", "day"))


def _gather(kpis: Sequence[Kpi], frame: pl.DataFrame, by: Sequence[str], unit: tuple[str, ...]) -> Ratios:
    parts = frame.select(
        *by,
        *unit,
        *(kpi.numerator.cast(pl.Float64).alias(f"{place}/") for place, kpi in enumerate(kpis)),
        *(kpi.denominator.cast(pl.Float64).alias(f"/{place}") for place, kpi in enumerate(kpis)),
    )
    # A sum with a null in it is unknown, not smaller.
    figures = [name for name in parts.columns if "/" in name]
    known = [pl.when(pl.col(name).is_null().any()).then(None).otherwise(pl.col(name).sum()) for name in figures]
    sums = parts.group_by(*by, *unit, maintain_order=True).agg(
        made.alias(name) for made, name in zip(known, figures, strict=True)
    )
    groups = {key: place for place, key in enumerate(dict.fromkeys(sums.select(by).rows()))}
    units = {key: place for place, key in enumerate(sorted(set(sums.select(unit).rows())))}
    held = np.zeros((len(groups), len(units), len(figures)))
    rows = [groups[key] for key in sums.select(by).rows()]
    columns = [units[key] for key in sums.select(unit).rows()]
    held[rows, columns] = sums.select(pl.col(figures).fill_null(np.nan)).to_numpy()
    tops, bottoms = np.split(np.moveaxis(held, 2, 1), 2, axis=1)
    return Ratios(tuple(groups), tuple(kpi.key for kpi in kpis), tops, bottoms)


def percentiles_by_replication(frame: pl.DataFrame, queue: str | None, kpi: str) -> Floats:
    """A percentile in seconds for each replication; NaN where nobody is in it."""
    own = frame.filter(pl.col("queue").eq_missing(pl.lit(queue, frame.schema["queue"])) & (pl.col("kpi") == kpi))
    seconds = own.sort("replication").get_column("value_ms").cast(pl.Float64) / 1_000
    return np.asarray(seconds.fill_null(np.nan).to_numpy(), dtype=np.float64)
