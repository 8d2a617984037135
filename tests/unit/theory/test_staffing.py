"""The smallest number of agents for a promise, and the lessons about it that trainers show."""

from __future__ import annotations

from itertools import product
from math import exp, inf, sqrt

import pytest

from sim.scenario.queue import Formula
from sim.theory.erlang import erlang_b
from sim.theory.staffing import (
    Goal,
    Line,
    agents_needed,
    meets,
    scheduled_for,
    service_level,
    steady_state,
    time_kept,
)

EIGHTY_TWENTY = Goal(answer=0.8, within=20)


def per_hour(calls: float, handle_s: float) -> Line:
    return Line(calls / 3600, 1 / handle_s)


def test_lesson_1_the_power_of_one() -> None:
    line = per_hour(400, 180)
    states = [steady_state(line, agents, 30) for agents in range(21, 27)]
    assert [round(100 * at.service_level, 1) for at in states] == [35.6, 59.3, 74.8, 84.7, 90.9, 94.7]
    assert [round(at.asa) for at in states] == [137, 51, 25, 13, 8, 4]
    assert [round(100 * at.occupancy) for at in states] == [95, 91, 87, 83, 80, 77]
    assert agents_needed(line, Goal(answer=0.8, within=30)) == 24


def test_lesson_2_a_hundred_feel_one() -> None:
    line = per_hour(1400, 237)
    levels = {agents: 100 * steady_state(line, agents, 20).service_level for agents in (100, 99, 98, 95)}
    assert {agents: round(level, 1) for agents, level in levels.items()} == {100: 83.4, 99: 78.8, 98: 73.0, 95: 46.0}
    assert agents_needed(line, EIGHTY_TWENTY) == 100


def of_erlangs(load: float) -> Line:
    return Line(load / 300, 1 / 300)


def test_lesson_3_pooling_needs_fewer() -> None:
    needed = {load: agents_needed(of_erlangs(load), EIGHTY_TWENTY) for load in (10, 20, 160)}
    assert needed == {10: 14, 20: 25, 160: 170}
    assert round(100 * steady_state(of_erlangs(160), 170).occupancy) == 94


def test_lesson_4_spare_agents_grow_with_the_square_root_of_the_load() -> None:
    spare = []
    for load in (10, 20, 40, 80, 160):
        needed = agents_needed(of_erlangs(load), EIGHTY_TWENTY)
        assert needed is not None
        spare.append((needed - load) / sqrt(load))
    assert [round(one, 2) for one in spare] == [1.26, 1.12, 0.95, 0.89, 0.79]


def test_lesson_9_shrinkage_divides() -> None:
    assert scheduled_for(70, 0.3) == 100
    assert scheduled_for(70, 0.0) == 70
    assert scheduled_for(71, 0.3) == 102


def first_that_meets(line: Line, goal: Goal) -> int | None:
    return next((agents for agents in range(1, (line.lines or 40) + 1) if meets(line, goal, agents)), None)


def test_no_number_below_the_answer_keeps_the_promise_whatever_is_promised() -> None:
    patiences, rooms = (None, 0.3, 5.0), ((None, None), (0, None), (4, None), (None, 16))
    promises = product((0.0, 0.5, 0.97), (0.0, 0.1), (1.0, 0.05), (1.0, 0.02))
    goals = [Goal(answer, within, "offered", 0.0, leave, turned) for answer, within, leave, turned in promises]
    for load, patience, (room, lines), goal in product((0.3, 12.0), patiences, rooms, goals):
        line = Line(load, 1.0, 1 / patience if patience else 0.0, room, lines)
        assert agents_needed(line, goal) == first_that_meets(line, goal), (line, goal)


def test_where_people_give_up_fewer_than_the_load_can_be_enough() -> None:
    impatient = Line(100.0, 1.0, abandon_rate=1.0)
    goal = Goal(answer=0.8, within=1.0)
    needed = agents_needed(impatient, goal)
    assert needed == first_of(range(70, 100), impatient, goal)
    assert needed is not None
    assert needed < 100


def first_of(numbers: range, line: Line, goal: Goal) -> int | None:
    return next((agents for agents in numbers if meets(line, goal, agents)), None)


@pytest.mark.parametrize("patience", [None, 0.1, 10.0])
@pytest.mark.parametrize("within", [0.0, 0.1, 50.0])
def test_ten_thousand_erlangs_need_no_agent_more_than_enough(patience: float | None, within: float) -> None:
    line, goal = Line(10_000.0, 1.0, 1 / patience if patience else 0.0), Goal(answer=0.8, within=within)
    needed = agents_needed(line, goal)
    assert needed is not None
    assert meets(line, goal, needed)
    assert not meets(line, goal, needed - 1)


def test_lines_for_one_percent_blocked_are_those_of_erlang_b() -> None:
    needed = agents_needed(Line(20.0, 1.0, room=0), Goal(block_at_most=0.01))
    assert needed == next(lines for lines in range(1, 99) if erlang_b(lines, 20.0) <= 0.01) == 30


def test_nobody_comes_so_nobody_is_needed() -> None:
    assert agents_needed(Line(0.0, 1.0), EIGHTY_TWENTY) == 0


def test_what_no_number_can_promise_is_said() -> None:
    assert agents_needed(Line(5.0, 1.0), Goal(answer=1.0, within=1.0)) is None
    assert agents_needed(Line(5.0, 1.0, 1.0), Goal(abandon_at_most=0.0)) is None
    assert agents_needed(Line(5.0, 1.0, room=3), Goal(block_at_most=0.0)) is None
    assert agents_needed(Line(5.0, 1.0, lines=3), Goal(block_at_most=0.01)) is None


def test_each_service_level_is_made_of_the_same_waits() -> None:
    # 10 erlangs, 8 agents, patience of one handle time, T = 0.2, short = 0.05, as shares of all that come
    line = Line(10.0, 1.0, 1.0)
    at, at_short = steady_state(line, 8, 0.2), steady_state(line, 8, 0.05)
    in_time, early = at.service_level, 1 - at.service_level - at.p_longer
    short = 1 - at_short.service_level - at_short.p_longer
    assert 0 < short < early < at.p_abandon
    told: dict[Formula, float] = {
        "offered": in_time,
        "answered_only": in_time / (1 - at.p_abandon),
        "excl_short": in_time / (1 - short),
        "excl_abandoned_in_t": in_time / (1 - early),
        "credit_abandoned_in_t": in_time + early,
        "credit_short": in_time + short,
        "excl_callbacks": in_time,
        "dequeued": in_time + early,
        "virtual": 1 - at.p_longer / exp(-0.2),
    }
    for formula, level in told.items():
        assert service_level(line, 8, Goal(0.8, 0.2, formula, short=0.05)) == pytest.approx(level, rel=1e-12)


def test_the_time_that_a_number_of_agents_keeps_is_the_one_that_needs_them() -> None:
    for line in (Line(20.0, 1.0), Line(20.0, 1.0, 0.5)):
        kept = time_kept(line, 23, 0.8)
        assert steady_state(line, 23, kept).service_level == pytest.approx(0.8, abs=1e-9)
        assert agents_needed(line, Goal(0.8, kept * 1.0001)) == 23


def test_no_time_is_kept_where_too_many_give_up_or_the_queue_grows() -> None:
    assert time_kept(Line(20.0, 1.0, 1.0), 10, 0.8) == inf
    assert time_kept(Line(20.0, 1.0), 20, 0.8) == inf
    assert time_kept(Line(1.0, 1.0), 20, 0.8) == 0.0
