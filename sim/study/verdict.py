"""The sentence that a planner acts on, by the file's own rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sim.scenario.schema import Scenario
from sim.study.plan_result import SAME_MONEY, PlanResult, set_beside
from sim.study.shares import days_to_settle, effective_days
from sim.study.statistics import NOTHING, Interval
from sim.study.target import target_of
from sim.study.words import day_share, money, points, promises

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

    def __str__(self) -> str:
        """`meet care's target on 80 % of days, then lowest cost`."""
        whose = f"{self.meet[0]}'s target" if len(self.meet) == 1 else f"the targets of {' and '.join(self.meet)}"
        return f"meet {whose} on {day_share(self.on)} of days, then lowest cost"


@dataclass(frozen=True)
class Verdict:
    """One of four sentences with its numbers, or why there is none."""

    kind: Literal["choose", "none_meets", "keep", "cannot_tell", "no_target", "alone"]
    headline: str
    """The sentence(s), ready to print."""
    not_settled: str | None
    """Why more days are needed and how many, where an interval that the choice rests on holds the rule's threshold."""
    plan: str | None
    """The plan chosen, kept or nearest."""
    other: str | None
    """The plan that cannot be told apart from it, or that would do the same for less."""
    wanted: float | None
    """The rule's share of days."""
    share: Interval
    baseline: Interval
    """Share of days of the plan and of baseline."""
    cost: float | None
    """Cost a day against baseline; of `other` against `plan` where there is one."""
    cost_share: float | None
    """The same, relative to baseline's cost."""
    difference: Interval | None
    """Of the two shares of days, where two plans cannot be told apart."""
    days_needed: int | None
    """Days that would settle it."""


def rule_of(scenario: Scenario, line: int | None = None) -> Rule | None:
    """The file's own rule; without one, every queue that promises something on 80 % of days; None if none does."""
    if scenario.decide is not None:
        for queue in scenario.decide.meet:
            target_of(scenario, queue)
        return Rule(scenario.decide.meet, scenario.decide.on, False, line)
    promising = tuple(name for name, queue in scenario.queues.items() if queue.target is not None)
    return Rule(promising, USUAL, True, None) if promising else None


def judge(plans: Sequence[PlanResult], rule: Rule | None) -> Verdict:
    """What the rule says of the plans, the first of which is the baseline."""
    if rule is None:
        say = "No queue has a target, so nothing can be chosen: write target: {answer: 80%, within: 20s} for one."
        return Verdict("no_target", say, None, None, None, None, NOTHING, NOTHING, None, None, None, None)
    base = plans[0]
    if len(plans) == 1:
        return _alone(base, rule)
    reaching = [plan for plan in plans if reaches(plan, rule)]
    if not reaching:
        return _none_meets(plans, rule)
    if base in reaching:
        return _keep(base, reaching, rule)
    # Of equal cost, the one that serves more days; then file order.
    best = min(reaching, key=lambda plan: (round(plan.cost / SAME_MONEY), -plan.met))
    cheaper = [plan for plan in plans if plan not in reaching and plan.cost < best.cost - SAME_MONEY]
    alike = [plan for plan in cheaper if set_beside(best, plan).difference.holds(0.0)]
    if alike:
        return _cannot_tell(best, max(alike, key=lambda plan: plan.met), base, rule)
    return _choose(best, base, cheaper, reaching, rule)


def reaches(plan: PlanResult, rule: Rule) -> bool:
    """Whether a plan meets the rule's targets on the share of days asked for (the estimate; see `unsettled`)."""
    return plan.days_met is not None and plan.days_met.days > 0 and plan.met >= rule.on - 1e-9


def unsettled(plan: PlanResult, rule: Rule) -> tuple[str, int | None] | None:
    """Why it is open whether `plan` reaches the rule's share of days, and the days that would settle it; None if it is
    settled."""
    met = plan.days_met
    if met is None or not share_of(plan).holds(rule.on):
        return None
    by_replication = met.by_replication()
    judged = (by_replication >= 0).sum(axis=1)
    effect = met.days / float(effective_days((by_replication == 1).sum(axis=1), judged))
    days = days_to_settle(plan.met, rule.on, effect)
    cure = f"About {_say_days(days)} would settle it (--days {days})." if days else "It stands right on it."
    return f"its interval still contains {day_share(rule.on)}. {cure}", days


def share_of(plan: PlanResult) -> Interval:
    """Share of days that meet the rule's targets."""
    return plan.days_met.share if plan.days_met else NOTHING


def _say_share(plan: PlanResult, rule: Rule) -> str:
    held = share_of(plan)
    if held.mean is None:
        return "no day that can be judged"
    bounds = f" [{points(held.low)}, {points(held.high)}]" if held.low is not None else ""
    return f"{day_share(held.mean, rule.on)} of days{bounds}"


def _say_days(days: int) -> str:
    return "1 day" if days == 1 else f"{days:,} days"


def _extra(plan: PlanResult, base: PlanResult) -> tuple[float, float | None]:
    """Cost a day against baseline, in money and relative."""
    gap = plan.cost - base.cost
    return gap, gap / base.cost if base.cost else None


def _say_cost(plan: PlanResult, base: PlanResult) -> str:
    gap, relative = _extra(plan, base)
    currency = base.study.scenario.currency
    if not plan.cost and not base.cost:
        return ""
    if abs(gap) < 0.5:
        return ", at the same cost"
    share = f" ({relative:+.1%})".replace("%", " %") if relative is not None else ""
    return f", for {money(gap, currency)} a day {'more' if gap > 0 else 'less'}{share}"


def _verdict(
    kind: Literal["choose", "none_meets", "keep", "cannot_tell", "alone"],
    headline: str,
    plan: PlanResult,
    base: PlanResult,
    rule: Rule,
    beside: Sequence[PlanResult] = (),
    other: PlanResult | None = None,
    needed: int | None = None,
    difference: Interval | None = None,
) -> Verdict:
    """A verdict with its numbers. `beside`: plans whose own doubt touches the choice."""
    doubts = [(one, found) for one in (plan, *beside) if (found := unsettled(one, rule)) is not None]
    said = [
        f"Not settled: {'' if one is plan else f'{one.name}, cheaper, may do too: '}{text}" for one, (text, _) in doubts
    ]
    days = [count for _, (_, count) in doubts if count is not None]
    gap, relative = _extra(plan, base)
    if other is not None:
        gap = other.cost - plan.cost
        relative = gap / base.cost if base.cost else None
    return Verdict(
        kind,
        headline,
        " ".join(said) or None,
        plan.name,
        other.name if other else None,
        rule.on,
        share_of(plan),
        share_of(base),
        gap,
        relative,
        difference,
        needed or (max(days) if days else None),
    )


def _alone(base: PlanResult, rule: Rule) -> Verdict:
    met = f"it meets {promises(base, rule.meet)} on {_say_share(base, rule)}"
    say = f"One plan alone: {met}. Write strategies to compare."
    return _verdict("alone", say, base, base, rule)


def _none_meets(plans: Sequence[PlanResult], rule: Rule) -> Verdict:
    base = plans[0]
    best = min(plans, key=lambda plan: (-plan.met, plan.cost))
    who = "today's plan" if best is base else best.name
    cost = "" if best is base else _say_cost(best, base)
    say = (
        f"No plan meets {promises(base, rule.meet)} on {day_share(rule.on)} of days; {who} comes nearest with "
        f"{_say_share(best, rule)}{cost}."
    )
    return _verdict("none_meets", say, best, base, rule)


def _keep(base: PlanResult, reaching: Sequence[PlanResult], rule: Rule) -> Verdict:
    cheapest = min(reaching, key=lambda plan: (round(plan.cost / SAME_MONEY), -plan.met))
    other = cheapest if cheapest.cost < base.cost - 0.5 else None
    say = f"Keep today's plan: it already meets {promises(base, rule.meet)} on {_say_share(base, rule)}"
    if other is None:
        return _verdict("keep", f"{say}. Nothing cheaper does.", base, base, rule)
    less = money(base.cost - other.cost, base.study.scenario.currency)
    say = f"{say}; {other.name} would do the same ({_say_share(other, rule)}) for {less} a day less."
    return _verdict("keep", say, base, base, rule, (other,), other)


def _cannot_tell(best: PlanResult, cheaper: PlanResult, base: PlanResult, rule: Rule) -> Verdict:
    change = set_beside(best, cheaper)
    gap = change.difference
    days = best.days_met.days if best.days_met else 0
    needed = f"; about {_say_days(change.days_to_tell)} would" if change.days_to_tell else ""
    name = "today's plan" if cheaper is base else cheaper.name
    cost = money(best.cost - cheaper.cost, base.study.scenario.currency)
    say = (
        f"{best.name} and {name} cannot be told apart on {_say_days(days)}: they meet {promises(base, rule.meet)} on "
        f"{day_share(best.met, rule.on)} and {day_share(cheaper.met, rule.on)} of them (difference {points(gap.mean)} "
        f"points [{points(gap.low)}, {points(gap.high)}]){needed}. {best.name} costs {cost} a day more."
    )
    return _verdict("cannot_tell", say, best, base, rule, (cheaper,), cheaper, change.days_to_tell, gap)


def _choose(
    best: PlanResult,
    base: PlanResult,
    cheaper: Sequence[PlanResult],
    reaching: Sequence[PlanResult],
    rule: Rule,
) -> Verdict:
    asked = "the usual" if rule.default else "the"
    wanted = f"{asked} {day_share(rule.on)}" + ("" if rule.default else " of days you asked for")
    nothing = f" Nothing cheaper reaches {wanted}." if best.cost or base.cost else ""
    say = (
        f"Choose {best.name}: it meets {promises(base, rule.meet)} on {_say_share(best, rule)} instead of "
        f"{day_share(base.met, rule.on)}{_say_cost(best, base)}.{nothing}"
    )
    near = [plan for plan in cheaper if unsettled(plan, rule) is not None]
    verdict = _verdict("choose", say, best, base, rule, near)
    sure = [plan for plan in reaching if (share_of(plan).low or 0.0) > rule.on and plan.cost > best.cost]
    if verdict.not_settled is None or unsettled(best, rule) is None or not sure:
        return verdict
    safe = min(sure, key=lambda plan: plan.cost)
    more = money(safe.cost - best.cost, base.study.scenario.currency)
    settled = f"Beyond doubt already: {safe.name}, {_say_share(safe, rule)}, for {more} a day more than {best.name}."
    return replace(verdict, not_settled=f"{verdict.not_settled} {settled}")
