"""Hours, heads and profiles by weekday or date: the days of the page must be known, and each day that is open have its
heads and its profile, with some weight while it is open."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.by_day import CLOSED, Day, value_for
from sim.scenario.calendar import format_weekdays
from sim.scenario.faults import Fault, fault
from sim.scenario.hours import Range, by_day, days_that_differ, group_hours_on, named_days, queue_hours_on, table_hours
from sim.scenario.nodes import Node
from sim.scenario.volume_faults import first_day_said, over_the_day
from sim.units import HOUR, format_clock, parse_clock

Path = tuple[str, ...]


def day_faults(root: Node) -> Iterator[Fault]:
    """Every fault of values that differ by day."""
    for path in _written_by_day(root):
        node = root.at(*path)
        if node is not None:
            dated = any(isinstance(day, str) for day in named_days(node))
            yield from first_day_said(root, node, ".".join(path), "date" if dated else "")
            if path[-1] != "open":
                yield from _open_but_unsaid(root, path, node)
                yield from _said_while_closed(root, path, node)
    queues = root.at("queues")
    for name in queues.keys if queues else ():
        yield from _without_weight(root, ("queues", name, "arrivals", "profile"))


def _written_by_day(root: Node) -> list[Path]:
    queues, agents = root.at("queues"), root.at("agents")
    paths: list[Path] = [("open",)]
    for name in queues.keys if queues else ():
        paths += [("queues", name, "open"), ("queues", name, "arrivals", "profile")]
    paths += [("agents", name, key) for name in (agents.keys if agents else ()) for key in ("on_queue", "scheduled")]
    return [path for path in paths if by_day(root.at(*path))]


def _open_but_unsaid(root: Node, path: Path, node: Node) -> Iterator[Fault]:
    """Nothing holds by silence: an open day that no key names."""
    table = dict.fromkeys(node.keys, True)
    try:
        unsaid = [day for day in days_that_differ(root) if value_for(table, day) is None]
    except ValueError:
        return  # a key that cannot be read, told already
    agents = path[0] == "agents"
    hours = group_hours_on if agents else queue_hours_on
    open_ = [day for day in unsaid if hours(root, path[1], day) not in (None, CLOSED)]
    if open_:
        days, whose = _named(open_), "its queues are" if agents else f"{path[1]} is"
        cure = f"write {days}: 0" if agents else f"write {days}: 1, which is flat, or its weights by the clock"
        yield fault(node.key, ".".join(path), f"it does not say {days}, when {whose} open", cure)


def _said_while_closed(root: Node, path: Path, node: Node) -> Iterator[Fault]:
    agents = path[0] == "agents"
    for key, child in node.keys.items():
        if table_hours(root, (*path, key)) == CLOSED and not (agents and child.value == 0):
            closed = f"all the queues that {path[1]} serve are" if agents else f"{path[1]} is"
            cure = f"leave {key} out, or open {'one of them' if agents else 'it'}"
            yield fault(child.key, ".".join((*path, key)), f"{closed} closed on {key}", cure)


def _without_weight(root: Node, path: Path) -> Iterator[Fault]:
    """A day's volume that has no hour to come in."""
    node = root.at(*path)
    found: dict[tuple[Path, Range], list[Day]] = {}
    for day in days_that_differ(root) if node is not None else ():
        hours, of_day = queue_hours_on(root, path[1], day), _path_on(node, path, day)
        if hours and hours != CLOSED and of_day is not None and _weighs_nothing(root, of_day, hours):
            found.setdefault((of_day, hours), []).append(day)
    for (of_day, (opens, closes)), days in found.items():
        table = root.at(*of_day)
        assert table is not None
        on = "" if table_hours(root, of_day) == (opens, closes) else f" on {_named(days)}"
        wrong = f"no weight is above 0 within the opening hours {format_clock(opens)}-{format_clock(closes)}{on}"
        yield fault(table.key, ".".join(of_day), wrong, "write one there")


def _path_on(node: Node | None, path: Path, day: Day) -> Path | None:
    """Where the clock table of a day stands; None where no key names the day, or one cannot be read."""
    if node is None or not by_day(node):
        return path
    try:
        key = value_for({key: key for key in node.keys}, day)
    except ValueError:
        return None
    return None if key is None else (*path, key)


def _weighs_nothing(root: Node, path: Path, hours: Range) -> bool:
    """Whether a table is 0 while the queue is open. Told by others: a table of noughts, and one whose weights begin
    after the last closing of its days."""
    table, (_, closes) = root.at(*path), table_hours(root, path) or hours
    if table is None or over_the_day(table, hours, HOUR) != 0:
        return False
    return any(weight.value != 0 and parse_clock(clock) < closes for clock, weight in table.keys.items())


def _named(days: list[Day]) -> str:
    """The weekdays as a key names them; the first date where there are no weekdays."""
    weekdays = [day for day in days if isinstance(day, int)]
    return format_weekdays(weekdays) if weekdays else str(days[0])
