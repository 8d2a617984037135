"""People hired on dates: the page's days must have dates, the dates be reached, and the group have so many heads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sim.scenario.faults import Fault, fault
from sim.scenario.hours import named_days
from sim.scenario.nodes import Node
from sim.scenario.values import WEEKDAYS
from sim.scenario.volume_faults import first_day_said


def learning_faults(root: Node) -> Iterator[Fault]:
    """What is wrong with the hires of each group."""
    groups = root.at("agents")
    for name, group in (groups.keys if groups else {}).items():
        hires = group.at("hires")
        if hires is not None and hires.keys:
            path = f"agents.{name}.hires"
            yield from first_day_said(root, hires, path, "date")
            yield from _too_late(root, path, group, hires)
            yield from _too_many(path, group, hires)


def _too_late(root: Node, path: str, group: Node, hires: Node) -> Iterator[Fault]:
    """Who begins after the last day would be new on all days, and never begin; unless heads are written for that date:
    then a part of the plan is played, which ends before it."""
    planned = {day for key in ("on_queue", "scheduled") for day in named_days(group.at(key))}
    first, count = root.at("days", "first"), root.at("days", "count")
    days = count.value if count is not None and isinstance(count.value, int) else 1
    begins = _date(first.text) if first is not None and first.text not in WEEKDAYS else None
    for key, node in hires.keys.items():
        day = _date(key)
        if begins is not None and day is not None and key not in planned and day >= begins + timedelta(days=days):
            last = begins + timedelta(days=days - 1)
            wrong = f"the last day played is {last.isoformat()}"
            yield fault(node.key, f"{path}.{key}", wrong, "write that or an earlier date, or leave it out")


def _too_many(path: str, group: Node, hires: Node) -> Iterator[Fault]:
    """Nobody is hired whom the plan does not have."""
    hired = sum(_numbers(hires))
    shifts = group.at("shifts")
    if shifts is not None:
        heads = sum(_whole(one) or 0 for shift in shifts.keys.values() if (one := shift.at("agents")))
    else:
        written = group.at("on_queue") or group.at("scheduled")
        heads = max(_numbers(written), default=0) if written is not None else 0
    if heads and hired > heads:
        wrong = f"{hired} people are hired, and the group has {heads}"
        yield fault(hires.key, path, wrong, f"write {heads} at most, or more heads")


def _numbers(node: Node) -> list[int]:
    """The whole numbers at the ends of a table, or of tables by day."""
    own = _whole(node)
    return [*([] if own is None else [own]), *(number for inner in node.keys.values() for number in _numbers(inner))]


def _whole(node: Node) -> int | None:
    return node.value if isinstance(node.value, int) and not isinstance(node.value, bool) else None


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None  # told where the date is read
