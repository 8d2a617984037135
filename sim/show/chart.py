"""How every chart looks and is written: colours that all eyes tell apart, never alone; the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import shorten
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator, MultipleLocator

from sim.show.export import Origin
from sim.show.files import write_whole
from sim.units import HOUR

# Okabe and Ito 2008.
BLUE, VERMILION, GREEN, ORANGE, GREY, BLACK = "#0072B2", "#D55E00", "#009E73", "#E69F00", "#6B6B6B", "#000000"

PROMISE: Any = {"color": BLACK, "linestyle": ":", "linewidth": 1.6}
"""The line of what a queue promises."""

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
        return [
            write_whole(directory / f"{name}.svg", lambda beside: figure.savefig(beside, metadata={"Date": None})),
            write_whole(directory / f"{name}.png", lambda beside: figure.savefig(beside, dpi=130)),
        ]


def head(figure: Figure, title: str, origin: Origin, days: int) -> None:
    """The title, and below the chart what it takes to draw it again."""
    figure.suptitle(shorten(title, 88, placeholder=" ..."), x=0.01, ha="left", fontsize=13, fontweight="bold")
    source = f"{days:,} days, seed {origin.seed}, scenario {origin.scenario_hash}, ccsim {origin.version}"
    figure.supxlabel(source, x=0.99, ha="right", fontsize=8, color=GREY)


def legend_above(axes: Axes) -> None:
    """The legend over the panel's right half, where no curve can run into it."""
    axes.legend(loc="lower right", bbox_to_anchor=(1.0, 0.98), ncols=4, borderaxespad=0.2, columnspacing=1.2)


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
