"""What `ccsim check` says that strategies change, and when nobody is there."""

from pathlib import Path

import pytest

from sim.scenario.schema import Scenario
from sim.show.changed import changed
from sim.show.check_page import check_page
from sim.show.layout import TIE
from sim.show.unserved import unserved
from tests.unit.scenario.pages import page, with_line


@pytest.fixture
def support(tmp_path: Path) -> Scenario:
    return page(tmp_path)


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("queues.care.self_service.contained", "+10%", "queues.care.self_service.contained: 30% -> 33%"),
        ("queues.care.talk", "-10%", "queues.care.talk.lognormal.mean: 4m30s -> 4m3s"),
        (
            "queues.care.talk",
            {"constant": "4m"},
            "queues.care.talk: {lognormal: {mean: 4m30s, cv: 1.0}} -> {constant: 4m}",
        ),
        (
            "queues.care.redial",
            "off",
            "queues.care.redial: {chance: 35%, after: {exponential: 10m}, at_most: 3} -> off",
        ),
        ("queues.care.callback", "on", "queues.care.callback: off -> on"),
        ("queues.care.self_service.gives_up", "x2", "queues.care.self_service.gives_up: 5% -> 10%"),
        ("agents.front.scheduled", "+2 @ 17:00-20:00", "agents.front.scheduled: 17:00-20:00 19 -> 21"),
        (
            "agents.front.scheduled",
            "+2 @ 08:30-18:00",
            "agents.front.scheduled: 08:30-18:00 +2 (9 to 19 -> 11 to 21)",
        ),
        (
            "agents.front.scheduled",
            ["-2 @ 10:00-14:00", "+2 @ 17:00-20:00"],
            "agents.front.scheduled: 10:00-14:00 14 -> 12, 17:00-20:00 19 -> 21",
        ),
    ],
)
def test_a_change_is_told_with_the_value_before_and_after(
    support: Scenario, path: str, value: object, told: str
) -> None:
    (line,) = changed(support, support.patched({path: value}))
    assert line.replace(TIE, " ") == told


def test_a_plan_that_is_the_same_changes_nothing(support: Scenario) -> None:
    assert changed(support, support) == ()


def test_a_queue_open_with_nobody_on_is_told_with_its_hours(support: Scenario) -> None:
    assert unserved(support) == ()
    late = support.patched(
        {"agents.front.scheduled": {"12:00": 4}, "agents.experts.on_queue": {"10:00": 4, "18:00": 0}}
    )
    assert unserved(late) == (
        "Nobody serves care 08:00-10:00.",
        "Nobody serves expert 08:00-10:00 and 18:00-20:00.",
    )


def test_a_group_that_shrinkage_rounds_to_nobody_is_told(support: Scenario) -> None:
    one = support.patched({"agents.front.scheduled": {"08:00": 1, "17:00": 9}, "agents.front.shrinkage": "51%"})
    assert unserved(one) == ("front: 1 scheduled, 51% shrinkage, nobody on the queue 08:00-17:00.",)


def test_check_says_of_a_strategy_that_its_new_table_leaves_hours_with_nobody_there(tmp_path: Path) -> None:
    text = with_line('"+2 @ 17:00-20:00"', "{12:00: 4}").replace("[expert, care]", "[expert]")
    told = check_page(page(tmp_path, text), "page.yaml").split("two_more_evening ")[1].split("better_bot ")[0]
    assert "Nobody serves care 08:00-12:00." in told


def test_a_shift_that_is_called_like_a_day_and_falls_away_is_told_alone() -> None:
    shifts = {
        "early": {"agents": 3, "hours": "08:00-16:00", "weekdays": "mon-fri"},
        "saturday": {"agents": 2, "hours": "09:00-13:00", "weekdays": "sat"},
    }
    queue = {"arrivals": {"per_day": 100}, "talk": {"exponential": "3m"}}
    agents = {"front": {"skills": ["care"], "shifts": shifts}}
    before = Scenario.model_validate(
        {"name": "A week", "days": {"count": 7, "first": "mon"}, "queues": {"care": queue}, "agents": agents}
    )
    after = before.patched({"agents.front.shifts.saturday": None})
    (told,) = changed(before, after)
    assert told.replace(TIE, " ") == (
        "agents.front.shifts.saturday: {agents: 2, hours: 09:00-13:00, weekdays: sat} -> unwritten"
    )
