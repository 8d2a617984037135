"""Tolerances are k = 4 standard errors; counts are Poisson: their mean over n days has se sqrt(mean / n)."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np
import pytest

from sim.demand.arrivals import (
    arrivals_of_day,
    calendar_factor,
    calendar_parts,
    cumulative_rate,
    expected_per_day,
    profiles_differ,
)
from sim.demand.draw import draw
from sim.demand.streams import Streams
from sim.scenario.schema import Scenario
from sim.units import HOUR

from .pages import page

K = 4


def care(arrivals: dict[str, Any], hours: str | dict[str, str] = "08:00-10:00", **more: Any) -> Scenario:
    return page({"care": {"arrivals": {"day_to_day": 0} | arrivals}}, open=hours, **more)


@pytest.mark.parametrize(
    ("arrivals", "corners"),
    [
        ({"per_day": 60}, {8: 0, 10: 60}),
        ({"per_day": 60, "profile": {"08:00": 1, "09:00": 2}}, {8: 0, 9: 20, 10: 60}),
        ({"per_day": 60, "profile": {"00:00": 1, "09:00": 2, "10:00": 9}}, {8: 0, 9: 20, 10: 60}),
        ({"per_day": 60, "profile": {"09:00": 5}}, {8: 0, 9: 0, 10: 60}),
        ({"per_interval": {"08:00": 15, "09:00": 30}}, {8: 0, 9: 30, 10: 90}),
        ({"per_interval": 10}, {8: 0, 10: 40}),
        ({"per_hour": {"07:00": 6, "08:30": 60}}, {8: 0, 8.5: 3, 10: 93}),
        ({"counts": "offered", "offered_per_issue": 1.25, "per_interval": 10}, {8: 0, 10: 32}),
    ],
    ids=str,
)
def test_the_cumulative_rate_is_the_one_worked_out_by_hand(
    arrivals: dict[str, Any], corners: dict[float, float]
) -> None:
    clocks, means = cumulative_rate(care(arrivals), "care")
    assert dict(zip((clocks / HOUR).tolist(), means.tolist(), strict=True)) == pytest.approx(corners)
    assert expected_per_day(care(arrivals), "care") == pytest.approx(list(corners.values())[-1])


def test_a_queue_without_arrivals_expects_nobody() -> None:
    assert expected_per_day(page({"expert": {}}), "expert") == 0


def test_a_profile_without_weight_within_opening_hours_is_refused() -> None:
    with pytest.raises(ValueError, match=r"queues\.care\.arrivals\.profile"):
        cumulative_rate(care({"per_day": 60, "profile": {"12:00": 1}}), "care")


def test_counts_in_each_half_hour_have_their_mean() -> None:
    scenario, days = care({"per_interval": {"08:00": 5, "08:30": 40, "09:00": 0, "09:30": 12}}), 400
    times = np.concatenate([arrivals_of_day(scenario, "care", Streams(1, 0), day) for day in range(days)])
    counts = np.bincount(times // (HOUR // 2), minlength=20)[16:20] / days
    for count, mean in zip(counts, (5, 40, 0, 12), strict=True):
        assert abs(count - mean) <= K * sqrt(mean / days)


def test_the_first_busy_hour_after_a_quiet_one_has_all_its_arrivals() -> None:
    scenario, days = care({"per_hour": {"08:00": 1, "09:00": 60}}), 400
    times = np.concatenate([arrivals_of_day(scenario, "care", Streams(2, 0), day) for day in range(days)])
    assert abs((times >= 9 * HOUR).sum() / days - 60) < K * sqrt(60 / days)


def test_arrivals_come_in_order_from_opening_until_before_closing() -> None:
    times = arrivals_of_day(care({"per_day": 200_000}), "care", Streams(3, 0), 0)
    assert (np.diff(times) >= 0).all()
    assert times[0] >= 8 * HOUR
    assert times[-1] < 10 * HOUR


def test_twice_the_volume_halves_the_times_of_those_who_came_and_brings_more() -> None:
    once, twice = (
        arrivals_of_day(care({"per_hour": rate}, "00:00-24:00"), "care", Streams(4, 0), 0) for rate in (20, 40)
    )
    assert len(once) < len(twice)
    assert np.abs(twice[: len(once)] - once / 2).max() <= 1


def test_no_volume_brings_nobody() -> None:
    assert len(arrivals_of_day(care({"per_day": 0, "profile": {"08:00": 1}}), "care", Streams(1, 0), 0)) == 0


WEEKLY = {"per_day": 200, "weekdays": {"mon": "+50%", "sat": "-50%", "sun": "-100%"}, "weeks": {"53": "x2"}}


@pytest.mark.parametrize(
    ("first", "factors"),
    [
        ("2026-12-24", [1, 1, 0.5, 0, 3, 2, 2, 2, 2, 1, 0, 1.5]),  # a Thursday; week 53 is 28 December to 3 January
        ("sat", [0.5, 0, 1.5, 1, 1, 1, 1, 0.5, 0, 1.5, 1, 1]),
    ],
)
def test_a_day_has_the_factors_of_its_weekday_and_its_week(first: str, factors: list[float]) -> None:
    weekly = WEEKLY if first != "sat" else {key: value for key, value in WEEKLY.items() if key != "weeks"}
    scenario = care(weekly, days={"count": 12, "warm_up": 1, "first": first})
    assert [calendar_factor(scenario, "care", day) for day in range(12)] == factors
    assert calendar_factor(scenario, "care", -1) == 1
    assert expected_per_day(scenario, "care") == pytest.approx(200 * sum(factors) / 12)


def test_each_weekday_brings_its_volume_and_the_same_customers_first() -> None:
    weeks, days = 30, {"count": 210, "first": "mon"}
    weekly = care({**WEEKLY, "weeks": None}, days=days)
    plain = care({"per_day": 200}, days=days)
    counts = [len(arrivals_of_day(weekly, "care", Streams(13, 0), day)) for day in range(7 * weeks)]
    for weekday, mean in enumerate((300, 200, 200, 200, 200, 100, 0)):
        assert abs(np.mean(counts[weekday::7]) - mean) <= K * sqrt(mean / weeks)
    tuesday = [arrivals_of_day(one, "care", Streams(13, 0), 1).tolist() for one in (weekly, plain)]
    assert tuesday[0] == tuesday[1]


def test_a_busy_weekday_is_forecast_and_no_busy_day() -> None:
    scenario = care(WEEKLY, days={"count": 5, "first": "2026-12-28"})
    assert draw(scenario, 14, 0).day_factor.tolist() == [1] * 5


def test_a_day_has_its_own_hours_a_closed_one_nobody_and_the_mean_day_is_that_of_all() -> None:
    scenario = care(
        {"per_day": 60, "weekdays": {"sat": "-50%"}},
        {"fri": "08:00-10:00", "sat": "09:00-10:00", "sun-thu": "closed"},
        days={"count": 3, "first": "fri"},
    )
    corners = [
        dict(zip(*(part.tolist() for part in cumulative_rate(scenario, "care", day)), strict=True)) for day in range(3)
    ]
    assert corners == [{8 * HOUR: 0, 10 * HOUR: 60}, {9 * HOUR: 0, 10 * HOUR: 60}, {0: 0}]
    assert expected_per_day(scenario, "care") == pytest.approx((60 + 30) / 3)
    came = [arrivals_of_day(scenario, "care", Streams(1, 0), day) for day in range(3)]
    assert [bool(len(times)) for times in came] == [True, True, False]
    assert 9 * HOUR <= came[1].min() <= came[1].max() < 10 * HOUR


SATURDAY = {"per_day": 60, "profile": {"mon-fri": {"08:00": 1, "09:00": 2}, "sat-sun": {"08:00": 3, "09:00": 1}}}
WEEK = {"count": 7, "first": "mon"}


@pytest.mark.parametrize(
    ("more", "volume"),
    [
        ({}, [60, 60, 60]),
        ({"counts": "offered", "offered_per_issue": 1.25}, [48, 48, 48]),
        ({"weekdays": {"sat": "-50%", "sun": "-100%"}}, [60, 30, 0]),
    ],
    ids=str,
)
def test_a_days_profile_says_when_its_customers_come_and_the_volume_how_many(
    more: dict[str, Any], volume: list[float]
) -> None:
    """Fridays bring one in three in the first hour, at the weekend three in four come in it."""
    scenario = care(SATURDAY | more, days=WEEK)
    for day, total, early in zip((4, 5, 6), volume, (1 / 3, 3 / 4, 3 / 4), strict=True):
        clocks, means = cumulative_rate(scenario, "care", day)
        assert clocks.tolist() == [8 * HOUR, 9 * HOUR, 10 * HOUR]
        assert (means * calendar_factor(scenario, "care", day)).tolist() == pytest.approx([0, total * early, total])
    assert expected_per_day(scenario, "care") == pytest.approx((5 * volume[0] + volume[1] + volume[2]) / 7)
    assert [day for day, _ in calendar_parts(scenario, "care")] == [0, 5]


def test_customers_of_each_weekday_come_by_its_own_profile() -> None:
    """The first hour of a day is Poisson: 20 on weekdays, 45 at the weekend; k standard errors over 40 weeks."""
    weeks, scenario = 40, care(SATURDAY, days={"count": 280, "first": "mon"})
    early = [(arrivals_of_day(scenario, "care", Streams(21, 0), day) < 9 * HOUR).sum() for day in range(7 * weeks)]
    for weekday, mean in enumerate((20, 20, 20, 20, 20, 45, 45)):
        assert abs(np.mean(early[weekday::7]) - mean) <= K * sqrt(mean / weeks)


def test_a_day_brings_the_same_customers_as_if_every_day_had_its_profile() -> None:
    """Busy days and busy hours included: only the other days' customers come at another time."""
    varied = {"day_to_day": "20%", "within_day": {"cv": "40%", "correlation": "60%"}}
    by_day, every_day = (
        care({**SATURDAY, **varied, "profile": profile}, days=WEEK)
        for profile in (SATURDAY["profile"], {"08:00": 3, "09:00": 1})
    )
    friday, saturday = (
        [arrivals_of_day(one, "care", Streams(22, 0), day).tolist() for one in (by_day, every_day)] for day in (4, 5)
    )
    assert friday[0] != friday[1]
    assert saturday[0] == saturday[1]


def test_profiles_differ_where_two_days_played_on_which_it_is_open_have_another() -> None:
    for days, differ in ((WEEK, True), ({"count": 5, "first": "mon"}, False), ({"count": 1, "first": "sat"}, False)):
        assert profiles_differ(care(SATURDAY, days=days), "care") is differ
    closed = {"mon-fri": "08:00-10:00", "sat-sun": "closed"}
    assert not profiles_differ(care(SATURDAY, closed, days=WEEK), "care")
    assert profiles_differ(care(SATURDAY, days={"count": 1, "warm_up": 1, "first": "mon"}), "care")
    assert not profiles_differ(care({"per_day": 60}), "care")


def test_a_day_that_the_profile_leaves_out_is_refused_not_flat() -> None:
    scenario = care({"per_day": 60, "profile": {"mon-fri": {"08:00": 1}}}, days=WEEK)
    with pytest.raises(ValueError, match="no weight within the opening hours"):
        cumulative_rate(scenario, "care", 6)
