"""When a queue is normal again after a burst, counted by hand: five half-hours, 80 % within 20 s promised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl
import pytest

from sim.kpi.compute import cells
from sim.kpi.kpi import value
from sim.kpi.recovery import RECOVERY, beginnings
from sim.log.columns import Logs
from sim.scenario.schema import Scenario
from sim.units import DAY, HOUR, MINUTE
from tests.unit.log.hand import Row, answered, at, logs

STARTS = ("08:00", "08:30", "09:00", "09:30", "10:00")


def desk(burst: dict[str, Any], days: int = 1) -> Scenario:
    care = {
        "arrivals": {"per_day": 10},
        "talk": {"exponential": "2m"},
        "target": {"answer": "80%", "within": "20s"},
        "bursts": {"outage": {"size": 5, "decay": "1h"} | burst},
    }
    team = {"front": {"skills": ["care"], "on_queue": 2}}
    page = {"name": "hand", "open": "08:00-10:30", "days": days, "queues": {"care": care}, "agents": team}
    return Scenario.model_validate(page)


def morning(missed: Sequence[str], of_burst: str = "08:10", day: int = 0) -> Logs:
    """A caller in each half-hour, late where it misses, and one of the burst."""
    rows: list[Row] = [
        answered(number, at(start, day), 90 if start in missed else 5, 60) for number, start in enumerate(STARTS)
    ]
    rows.append(answered(99, at(of_burst, day), 90 if of_burst[:2] + ":00" in missed else 5, 60, reason="outage"))
    return logs(rows)


def back(burst: dict[str, Any], missed: Sequence[str], **of: Any) -> float | None:
    """Seconds from the burst's beginning."""
    found = cells(morning(missed, **of), desk(burst)).days
    return value(RECOVERY[0], found)["value"].to_list()[0]


def minutes(count: int) -> float:
    return count * MINUTE / 1000


def test_a_queue_is_normal_again_from_the_first_of_two_intervals_in_a_row_that_meet_the_target() -> None:
    assert back({"at": "08:10"}, ["08:00", "08:30"]) == minutes(50)  # from 09:00


def test_one_interval_that_meets_between_two_that_miss_is_not_normal_yet() -> None:
    assert back({"at": "08:10"}, ["08:00", "09:00"]) == minutes(80)  # 08:30 alone meets; from 09:30


def test_the_last_interval_alone_is_enough() -> None:
    assert back({"at": "08:10"}, ["08:00", "09:00", "09:30"]) == minutes(110)  # 10:00 to closing


def test_a_line_that_bears_the_burst_needs_no_time() -> None:
    assert back({"at": "08:10"}, []) == 0


def test_what_misses_before_the_peak_does_not_count_and_what_meets_before_it_neither() -> None:
    late = {"at": "08:10", "rise": "50m"}  # the peak is at 09:00
    assert back(late, ["08:00"]) == minutes(50)
    assert back(late, ["09:00"]) == minutes(80)


def test_where_it_does_not_come_before_closing_the_time_runs_until_closing_and_is_said() -> None:
    scenario, log = desk({"at": "08:10"}), morning(STARTS)
    days = cells(log, scenario).days
    assert [value(kpi, days)["value"].to_list()[0] for kpi in RECOVERY] == [minutes(140), 0.0]


def test_a_day_on_which_no_burst_came_is_not_counted() -> None:
    rows = [answered(number, at(start), 5, 60) for number, start in enumerate(STARTS)]
    days = cells(logs(rows), desk({"at": "08:10", "chance": "50%"})).days
    assert value(RECOVERY[0], days)["value"].to_list() == [None, None]


def test_stragglers_on_a_later_day_make_no_second_burst() -> None:
    scenario = desk({"at": "08:10", "day": 1}, days=2)
    days = cells(morning(["08:00"], day=1), scenario).days
    assert days["burst_days"].to_list() == [0, 0, 0, 0]


def test_a_burst_of_last_night_begins_as_the_queue_opens() -> None:
    scenario = desk({"at": "22:00", "day": 1}, days=2)
    days = cells(morning(["08:00"], day=1), scenario).days
    assert days["burst_days"].to_list() == [0, 0, 1, 1]
    assert days["recovery_ms"].to_list()[2] == HOUR // 2


def of_two_evenings(burst: dict[str, Any], days: int) -> list[int]:
    """On how many days the burst counts, of an evening on which one of it came, and of the morning after."""
    first, second = morning(["08:00"], of_burst="10:20"), morning(["08:00"], day=1)
    later = second.contacts.with_columns(pl.col("issue") + 1000)
    both = Logs(pl.concat([first.contacts, later]), first.agents, first.queues, first.roster)
    return cells(both, desk({"at": "10:15"} | burst, days=days)).days["burst_days"].to_list()[::2]


def test_a_burst_of_the_evening_counts_on_the_day_to_which_half_of_it_is_held() -> None:
    assert of_two_evenings({"day": 1, "decay": "10m"}, days=2) == [1, 0]  # half come by 10:25
    assert of_two_evenings({"day": 1, "decay": "15m"}, days=2) == [0, 1]  # half come at closing or later
    assert of_two_evenings({"day": 1, "decay": "1h"}, days=1) == [1]  # tomorrow is not played


def test_open_through_the_night_nobody_is_held() -> None:
    scenario = desk({"at": "23:30", "day": 1}, days=2).model_copy(update={"open": (0, DAY)})
    burst = (scenario.queues["care"].bursts or {})["outage"]
    assert beginnings(scenario, "care", burst) == [(0, 23 * HOUR + HOUR // 2, 23 * HOUR + HOUR // 2)]


@pytest.mark.parametrize("own", [{"target": None}, {"bursts": None}, {"channel": "email"}])
def test_without_a_burst_a_target_or_a_line_there_is_nothing_to_count(own: dict[str, Any]) -> None:
    scenario = desk({"at": "08:10"})
    care = scenario.queues["care"].model_copy(update=own)
    none = scenario.model_copy(update={"queues": {"care": care}})
    assert cells(morning(["08:00"]), none).days["burst_days"].sum() == 0
