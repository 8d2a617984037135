"""Erlang B, C and A, with or without a bounded waiting room: an independent yardstick for the simulation.

Poisson arrivals, exponential handle times, exponential patience, one queue, one group, steady state. Rates are per
unit of time and times in that unit, whichever it is, the same in all arguments and results; agents at least 1, rates
above 0. Load is arrival rate over service rate (erlangs). Good to ten digits up to 10,000 agents and beyond.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, expm1, inf, log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy import special

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class SteadyState:
    """What a queue comes to. Shares and means are over the contacts that found room; `p_block` is over all."""

    p_block: float
    """Share turned away because every place is taken."""
    p_wait: float
    """Share that does not find an agent at once."""
    p_abandon: float
    """Share that abandons."""
    mean_wait: float
    """Mean wait of all, answered or not."""
    asa: float
    """Mean wait of the answered (average speed of answer)."""
    service_level: float
    """Share that is answered within the time asked about: the service level `offered`."""
    p_longer: float
    """Share that waits longer than that time, whatever becomes of it."""
    mean_queue: float
    """Mean number waiting."""
    occupancy: float
    """Share of the agents' time that is busy."""


def erlang_b(agents: int, load: float) -> float:
    """Share blocked where nobody can wait. B(0) = 1, B(n) = a B(n - 1) / (n + a B(n - 1)) (Erlang 1917; the recursion
    only shrinks errors). Handle times may follow any law."""
    blocked = 1.0
    for number in range(1, agents + 1):
        blocked = load * blocked / (number + load * blocked)
    return blocked


def erlang_c(agents: int, arrival_rate: float, service_rate: float, within: float = 0.0) -> SteadyState:
    """Where everybody waits. C = n B / (n - a (1 - B)), mean wait C / (n mu - lambda), P(wait > t) =
    C exp(-(n mu - lambda) t) (Erlang 1917). A load of `agents` or more has no steady state: all wait, without end."""
    load = arrival_rate / service_rate
    spare = agents * service_rate - arrival_rate
    if spare <= 1e-12 * arrival_rate:  # 20 erlangs may come as 19.999999999999996
        return SteadyState(0.0, 1.0, 0.0, inf, inf, 0.0, 1.0, inf, 1.0)
    blocked = erlang_b(agents, load)
    p_wait = agents * blocked / (agents - load * (1 - blocked))
    longer, mean_wait = p_wait * exp(-spare * within), p_wait / spare
    return SteadyState(
        0.0, p_wait, 0.0, mean_wait, mean_wait, 1 - longer, longer, arrival_rate * mean_wait, load / agents
    )


def erlang_a(
    agents: int,
    arrival_rate: float,
    service_rate: float,
    abandon_rate: float,
    within: float = 0.0,
    room: int | None = None,
) -> SteadyState:
    """Where those who wait abandon at `abandon_rate` (1 / mean patience), in a waiting room of `room` places or no end.

    A birth-death chain with death rates n mu + j theta (Palm 1957). With a `room` the rate may be 0 (M/M/n/K,
    K = agents + room; room 0 is Erlang B). Raises ValueError where nobody abandons and the room has no end.
    """
    if room is None and abandon_rate <= 0:
        raise ValueError("nobody abandons and the room has no end: ask erlang_c")
    full_rate = agents * service_rate
    first, last = _lengths_that_matter(arrival_rate, full_rate, abandon_rate, room)
    below, waiting = _stationary(agents, arrival_rate, service_rate, abandon_rate, first, last)
    p_block = float(waiting[-1]) if last == room else 0.0
    queued = waiting[:-1]  # found all agents busy and j = first, first + 1, .. others waiting, and room
    ahead = np.arange(first + 1.0, last + 1.0)
    leave = abandon_rate * ahead
    entered = below + float(queued.sum())
    answered_wait, in_time, longer = _waits(ahead, full_rate, abandon_rate, within)
    p_abandon = float(queued @ (leave / (full_rate + leave))) / entered
    mean_wait = float(queued @ (ahead / (full_rate + leave))) / entered
    return SteadyState(
        p_block=p_block,
        p_wait=float(queued.sum()) / entered,
        p_abandon=p_abandon,
        mean_wait=mean_wait,
        asa=float(queued @ answered_wait) / entered / (1 - p_abandon),
        service_level=(below + float(queued @ in_time)) / entered,
        p_longer=float(queued @ longer) / entered,
        mean_queue=arrival_rate * (1 - p_block) * mean_wait,
        occupancy=min(1.0, arrival_rate * (1 - p_block) * (1 - p_abandon) / full_rate),
    )


def _lengths_that_matter(
    arrival_rate: float, full_rate: float, abandon_rate: float, room: int | None
) -> tuple[int, int]:
    """Queue lengths outside of which less than one part in 10^15 of the stationary law lies: 12 standard deviations of
    its normal part around its peak, or where a geometric queue has died out if that comes first."""
    if abandon_rate <= 0:
        return 0, room or 0
    peak = max(0.0, arrival_rate - full_rate) / abandon_rate
    around = 12 * sqrt(max(arrival_rate, full_rate) / abandon_rate) + 60
    last = peak + around
    if arrival_rate < full_rate:
        last = min(last, 60 - 40 / log(arrival_rate / full_rate))
    if room is not None:
        peak, last = min(peak, room), min(last, room)
    return max(0, int(peak - around)), int(last) if last == room else int(last) + 1


def _stationary(
    agents: int, arrival_rate: float, service_rate: float, abandon_rate: float, first: int, last: int
) -> tuple[float, Floats]:
    """P(an agent is idle), and P(all busy and j waiting) for j = first..last; in logs: they span hundreds of decades.
    Where `first` is above 0, nobody is idle."""
    death_rates = agents * service_rate + abandon_rate * np.arange(first + 1.0, last + 1.0)
    logs = np.concatenate(([0.0], np.cumsum(np.log(arrival_rate / death_rates))))
    top = float(logs.max())
    blocked = erlang_b(agents, arrival_rate / service_rate)
    if blocked == 0:
        return 1.0, np.zeros(last - first + 1)
    idle = (1 / blocked - 1) * exp(-top) if first == 0 else 0.0
    weights = np.exp(logs - top)
    total = idle + float(weights.sum())
    return idle / total, weights / total


def _waits(ahead: Floats, full_rate: float, abandon_rate: float, within: float) -> tuple[Floats, Floats, Floats]:
    """For a contact that is `ahead`-th in the line: E[wait; answered], P(answered within t), P(waits longer than t).
    The wait T it needs is a sum of exponentials of rates n mu + i theta, i < ahead, so exp(-theta T), the chance that
    its patience outlasts T, follows Beta(n mu / theta, ahead)."""
    if abandon_rate <= 0:
        in_time = special.gammainc(ahead, full_rate * within)
        return ahead / full_rate, in_time, 1 - in_time
    shape = full_rate / abandon_rate
    answered = shape / (shape + ahead)
    # E[T; answered] is a sum of 1 / (shape + i), i = 1..ahead: added up, since psi(..) - psi(..) loses digits
    before = special.digamma(shape + ahead[:1]) - special.digamma(shape + 1)
    expected = answered * (before + np.cumsum(1 / (shape + ahead))) / abandon_rate
    past = -expm1(-abandon_rate * within)
    departures, give = _departures(shape, abandon_rate * within)
    near = np.abs(ahead - departures) <= give
    in_time = np.where(near, 0.0, ahead < departures)
    longer = np.where(near, 0.0, ahead > departures)
    in_time[near] = special.betainc(ahead[near], shape + 1, past)
    longer[near] = special.betaincc(ahead[near], shape, past)
    return expected, answered * in_time, exp(-abandon_rate * within) * longer


def _departures(shape: float, patiences: float) -> tuple[float, float]:
    """How many leave the front of a long line in so many mean patiences, and by how many this may be wrong but once in
    10^15 times: a place in the line beyond that is decided without asking the beta function, a matter of speed alone.

    They follow a negative binomial law of mean shape (e^x - 1) and variance e^x times that, all but normal for a large
    shape; for others `give` is without end."""
    if shape < 1000 or patiences > 100:
        return 0.0, inf
    mean = (shape + 1) * expm1(patiences)
    return mean, 60 + 15 * sqrt(mean * exp(patiences))
