"""Names beside points on a chart."""

from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from sim.show.labels import place_labels


def test_names_of_crowded_points_do_not_lie_on_one_another() -> None:
    figure = Figure(figsize=(9.6, 6.0))
    canvas = FigureCanvasAgg(figure)
    axes = figure.subplots()
    axes.set_xlim(0, 100)
    axes.set_ylim(0, 1)
    points = [(50.0 + place / 2, 0.80 + place / 200, 0.74, 0.86) for place in range(9)]
    place_labels(axes, canvas, points, [f"strategy_{place}" for place in range(9)], [0.8])
    boxes = [text.get_window_extent() for text in axes.texts if text.get_text()]
    assert len(boxes) == 9
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]


def test_a_name_too_long_for_the_chart_ends_in_an_ellipsis_inside_it() -> None:
    figure = Figure(figsize=(9.6, 6.0))
    canvas = FigureCanvasAgg(figure)
    axes = figure.subplots()
    axes.set_xlim(0, 100)
    axes.set_ylim(-0.04, 1.04)
    points = [(3.0, 0.0, 0.0, 0.1), (97.0, 0.0, 0.0, 0.1), (97.0, 1.0, 0.9, 1.0)]
    place_labels(axes, canvas, points, ["two_more_people_" * 12] * 3)
    frame = axes.get_window_extent()
    for text in (text for text in axes.texts if text.get_text()):
        box = text.get_window_extent()
        assert text.get_text().endswith("...")
        assert frame.x0 <= box.x0 < box.x1 <= frame.x1
        assert frame.y0 <= box.y0 < box.y1 <= frame.y1
