"""The day as a strip: a column for each interval, cut into parts where it would be wider than the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sim.show.layout import INDENT, WIDTH
from sim.units import HOUR, format_clock

Row = tuple[str, Sequence[str]]
"""A label and a cell for each interval."""


def strip(starts: Sequence[int], step: int, rows: Sequence[Row]) -> list[str]:
    """Lines over the intervals that start at `starts` (ms after midnight) and last `step` ms; hours stand above them.
    A row whose cells are all empty in a part of the strip is left out there."""
    label_width = max(len(label) for label in [_head(step), *(label for label, _ in rows)])
    cell_width = 1 + max([2, *(len(cell) for _, cells in rows for cell in cells)])
    lines: list[str] = []
    for part in _parts(starts, step, (WIDTH - len(INDENT) - label_width) // cell_width):
        if lines:
            lines.append("")
        lines.append(_line(_head(step), _hours([starts[i] for i in part], step, cell_width), label_width))
        for label, cells in rows:
            here = [cells[i].rjust(cell_width) for i in part]
            if any(cell.strip() for cell in here):
                lines.append(_line(label, "".join(here), label_width))
    return lines


def _line(label: str, cells: str, label_width: int) -> str:
    return (INDENT + label.ljust(label_width) + cells).rstrip()


def _head(step: int) -> str:
    return {HOUR: "hour", HOUR // 2: "half-hour"}.get(step, "quarter")


def _hours(starts: Sequence[int], step: int, cell_width: int) -> str:
    """`08    09    10`: the hour above the interval that begins it."""
    return "".join((f"{start // HOUR:02d}" if start % HOUR < step else "").rjust(cell_width) for start in starts)


def _parts(starts: Sequence[int], step: int, most: int) -> list[range]:
    """As few parts as fit, of about one length, each but the first from a full hour on."""
    per_hour = HOUR // step
    even = -(-len(starts) // -(-len(starts) // most))
    length = min(-(-even // per_hour), most // per_hour) * per_hour
    lead = -starts[0] % HOUR // step
    cuts = [0, *range(length if not lead else length - per_hour + lead, len(starts), length), len(starts)]
    return [range(first, last) for first, last in pairwise(cuts)]


def ranges(starts: Sequence[int], step: int) -> list[str]:
    """Intervals that follow one another as `16:30-21:00`."""
    spans: list[list[int]] = []
    for start in starts:
        if spans and spans[-1][1] == start:
            spans[-1][1] = start + step
        else:
            spans.append([start, start + step])
    return [f"{format_clock(first)}-{format_clock(last)}" for first, last in spans]
