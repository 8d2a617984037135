"""`sim.run`: a scenario played, with its logs, for notebooks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from sim.scenario.schema import Scenario
from sim.study.compare import Comparison
from sim.study.replicate import Study


@dataclass(frozen=True)
class Run:
    """The logs and KPIs of every replication."""

    study: Study
    contacts: pl.DataFrame
    """A row a leg."""
    agents: pl.DataFrame
    """Agent state spans."""
    queues: pl.DataFrame
    """Queue length at each change."""

    def kpis(self) -> pl.DataFrame:
        """Every KPI with its interval, by queue, in total and by interval."""
        raise NotImplementedError


def run(
    scenario: Scenario | str | Path,
    replications: int | None = None,
    days: int | None = None,
    seed: int = 1,
    processes: int = 1,
) -> Run:
    """Plays a scenario, or the file at a path, and keeps the logs. Say how much by `replications` or by counted `days`
    (20 replications where neither is said)."""
    raise NotImplementedError


def compare(
    scenario: Scenario | str | Path,
    replications: int | None = None,
    days: int | None = None,
    seed: int = 1,
    processes: int = 1,
) -> Comparison:
    """Every strategy of a scenario, or of the file at a path, on the same customers."""
    raise NotImplementedError
