"""A queue's new customers over all the days drawn, and their uniforms; a turn is one leg of one of their attempts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.demand.arrivals import arrivals_of_day
from sim.demand.distributions import by_clock, inverse, whole_ms
from sim.demand.streams import Floats, Streams
from sim.scenario.laws import Law
from sim.scenario.schema import Scenario
from sim.units import DAY

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

NOBODY = -1
"""No queue, no channel, no next step."""
BURSTS_FROM = 100
"""More than there are queues: the numbers of bursts' issues lie beyond those of all queues."""


@dataclass(frozen=True)
class Crowd:
    """Customers of one origin queue, those of its normal days or of one burst, by (day, index); a customer's place in
    this order is what `who` arrays hold."""

    origin: int
    name: str
    number: int
    """What stands for them in an issue's number: the queue's place in the file, plus BURSTS_FROM times a burst's place
    among those of its queue, counted from 1."""
    own: tuple[str, ...]
    """What their streams are called after the day: nothing, or a burst and its name."""
    streams: Streams
    first_day: int
    """The first day drawn, counted from the first counted day."""
    carried_days: int
    """How many of the days drawn lie before the first played."""
    starts: Ints
    """Where each day's customers start, length days + 1."""
    arrived_ms: Ints
    """From midnight before the first day played."""

    def uniforms(self, who: Ints, name: tuple[object, ...]) -> Floats:
        """One uniform a customer of `who` (ascending): each the `index`-th of the stream (origin, day, *own, *name), so
        that who else draws changes nothing."""
        cuts = np.searchsorted(who, self.starts).tolist()
        drawn = np.empty(len(who))
        for day, (begin, end) in enumerate(pairwise(cuts)):
            if begin < end:
                index = who[begin:end] - self.starts[day]
                whole = (self.name, self.first_day + day, *self.own, *name)
                stream = self.streams.uniforms(whole, int(index[-1]) + 1)
                drawn[begin:end] = stream[index]
        return drawn


def gather(scenario: Scenario, origin: int, streams: Streams, carried_days: int) -> Crowd:
    """The customers of a queue with arrivals, from `carried_days` before the first day played to the last."""
    name, first_played = list(scenario.queues)[origin], -scenario.days.warm_up
    days = range(first_played - carried_days, scenario.days.count)
    times = [arrivals_of_day(scenario, name, streams, day) + (day - first_played) * DAY for day in days]
    starts = np.cumsum([0, *map(len, times)])
    return Crowd(origin, name, origin, (), streams, days[0], carried_days, starts, np.concatenate(times))


@dataclass(frozen=True)
class Turn:
    """One leg of one attempt, for those customers who may come to it."""

    crowd: Crowd
    who: Ints
    attempt: int
    head: str
    """The queue of the attempt's first leg, by name."""
    queue: str
    """The queue of this leg, by name."""

    def only(self, among: Flags) -> Turn:
        """The same turn for some of them."""
        return replace(self, who=self.who[among])

    def uniforms(self, purpose: str) -> Floats:
        """The uniforms of a purpose; the stream's name holds names alone, so that added queues move no number."""
        return self.crowd.uniforms(self.who, (purpose, self.attempt, self.head, self.queue))

    def chance(self, chance: float, purpose: str) -> Flags:
        """Whether it happens to each: the same uniform whatever the chance, so that a higher one only adds to them."""
        if chance <= 0 or chance >= 1:
            return np.full(len(self.who), chance >= 1)
        return self.uniforms(purpose) < chance

    def chance_among(self, among: Flags, chance: float, purpose: str) -> Flags:
        """The same for some; False for the others."""
        happens = np.zeros(len(self.who), np.bool_)
        happens[among] = self.only(among).chance(chance, purpose)
        return happens

    def times(self, law: Law | None, purpose: str) -> Floats:
        """Durations in ms before rounding; 0 without a law."""
        if law is None or law.constant is not None:
            return np.full(len(self.who), float(law.constant or 0) if law else 0.0)
        uniforms = self.uniforms(purpose)
        if law.by_arrival is None:
            return inverse(law, uniforms)
        return by_clock(law.by_arrival, self.crowd.arrived_ms[self.who] % DAY, uniforms)

    def delay(self, among: Flags, law: Law, purpose: str) -> Ints:
        """Whole ms for some; NOBODY for the others."""
        delays = np.full(len(self.who), NOBODY)
        delays[among] = whole_ms(self.only(among).times(law, purpose))
        return delays
