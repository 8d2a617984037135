"""What the estimators of the quoted wait are worth where theory knows it: a line where nobody abandons (M/M/n)."""

from __future__ import annotations

from math import sqrt
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.demand.draw import draw
from sim.engine.flatten import flatten
from sim.engine.record import NONE
from sim.engine.reference import play
from sim.roster.heads import plan_heads
from sim.scenario.quote import Quote
from sim.scenario.schema import Scenario
from sim.units import DAY, MINUTE, SECOND

Floats = NDArray[np.float64]

AGENTS, HANDLE_MS, OCCUPANCY = 5, 5 * MINUTE, 0.8
REPLICATIONS = 16
K = 4
"""Standard errors; a true fact fails once in some 900 tests (Student's t, 15 degrees of freedom)."""


def line(estimator: str) -> Scenario:
    """Two days round the clock, the first to warm up."""
    return Scenario.model_validate(
        {
            "name": "M/M/5",
            "open": "00:00-24:00",
            "days": {"count": 1, "warm_up": 1},
            "queues": {
                "care": {
                    "arrivals": {"per_day": OCCUPANCY * AGENTS * DAY / HANDLE_MS, "day_to_day": "0%"},
                    "talk": {"exponential": f"{HANDLE_MS}ms"},
                    "quote": estimator,
                }
            },
            "agents": {"front": {"skills": ["care"], "on_queue": AGENTS}},
        }
    )


@pytest.fixture(scope="module")
def errors() -> dict[str, Floats]:
    """By estimator: the mean of quoted - waited, and of its square, in s and s^2, of those who found nobody idle; an
    array (2, replications). The customers are the same for all."""
    roster = plan_heads(line("queue_length"))
    found: dict[str, list[tuple[float, float]]] = {estimator: [] for estimator in get_args(Quote)}
    for replication in range(REPLICATIONS):
        demand = draw(line("queue_length"), 1, replication)
        for estimator, means in found.items():
            rows = play(demand, roster, flatten(line(estimator))).contacts
            told = (rows["quoted_ms"] != NONE) & (rows["day"] == 1) & (rows["answered_ms"] != NONE)
            waited = rows["answered_ms"] - rows["queued_ms"]
            missed = (rows["quoted_ms"] - waited)[told] / SECOND
            means.append((float(missed.mean()), float((missed**2).mean())))
    return {estimator: np.array(means).T for estimator, means in found.items()}


def z(values: Floats, theirs: float) -> float:
    """How far the mean over replications is from a figure, in standard errors."""
    return float((values.mean() - theirs) / (values.std(ddof=1) / sqrt(len(values))))


def test_by_queue_length_the_error_is_nothing_on_average(errors: dict[str, Floats]) -> None:
    assert abs(z(errors["queue_length"][0], 0)) < K


def test_by_queue_length_the_square_of_the_error_is_that_of_waits_of_so_many_contacts_ahead(
    errors: dict[str, Floats],
) -> None:
    """With j ahead the wait is j + 1 exponential steps of mean m = handle time / agents, its variance (j + 1) m^2; j is
    geometric given that one waits, 1 / (1 - occupancy) - 1 on average (Ibrahim, Whitt 2009)."""
    step = HANDLE_MS / AGENTS / SECOND
    assert abs(z(errors["queue_length"][1], step**2 / (1 - OCCUPANCY))) < K


@pytest.mark.parametrize("estimator", ["last_waited", "head_of_line"])
def test_by_waits_that_have_been_the_square_of_the_error_is_larger(errors: dict[str, Floats], estimator: str) -> None:
    assert z(errors[estimator][1] - errors["queue_length"][1], 0) > K
