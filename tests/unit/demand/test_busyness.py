"""Tolerances are k = 4 standard errors; a correlation r of n pairs of normal scores has se (1 - r^2) / sqrt(n)."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np
import pytest
from scipy import special

from sim.demand.arrivals import arrivals_of_day
from sim.demand.busyness import day_factor
from sim.demand.streams import Streams
from sim.scenario.schema import Scenario

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
