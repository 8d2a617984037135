"""What one plan did, and whether another serves better for less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.study.figures import ROUNDING, SERVICE_LEVEL, Figure, could_be_noise
from sim.study.replicate import Study
from sim.study.shares import Turned, turned
from sim.study.statistics import NOTHING
from sim.study.target import DaysMet

SAME_MONEY = 0.005
"""Costs a day nearer than half a cent are the same."""


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
    dominated_by: str | None = None
    """A plan that serves at least as well and costs no more, one of them strictly."""
    notes: tuple[str, ...] = ()
    """What to read with care, in sentences."""

    def figure(self, kpi: str, queue: str | None = None) -> Figure | None:
        """The figure of a KPI on `queue`; None if it is not kept."""
        return next((one for one in self.figures if (one.kpi, one.queue) == (kpi, queue)), None)

    @property
    def cost(self) -> float:
        """Cost a day; 0 where the file writes no costs."""
        figure = self.figure("cost")
        return (figure.value.mean if figure else None) or 0.0

    @property
    def met(self) -> float:
        """Share of days that meet the rule's targets; 0 where none can be judged."""
        return (self.days_met.share.mean if self.days_met else None) or 0.0


def dominator(plan: PlanResult, plans: Sequence[PlanResult]) -> str | None:
    """The best of the plans that serve at least as well and cost no more; a better service must be more than noise."""
    if plan.days_met is None:
        return None
    better = [other for other in plans if other is not plan and _dominates(other, plan)]
    return max(better, key=lambda other: (other.met, -other.cost)).name if better else None


def _dominates(other: PlanResult, plan: PlanResult) -> bool:
    levels = [
        (_level(other, figure.queue), _level(plan, figure.queue))
        for figure in plan.figures
        if figure.kpi == SERVICE_LEVEL
    ]
    serves = other.met >= plan.met and all(theirs >= own - ROUNDING for theirs, own in levels)
    if not serves or other.cost > plan.cost + SAME_MONEY:
        return False
    return other.cost < plan.cost - SAME_MONEY or serves_better(other, plan)


def _level(plan: PlanResult, queue: str | None) -> float:
    figure = plan.figure(SERVICE_LEVEL, queue)
    return (figure.value.mean if figure else None) or 0.0


def set_beside(plan: PlanResult, other: PlanResult) -> Turned:
    """The days that `plan` meets and `other` misses, and the other way round."""
    if plan.days_met is None or other.days_met is None:
        return Turned(0, 0, NOTHING, None)
    return turned(plan.days_met.by_replication(), other.days_met.by_replication())


def serves_better(other: PlanResult, plan: PlanResult) -> bool:
    """Whether more days meet the rule's targets, beyond noise."""
    gap = set_beside(other, plan).difference
    return (gap.mean or 0.0) > 0 and not could_be_noise(gap)
