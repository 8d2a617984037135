"""Reasons against their queue: times said once between them, nothing contained that no self-service could, and nothing
written for the queue that every reason writes for itself."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.bursts import Burst
from sim.scenario.faults import Fault, fault, fault_from_text
from sim.scenario.nodes import Node
from sim.scenario.once import handle_time_written_once
from sim.scenario.queue import Queue
from sim.scenario.reasons import Reason
from sim.scenario.self_service import SelfService
from sim.scenario.shape import page_keys
from sim.units import parse_share

INSTEAD = {
    ("self_service", "contained"): ("contained",),
    ("talk",): ("talk", "handle_time"),
    ("hold",): ("hold", "handle_time"),
    ("wrap_up",): ("wrap_up", "handle_time"),
    ("handle_time",): ("handle_time", "talk"),
}
"""What a queue writes -> the keys with either of which a reason does without it; `Queue.work` takes the times so."""


def reason_faults(root: Node) -> Iterator[Fault]:
    """What is wrong between the reasons of each queue and the rest of its page."""
    queues = root.at("queues")
    for name, queue in (queues.keys if queues else {}).items():
        reasons = queue.at("reasons")
        if reasons is not None and reasons.keys:
            yield from _times(name, queue)
        for part in ("reasons", "bursts"):
            written = queue.at(part)
            for reason, node in (written.keys if written else {}).items():
                yield from _contained(f"queues.{name}.{part}.{reason}.contained", queue, node)


def _in_its_place(queue: Node) -> dict[tuple[str, str], Node]:
    """(reasons or bursts, name) -> the pages that may write for each customer what a queue with reasons writes."""
    parts = {part: queue.at(part) for part in ("reasons", "bursts")}
    return {(part, name): page for part, node in parts.items() if node for name, page in node.keys.items()}


def _times(name: str, queue: Node) -> Iterator[Fault]:
    """Left alone where a mistyped key or reason, which is told already, may be the time that seems to be missing."""
    pages = _in_its_place(queue).values()
    sound = set(queue.keys) <= page_keys(Queue).keys()
    sound &= all(one.keys and set(one.keys) <= page_keys(Reason).keys() | page_keys(Burst).keys() for one in pages)
    wrong = handle_time_written_once(set(queue.keys), [set(one.keys) for one in pages])
    if wrong and sound:
        yield fault_from_text(queue.place, f"queues.{name}", wrong)


def _contained(path: str, queue: Node, reason: Node) -> Iterator[Fault]:
    service, written = queue.at("self_service"), reason.at("contained")
    if written is not None and (service is None or service.value == "off"):
        cure = "write self_service under the queue, or remove contained"
        yield fault(written.key, path, "nothing contains it: the queue has no self-service", cure)
    elif written is not None and service is not None:
        contained, gives_up = _share(written), _share(service.at("gives_up") or SelfService().gives_up)
        if contained is not None and gives_up is not None and contained + gives_up > 1 + 1e-9:
            wrong = f"contained and gives_up are shares of the same sessions, and {gives_up * 100:.6g}% of them give up"
            yield fault(written.place, path, wrong, f"write {(1 - gives_up) * 100:.6g}% at most")


def idle_faults(root: Node) -> Iterator[Fault]:
    """What a queue writes though each of its reasons has its own.

    Not among `reason_faults`: a strategy must not write such a key, but may leave one idle that today's page uses.
    """
    queues = root.at("queues")
    for name, queue in (queues.keys if queues else {}).items():
        reasons = queue.at("reasons")
        for way, own in INSTEAD.items():
            written = queue.at(*way)
            pages = _in_its_place(queue)
            if written and reasons and reasons.keys and all(_first(own, one) for one in pages.values()):
                reason, page = next(iter(reasons.keys.items()))
                cure = f"write it at each reason, like queues.{name}.reasons.{reason}.{_first(own, page)}; or remove it"
                wrong = f"no customer follows it: each reason of {name} has its own"
                yield fault(written.key, f"queues.{name}.{'.'.join(way)}", wrong, cure)


def _first(keys: tuple[str, ...], page: Node) -> str | None:
    return next((key for key in keys if key in page.keys), None)


def at_a_reason(root: Node, path: tuple[str, ...]) -> str | None:
    """Where a reason of a queue writes what does not stand at the queue's own path; None where none does."""
    reasons = root.at(*path[:2], "reasons") if path[0] == "queues" and len(path) > 2 else None
    found = (name for name, page in (reasons.keys if reasons else {}).items() if page.at(*path[2:]))
    name = next(found, None)
    return ".".join((*path[:2], "reasons", name, *path[2:])) if name else None


def _share(written: Node | float) -> float | None:
    """The share that is written; None where none can be read."""
    value = written.value if isinstance(written, Node) else written
    try:
        return parse_share(value) if isinstance(value, str) else float(value)  # type: ignore[arg-type]
    except (ValueError, TypeError):
        return None
