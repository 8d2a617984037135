"""What to read with care: where a figure flatters or punishes a plan, rests on the planner's word, or is missing."""

from __future__ import annotations

from collections.abc import Iterator

from sim.kpi.line import SERVICE_LEVELS
from sim.scenario.strategies import same_days
from sim.study.after_bursts import after_bursts
from sim.study.figures import SERVICE_LEVEL, Figure, sums_of, value_of
from sim.study.plan_result import PlanResult
from sim.study.target import promise, queues_with_target
from sim.study.words import money

PUNISHES_CALLBACKS = ("offered", "excl_short", "excl_abandoned_in_t", "credit_abandoned_in_t", "credit_short")
"""The service levels that count a customer who takes a callback as missed."""


def notes_of(plan: PlanResult, base: PlanResult) -> tuple[str, ...]:
    """Sentences on one plan, most weighty first."""
    own = [
        *_nothing_moves(plan, base),
        *after_bursts(plan.study),
        *_hurts(plan),
        *_settles(plan),
        *_turned_away(plan),
        *_callbacks(plan, base),
        *_price(plan),
    ]
    return (
        *own,
        *_false_containment(plan, base),
        *_other_promise(plan, base),
        *_dominated(plan),
        *_capped(plan),
        *_empty(plan, base),
    )


def _nothing_moves(plan: PlanResult, base: PlanResult) -> Iterator[str]:
    levels = [figure for figure in plan.figures if figure.kpi == SERVICE_LEVEL and figure.difference is not None]
    still = all(figure.noise or not figure.difference or not figure.difference.mean for figure in levels)
    if plan is base:
        return
    if same_days(plan.study.scenario, base.study.scenario):
        yield "changes nothing of this plan: it is played as today's."
    elif levels and still and plan.won == plan.lost == 0:
        if any(figure.noise for figure in levels):
            yield "is not shown to move what the rule looks at: no day is won or lost, the rest could be noise."
        else:
            yield "moves nothing that the rule looks at: no day is won or lost, and the service level stays."


def _moved(figure: Figure | None) -> float:
    """By how much a figure differs from baseline's, beyond noise and by enough to matter; else 0."""
    if figure is None or figure.difference is None or figure.noise or figure.small:
        return 0.0
    return figure.difference.mean or 0.0


def _hurts(plan: PlanResult) -> Iterator[str]:
    """What the rule does not ask for may still not pay for what it asks for."""
    for figure in plan.watched:
        gap = _moved(figure)
        if gap < 0:
            now = 100 * (figure.value.mean or 0.0)
            yield (
                f"hurts {figure.queue}, which the rule does not ask for: its service level falls from "
                f"{now - 100 * gap:.1f} to {now:.1f} %."
            )


def _settles(plan: PlanResult) -> Iterator[str]:
    """What no column shows: who is not helped at the first contact may come back, or give up."""
    figure = plan.settled_first
    gap = _moved(figure)
    if figure is None or not gap:
        return
    now = 100 * (figure.value.mean or 0.0)
    yield (
        f"settles {abs(100 * gap):.1f} points {'more' if gap > 0 else 'fewer'} at the first contact "
        f"(fcr_true {now - 100 * gap:.1f} -> {now:.1f} %)."
    )


def _turned_away(plan: PlanResult) -> Iterator[str]:
    """Fewer let in are served sooner: what the waits gain here was bought from those who never waited."""
    figure = plan.turned_away
    gap = _moved(figure)
    if figure is None or not gap:
        return
    yield (
        f"turns away {100 * (figure.value.mean or 0.0):.1f} % of those who come, {abs(100 * gap):.1f} points "
        f"{'more' if gap > 0 else 'fewer'}; they are outside N: service level and abandonment do not see them."
    )


def _callbacks(plan: PlanResult, base: PlanResult) -> Iterator[str]:
    for queue in queues_with_target(plan.study):
        taken = value_of(plan.study, "callbacks_accepted", queue)
        wait = value_of(plan.study, "time_to_callback", queue)
        target = plan.study.scenario.queues[queue].target
        if not taken or wait is None or target is None:
            continue
        callback = plan.study.scenario.queues[queue].callback
        chosen = " at a time they picked," if callback and callback.scheduled else ""
        late = value_of(plan.study, "callback_lateness", queue)
        past = f", {_exact(late)} past the promised time" if late is not None else ""
        text = f"{taken:,.0f} customers a day are called back{chosen} after {_spoken(wait)} on average{past}."
        if target.formula in PUNISHES_CALLBACKS:
            fair = sums_of(plan.study, SERVICE_LEVELS["excl_callbacks"], queue).pooled()
            text += f" `{target.formula}` counts each of them as missed (excl_callbacks: {100 * (fair or 0):.1f})."
        yield text + _flattered(plan, base, queue)


def _flattered(plan: PlanResult, base: PlanResult, queue: str) -> str:
    """Callbacks leave the ASA and come back in the time to a human."""
    now, before = ([value_of(one.study, kpi, queue) for kpi in ("asa", "time_to_human")] for one in (plan, base))
    if None in now or None in before or plan is base:
        return ""
    (asa, human), (old_asa, old_human) = ([value or 0.0 for value in pair] for pair in (now, before))
    if asa < old_asa and human > old_human:
        return f" ASA falls to {_exact(asa)}, time to a human rises to {_exact(human)}."
    return ""


def _price(plan: PlanResult) -> Iterator[str]:
    if plan.own_cost:
        yield f"{money(plan.cost_per_day, plan.study.scenario.currency)} a day is your figure."


def _false_containment(plan: PlanResult, base: PlanResult) -> Iterator[str]:
    before = base.study.scenario.queues
    for name, queue in plan.study.scenario.queues.items():
        service, old = queue.self_service, before[name].self_service if name in before else None
        if service is None or service.false_containment is not None or plan is base:
            continue
        if service.used_by * service.contained > (old.used_by * old.contained if old else 0.0):
            yield "repeats after false containment are not in this run: the file names none."


def _other_promise(plan: PlanResult, base: PlanResult) -> Iterator[str]:
    for queue in queues_with_target(plan.study):
        old = base.study.scenario.queues.get(queue)
        target = plan.study.scenario.queues[queue].target
        if target and old and old.target and target != old.target:
            yield f"{queue} is held to {promise(target)} here, not to {promise(old.target)}: its days met are others."


def _dominated(plan: PlanResult) -> Iterator[str]:
    if plan.dominated_by is not None:
        yield f"dominated: {plan.dominated_by} serves at least as well and costs no more."


def _capped(plan: PlanResult) -> Iterator[str]:
    if plan.study.capped:
        most = plan.study.scenario.attempts_at_most
        yield f"{plan.study.capped:,} issues were cut at {most} contacts (attempts_at_most): they would have gone on."


def _empty(plan: PlanResult, base: PlanResult) -> Iterator[str]:
    """Said of a plan that leaves out as many as today's, it would be said of all of them."""
    empty, today = (one.days_met.empty if one.days_met is not None else 0 for one in (plan, base))
    if empty and (plan is base or empty != today):
        yield f"{empty:,} days had nobody to judge them by and are left out."


def _exact(seconds: float) -> str:
    """`7.3 s`, and from a minute on as spoken."""
    return f"{seconds:.1f} s" if round(seconds, 1) < 60 else _spoken(seconds)


def _spoken(seconds: float) -> str:
    """`45s`, `8m03s`, as the waits in the table beside it."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes >= 60:
        return f"{minutes // 60}h{minutes % 60:02d}m"
    return f"{minutes}m{rest:02d}s" if minutes else f"{rest}s"
