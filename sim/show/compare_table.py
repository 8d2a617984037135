"""The table of `compare`: a line for each plan, differences from baseline with their marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sim.show.figures import UNKNOWN, amount, duration, percent, signed
from sim.show.figures import share as share_text
from sim.show.layout import WIDTH, columns
from sim.show.words import promise
from sim.study.statistics import NOTHING
from sim.units import format_duration

if TYPE_CHECKING:
    from sim.study.compare import Comparison, Figure, PlanResult

Column = tuple[str, str, list[str], str]
"""Two lines of head, a cell for each plan, and the side it leans to: `l` or `r`."""


def mark(figure: Figure) -> str:
    """`~` could be noise, `.` real but too small to matter, nothing for a difference to count on."""
    if figure.difference is None:
        return ""
    return "~" if figure.noise else "." if figure.small else ""


def ordered(comparison: Comparison) -> list[PlanResult]:
    """Baseline, the plan chosen or nearest, then by the share of days that meet the target, by the service level, by
    cost."""

    def place(plan: PlanResult) -> tuple[bool, bool, float, float, float]:
        first = plan.name == comparison.verdict.plan
        return plan is not comparison.baseline, not first, -plan.met, -plan.margin, plan.cost

    return sorted(comparison.plans, key=place)


def main_table(comparison: Comparison, plans: Sequence[PlanResult], queue: str | None) -> list[str]:
    """Every plan's days met, service level, waits, abandonment and cost; `queue` is the rule's first."""
    every = [*_days(comparison, plans), *_queue_columns(comparison, plans, queue), *_cost(comparison, plans)]
    several = len(comparison.baseline.met_by_queue) > 1
    return _laid_out(comparison, plans, every, queue if queue and several else "")


def queue_table(comparison: Comparison, plans: Sequence[PlanResult], queue: str) -> list[str]:
    """The same of one more queue that the rule names, without days and cost."""
    return _laid_out(comparison, plans, _queue_columns(comparison, plans, queue), queue)


def _laid_out(
    comparison: Comparison, plans: Sequence[PlanResult], every: Sequence[Column], corner: str = ""
) -> list[str]:
    align = "".join(side for _, _, _, side in every)
    figures = columns(
        [[one[0] for one in every], [one[1] for one in every], *zip(*(one[2] for one in every), strict=True)], align
    )
    names = [plan.name for plan in plans]
    signs = [">" if plan.name == comparison.verdict.chosen else " " for plan in plans]
    wide = max(map(len, [corner, *names]))
    if 2 + wide + 2 + max(map(len, figures)) <= WIDTH:
        labels = [f"  {corner}", "", *(f"{sign} {name}" for sign, name in zip(signs, names, strict=True))]
        return [f"{label:{wide + 4}}{line}".rstrip() for label, line in zip(labels, figures, strict=True)]
    lines = [f"  {corner}".rstrip(), *(f"    {line}" for line in figures[:2])]
    for sign, name, line in zip(signs, names, figures[2:], strict=True):
        lines += [f"{sign} {name}", f"    {line}"]
    return [line for line in lines if line]


def _days(comparison: Comparison, plans: Sequence[PlanResult]) -> list[Column]:
    if comparison.rule is None or comparison.baseline.days_met is None:
        return []
    queues = comparison.baseline.study.scenario.queues
    targets = {promise(target) for name in comparison.rule.meet if (target := queues[name].target)}
    every = "the rule" if comparison.baseline.watched else "all targets"
    what = f"days that meet {targets.pop() if len(comparison.rule.meet) == 1 else every}"
    rows = [("share", "", "won", "lost")]
    for plan in plans:
        share = plan.days_met.share if plan.days_met else NOTHING
        bounds = f"[{percent(share.low, 0)},{percent(share.high, 0)}]" if share.mean is not None else ""
        turned = ("", "") if plan is comparison.baseline else (amount(plan.won), amount(plan.lost))
        rows.append((share_text(share.mean, 0), bounds, *turned))
    lines = columns(rows, "rlrr", gap=1)
    return [(what, lines[0], lines[1:], "l")]


def _queue_columns(comparison: Comparison, plans: Sequence[PlanResult], queue: str | None) -> list[Column]:
    page = comparison.baseline.study.scenario.queues[queue] if queue else None
    target = page.target if page else None
    by = ("in " + format_duration(target.within) if target.formula == "offered" else target.formula) if target else ""

    def of(kpi: str) -> list[Figure | None]:
        return [plan.figure(kpi, queue) for plan in plans]

    level = ("service level", f"{by} %", _cells(of("service_level"), percent, 100, half_width=True), "l")
    served = [level] if target else []
    if page and page.deferred:
        reply = ("time to", "the reply", _cells(of("first_response_time"), duration, gap=_longer), "l")
        return [*served, reply, ("backlog at 24:00", "hours of work", _cells(of("backlog_hours"), _tenths), "l")]
    waited = ("time to", "a human", _cells(of("time_to_human"), duration), "l")
    left = ("abandoned", "%", _cells(of("abandon_rate"), percent, 100), "l")
    lasts = ("a chat", "takes", _cells(of("aht"), duration, gap=_longer), "l")
    return [*served, waited, left, *([lasts] if page and page.channel == "chat" else [])]


def _cost(comparison: Comparison, plans: Sequence[PlanResult]) -> list[Column]:
    costs = [plan.spending for plan in plans]
    if not any(figure and figure.value.mean for figure in costs):
        return []
    if comparison.unpriced:
        return [("paid hours", "a day", _cells(costs, _tenths), "l")]
    return [("cost a day", comparison.currency, _cells(costs, amount, digits=0), "l")]


def _longer(seconds: float) -> str:
    """`+1m40s`, `-26.0 s`: a difference of times that last minutes."""
    return f"{'+' if round(seconds, 1) > 0 else ''}{duration(seconds)}"


def _tenths(hours: float | None) -> str:
    return amount(hours, 1)


def _cells(
    figures: Sequence[Figure | None],
    write: Callable[[float | None], str],
    scale: float = 1,
    *,
    digits: int = 1,
    gap: Callable[[float], str] | None = None,
    half_width: bool = False,
) -> list[str]:
    """`85.9  +8.6 ±0.4`, each part under its like; `gap` writes the difference where a plain number would not do."""
    rows = []
    for figure in figures:
        value = write(figure.value.mean) if figure else UNKNOWN
        change = figure.difference if figure else None
        told, half = "", ""
        if figure and change and change.mean is not None:
            told = mark(figure) + (gap(change.mean) if gap else signed(change.mean, digits, scale))
            half = f"±{change.half_width * scale:.{digits}f}" if half_width and change.half_width is not None else ""
        rows.append((value, told, half))
    return columns(rows, "rrl", gap=1)


def marks_used(comparison: Comparison) -> tuple[bool, bool]:
    """Whether any figure could be noise, and whether any is real but too small to matter."""
    figures = [figure for plan in comparison.plans for figure in plan.figures if figure.difference]
    return any(figure.noise for figure in figures), any(figure.small and not figure.noise for figure in figures)
