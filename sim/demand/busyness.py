"""How much busier than the forecast a day is, and each interval in it: factors of mean 1 on a queue's volume.

They go together by a Gaussian copula: each has a normal score and takes the gamma factor that stands as high among its
like. A day's score blends the one that all queues share with one of its own; an interval's blends that of the interval
before with one of its own (Oreshkin, Regnard, L'Ecuyer 2016).
"""

from __future__ import annotations

from math import sqrt

import numpy as np
from scipy import special

from sim.demand.distributions import BELOW_ONE, unit_gamma
from sim.demand.streams import Floats, Streams
from sim.scenario.arrivals import Arrivals, WithinDay
from sim.scenario.schema import Scenario


def day_factor(scenario: Scenario, queue: str, streams: Streams, day: int) -> float:
    """The factor of a day (counted from the first counted day) on a queue's volume: gamma with mean 1 and the queue's
    own cv."""
    arrivals = scenario.queues[queue].arrivals
    if arrivals is None or arrivals.day_to_day == 0:
        return 1.0
    return float(unit_gamma(arrivals.day_to_day, _busyness(arrivals, queue, streams, day))[0])


def _busyness(arrivals: Arrivals, queue: str, streams: Streams, day: int) -> Floats:
    """One uniform: how high the day stands among the queue's days. The one that all queues share, or blended with one
    of its own."""
    shared = streams.uniforms((day, "busyness"), 1)
    if arrivals.busy_together == 1:
        return shared
    scores = special.ndtri([shared[0], streams.uniforms((queue, day, "own busyness"), 1)[0]])
    return _standing(blended(scores[:1], scores[1:], arrivals.busy_together))


def interval_factors(within: WithinDay, count: int, streams: Streams, queue: str, day: int) -> Floats:
    """The factors of a day's intervals on a queue's volume, `count` of them from midnight on: gamma with mean 1 and the
    cv written, each correlated with the one before."""
    scores = special.ndtri(streams.uniforms((queue, day, "within day"), count))
    for place in range(1, count):
        scores[place] = blended(scores[place - 1], scores[place], within.correlation)
    return unit_gamma(within.cv, _standing(scores))


def blended(first: Floats, own: Floats, correlation: float) -> Floats:
    """Normal scores that correlate so much with `first`, and for the rest follow `own`."""
    return correlation * first + sqrt(1 - correlation**2) * own


def _standing(scores: Floats) -> Floats:
    """The uniforms of normal scores."""
    return np.asarray(np.minimum(special.ndtr(scores), BELOW_ONE))
