"""Opening hours read from the tree as written, before (and whether or not) the rest of it is valid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sim.scenario.by_day import CLOSED, Day, names_days, parse_days, value_for
from sim.scenario.nodes import Node
from sim.scenario.values import WEEKDAYS
from sim.units import DAY, parse_clock

Range = tuple[int, int]


def parse_hours(text: str) -> Range | None:
    """`08:00-20:00` in ms, or None if it is no such range."""
    ends = text.split("-")
    try:
        start, end = (parse_clock(clock) for clock in ends)
    except ValueError:
        return None
    return (start, end) if start < end else None


def by_day(node: Node | None) -> bool:
    """Whether a value is written by weekday or date."""
    return node is not None and any(map(names_days, node.keys))


def named_days(node: Node | None) -> Iterator[Day]:
    """The days that a value by day names; none of keys that cannot be read."""
    for key in node.keys if node is not None and by_day(node) else ():
        try:
            yield from parse_days(key)
        except ValueError:
            continue


def days_that_differ(root: Node) -> list[Day]:
    """Every weekday, and the dates that hours or heads are written for."""
    tables = [root.at("open")]
    for name in _children(root, "queues"):
        tables += [root.at("queues", name, "open"), root.at("queues", name, "arrivals", "profile")]
    for name in _children(root, "agents"):
        tables += [root.at("agents", name, key) for key in ("on_queue", "scheduled")]
    dates = {day for table in tables for day in named_days(table) if isinstance(day, str)}
    return [*range(len(WEEKDAYS)), *sorted(dates)]


def page_hours_on(root: Node, day: Day) -> Range | None:
    """The page's opening hours on a day, CLOSED among them; None where they cannot be read."""
    return _hours_on(root.at("open"), day)


def queue_hours_on(root: Node, queue: str, day: Day) -> Range | None:
    """Opening hours of a queue on a day, CLOSED among them; None where they cannot be read."""
    return _hours_on(root.at("queues", queue, "open") or root.at("open"), day)


def _hours_on(node: Node | None, day: Day) -> Range | None:
    if node is None:
        return 0, DAY
    if not by_day(node):
        return parse_hours(node.text) if node.text else None
    try:
        text = value_for({key: child.text for key, child in node.keys.items()}, day)
    except ValueError:
        return None
    return CLOSED if text == "closed" else parse_hours(text) if text else None


def group_hours_on(root: Node, group: str, day: Day) -> Range | None:
    """From the first opening to the last closing of the live queues that a group serves, on a day, or of the page where
    it serves email alone; None where they cannot be read."""
    queues = _children(root, "queues")
    served = [item.text for item in _skills(root, group) if item.text]
    names = [name for name in served if not is_deferred(root, name)]
    if served and not names:
        return page_hours_on(root, day)
    found = [queue_hours_on(root, name, day) for name in names if name in queues]
    known = [hours for hours in found if hours is not None]
    return _hull(known) if known and len(known) == len(found) else None


def is_deferred(root: Node, queue: str) -> bool:
    """Whether a queue is of email."""
    channel = root.at("queues", queue, "channel")
    return channel is not None and channel.text == "email"


def group_hours(root: Node, group: str) -> Range | None:
    """The same of a group on any day; None where they cannot be read, or it never works."""
    hours = _table_hours(root, ("agents", group, "shifts"), days_that_differ(root))
    return hours if hours != CLOSED else None


def every_queue_hours(root: Node, queue: str) -> list[Range]:
    """The different opening hours that a queue has on its open days; none where they cannot be read."""
    found = [queue_hours_on(root, queue, day) for day in days_that_differ(root)]
    return [] if None in found else sorted({hours for hours in found if hours is not None and hours != CLOSED})


def queue_hours(root: Node, queue: str) -> Range | None:
    """From the earliest opening to the latest closing of a queue on any day; None where they cannot be read."""
    every = every_queue_hours(root, queue)
    return _hull(every) if every else None


def table_hours(root: Node, path: tuple[str, ...]) -> Range | None:
    """The hours that a clock table under this path lives in: of the days that it is for, from the earliest opening to
    the latest closing, CLOSED where there is none; None where they cannot be read."""
    *head, last = path
    if names_days(last):
        try:
            return _table_hours(root, tuple(head), parse_days(last))
        except ValueError:
            return None
    return _table_hours(root, path, days_that_differ(root))


def _table_hours(root: Node, path: tuple[str, ...], days: Iterable[Day]) -> Range | None:
    if len(path) == 4 and path[0] == "queues" and path[2] == "arrivals":
        found = [queue_hours_on(root, path[1], day) for day in days]
    elif len(path) == 3 and path[0] == "agents":
        found = [group_hours_on(root, path[1], day) for day in days]
    else:
        return None
    known = [hours for hours in found if hours is not None]
    return _hull(known) if len(known) == len(found) else None


def _hull(every: Iterable[Range]) -> Range:
    """From the earliest opening to the latest closing; CLOSED where all are."""
    open_ = [hours for hours in every if hours != CLOSED]
    return (min(start for start, _ in open_), max(end for _, end in open_)) if open_ else CLOSED


def _children(root: Node, *path: str) -> dict[str, Node]:
    node = root.at(*path)
    return node.keys if node else {}


def _skills(root: Node, group: str) -> list[Node]:
    node = root.at("agents", group, "skills")
    return node.items if node else []
