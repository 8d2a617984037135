"""Overflow that could never be is refused, with its place and its cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.scenario.pages import SUPPORT, complaints, page, with_line


def overflowing(overflow: str, text: str = SUPPORT) -> str:
    return with_line("skills: [expert, care],", f"skills: [expert, care], overflow: {overflow},", text)


def test_all_conditions_are_read_and_off_takes_them_away(tmp_path: Path) -> None:
    text = overflowing("{care: {after: 2m, reserve: 1, waiting: 5, idle: {front: 2}}}")
    assert complaints(tmp_path, text) == []
    (terms,) = (page(tmp_path, text).agents["experts"].overflow or {}).values()
    assert (terms.after, terms.reserve, terms.waiting, terms.idle) == (120_000, 1, 5, {"front": 2})
    assert page(tmp_path, text, ("agents.experts.overflow=off",)).agents["experts"].overflow is None


@pytest.mark.parametrize(
    ("overflow", "place", "said"),
    [
        ("{car: {after: 2m}}", "car", "car is not among the skills of experts, did you mean care?"),
        ("{sales: {after: 2m}}", "sales", "not among the skills of experts: add sales to its skills, or remove it"),
        ("{care: {}}", "care", "does not say when the group takes this queue: write after, reserve, waiting or idle"),
        ("{care: {idle: {fornt: 2}}}", "care.idle.fornt", "there is no group 'fornt', did you mean front?"),
        ("{care: {idle: {experts: 2}}}", "care.idle.experts", "write reserve: more than so many must be idle"),
        ("{care: {waiting: 1}}", "care.waiting", "1 is out of range: write 2 or more"),
        ("{care: {reserve: 0}}", "care.reserve", "0 is out of range: write 1 or more"),
        ("{care: {after: 120}}", "care.after", "120"),
        ("{care: {wait: 2m}}", "care.wait", "unknown key, did you mean after?"),
        ("{care: on}", "care", "'on' is not a set of keys"),
    ],
)
def test_a_condition_that_could_not_be_met_is_refused(tmp_path: Path, overflow: str, place: str, said: str) -> None:
    (told,) = complaints(tmp_path, overflowing(overflow))
    assert f"agents.experts.overflow.{place}: " in told
    assert said in told


def test_somebody_must_take_the_last_of_a_line(tmp_path: Path) -> None:
    text = overflowing("{expert: {waiting: 3}, care: {waiting: 3}}")
    (told,) = complaints(tmp_path, text)
    assert "agents.experts.overflow.expert.waiting: no group takes the last who wait on expert" in told
    assert told.endswith("remove waiting from one group, or add expert to the skills of another")


@pytest.mark.parametrize(
    ("heads", "said"),
    [
        (
            "on_queue: {08:00: 3, 12:00: 4}",
            "has 4 on at most, so never more than 4 idle: it would take nobody: write 3",
        ),
        ("scheduled: {08:00: 5}, shrinkage: 30%", "has 4 on at most"),
        ("on_queue: {08:00: 1}", "has 1 on at most, so never more than 4 idle: it would take nobody: remove reserve"),
        # Three at a time: the early ones have gone when the late ones come.
        ("shifts: {a: {agents: 3, hours: 08:00-14:00}, b: {agents: 3, hours: 14:00-20:00}}", "has 3 on at most"),
    ],
)
def test_a_reserve_of_the_whole_group_is_refused_as_it_would_take_nobody(tmp_path: Path, heads: str, said: str) -> None:
    (told,) = complaints(tmp_path, overflowing("{care: {reserve: 4}}").replace("on_queue: {08:00: 4}", heads))
    assert "agents.experts.overflow.care.reserve: the group " in told
    assert said in told


def test_a_reserve_below_what_the_group_ever_has_is_fine_and_a_strategy_that_takes_those_away_is_not(
    tmp_path: Path,
) -> None:
    overlap = "shifts: {a: {agents: 3, hours: 08:00-15:00}, b: {agents: 2, hours: 14:00-20:00}}"
    text = overflowing("{care: {reserve: 4}}").replace("on_queue: {08:00: 4}", overlap)
    assert complaints(tmp_path, text) == []
    fewer = "  fewer: {set: {agents.experts.shifts.a.agents: 2}}\ndecide:"
    (told,) = complaints(tmp_path, text.replace("decide:", fewer))
    assert "has 4 on at most" in told
