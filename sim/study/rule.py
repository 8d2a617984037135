"""The rule by which a plan is chosen, and whether a plan reaches it."""

from __future__ import annotations

from dataclasses import dataclass

from sim.scenario.schema import Scenario
from sim.study.plan_result import PlanResult
from sim.study.shares import days_to_settle, effective_days
from sim.study.statistics import NOTHING, Interval
from sim.study.target import target_of
from sim.study.words import day_share, listed

USUAL = 0.80
"""Share of days asked for where the file has no `decide`."""


@dataclass(frozen=True)
class Rule:
    """Meet the targets of these queues, all on the same day, on this share of days, then lowest cost."""

    meet: tuple[str, ...]
    on: float
    default: bool
    """The file has no `decide`: this is the usual rule."""
    line: int | None
    """Where the file writes it, if known."""
    by_hours: bool = False
    """A group has no price, an hour or a contact, so that lowest cost means fewest paid hours."""

    def __str__(self) -> str:
        """`meet care's target on 80 % of days, then lowest cost`."""
        whose = f"{self.meet[0]}'s target" if len(self.meet) == 1 else f"the targets of {listed(self.meet)}"
        last = "fewest paid hours" if self.by_hours else "lowest cost"
        return f"meet {whose} on {day_share(self.on)} of days, then {last}"


def rule_of(scenario: Scenario, line: int | None = None, by_hours: bool = False) -> Rule | None:
    """The file's own rule; without one, every queue that promises something on 80 % of days; None if none does."""
    if scenario.decide is not None:
        for queue in scenario.decide.meet:
            target_of(scenario, queue)
        return Rule(scenario.decide.meet, scenario.decide.on, False, line, by_hours)
    promising = tuple(name for name, queue in scenario.queues.items() if queue.target is not None)
    return Rule(promising, USUAL, True, None, by_hours) if promising else None


def reaches(plan: PlanResult, rule: Rule) -> bool:
    """Whether a plan meets the rule's targets on the share of days asked for (the estimate; see `unsettled`)."""
    return plan.days_met is not None and plan.days_met.days > 0 and plan.met >= rule.on - 1e-9


@dataclass(frozen=True)
class Doubt:
    """A plan of which it is open whether it reaches the rule's share of days: its interval contains it."""

    plan: PlanResult
    days: int | None
    """Days that would settle it; None where it stands right on the share."""


def unsettled(plan: PlanResult, rule: Rule) -> Doubt | None:
    """The doubt whether `plan` reaches the rule's share of days; None if it is settled."""
    met = plan.days_met
    if met is None or not share_of(plan).holds(rule.on):
        return None
    by_replication = met.by_replication()
    judged = (by_replication >= 0).sum(axis=1)
    effect = met.days / float(effective_days((by_replication == 1).sum(axis=1), judged))
    return Doubt(plan, days_to_settle(plan.met, rule.on, effect))


def share_of(plan: PlanResult) -> Interval:
    """Share of days that meet the rule's targets."""
    return plan.days_met.share if plan.days_met else NOTHING
