"""The clock that runs only while the page is open, by hand over a week with a closed Sunday."""

from __future__ import annotations

import numpy as np
import pytest

from sim.scenario.opening import openings
from sim.scenario.opening_clock import opening_clock
from sim.scenario.schema import Scenario
from sim.units import DAY, HOUR, MINUTE

WEEK = {"mon-fri": "08:00-20:00", "sat": "09:00-14:00", "sun": "closed"}
FRIDAY, SATURDAY, SUNDAY, MONDAY = range(4)


def page(open_: object, **days: object) -> Scenario:
    """Friday to Monday."""
    return Scenario.model_validate(
        {
            "name": "by hand",
            "open": open_,
            "days": {"count": 4, "first": "fri"} | days,
            "queues": {"care": {"arrivals": {"per_day": 10}, "talk": {"constant": "1m"}}},
            "agents": {"front": {"skills": ["care"], "on_queue": 1}},
        }
    )


def open_between(scenario: Scenario, start: np.ndarray, end: np.ndarray) -> list[int]:
    clock = opening_clock(scenario)
    return (clock.read(end) - clock.read(start)).tolist()


def at(day: int, hour: float) -> int:
    return round(day * DAY + hour * HOUR)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (at(FRIDAY, 10), at(FRIDAY, 12), 2),
        (at(FRIDAY, 19), at(SATURDAY, 10), 2),  # 19-20 and 9-10
        (at(FRIDAY, 23), at(SATURDAY, 3), 0),
        (at(SATURDAY, 13), at(MONDAY, 9), 2),  # 13-14, all of Sunday closed, 8-9
        (at(FRIDAY, 0), at(MONDAY, 24), 12 + 5 + 12),
        (at(FRIDAY, -6), at(FRIDAY, 9), 3),  # two hours of Thursday, before the first day played
        (at(MONDAY, 19), at(MONDAY + 1, 9), 2),  # and one of Tuesday, after the last
        (at(SATURDAY, 10), at(FRIDAY, 19), -2),
    ],
)
def test_opening_hours_between_two_moments_are_those_that_the_queue_is_open(start: int, end: int, hours: int) -> None:
    assert open_between(page(WEEK), np.array([start]), np.array([end])) == [hours * HOUR]


def test_the_warm_up_comes_before_the_first_counted_day() -> None:
    later = page(WEEK, warm_up=2)  # now the first day played is a Wednesday
    start, end = np.array([at(2, 19), at(3, 13)]), np.array([at(3, 10), at(5, 9)])
    assert open_between(later, start, end) == [2 * HOUR, 2 * HOUR]


def test_of_no_moments_there_are_no_hours() -> None:
    none = np.zeros(0, np.int64)
    assert open_between(page(WEEK), none, none) == []


def test_round_the_clock_the_hours_are_those_of_the_clock() -> None:
    start, end = np.array([5, -DAY]), np.array([7 * DAY + 5, MINUTE])
    assert open_between(page("00:00-24:00"), start, end) == [7 * DAY, DAY + MINUTE]


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (at(FRIDAY, 10), 2, at(FRIDAY, 12)),
        (at(FRIDAY, 19), 2, at(SATURDAY, 10)),
        (at(FRIDAY, 19), 1, at(FRIDAY, 20)),  # as it closes
        (at(SATURDAY, 13), 2, at(MONDAY, 9)),
        (at(SUNDAY, 12), 1, at(MONDAY, 9)),
    ],
)
def test_a_time_in_opening_hours_ends_when_the_queue_has_been_open_for_so_long(
    start: int, hours: int, end: int
) -> None:
    assert opening_clock(page(WEEK)).after(start, hours * HOUR) == end


def test_the_clock_comes_to_the_end_of_the_longest_target_that_a_page_may_have() -> None:
    once_a_week = page({"mon": "08:00-09:00", "tue-sun": "closed"})
    assert opening_clock(once_a_week).after(at(MONDAY, 10), 52 * HOUR) == at(MONDAY + 52 * 7, 9)


def test_days_that_touch_at_midnight_are_one_opening() -> None:
    night = page({"fri": "20:00-24:00", "sat": "00:00-02:00", "sun, mon": "08:00-20:00", "tue-thu": "closed"})
    assert openings(night, "care") == [
        (at(FRIDAY, 20), at(SATURDAY, 2)), (at(SUNDAY, 8), at(SUNDAY, 20)), (at(MONDAY, 8), at(MONDAY, 20)),
    ]  # fmt: skip
    assert openings(page("00:00-24:00"), "care") == [(0, 4 * DAY)]
