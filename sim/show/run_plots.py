"""The charts of one plan: waits and service level over the day."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter

from sim.kpi.catalogue import find
from sim.roster.days import days_open
from sim.roster.heads import stretches
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
from sim.show.export import Origin
from sim.show.found import Found
from sim.show.over_the_day import band_words, curve
from sim.show.queue_order import misses_first
from sim.show.words import promise
from sim.study.replicate import Study
from sim.study.summary import KpiRow
from sim.units import HOUR, SECOND, format_duration

MOST_PANELS = 4


def plot_run(directory: Path, study: Study, rows: Sequence[KpiRow], origin: Origin) -> list[Path]:
    """Writes waits and service, each as SVG and PNG; a panel for each queue that opens on any day, those that miss
    first, four at most."""
    found = Found(study, rows)
    queues = [queue for queue in misses_first(found) if days_open(study.scenario, queue)][:MOST_PANELS]
    size = (9.6, 1.4 + 2.9 * len(queues))

    def paint_waits(figure: Figure) -> None:
        calls = all(page.channel == "voice" for page in study.scenario.queues.values())
        who = "callers" if calls else "customers"
        head(figure, f"How long {who} wait over the day: {origin.name}", origin, study.days)
        for axes, queue in zip(_panels(figure, len(queues)), queues, strict=True):
            _waits(axes, found, queue)

    def paint_service(figure: Figure) -> None:
        head(figure, f"Service level over the day: {origin.name}", origin, study.days)
        for axes, queue in zip(_panels(figure, len(queues)), queues, strict=True):
            _service(axes, found, queue)

    return [*draw(directory, "waits", size, paint_waits), *draw(directory, "service", size, paint_service)]


def _panels(figure: Figure, count: int) -> list[Axes]:
    return list(figure.subplots(count, 1, squeeze=False)[:, 0])


def _waits(axes: Axes, found: Found, queue: str) -> None:
    study, target = found.study, found.target(queue)
    email = study.scenario.queues[queue].deferred
    wait = curve(study, find("first_response_time" if email else "asa"), queue)
    axes.set_title(queue)
    axes.fill_between(wait.middles, wait.low, wait.high, color=BLUE, alpha=0.18, linewidth=0, label=band_words(study))
    size = marker_size(len(wait.middles))
    label = "time to the reply" if email else "speed of answer (ASA)"
    axes.plot(wait.middles, wait.mean, color=BLUE, marker="o", markersize=size, label=label)
    highest = [*wait.high.tolist(), *wait.mean.tolist(), 1.0]
    if study.scenario.queues[queue].callback:
        human = curve(study, find("time_to_human"), queue)
        axes.plot(human.middles, human.mean, "--s", color=VERMILION, markersize=size)
        axes.lines[-1].set_label("time to a human, callbacks counted")
        highest += human.mean.tolist()
    if target:
        axes.axhline(target.within / SECOND, label=f"promised: {format_duration(target.within)}", **PROMISE)
        highest.append(target.within / SECOND)
    seconds_axis(axes, max(highest))
    clock_axis(axes, *study.scenario.hours(queue))
    legend_above(axes)


def _service(axes: Axes, found: Found, queue: str) -> None:
    study, target = found.study, found.target(queue)
    level = curve(study, find(found.level(queue)), queue)
    axes.set_title(
        f"{queue}, {promise(target)} {target.formula}" if target else f"{queue}, no target: counted within 20s"
    )
    axes.fill_between(
        level.middles, level.low, level.high, color=BLUE, alpha=0.18, linewidth=0, label=band_words(study)
    )
    size = marker_size(len(level.middles))
    axes.plot(level.middles, level.mean, color=BLUE, marker="o", markersize=size, label="service level")
    if target:
        axes.axhline(target.answer, label=f"promised: {100 * target.answer:g} %", **PROMISE)
        missed = [(x, y) for x, y in zip(level.middles, level.mean, strict=True) if y < target.answer]
        if missed:
            xs, ys = zip(*missed, strict=True)
            axes.plot(xs, ys, "X", color=VERMILION, markersize=1 + 2 * size, label="misses")
    _heads_below(axes, found, queue)
    percent_axis(axes)
    clock_axis(axes, *study.scenario.hours(queue))
    legend_above(axes)


def _heads_below(axes: Axes, found: Found, queue: str) -> None:
    """Heads on the queue (their mean over the days it is open), the planner's half of the story, low down on an axis of
    their own."""
    scenario = found.study.scenario
    groups = [name for name, group in scenario.agents.items() if queue in group.skills]
    days = days_open(scenario, queue)
    spans = [span for day in days for name in groups for span in stretches(scenario, name, day)]
    edges = sorted({edge for span in spans for edge in (span.from_ms, span.to_ms)})
    heads = [sum(span.on_queue for span in spans if span.from_ms <= edge < span.to_ms) / len(days) for edge in edges]
    beside = axes.twinx()
    beside.fill_between([edge / HOUR for edge in edges], heads, step="post", color=GREY, alpha=0.22, linewidth=0)
    beside.set_ylim(0, max([*heads, 1]) * 4)
    beside.yaxis.set_major_locator(FixedLocator([0, max([*heads, 1])]))
    beside.yaxis.set_major_formatter(FuncFormatter(lambda heads, _: f"{round(heads, 1):,g}"))
    beside.set_ylabel("agents on (grey)", color=GREY, loc="bottom")
    beside.grid(False)
