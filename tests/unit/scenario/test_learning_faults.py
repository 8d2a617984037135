"""New people who could not be as they are written are refused, each with its place and its cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario.defaults import unwritten
from sim.scenario.faults import ScenarioError
from sim.scenario.load import load
from sim.show.changed import changed
from sim.show.layout import untied
from tests.unit.scenario.pages import SUPPORT, complaints, with_line

AGENTS = "skills: [care], scheduled"
HEADS = "scheduled: {08:00: 9, 09:00: 14, 17:00: 19}, shrinkage: 30%"
DATED = ("days: {count: 5, warm_up: 1}", "days: {count: 5, warm_up: 1, first: 2026-12-01}")


def group(keys: str, dated: bool = True) -> str:
    return with_line(AGENTS, f"skills: [care], {keys}, scheduled").replace(*DATED if dated else ("", ""))


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (
            "turnover: 29%",
            "turnover says who is new, and nothing what that means: write learning: on, or remove turnover",
        ),
        (
            "hires: {2026-12-01: 3}",
            "hires says who is new, and nothing what that means: write learning: on, or remove hires",
        ),
        (
            "learning: {over: 0s}, turnover: 29%",
            "over 0s nobody is ever new: write a time like 180d, or remove learning",
        ),
        ("learning: on, hires: {mon: 3}", "'mon' is not a date: write it like 2026-12-01"),
        (
            "learning: on, hires: {2026-12-06: 3}",
            "the last day played is 2026-12-05: write that or an earlier date, or leave it out",
        ),
        (
            "learning: on, hires: {2026-12-01: 10, 2026-12-02: 10}",
            "20 people are hired, and the group has 19: write 19 at most, or more heads",
        ),
        ("learning: on, turnover: 120%", "'120%' is not a share: write a percentage from 0% to 100%, like 35%"),
    ],
)
def test_new_people_need_a_meaning_a_date_and_heads(tmp_path: Path, keys: str, said: str) -> None:
    (told,) = complaints(tmp_path, group(keys))
    assert told.endswith(said)


def test_hires_need_a_page_whose_days_have_dates(tmp_path: Path) -> None:
    (told,) = complaints(tmp_path, group("learning: on, hires: {2026-12-01: 3}", dated=False))
    assert told.endswith("the page does not say which day is the first: write days: {count: 5, first: 2026-11-30}")


def test_more_are_not_hired_than_a_groups_shifts_have(tmp_path: Path) -> None:
    text = SUPPORT.replace(*DATED).replace(
        "scheduled: {08:00: 9, 09:00: 14, 17:00: 19}, shrinkage: 30%",
        "shifts: {early: {agents: 4, hours: 08:00-16:00}}, learning: on, hires: {2026-12-01: 5}",
    )
    told, _ = complaints(tmp_path, text)  # the second: the page's own strategy changes heads
    assert told.endswith("5 people are hired, and the group has 4: write 4 at most, or more heads")


def test_learning_is_as_published_unless_written_and_said_where_somebody_is_new(tmp_path: Path) -> None:
    path = tmp_path / "page.yaml"
    path.write_text(group("learning: on, turnover: 29%"), encoding="utf-8")
    page = load(path)
    found = {one.path: (one.value, one.label) for one in unwritten(page) if "learning" in one.path}
    assert found == {
        "agents.front.learning.starts_at": ("+50%", "new people +50% longer"),
        "agents.front.learning.over": ("180d", "learnt over 180d"),
    }
    nobody = page.patched({"agents.front.turnover": "0%"})
    assert not [one for one in unwritten(nobody) if "learning" in one.path]
    hired = page.patched({"agents.front.hires": {"2026-12-01": 3}})
    assert hired.patched({"agents.front.hires": "off"}).agents["front"].hires is None


def test_hires_written_anew_are_all_of_them_and_one_date_of_them_goes_on_from_the_others(tmp_path: Path) -> None:
    path = tmp_path / "page.yaml"
    path.write_text(group("learning: on, hires: {2026-12-01: 3}"), encoding="utf-8")
    page = load(path)
    earlier = page.patched({"agents.front.hires": {"2026-11-30": 4}})
    assert earlier.agents["front"].hires == {"2026-11-30": 4}
    assert untied(changed(page, earlier)) == ["agents.front.hires: {2026-12-01: 3} -> {2026-11-30: 4}"]
    more = page.patched({"agents.front.hires.2026-11-30": 4, "agents.front.hires.2026-12-01": "+1"})
    assert more.agents["front"].hires == {"2026-11-30": 4, "2026-12-01": 4}
    with pytest.raises(ScenarioError, match="this table replaces the old one, in which 2026-12-01 stood: leave"):
        page.patched({"agents.front.hires": {"2026-12-01": None, "2026-11-30": 3}})


def test_a_part_of_a_plan_may_end_before_those_begin_for_whom_it_has_heads(tmp_path: Path) -> None:
    """The page's five days end on 5 December."""
    heads = "scheduled: {mon-sun: 9, 2026-12-07: 12}, shrinkage: 30%"
    hired = group("learning: on, hires: {2026-12-07: 3}").replace(HEADS, heads)
    assert HEADS not in hired
    (told,) = complaints(tmp_path, hired.replace("hires: {2026-12-07: 3}", "hires: {2026-12-08: 3}"))
    assert told.endswith("the last day played is 2026-12-05: write that or an earlier date, or leave it out")
    assert complaints(tmp_path, hired) == []


def test_new_people_who_would_be_faster_than_others_are_refused(tmp_path: Path) -> None:
    (told,) = complaints(tmp_path, group("learning: {starts_at: -60%}, turnover: 29%"))
    assert told.endswith("new people would be faster than others: write starts_at as +50%, or remove learning")
