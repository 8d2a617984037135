"""Tolerances are k = 4 standard errors; a correlation r of n pairs of normal scores has se (1 - r^2) / sqrt(n)."""

from __future__ import annotations

from functools import cache
from math import sqrt
from typing import Any

import numpy as np
import pytest
from scipy import special

from sim.demand.arrivals import arrivals_of_day, volume_factor
from sim.demand.busyness import day_factor, interval_factors
from sim.demand.distributions import BELOW_ONE
from sim.demand.draw import draw
from sim.demand.streams import Streams
from sim.scenario.arrivals import WithinDay
from sim.scenario.schema import Scenario
from sim.units import HOUR

from .pages import page

K = 4


def care(arrivals: dict[str, Any], hours: str = "08:00-10:00", **more: Any) -> Scenario:
    return page({"care": {"arrivals": {"day_to_day": 0} | arrivals}}, open=hours, **more)


def factors(scenario: Scenario, queue: str, seed: int, days: int) -> np.ndarray:
    return np.array([day_factor(scenario, queue, Streams(seed, 0), day) for day in range(days)])


def scores(factors: np.ndarray, cv: float) -> np.ndarray:
    """Normal scores of gamma factors."""
    return np.asarray(special.ndtri(special.gammainc(1 / cv**2, factors / cv**2)))


def test_day_factors_have_mean_one_and_the_spread_written() -> None:
    scenario, n = care({"per_day": 10, "day_to_day": "20%"}), 3000
    factors = np.array([day_factor(scenario, "care", Streams(5, 0), day) for day in range(n)])
    squares = (factors - 1) ** 2
    assert abs(factors.mean() - 1) < K * 0.2 / sqrt(n)
    assert abs(squares.mean() - 0.04) < K * squares.std() / sqrt(n)


def test_queues_share_the_days_busyness_each_with_its_own_spread() -> None:
    spreads = {"a": "10%", "b": "10%", "c": "20%", "d": 0}
    scenario = page({name: {"arrivals": {"per_day": 10, "day_to_day": cv}} for name, cv in spreads.items()})
    a, b, c, d = (np.array([day_factor(scenario, q, Streams(6, 0), day) for day in range(50)]) for q in spreads)
    assert a.tolist() == b.tolist()
    assert np.argsort(a).tolist() == np.argsort(c).tolist()
    assert a.tolist() != c.tolist()
    assert set(d.tolist()) == {1.0}


TOGETHER = {"a": "100%", "b": "80%", "c": "50%", "d": "0%"}


def together() -> Scenario:
    pages = {q: {"arrivals": {"per_day": 10, "day_to_day": "20%", "busy_together": r}} for q, r in TOGETHER.items()}
    return page(pages)


@pytest.mark.parametrize(
    ("one", "other", "correlation"), [("a", "b", 0.8), ("b", "c", 0.4), ("a", "d", 0), ("c", "d", 0)]
)
def test_days_of_two_queues_correlate_by_what_they_write(one: str, other: str, correlation: float) -> None:
    scenario, n = together(), 2000
    both = [scores(factors(scenario, queue, 7, n), 0.2) for queue in (one, other)]
    found = float(np.corrcoef(*both)[0, 1])
    assert abs(found - correlation) < K * (1 - correlation**2) / sqrt(n)


def test_days_of_its_own_keep_their_mean_and_their_spread() -> None:
    n, found = 3000, factors(together(), "c", 8, 3000)
    squares = (found - 1) ** 2
    assert abs(found.mean() - 1) < K * 0.2 / sqrt(n)
    assert abs(squares.mean() - 0.04) < K * squares.std() / sqrt(n)


def test_a_queue_with_days_of_its_own_leaves_the_others_as_they_were() -> None:
    before = page({q: {"arrivals": {"per_day": 50, "day_to_day": "20%"}} for q in TOGETHER})
    for day in range(5):
        was, is_now = (arrivals_of_day(one, "a", Streams(9, 0), day).tolist() for one in (before, together_of_fifty()))
        assert was == is_now


def together_of_fifty() -> Scenario:
    return together().patched({f"queues.{queue}.arrivals.per_day": 50 for queue in TOGETHER})


MEAN, CV, ALONG = 40, 0.25, 0.7
"""Contacts an interval, the spread of its factor, the correlation with the next."""
WITHIN = WithinDay(cv=CV, correlation=ALONG)


@cache
def counts_of(days: int) -> np.ndarray:
    """Arrivals in each half-hour of a four-hour day: an array (days, 8)."""
    scenario = care({"per_interval": MEAN, "within_day": WITHIN}, "08:00-12:00", interval="30m")
    times = [arrivals_of_day(scenario, "care", Streams(10, 0), day) for day in range(days)]
    return np.array([np.bincount(each // (HOUR // 2), minlength=24)[16:24] for each in times])


def expected_product(correlation: float) -> float:
    """Mean of F F' for two gamma factors whose normal scores correlate so: by Gauss-Hermite quadrature."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(20)
    first, own = np.meshgrid(nodes, nodes, indexing="ij")
    second = correlation * first + sqrt(1 - correlation**2) * own
    factor = [
        special.gammaincinv(1 / CV**2, np.minimum(special.ndtr(score), BELOW_ONE)) * CV**2 for score in (first, second)
    ]
    return float((np.outer(weights, weights) * factor[0] * factor[1]).sum() / weights.sum() ** 2)


def near(found: np.ndarray, expected: float) -> bool:
    """Whether a mean over days is within k of its standard errors."""
    return bool(abs(found.mean() - expected) < K * found.std() / sqrt(len(found)))


def test_an_interval_varies_by_chance_and_by_its_factor_around_the_same_mean() -> None:
    counts = counts_of(800)
    assert near(counts.mean(axis=1), MEAN)
    assert near(((counts - MEAN) ** 2).mean(axis=1), MEAN + (MEAN * CV) ** 2)


@pytest.mark.parametrize("on", [1, 2])
def test_an_interval_goes_together_with_the_next_and_less_with_the_one_after(on: int) -> None:
    counts = counts_of(800) - MEAN
    assert near((counts[:, :-on] * counts[:, on:]).mean(axis=1), MEAN**2 * (expected_product(ALONG**on) - 1))


def test_two_queues_vary_along_the_day_each_for_itself() -> None:
    a, b = (interval_factors(WITHIN, 48, Streams(11, 0), queue, 0).tolist() for queue in "ab")
    assert not set(a) & set(b)


def test_a_days_factor_counts_its_intervals_by_their_volume() -> None:
    """An hour of 10 and an hour of 30 contacts."""
    arrivals = {"per_hour": {"08:00": 10, "09:00": 30}, "within_day": WITHIN}
    scenario = care(arrivals, interval="60m")
    factors = interval_factors(WITHIN, 24, Streams(12, 0), "care", 0)
    expected = (10 * factors[8] + 30 * factors[9]) / 40
    assert volume_factor(scenario, "care", Streams(12, 0), 0) == pytest.approx(expected)
    assert draw(scenario, 12, 0).day_factor[0] == pytest.approx(expected)
