"""Callbacks that could never be offered, or never fall due: durations that do not fit into the opening hours."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from sim.scenario.callback import Scheduled
from sim.scenario.faults import Fault, fault
from sim.scenario.hours import every_queue_hours
from sim.scenario.laws import Law, shortest
from sim.scenario.nodes import Node, plain
from sim.units import DAY, format_duration, parse_duration


def promise_faults(root: Node) -> Iterator[Fault]:
    """Queues whose callbacks ask for more time than a day has."""
    queues = root.at("queues")
    for name in queues.keys if queues else {}:
        yield from _last_offer(root, name)
        yield from _slots(root, name)
        yield from _wanted_after(root, name)


def _last_offer(root: Node, queue: str) -> Iterator[Fault]:
    node, span = root.at("queues", queue, "callback", "last_offer"), _longest_day(root, queue)
    if node is None or span is None:
        return
    stretch = node.read(parse_duration)
    if stretch is not None and stretch >= span:
        wrong = f"{node.text} before closing is before opening: no callback is ever offered"
        path = f"queues.{queue}.callback.last_offer"
        yield fault(node.place, path, wrong, f"write less than {format_duration(span)}, or callback: off")


def _slots(root: Node, queue: str) -> Iterator[Fault]:
    node, span = root.at("queues", queue, "callback", "scheduled", "slots"), _longest_day(root, queue)
    if node is None or span is None:
        return
    length = node.read(parse_duration)
    if length is not None and length > span:
        path = f"queues.{queue}.callback.scheduled.slots"
        wrong = f"a slot of {node.text} is longer than the queue is open"
        yield fault(node.place, path, wrong, f"write {format_duration(span)} or less")


def _wanted_after(root: Node, queue: str) -> Iterator[Fault]:
    """The soonest offer is made at the first opening, so that its last slot is the last that anybody can want."""
    scheduled = root.at("queues", queue, "callback", "scheduled")
    node, slots = (scheduled.at("wanted_after"), scheduled.at("slots")) if scheduled else (None, None)
    span, least, days = _longest_day(root, queue), _least(node), _days_played(root)
    if node is None or span is None or least is None or days is None:
        return
    length = (slots.read(parse_duration) if slots else None) or Scheduled.model_fields["slots"].default
    last = (days - 1) * DAY + (span - 1) // length * length
    if least > last:
        wrong = f"all want the call {format_duration(least)} after the offer or later, when no slot is left to promise"
        cure = f"write a law that gives {format_duration(last)} or less too, or play more days"
        yield fault(node.place, f"queues.{queue}.callback.scheduled.wanted_after", wrong, cure)


def _longest_day(root: Node, queue: str) -> int | None:
    """For how long the queue is open on the day on which it is open longest, in ms; None where it cannot be read."""
    return max((end - start for start, end in every_queue_hours(root, queue)), default=None)


def _days_played(root: Node) -> int | None:
    """With those that are not counted; None where they cannot be read."""
    days = root.at("days")
    count, warm_up = (days.at("count"), days.at("warm_up")) if days and days.keys else (days, None)
    played, before = count.value if count else 1, warm_up.value if warm_up else 0
    return played + before if isinstance(played, int) and isinstance(before, int) else None


def _least(node: Node | None) -> int | None:
    """The least that a law may give, in ms; None where none is written, or none that can be read (told elsewhere)."""
    try:
        return shortest(Law.model_validate(plain(node))) if node else None
    except ValidationError:
        return None
