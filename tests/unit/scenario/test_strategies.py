from pathlib import Path

import pytest

from sim.scenario.dump import dump
from sim.scenario.faults import ScenarioError
from sim.scenario.schema import Scenario
from sim.scenario.strategies import plan_of, plans
from sim.units import HOUR
from tests.unit.scenario.pages import SUPPORT, complaints, page, with_line, write

LAST = "  both: {use: [two_more_evening, better_bot]}\n"


def with_strategy(text: str) -> str:
    return with_line(LAST, LAST + f"  tried: {text}\n")


def test_the_plans_are_todays_and_one_for_each_strategy_in_the_files_order(tmp_path: Path) -> None:
    scenario = page(tmp_path)
    found = plans(scenario)
    assert [plan.name for plan in found] == ["baseline", "callbacks", "two_more_evening", "better_bot", "both"]
    assert found[0].scenario is scenario
    assert [(plan.cost_per_day, plan.own_cost) for plan in found] == [
        (0, False),
        (0, False),
        (0, False),
        (120, True),
        (120, True),
    ]
    assert found[1].about == "Call back when the wait is over two minutes"


def test_a_strategy_changes_its_plan_and_no_other(tmp_path: Path) -> None:
    today, callbacks, evening, bot, both = (plan.scenario for plan in plans(page(tmp_path)))
    assert today.queues["care"].callback is None
    assert callbacks.queues["care"].callback.accepted_by == 0.37
    assert evening.agents["front"].scheduled == {8 * HOUR: 9, 9 * HOUR: 14, 17 * HOUR: 21}
    assert bot.queues["care"].self_service.contained == 0.38
    assert bot.agents == today.agents
    assert both.agents == evening.agents
    assert both.queues == bot.queues


def test_what_a_strategy_uses_comes_first_in_order_then_its_own(tmp_path: Path) -> None:
    first = "  first: {set: {agents.front.cost_per_hour: 30}, cost: {per_day: 1}}\n"
    second = "  second: {set: {agents.front.cost_per_hour: x2}, cost: {per_day: 2}}\n"
    third = "  third: {use: [first, second], set: {agents.front.cost_per_hour: +5}, cost: {per_day: 4}}\n"
    fourth = "  fourth: {use: [third]}\n"
    found = plans(page(tmp_path, with_line(LAST, LAST + first + second + third + fourth)))
    assert [plan.scenario.agents["front"].cost_per_hour for plan in found[-4:]] == [30, 54, 65, 65]
    assert [plan.cost_per_day for plan in found[-4:]] == [1, 2, 7, 7]


@pytest.mark.parametrize(
    ("strategy", "told"),
    [
        ("{}", "43:3 strategies.tried: changes nothing of today's plan: write what it sets, or remove it"),
        ("{cost: {per_day: 5}}", "43:3 strategies.tried: changes nothing of today's plan"),
        ("{set: {queues.care.self_service.contained: 0.3}}", "43:3 strategies.tried: changes nothing"),
        ("{set: {queues.expert.redial: off}}", "43:3 strategies.tried: changes nothing"),
        ('{set: {agents.front.scheduled: "+0 @ 09:00-10:00"}}', "43:3 strategies.tried: changes nothing"),
        ('{set: {agents.front.scheduled: ["+2 @ 17:00-19:00", "-2 @ 17:00-19:00"]}}', "43:3 strategies.tried: changes"),
        (
            "{set: {queues.care.talkk: -10%}}",
            "43:17 strategies.tried.set.queues.care.talkk: unknown key, did you mean talk?",
        ),
        (
            "{set: {queues.care.patience: 3m}}",
            "43:39 queues.care.patience: it does not say how it varies: write {exponential: 3m}",
        ),
        (
            "{set: {agents.front.skills: [expert]}}",
            "43:3 strategies.tried: it breaks queues.care (no agents serve this queue): "
            "add care to the skills of a group, in its set",
        ),
        ("{set: {days: 10}}", "43:17 strategies.tried.set.days: a strategy cannot change days"),
        (
            "{use: [tried]}",
            "43:16 strategies.tried.use: a circle: tried -> tried: let one strategy of the circle end it",
        ),
        ("{set: {queues.care.redial: null, queues.care.hold: null}}", "there is nothing to remove: leave it out"),
        ("{set: [queues.care.redial]}", "43:16 strategies.tried.set: this is not a set of keys"),
    ],
)
def test_a_strategy_that_cannot_be_is_told_on_its_line(tmp_path: Path, strategy: str, told: str) -> None:
    skills = with_strategy(strategy)
    if "skills" in strategy:
        skills = with_line("skills: [expert, care]", "skills: [expert]", skills)
    found = complaints(tmp_path, skills)
    assert any(told in line for line in found), found
    assert len(found) == 1


def test_a_strategy_that_uses_a_broken_one_repeats_no_fault(tmp_path: Path) -> None:
    text = with_line("contained: 38%", "contained: 380%")
    assert [line.split(" ")[0] for line in complaints(tmp_path, text)] == ["page.yaml:41:94"]


def test_faults_of_todays_plan_are_told_once_not_once_a_strategy(tmp_path: Path) -> None:
    told = complaints(tmp_path, with_line("wrap_up: {exponential: 30s}", "wrap_up: {exponential: 30}"))
    assert len(told) == 1


def test_plans_of_a_scenario_built_in_python_are_checked_too(tmp_path: Path) -> None:
    scenario = page(tmp_path)
    built = Scenario.model_validate(
        {
            "name": "Built",
            "queues": scenario.queues,
            "agents": scenario.agents,
            "strategies": {"less": {"set": {"agents.front.scheduled": "-20"}}},
        }
    )
    with pytest.raises(ScenarioError, match="at 08:00, -20 makes 9 negative: take away at most 9"):
        plans(built)


def test_a_strategy_that_does_what_a_set_has_done_is_no_fault_but_a_plan_that_says_so(tmp_path: Path) -> None:
    sets = ("queues.care.self_service.contained=38%",)
    assert complaints(tmp_path, SUPPORT, sets) == []
    found = plans(page(tmp_path, sets=sets))
    assert [plan.name for plan in found if plan.unchanged] == ["better_bot"]


def test_an_inherited_strategy_that_changes_nothing_is_no_fault_but_one_of_the_file_itself_is(tmp_path: Path) -> None:
    write(tmp_path, name="base.yaml")
    child = "extends: base.yaml\nqueues: {care: {self_service: {contained: 38%}}}\n"
    assert complaints(tmp_path, child) == []
    own = child + "strategies: {mine: {set: {queues.care.self_service.contained: 38%}}}\n"
    assert [line.split(":")[:2] for line in complaints(tmp_path, own)] == [["page.yaml", "3"]]


def test_a_file_that_is_only_run_may_hold_a_strategy_that_changes_nothing(tmp_path: Path) -> None:
    scenario = page(tmp_path, with_strategy("{set: {queues.expert.redial: off}}"))
    assert [plan.unchanged for plan in plans(scenario)] == [False, False, False, False, False, True]


def test_a_clock_that_cannot_be_read_is_told_once_however_many_strategies_change_its_table(tmp_path: Path) -> None:
    assert len(complaints(tmp_path, with_line("17:00: 19", "17:75: 19"))) == 1


def test_a_strategy_that_keeps_places_beside_a_reserve_is_told_to_set_both(tmp_path: Path) -> None:
    text = with_line(
        "    redial:",
        "    callback: {keeps_place: false, reserve: 2}\n    redial:",
        with_strategy("{set: {KEY: true}}"),
    )
    (told,) = [
        line
        for line in complaints(tmp_path, text.replace("KEY", "queues.care.callback.keeps_place"))
        if "tried" in line
    ]
    assert told.endswith("write reserve: 0, or keeps_place: false, in its set")


def test_off_removes_a_strategy_of_the_file_below_as_null_does(tmp_path: Path) -> None:
    write(tmp_path, name="base.yaml")
    for none in ("off", "null"):
        found = page(tmp_path, f"extends: base.yaml\nstrategies: {{both: {none}}}\n")
        assert list(found.strategies) == ["callbacks", "two_more_evening", "better_bot"]
    assert "both" not in page(tmp_path, sets=("strategies.both=off",)).strategies


def test_the_plan_of_a_strategy_is_a_page_of_its_own_with_its_changes_written_in(tmp_path: Path) -> None:
    plan = plan_of(page(tmp_path), "both")
    assert plan.scenario.name == "Support desk, weekday, both"
    assert plan.scenario.strategies == {}
    assert plan.cost_per_day == 120
    again = page(tmp_path, dump(plan.scenario))
    assert again == plan.scenario
    assert again.agents["front"].scheduled == {8 * HOUR: 9, 9 * HOUR: 14, 17 * HOUR: 21}


def test_a_strategy_that_there_is_not_is_told_with_the_likely_one(tmp_path: Path) -> None:
    scenario = page(tmp_path)
    assert plan_of(scenario, "baseline").scenario is scenario
    with pytest.raises(ScenarioError, match=r"there is no strategy .better_bott., did you mean better_bot"):
        plan_of(scenario, "better_bott")


def test_a_law_of_another_name_replaces_one_that_holds_unwritten(tmp_path: Path) -> None:
    session = page(tmp_path).patched({"queues.expert.self_service": {"lasts": {"exponential": "1m"}}})
    pause = page(tmp_path).patched({"queues.care.self_service.false_containment": {"chance": "5%", "after": DAYS}})
    assert session.queues["expert"].self_service.lasts.exponential.mean == HOUR // 60
    assert pause.queues["care"].self_service.false_containment.after.constant == 48 * HOUR


DAYS = {"constant": "2d"}
