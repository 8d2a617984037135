"""What a KPI is: one name, one formula, a numerator and a denominator that add, one unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from sim.units import SECOND

Unit = Literal["share", "s", "count", "hours", "money"]
Better = Literal["high", "low", "neither"]


@dataclass(frozen=True, eq=False)
class Kpi:
    """A ratio of two sums. Both expressions are linear in the columns of `sim.kpi.sums.SUMS`: they may be taken row by
    row or after summing over days, intervals, queues and replications. The value is their pooled ratio, in `unit`
    (shares as fractions, times in seconds); an empty denominator gives null."""

    name: str
    """Its one name: on screens, in files, in `--json`."""
    formula: str
    """The formula in the trade's words; letters as in the catalogue's docstring. For `service_level`, of which the
    trade has several, the formula's name (`offered`); `about` spells it out."""
    numerator: pl.Expr
    denominator: pl.Expr
    unit: Unit
    better: Better
    """Which direction serves the planner."""
    about: str
    """One line: what it says, or whose definition it is."""
    signed: bool = False
    """Whether the figure may be below 0."""

    @property
    def key(self) -> str:
        """A name that no other KPI has, for columns: `asa`, `service_level_offered`."""
        return f"{self.name}_{self.formula}" if self.name == "service_level" else self.name


@dataclass(frozen=True)
class Percentile:
    """A percentile of durations in seconds, by nearest rank on whole ms, taken per replication and then averaged."""

    name: str
    formula: str
    of: Literal["wait", "wait_all", "time_to_callback", "reply", "backlog_age"]
    """Which durations: waits of answered, waits of answered and abandoned, acceptance of a callback to human voice;
    of email from joining the backlog to the reply, and what lies there as days end."""
    percent: int
    """50 .. 99; 100 is the longest."""
    about: str
    unit: Unit = "s"
    better: Better = "low"


def value(kpi: Kpi, frame: pl.DataFrame, by: Sequence[str] = ("queue",)) -> pl.DataFrame:
    """The KPI pooled within each group of `frame` (rows of `Cells.days` or `Cells.intervals`): columns `by`, `value`.

    Null where the denominator is empty, or where the cells hold no such figure for the group (cost by queue). Groups
    come in the order of their first row; with an empty `by` there is one row.
    """
    return values((kpi,), frame, by).rename({kpi.key: "value"})


def values(kpis: Sequence[Kpi], frame: pl.DataFrame, by: Sequence[str] = ("queue",)) -> pl.DataFrame:
    """Many KPIs at once, a column `kpi.key` each beside the columns `by`; the same rules as `value`."""
    pooled = [_pooled(kpi) for kpi in kpis]
    return frame.group_by(*by, maintain_order=True).agg(pooled) if by else frame.select(pooled)


def _pooled(kpi: Kpi) -> pl.Expr:
    top, bottom = kpi.numerator, kpi.denominator
    known = (bottom.sum() != 0) & ~top.is_null().any() & ~bottom.is_null().any()
    return pl.when(known).then(top.sum() / bottom.sum()).alias(kpi.key)


def share(name: str, formula: str, top: pl.Expr, bottom: pl.Expr, better: Better, about: str = "") -> Kpi:
    """A KPI that is a fraction."""
    return Kpi(name, formula, top, bottom, "share", better, about)


def seconds(
    name: str, formula: str, ms: pl.Expr, bottom: pl.Expr, better: Better, about: str = "", signed: bool = False
) -> Kpi:
    """A KPI that is a mean duration: sums of ms, printed in seconds."""
    return Kpi(name, formula, ms, bottom * SECOND, "s", better, about, signed)


def per(
    name: str,
    formula: str,
    top: pl.Expr,
    bottom: pl.Expr,
    better: Better,
    unit: Unit = "count",
    about: str = "",
    signed: bool = False,
) -> Kpi:
    """A KPI that is a count, hours or money per something."""
    return Kpi(name, formula, top, bottom, unit, better, about, signed)
