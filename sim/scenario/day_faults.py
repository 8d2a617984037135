"""Hours and heads by weekday or date: the days of the page must be known, and each day that is open have its heads."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.by_day import CLOSED, Day, value_for
from sim.scenario.calendar import format_weekdays
from sim.scenario.faults import Fault, fault
from sim.scenario.hours import by_day, days_that_differ, group_hours_on, named_days, table_hours
from sim.scenario.nodes import Node
from sim.scenario.volume_faults import first_day_said

Path = tuple[str, ...]


def day_faults(root: Node) -> Iterator[Fault]:
    """Every fault of values that differ by day."""
    for path in _written_by_day(root):
        node = root.at(*path)
        if node is not None:
            dated = any(isinstance(day, str) for day in named_days(node))
            yield from first_day_said(root, node, ".".join(path), "date" if dated else "")
            if path[0] == "agents":
                yield from _open_without_heads(root, path, node)
                yield from _heads_while_closed(root, path, node)


def _written_by_day(root: Node) -> list[Path]:
    queues, agents = root.at("queues"), root.at("agents")
    paths: list[Path] = [("open",), *(("queues", name, "open") for name in (queues.keys if queues else ()))]
    paths += [("agents", name, key) for name in (agents.keys if agents else ()) for key in ("on_queue", "scheduled")]
    return [path for path in paths if by_day(root.at(*path))]


def _open_without_heads(root: Node, path: Path, node: Node) -> Iterator[Fault]:
    """Nobody by silence: an open day that no key names."""
    table = dict.fromkeys(node.keys, True)
    try:
        unsaid = [day for day in days_that_differ(root) if value_for(table, day) is None]
    except ValueError:
        return  # a key that cannot be read, told already
    open_ = [day for day in unsaid if group_hours_on(root, path[1], day) not in (None, CLOSED)]
    if open_:
        days = _named(open_)
        yield fault(node.key, ".".join(path), f"it does not say {days}, when its queues are open", f"write {days}: 0")


def _heads_while_closed(root: Node, path: Path, node: Node) -> Iterator[Fault]:
    for key, child in node.keys.items():
        if table_hours(root, (*path, key)) == CLOSED and child.value != 0:
            wrong = f"all the queues that {path[1]} serve are closed on {key}"
            yield fault(child.key, ".".join((*path, key)), wrong, f"leave {key} out, or open one of them")


def _named(days: list[Day]) -> str:
    """The weekdays as a key names them; the first date where there are no weekdays."""
    weekdays = [day for day in days if isinstance(day, int)]
    return format_weekdays(weekdays) if weekdays else str(days[0])
