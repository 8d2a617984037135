"""Each lesson's day is the same one, and its heads are those that the page says they are."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sim.scenario.load import load
from sim.scenario.strategies import plan_of
from sim.theory.staffing import Goal, Line, agents_needed, service_level
from sim.units import HOUR
from tests.lessons.pages import LESSONS, path_of

EIGHTY_TWENTY = Goal(answer=0.8, within=20)


def rates(lesson: str) -> list[float]:
    """Calls an hour in each half-hour."""
    arrivals = load(path_of(lesson)).queues["care"].arrivals
    assert arrivals is not None
    assert arrivals.per_hour is not None
    assert list(arrivals.per_hour) == HALF_HOURS
    return list(arrivals.per_hour.values())


def heads(lesson: str, plan: str = "baseline") -> list[int]:
    on_queue = plan_of(load(path_of(lesson)), plan).scenario.agents["team"].on_queue
    assert on_queue is not None
    assert list(on_queue) == HALF_HOURS
    return list(on_queue.values())


HALF_HOURS = list(range(8 * HOUR, 20 * HOUR, HOUR // 2))


def lines(abandon_rate: float) -> list[Line]:
    """The work of each half-hour: handle times of 300 s."""
    return [Line(calls / 3600, 1 / 300, abandon_rate) for calls in rates("relief-valve")]


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lessons_day_has_two_humps_between_50_and_240_calls_an_hour(lesson: str) -> None:
    day = rates(lesson)
    assert (min(day), max(day)) == (50, 240)
    ways = [later > before for before, later in pairwise(day) if later != before]
    assert [way for i, way in enumerate(ways) if i == 0 or way != ways[i - 1]] == [True, False, True, False]
    assert sum(day) / 2 == 1765


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lessons_customers_are_those_of_the_others(lesson: str) -> None:
    first, page = load(path_of("relief-valve")), load(path_of(lesson))
    assert (page.open, page.days, page.interval) == (first.open, first.days, first.interval)
    care, theirs = page.queues["care"], first.queues["care"]
    assert care.arrivals is not None
    assert care.model_copy(update={"arrivals": theirs.arrivals}) == theirs
    assert rates(lesson) == rates("relief-valve")
    assert care.arrivals.day_to_day == (0.10 if lesson == "relief-valve" else 0.0)


def test_lesson_6_has_the_fewest_heads_with_which_erlang_c_keeps_80_20_in_each_half_hour() -> None:
    assert heads("relief-valve") == [agents_needed(line, EIGHTY_TWENTY) for line in lines(abandon_rate=0)]


def test_the_leaner_plan_has_the_heads_that_bring_each_half_hour_nearest_to_80_percent_by_erlang_a() -> None:
    def away(line: Line, agents: int) -> float:
        return abs(service_level(line, agents, EIGHTY_TWENTY) - 0.8)

    def nearest(line: Line) -> int:
        around = range(max(1, int(line.load) - 4), int(line.load) + 8)
        return min(around, key=lambda agents: away(line, agents))

    assert heads("relief-valve", "leaner") == [nearest(line) for line in lines(abandon_rate=1 / 180)]


def test_the_leaner_plan_has_eleven_and_a_half_percent_fewer_hours() -> None:
    assert 1 - sum(heads("relief-valve", "leaner")) / sum(heads("relief-valve")) == pytest.approx(0.1145, abs=0.0001)


@pytest.mark.parametrize("lesson", ["vicious-circle", "callbacks"])
def test_an_understaffed_day_is_the_leaner_plan_with_one_in_ten_away_rounded_down(lesson: str) -> None:
    assert heads(lesson) == [9 * there // 10 for there in heads("relief-valve", "leaner")]


def test_lesson_11_has_the_heads_of_lesson_6() -> None:
    assert heads("busy-days") == heads("relief-valve")
