"""Means over those who come: what a law, or a queue's work, takes on average, for quoted waits and for theory."""

from __future__ import annotations

import numpy as np

from sim.demand.arrivals import calendar_parts, cumulative_rate, expected_per_day
from sim.demand.distributions import mean_ms
from sim.demand.reasons import contained_chance
from sim.demand.streams import Floats
from sim.scenario.laws import Law
from sim.scenario.queue import Queue
from sim.scenario.schema import Scenario
from sim.units import DAY


def law_mean_ms(law: Law, scenario: Scenario, queue: str) -> float:
    """Mean of one of a queue's laws. A law by arrival is weighted by the customers whom the queue expects under each
    of its parts; those of all queues together where it has no arrivals of its own."""
    if law.by_arrival is None:
        return mean_ms(law)
    own = expected_per_day(scenario, queue) > 0
    came = np.sum([_expected_under(law, scenario, one) for one in ([queue] if own else scenario.queues)], axis=0)
    return float(np.average([mean_ms(part) for part in law.by_arrival.values()], weights=came if came.any() else None))


def _expected_under(law: Law, scenario: Scenario, queue: str) -> Floats:
    """New customers a day while each part of a law by arrival holds, the last before the first clock
    too."""
    starts, parts = list(law.by_arrival or ()), calendar_parts(scenario, queue)
    came = np.zeros(len(starts) + 1)
    for day, factor in parts:
        edges, until = cumulative_rate(scenario, queue, day)
        weight = factor / scenario.days.count if len(parts) > 1 else 1.0
        came += np.diff(np.interp([0, *starts, DAY], edges, until)) * weight
    came[-1] += came[0]
    return np.asarray(came[1:])


def mean_handle_ms(scenario: Scenario, queue: str) -> float:
    """Mean talk, hold and wrap-up of a queue's contacts as they reach its agents. Where it has reasons, those that
    self-service contains more of come less often; an issue's reason from another queue is not foreseen."""
    return sum(mean_work_ms(scenario, queue))


def mean_work_ms(scenario: Scenario, queue: str) -> tuple[float, float, float]:
    """The same of talk, hold and wrap-up each; of all reasons by their shares where none reaches an agent."""
    page, reaching = scenario.queues[queue], reaching_agents(scenario, queue)
    works = [page.work(reason) for reason in page.reasons.values()] if page.reasons else [page.work()]
    means = [[law_mean_ms(law, scenario, queue) if law else 0.0 for law in work] for work in works]
    weights = reaching if reaching.any() else _shares(page)
    talk, hold, wrap_up = np.average(means, axis=0, weights=weights).tolist()
    return talk, hold, wrap_up


def reaching_agents(scenario: Scenario, queue: str) -> Floats:
    """The share of a queue's new contacts that are of each reason and reach its line; one share without reasons."""
    page, service = scenario.queues[queue], scenario.queues[queue].self_service
    shares = _shares(page)
    if service is None:
        return shares
    contained = contained_chance(page, service, np.arange(len(shares)))
    return np.asarray(shares * (1 - service.used_by * (contained + service.gives_up)))


def _shares(page: Queue) -> Floats:
    return np.array([reason.share for reason in page.reasons.values()]) if page.reasons else np.ones(1)
