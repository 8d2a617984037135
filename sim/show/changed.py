"""What a strategy changes, old -> new, as a planner would write the two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sim.scenario.defaults import as_change
from sim.scenario.dump import tree_of, written
from sim.scenario.hours import by_day, table_hours
from sim.scenario.nodes import Node, other_law, plain
from sim.scenario.schema import Scenario
from sim.scenario.shape import Shape, scenario_shape
from sim.show.explain_values import flow
from sim.show.figures import plural
from sim.show.layout import TIE
from sim.units import DAY, format_clock, parse_clock

Pair = tuple[float, float]
"""A value before and after."""

SPANS_TOLD = 3
"""Spans of the day that a clock table's change tells one by one; of more it tells how many there are."""


def changed(before: Scenario, after: Scenario) -> tuple[str, ...]:
    """`agents.front.scheduled 17:00-20:00: 19 -> 21` for each value that differs; none where the two are the same."""
    root = tree_of(after)
    return tuple(_differences(tree_of(before), root, scenario_shape(), (), root))


def _differences(old: Node | None, new: Node | None, shape: Shape, path: tuple[str, ...], root: Node) -> Iterator[str]:
    whole = f"{'.'.join(path)}: {_text(old, shape)}{TIE}-> {_text(new, shape)}"
    days = [shape.by_day and by_day(node) for node in (old, new)]  # a shift may be called saturday
    if old is None or new is None or days[0] != days[1]:
        yield whole
    elif plain(old) == plain(new):
        return
    elif days[0]:
        for key in dict.fromkeys((*old.keys, *new.keys)):
            yield from _differences(old.at(key), new.at(key), shape.of_a_day, (*path, key), root)
    elif shape.word == "table" and shape.of is not None and shape.of.word != "law":
        yield from _spans(plain(old), plain(new), path, table_hours(root, path) or (0, DAY))
    elif old.keys and new.keys and not other_law(old, new) and not shape.whole:
        for key in dict.fromkeys((*old.keys, *new.keys)):
            inner = shape.of or shape.keys.get(key, Shape("any"))
            yield from _differences(old.at(key), new.at(key), inner, (*path, key), root)
    else:
        yield whole


def _text(node: Node | None, shape: Shape) -> str:
    """A value as it is written; what holds where it is not."""
    if node is not None:
        return flow(plain(node))
    if shape.default is None:
        return "off" if shape.switchable else shape.unwritten or "unwritten"
    return as_change(shape.default) if shape.word == "relative" else flow(written(shape.default, shape.word))


def _spans(old: Any, new: Any, path: tuple[str, ...], hours: tuple[int, int]) -> Iterator[str]:
    """The parts of the day in which a table holds another value; those that touch and gain the same are one."""
    before, after = _steps(old), _steps(new)
    starts = sorted({hours[0], *(clock for clock in (*before, *after) if hours[0] < clock < hours[1])})
    spans: list[tuple[int, int, list[Pair]]] = []
    for start, end in zip(starts, [*starts[1:], hours[1]], strict=True):
        was, now = _in_force(before, start), _in_force(after, start)
        if was == now:
            continue
        if spans and spans[-1][1] == start and spans[-1][2][0][1] - spans[-1][2][0][0] == now - was:
            first, _, pairs = spans.pop()
            spans.append((first, end, [*pairs, (was, now)]))
        else:
            spans.append((start, end, [(was, now)]))
    told = [f"{format_clock(start)}-{format_clock(end)}{TIE}{_gain(pairs)}" for start, end, pairs in spans[:SPANS_TOLD]]
    left = len(spans) - SPANS_TOLD
    more = f" and {plural(left, 'span')} more" if left > 0 else ""
    if told:
        yield f"{'.'.join(path)}: {', '.join(told)}{more}"


def _gain(pairs: Sequence[Pair]) -> str:
    """`19 -> 21`, or `+2 (19 to 24 -> 21 to 26)` where several values gain the same."""
    was, now = ([pair[side] for pair in pairs] for side in (0, 1))
    if len({*was}) == 1:
        return f"{was[0]:g}{TIE}->{TIE}{now[0]:g}"
    return TIE.join(f"{now[0] - was[0]:+g} ({min(was):g} to {max(was):g} -> {min(now):g} to {max(now):g})".split(" "))


def _steps(table: Any) -> dict[int, Any]:
    return {parse_clock(clock): value for clock, value in table.items()} if isinstance(table, dict) else {0: table}


def _in_force(steps: dict[int, Any], clock: int) -> Any:
    before = [each for each in steps if each <= clock]
    return steps[max(before)] if before else 0
