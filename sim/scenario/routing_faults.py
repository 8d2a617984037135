"""Choices between queues that could not be made: orders that go in circles, measures that a queue does not have."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.circles import circles
from sim.scenario.faults import Fault, fault
from sim.scenario.hours import is_deferred
from sim.scenario.nodes import Node
from sim.scenario.words import which_instead


def routing_faults(root: Node) -> Iterator[Fault]:
    """What queues and groups write about who comes first, against each other."""
    queues, groups = root.at("queues"), root.at("agents")
    if queues is None or groups is None:
        return
    yield from _before(root, list(queues.keys))
    yield from _most_overdue(root)
    yield from _measured_by_nobody(root, "weight", ("weighted_wait",), "nobody weighs the waits of {}")
    rules = ("longest_wait", "weighted_wait")
    yield from _measured_by_nobody(root, "head_start", rules, "nobody compares the waits of {} with others")


def _skills(root: Node, group: str) -> list[str]:
    skills = root.at("agents", group, "skills")
    return [item.text for item in (skills.items if skills else []) if item.text is not None]


def _groups_by(root: Node, rule: str) -> list[str]:
    groups = root.at("agents")
    rules = {name: root.at("agents", name, "next_contact") for name in (groups.keys if groups else {})}
    return [name for name, node in rules.items() if node and node.text == rule]


def _before(root: Node, queues: list[str]) -> Iterator[Fault]:
    nodes = {name: root.at("queues", name, "before") for name in queues}
    leads: dict[str, list[str]] = {}
    for name, node in nodes.items():
        leads[name], path = [], f"queues.{name}.before"
        for item in node.items if node else []:
            if item.text == name:
                yield fault(item.place, path, f"{name} cannot come before itself", "name other queues")
            elif item.text not in queues:
                yield fault(item.place, path, f"there is no queue '{item.text}'", which_instead(str(item.text), queues))
            elif item.text in leads[name]:
                yield fault(item.place, path, f"{item.text} is named twice", "remove one of the two")
            else:
                leads[name].append(item.text)
                yield from _without_effect(root, name, item, path)
    yield from circles(leads, nodes, "queues.{}.before", "queue")


def _without_effect(root: Node, name: str, item: Node, path: str) -> Iterator[Fault]:
    groups = root.at("agents")
    if not any({name, item.text} <= set(_skills(root, group)) for group in (groups.keys if groups else {})):
        wrong = f"no group serves both {name} and {item.text}: they have nobody to wait for together"
        yield fault(
            item.place, path, wrong, f"add {item.text} to the skills of a group that serves {name}, or remove it"
        )


def _most_overdue(root: Node) -> Iterator[Fault]:
    for group in _groups_by(root, "most_overdue"):
        node = root.at("agents", group, "next_contact")
        for queue in _skills(root, group):
            target = root.at("queues", queue, "target")
            if node and root.at("queues", queue) and target is None and not is_deferred(root, queue):
                wrong = f"{queue} has no target to be overdue against"
                cure = f"write queues.{queue}.target, or another next_contact"
                yield fault(node.place, f"agents.{group}.next_contact", wrong, cure)


def _measured_by_nobody(root: Node, key: str, rules: tuple[str, ...], wrong: str) -> Iterator[Fault]:
    """A queue's key that only some choices of a group look at."""
    measured = {queue for rule in rules for group in _groups_by(root, rule) for queue in _skills(root, group)}
    queues = root.at("queues")
    for name, page in (queues.keys if queues else {}).items():
        node = page.at(key)
        if node and name not in measured:
            cure = f"write next_contact: {' or '.join(rules)} in a group that serves it, or remove it"
            yield fault(node.place, f"queues.{name}.{key}", wrong.format(name), cure)
