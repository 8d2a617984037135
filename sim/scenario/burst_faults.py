"""Bursts against their page: a name of their own, a day that is played, an opening for whom they bring at night."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sim.scenario.bursts import parse_burst_day
from sim.scenario.calendar import falls_on
from sim.scenario.faults import Fault, fault
from sim.scenario.hours import queue_hours
from sim.scenario.nodes import Node
from sim.scenario.values import WEEKDAYS
from sim.units import format_clock, format_duration, parse_clock, parse_duration


def burst_faults(root: Node) -> Iterator[Fault]:
    """What is wrong between the bursts of each queue and the rest of the page."""
    queues = root.at("queues")
    for name, queue in (queues.keys if queues else {}).items():
        bursts, reasons = queue.at("bursts"), queue.at("reasons")
        for burst, node in (bursts.keys if bursts else {}).items():
            path = f"queues.{name}.bursts.{burst}"
            if reasons is not None and burst in reasons.keys:
                yield fault(node.key, path, f"{name} has a reason of this name", "give the burst another name")
            yield from _day(root, node, path)
            yield from _night(root, name, node, path)


def _day(root: Node, burst: Node, path: str) -> Iterator[Fault]:
    node, first, days = burst.at("day"), root.at("days", "first"), _days(root)
    wanted = node.read(parse_burst_day) if node else None
    if node is None or wanted is None or days is None:
        return
    start = str(first.value) if first else None
    if isinstance(wanted, str) and (start is None or (start in WEEKDAYS and wanted not in WEEKDAYS)):
        example = wanted if wanted in WEEKDAYS else "2026-11-30"
        wrong = "the page does not say which day is the first" if start is None else f"'{start}' is no date"
        yield fault(node.place, f"{path}.day", wrong, f"write days: {{count: 5, first: {example}}}")
    elif start is None or _is_day(start):
        warm_up, count = days
        if not any(falls_on(wanted, start, day) for day in range(-warm_up, count)):
            yield fault(node.place, f"{path}.day", "no day played is this one", _played(wanted, start, count))


def _is_day(first: str) -> bool:
    try:
        return first in WEEKDAYS or bool(date.fromisoformat(first))
    except ValueError:
        return False


def _played(wanted: int | str, first: str | None, count: int) -> str:
    if first is None or isinstance(wanted, int):
        return f"write a number from 1 to {count}"
    if first in WEEKDAYS:
        return f"the {count} counted ones begin on {first}: write one of them"
    last = date.fromisoformat(first) + timedelta(days=count - 1)
    return f"write a day from {first} to {last.isoformat()}"


def _days(root: Node) -> tuple[int, int] | None:
    """(warm-up, counted days) as the page writes them; None where they cannot be read, which is told elsewhere."""
    count, warm_up = root.at("days", "count") or root.at("days"), root.at("days", "warm_up")
    written = [node.value if node and not node.keys else default for node, default in ((warm_up, 0), (count, 1))]
    whole = [value for value in written if isinstance(value, int)]
    return (whole[0], whole[1]) if len(whole) == 2 else None


def _night(root: Node, queue: str, burst: Node, path: str) -> Iterator[Fault]:
    """Those who come outside opening hours need an opening to come to, and time in it."""
    hours, at, held = queue_hours(root, queue), burst.at("at"), burst.at("held")
    if hours is None:
        return
    opens, closes = hours
    within = held.read(parse_duration) if held else None
    if held is not None and within is not None and within > closes - opens:
        cure = f"write {format_duration(closes - opens)} at most"
        yield fault(held.place, f"{path}.held", "it is longer than the queue is open", cure)
    begins = at.read(parse_clock) if at else None
    if at is not None and begins is not None and begins >= closes and _on_the_last_day_alone(root, burst):
        wrong = f"{format_clock(begins)} is after closing, and no day after it is played for those who are held"
        yield fault(at.place, f"{path}.at", wrong, "play a day more, or write an earlier clock")


def _on_the_last_day_alone(root: Node, burst: Node) -> bool:
    """Whether the one day played on which a burst comes is the last."""
    node, first, days = burst.at("day"), root.at("days", "first"), _days(root)
    wanted, start = node.read(parse_burst_day) if node else None, str(first.value) if first else None
    if wanted is None or days is None or not (start is None or _is_day(start)):
        return False
    warm_up, count = days
    return [day for day in range(-warm_up, count) if falls_on(wanted, start, day)] == [count - 1]
