"""Every kind of interval says 95 % and covers 93 to 97 % of 2,000 synthetic studies (k = 4 standard errors).

The made days are like simulated ones: a busyness shared by volume and waits (gamma, cv 10 %), waits skewed to the
right, plans that differ on the same days, days of one replication that hang together.
"""

from __future__ import annotations

import numpy as np
import pytest

from sim.study.shares import paired_shares, share_of_days
from sim.study.statistics import Intervals, mean_difference, mean_over_replications, paired_difference, pooled_ratio

STUDIES = 2_000


def covered(intervals: Intervals, truth: float) -> float:
    return float(np.mean((intervals.low <= truth) & (truth <= intervals.high)))


def assert_nominal(share: float) -> None:
    assert 0.93 <= share <= 0.97


class Days:
    """Synthetic days, arrays (studies, replications): how busy, how many contacts, luck of the day on the waits."""

    def __init__(self, seed: int, replications: int) -> None:
        rng = np.random.default_rng(seed)
        shape = (STUDIES, replications)
        self.rng = rng
        self.busy = rng.gamma(100, 1 / 100, shape)
        self.contacts = rng.poisson(800 * self.busy)
        self.luck = rng.gamma(16, 1 / 16, shape)

    def waits(self, speed: float) -> np.ndarray:
        """Seconds waited on each day: a mean of 10 s that grows by e^4 per unit of busyness, faster with `speed`."""
        return self.contacts * 10 / speed * np.exp(4 * speed * (self.busy - 1)) * self.luck


def true_mean_wait(speed: float) -> float:
    """Sum of waits over contacts in the long run: E[busy * wait(busy)] / E[busy], from the gamma's moments."""
    slope, shape = 4 * speed, 100
    return 10 / speed * np.exp(-slope) * (1 - slope / shape) ** -(shape + 1)


@pytest.mark.parametrize("replications", [60, 400])
def test_pooled_ratio_of_skewed_waits_is_covered(replications: int) -> None:
    days = Days(1, replications)
    assert_nominal(covered(pooled_ratio(days.waits(1.0), days.contacts), true_mean_wait(1.0)))


def test_pooled_share_of_contacts_is_covered() -> None:
    days = Days(2, 60)
    chance = np.clip(0.8 - 2 * (days.busy - 1), 0, 1)
    many = np.random.default_rng(3).gamma(100, 1 / 100, 4_000_000)
    truth = float(np.sum(many * np.clip(0.8 - 2 * (many - 1), 0, 1)) / np.sum(many))
    assert_nominal(covered(pooled_ratio(days.rng.binomial(days.contacts, chance), days.contacts), truth))


def test_paired_difference_of_pooled_ratios_is_covered() -> None:
    days = Days(4, 60)
    intervals = paired_difference(days.waits(1.2), days.contacts, days.waits(1.0), days.contacts)
    assert_nominal(covered(intervals, true_mean_wait(1.2) - true_mean_wait(1.0)))


def test_differences_of_five_plans_are_covered_together() -> None:
    days = Days(5, 100)
    base = days.waits(1.0)
    together = np.ones(STUDIES, dtype=bool)
    for speed in (1.05, 1.1, 1.2, 1.3, 1.4):
        own = days.waits(speed) * days.rng.gamma(25, 1 / 25, base.shape)
        held = paired_difference(own, days.contacts, base, days.contacts, comparisons=5)
        truth = true_mean_wait(speed) - true_mean_wait(1.0)
        together &= (held.low <= truth) & (truth <= held.high)
    assert_nominal(float(np.mean(together)))


def test_mean_of_a_percentile_over_replications_is_covered_with_replications_that_have_none() -> None:
    days = Days(6, 60)
    values = np.where(days.rng.random(days.busy.shape) < 0.05, np.nan, 60 * days.luck)
    assert_nominal(covered(mean_over_replications(values), 60.0))
    faster = values - 10 * days.rng.gamma(4, 1 / 4, values.shape)
    assert_nominal(covered(mean_difference(faster, values), -10.0))


def correlated_uniforms(seed: int, replications: int, days: int, together: float) -> np.ndarray:
    """(studies, replications, days): each day takes its replication's draw with chance `together`, else its own."""
    rng = np.random.default_rng(seed)
    shared, own = rng.random((STUDIES, replications, 1)), rng.random((STUDIES, replications, days))
    return np.where(rng.random(own.shape) < together, shared, own)


@pytest.mark.parametrize(
    ("replications", "days", "together", "share"),
    [(400, 1, 0.0, 0.95), (400, 1, 0.0, 0.5), (80, 5, 0.3, 0.5), (80, 5, 0.6, 0.8), (40, 5, 0.2, 0.8)],
)
def test_share_of_days_is_covered_however_days_hang_together(
    replications: int, days: int, together: float, share: float
) -> None:
    met = np.sum(correlated_uniforms(7, replications, days, together) < share, axis=-1)
    assert_nominal(covered(share_of_days(met, np.full_like(met, days)), share))


@pytest.mark.parametrize(
    ("replications", "days", "together", "won", "lost"),
    [(400, 1, 0.0, 0.32, 0.05), (400, 1, 0.0, 0.04, 0.01), (80, 5, 0.3, 0.1, 0.03), (80, 5, 0.6, 0.2, 0.1)],
)
def test_paired_difference_of_shares_is_covered(
    replications: int, days: int, together: float, won: float, lost: float
) -> None:
    draws = correlated_uniforms(8, replications, days, together)
    gain, loss = np.sum(draws < won, axis=-1), np.sum(draws > 1 - lost, axis=-1)
    assert_nominal(covered(paired_shares(gain, loss, np.full_like(gain, days)), won - lost))
