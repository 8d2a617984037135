"""Plays a scenario many times and keeps the cells: draw, play, log, audit, count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.kpi.compute import Cells


class AuditError(Exception):
    """A log broke a fact that every log must obey: a fault of the program, not of the scenario."""

    def __init__(self, replication: int, findings: tuple[str, ...]) -> None:
        super().__init__(replication, findings)
        self.replication = replication
        self.findings = findings

    def __str__(self) -> str:
        shown = "; ".join(self.findings[:5])
        return f"the audit of replication {self.replication} found {len(self.findings)} fault(s): {shown}"


@dataclass(frozen=True)
class Study:
    """What is kept of the replications of one scenario: sums, no logs."""

    scenario: Scenario
    seed: int
    replications: int
    cells: Cells
    """Additive sums per (replication, day, queue), per interval, and percentiles."""
    day_factors: pl.DataFrame
    """replication, day (from 0, counted days only), factor: the volume of each day relative to the forecast."""
    capped: int
    """Issues that would have gone on but for attempts_at_most."""
    contacts: int
    """Rows of the contact logs, warm-up included."""
    cost_per_day: float = 0.0
    """The strategy's own price a day, in the sums already."""

    @property
    def days(self) -> int:
        """Counted days in all."""
        return self.replications * self.scenario.days.count


def replications_for(scenario: Scenario, days: int) -> int:
    """Replications that hold at least `days` counted days."""
    return -(-days // scenario.days.count)


def replicate(
    scenario: Scenario,
    replications: int,
    seed: int,
    *,
    processes: int = 1,
    cost_per_day: float = 0.0,
    on_progress: Callable[[int, int], None] | None = None,
    log_to: Path | None = None,
    check: bool = False,
) -> Study:
    """Plays replications 0 .. n - 1 of `scenario`; the same for any number of processes.

    `on_progress(done, replications)` is called as results are merged. `log_to` keeps the logs as well, in that file and
    its companions. `check` has the engine assert after each dispatch that no match is left undone.
    Raises AuditError.
    """
    raise NotImplementedError
