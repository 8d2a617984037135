"""What one plan did, and whether another serves better for less."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sim.study.figures import MATTERS, ROUNDING, SERVICE_LEVEL, Figure, could_be_noise
from sim.study.replicate import Study
from sim.study.shares import Turned, turned
from sim.study.statistics import NOTHING, Interval
from sim.study.target import DaysMet, target_of

SAME_COST = 0.005
"""Costs a day nearer than half a cent (half a hundredth of an hour) are the same."""
SERVES = (SERVICE_LEVEL, "time_to_human", "abandon_rate", "aht", "first_response_time")
"""What a customer feels; of these, plans keep how long a chat takes and when an email is replied to where they have
such queues."""


@dataclass(frozen=True, repr=False)
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
    """service_level (by the target's formula) and figures.OF_A_QUEUE of each queue of the rule (those of a line, all
    together, where there is no target); occupancy, cost and paid_hours (a day) of all together."""
    by_hours: bool = False
    """A group has no price, an hour or a contact: plans are held against each other by paid hours, not by money."""
    watched: tuple[Figure, ...] = ()
    """Service levels of the queues that promise something and that the rule does not ask for."""
    settled_first: Figure | None = None
    """fcr_true of all queues together: no rule asks for it, yet a plan that leaves matters open buys its waits with
    it."""
    turned_away: Figure | None = None
    """blocked_rate of all queues together: whoever finds no room is in no service level, and in no wait."""
    met_by_queue: tuple[tuple[str, Interval], ...] = ()
    """Share of days that meet the target of each queue that has one."""
    dominated_by: str | None = None
    """A plan that serves at least as well and costs no more, one of them beyond noise."""
    notes: tuple[str, ...] = ()
    """What to read with care, in sentences."""

    def __repr__(self) -> str:
        """Its name and what counts; the figures are pages."""
        share = "?" if self.days_met is None or self.days_met.share.mean is None else f"{100 * self.met:.0f} %"
        return f"PlanResult({self.name!r}, meets the target on {share} of days, {self.study!r})"

    def figure(self, kpi: str, queue: str | None = None) -> Figure | None:
        """The figure of a KPI on `queue`; None if it is not kept."""
        return next((one for one in self.figures if (one.kpi, one.queue) == (kpi, queue)), None)

    @property
    def spending(self) -> Figure | None:
        """What plans are held against each other by: cost, or paid hours."""
        return self.figure("paid_hours" if self.by_hours else "cost")

    @property
    def cost(self) -> float:
        """Cost a day, or paid hours a day; 0 where nobody is paid."""
        return (self.spending.value.mean if self.spending else None) or 0.0

    @property
    def met(self) -> float:
        """Share of days that meet the rule's targets; 0 where none can be judged."""
        return (self.days_met.share.mean if self.days_met else None) or 0.0

    @property
    def margin(self) -> float:
        """How far the service level lies above the promise, on the rule's worst queue; a share."""
        levels = [one for one in self.figures if one.kpi == SERVICE_LEVEL and one.queue is not None]
        return min(
            ((one.value.mean or 0.0) - target_of(self.study.scenario, one.queue or "").answer for one in levels),
            default=0.0,
        )


def cost_beside(plan: PlanResult, other: PlanResult) -> Interval:
    """Cost a day of `plan` minus that of `other`, on the same customers."""
    own, theirs = plan.spending, other.spending
    return own.beside(theirs) if own and theirs else NOTHING


def costs_alike(plan: PlanResult, other: PlanResult) -> bool:
    """Whether the costs of two plans are the same, or the difference could be chance."""
    return abs(plan.cost - other.cost) < SAME_COST or cost_beside(plan, other).holds(0.0)


def cheaper(plan: PlanResult, other: PlanResult) -> bool:
    """Whether `plan` costs less than `other`, beyond noise."""
    return plan.cost < other.cost and not costs_alike(plan, other)


def dominator(plan: PlanResult, plans: Sequence[PlanResult]) -> str | None:
    """The best of the plans that serve at least as well in everything (days met, service levels, time to a human,
    abandonment) and cost no more, one of them beyond noise. One that settles really less at the first contact, or
    turns really more away, serves nobody better."""
    if plan.days_met is None:
        return None
    better = [other for other in plans if other is not plan and _dominates(other, plan)]
    return max(better, key=lambda other: (other.met, -other.cost)).name if better else None


def _dominates(other: PlanResult, plan: PlanResult) -> bool:
    if other.met < plan.met or other.cost > plan.cost + SAME_COST:
        return False
    if _settles_less(other, plan) or _turns_more_away(other, plan):
        return False
    pairs = list(_pairs(other, plan))
    if not all(_as_good(theirs, own) for theirs, own in pairs):
        return False
    moved = (theirs.beside(own) for theirs, own in pairs)
    sure = any(abs(gap.mean or 0.0) > ROUNDING and not could_be_noise(gap) for gap in moved)
    return sure or cheaper(other, plan) or serves_better(other, plan)


def _settles_less(other: PlanResult, plan: PlanResult) -> bool:
    """Whether `other` settles fewer issues at the first contact: beyond noise, and by enough to matter."""
    if other.settled_first is None or plan.settled_first is None:
        return False
    gap = other.settled_first.beside(plan.settled_first)
    return (gap.mean or 0.0) <= -MATTERS["share"] and not could_be_noise(gap)


def _turns_more_away(other: PlanResult, plan: PlanResult) -> bool:
    """Whether `other` has no room for more of those who come: beyond noise, and by enough to matter."""
    if other.turned_away is None or plan.turned_away is None:
        return False
    gap = other.turned_away.beside(plan.turned_away)
    return (gap.mean or 0.0) >= MATTERS["share"] and not could_be_noise(gap)


def _pairs(other: PlanResult, plan: PlanResult) -> Iterator[tuple[Figure, Figure]]:
    """What customers feel under each of the two plans, queue by queue."""
    theirs = {(one.kpi, one.queue): one for one in (*other.figures, *other.watched)}
    for own in (*plan.figures, *plan.watched):
        if own.kpi in SERVES and (own.kpi, own.queue) in theirs:
            yield theirs[own.kpi, own.queue], own


def _as_good(theirs: Figure, own: Figure) -> bool:
    there, here = theirs.value.mean, own.value.mean
    if there is None or here is None:
        return here is None
    return there >= here - ROUNDING if own.kpi == SERVICE_LEVEL else there <= here + ROUNDING


def set_beside(plan: PlanResult, other: PlanResult) -> Turned:
    """The days that `plan` meets and `other` misses, and the other way round."""
    if plan.days_met is None or other.days_met is None:
        return Turned(0, 0, NOTHING, None)
    return turned(plan.days_met.by_replication(), other.days_met.by_replication())


def serves_better(other: PlanResult, plan: PlanResult) -> bool:
    """Whether more days meet the rule's targets, beyond noise."""
    gap = set_beside(other, plan).difference
    return (gap.mean or 0.0) > 0 and not could_be_noise(gap)
