"""On which days a group works, and from when to when: the hours of the queues that it serves."""

from __future__ import annotations

from bisect import bisect_right

from sim.scenario.by_day import CLOSED
from sim.scenario.schema import Scenario
from sim.units import DAY


def group_hours(scenario: Scenario, group: str, day: int = 0) -> tuple[int, int]:
    """From the first opening to the last closing of the live queues a group serves on a day (counted from the first
    counted one), ms after midnight; CLOSED where all are closed. Where it serves email alone the page's hours."""
    live = [queue for queue in scenario.agents[group].skills if not scenario.queues[queue].deferred]
    every = [scenario.hours_on(queue, day) for queue in live] or [scenario.open_on(day)]
    hours = [one for one in every if one != CLOSED]
    return (min(start for start, _ in hours), max(end for _, end in hours)) if hours else CLOSED


def group_closings(scenario: Scenario, group: str) -> list[int]:
    """When the group's days end, ms from midnight before the first day played. A day that ends at midnight as the next
    begins does not: round the clock, only the last does."""
    days = range(-scenario.days.warm_up, scenario.days.count)
    hours = [group_hours(scenario, group, day) for day in days]
    goes_on = [end == DAY and start == 0 for (_, end), (start, _) in zip(hours, [*hours[1:], (DAY, DAY)], strict=True)]
    return [
        day * DAY + end
        for day, ((start, end), on) in enumerate(zip(hours, goes_on, strict=True))
        if start < end and not on
    ]


def closing_after(closings: list[int], ms: int) -> int:
    """The first of the closings after a moment; the last where none is."""
    return closings[min(bisect_right(closings, ms), len(closings) - 1)]


def days_open(scenario: Scenario, queue: str) -> list[int]:
    """The counted days on which a queue is open."""
    return [day for day in range(scenario.days.count) if scenario.hours_on(queue, day) != CLOSED]
