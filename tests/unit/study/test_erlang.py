"""Erlang beside a simulation: what it makes of the contacts that a study saw."""

from __future__ import annotations

import polars as pl
import pytest

from sim.kpi.compute import Cells
from sim.scenario.schema import Scenario
from sim.show.staffing_rows import erlang_rows, heads_rows
from sim.study.erlang import goal_of, heads_at, lines_of, needed_by_interval, own_groups
from sim.study.replicate import Study
from sim.theory.staffing import Goal, Line
from sim.units import HOUR, MINUTE, SECOND
from tests.unit.study.made_up import study_of

HALF = HOUR // 2
PATIENT = {
    "arrivals": {"per_day": 400},
    "talk": {"exponential": "3m"},
    "target": {"answer": "80%", "within": "30s"},
}
GROUPS = {"front": {"skills": ["care"], "on_queue": {"08:00": 22, "08:30": 24}}}


def desk(groups: dict[str, object] = GROUPS, **more: object) -> Scenario:
    queues = {"care": PATIENT | more, "sales": PATIENT}
    others = {"back": {"skills": ["sales"], "on_queue": {"08:00": 9}}}
    page = {"name": "Desk", "open": "08:00-09:00", "queues": queues, "agents": groups | others}
    return Scenario.model_validate(page)


def seen(page: Scenario, came: tuple[int, int] = (400, 300), blocked: int = 0) -> Study:
    """Two days on which together so many reached the line in each half-hour; each takes 3 minutes."""
    rows = pl.DataFrame(
        {
            "replication": [0, 1, 0, 1],
            "queue": ["care"] * 4,
            "interval": [8 * HOUR, 8 * HOUR, 8 * HOUR + HALF, 8 * HOUR + HALF],
            "queued": [came[0], 0, 0, came[1]],
            "outcome_blocked": [blocked, 0, 0, 0],
            "handled": [came[0], 0, 0, came[1]],
            "talk_ms": [came[0] * 2 * MINUTE, 0, 0, came[1] * 2 * MINUTE],
            "hold_ms": [0] * 4,
            "transfer_ms": [0] * 4,
            "wrap_ms": [came[0] * MINUTE, 0, 0, came[1] * MINUTE],
        }
    )
    return study_of(Cells(pl.DataFrame(), rows, pl.DataFrame()), [1.0, 1.0], page)


STARTS = [8 * HOUR, 8 * HOUR + HALF]


def test_the_work_of_an_interval_is_the_mean_of_those_who_reached_the_line() -> None:
    lines = lines_of(seen(desk(patience={"exponential": "2m"}, waiting_room=9), blocked=40), "care")
    assert list(lines) == STARTS
    # 440 and 300 on two days, in half an hour each: 220 and 150 a half-hour
    assert lines[STARTS[0]].load == pytest.approx(220 / HALF * 3 * MINUTE)
    assert lines[STARTS[1]].load == pytest.approx(150 / HALF * 3 * MINUTE)
    assert lines[STARTS[0]].abandon_rate == pytest.approx(1 / (2 * MINUTE))
    assert lines[STARTS[0]].room == 9


def test_an_interval_that_is_open_in_part_has_its_contacts_in_that_part() -> None:
    page = desk(open="08:15-09:00")
    lines = lines_of(seen(page), "care")
    assert lines[STARTS[0]] == Line(pytest.approx(200 / (15 * MINUTE)), pytest.approx(1 / (3 * MINUTE)))


def test_the_promise_is_the_target_s_with_its_formula() -> None:
    page = desk(target={"answer": "90%", "within": "1m", "formula": "excl_short"}, short_abandon="8s")
    assert goal_of(page, "care") == Goal(0.9, MINUTE, "excl_short", 8 * SECOND)


def test_the_plan_is_short_where_erlang_needs_more() -> None:
    # 200 in half an hour is lesson 1's 400 an hour: 24 of 3 minutes keep 80/30 by Erlang C; 150 take 19
    study = seen(desk())
    assert needed_by_interval(study, "care") == {STARTS[0]: 24, STARTS[1]: 19}
    assert heads_rows(study.scenario, "care", STARTS) == [("on queue", ["22", "24"])]
    assert erlang_rows(study, "care", STARTS) == [("Erlang C needs", ["24", "19"]), ("short", ["-2", ""])]


def test_heads_on_the_queue_are_their_mean_over_the_time_of_an_interval() -> None:
    # All are at the break for the first 10 of 30 minutes; 3 of 23 leave 10 minutes before the end.
    shifts = {
        "day": {"agents": 20, "hours": "08:00-09:00", "breaks": ["08:00 for 10m"]},
        "early": {"agents": 3, "hours": "08:00-08:50"},
    }
    page = desk({"front": {"skills": ["care"], "shifts": shifts}})
    assert heads_rows(page, "care", STARTS) == [("on queue", ["16.3", "22"])]  # 3 + 20 x 2/3, 20 + 3 x 2/3
    assert erlang_rows(seen(page), "care", STARTS)[1] == ("short", ["-7.7", ""])


def test_where_a_queue_opens_within_an_interval_the_mean_is_over_the_rest_of_it() -> None:
    page = desk({"front": {"skills": ["care", "sales"], "on_queue": {"08:00": 20, "08:15": 10}}}, open="08:15-09:00")
    assert heads_rows(page, "care", STARTS) == [("on queue", ["10", "10"])]


def test_nothing_is_said_of_being_short_where_nothing_is() -> None:
    study = seen(desk({"front": {"skills": ["care"], "on_queue": {"08:00": 24}}}))
    assert erlang_rows(study, "care", STARTS) == [("Erlang C needs", ["24", "19"])]


def test_where_people_give_up_it_is_erlang_a() -> None:
    study = seen(desk(patience={"exponential": "3m"}))
    assert erlang_rows(study, "care", STARTS) == [("Erlang A needs", ["22", "17"])]


def test_groups_of_one_queue_alone_add_up() -> None:
    groups: dict[str, object] = {
        "early": {"skills": ["care"], "on_queue": {"08:00": 20}},
        "late": {"skills": ["care"], "on_queue": {"08:00": 3, "08:30": 0}},
    }
    page = desk(groups)
    assert own_groups(page, "care") == ("early", "late")
    assert [heads_at(page, "late", start) for start in STARTS] == [3, 0]
    assert [name for name, _ in heads_rows(page, "care", STARTS)] == ["early", "late"]
    assert erlang_rows(seen(page), "care", STARTS)[1] == ("short", ["-1", ""])


def test_agents_who_serve_another_queue_too_are_beyond_erlang() -> None:
    page = desk({"front": {"skills": ["care", "sales"], "on_queue": {"08:00": 20}}})
    assert own_groups(page, "care") == ()
    assert own_groups(page, "sales") == ()
    assert erlang_rows(seen(page), "care", STARTS) == []


def test_a_promise_that_no_number_keeps_has_no_number() -> None:
    page = desk(target={"answer": "100%", "within": "20s"})
    assert erlang_rows(seen(page), "care", STARTS) == [("Erlang C needs", ["-", "-"])]


def test_where_nobody_was_handled_erlang_says_nothing() -> None:
    assert erlang_rows(seen(desk(), came=(0, 0)), "care", STARTS) == []
