"""How a group works, against its queues: times and speeds where it serves, handle times said once, and who is busy."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from sim.scenario.at_work import OwnTimes
from sim.scenario.differ import EVEN
from sim.scenario.faults import Fault, fault, fault_from_text
from sim.scenario.nodes import Node
from sim.scenario.once import own_times_written_once
from sim.scenario.shape import page_keys
from sim.scenario.words import which_instead
from sim.units import parse_share


def at_work_faults(root: Node) -> Iterator[Fault]:
    """What is wrong with the times and speeds of each group."""
    groups = root.at("agents")
    for name, group in (groups.keys if groups else {}).items():
        for key in ("own_times", "speed"):
            yield from _skills(root, f"agents.{name}.{key}", group, group.at(key))
        yield from _own_times(root, f"agents.{name}.own_times", group.at("own_times"))
        yield from _resolution(root, f"agents.{name}.differ.resolution", group)
        yield from _slow_down(root, f"agents.{name}.slow_down", group)


def _skills(root: Node, path: str, group: Node, written: Node | None) -> Iterator[Fault]:
    """Queues named there are the group's skills."""
    queues, skills = root.at("queues"), group.at("skills")
    known = [item.text for item in (skills.items if skills else []) if item.text is not None]
    for queue, node in (written.keys if written else {}).items():
        if queues is not None and queue not in queues.keys:
            wrong = f"there is no queue '{queue}'"
            yield fault(node.key, f"{path}.{queue}", wrong, which_instead(queue, known))
        elif known and queue not in known:
            wrong = f"the group does not serve {queue}"
            yield fault(node.key, f"{path}.{queue}", wrong, f"add {queue} to its skills, or remove it here")


def _resolution(root: Node, path: str, group: Node) -> Iterator[Fault]:
    """Nobody leaves a matter open with a chance of more than 1."""
    node, skills = group.at("differ", "resolution"), group.at("skills")
    spread = _share(node)
    for queue in [item.text for item in (skills.items if skills else []) if item.text]:
        chance = _share(root.at("queues", queue, "unresolved", "chance"))
        if node is not None and chance is not None and spread and chance * (1 + EVEN * spread) > 1:
            wrong = f"with {100 * chance:.4g}% of {queue}'s matters left open somebody's chance would pass 100%"
            yield fault(node.place, path, wrong, f"write {floor(100 * (1 / chance - 1) / EVEN)}% at most")


def _share(node: Node | None) -> float | None:
    try:
        return parse_share(node.text) if node is not None and node.text else None
    except ValueError:
        return None  # told where the share is read


def _own_times(root: Node, path: str, written: Node | None) -> Iterator[Fault]:
    """Handle times said once; the models know each page alone."""
    for queue, node in (written.keys if written else {}).items():
        page = root.at("queues", queue)
        if page is not None and isinstance(node.value, dict) and node.keys.keys() <= page_keys(OwnTimes).keys():
            reasons = page.at("reasons")
            pages = [page, *(reasons.keys.values() if reasons else ())]
            told = (own_times_written_once(node.keys, one.keys) for one in pages)
            if wrong := next((wrong for wrong in told if wrong), None):
                yield fault_from_text(node.place, f"{path}.{queue}", wrong)


def _slow_down(root: Node, path: str, group: Node) -> Iterator[Fault]:
    """Busy agents are counted only where each has one thing in hand, and nothing that is put off."""
    written, skills = group.at("slow_down"), group.at("skills")
    if written is None or written.value in (None, "off"):
        return
    for item in skills.items if skills else []:
        channel = root.at("queues", item.text or "", "channel")
        if channel is not None and channel.text in ("chat", "email"):
            wrong = f"the group serves {item.text}, by {channel.text}, and who is busy is settled for calls alone"
            yield fault(written.key, path, wrong, f"remove it, or take {item.text} from the group's skills")
