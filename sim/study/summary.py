"""The rows of `--json` and of every table: each KPI by queue, in total and by interval."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np
import polars as pl

from sim.kpi.catalogue import catalogue, percentiles
from sim.kpi.kpi import Kpi
from sim.kpi.profiles import NEUTRAL, Profile
from sim.study.ratios import Ratios, by_day, by_replication, percentiles_by_replication
from sim.study.replicate import Study
from sim.study.shares import turned
from sim.study.statistics import (
    Interval,
    Intervals,
    mean_difference,
    mean_over_replications,
    over_days,
    paired_difference,
    pooled_ratio,
)
from sim.study.target import days_met, promise, queues_with_target, target_of
from sim.units import format_clock


@dataclass(frozen=True)
class Difference:
    """Against baseline, on the same customers."""

    mean: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class KpiRow:
    """One KPI. Shares are fractions, times seconds; the fields are the keys of `--json`."""

    strategy: str
    queue: str | None
    """None is all queues together."""
    interval: str | None
    """`08:30`; None is the whole day."""
    kpi: str
    formula: str
    unit: str
    mean: float | None
    low: float | None
    high: float | None
    p5: float | None
    """Over days; None by interval, and for percentiles where a replication has several days."""
    p95: float | None
    difference: Difference | None = None


def summarise(
    study: Study,
    strategy: str = "baseline",
    against: Study | None = None,
    comparisons: int = 1,
    profile: Profile = NEUTRAL,
) -> list[KpiRow]:
    """Every KPI of the catalogue by queue and in total, percentiles and days met, then KPIs by interval (there without
    those that say nothing).

    With `against`, the baseline on the same customers, each row has its paired difference; `comparisons` such
    intervals, those of as many plans, hold together. KPIs are by the definitions of `profile`.
    """
    day = list(_ratio_rows(study, profile, strategy, ("queue",), against, comparisons))
    waits = list(_percentile_rows(study, strategy, against, comparisons))
    intervals = _ratio_rows(study, profile, strategy, ("queue", "interval"), against, comparisons)
    return [
        *day,
        *waits,
        *_days_met_rows(study, strategy, against),
        *(row for row in intervals if row.mean is not None),
    ]


def frame_of(rows: Sequence[KpiRow]) -> pl.DataFrame:
    """The rows as a frame; the difference in the columns difference, difference_low and difference_high."""
    text, figures = ("strategy", "queue", "interval", "kpi", "formula", "unit"), ("mean", "low", "high", "p5", "p95")
    differences = ("difference", "difference_low", "difference_high")
    schema = dict.fromkeys(text, pl.String) | dict.fromkeys((*figures, *differences), pl.Float64)
    made = []
    for row in rows:
        gap = row.difference or Difference(None, None, None)
        made.append(asdict(row) | dict(zip(differences, (gap.mean, gap.low, gap.high), strict=True)))
    return pl.DataFrame(made, schema=schema)


def in_bounds(
    intervals: Intervals, tops: np.ndarray, bottoms: np.ndarray, signed: np.ndarray | bool = False
) -> Intervals:
    """No KPI is below 0 but those that are `signed` (an array over KPIs, or one for all), and none whose numerator is
    part of its denominator is above 1: nor are their intervals."""
    positive = np.all(tops >= 0, axis=-1) & ~np.asarray(signed)
    part = np.all(tops <= bottoms, axis=-1) & positive
    return Intervals(
        intervals.mean,
        np.where(positive, np.maximum(intervals.low, 0.0), intervals.low),
        np.where(part, np.minimum(intervals.high, 1.0), intervals.high),
    )


def _cells(study: Study, by: Sequence[str]) -> pl.DataFrame:
    return study.cells.days if tuple(by) == ("queue",) else _whole_intervals(study)


def _whole_intervals(study: Study) -> pl.DataFrame:
    """The cells by interval, each interval in every replication: one past closing is served out on some days only, but
    a figure a day is over all days."""
    held, keys = study.cells.intervals, ["queue", "interval", "replication"]
    everywhere = held.select("queue", "interval").unique(maintain_order=True)
    everywhere = everywhere.join(held.select("replication").unique(maintain_order=True), how="cross")
    if everywhere.height == held.height:
        return held
    whole = everywhere.join(held, on=keys, how="left", nulls_equal=True, maintain_order="left")
    absent = pl.col("days").is_null()
    empty = {name: study.scenario.days.count if name == "days" else 0 for name in held.columns if name not in keys}
    return whole.with_columns(
        pl.when(absent).then(pl.lit(value)).otherwise(pl.col(name)).alias(name) for name, value in empty.items()
    )


def _ratio_rows(
    study: Study,
    profile: Profile,
    strategy: str,
    by: tuple[str, ...],
    against: Study | None,
    comparisons: int,
) -> Iterator[KpiRow]:
    kpis = profile.kpis(catalogue(study.scenario))
    sums = by_replication(kpis, _cells(study, by), by)
    signed = np.array([kpi.signed for kpi in kpis])
    held = in_bounds(pooled_ratio(sums.tops, sums.bottoms), sums.tops, sums.bottoms, signed)
    days = by_day(kpis, study.cells.days).values() if by == ("queue",) else None
    gaps = _differences(sums, profile, against, by, comparisons) if against is not None else None
    for group, key in enumerate(sums.keys):
        for place, kpi in enumerate(kpis):
            row = _row(strategy, key, kpi, _one(held, group, place))
            if days is not None:
                row = replace(row, p5=over_days(days[group, place], 0.05), p95=over_days(days[group, place], 0.95))
            if gaps is not None:
                row = replace(row, difference=_difference(_one(gaps, group, place)))
            yield row


def _differences(sums: Ratios, profile: Profile, against: Study, by: tuple[str, ...], comparisons: int) -> Intervals:
    kpis = profile.kpis(catalogue(against.scenario))
    base = by_replication(kpis, _cells(against, by), by).take(sums.keys, sums.names)
    return paired_difference(sums.tops, sums.bottoms, base.tops, base.bottoms, comparisons)


def _one(many: Intervals, group: int, place: int) -> Interval:
    figures = (float(part[group, place]) for part in (many.mean, many.low, many.high))
    return Interval(*(None if np.isnan(figure) else figure for figure in figures))


def _difference(interval: Interval) -> Difference:
    return Difference(interval.mean, interval.low, interval.high)


def _row(strategy: str, key: tuple[object, ...], kpi: Kpi, held: Interval) -> KpiRow:
    queue = None if key[0] is None else str(key[0])
    interval = format_clock(int(str(key[1]))) if len(key) > 1 else None
    return KpiRow(
        strategy, queue, interval, kpi.name, kpi.formula, kpi.unit, held.mean, held.low, held.high, None, None
    )


def _percentile_rows(study: Study, strategy: str, against: Study | None, comparisons: int) -> Iterator[KpiRow]:
    frame = study.cells.percentiles
    for queue in frame.get_column("queue").unique(maintain_order=True).to_list():
        for kpi in percentiles(study.scenario):
            values = percentiles_by_replication(frame, queue, kpi.name)
            found = mean_over_replications(values)
            held = replace(found, low=np.maximum(found.low, 0.0)).at(0)
            row = KpiRow(
                strategy, queue, None, kpi.name, kpi.formula, kpi.unit, held.mean, held.low, held.high, None, None
            )
            if study.scenario.days.count == 1:
                row = replace(row, p5=over_days(values, 0.05), p95=over_days(values, 0.95))
            if against is not None:
                base = percentiles_by_replication(against.cells.percentiles, queue, kpi.name)
                row = replace(row, difference=_difference(_gap(values, base, comparisons)))
            yield row


def _days_met_rows(study: Study, strategy: str, against: Study | None) -> Iterator[KpiRow]:
    """`days_met` of each queue with a target: the share of days that meet it; `formula` is the target, as `80/20`."""
    for queue in queues_with_target(study):
        met = days_met(study, (queue,))
        target, held = target_of(study.scenario, queue), met.share
        row = KpiRow(
            strategy, queue, None, "days_met", promise(target), "share", held.mean, held.low, held.high, None, None
        )
        if against is not None:
            gap = Interval(None, None, None)
            if queue in queues_with_target(against):
                gap = turned(met.by_replication(), days_met(against, (queue,)).by_replication()).difference
            row = replace(row, difference=_difference(gap))
        yield row


def _gap(values: np.ndarray, base: np.ndarray, comparisons: int) -> Interval:
    if len(values) != len(base):
        return Interval(None, None, None)
    return mean_difference(values, base, comparisons).at(0)


def a_day_in_ten(
    study: Study, name: str, queue: str | None, formula: str | None = None, profile: Profile = NEUTRAL
) -> float | None:
    """What a day in ten is worse than: a KPI's 10th percentile over days if high is good, else its 90th.

    A service level is by `formula`, or else by the queue's own target. Days without a value are left out. None for a
    percentile where a replication has several days: it is not kept by day; and below ten days, which hold no tenth.
    """
    if study.days < 10:
        return None
    if name == "service_level" and formula is None:
        target = study.scenario.queues[queue].target if queue is not None else None
        formula = target.formula if target else "offered"
    kpis = profile.kpis(catalogue(study.scenario))
    alike = [kpi for kpi in kpis if kpi.name == name and formula in (None, kpi.formula)]
    if alike:
        rows = study.cells.days.filter(pl.col("queue").eq_missing(pl.lit(queue, study.cells.days.schema["queue"])))
        return over_days(by_day(alike[:1], rows).values(), 0.1 if alike[0].better == "high" else 0.9)
    if study.scenario.days.count > 1:
        return None
    return over_days(percentiles_by_replication(study.cells.percentiles, queue, name), 0.9)
