"""Bursts against their page: a name of their own, a day that is played, an opening for whom they bring at night."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from sim.scenario.bursts import parse_burst_day
from sim.scenario.by_day import CLOSED, Day
from sim.scenario.calendar import falls_on, weekday_of
from sim.scenario.faults import Fault, fault
from sim.scenario.hours import Range, queue_hours, queue_hours_on
from sim.scenario.nodes import Node
from sim.scenario.opening import DAYS_HELD
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
    if at is None or begins is None or (last := _last_in_vain(root, queue, burst, begins)) is None:
        return
    shut = "the queue is closed on that day" if last == CLOSED else f"{format_clock(begins)} is after closing"
    wrong = f"{shut}, and it does not open again on the days played for those who are held"
    yield fault(at.place, f"{path}.at", wrong, "play the days until it does, or write a time at which it is open")


def _last_in_vain(root: Node, queue: str, burst: Node, begins: int) -> Range | None:
    """The hours of the last day on which a burst comes if nobody ever comes of it; None if somebody does, or the page
    cannot be read, which is told elsewhere. Whom it brings outside opening hours is held until the next opening."""
    node, first, days = burst.at("day"), root.at("days", "first"), _days(root)
    wanted, start = node.read(parse_burst_day) if node else None, str(first.value) if first else None
    if days is None or (node and wanted is None) or not (start is None or _is_day(start)):
        return None
    warm_up, count = days
    every = [queue_hours_on(root, queue, _named(start, day)) for day in range(-warm_up - DAYS_HELD, count)]
    hours = {day: one for day, one in zip(range(-warm_up - DAYS_HELD, count), every, strict=True) if one is not None}
    on = [day for day in hours if falls_on(wanted, start, day)]
    felt = [_felt_on(hours, day, begins) for day in on]
    in_vain = on and on[-1] >= -warm_up and not any(day is not None and day >= -warm_up for day in felt)
    return hours[on[-1]] if in_vain and None not in every else None


def _named(start: str | None, day: int) -> Day:
    """A day counted from the first counted one, as hours by day name it; any where the page does not say which that
    is, as its days are all alike then."""
    if start is None or start in WEEKDAYS:
        return weekday_of(start or WEEKDAYS[0], day)
    return (date.fromisoformat(start) + timedelta(days=day)).isoformat()


def _felt_on(hours: Mapping[int, Range], day: int, begins: int) -> int | None:
    """The day on which those come whom a burst brings from a clock time of a day on; None if none is known."""
    known = (later for later in hours if later >= day and hours[later] != CLOSED)
    return next((later for later in known if later > day or begins < hours[later][1]), None)
