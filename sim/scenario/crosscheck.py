"""What no single key can know: names that must exist, queues that somebody serves, clocks that are open.

Checked on the tree as written, part by part, so that a slip in one key hides nothing wrong elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.arrivals import Arrivals
from sim.scenario.at_work_faults import at_work_faults
from sim.scenario.burst_faults import burst_faults
from sim.scenario.bursts import Burst
from sim.scenario.by_day import CLOSED
from sim.scenario.chat_faults import chat_faults
from sim.scenario.circles import circles
from sim.scenario.day_faults import day_faults
from sim.scenario.deferred_faults import deferred_faults
from sim.scenario.faults import EMPTY, EMPTY_ENTRY, Fault, fault, fault_from_text
from sim.scenario.group import Group
from sim.scenario.hours import by_day, parse_hours, table_hours
from sim.scenario.learning_faults import learning_faults
from sim.scenario.nodes import LAWS, Node
from sim.scenario.once import (
    handle_time_written_once,
    reason_times_written_once,
    schedule_written_once,
    volume_written_once,
)
from sim.scenario.overflow_faults import overflow_faults
from sim.scenario.promise_faults import promise_faults
from sim.scenario.queue import Queue
from sim.scenario.reason_faults import reason_faults
from sim.scenario.reasons import Reason
from sim.scenario.room_faults import room_faults
from sim.scenario.routing_faults import routing_faults
from sim.scenario.shape import page_keys
from sim.scenario.shift_faults import shift_faults
from sim.scenario.shrinkage_faults import shrinkage_faults
from sim.scenario.transfer_faults import transfer_faults
from sim.scenario.values import INTERVALS
from sim.scenario.volume_faults import calendar_faults, times_faults, volume_faults
from sim.scenario.words import which_instead
from sim.units import DAY, HOUR, format_clock, parse_clock, parse_duration


def crosscheck(root: Node) -> Iterator[Fault]:
    """Every fault between the parts of a scenario."""
    yield from empty_values(root, "")
    yield from _names(root)
    yield from _written_once(root)
    yield from reason_faults(root)
    yield from burst_faults(root)
    yield from _skills(root)
    yield from _destinations(root)
    yield from _escalation_circles(root)
    yield from routing_faults(root)
    yield from overflow_faults(root)
    yield from shift_faults(root)
    yield from shrinkage_faults(root)
    yield from at_work_faults(root)
    yield from learning_faults(root)
    yield from transfer_faults(root)
    yield from _interval(root)
    yield from _clocks(root)
    yield from volume_faults(root)
    yield from calendar_faults(root)
    yield from times_faults(root)
    yield from day_faults(root)
    yield from room_faults(root)
    yield from promise_faults(root)
    yield from deferred_faults(root)
    yield from chat_faults(root)
    yield from _overdue(root)
    yield from _strategies(root)
    yield from _decide(root)


def _children(root: Node, *path: str) -> dict[str, Node]:
    node = root.at(*path)
    return node.keys if node else {}


def empty_values(node: Node, path: str) -> Iterator[Fault]:
    """Keys with nothing after them; in a strategy's set they mean `remove this`."""
    for key, child in node.keys.items():
        inner = f"{path}.{key}" if path else key
        if child.value is None:
            yield fault(child.key, inner, EMPTY, "write a value, or remove the line")
        elif not (path.startswith("strategies.") and key == "set"):
            yield from empty_values(child, inner)
    for item in node.items:
        if item.value is None:
            yield fault(item.place, path, EMPTY_ENTRY, "write it, or remove the dash or comma")
        yield from empty_values(item, path)


def _names(root: Node) -> Iterator[Fault]:
    inside = [("queues", queue, names) for queue in _children(root, "queues") for names in ("reasons", "bursts")]
    for part in (("queues",), ("agents",), ("strategies",), *inside):
        for name, node in _children(root, *part).items():
            path = ".".join((*part, name))
            if "." in name:
                yield fault(node.key, path, "a name cannot hold a dot", f"write {name.replace('.', '_')}")
            if name in LAWS:
                yield fault(node.key, path, f"{name} is the name of a law", "choose another name")
            if not name.strip():
                yield fault(node.key, path, "a name cannot be empty", "write a word")
    baseline = root.at("strategies", "baseline")
    if baseline is not None:
        wrong = "baseline is the plan without any strategy"
        yield fault(baseline.key, "strategies.baseline", wrong, "give the strategy another name")


def _written_once(root: Node) -> Iterator[Fault]:
    """The models check this too, but only once nothing else is wrong on the page."""
    pages = [("queues", name) for name in _children(root, "queues")]
    reasons = [(*page, "reasons", name) for page in pages for name in _children(root, *page, "reasons")]
    bursts = [(*page, "bursts", name) for page in pages for name in _children(root, *page, "bursts")]
    rules = (
        ([page for page in pages if not _children(root, *page, "reasons")], Queue, handle_time_written_once),
        (reasons, Reason, reason_times_written_once),
        (bursts, Burst, reason_times_written_once),
        ([(*page, "arrivals") for page in pages], Arrivals, volume_written_once),
        ([("agents", name) for name in _children(root, "agents")], Group, schedule_written_once),
    )
    for paths, page, rule in rules:
        for path in paths:
            node = root.at(*path)
            written = set(node.keys) if node else set()
            wrong = rule(written) if node and written else None
            # What seems missing may be there under a mistyped key, which is told already.
            mistyped = not written <= page_keys(page).keys() and rule(()) == wrong
            if node and wrong and not mistyped:
                yield fault_from_text(node.place, ".".join(path), wrong)


def _known(item: Node, path: str, what: str, known: dict[str, Node]) -> Iterator[Fault]:
    if item.text is not None and known and item.text not in known:
        yield fault(item.place, path, f"there is no {what} '{item.text}'", which_instead(item.text, list(known)))


def _each_known(node: Node | None, path: str, what: str, known: dict[str, Node]) -> Iterator[Fault]:
    seen = set()
    for item in node.items if node else []:
        yield from _known(item, path, what, known)
        if item.text is not None and item.text in seen:
            yield fault(item.place, path, f"{item.text} is named twice", "remove one of the two")
        seen.add(item.text)


def _skills(root: Node) -> Iterator[Fault]:
    queues, groups = _children(root, "queues"), _children(root, "agents")
    served: set[str | None] = set()
    readable = bool(groups)
    for name in groups:
        skills = root.at("agents", name, "skills")
        readable &= skills is not None and isinstance(skills.value, list)
        yield from _each_known(skills, f"agents.{name}.skills", "queue", queues)
        served |= {item.text for item in (skills.items if skills else [])}
    for name, node in queues.items():
        if readable and name not in served:
            wrong, cure = "no agents serve this queue", f"add {name} to the skills of a group"
            yield fault(node.key, f"queues.{name}", wrong, cure)


def _destinations(root: Node) -> Iterator[Fault]:
    queues = _children(root, "queues")
    for name in queues:
        for way in (("escalate",), ("switch", "abandoned"), ("switch", "answered")):
            to = root.at("queues", name, *way, "to")
            path = ".".join(("queues", name, *way, "to"))
            if to is None:
                continue
            if to.text == name:
                yield fault(to.place, path, f"{name} leads to itself", "write another queue")
            else:
                yield from _known(to, path, "queue", queues)


def _overdue(root: Node) -> Iterator[Fault]:
    """Nobody leaves sooner where nobody ever leaves."""
    for name in _children(root, "queues"):
        node, patience = root.at("queues", name, "announce", "overdue"), root.at("queues", name, "patience")
        if node is not None and (patience is None or patience.value == "off"):
            wrong = f"overdue shortens patience, and on {name} patience is without end"
            cure = "write patience: on, or a law of your own; or remove overdue"
            yield fault(node.place, f"queues.{name}.announce.overdue", wrong, cure)


def _escalation_circles(root: Node) -> Iterator[Fault]:
    nodes = {name: root.at("queues", name, "escalate", "to") for name in _children(root, "queues")}
    to = {name: node.text for name, node in nodes.items() if node and node.text and node.text != name}
    yield from circles({name: [target] for name, target in to.items()}, nodes, "queues.{}.escalate.to", "queue")


def _interval(root: Node) -> Iterator[Fault]:
    written = root.at("interval")
    if written is not None and str(written.value) not in INTERVALS:
        return  # told already; hours that do not fit it are its consequence
    interval = parse_duration(str(written.value)) if written else HOUR // 2
    pages = [("open",), *(("queues", name, "open") for name in _children(root, "queues"))]
    for path in [*pages, *((*page, key) for page in pages for key in _children(root, *page))]:
        node = root.at(*path)
        hours = parse_hours(node.text) if node and node.text else None
        if node and hours and any(end % interval for end in hours):
            start = hours[0] // interval * interval
            end = min(-(-hours[1] // interval) * interval, DAY)
            cure = f"write {format_clock(start)}-{format_clock(end)}, or a shorter interval"
            yield fault(node.place, ".".join(path), "does not begin and end on an interval", cure)


def _clocks(root: Node) -> Iterator[Fault]:
    tables = [
        ("queues", name, "arrivals", table)
        for name in _children(root, "queues")
        for table in ("profile", "per_interval", "per_hour")
    ] + [("agents", name, table) for name in _children(root, "agents") for table in ("on_queue", "scheduled")]
    of_days = [(*path, key) for path in tables for key in _children(root, *path) if by_day(root.at(*path))]
    for path in [*(path for path in tables if not by_day(root.at(*path))), *of_days]:
        hours = table_hours(root, path)
        for key, node in _children(root, *path).items() if hours and hours != CLOSED else ():
            yield from _clock_inside(key, node, ".".join(path), hours or (0, DAY))


def _clock_inside(key: str, node: Node, path: str, hours: tuple[int, int]) -> Iterator[Fault]:
    """A value that can never be in force is a slip; 00:00 says `all day`, and a 0 at closing says `until here`."""
    try:
        clock = parse_clock(key)
    except ValueError:
        return
    start, end = hours
    inside = clock == 0 or start <= clock < end or (clock == end and node.value == 0)
    if not inside:
        span = f"{format_clock(start)}-{format_clock(end)}"
        wrong = f"{key} is outside the opening hours {span}"
        cure = "write 0 there, or a clock before it" if clock == end else "write a clock within them"
        yield fault(node.key, path, wrong, cure)


def _strategies(root: Node) -> Iterator[Fault]:
    strategies = _children(root, "strategies")
    use: dict[str, list[str]] = {}
    for name in strategies:
        node = root.at("strategies", name, "use")
        yield from _each_known(node, f"strategies.{name}.use", "strategy", strategies)
        use[name] = [item.text for item in (node.items if node else []) if item.text]
    nodes = {name: root.at("strategies", name, "use") for name in strategies}
    yield from circles(use, nodes, "strategies.{}.use", "strategy")


def _decide(root: Node) -> Iterator[Fault]:
    meet = root.at("decide", "meet")
    queues = _children(root, "queues")
    yield from _each_known(meet, "decide.meet", "queue", queues)
    for item in meet.items if meet else []:
        if item.text in queues and root.at("queues", str(item.text), "target") is None:
            wrong, cure = f"{item.text} has no target to meet", "write target: {answer: 80%, within: 20s} there"
            yield fault(item.place, "decide.meet", wrong, cure)
