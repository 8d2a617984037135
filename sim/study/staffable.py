"""Which group of a page heads can be sought for, and why not for the others."""

from __future__ import annotations

from sim.roster.days import group_hours
from sim.roster.heads import what_differs
from sim.scenario.by_day import CLOSED
from sim.scenario.queue import Queue
from sim.scenario.schema import Scenario
from sim.study.one_day import one_day
from sim.study.target import target_of

ROUNDS = 60
"""Plays after which a search stops at the best it has."""


class StaffError(ValueError):
    """A scenario that `staff` has no answer for; the text says why and what to do."""


def staffable(scenario: Scenario, group: str | None) -> tuple[str, tuple[str, ...]]:
    """The group asked for, or without one the first with a promise to keep, and those of its queues that promise
    something. Raises StaffError."""
    if group is not None and group not in scenario.agents:
        raise StaffError(f"--group: there is no group '{group}', write one of {', '.join(scenario.agents)}")
    promising = {
        name: tuple(queue for queue in page.skills if _staffed_for(scenario.queues[queue]))
        for name, page in scenario.agents.items()
    }
    name = group or next((name for name, queues in promising.items() if queues), next(iter(scenario.agents)))
    if not promising[name]:
        raise StaffError(_nothing_promised(scenario, name))
    for queue in promising[name]:
        target = target_of(scenario, queue)
        if target.answer >= 1 or target.formula == "virtual":
            raise StaffError(
                f"queues.{queue}.target: no number of heads can be sought for it: write an answer below 100%, by "
                "another formula than virtual"
            )
    if differs := what_differs(scenario):
        cure = one_day(scenario, promising[name], bursts=True)
        raise StaffError(f"the days differ in {differs}, and heads are sought for one kind of day: {cure}")
    if group_hours(scenario, name) == CLOSED:
        raise StaffError(f"{name}: all of its queues are closed on the day played, so that nobody is needed")
    return name, promising[name]


def _nothing_promised(scenario: Scenario, group: str) -> str:
    if mail := [one for one in scenario.agents[group].skills if scenario.queues[one].deferred]:
        key = "on_queue" if (page := scenario.agents[group]).on_queue is not None else "scheduled"
        path = f"{key}=+1" if page.shifts is None else f"shifts.{next(iter(page.shifts))}.agents=+1"
        return (
            f"{group} serves no queue with a target where customers wait on the line, and heads are sought by the "
            f"interval in which they do; what comes to {' and '.join(mail)} may be worked off in another: try heads "
            f"with  ccsim run FILE --set agents.{group}.{path}"
        )
    return f"{group} has no target to staff for: write under one of its queues  target: {{answer: 80%, within: 20s}}"


def _staffed_for(page: Queue) -> bool:
    """Heads are sought by the interval in which contacts come: email may be worked off in another."""
    return page.target is not None and not page.deferred


def interval_starts(scenario: Scenario, group: str) -> tuple[int, ...]:
    """Starts of the intervals of a group's day, ms after midnight."""
    opens, closes = group_hours(scenario, group)
    return tuple(range(opens - opens % scenario.interval, closes, scenario.interval))
