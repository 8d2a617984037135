"""Names that lead to each other and back again."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.faults import Fault, fault
from sim.scenario.nodes import Node


def circles(leads: dict[str, list[str]], nodes: dict[str, Node | None], path: str, what: str) -> Iterator[Fault]:
    """Each circle once, reported at the member written first."""
    reported: set[str] = set()
    for start in leads:
        way = _way_back(start, leads)
        node = nodes[start]
        if way and node and not reported & set(way):
            reported |= set(way)
            wrong = f"a circle: {' -> '.join([*way, start])}"
            yield fault(node.place, path.format(start), wrong, f"let one {what} of the circle end it")


def _way_back(start: str, leads: dict[str, list[str]]) -> list[str] | None:
    """The steps from a name back to itself, if it leads there."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for following in leads.get(way[-1], []):
            if following == start:
                return way
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return None
