"""Plans on the same customers: what each changes, what is noise, which to choose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from itertools import islice

import polars as pl

from sim.scenario.schema import Scenario
from sim.scenario.strategies import Plan
from sim.scenario.strategies import plans as plans_of
from sim.study.figures import Figure, figures_of, level_of, settled_first_of, tighter_by_pairing, turned_away_of
from sim.study.notes import notes_of
from sim.study.plan_result import PlanResult, dominator
from sim.study.pool import in_order
from sim.study.reasons import ReasonRow, reason_rows
from sim.study.replicate import Part, Study, merged, play_task, tasks_of, with_progress
from sim.study.rule import Rule, rule_of, share_of
from sim.study.shares import turned
from sim.study.summary import KpiRow, frame_of, summarise
from sim.study.target import days_met, queues_with_target
from sim.study.verdict import Verdict, judge

__all__ = ["Comparison", "Figure", "PlanResult", "compare"]


@dataclass(frozen=True, repr=False)
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
    unpriced: tuple[str, ...]
    """Groups with no price, an hour or a contact: where there are any, plans are held against each other by paid
    hours."""

    def __repr__(self) -> str:
        """Its verdict; all else is pages."""
        played = f"{len(self.plans)} plans, {self.days:,} days, seed {self.seed}"
        return f"Comparison({self.name!r}, {played}): {self.verdict.headline}"

    @property
    def baseline(self) -> PlanResult:
        """The plan that the others are held against."""
        return self.plans[0]

    def rows(self) -> list[KpiRow]:
        """The KPI rows of every plan, as in `--json`."""
        base, others = self.baseline, self.plans[1:]
        rows = summarise(base.study, base.name)
        for plan in others:
            rows += summarise(plan.study, plan.name, base.study, len(others))
        return rows

    def reasons(self) -> list[ReasonRow]:
        """The rows by contact reason of every plan, as in `--json`."""
        base, others = self.baseline, self.plans[1:]
        rows = reason_rows(base.study, base.name)
        for plan in others:
            rows += reason_rows(plan.study, plan.name, base.study, len(others))
        return rows

    def decision(self) -> dict[str, object]:
        """The verdict with its numbers, as in `--json`: kind, plan (chosen, or nearest), headline, not_settled, rule,
        the plan's share of days, and each strategy's, with the days it wins and loses."""
        verdict = self.verdict
        return {
            "kind": verdict.kind,
            "plan": verdict.plan,
            "headline": verdict.headline,
            "not_settled": verdict.not_settled,
            "rule": str(self.rule) if self.rule else None,
            "share": asdict(verdict.share),
            "days": self.days,
            "strategies": [
                {"strategy": plan.name, "share": asdict(share_of(plan)), "won": plan.won, "lost": plan.lost}
                for plan in self.plans
            ],
        }

    def kpis(self) -> pl.DataFrame:
        """The KPI rows of every plan as a frame; the difference in columns of its own."""
        return frame_of(self.rows())


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
    AuditError, WorkerLostError, and ValueError for plans that cannot be compared (other currencies, days or targets).
    """
    tried = plans_of(plans) if isinstance(plans, Scenario) else tuple(plans)
    unpriced = _unpriced(tried)
    rule = rule_of(tried[0].scenario, rule_line, bool(unpriced))
    _check_alike(tried, rule)
    studies = _play(tried, replications, seed, processes, on_progress)
    results = [
        _result(plan, study, studies[0], rule, len(tried) - 1) for plan, study in zip(tried, studies, strict=True)
    ]
    results = [replace(one, by_hours=bool(unpriced)) for one in results]
    results = [replace(one, dominated_by=dominator(one, results)) for one in results]
    results = [replace(one, notes=notes_of(one, results[0])) for one in results]
    first = tried[0].scenario
    return Comparison(
        first.name,
        seed,
        replications,
        studies[0].days,
        first.currency,
        tuple(results),
        rule,
        judge(results, rule),
        _tighter(results, rule),
        unpriced,
    )


def _unpriced(plans: Sequence[Plan]) -> tuple[str, ...]:
    """The groups of any plan that write neither cost_per_hour nor cost_per_contact; a written 0 is a price."""
    found = [
        name
        for plan in plans
        for name, group in plan.scenario.agents.items()
        if group.model_fields_set.isdisjoint({"cost_per_hour", "cost_per_contact"})
    ]
    return tuple(dict.fromkeys(found))


class NotComparableError(ValueError):
    """Plans that cannot be held against each other; its text says why."""


def _check_alike(plans: Sequence[Plan], rule: Rule | None) -> None:
    first = plans[0]
    for plan in plans[1:]:
        for what in ("days", "currency"):
            if getattr(plan.scenario, what) != getattr(first.scenario, what):
                raise NotComparableError(
                    f"{plan.name} and {first.name} differ in {what}: write the same to compare them"
                )
        for queue in rule.meet if rule else ():
            if queue not in plan.scenario.queues:
                lacks = f"has no queue {queue}"
            elif plan.scenario.queues[queue].target is None:
                lacks = f"has no target for {queue}"
            else:
                continue
            raise NotComparableError(f"{plan.name} {lacks}, which the rule of {first.name} asks for")


def _play(
    plans: Sequence[Plan],
    replications: int,
    seed: int,
    processes: int,
    on_progress: Callable[[int, int], None] | None,
) -> list[Study]:
    """All plans through one pool: starting processes costs more than a small plan."""
    chunks = [tasks_of(plan.scenario, plan.cost_per_day, seed, replications, processes) for plan in plans]
    tasks = [task for own in chunks for task in own]
    studies = []
    with closing(in_order(play_task, tasks, processes)) as played:
        parts: Iterator[Part] = with_progress(played, replications * len(plans), on_progress)
        for plan, own in zip(plans, chunks, strict=True):
            studies.append(merged(plan.scenario, seed, plan.cost_per_day, islice(parts, len(own))))
    return studies


def _result(plan: Plan, study: Study, base: Study, rule: Rule | None, comparisons: int) -> PlanResult:
    against = None if study is base else base
    queues = rule.meet if rule else (None,)
    met = days_met(study, rule.meet) if rule else None
    won = lost = 0
    if rule and met and against is not None:
        change = turned(met.by_replication(), days_met(base, rule.meet).by_replication())
        won, lost = change.won, change.lost
    figures = figures_of(study, against, queues, max(comparisons, 1))
    watched = [level_of(study, against, queue, max(comparisons, 1)) for queue in _watched(study, base, rule)]
    by_queue = tuple((queue, days_met(study, (queue,)).share) for queue in queues_with_target(study))
    return PlanResult(
        plan.name,
        plan.about,
        plan.cost_per_day,
        plan.own_cost,
        study,
        met,
        won,
        lost,
        figures,
        watched=tuple(watched),
        settled_first=settled_first_of(study, against, max(comparisons, 1)),
        turned_away=turned_away_of(study, against, max(comparisons, 1)),
        met_by_queue=by_queue,
    )


def _watched(study: Study, base: Study, rule: Rule | None) -> tuple[str, ...]:
    """The queues that promise something in this plan and in baseline, and that the rule does not ask for."""
    asked, promising = rule.meet if rule else (), queues_with_target(base)
    return tuple(queue for queue in queues_with_target(study) if queue in promising and queue not in asked)


def _tighter(plans: Sequence[PlanResult], rule: Rule | None) -> tuple[float, float] | None:
    if rule is None:
        return None
    found = [tighter_by_pairing(plan.study, plans[0].study, queue) for plan in plans[1:] for queue in rule.meet]
    times = [one for one in found if one is not None]
    return (min(times), max(times)) if times else None
