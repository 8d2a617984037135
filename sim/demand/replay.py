"""Recorded times played again: which recorded day a day played takes."""

from __future__ import annotations

import numpy as np

from sim.demand.streams import Floats, Streams
from sim.scenario.schema import Scenario

Times = tuple[tuple[int, ...], ...]
"""Days of times in ms after midnight."""


def recorded_day(times: Times, scenario: Scenario, streams: Streams, day: int) -> tuple[int, ...]:
    """The times of a day, counted from the first counted day: the recorded days in turn, from one replication to the
    next, and again from the first after the last."""
    return times[(streams.replication * scenario.days.count + day) % len(times)]


def recorded_rate(times: Times, opens: int, closes: int, interval: int) -> tuple[Floats, Floats]:
    """(clock in ms after midnight, mean number of times up to then) where the intervals begin and end."""
    edges = np.array([opens, *range(opens - opens % interval + interval, closes, interval), closes])
    every = np.sort(np.concatenate([np.array(day, np.int64) for day in times]))
    return edges.astype(float), np.searchsorted(every, edges) / len(times)
