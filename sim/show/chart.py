"""How every chart looks and is written: colours that all eyes tell apart, never alone; the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, MaxNLocator, MultipleLocator

from sim.show.export import Origin
from sim.show.files import write_whole
from sim.show.layout import cut
from sim.units import HOUR

# Okabe and Ito 2008.
BLUE, VERMILION, GREEN, ORANGE, GREY, BLACK = "#0072B2", "#D55E00", "#009E73", "#E69F00", "#6B6B6B", "#000000"

PROMISE: Any = {"color": BLACK, "linestyle": ":", "linewidth": 1.6}
"""The line of what a queue promises."""

LONGEST_IN_LEGEND = 0.36
"""The most of a chart's width that a name may take in a legend."""
WIDEST_TITLE = 0.88
"""The most of a chart's width that a panel's title may take."""
ROOM, LIFT = 12.0, 24.0
"""Pixels between a title and the legend beside it; points that a title stands higher than its panel to clear one."""

STYLE: Any = {
    "svg.hashsalt": "ccsim",  # element names must not differ from run to run
    "font.size": 10.5,
    "axes.titlesize": 11.5,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#E3E3E3",
    "grid.linewidth": 0.8,
    "axes.axisbelow": True,
    "legend.frameon": False,
    "legend.fontsize": 9.5,
    "lines.linewidth": 2.0,
}


def draw(directory: Path, name: str, size: tuple[float, float], paint: Callable[[Figure], None]) -> list[Path]:
    """Has `paint` fill a figure of `size` inches and writes it as `name`.svg and `name`.png."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=size, layout="constrained")
        FigureCanvasAgg(figure)
        paint(figure)
        _make_room_for_titles(figure)
        return [
            write_whole(directory / f"{name}.svg", lambda beside: figure.savefig(beside, metadata={"Date": None})),
            write_whole(directory / f"{name}.png", lambda beside: figure.savefig(beside, dpi=130)),
        ]


def head(figure: Figure, title: str, origin: Origin, days: int) -> None:
    """The title, and below the chart what it takes to draw it again."""
    fit(figure.suptitle(title, x=0.01, ha="left", fontsize=13, fontweight="bold"), 0.98 * figure.bbox.width)
    source = f"{days:,} days, seed {origin.seed}, scenario {origin.scenario_hash}, ccsim {origin.version}"
    figure.supxlabel(source, x=0.99, ha="right", fontsize=8, color=GREY)


def fit(text: Text, room: float) -> None:
    """Cuts words that would be wider than `room` pixels, with an ellipsis."""
    whole = text.get_text()
    for letters in range(len(whole) - 1, 3, -1):
        if text.get_window_extent().width <= room:
            return
        text.set_text(cut(whole, letters))


def legend_above(axes: Axes) -> None:
    """The legend over the panel's right half, where no curve can run into it."""
    legend = axes.legend(loc="lower right", bbox_to_anchor=(1.0, 0.98), ncols=4, borderaxespad=0.2, columnspacing=1.2)
    for text in legend.get_texts():
        fit(text, LONGEST_IN_LEGEND * axes.figure.bbox.width)


def _make_room_for_titles(figure: Figure) -> None:
    """A panel's title stands beside its legend; above it where the two would run into each other."""
    titled = [axes for axes in figure.axes if axes.get_title("left")]
    titles = [axes.set_title(axes.get_title("left")) for axes in titled]
    for title in titles:
        fit(title, WIDEST_TITLE * figure.bbox.width)
    figure.draw_without_rendering()
    for axes, title in zip(titled, titles, strict=True):
        legend = axes.get_legend()
        if legend and title.get_window_extent().x1 + ROOM > legend.get_window_extent().x0:
            axes.set_title(title.get_text(), pad=LIFT)


def marker_size(intervals: int) -> float:
    """In points: small where a day has so many intervals that large ones would touch."""
    return 4.0 if intervals <= 48 else 2.0


def clock_axis(axes: Axes, first_ms: int, last_ms: int) -> None:
    """Hours of the day along the bottom."""
    hours = (last_ms - first_ms) / HOUR
    axes.set_xlim(first_ms / HOUR, last_ms / HOUR)
    axes.xaxis.set_major_locator(MultipleLocator(1 if hours <= 14 else 2))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda hour, _: f"{hour:02.0f}:00"))


def seconds_axis(axes: Axes, highest: float) -> None:
    """Waits up the side, from 0; in minutes where they are long."""
    minutes = highest >= 180
    axes.set_ylim(0, max(highest * 1.05, 1.0))
    axes.yaxis.set_major_locator(
        MaxNLocator(6, integer=True, steps=[1, 2, 3, 6, 10]) if not minutes else _minutes(highest)
    )
    axes.yaxis.set_major_formatter(FuncFormatter(lambda s, _: f"{s / 60:g}" if minutes else f"{s:g}"))
    axes.set_ylabel("minutes" if minutes else "seconds")


def _minutes(highest: float) -> MultipleLocator:
    step = next((step for step in (60, 120, 300, 600, 1800, 3600) if highest / step <= 7), 7200)
    return MultipleLocator(step)


def percent_axis(axes: Axes) -> None:
    """0 to 100 % up the side."""
    axes.set_ylim(0, 1.02)
    axes.yaxis.set_major_locator(MultipleLocator(0.2))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{100 * share:.0f} %"))
