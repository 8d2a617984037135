"""What the benchmark day is measured by."""

from __future__ import annotations

from pathlib import Path

import polars as pl

import sim
from sim.kpi.catalogue import catalogue
from sim.kpi.compute import Cells
from sim.kpi.kpi import values
from sim.scenario.schema import Scenario

FILE = Path(__file__).resolve().parents[2] / "scenarios" / "industry-benchmark.yaml"
PAGE = sim.load(FILE)
DAYS = 3


def of_cells(cells: Cells, scenario: Scenario = PAGE) -> dict[str, float]:
    """KPIs over all days and the sums they are made from, the latter as `sum.NAME`: those of a queue as `QUEUE.NAME`
    and `QUEUE.sum.NAME`, those of all queues together under their own name."""
    kpis, found = catalogue(scenario), {}
    for queue in (*scenario.queues, None):
        prefix = f"{queue}." if queue else ""
        rows = cells.days.filter(pl.col("queue").eq_missing(pl.lit(queue)))
        found |= {f"{prefix}{name}": own for name, own in values(kpis, rows, by=()).row(0, named=True).items()}
        found |= {f"{prefix}sum.{name}": own for name, own in rows.drop("queue").sum().row(0, named=True).items()}
    return found
