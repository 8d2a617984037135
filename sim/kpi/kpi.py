"""What a KPI is: one name, one formula, a numerator and a denominator that add, one unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

Unit = Literal["share", "s", "count", "hours", "money"]
Better = Literal["high", "low", "neither"]

UNKNOWN_BY_QUEUE = ("cost",)
"""Cells that exist in total only; null in a queue's rows, and so is every KPI made of them."""


@dataclass(frozen=True, eq=False)
class Kpi:
    """A ratio of two sums. Both expressions are linear in the columns of `sim.kpi.sums.SUMS`: they may be taken row by
    row or after summing over days, intervals, queues and replications. The value is their pooled ratio, in `unit`
    (shares as fractions, times in seconds); an empty denominator gives null."""

    name: str
    """Its one name: on screens, in files, in `--json`."""
    formula: str
    """The formula in the trade's words; A, B, F, N, T as in the catalogue's docstring."""
    numerator: pl.Expr
    denominator: pl.Expr
    unit: Unit
    better: Better
    """Which direction serves the planner."""
    about: str
    """One line: what it says, or whose definition it is."""


@dataclass(frozen=True)
class Percentile:
    """A percentile of durations in seconds, by nearest rank on whole ms, taken per replication and then averaged."""

    name: str
    formula: str
    of: Literal["wait", "wait_all", "time_to_callback"]
    """Which durations: waits of answered, waits of answered and abandoned, acceptance of a callback to human voice."""
    percent: int
    """50 .. 99; 100 is the longest."""
    about: str
    unit: Unit = "s"
    better: Better = "low"


def value(kpi: Kpi, frame: pl.DataFrame, by: Sequence[str] = ("queue",)) -> pl.DataFrame:
    """The KPI pooled within each group of `frame`, cells of `Cells.days` or `Cells.intervals`: columns `by` and `value`.

    Null where the denominator is empty, or where the cells hold no such figure for the group (cost by queue). With an
    empty `by`, one row. Groups come in the order of their first row.
    """
    top, bottom = kpi.numerator, kpi.denominator
    ratio = pl.when((bottom.sum() != 0) & ~top.is_null().any() & ~bottom.is_null().any()).then(top.sum() / bottom.sum())
    if not by:
        return frame.select(ratio.alias("value"))
    return frame.group_by(*by, maintain_order=True).agg(ratio.alias("value"))


def values(kpis: Sequence[Kpi], frame: pl.DataFrame, by: Sequence[str] = ("queue",)) -> pl.DataFrame:
    """Many KPIs at once, a column each beside the columns `by`; the same rules as `value`."""
    made = []
    for kpi in kpis:
        top, bottom = kpi.numerator, kpi.denominator
        known = (bottom.sum() != 0) & ~top.is_null().any() & ~bottom.is_null().any()
        made.append(pl.when(known).then(top.sum() / bottom.sum()).alias(kpi.name))
    if not by:
        return frame.select(made)
    return frame.group_by(*by, maintain_order=True).agg(made)
