"""The charts of a comparison: what each plan costs and serves, and the day before and after the choice."""

from __future__ import annotations

from math import floor
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, MultipleLocator, StrMethodFormatter

from sim.kpi.catalogue import find
from sim.roster.days import days_open
from sim.show.chart import (
    BLUE,
    GREY,
    PROMISE,
    VERMILION,
    clock_axis,
    draw,
    head,
    legend_above,
    marker_size,
    percent_axis,
    seconds_axis,
)
from sim.show.compare_table import ordered
from sim.show.export import Origin
from sim.show.figures import percent
from sim.show.labels import Whisker, place_labels
from sim.show.over_the_day import band_words, curve
from sim.study.compare import Comparison
from sim.study.plan_result import PlanResult
from sim.units import SECOND, format_duration

BASELINE, CHOSEN, OTHER = ("D", GREY), ("*", VERMILION), ("o", BLUE)
"""Marker and colour."""


def plot_comparison(directory: Path, comparison: Comparison, origin: Origin) -> list[Path]:
    """Writes cost and waits, each as SVG and PNG."""
    before, after = comparison.baseline, _set_against(comparison)
    scenario = before.study.scenario
    asked = comparison.rule.meet if comparison.rule else tuple(scenario.queues)
    queues = [queue for queue in asked if days_open(scenario, queue)] or asked

    def paint_cost(figure: Figure) -> None:
        head(figure, f"What each plan costs and serves: {origin.name}", origin, comparison.days)
        _cost(figure, comparison)

    def paint_waits(figure: Figure) -> None:
        email = any(page.deferred for page in scenario.queues.values())
        what = "Time to a human, and to the reply," if email else "Time to a human"
        head(figure, f"{what} over the day: {origin.name}", origin, comparison.days)
        panels = figure.subplots(len(queues), 1, squeeze=False)[:, 0]
        for axes, queue in zip(panels, queues, strict=True):
            _waits(axes, before, after, queue)

    written = draw(directory, "cost", (9.6, 6.0), paint_cost)
    return [*written, *draw(directory, "waits", (9.6, 1.4 + 2.9 * len(queues)), paint_waits)]


def _set_against(comparison: Comparison) -> PlanResult | None:
    """The plan chosen; where that is baseline, or none is, the next best."""
    others = [plan for plan in ordered(comparison) if plan is not comparison.baseline]
    return others[0] if others else None


def _cost(figure: Figure, comparison: Comparison) -> None:
    axes = figure.subplots()
    plans = list(comparison.plans)
    points = [_point(plan) for plan in plans]
    for plan, (x, y, low, high) in zip(plans, points, strict=True):
        marker, colour = _looks(comparison, plan)
        over = 3 if marker == OTHER[0] else 4  # baseline and the choice are seen where plans lie on one another
        axes.errorbar(x, y, [[y - low], [high - y]], color=colour, capsize=4, linewidth=1.4, zorder=over)
        size = {"*": 16, "D": 7}.get(marker, 9)
        axes.plot(x, y, marker, color=colour, markersize=size, markeredgecolor="white", zorder=over + 2)
    if comparison.rule:
        axes.axhline(comparison.rule.on, label=f"asked for: {percent(comparison.rule.on, 0)} % of days", **PROMISE)
        axes.legend(loc="lower right", bbox_to_anchor=(1.0, 0.98))
    _frame(axes, comparison, points)
    canvas = figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    names = [_name(comparison, plan) for plan in plans]
    place_labels(axes, canvas, points, names, [comparison.rule.on] if comparison.rule else [])


def _point(plan: PlanResult) -> Whisker:
    """Cost (or paid hours) a day and share of days that meet the target, with its interval; without a target the share
    answered."""
    x = plan.cost
    share = plan.days_met.share if plan.days_met else None
    if share is None or share.mean is None or share.low is None or share.high is None:
        figure = plan.figure("abandon_rate")
        left = figure.value if figure else None
        mean = (left.mean if left else None) or 0.0
        low, high = ((mean if end is None else end) for end in ((left.high, left.low) if left else (None, None)))
        return x, 1 - mean, 1 - low, 1 - high
    return x, share.mean, share.low, share.high


def _looks(comparison: Comparison, plan: PlanResult) -> tuple[str, str]:
    if plan.name == comparison.verdict.chosen:
        return CHOSEN
    return BASELINE if plan is comparison.baseline else OTHER


def _name(comparison: Comparison, plan: PlanResult) -> str:
    chosen = _looks(comparison, plan) == CHOSEN
    return f"{plan.name} (chosen)" if chosen else plan.name


def _frame(axes: Axes, comparison: Comparison, points: list[Whisker]) -> None:
    costs = [x for x, *_ in points]
    room = max((max(costs) - min(costs)) * 0.25, max(costs) * 0.01, 1.0)
    axes.set_xlim(min(costs) - room, max(costs) + room)
    axes.xaxis.set_major_locator(MaxNLocator(8, integer=True))
    axes.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    in_money = f"cost a day{', ' + comparison.currency if comparison.currency else ''}"
    axes.set_xlabel("paid hours a day (a group has no cost_per_hour)" if comparison.unpriced else in_money)
    percent_axis(axes)
    lowest = min([low for _, _, low, _ in points] + ([comparison.rule.on] if comparison.rule else []))
    # Room below 0 % and above 100 %: a marker there stands whole.
    axes.set_ylim(max(floor(lowest * 10 - 1) / 10, -0.04), 1.04)
    axes.yaxis.set_major_locator(MultipleLocator(0.1))
    axes.set_ylabel("share of days that meet the target" if comparison.rule else "share of contacts not abandoned")


def _waits(axes: Axes, before: PlanResult, after: PlanResult | None, queue: str) -> None:
    study, email = before.study, before.study.scenario.queues[queue].deferred
    kpi = find("first_response_time" if email else "time_to_human")
    axes.set_title(f"{queue}: time to the reply" if email else queue)
    highest = [1.0]
    # Baseline last: where both are the same its dashes lie on the other line.
    shown = [*([(after, BLUE, "-", "o")] if after else []), (before, GREY, "--", "D")]
    for plan, colour, line, marker in shown:
        wait = curve(plan.study, kpi, queue)
        if plan is before and after:
            # Two filled bands on one another cannot be told apart: baseline's is its two edges alone.
            for edge in (wait.low, wait.high):
                axes.plot(wait.middles, edge, color=colour, linestyle=line, linewidth=0.8)
        else:
            axes.fill_between(wait.middles, wait.low, wait.high, color=colour, alpha=0.16, linewidth=0)
        size = marker_size(len(wait.middles))
        axes.plot(
            wait.middles, wait.mean, color=colour, linestyle=line, marker=marker, markersize=size, label=plan.name
        )
        highest += [*wait.mean.tolist(), *wait.high.tolist()]
    target = study.scenario.queues[queue].target
    if target:
        axes.axhline(target.within / SECOND, label=f"promised: {format_duration(target.within)}", **PROMISE)
        highest.append(target.within / SECOND)
    edges = ", baseline's thin" if after else ""
    axes.fill_between([], [], [], color=BLUE, alpha=0.16, linewidth=0, label=f"{band_words(study)}{edges}")
    seconds_axis(axes, max(highest))
    clock_axis(axes, *study.scenario.hours(queue))
    legend_above(axes)
