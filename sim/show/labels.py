"""Names beside points, so that none lies on another, on a point or on a whisker."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patheffects import withStroke
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from sim.show.chart import fit

REACHES = (9.0, 20.0, 34.0, 52.0, 75.0, 100.0)
"""Distances in points at which a name may stand from its point, nearest first."""
TURNS = tuple(turn * pi / 8 for turn in (0, 8, 1, -1, 7, -7, 2, -2, 6, -6, 3, -3, 5, -5, 4, -4))
LONGEST = 0.42
"""The most of the chart's width that a name may take."""
FAR = 15.0
"""From here on a line leads from the name to its point."""
AROUND = 6.0
"""Room kept around a point and its whisker, in pixels."""

HALO = [withStroke(linewidth=3, foreground="white")]
"""Keeps the grid from striking a name through."""

Whisker = tuple[float, float, float, float]
"""A point and the ends of its whisker: x, y, low, high."""


def place_labels(
    axes: Axes, canvas: FigureCanvasAgg, points: Sequence[Whisker], names: Sequence[str], lines: Sequence[float] = ()
) -> None:
    """Writes each name beside its point, the nearest free place first, clear of the level `lines` across the chart.
    The axes' limits must stand already."""
    canvas.draw()  # type: ignore[no-untyped-call]  # settles where the axes lie
    left, right = axes.get_xlim()
    across = [Bbox(axes.transData.transform([(left, y), (right, y)])).padded(1.0) for y in lines]
    taken = [*(_room(axes, point) for point in points), *across]
    frame = axes.get_window_extent()
    for point, name in zip(points, names, strict=True):
        label = axes.annotate(name, point[:2], (0.0, 0.0), textcoords="offset points", fontsize=10, path_effects=HALO)
        fit(label, LONGEST * frame.width)
        places = ((reach, turn) for reach in REACHES for turn in TURNS)
        reach, turn = min(places, key=lambda place: _in_the_way(_stand(label, *place), frame, taken))
        taken.append(_stand(label, reach, turn))
        if reach > FAR:
            end = (reach * cos(turn), reach * sin(turn))
            line = {"arrowstyle": "-", "color": "#6B6B6B", "linewidth": 0.8, "shrinkA": 0, "shrinkB": 4}
            axes.annotate("", point[:2], end, textcoords="offset points", arrowprops=line)


def _stand(label: Annotation, reach: float, turn: float) -> Bbox:
    """Moves a name to a distance and direction from its point; the room it takes there."""
    right, up = cos(turn), sin(turn)
    label.set_position((reach * right, reach * up))
    label.set_horizontalalignment("left" if right > 0.1 else "right" if right < -0.1 else "center")
    label.set_verticalalignment("bottom" if up > 0.5 else "top" if up < -0.5 else "center")
    return label.get_window_extent().padded(2.0)


def _in_the_way(box: Bbox, frame: Bbox, taken: Sequence[Bbox]) -> tuple[float, float]:
    """What a name would lose outside the frame and cover inside it, square pixels; the first free place has none."""
    return box.width * box.height - _shared(box, frame), sum(_shared(box, other) for other in taken)


def _shared(one: Bbox, other: Bbox) -> float:
    both = Bbox.intersection(one, other)
    return both.width * both.height if both else 0.0


def _room(axes: Axes, point: Whisker) -> Bbox:
    x, y, low, high = point
    ends = axes.transData.transform([(x, min(low, y)), (x, max(high, y))])
    return Bbox(ends).padded(AROUND)
