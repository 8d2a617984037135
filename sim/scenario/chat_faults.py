"""Chats that nobody could hold, and what a chat does not have: between queues and the groups that serve them."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.faults import Fault, fault
from sim.scenario.nodes import Node


def chat_faults(root: Node) -> Iterator[Fault]:
    """What is written about chats where it cannot be, or is missing where it must."""
    queues, groups = root.at("queues"), root.at("agents")
    if queues is None or groups is None:
        return
    for name, page in queues.keys.items():
        yield from _of_chat(name, page) if _is_chat(page) else _of_call(root, name, page)
    for name, page in groups.keys.items():
        yield from _of_group(root, name, page)


def _is_chat(page: Node) -> bool:
    channel = page.at("channel")
    return channel is not None and channel.text == "chat"


def _is_of_calls(page: Node) -> bool:
    channel = page.at("channel")
    return channel is None or channel.text not in ("chat", "email")


def _named(page: Node, key: str) -> Node | None:
    node = page.at(key)
    return node if node and node.value not in (None, "off") else None


def _of_chat(name: str, page: Node) -> Iterator[Fault]:
    path = f"queues.{name}"
    if node := _named(page, "callback"):
        wrong = f"{name} is a chat, and who waits there cannot be called back"
        yield fault(node.key, f"{path}.callback", wrong, "remove it, or let them switch to a queue of calls")
    parts = [(key, page.at(key)) for key in ("reasons", "bursts")]
    written = {path: page} | {f"{path}.{key}.{one}": node for key, part in parts if part
                              for one, node in part.keys.items()}  # fmt: skip
    for where, one in written.items():
        if node := _named(one, "hold"):
            yield fault(node.key, f"{where}.hold", "nobody is put on hold in a chat", "add it to talk")
    if (node := _named(page, "silent")) and _named(page, "patience") is None:
        wrong = f"nobody leaves silently where nobody leaves: on {name} patience is without end"
        yield fault(node.key, f"{path}.silent", wrong, "write patience: on, or a law of your own; or remove silent")
    formula = page.at("target", "formula")
    if formula and formula.text == "virtual":
        wrong = "of a chat no virtual wait is known: several are taken at once"
        yield fault(formula.place, f"{path}.target.formula", wrong, "write offered, or another formula")


def _of_call(root: Node, name: str, page: Node) -> Iterator[Fault]:
    if node := _named(page, "silent"):
        wrong = "who hangs up a call is gone, and everybody knows"
        yield fault(node.key, f"queues.{name}.silent", wrong, "remove it, or write channel: chat")
    before = page.at("before")
    for item in before.items if before else []:
        other = root.at("queues", item.text or "")
        if other and _is_chat(other) and (group := _shared(root, name, item.text)):
            wrong = f"in {group} who has chats open cannot take a call, so that no chat can wait for one"
            cure = f"put {name} first in the skills of {group}, or give {name} agents of its own"
            yield fault(item.place, f"queues.{name}.before", wrong, cure)


def _shared(root: Node, *queues: str | None) -> str | None:
    """The first group that serves all of these queues."""
    groups = root.at("agents")
    return next((name for name in (groups.keys if groups else {}) if {*queues} <= {*_skills(root, name)}), None)


def _skills(root: Node, group: str) -> list[str | None]:
    skills = root.at("agents", group, "skills")
    return [item.text for item in (skills.items if skills else [])]


def _of_group(root: Node, name: str, page: Node) -> Iterator[Fault]:
    path, chats = f"agents.{name}", _named(page, "chats")
    served = [(skill, queue) for skill in _skills(root, name) if (queue := root.at("queues", skill or ""))]
    chat = next((skill for skill, queue in served if _is_chat(queue)), None)
    if chat and chats is None:
        wrong = f"{chat} is a chat, and it is not said how many of them an agent has at once"
        yield fault(page.key, path, wrong, "write chats: on (3 at once), or chats: {at_once: 1} for one at a time")
    if chats and served and not chat:
        cure = "remove it, or write channel: chat in a queue that the group serves"
        yield fault(chats.key, f"{path}.chats", "none of the group's queues is a chat", cure)
    for skill, queue in served:
        hold = page.at("own_times", str(skill), "hold")
        if hold and _is_chat(queue):
            yield fault(hold.key, f"{path}.own_times.{skill}.hold", "nobody is put on hold in a chat", "add it to talk")
    beside = chats.at("calls_with") if chats else None
    if beside and beside.value != 0 and chat and not any(_is_of_calls(queue) for _, queue in served):
        yield fault(beside.place, f"{path}.chats.calls_with", "the group takes no calls", "remove it")
