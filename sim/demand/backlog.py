"""Email that lies there when the first day played begins: customers like others, who came before it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.demand.attempts import Entry
from sim.demand.crowd import Crowd, Ints, Turn
from sim.demand.streams import Streams
from sim.scenario.deferred import Backlog
from sim.scenario.schema import Scenario
from sim.units import SECOND

BACKLOG_DAY = 1_000
"""So many days before the first played the backlog's issues are numbered, further back than any day carried in."""


def lying_there(scenario: Scenario, origin: int, backlog: Backlog, streams: Streams) -> tuple[Crowd, Entry]:
    """The backlog of a queue, each with an age of whole seconds (`-1 ms` would read as no time), and their entry: at
    the first attempt, before the first midnight. Its streams bear a name of their own, and move no other number."""
    name = list(scenario.queues)[origin]
    starts = np.array([0, backlog.count])
    now = np.zeros(backlog.count, np.int64)
    crowd = Crowd(origin, name, origin, ("backlog",), streams, -scenario.days.warm_up, BACKLOG_DAY, starts, now)
    everybody = Turn(crowd, np.arange(backlog.count), 1, name, name)
    arrived_ms: Ints = -np.ceil(everybody.times(backlog.age, "age") / SECOND).astype(np.int64) * SECOND
    crowd = replace(crowd, arrived_ms=arrived_ms)
    ones = np.ones(backlog.count, np.int64)
    return crowd, Entry(ones, ones * origin, arrived_ms)
