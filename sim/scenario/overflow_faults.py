"""Overflow that could never be, or that would leave somebody waiting for ever."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from sim.scenario.faults import Fault, fault
from sim.scenario.group import Group
from sim.scenario.hours import is_deferred
from sim.scenario.most_heads import most_heads
from sim.scenario.nodes import Node, plain
from sim.scenario.words import which_instead


def overflow_faults(root: Node) -> Iterator[Fault]:
    """What groups write about when they take a queue, against their skills and each other."""
    groups = root.at("agents")
    for name, group in (groups.keys if groups else {}).items():
        overflow = group.at("overflow")
        for queue, terms in (overflow.keys if overflow else {}).items():
            yield from _skill(root, name, queue, terms)
            yield from _terms(root, name, terms, f"agents.{name}.overflow.{queue}")
        yield from _reserves(group, f"agents.{name}.overflow")
    yield from _never_alone(root)


def _skills(group: Node) -> list[str]:
    skills = group.at("skills")
    return [item.text for item in (skills.items if skills else []) if item.text is not None]


def _skill(root: Node, name: str, queue: str, terms: Node) -> Iterator[Fault]:
    group = root.at("agents", name)
    known = _skills(group) if group else []
    told = is_deferred(root, queue) or not isinstance(terms.value, dict)  # that it has no place here at all
    if known and queue not in known and not told:
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


def _reserves(written: Node, path: str) -> Iterator[Fault]:
    """A reserve of the whole group never lets anybody through."""
    try:
        group = Group.model_validate(plain(written))
    except ValidationError:
        return  # told where its keys are read
    most = most_heads(group)
    for queue, terms in (group.overflow or {}).items():
        reserve = written.at("overflow", queue, "reserve")
        if reserve is not None and terms.reserve is not None and terms.reserve >= most > 0:
            never = f"the group has {most} on at most, so never more than {terms.reserve} idle: it would take nobody"
            cure = f"write {most - 1} at most" if most > 1 else "remove reserve"
            yield fault(reserve.place, f"{path}.{queue}.reserve", never, cure)


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
