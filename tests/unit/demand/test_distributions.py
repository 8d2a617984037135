"""Means and spreads against closed forms: k = 4 standard errors, 28 figures: a false alarm in some 560 seeds."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from sim.demand.distributions import inverse, mean_ms, whole_ms
from sim.demand.streams import Streams
from sim.scenario.laws import Law
from sim.units import NEVER

K = 4
M = 60_000
"""A minute in ms."""

TWO_BRANCHES = [{"share": 0.4, "mean": "2m"}, {"share": 0.6, "mean": "6m"}]

# Law, mean and standard deviation in minutes, by the textbook.
LAWS: list[tuple[dict[str, Any], float, float]] = [
    ({"exponential": "3m"}, 3, 3),
    ({"lognormal": {"mean": "4m"}}, 4, 4),
    ({"lognormal": {"mean": "4m", "cv": 0.5}}, 4, 2),
    ({"lognormal": {"mean": "4m", "sd": "1m"}}, 4, 1),
    ({"gamma": {"mean": "4m", "sd": "2m"}}, 4, 2),
    ({"gamma": {"mean": "4m"}}, 4, 4),
    ({"erlang": {"mean": "4m", "k": 4}}, 4, 2),
    ({"hyperexponential": {"mean": "3m", "cv": 2}}, 3, 6),
    # E X^2 = 2 (0.4 x 2^2 + 0.6 x 6^2) = 46.4
    ({"hyperexponential": {"phases": TWO_BRANCHES}}, 4.4, math.sqrt(46.4 - 4.4**2)),
    # shape 1/2: E X^2 = 6 (E X)^2
    ({"weibull": {"mean": "3m", "shape": 0.5}}, 3, 3 * math.sqrt(5)),
    ({"uniform": {"from": "2m", "to": "6m"}}, 4, 4 / math.sqrt(12)),
    # (a^2 + b^2 + c^2 - ab - ac - bc) / 18 = (4 + 9 + 49 - 6 - 14 - 21) / 18
    ({"triangular": {"from": "2m", "mode": "3m", "to": "7m"}}, 4, math.sqrt(21 / 18)),
    # E X^2 = 0.9 x 2 x 5^2 = 45
    ({"mixture": {"zero": "10%", "otherwise": {"exponential": "5m"}}}, 4.5, math.sqrt(45 - 4.5**2)),
    ({"empirical": {"values": ["1m", "2m", "6m"]}}, 3, math.sqrt((4 + 1 + 9) / 3)),
]


def law(written: dict[str, Any]) -> Law:
    return Law.model_validate(written)


@pytest.mark.parametrize(("written", "mean", "sd"), LAWS, ids=lambda value: str(value)[:40])
def test_a_law_has_its_mean_and_its_spread(written: dict[str, Any], mean: float, sd: float) -> None:
    times = inverse(law(written), Streams(1, 0).uniforms((str(written),), 200_000)) / M
    squares = (times - mean) ** 2
    root_n = math.sqrt(len(times))
    assert abs(times.mean() - mean) < K * sd / root_n
    assert abs(squares.mean() - sd**2) < K * squares.std() / root_n


@pytest.mark.parametrize(("written", "mean", "sd"), LAWS, ids=lambda value: str(value)[:40])
def test_the_mean_in_closed_form_is_the_laws(written: dict[str, Any], mean: float, sd: float) -> None:
    assert mean_ms(law(written)) == pytest.approx(mean * M)


@pytest.mark.parametrize("written", [each[0] for each in LAWS], ids=lambda value: str(value)[:40])
def test_a_larger_uniform_never_gives_a_shorter_time(written: dict[str, Any]) -> None:
    u = np.concatenate([[2.0**-53], np.linspace(0.001, 0.999, 999), [1 - 2.0**-53]])
    times = inverse(law(written), u)
    assert np.isfinite(times).all()
    assert (times >= 0).all()
    falls = int((np.diff(times) < 0).sum())
    assert falls <= (1 if "hyperexponential" in written else 0)  # once, from the first branch to the second


@pytest.mark.parametrize(
    ("written", "u", "minutes"),
    [
        ({"exponential": "3m"}, 0.5, 3 * math.log(2)),
        ({"lognormal": {"mean": "4m", "cv": 1.0}}, 0.5, 4 / math.sqrt(2)),
        ({"erlang": {"mean": "3m", "k": 1}}, 0.5, 3 * math.log(2)),
        ({"weibull": {"mean": "3m", "shape": 1}}, 0.5, 3 * math.log(2)),
        ({"uniform": {"from": "2m", "to": "6m"}}, 0.25, 3),
        ({"triangular": {"from": "0m", "mode": "2m", "to": "4m"}}, 0.5, 2),
        ({"triangular": {"from": "0m", "mode": "2m", "to": "4m"}}, 0.125, 1),
        ({"triangular": {"from": "2m", "mode": "2m", "to": "4m"}}, 0.75, 3),
        ({"mixture": {"zero": 0.5, "otherwise": {"exponential": "3m"}}}, 0.75, 3 * math.log(2)),
        ({"mixture": {"zero": 0.5, "otherwise": {"exponential": "3m"}}}, 0.49, 0),
        ({"mixture": {"zero": 1, "otherwise": {"exponential": "3m"}}}, 0.99, 0),
        ({"empirical": {"values": ["6m", "1m", "2m"]}}, 0.34, 2),
        ({"constant": "4m"}, 0.99, 4),
        ({"lognormal": {"mean": "4m", "cv": 0}}, 0.99, 4),
        ({"gamma": {"mean": "4m", "sd": "0s"}}, 0.99, 4),
    ],
    ids=str,
)
def test_a_uniform_gives_the_time_worked_out_by_hand(written: dict[str, Any], u: float, minutes: float) -> None:
    assert inverse(law(written), np.array([u]))[0] == pytest.approx(minutes * M)


def test_balanced_branches_each_carry_half_the_mean() -> None:
    times = inverse(law({"hyperexponential": {"mean": "3m", "cv": 2}}), (np.arange(100_000) + 0.5) / 100_000)
    first = (1 + math.sqrt(3 / 5)) / 2
    assert times[: int(first * 100_000)].sum() / 100_000 == pytest.approx(1.5 * M, rel=1e-3)


def test_floats_end_at_the_nearest_millisecond_and_at_never() -> None:
    assert whole_ms(np.array([0.4, 1.5, 2.5, 1e30])).tolist() == [0, 2, 2, NEVER]
