"""When a burst's customers come, and what they find.

On a day of the burst their number is Poisson with the burst's size times a gamma factor. Their rate rises in a straight
line from `at` over `rise` to a peak r, and then halves every `decay` d: up to t ms after the beginning it has brought
r t^2 / (2 rise) of them while it rises, then r (rise / 2 + tau (1 - exp(-(t - rise) / tau))) with tau = d / ln 2. Each
customer stands where a point of rate 1 falls in that sum, as on a normal day, so that a bigger burst brings more of
them and leaves the others their number, their patience and their work. Whom it would bring outside opening hours comes
after the next opening, evenly over `held`.

The customers have streams and issue numbers of their own: a burst moves no other customer's.
"""

from __future__ import annotations

from dataclasses import replace
from math import log

import numpy as np

from sim.demand.arrivals import unit_points
from sim.demand.crowd import BURSTS_FROM, Crowd, Ints
from sim.demand.distributions import unit_gamma, whole_ms
from sim.demand.places import Places
from sim.demand.streams import Floats, Streams
from sim.scenario.bursts import Burst
from sim.scenario.by_day import CLOSED
from sim.scenario.calendar import falls_on
from sim.scenario.opening import DAYS_HELD, next_opening
from sim.scenario.reasons import Reason
from sim.scenario.schema import Scenario
from sim.units import DAY

HALVINGS = 10
"""After so many halvings a burst of a day before the first played is over: one customer in a thousand comes later."""


def burst_size(scenario: Scenario, queue: str, name: str, streams: Streams, day: int) -> float:
    """How many customers a burst is expected to bring on a day, counted from the first counted day, once its factor is
    known; 0 where it does not come."""
    burst = _burst(scenario, queue, name)
    if not falls_on(burst.day, scenario.days.first, day):
        return 0.0
    if streams.uniforms((queue, day, "burst", name, "comes"), 1)[0] >= burst.chance:
        return 0.0
    factor = unit_gamma(burst.uncertainty, streams.uniforms((queue, day, "burst", name, "size"), 1))
    return burst.size * float(factor[0])


def after_share(burst: Burst, share: Floats) -> Floats:
    """Ms after the beginning by which a burst has brought a share, from 0 to below 1, of its customers."""
    tau, rise = burst.decay / log(2), float(burst.rise)
    mass = share * (rise / 2 + tau)
    rising = np.sqrt(2 * rise * mass)
    falling = rise - tau * np.log1p(-np.maximum(mass - rise / 2, 0) / tau)
    return np.where(mass < rise / 2, rising, falling)


def burst_of_day(scenario: Scenario, queue: str, name: str, streams: Streams, day: int) -> Ints:
    """When the customers of a day's burst come, by index: ms after that day's midnight, held until opening."""
    burst, size = _burst(scenario, queue, name), burst_size(scenario, queue, name, streams, day)
    if size == 0:
        return np.zeros(0, np.int64)
    points = unit_points(streams, (queue, day, "burst", name, "arrivals"), size)
    times = whole_ms(burst.at + after_share(burst, points / size))
    midnight = (day + scenario.days.warm_up) * DAY
    opening = next_opening(scenario, queue, times + midnight) - midnight
    spread = np.floor(streams.uniforms((queue, day, "burst", name, "held"), len(times)) * burst.held).astype(np.int64)
    return np.where(opening > times, opening + spread, times)


def gather_burst(scenario: Scenario, origin: int, name: str, streams: Streams, carried_days: int) -> Crowd:
    """The customers whom a burst of a queue brings on the days drawn: as far back as returns are carried in, or its own
    customers come, held over the days on which the queue is closed."""
    queue, first_played = list(scenario.queues)[origin], -scenario.days.warm_up
    burst, opened = _burst(scenario, queue, name), first_played - 1
    while scenario.hours_on(queue, opened) == CLOSED and first_played - opened < DAYS_HELD:
        opened -= 1
    before = max(carried_days, first_played - opened + (burst.at + burst.rise + HALVINGS * burst.decay) // DAY)
    days = range(first_played - before, scenario.days.count)
    came = [burst_of_day(scenario, queue, name, streams, day) + (day - first_played) * DAY for day in days]
    starts = np.cumsum([0, *map(len, came)])
    number = origin + BURSTS_FROM * (1 + list(scenario.queues[queue].bursts or ()).index(name))
    return Crowd(origin, queue, number, ("burst", name), streams, days[0], before, starts, np.concatenate(came))


def places_of_burst(places: Places, origin: int, name: str) -> Places:
    """The places as a burst's customers find them: on its queue it is their reason, and theirs alone."""
    page = places.queues[origin]
    burst = (page.bursts or {})[name]
    keys = ("talk", "hold", "wrap_up", "handle_time", "contained")
    reason = Reason(share=1.0, **{key: getattr(burst, key) for key in keys})
    own = page.model_copy(update={"reasons": {name: reason}, "patience": burst.patience or page.patience})
    queues = (*places.queues[:origin], own, *places.queues[origin + 1 :])
    number = places.first_reason[origin] + page.reason_names.index(name)
    first_reason = (*places.first_reason[:origin], number, *places.first_reason[origin + 1 :])
    return replace(places, queues=queues, first_reason=first_reason)


def _burst(scenario: Scenario, queue: str, name: str) -> Burst:
    return (scenario.queues[queue].bursts or {})[name]
