"""Agents who differ: as fast and as thorough on average as the queue says, by the deviation that the file says."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np

from sim.demand.streams import Streams
from sim.roster.attendance import attended
from sim.roster.heads import Roster
from sim.scenario.schema import Scenario

SEATS, K = 10_000, 4


def roster(heads: int, differ: dict[str, str], **group: Any) -> Roster:
    page = {
        "name": "crew",
        "days": {"count": 1, "first": "2026-12-01"},
        "queues": {"care": {"arrivals": None, "talk": {"constant": "1m"}}},
        "agents": {"front": {"skills": ["care"], "on_queue": heads, "differ": differ, **group}},
    }
    return attended(Scenario.model_validate(page), Streams(1, 0))


def test_agents_need_as_long_as_the_queue_says_on_average_with_the_deviation_of_the_file() -> None:
    factors = roster(SEATS, {"speed": "15%"}).pace_permille[:, 0] / 1000
    assert abs(factors.mean() - 1) < K * 0.15 / sqrt(SEATS)
    # A lognormal of cv 15 % has a kurtosis of about 3.4, so that a standard deviation's error is 0.55 of it a root n.
    assert abs(factors.std() / 0.15 - 1) < K * sqrt(0.6) / sqrt(SEATS)


def test_chances_to_leave_a_matter_open_are_spread_evenly_around_the_queues() -> None:
    factors = roster(SEATS, {"resolution": "30%"}).left_open_permille / 1000
    assert abs(factors.mean() - 1) < K * 0.3 / sqrt(SEATS) + 0.0005  # rounded down to whole permille
    assert abs(factors.std() / 0.3 - 1) < K * sqrt(0.2) / sqrt(SEATS)
    assert 1 - sqrt(3) * 0.3 - 0.001 <= factors.min() < factors.max() <= 1 + sqrt(3) * 0.3


def test_who_is_new_learns_from_a_pace_of_their_own() -> None:
    own = roster(5, {"speed": "20%"}).pace_permille[:, 0]
    new = roster(5, {"speed": "20%"}, learning={"starts_at": "+50%", "over": "10d"}, hires={"2026-12-01": 5})
    assert np.abs(new.pace_permille[:, 0] - 1.5 * own).max() <= 1.25  # both to the nearest permille


def test_more_agents_leave_the_others_as_they_were() -> None:
    few, many = (roster(heads, {"speed": "20%", "resolution": "20%"}) for heads in (5, 9))
    assert (many.pace_permille[:5] == few.pace_permille).all()
    assert (many.left_open_permille[:5] == few.left_open_permille).all()
