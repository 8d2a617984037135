"""Shrinkage in one figure or by kind, and what would be counted twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.roster.heads import stretches
from sim.scenario.dump import dump, scenario_hash
from sim.scenario.load import load
from sim.scenario.strategies import plans
from tests.unit.scenario.pages import SUPPORT, complaints, page, with_line, write
from tests.unit.scenario.test_shifts import PAGE as SHIFTS_PAGE

KINDS = "shrinkage: {leave: 10%, sickness: 5%, breaks: 6%, training: 5%, meetings: 4%}"
BY_KIND = with_line("shrinkage: 30%", KINDS)
MORE_TRAINING = with_line('agents.front.scheduled: "+2 @ 17:00-20:00"', "agents.front.shrinkage.training: 8%", BY_KIND)
EARLY = "    shifts:\n      early:"


def test_kinds_add_up_to_the_one_figure(tmp_path: Path) -> None:
    one, kinds = page(tmp_path), page(tmp_path, BY_KIND)
    assert kinds.agents["front"].shrinkage_in_all == one.agents["front"].shrinkage_in_all == 0.3
    assert stretches(kinds, "front") == stretches(one, "front")


def test_a_kind_that_is_not_written_is_none(tmp_path: Path) -> None:
    some = page(tmp_path, with_line("shrinkage: 30%", "shrinkage: {leave: 12%, training: 8%}"))
    assert some.agents["front"].shrinkage_in_all == 0.2


def test_both_ways_of_writing_it_are_written_back_as_they_were_read(tmp_path: Path) -> None:
    for text in (SUPPORT, BY_KIND):
        scenario = page(tmp_path, text)
        again = load(write(tmp_path, dump(scenario), "again.yaml"))
        assert again == scenario
        assert scenario_hash(again) == scenario_hash(scenario)


def test_a_strategy_sets_one_kind(tmp_path: Path) -> None:
    (plan,) = (one for one in plans(page(tmp_path, MORE_TRAINING)) if one.name == "two_more_evening")
    assert plan.scenario.agents["front"].shrinkage_in_all == 0.33


@pytest.mark.parametrize(
    ("change", "in_all"),
    [
        ("agents.front.shrinkage=25%", 0.25),
        ("agents.front.shrinkage={leave: 12%}", 0.32),
        ("agents.front.shrinkage.leave=+50%", 0.35),
        ("agents.front.shrinkage.leave=null", 0.2),
    ],
)
def test_kinds_change_one_by_one_and_one_figure_replaces_them(tmp_path: Path, change: str, in_all: float) -> None:
    assert page(tmp_path, BY_KIND, (change,)).agents["front"].shrinkage_in_all == in_all


def test_kinds_replace_one_figure(tmp_path: Path) -> None:
    assert page(tmp_path, sets=("agents.front.shrinkage={leave: 12%}",)).agents["front"].shrinkage_in_all == 0.12


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ("agents.front.shrinkage.training=8%", "agents.front.shrinkage is one figure, 30%: write agents.front."),
        ("agents.front.shrinkage={leave: 60%, training: 40%}", "the kinds add up to 100%, which leaves nobody: write"),
        ("agents.front.shrinkage={}", "no kind is written: write some of leave, sickness, breaks, training, meetings"),
        ("agents.front.shrinkage={coaching: 5%}", "unknown key, did you mean training?"),
        ("agents.front.shrinkage=100%", "shrinkage of 100% leaves nobody: write a share below 100%"),
        ("agents.front.shrinkage={leave: 10}", "10 is not a share: write 10%"),
    ],
)  # fmt: skip
def test_shrinkage_that_says_nothing_or_leaves_nobody_is_refused(tmp_path: Path, change: str, complaint: str) -> None:
    (fault, *_) = complaints(tmp_path, SUPPORT, (change,))
    assert complaint in fault


def test_a_change_of_several_kinds_at_once_is_refused(tmp_path: Path) -> None:
    (fault,) = complaints(tmp_path, BY_KIND, ("agents.front.shrinkage=-10%",))
    assert "-10% says not which number under it to change: go on to one of leave, sickness, breaks" in fault


def beside(shrinkage: str, text: str) -> str:
    """The page with shifts, whose early one has breaks, and shrinkage."""
    return with_line(EARLY, f"    {shrinkage}\n{EARLY}", text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (with_line("shrinkage: 30%", "shrinkage: 30%, absence: 5%"),
         "agents.front.shrinkage: one figure for all kinds counts sickness twice, beside absence: write the other "
         "kinds alone, like {leave: 10%, breaks: 6%, training: 5%, meetings: 4%}"),
        (with_line("shrinkage: 30%", "shrinkage: {leave: 10%, sickness: 5%}, absence: 5%"),
         "agents.front.shrinkage.sickness: this counts sickness twice, beside absence: remove sickness here, or "
         "absence"),
        (beside("shrinkage: 30%", SHIFTS_PAGE),
         "agents.front.shrinkage: one figure for all kinds counts breaks twice, beside the shifts' breaks: write the "
         "other kinds alone, like {leave: 10%, sickness: 5%, training: 5%, meetings: 4%}"),
        (beside("shrinkage: {breaks: 6%, leave: 10%}", SHIFTS_PAGE),
         "agents.front.shrinkage.breaks: this counts breaks twice, beside the shifts' breaks: remove breaks here, or "
         "the shifts' breaks"),
    ],
)  # fmt: skip
def test_what_shifts_and_absence_say_is_not_counted_again(tmp_path: Path, text: str, fault: str) -> None:
    (found,) = complaints(tmp_path, text)
    assert found.endswith(fault)


def test_the_other_kinds_go_with_shifts_and_absence_and_are_paid_on_top(tmp_path: Path) -> None:
    scenario = page(tmp_path, beside("shrinkage: {leave: 10%, training: 10%}\n    absence: 5%", SHIFTS_PAGE))
    parts = {part.from_ms / 3_600_000: (part.on_queue, part.paid) for part in stretches(scenario, "front")}
    assert parts[8] == (12, 15)


def test_shifts_without_breaks_go_with_one_figure_and_shrinkage_of_nothing_with_all(tmp_path: Path) -> None:
    text = with_line(", breaks: [10:15 for 15m, 15m between 14:00-15:30]", "", beside("shrinkage: 30%", SHIFTS_PAGE))
    assert complaints(tmp_path, text) == []
    assert complaints(tmp_path, beside("shrinkage: {breaks: 0%, leave: 10%}", SHIFTS_PAGE)) == []
    assert complaints(tmp_path, beside("shrinkage: 0%", SHIFTS_PAGE)) == []
