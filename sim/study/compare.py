"""Plans on the same customers: what each changes, what is noise, which to choose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.scenario.schema import Scenario
from sim.study.replicate import Study
from sim.study.statistics import Interval
from sim.study.target import DaysMet

if TYPE_CHECKING:
    import polars as pl

    from sim.scenario.strategies import Plan
    from sim.study.summary import KpiRow
    from sim.study.verdict import Rule, Verdict


@dataclass(frozen=True)
class Figure:
    """One KPI of one plan on one queue (None: all together), with its difference from baseline."""

    kpi: str
    formula: str
    queue: str | None
    unit: str
    value: Interval
    difference: Interval | None
    """Paired, on the same customers; simultaneous over the plans of a column. None for baseline."""
    noise: bool
    """The difference could be chance: its interval holds 0 (and it is not exactly 0 everywhere)."""
    small: bool
    """The difference is real, but under 1 point or 1 s."""


@dataclass(frozen=True)
class PlanResult:
    """What one plan did."""

    name: str
    about: str
    cost_per_day: float
    """Its own price, which is the planner's figure; 0 where it has none."""
    own_cost: bool
    study: Study
    days_met: DaysMet | None
    """By the rule's queues; None where the file has no target."""
    won: int
    """Days missed by baseline and met by this plan."""
    lost: int
    figures: tuple[Figure, ...]
    """service_level (by the target's formula), time_to_human, asa, abandon_rate per queue of the rule (all together
    where there is no target); occupancy and cost (a day) of all together."""
    dominated_by: str | None
    """A plan that serves at least as well and costs no more, one of them strictly."""
    notes: tuple[str, ...]
    """What to read with care, in sentences."""

    def figure(self, kpi: str, queue: str | None = None) -> Figure | None:
        """The figure of a KPI on `queue`; None if it is not kept."""
        return next((one for one in self.figures if (one.kpi, one.queue) == (kpi, queue)), None)


@dataclass(frozen=True)
class Comparison:
    """All plans of a file (or of several) on the same customers; the first is the baseline."""

    name: str
    seed: int
    replications: int
    days: int
    """Counted days of each plan."""
    currency: str
    plans: tuple[PlanResult, ...]
    rule: Rule | None
    verdict: Verdict
    tighter: tuple[float, float] | None
    """How many times narrower the paired intervals of service level are than unpaired ones: least and most."""

    @property
    def baseline(self) -> PlanResult:
        """The plan that the others are held against."""
        return self.plans[0]

    def rows(self) -> list[KpiRow]:
        """The KPI rows of every plan, as in `--json`."""
        raise NotImplementedError

    def kpis(self) -> pl.DataFrame:
        """The KPI rows of every plan as a frame; the difference in columns of its own."""
        raise NotImplementedError


def compare(
    plans: Scenario | Sequence[Plan],
    replications: int,
    seed: int,
    *,
    processes: int = 1,
    rule_line: int | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Comparison:
    """Plays every plan (of a scenario: baseline and its strategies) on the same customers.

    `rule_line` is where the file writes `decide`. `on_progress(done, of)` counts replications over all plans. Raises
    AuditError, and ValueError for plans that cannot be compared (different currencies or numbers of days).
    """
    raise NotImplementedError
