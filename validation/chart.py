"""All z against the normal: how far our figures lie from theirs, and how far chance alone would put them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from scipy.special import ndtri

from sim.show.chart import BLACK, BLUE, GREY, STYLE, VERMILION
from sim.show.files import write_whole
from validation.agreement import K

BIN = 0.5


def draw_z(path: Path, every: Sequence[float], one_a_case: Sequence[float]) -> None:
    """Writes the SVG: `every` figure's z, and that of the first figure of each case (those are independent)."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(10, 4.2), layout="constrained")
        FigureCanvasSVG(figure)
        left, right = figure.subplots(1, 2)
        _counts(left, every)
        _quantiles(right, every, one_a_case)
        write_whole(path, lambda beside: figure.savefig(beside, metadata={"Date": None}))


def _counts(axes: Axes, every: Sequence[float]) -> None:
    edges = np.arange(-4, 4 + BIN, BIN)
    axes.hist(every, bins=edges.tolist(), color=BLUE, alpha=0.75, edgecolor="white", label="figures")
    z = np.linspace(-4, 4, 161)
    normal = len(every) * BIN * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    axes.plot(z, normal, color=BLACK, label="chance alone: the normal")
    axes.set(title="How many figures lie how far apart", xlabel="z: (ours - theirs) / standard error", xlim=(-4, 4))
    axes.legend(loc="upper left")
    axes.set_ylim(0, axes.get_ylim()[1] * 1.25)


def _quantiles(axes: Axes, every: Sequence[float], one_a_case: Sequence[float]) -> None:
    axes.plot([-4, 4], [-4, 4], color=BLACK, linewidth=1.2)
    for values, colour, marker, name in (
        (every, BLUE, "o", f"every figure ({len(every)})"),
        (one_a_case, VERMILION, "^", f"one a case ({len(one_a_case)})"),
    ):
        normal = ndtri((np.arange(len(values)) + 0.5) / len(values))
        axes.plot(normal, np.sort(values), marker, color=colour, markersize=4.5, linestyle="", label=name)
    for limit in (-K, K):
        axes.axhline(limit, color=GREY, linestyle=":", linewidth=1.4)
    axes.annotate(f"{K:g}: apart", (-3.9, K), xytext=(0, -11), textcoords="offset points", fontsize=9, color=GREY)
    axes.set(title="The same in order, against the normal", xlabel="z that chance alone gives", ylabel="z found")
    axes.set(xlim=(-4, 4), ylim=(-4.2, 4.2))
    axes.legend(loc="lower right", bbox_to_anchor=(1.0, 0.08))
