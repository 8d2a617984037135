"""The rows of `--json` and of every table: each KPI by queue, in total and by interval."""

from __future__ import annotations

from dataclasses import dataclass

from sim.study.replicate import Study


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
    """Over days; None by interval."""
    p95: float | None
    difference: Difference | None = None


def summarise(study: Study, strategy: str = "baseline", against: Study | None = None) -> list[KpiRow]:
    """Every KPI of the catalogue by queue and in total, then by interval. With `against` (the baseline on the same
    customers) each whole-day row has its paired difference, each alone at 95 %."""
    raise NotImplementedError
