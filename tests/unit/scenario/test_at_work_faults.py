"""Times and speeds of a group that could not be worked by are refused, each with its place and its cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario.load import load
from sim.scenario.schema import Scenario
from tests.unit.scenario.pages import complaints, with_line

AGENTS = "skills: [care], scheduled"


def group(keys: str) -> str:
    return with_line(AGENTS, f"skills: [care], {keys}, scheduled")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("own_times: {car: {talk: {exponential: 3m}}}", "there is no queue 'car', did you mean care?"),
        (
            "own_times: {expert: {talk: {exponential: 3m}}}",
            "the group does not serve expert: add expert to its skills, or remove it here",
        ),
        (
            "own_times: {care: {talk: {exponential: 3m}, handle_time: {exponential: 3m}}}",
            "handle_time is talk + hold + wrap-up: remove it, or remove talk",
        ),
        (
            "own_times: {care: {}}",
            "no time is written: write talk, hold, wrap_up or handle_time, or leave the queue out",
        ),
        ("speed: {car: 90%}", "there is no queue 'car', did you mean care?"),
        ("speed: {expert: 90%}", "the group does not serve expert: add expert to its skills, or remove it here"),
        ("speed: 0%", "'0%' is not a percentage from 1% to 1000%: write it like 110% or 90%"),
        ("speed: {care: 2000%}", "'2000%' is not a percentage from 1% to 1000%: write it like 110% or 90%"),
        ("differ: {}", "it is not said in what they differ: write speed: 15%, resolution: 20%, or both"),
        (
            "differ: {resolution: 51%}",
            "with a resolution over 50% somebody's chance would fall below 0: write 50% at most",
        ),
        ("speed: {care: 3}", "'3' is not a percentage from 1% to 1000%: write it like 110% or 90%"),
    ],
)
def test_a_groups_times_and_speeds_are_of_queues_that_it_serves_and_said_once(
    tmp_path: Path, keys: str, said: str
) -> None:
    (told,) = complaints(tmp_path, group(keys))
    assert told.endswith(said)


def test_a_part_of_their_own_beside_a_handle_time_that_is_all_of_it_is_refused(tmp_path: Path) -> None:
    text = with_line(
        "skills: [expert, care]", "skills: [expert, care], own_times: {expert: {wrap_up: {exponential: 1m}}}"
    )
    (told,) = complaints(tmp_path, text)
    assert told.endswith("the queue's handle_time is all of it already: write talk beside wrap_up, or handle_time")


def scenario(tmp_path: Path, keys: str) -> Scenario:
    path = tmp_path / "page.yaml"
    path.write_text(group(keys), encoding="utf-8")
    return load(path)


def test_one_speed_holds_for_all_of_a_groups_queues(tmp_path: Path) -> None:
    assert scenario(tmp_path, "speed: 110%").agents["front"].speed == {"care": 1.1}
    assert scenario(tmp_path, "speed: {care: 90%}").agents["front"].speed == {"care": 0.9}
    assert scenario(tmp_path, "speed: off").agents["front"].speed is None


def test_times_and_speeds_change_as_other_values_do(tmp_path: Path) -> None:
    page = scenario(tmp_path, "speed: {care: 110%}")
    changed = page.patched({"agents.front.speed.care": "-10%"})
    assert changed.agents["front"].speed == {"care": 0.99}
    changed = changed.patched({"agents.front.own_times": {"care": {"talk": {"exponential": "3m"}}}})
    assert changed.patched({"agents.front.own_times.care.talk": "+10%"}).agents["front"].own_times is not None
    assert changed.patched({"agents.front.own_times": "off"}).agents["front"].own_times is None
    assert page.patched({"agents.front.speed": "120%"}).agents["front"].speed == {"care": 1.2}


def test_nobody_may_leave_matters_open_with_a_chance_of_more_than_1(tmp_path: Path) -> None:
    text = group("differ: {resolution: 50%}").replace("chance: 26%", "chance: 60%")
    (told,) = complaints(tmp_path, text)
    assert told.endswith("with 60% of care's matters left open somebody's chance would pass 100%: write 38% at most")
