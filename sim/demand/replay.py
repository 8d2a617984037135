"""Recorded times played again: which recorded day a day played takes."""

from __future__ import annotations

from sim.demand.streams import Streams
from sim.scenario.schema import Scenario

Times = tuple[tuple[int, ...], ...]
"""Days of times in ms after midnight."""


def recorded_day(times: Times, scenario: Scenario, streams: Streams, day: int) -> tuple[int, ...]:
    """The times of a day, counted from the first counted day: the recorded days in turn, from one replication to the
    next, and again from the first after the last."""
    return times[(streams.replication * scenario.days.count + day) % len(times)]


def recorded_per_day(times: Times) -> float:
    """Mean number of times in a day."""
    return sum(map(len, times)) / len(times)
