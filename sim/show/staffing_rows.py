"""The rows of the day's strip that say who is there, and who would have to be by Erlang."""

from __future__ import annotations

from collections.abc import Sequence

from sim.roster.days import days_open
from sim.roster.heads import Stretch, open_days_differ, stretches
from sim.scenario.schema import Scenario
from sim.show.figures import UNKNOWN
from sim.show.strip import Row
from sim.study.erlang import needed_by_interval, own_groups
from sim.study.replicate import Study


def heads_rows(scenario: Scenario, queue: str, starts: Sequence[int]) -> list[Row]:
    """Heads on the queue for each group with the skill: their mean over the time of an interval that the queue is open,
    and over the days on which it is."""
    groups = [name for name, group in scenario.agents.items() if queue in group.skills]
    return [
        ("on queue" if len(groups) == 1 else name, [_mean(heads) for heads in _heads(scenario, name, queue, starts)])
        for name in groups
    ]


def heads_mean(scenario: Scenario, queue: str) -> str:
    """Over which days the heads of a queue are a mean, where those of a queue open on other days are over others: a
    group with both skills has other figures there. Else nothing."""
    days = days_open(scenario, queue)
    if all(days_open(scenario, other) == days for other in scenario.queues):
        return ""
    return f" (heads: mean over the days open, {len(days)} of {scenario.days.count})"


def _mean(heads: float) -> str:
    return f"{heads:.0f}" if heads == round(heads) else f"{heads:.1f}"


def _heads(scenario: Scenario, group: str, queue: str, starts: Sequence[int]) -> list[float]:
    """Mean heads by interval; 0 where the queue is never open."""
    there: dict[int, list[float]] = {start: [] for start in starts}
    for day in days_open(scenario, queue):
        parts, (opens, closes) = stretches(scenario, group, day), scenario.hours_on(queue, day)
        for start, found in there.items():
            first, last = max(start, opens), min(start + scenario.interval, closes)
            if first < last:
                found.append(sum(one.on_queue * _within(one, first, last) for one in parts) / (last - first))
    return [sum(found) / len(found) if found else 0.0 for found in there.values()]


def _within(part: Stretch, first: int, last: int) -> int:
    """Ms of a stretch from one time of the day to another."""
    return max(0, min(part.to_ms, last) - max(part.from_ms, first))


def erlang_rows(study: Study, queue: str, starts: Sequence[int]) -> list[Row]:
    """Agents that the target takes by Erlang A, or C where patience has no end, and by how many the plan is short.

    No rows for a queue without a target, for email, where agents serve other queues too, or where days differ in hours,
    heads or profile: the mean day is none of them."""
    page, groups = study.scenario.queues[queue], own_groups(study.scenario, queue)
    if page.target is None or page.deferred or not groups or open_days_differ(study.scenario, queue):
        return []
    needed = needed_by_interval(study, queue)
    if not needed:
        return []
    there = map(sum, zip(*(_heads(study.scenario, name, queue, starts) for name in groups), strict=True))
    wanted = [needed.get(start) for start in starts]
    short = [
        _mean(heads - agents) if agents is not None and agents > heads else ""
        for heads, agents in zip(there, wanted, strict=True)
    ]
    name = "Erlang A needs" if page.patience is not None else "Erlang C needs"
    rows: list[Row] = [(name, [UNKNOWN if agents is None else str(agents) for agents in wanted])]
    return [*rows, ("short", short)] if any(short) else rows
