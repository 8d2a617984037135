"""How many contacts a queue expects: never none without saying so, never more than the numbering holds."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.faults import Fault, fault
from sim.scenario.hours import by_day, every_queue_hours, queue_hours
from sim.scenario.nodes import Node
from sim.scenario.values import WEEKDAYS, relative_factor
from sim.units import DAY, HOUR, format_clock, parse_clock, parse_duration

MOST_A_DAY = 5_000_000
"""Issues are numbered up to 10**7 per queue and day; a busy day may bring twice the mean."""


def volume_faults(root: Node) -> Iterator[Fault]:
    """Queues that expect nobody, or too many; a page without any arrivals."""
    queues = root.at("queues")
    every = [(name, node.at("arrivals")) for name, node in (queues.keys if queues else {}).items()]
    for name, arrivals in every:
        counted = _expected(root, name, arrivals) if arrivals else None
        volume = counted / _per_issue(arrivals) * _busiest(arrivals) if arrivals and counted is not None else None
        if arrivals is None or volume is None:
            continue
        if volume == 0:
            cure = "write arrivals: none, or a volume above 0"
            yield fault(arrivals.key, f"queues.{name}.arrivals", "nobody ever arrives", cure)
        elif volume > MOST_A_DAY:
            wrong = f"{volume:,.0f} contacts a day are more than can be played"
            yield fault(arrivals.key, f"queues.{name}.arrivals", wrong, f"write {MOST_A_DAY:,} a day at most")
    if every and queues and all(arrivals is not None and arrivals.text == "none" for _, arrivals in every):
        yield fault(queues.key, "queues", "no queue has arrivals", "write arrivals: {per_day: 1900} under one of them")


def calendar_faults(root: Node) -> Iterator[Fault]:
    """Volumes by weekday or by week on a page that does not say which day is the first."""
    queues = root.at("queues")
    for name in queues.keys if queues else ():
        for key in ("weekdays", "weeks"):
            node = root.at("queues", name, "arrivals", key)
            if node is not None and node.value != "off":
                yield from first_day_said(root, node, f"queues.{name}.arrivals.{key}", "week" if key == "weeks" else "")


def first_day_said(root: Node, node: Node, path: str, needs: str) -> Iterator[Fault]:
    """What a value that differs by day needs to know: which day is the first, and where `needs` names it (`week`,
    `date`) its date."""
    days = root.at("days", "first")
    first = days.text if days else None
    if first is None or (needs and first in WEEKDAYS):
        wrong = "the page does not say which day is the first" if first is None else f"'{first}' has no {needs}"
        yield fault(node.key, path, wrong, f"write days: {{count: 5, first: {'2026-11-30' if needs else 'mon'}}}")


def times_faults(root: Node) -> Iterator[Fault]:
    """Recorded times at which the queue is not open."""
    queues = root.at("queues")
    for name in queues.keys if queues else ():
        times, hours = root.at("queues", name, "arrivals", "times"), queue_hours(root, name)
        if times is None or hours is None:
            continue
        if by_day(root.at("queues", name, "open") or root.at("open")):
            wrong = "recorded days are played in turn, on whatever weekday, and the hours differ by day"
            yield fault(times.key, f"queues.{name}.arrivals.times", wrong, f"write one range for queues.{name}.open")
            continue
        clocks = [clock for day in times.items for node in day.items if (clock := node.read(parse_clock)) is not None]
        if outside := [clock for clock in clocks if not hours[0] <= clock < hours[1]]:
            span = f"{format_clock(hours[0])}-{format_clock(hours[1])}"
            wrong = (
                f"{len(outside):,} of {len(clocks):,} times, {format_clock(outside[0])} the first, are outside {span}"
            )
            yield fault(times.key, f"queues.{name}.arrivals.times", wrong, "widen open, or leave them out")


def _expected(root: Node, queue: str, arrivals: Node) -> float | None:
    """Mean contacts a day inside opening hours, of the longest of them; None where the text does not say."""
    if not arrivals.keys:
        return None
    per_day = arrivals.at("per_day")
    if per_day is not None:
        return _number(per_day)
    times = arrivals.at("times")
    if times is not None and times.items:
        return sum(len(day.items) for day in times.items) / len(times.items)
    every = every_queue_hours(root, queue)
    for name, span in (("per_interval", _interval(root)), ("per_hour", HOUR)):
        table = arrivals.at(name)
        if table is not None and every and span:
            found = [over_the_day(table, hours, span) for hours in every]
            return max((volume for volume in found if volume is not None), default=None)
    return None


def _per_issue(arrivals: Node) -> float:
    """Counted contacts for each new customer; 1 where the text does not say."""
    written = arrivals.at("offered_per_issue")
    return (_number(written) if written else None) or 1.0


def _busiest(arrivals: Node) -> float:
    """The factor of the busiest weekday in the busiest week; 1 where the text does not say."""
    product = 1.0
    for key in ("weekdays", "weeks"):
        written = arrivals.at(key)
        factors = [node.read(relative_factor) for node in written.keys.values()] if written else []
        product *= max([1.0, *(factor for factor in factors if factor is not None)])
    return product


def _number(node: Node) -> float | None:
    good = isinstance(node.value, int | float) and not isinstance(node.value, bool) and node.value >= 0
    return float(node.value) if good else None  # type: ignore[arg-type]


def _interval(root: Node) -> int | None:
    written = root.at("interval")
    return written.read(parse_duration) if written else HOUR // 2


def over_the_day(table: Node, hours: tuple[int, int], span: int) -> float | None:
    """The table's values, each for as long as it is in force while open, in units of its span."""
    steps: list[tuple[int, float]] = []
    for key, node in (table.keys or {"00:00": table}).items():
        value = _number(node)
        try:
            clock = parse_clock(key)
        except ValueError:
            return None
        if value is None:
            return None
        steps.append((clock, value))
    steps.sort()
    ends = [clock for clock, _ in steps[1:]] + [DAY]
    return sum(
        value * max(0, min(end, hours[1]) - max(start, hours[0])) / span
        for (start, value), end in zip(steps, ends, strict=True)
    )
