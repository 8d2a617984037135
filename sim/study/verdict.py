"""The sentence that a planner acts on, by the file's own rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sim.study.doubts import say_doubts
from sim.study.figures import SERVICE_LEVEL
from sim.study.plan_result import PlanResult, cheaper, costs_alike, set_beside
from sim.study.rule import Rule, reaches, share_of, unsettled
from sim.study.statistics import NOTHING, Interval
from sim.study.target import target_of
from sim.study.words import MOST_PLAYED, day_share, listed, points, promises, say_days, spent

ENOUGH_RUNS = 10
"""Runs from which on it can be told how the days of one hang together: with 10, t is 15 % wider than normal."""


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
    """The plan that cannot be told apart from it, or that meets it too for less."""
    wanted: float | None
    """The rule's share of days."""
    share: Interval
    baseline: Interval
    """Share of days of the plan and of baseline."""
    cost: float | None
    """Cost (paid hours, where the rule goes by them) a day against baseline; of `other` against `plan` where there is
    one."""
    cost_share: float | None
    """The same, relative to baseline's cost."""
    difference: Interval | None
    """Of the two shares of days, where two plans cannot be told apart."""
    days_needed: int | None
    """Days that would settle it."""

    @property
    def chosen(self) -> str | None:
        """The plan to go with; None where there is nothing to choose, or no telling."""
        return self.plan if self.kind in ("choose", "keep") else None


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
        return _keep(plans, reaching, rule)
    best, *same = cheapest_of(reaching)
    less = [plan for plan in plans if plan not in reaching and cheaper(plan, best)]
    alike = [plan for plan in less if set_beside(best, plan).difference.holds(0.0)]
    if alike:
        return _cannot_tell(best, max(alike, key=lambda plan: plan.met), base, rule)
    return _choose(best, same, base, less, reaching, rule)


def cheapest_of(plans: Sequence[PlanResult]) -> list[PlanResult]:
    """The plans whose cost cannot be told apart from the lowest, first the one that serves most days; then file
    order."""
    least = min(plans, key=lambda plan: plan.cost)
    return sorted((plan for plan in plans if costs_alike(plan, least)), key=lambda plan: -plan.met)


def _say_share(plan: PlanResult, rule: Rule) -> str:
    held = share_of(plan)
    if held.mean is None:
        return "no day that can be judged"
    bounds = f" [{points(held.low)}, {points(held.high)}]" if held.low is not None else ""
    return f"{day_share(held.mean, rule.on)} of days{bounds}"


def _extra(plan: PlanResult, base: PlanResult) -> tuple[float, float | None]:
    """Cost a day against baseline, in money and relative."""
    gap = plan.cost - base.cost
    return gap, gap / base.cost if base.cost else None


def _say_cost(plan: PlanResult, base: PlanResult) -> str:
    gap, relative = _extra(plan, base)
    if not plan.cost and not base.cost:
        return ""
    if abs(gap) < (0.05 if plan.by_hours else 0.5):
        return ", with the same paid hours" if plan.by_hours else ", at the same cost"
    share = f" ({relative:+.1%})".replace("%", " %") if relative is not None else ""
    return f", for {spent(gap, plan)} a day {'more' if gap > 0 else 'less'}{share}"


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
    doubts = [found for one in (plan, *beside) if (found := unsettled(one, rule)) is not None]
    days = [doubt.days for doubt in doubts if doubt.days is not None]
    gap, relative = _extra(plan, base)
    if other is not None:
        gap = other.cost - plan.cost
        relative = gap / base.cost if base.cost else None
    return Verdict(
        kind,
        headline,
        say_doubts(plan, doubts, rule) if doubts else None,
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
    """Of plans that meet on as many days (none, say), the one nearest to its promise counts as nearest."""
    base = plans[0]
    best = min(plans, key=lambda plan: (-plan.met, -plan.margin, plan.cost))
    who = "today's plan" if best is base else best.name
    wanted = f"{promises(base, rule.meet)} on {day_share(rule.on)} of days"
    cost = "" if best is base else _say_cost(best, base)
    shown = "is shown to meet" if any(unsettled(plan, rule) for plan in plans) else "meets"
    if best.met and best.met <= base.met:
        say = f"No plan {shown} {wanted}, and none comes nearer than today's ({_say_share(base, rule)})."
        best = base
    elif best.met:
        say = f"No plan {shown} {wanted}; {who} comes nearest with {_say_share(best, rule)}{cost}."
    else:
        days = say_days(best.days_met.days if best.days_met else 0)
        best_name = "Today's plan" if best is base else best.name
        say = (
            f"No plan {shown} {wanted}, and none is near: not one of {days} meets under any of them. "
            f"{best_name} serves best: {_levels(best, rule)}{cost}."
        )
    return _verdict("none_meets", say + _by_queue(best, rule), best, base, rule)


def _levels(plan: PlanResult, rule: Rule) -> str:
    """`care answers 45 % in time where 80 % is promised`, the rule's worst queue first; none to which nobody came."""
    told = []
    for queue in rule.meet:
        figure, answer = plan.figure(SERVICE_LEVEL, queue), target_of(plan.study.scenario, queue).answer
        level = figure.value.mean if figure else None
        if level is not None:
            words = f"{queue} answers {day_share(level, answer)} in time where {day_share(answer)} is promised"
            told.append((level - answer, words))
    return ", ".join(text for _, text in sorted(told))


def _by_queue(plan: PlanResult, rule: Rule) -> str:
    """Which queue stands in the way, where the rule asks several to meet on the same day."""
    shares = [(one.mean, queue) for queue, one in plan.met_by_queue if queue in rule.meet and one.mean is not None]
    if len(shares) < 2:
        return ""
    return f" Queue by queue: {', '.join(f'{queue} on {day_share(share)}' for share, queue in sorted(shares))} of days."


def _keep(plans: Sequence[PlanResult], reaching: Sequence[PlanResult], rule: Rule) -> Verdict:
    base = plans[0]
    other = next((plan for plan in cheapest_of(reaching) if cheaper(plan, base)), None)
    say = f"Keep today's plan: it already meets {promises(base, rule.meet)} on {_say_share(base, rule)}"
    if other is None:
        near = [plan for plan in plans if cheaper(plan, base) and unsettled(plan, rule) is not None]
        return _verdict("keep", f"{say}. Nothing cheaper does.", base, base, rule, near)
    less = spent(base.cost - other.cost, base)
    say = f"{say}; {other.name} meets it too, on {_say_share(other, rule)}, for {less} a day less."
    return _verdict("keep", say, base, base, rule, (other,), other)


def _cannot_tell(best: PlanResult, less: PlanResult, base: PlanResult, rule: Rule) -> Verdict:
    """One number of days: those that tell the two apart. What else is open comes after that."""
    change = set_beside(best, less)
    gap, needed = change.difference, change.days_to_tell
    days = best.days_met.days if best.days_met else 0
    name = "today's plan" if less is base else less.name
    say = (
        f"{best.name} and {name} cannot be told apart on {say_days(days)}: they meet {promises(base, rule.meet)} on "
        f"{day_share(best.met, rule.on)} and {day_share(less.met, rule.on)} of them (difference {points(gap.mean)} "
        f"points [{points(gap.low)}, {points(gap.high)}]), and {best.name} costs {spent(best.cost - less.cost, base)} "
        f"a day more."
    )
    say += _more_days(best, needed) if needed else ""
    verdict = _verdict("cannot_tell", say, best, base, rule, (), less, needed, gap)
    return replace(verdict, not_settled=None)


def _more_days(plan: PlanResult, needed: int) -> str:
    """How many days more to play for a choice; a handful of runs of several days each may ask for absurdly many."""
    if needed <= MOST_PLAYED:
        return f" Play about {say_days(needed)} to choose (--days {needed})."
    runs, days = plan.days_met.by_replication().shape if plan.days_met else (0, 0)
    if runs < ENOUGH_RUNS:
        return (
            f" {runs} runs of {say_days(days)} are too few to say how many would tell: play {ENOUGH_RUNS} runs "
            f"(--days {ENOUGH_RUNS * days}) and ask again."
        )
    return f" Playing more will not tell in practice: it would take about {say_days(needed)}."


def _choose(
    best: PlanResult,
    same: Sequence[PlanResult],
    base: PlanResult,
    less: Sequence[PlanResult],
    reaching: Sequence[PlanResult],
    rule: Rule,
) -> Verdict:
    asked = "the usual" if rule.default else "the"
    wanted = f"{asked} {day_share(rule.on)}" + ("" if rule.default else " of days you asked for")
    nothing = f"{_tied(best, same)} Nothing cheaper reaches {wanted}." if best.cost or base.cost else ""
    say = (
        f"Choose {best.name}: it meets {promises(base, rule.meet)} on {_say_share(best, rule)} instead of "
        f"{day_share(base.met, rule.on)}{_say_cost(best, base)}.{nothing}"
    )
    near = [plan for plan in less if unsettled(plan, rule) is not None]
    verdict = _verdict("choose", say, best, base, rule, near)
    sure = [plan for plan in reaching if (share_of(plan).low or 0.0) > rule.on and plan.cost > best.cost]
    if verdict.not_settled is None or unsettled(best, rule) is None or not sure:
        return verdict
    safe = min(sure, key=lambda plan: plan.cost)
    more = spent(safe.cost - best.cost, base)
    settled = f"Beyond doubt already: {safe.name}, {_say_share(safe, rule)}, for {more} a day more than {best.name}."
    return replace(verdict, not_settled=f"{verdict.not_settled} {settled}")


def _tied(best: PlanResult, same: Sequence[PlanResult]) -> str:
    """Why this one of several plans that cost the same for all one can tell."""
    if not same:
        return ""
    whose = f"those of {listed([plan.name for plan in same])}" if len(same) > 1 else f"that of {same[0].name}"
    what = "paid hours" if best.by_hours else "cost"
    few = "no more" if any(plan.met == best.met for plan in same) else "fewer"
    return (
        f" Its {what} cannot be told apart from {whose}, which {'meet' if len(same) > 1 else 'meets'} it on {few} days."
    )
