"""Opening hours read from the tree as written, before (and whether or not) the rest of it is valid."""

from __future__ import annotations

from sim.scenario.nodes import Node
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


def _written(node: Node | None, otherwise: Range | None) -> Range | None:
    if node is None:
        return otherwise
    return parse_hours(node.text) if node.text else None


def queue_hours(root: Node, queue: str) -> Range | None:
    """Opening hours of a queue; None where they cannot be read."""
    return _written(root.at("queues", queue, "open"), _written(root.at("open"), (0, DAY)))


def is_deferred(root: Node, queue: str) -> bool:
    """Whether a queue is of email."""
    channel = root.at("queues", queue, "channel")
    return channel is not None and channel.text == "email"


def group_hours(root: Node, group: str) -> Range | None:
    """From the first opening to the last closing of the live queues that a group serves, or of the page."""
    skills = root.at("agents", group, "skills")
    queues = root.at("queues")
    names = [item.text for item in skills.items if item.text] if skills else []
    live = [name for name in names if not is_deferred(root, name)]
    if names and not live:
        return _written(root.at("open"), (0, DAY))
    names = live
    found = [queue_hours(root, name) for name in names if queues and name in queues.keys]
    known = [hours for hours in found if hours]
    if not known or len(known) < len(found):
        return None
    return min(start for start, _ in known), max(end for _, end in known)


def table_hours(root: Node, path: tuple[str, ...]) -> Range | None:
    """The hours that a clock table under this path lives in; None where there is none."""
    if len(path) == 4 and path[0] == "queues" and path[2] == "arrivals":
        return queue_hours(root, path[1])
    if len(path) == 3 and path[0] == "agents":
        return group_hours(root, path[1])
    return None
