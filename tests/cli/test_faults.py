"""What a planner reads when the page is wrong: everything at once, each with its place and its cure."""

from pathlib import Path

import pytest

from sim.scenario.faults import ScenarioError
from sim.scenario.load import load
from tests.cli.conftest import SMALL, typed

TWELVE = """\
name: Twelve slips
interval: 30m
open: 08:00-20:00
queues:
  care:
    arrivals: {per_day: 1900, profile: {08:00: 30, 21:00: 5}}
    talk: {lognormal: {mean: 270, cv: 1.0}}
    patiense: {exponential: 3m}
    target: {answer: 180%, within: 20s, formula: ofered}
    redial: {chance: 35%, at_most: 0}
    escalate: {chance: 12%, to: expertt}
    escalate: {chance: 13%, to: expert}
  expert:
    arrivals: none
    handle_time: 11m
agents:
  front: {skills: [care], on_queue: {08:00: nine}}
  night: {skills: expert, on_queue: 4}
strategies:
  idle: {about: Nothing at all}
  bot: {set: {queues.care.self_serv.contained: 38%}}
decide: {meet: [care], on: 80% of days, then: lowest price}
"""

PLACES_AND_CURES = """\
6:52 queues.care.arrivals.profile: 21:00 is outside the opening hours 08:00-20:00: write a clock within them
7:30 queues.care.talk.lognormal.mean: 270 has no unit: write 270s, 270m or 270h
8:5 queues.care.patiense: unknown key, did you mean patience?
9:22 queues.care.target.answer: '180%' is not a share: write a percentage from 0% to 100%, like 35%
9:50 queues.care.target.formula: 'ofered' is none of this key's words, did you mean offered?
10:36 queues.care.redial.at_most: 0 is out of range: write 1 or more
11:33 queues.care.escalate.to: there is no queue 'expertt', did you mean expert?
12:5 escalate: written twice, first on line 11: keep one of the two
15:18 queues.expert.handle_time: it does not say how it varies: write {exponential: 11m}, {lognormal: {mean: 11m}} or \
{constant: 11m}
17:45 agents.front.on_queue.08:00: 'nine' is not a whole number: write digits alone, like 3
18:19 agents.night.skills: 'expert' is not a list: write [expert]
20:3 strategies.idle: changes nothing of today's plan: write what it sets, or remove it
21:15 strategies.bot.set.queues.care.self_serv.contained: unknown key, did you mean self_service?
22:47 decide.then: 'lowest price' is none of this key's words, did you mean lowest cost?
"""


def test_slips_of_every_kind_in_one_file_are_all_told_at_once_with_places_and_cures(tmp_path: Path) -> None:
    path = tmp_path / "monday.yaml"
    path.write_text(TWELVE)
    with pytest.raises(ScenarioError) as caught:
        load(path, to_compare=True)
    told = [str(each).removeprefix(f"{path}:") for each in caught.value.faults]
    assert told == PLACES_AND_CURES.splitlines()
    assert all(each.cure for each in caught.value.faults)
    assert str(caught.value).splitlines() == [str(each) for each in caught.value.faults]


def test_a_strategy_is_played_by_its_name_and_a_wrong_name_is_told(tmp_path: Path) -> None:
    said = typed("run", SMALL, "--strategy", "two_more_late", "--days", 1, "--processes", 1)
    assert (said.code, said.out.split("  ")[0]) == (0, "Small line, two_more_late")
    said = typed("run", SMALL, "--strategy", "two_more")
    assert (said.code, said.out) == (2, "")
    assert said.err == "--strategy two_more: there is no strategy 'two_more', did you mean two_more_late?\n"


def test_a_priced_strategy_is_not_logged_without_its_price(tmp_path: Path) -> None:
    said = typed("run", SMALL, "--strategy", "better_bot", "--log", tmp_path / "calls.csv")
    assert said.code == 2
    assert not list(tmp_path.iterdir())


def test_a_what_if_that_does_what_a_strategy_does_is_played_and_compared(tmp_path: Path) -> None:
    what_if = ["--set", "queues.care.self_service.contained=38%", "--days", 2, "--processes", 1]
    assert typed("run", SMALL, *what_if).code == 0
    assert typed("compare", SMALL, *what_if).code == 0


def test_hours_with_nobody_there_are_no_fault_but_are_said_by_check_and_run() -> None:
    late = ["--set", "agents.experts.on_queue={10:00: 2}"]
    for words in (["check", SMALL, *late], ["run", SMALL, *late, "--days", 1, "--processes", 1]):
        said = typed(*words)
        assert said.code == 0
        assert "  Nobody serves expert 08:00-10:00.\n" in said.out


@pytest.mark.parametrize(
    ("change", "cure"),
    [
        ("queues.care.callback={dial: client_first}", "did you mean customer_first?"),
        ("queues.care.patience=2", "write {exponential: 2m}, {lognormal: {mean: 2m}} or {constant: 2m}"),
        ("queues.care.patience=true", "write one of exponential, lognormal, "),
    ],
)
def test_a_cure_is_what_the_planner_meant_and_can_be_written(change: str, cure: str) -> None:
    said = typed("check", SMALL, "--set", change)
    assert said.code == 2
    assert cure in said.err


def test_what_can_be_taken_away_leaves_the_least_that_the_key_takes() -> None:
    said = typed("check", SMALL, "--set", "queues.care.lines=20", "--set", "queues.care.lines=-25")
    assert said.err == ("--set queues.care.lines=-25 queues.care.lines: -25 makes 20 negative: take away at most 19\n")


def test_recorded_times_that_erlang_is_asked_about_are_told_at_their_place(tmp_path: Path) -> None:
    (tmp_path / "calls.csv").write_text("arrived\n09:00\n09:01\n")
    path = tmp_path / "desk.yaml"
    path.write_text(RECORDED)
    said = typed("erlang", path)
    assert said.code == 2
    assert said.err.startswith(f"{path}:5:27 queues.care.arrivals: recorded times are no forecast")


RECORDED = """\
name: Recorded desk
open: 08:00-20:00
queues:
  care:
    arrivals: {times_csv: calls.csv#arrived}
    handle_time: {exponential: 5m}
    patience: on
    target: {answer: 80%, within: 20s}
agents:
  team: {skills: [care], on_queue: 5}
"""
