"""What the run page is written from: a study, its KPI rows, and where each figure stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sim.kpi.catalogue import catalogue
from sim.kpi.kpi import Better, Kpi
from sim.kpi.profiles import NEUTRAL, Profile
from sim.scenario.queue import Target
from sim.show.export import key
from sim.study.replicate import Study
from sim.study.summary import KpiRow, a_day_in_ten
from sim.units import format_clock

Place = tuple[str | None, str | None, str]
"""Queue (None: all together), interval (None: the whole day), KPI."""


@dataclass(frozen=True)
class Found:
    """A study and its KPI rows."""

    study: Study
    rows: Sequence[KpiRow]
    profile: Profile = NEUTRAL
    """By whose definitions the rows are."""

    @cached_property
    def _places(self) -> dict[Place, KpiRow]:
        return {(row.queue, row.interval, key(row)): row for row in self.rows}

    def row(self, kpi: str, queue: str | None = None, interval: str | None = None) -> KpiRow | None:
        """The row of a KPI, if there is one."""
        return self._places.get((queue, interval, kpi))

    def mean(self, kpi: str, queue: str | None = None, interval: str | None = None) -> float | None:
        """A KPI's mean; None where there is no figure."""
        row = self.row(kpi, queue, interval)
        return row.mean if row else None

    def target(self, queue: str) -> Target | None:
        """What the queue promises."""
        return self.study.scenario.queues[queue].target

    def level(self, queue: str) -> str:
        """The name of the service level that the queue is judged by."""
        target = self.target(queue)
        return f"service_level_{target.formula if target else 'offered'}"

    @cached_property
    def _kpis(self) -> dict[str, Kpi]:
        return {kpi.key: kpi for kpi in self.profile.kpis(catalogue(self.study.scenario))}

    def better(self, row: KpiRow) -> Better:
        """Which direction of a KPI serves the planner; of waits, the low one."""
        kpi = self._kpis.get(key(row))
        return kpi.better if kpi else "low"

    def day_in_ten(self, row: KpiRow) -> float | None:
        """The value that one counted day in ten is worse than; None where none is kept by day."""
        formula = row.formula if row.kpi == "service_level" else None
        return a_day_in_ten(self.study, row.kpi, row.queue, formula, self.profile)

    def starts(self, queue: str) -> list[int]:
        """Starts of the intervals in which the queue is open, ms after midnight."""
        step = self.study.scenario.interval
        opens, closes = self.study.scenario.hours(queue)
        return list(range(opens - opens % step, closes, step))

    def over_the_day(self, kpi: str, queue: str | None, starts: Sequence[int]) -> list[KpiRow | None]:
        """A KPI's rows by interval; None where there is no figure."""
        return [self.row(kpi, queue, format_clock(start)) for start in starts]

    def misses(self, queue: str) -> list[int]:
        """Starts of the intervals whose service level over all days lies below the target."""
        target, starts = self.target(queue), self.starts(queue)
        rows = self.over_the_day(self.level(queue), queue, starts)
        return [
            start
            for start, row in zip(starts, rows, strict=True)
            if target and row and row.mean is not None and row.mean < target.answer
        ]
