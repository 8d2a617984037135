"""What each contact reason of a queue is of its contacts and of its agents' work, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from sim.kpi.reasons import OF_QUEUE, REASON_KPIS, REASON_SUMS
from sim.scenario.schema import Scenario
from sim.study.ratios import Ratios, by_replication
from sim.study.replicate import Study
from sim.study.statistics import paired_difference, pooled_ratio
from sim.study.summary import Difference, in_bounds


@dataclass(frozen=True)
class ReasonRow:
    """One of REASON_KPIS of one reason. Shares are fractions, times seconds; the fields are the keys of `reasons` in
    `--json`."""

    strategy: str
    queue: str
    reason: str
    kpi: str
    formula: str
    unit: str
    mean: float | None
    low: float | None
    high: float | None
    difference: Difference | None = None


def reason_rows(
    study: Study, strategy: str = "baseline", against: Study | None = None, comparisons: int = 1
) -> list[ReasonRow]:
    """Every KPI of every reason that the file names, in its order; empty where it names none.

    With `against`, the baseline on the same customers, each row has its paired difference; `comparisons` such
    intervals, those of as many plans, hold together."""
    named = named_reasons(study.scenario)
    if not named:
        return []
    sums, base = _sums(study, named), _sums(against, named) if against else None
    rows = []
    for group, (queue, reason) in enumerate(named):
        tops, bottoms = sums.tops[group], sums.bottoms[group]
        held = in_bounds(pooled_ratio(tops, bottoms), tops, bottoms)
        gaps = paired_difference(tops, bottoms, base.tops[group], base.bottoms[group], comparisons) if base else None
        for place, kpi in enumerate(REASON_KPIS):
            one, gap = held.at(place), gaps.at(place) if gaps else None
            difference = Difference(gap.mean, gap.low, gap.high) if gap else None
            figures = (one.mean, one.low, one.high, difference)
            rows.append(ReasonRow(strategy, queue, reason, kpi.name, kpi.formula, kpi.unit, *figures))
    return rows


def named_reasons(scenario: Scenario) -> list[tuple[str, str]]:
    """(queue, reason) in file order, bursts after the reasons of their queue."""
    return [(name, reason) for name, queue in scenario.queues.items() for reason in queue.reason_names]


def _sums(study: Study, named: Sequence[tuple[str, str]]) -> Ratios:
    """By (queue, reason), in the order of `named`: 0 in a replication in which nobody came for it."""
    held = study.cells.reasons
    every = pl.DataFrame(named, schema={"queue": pl.String, "reason": pl.String}, orient="row")
    every = every.join(study.cells.days.select("replication").unique(maintain_order=True), how="cross")
    totals = held.group_by("queue", "replication").agg(pl.col(REASON_SUMS).sum().name.prefix(OF_QUEUE))
    whole = every.join(held, on=["queue", "reason", "replication"], how="left", maintain_order="left")
    whole = whole.join(totals, on=["queue", "replication"], how="left", maintain_order="left")
    return by_replication(REASON_KPIS, whole.with_columns(pl.selectors.integer().fill_null(0)), ("queue", "reason"))
