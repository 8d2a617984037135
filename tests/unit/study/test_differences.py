"""Erlang beside the simulation: the steps from one to the other add up, and each state is what theory says it is.

Levels are compared within K standard errors; seeds are fixed, so a test that passes goes on passing.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.demand.distributions import unit_gamma
from sim.demand.streams import Streams
from sim.scenario.schema import Scenario
from sim.study.askable import NotAskableError
from sim.study.differences import SEEDS_APART, Differences, Step, differences
from sim.study.laws_of_interval import with_laws_of
from sim.study.statistics import Interval, critical_t
from sim.units import HOUR, MINUTE

K = 4
"""Standard errors: by chance alone one of 15,000 figures lies further off."""
PLAIN: dict[str, Any] = {
    "arrivals": {"per_hour": 72, "day_to_day": "0%"},
    "handle_time": {"exponential": "5m"},
    "target": {"answer": "80%", "within": "20s"},
}


def desk(opens: str = "06:00-18:00", heads: Any = 8, **keys: Any) -> Scenario:
    """Six erlangs on eight heads, all day long."""
    return Scenario.model_validate(
        {
            "name": "Desk",
            "open": opens,
            "interval": "60m",
            "queues": {"care": PLAIN | keys},
            "agents": {"front": {"skills": ["care"], "on_queue": heads}},
        }
    )


def names(steps: tuple[Step, ...]) -> list[str]:
    return [step.cause.name for step in steps]


def within_k_errors(found: Interval, replications: int, value: float) -> bool:
    error = (found.half_width or 0.0) / float(critical_t(replications))
    return abs((found.mean or 0.0) - value) <= K * error


def adds_up(found: Differences) -> bool:
    gap = (found.simulated.mean or 0.0) - found.erlang_c
    sums = [sum(step.points.mean or 0.0 for step in steps) for steps in (found.forward, found.reversed)]
    return sums == pytest.approx([gap, gap], abs=1e-12)


@pytest.fixture(scope="module")
def nothing() -> Differences:
    """A cause is there, a callback, which nobody accepts."""
    return differences(desk(callback={"accepted_by": "0%"}), "care", 8, seed=3)


def test_where_nothing_makes_a_difference_every_state_is_erlang_c(nothing: Differences) -> None:
    assert nothing.erlang_c == pytest.approx(0.6875, abs=1e-4)  # C(8, 6) = 0.3570, times e^(-2/5 x 1/3)
    assert within_k_errors(nothing.simulated, 8, nothing.erlang_c)
    assert names(nothing.forward) == ["callbacks", "carry-over"]
    assert nothing.forward[0].points == Interval(0.0, 0.0, 0.0)
    for step in (nothing.forward[1], nothing.reversed[1]):  # from a played state to the formula
        assert within_k_errors(step.points, 8, 0.0)


@pytest.fixture(scope="module")
def impatient() -> Differences:
    return differences(desk(heads=6, patience={"exponential": "4m"}), "care", 8, seed=3)


def test_where_people_give_up_abandonment_is_the_difference_and_the_state_is_erlang_a(impatient: Differences) -> None:
    assert names(impatient.forward) == ["abandonment", "carry-over"]
    assert names(impatient.reversed) == ["carry-over", "abandonment"]
    erlang_a = impatient.question.day(patient=False)
    assert impatient.erlang_c == 0  # six erlangs on six heads
    assert erlang_a > 0.4
    carry, abandonment = impatient.reversed
    assert within_k_errors(abandonment.points, 8, erlang_a)
    assert within_k_errors(carry.points, 8, impatient.simulated.mean - erlang_a)  # type: ignore[operator]


def test_each_order_ends_at_the_formula_and_adds_up(nothing: Differences, impatient: Differences) -> None:
    for found in (nothing, impatient):
        assert adds_up(found)
        assert found.forward[-1].leaves == found.reversed[-1].leaves == found.erlang_c


def test_days_that_vary_lower_the_service_level_where_the_load_is_high() -> None:
    arrivals = {"per_hour": 72, "day_to_day": "30%"}
    found = differences(desk("08:00-11:00", arrivals=arrivals), "care", 36, seed=3)
    assert names(found.forward) == ["day-to-day volume", "carry-over"]
    downwards, upwards = found.forward[0], found.reversed[1]
    assert (downwards.points.high or 0.0) < 0
    assert (upwards.points.mean or 0.0) < 0
    assert adds_up(found)


def test_a_law_by_the_hour_is_another_in_each_interval_and_its_mean_to_erlang() -> None:
    by_hour = {"by_arrival": {"08:00": {"exponential": "2m"}, "09:00": {"exponential": "6m"}}}
    found = differences(desk("08:00-10:00", 5, handle_time=by_hour, patience="on"), "care", 6, seed=3)
    assert names(found.forward) == ["abandonment", "shape of handle time", "carry-over"]
    assert found.question.handle_ms == 4 * MINUTE
    assert "another by hour" in found.forward[1].cause.words(found.scenario, "care")
    early, late = found.by_interval
    assert (early or 0.0) > (late or 0.0)
    assert adds_up(found)


def test_an_interval_repeated_keeps_its_own_laws() -> None:
    page = desk(
        patience={"by_arrival": {"08:00": {"constant": "1m"}, "09:20": {"constant": "2m"}}},
        redial={"after": {"by_arrival": {"09:00": {"constant": "3m"}}}},
    ).queues["care"]
    at_nine = with_laws_of(page, 9 * HOUR, HOUR, 2 * HOUR)
    assert at_nine.patience is not None
    assert at_nine.redial is not None
    parts = {clock: law.constant for clock, law in (at_nine.patience.by_arrival or {}).items()}
    third = 20 * MINUTE
    assert parts == {0: MINUTE, third: 2 * MINUTE, HOUR: MINUTE, HOUR + third: 2 * MINUTE}
    assert list(at_nine.redial.after.by_arrival or {}) == [0]


def test_an_interval_with_nobody_on_is_missed_by_erlang_too() -> None:
    found = differences(desk("08:00-10:00", {"08:00": 0, "09:00": 12}, patience="on"), "care", 3, seed=3)
    assert [found.question.level(place, patient=True) for place in (0, 1)] == [0.0, pytest.approx(0.98, abs=0.02)]
    assert (found.by_interval[0] or 0.0) < 0.02  # who comes in the last 20 seconds is answered at nine
    assert adds_up(found)


@pytest.mark.slow
def test_the_number_of_processes_changes_nothing() -> None:
    page = desk("08:00-10:00", patience="on")
    assert differences(page, None, 5, seed=1, processes=2) == differences(page, None, 5, seed=1)


@pytest.mark.parametrize(
    ("keys", "queue", "told"),
    [
        ({}, "sales", "there is no queue 'sales', write one of care"),
        ({"arrivals": {"times": [["09:00", "09:01"]]}}, None, "recorded times are no forecast"),
        (
            {"bursts": {"outage": {"at": "09:00", "size": 9, "decay": "1h"}}},
            None,
            "for the normal day beside it add --set queues.care.bursts.outage.chance=0%",
        ),
        ({"self_service": {"contained": "90%", "gives_up": "10%"}}, None, "nobody reaches the queue"),
    ],
)
def test_a_queue_that_erlang_cannot_be_asked_about_is_refused(keys: Any, queue: str | None, told: str) -> None:
    with pytest.raises(NotAskableError, match=told):
        differences(desk(**keys), queue, 2, seed=1)


@pytest.mark.slow
def test_a_steady_state_of_days_that_vary_is_erlang_c_of_each_of_them() -> None:
    """Days on which the volume passes what the heads can do have no steady state, and count as nobody answered."""
    replications = 40
    arrivals = {"per_hour": 84, "day_to_day": "15%"}
    found = differences(desk(arrivals=arrivals), "care", replications, seed=5)
    factors = [
        unit_gamma(0.15, Streams(5 + SEEDS_APART, r).uniforms((0, "busyness"), 1))[0] for r in range(replications)
    ]
    each = [
        differences(desk(arrivals={"per_hour": 84 * f, "day_to_day": "0%"}), "care", 1, seed=5).erlang_c
        for f in factors
    ]
    expected = float(np.average(each, weights=factors))
    assert abs(found.reversed[0].leaves - expected) < 0.02
