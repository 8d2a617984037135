"""What every chart has: titles and legends that stand clear of each other, whatever the names."""

from pathlib import Path

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from sim.show.chart import draw, head, legend_above
from sim.show.export import Origin


def panel(figure: Figure, name: str) -> Axes:
    axes = figure.subplots()
    axes.set_title(name)
    axes.plot([0, 1], [0, 1], label=f"plan for {name}")
    axes.plot([0, 1], [1, 0], label="baseline")
    legend_above(axes)
    return axes


@pytest.mark.parametrize("name", ["care", "claims_of_private_customers_after_storms", "w" * 200])
def test_a_title_never_lies_on_the_legend_nor_runs_off_the_chart(name: str, tmp_path: Path) -> None:
    drawn: list[tuple[Figure, Axes]] = []

    def paint(figure: Figure) -> None:
        head(figure, f"Waits: {name} {name} {name}", Origin("0.1.0", name, "3f9c1e", 1, 20), 20)
        drawn.append((figure, panel(figure, name)))

    draw(tmp_path, "waits", (6.4, 3.0), paint)
    figure, axes = drawn[0]
    figure.draw_without_rendering()  # it was last drawn in the file's own fineness
    title = next(part for part in axes.get_children() if isinstance(part, Text) and part.get_text())
    legend = axes.get_legend()
    assert legend is not None
    assert not title.get_window_extent().overlaps(legend.get_window_extent())
    for text in (title, *legend.get_texts(), *figure.texts):
        assert text.get_window_extent().x1 <= figure.bbox.width
