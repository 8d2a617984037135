"""Lines and places to wait that could never run out, and redials of customers whom nothing turns away."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.faults import Fault, fault
from sim.scenario.nodes import Node


def room_faults(root: Node) -> Iterator[Fault]:
    """What is written about being turned away where it can have no effect."""
    queues = root.at("queues")
    for name, page in (queues.keys if queues else {}).items():
        lines, again = _named(page, "lines"), _named(page, "redial_blocked")
        if again and not lines and not _named(page, "waiting_room"):
            cure = "write lines or waiting_room beside it, or remove it"
            yield fault(again.key, f"queues.{name}.redial_blocked", "nobody is ever turned away here", cure)
        if lines and not _comes_in(root, name, page):
            wrong = "nobody comes in on this queue; who escalates to it keeps the line they came in on"
            yield fault(lines.key, f"queues.{name}.lines", wrong, "write lines at the queue that they reach first")
        yield from _room_beyond_lines(root, name, page)


def _named(page: Node, key: str) -> Node | None:
    node = page.at(key)
    return node if node and node.value not in (None, "off") else None


def _comes_in(root: Node, name: str, page: Node) -> bool:
    """Whether customers may begin a contact there."""
    arrivals = page.at("arrivals")
    return arrivals is None or arrivals.text != "none" or name in _targets(root, "switch")


def _targets(root: Node, mechanism: str) -> set[str | None]:
    """The queues to which a mechanism of any queue leads."""
    queues = root.at("queues")
    named = [page.at(mechanism) for page in (queues.keys if queues else {}).values()]
    ways = [way for node in named if node for way in (node, *node.keys.values())]
    return {to.text for way in ways if (to := way.at("to"))}


def _room_beyond_lines(root: Node, name: str, page: Node) -> Iterator[Fault]:
    lines, room = _named(page, "lines"), _named(page, "waiting_room")
    if not lines or not room or name in _targets(root, "escalate"):
        return
    if isinstance(lines.value, int) and isinstance(room.value, int) and room.value >= lines.value > 0:
        wrong = f"so many places are never taken: those who wait are among the {lines.value} on a line"
        yield fault(room.place, f"queues.{name}.waiting_room", wrong, "write fewer places than lines, or remove it")
