"""Who is new and how much longer they need: by hand, against the steady state, and the same whoever else is there."""

from __future__ import annotations

from math import exp, sqrt
from typing import Any

import numpy as np
import pytest

from sim.demand.streams import Streams
from sim.roster.attendance import attended, is_drawn
from sim.scenario.schema import Scenario

SHIFT = {"agents": 2, "hours": "08:00-16:00"}


def paces(group: dict[str, Any], *, days: Any = 1, other: dict[str, Any] | None = None, seed: int = 1) -> np.ndarray:
    groups = {"front": {"skills": ["care"], **group}} | ({"back": {"skills": ["care"], **other}} if other else {})
    page = Scenario.model_validate(
        {
            "name": "crew",
            "open": "08:00-16:00",
            "days": days,
            "queues": {"care": {"arrivals": None, "talk": {"constant": "1m"}}},
            "agents": groups,
        }
    )
    assert is_drawn(page)
    return attended(page, Streams(seed, 0)).pace_permille


def new(over: str = "10d", **keys: Any) -> dict[str, Any]:
    return {"learning": {"starts_at": "+50%", "over": over}, **keys}


DAYS = {"count": 3, "first": "2026-12-02", "warm_up": 1}
"""1 to 4 December, and the day after."""


def test_those_hired_last_have_the_highest_numbers_and_learn_from_their_first_day() -> None:
    hires = {"2026-12-03": 1, "2026-11-27": 2}
    assert paces(new(on_queue=4, hires=hires), days=DAYS).tolist() == [
        [1000, 1000, 1000, 1000, 1000],
        [1300, 1250, 1200, 1150, 1100],
        [1300, 1250, 1200, 1150, 1100],
        [1500, 1500, 1500, 1450, 1400],
    ]


def test_nobody_is_faster_than_experienced_people_at_the_end_of_learning() -> None:
    row = paces(new(on_queue=1, over="36h", hires={"2026-12-01": 1}), days=DAYS)[0]
    assert row.tolist() == [1500, 1167, 1000, 1000, 1000]


def test_of_heads_on_the_schedule_as_many_of_the_hired_are_on_the_queue_as_of_the_others() -> None:
    # 10 scheduled are 7 on the queue, and the 5 who are new 4 of them (3.5, to the nearest whole).
    pace = paces(new(scheduled=10, shrinkage="30%", hires={"2026-12-02": 5}), days=DAYS)
    assert pace[:, 1].tolist() == [1000, 1000, 1000, 1500, 1500, 1500, 1500]


def test_of_agents_by_name_the_last_shift_of_the_file_is_the_newest() -> None:
    pace = paces(new(shifts={"early": SHIFT, "late": SHIFT}, hires={"2026-12-02": 1}), days=DAYS)
    assert pace[:, 1].tolist() == [1000, 1000, 1000, 1500]


def test_groups_stand_one_after_the_other_and_those_without_new_people_are_experienced() -> None:
    pace = paces({"on_queue": 2}, other=new(on_queue=1, hires={"2026-12-04": 1}), days=DAYS)
    assert pace.tolist() == [[1000] * 5, [1000] * 5, [1500, 1500, 1500, 1500, 1450]]


def test_a_year_of_turnover_leaves_as_many_new_people_as_its_steady_state() -> None:
    # T exponential at 0.29 a year, work (1 + 50 % x (1 - T / 180 d)) as long until 180 d: on average
    # 1 + 50 % x (1 - (1 - exp(-a)) / a), a = 0.29 x 180 / 365. Of 4,000 seats within 3 standard errors (0.3 %).
    first_day = paces(new("180d", on_queue=4_000, turnover="29%"))[:, 0]
    a = 0.29 * 180 / 365
    expected = 1000 * (1 + 0.5 * (1 - (1 - exp(-a)) / a))
    assert expected == pytest.approx(1034.1, abs=0.1)
    assert first_day.mean() == pytest.approx(expected, abs=3 * first_day.std() / sqrt(4_000))
    new_people = (first_day > 1000).mean()
    assert new_people == pytest.approx(1 - exp(-a), abs=3 * sqrt(exp(-a) * (1 - exp(-a)) / 4_000))


def test_nobody_leaves_during_the_play_and_each_learns_day_by_day() -> None:
    pace = paces(new("180d", on_queue=50, turnover="100%"), days=20)
    steps = np.diff(pace, axis=1)
    assert set(steps.ravel().tolist()) <= {0, -1, -2, -3}  # 500 permille in 180 days are 2.8 a day
    assert (pace[:, 0] > pace[:, -1]).sum() > 10


def test_more_people_leave_the_tenure_of_the_others_as_it_was() -> None:
    turnover = {"turnover": "100%"}
    few, many = (paces(new("300d", on_queue=heads, **turnover)) for heads in (5, 9))
    assert (many[:5] == few).all()
    early, late = {"early": SHIFT}, {"late": SHIFT}
    alone = paces(new("300d", shifts=late, **turnover))
    assert (paces(new("300d", shifts=early | late, **turnover))[2:] == alone).all()
    larger = {"early": {**SHIFT, "agents": 5}}
    assert (paces(new("300d", shifts=larger | late, **turnover))[5:] == alone).all()
    assert (paces(new("300d", on_queue=5, **turnover), seed=2) != few).any()


def test_turnover_and_hires_go_together() -> None:
    base, both = (paces(new("300d", on_queue=5, turnover="100%", **keys), days=DAYS)
                  for keys in ({}, {"hires": {"2026-12-01": 2}}))  # fmt: skip
    assert (both[:3] == base[:3]).all()
    assert both[3:, 0].tolist() == [1500, 1500]
