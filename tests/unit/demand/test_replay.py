"""Recorded times are played as they are, day after day."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.demand.arrivals import arrivals_of_day, cumulative_rate, expected_per_day
from sim.demand.draw import draw
from sim.demand.streams import Streams
from sim.scenario.schema import Scenario
from sim.units import DAY, HOUR, MINUTE

from .pages import page

RECORDED = [["08:30", "08:00", "08:00"], ["09:15"], []]
DAYS = [[8 * HOUR, 8 * HOUR, 8 * HOUR + 30 * MINUTE], [9 * HOUR + 15 * MINUTE], []]


def replayed(days: Any, **more: Any) -> Scenario:
    return page({"care": {"arrivals": {"times": RECORDED}} | more}, open="08:00-10:00", days=days)


def played(scenario: Scenario, replication: int, day: int) -> list[int]:
    return arrivals_of_day(scenario, "care", Streams(1, replication), day).tolist()


def test_days_played_take_the_recorded_ones_in_turn_and_begin_again() -> None:
    assert [played(replayed(5), 0, day) for day in range(5)] == [*DAYS, *DAYS[:2]]


def test_the_next_run_of_the_file_goes_on_where_the_last_one_ended() -> None:
    scenario = replayed(2)
    turns = [played(scenario, replication, day) for replication in range(3) for day in range(2)]
    assert turns == [*DAYS, *DAYS]


def test_a_warm_up_day_is_the_one_recorded_before_the_first_counted() -> None:
    scenario = replayed({"count": 1, "warm_up": 1})
    assert [played(scenario, replication, -1) for replication in range(3)] == [DAYS[2], DAYS[0], DAYS[1]]
    demand = draw(scenario, 1, 1)
    assert demand.arrived_ms.tolist() == [*DAYS[0], DAY + DAYS[1][0]]


@pytest.mark.parametrize("seed", [1, 2])
def test_another_seed_changes_the_patience_of_those_who_come_and_not_when(seed: int) -> None:
    patient = replayed(1, patience={"exponential": "3m"})
    first, other = draw(patient, 0, 0), draw(patient, seed, 0)
    assert first.arrived_ms.tolist() == other.arrived_ms.tolist() == DAYS[0]
    assert not np.array_equal(first.patience_ms, other.patience_ms)


def test_recorded_days_are_as_busy_as_they_were_beside_their_mean() -> None:
    assert expected_per_day(replayed(3), "care") == pytest.approx(4 / 3)
    assert draw(replayed(3), 1, 0).day_factor.tolist() == pytest.approx([9 / 4, 3 / 4, 0])


def test_their_mean_by_interval_stands_for_a_forecast() -> None:
    clocks, means = cumulative_rate(replayed(3), "care")
    assert (clocks / HOUR).tolist() == [8, 8.5, 9, 9.5, 10]
    assert means.tolist() == pytest.approx([0, 2 / 3, 1, 4 / 3, 4 / 3])
