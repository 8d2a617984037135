"""How much busier than the forecast a day is: factors of mean 1 on a queue's volume.

Days of several queues go together by a Gaussian copula: each has a normal score, a blend of the one that all queues
share and one of its own, and takes the gamma factor that stands as high among its like (Oreshkin, Regnard, L'Ecuyer
2016).
"""

from __future__ import annotations

import numpy as np
from scipy import special

from sim.demand.distributions import BELOW_ONE, unit_gamma
from sim.demand.streams import Floats, Streams
from sim.scenario.arrivals import Arrivals
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
    own = streams.uniforms((queue, day, "own busyness"), 1)
    return blended(shared, own, arrivals.busy_together)


def blended(first: Floats, second: Floats, correlation: float) -> Floats:
    """Uniforms whose normal scores correlate so much with those of `first`, and for the rest follow `second`."""
    score = correlation * special.ndtri(first) + np.sqrt(1 - correlation**2) * special.ndtri(second)
    return np.asarray(np.minimum(special.ndtr(score), BELOW_ONE))
