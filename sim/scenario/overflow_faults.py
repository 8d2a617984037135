"""Overflow that could never be, or that would leave somebody waiting for ever."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.faults import Fault, fault
from sim.scenario.nodes import Node
from sim.scenario.words import which_instead


def overflow_faults(root: Node) -> Iterator[Fault]:
    """What groups write about when they take a queue, against their skills and each other."""
    groups = root.at("agents")
    for name, group in (groups.keys if groups else {}).items():
        overflow = group.at("overflow")
        for queue, terms in (overflow.keys if overflow else {}).items():
            yield from _skill(root, name, queue, terms)
            yield from _terms(root, name, terms, f"agents.{name}.overflow.{queue}")
    yield from _never_alone(root)


def _skills(group: Node) -> list[str]:
    skills = group.at("skills")
    return [item.text for item in (skills.items if skills else []) if item.text is not None]


def _skill(root: Node, name: str, queue: str, terms: Node) -> Iterator[Fault]:
    group = root.at("agents", name)
    known = _skills(group) if group else []
    if known and queue not in known:
        guess = which_instead(queue, known)
        cure = guess if guess.startswith("did you mean") else f"add {queue} to its skills, or remove it"
        yield fault(terms.key, f"agents.{name}.overflow.{queue}", f"{queue} is not among the skills of {name}", cure)


def _terms(root: Node, name: str, terms: Node, path: str) -> Iterator[Fault]:
    groups = root.at("agents")
    others = [other for other in (groups.keys if groups else {}) if other != name]
    if isinstance(terms.value, dict) and not terms.keys:
        cure = "write after, reserve, waiting or idle under it, or remove it"
        yield fault(terms.key, path, "it does not say when the group takes this queue", cure)
    idle = terms.at("idle")
    for other, count in (idle.keys if idle else {}).items():
        if other == name:
            wrong = f"{name} cannot wait for others by its own idle agents"
            yield fault(count.key, f"{path}.idle.{other}", wrong, "write reserve: more than so many must be idle")
        elif other not in others:
            wrong = f"there is no group '{other}'"
            yield fault(count.key, f"{path}.idle.{other}", wrong, which_instead(other, others))


def _never_alone(root: Node) -> Iterator[Fault]:
    """Where every group waits for a longer line, the last of a short one wait for ever."""
    groups, queues = root.at("agents"), root.at("queues")
    for queue in queues.keys if queues else {}:
        serving = [name for name, group in (groups.keys if groups else {}).items() if queue in _skills(group)]
        waiting = [root.at("agents", name, "overflow", queue, "waiting") for name in serving]
        if serving and all(waiting) and (first := waiting[0]):
            wrong = f"no group takes the last who wait on {queue}: each asks for a longer line"
            cure = f"remove waiting from one group, or add {queue} to the skills of another"
            yield fault(first.place, f"agents.{serving[0]}.overflow.{queue}.waiting", wrong, cure)
