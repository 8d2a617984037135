"""Callbacks that could never be offered, or never fall due: durations that do not fit into the opening hours."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.faults import Fault, fault
from sim.scenario.hours import queue_hours
from sim.scenario.nodes import Node
from sim.units import format_duration, parse_duration


def promise_faults(root: Node) -> Iterator[Fault]:
    """Queues whose callbacks ask for more time than a day has."""
    queues = root.at("queues")
    for name in queues.keys if queues else {}:
        yield from _last_offer(root, name)
        yield from _slots(root, name)


def _last_offer(root: Node, queue: str) -> Iterator[Fault]:
    node, hours = root.at("queues", queue, "callback", "last_offer"), queue_hours(root, queue)
    if node is None or hours is None:
        return
    stretch, span = node.read(parse_duration), hours[1] - hours[0]
    if stretch is not None and stretch >= span:
        wrong = f"{node.text} before closing is before opening: no callback is ever offered"
        path = f"queues.{queue}.callback.last_offer"
        yield fault(node.place, path, wrong, f"write less than {format_duration(span)}, or callback: off")


def _slots(root: Node, queue: str) -> Iterator[Fault]:
    node, hours = root.at("queues", queue, "callback", "scheduled", "slots"), queue_hours(root, queue)
    if node is None or hours is None:
        return
    length, span = node.read(parse_duration), hours[1] - hours[0]
    if length is not None and length > span:
        path = f"queues.{queue}.callback.scheduled.slots"
        wrong = f"a slot of {node.text} is longer than the queue is open"
        yield fault(node.place, path, wrong, f"write {format_duration(span)} or less")
