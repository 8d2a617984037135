"""Reasons and laws by arrival as a planner writes, mistypes and changes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from sim.scenario.defaults import unwritten
from sim.scenario.dump import dump, scenario_hash, written
from sim.scenario.jsonschema import json_schema
from sim.scenario.laws import Law
from sim.scenario.load import load
from sim.scenario.schema import Scenario
from sim.show.explain import explain_page
from sim.units import HOUR, MINUTE
from tests.unit.scenario.pages import complaints, page, with_line, write

DESK = """\
name: Desk with reasons
open: 08:00-20:00
queues:
  care:
    arrivals: {per_hour: 240}
    wrap_up: {exponential: 10s}
    self_service: {contained: 0%, gives_up: 5%}
    reasons:
      password: {share: 20%, talk: {exponential: 3m}, contained: 60%}
      other: {share: 80%, talk: {by_arrival: {08:00: {exponential: 5m}, 12:00: {gamma: {mean: 6m, cv: 1}}}}}
agents:
  team: {skills: [care], on_queue: 25}
"""
EASY = "password: {share: 20%, talk: {exponential: 3m}, contained: 60%}"


def talk_of(scenario: Scenario, reason: str) -> Law:
    reasons = scenario.queues["care"].reasons
    assert reasons is not None
    talk = reasons[reason].talk
    assert talk is not None
    return talk


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("share: 20%", "share: 30%", "9:7 queues.care.reasons: the shares of the reasons add up to 110%: write shares"),
        ("{contained: 0%, gives_up: 5%}", "off", "9:55 queues.care.reasons.password.contained: nothing contains it"),
        ("gives_up: 5%", "gives_up: 50%", "9:66 queues.care.reasons.password.contained: contained and gives_up are"),
        ("gives_up: 5%", "gives_up: 50%", "and 50% of them give up: write 50% at most"),
        ("3m}, contained", "3m}, handle_time: {exponential: 3m}, contained", "handle_time is talk + hold + wrap-up"),
        ("talk: {exponential: 3m}, contained", "contained", "or handle_time alone, here or under each reason"),
        ("talk: {exponential: 3m}, contained", "tlak: {exponential: 3m}, contained", "tlak: unknown key, did you mean"),
        ("password: {", "pass.word: {", "a name cannot hold a dot: write pass_word"),
        (EASY, f"{EASY}\n      none: 5", "none: 5 is not a set of keys"),
        ("12:00: {gamma: {mean: 6m, cv: 1}}", "8:00: {constant: 6m}", "08:00 and 8:00 are the same moment"),
        ("{gamma: {mean: 6m, cv: 1}}", "{by_arrival: {08:00: {constant: 6m}}}", "a by_arrival inside another: write"),
        ("{gamma: {mean: 6m, cv: 1}}", "6m", "12:00: it does not say how it varies: write {exponential: 6m}"),
        ("{exponential: 3m}", "{by_arrival: {constant: 3m}}", "'constant' is not a time of day"),
        ("{exponential: 3m}", "{by_arrival: 3m}", "write it like {08:00: {exponential: 3m}}, clock by clock"),
        (
            "{exponential: 3m}",
            "{mixture: {zero: 5%, otherwise: {by_arrival: {08:00: {constant: 3m}}}}}",
            "a mixture holds no by_arrival: write by_arrival, with a mixture at each clock",
        ),
    ],
)
def test_what_is_wrong_with_reasons_is_said_at_its_place_with_its_cure(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    told = complaints(tmp_path, with_line(old, new, DESK))
    assert any(said in line for line in told), told


def test_a_mistyped_time_of_a_reason_is_the_only_fault(tmp_path: Path) -> None:
    told = complaints(tmp_path, with_line("talk: {exponential: 3m}", "tlak: {exponential: 3m}", DESK))
    assert told == ["page.yaml:9:30 queues.care.reasons.password.tlak: unknown key, did you mean talk?"]


def test_a_queue_whose_reasons_say_how_long_they_take_needs_no_times_of_its_own(tmp_path: Path) -> None:
    assert complaints(tmp_path, DESK) == []


def test_a_reason_cannot_add_to_a_handle_time_that_is_all_of_it(tmp_path: Path) -> None:
    own = with_line("talk: {exponential: 3m}, contained", "wrap_up: {exponential: 5s}, contained", DESK)
    told = complaints(tmp_path, with_line("wrap_up: {exponential: 10s}", "handle_time: {exponential: 5m}", own))
    assert told == [
        "page.yaml:5:5 queues.care: a reason adds to a handle_time that is all of it already: "
        "write talk beside its hold and wrap_up"
    ]


def test_changes_reach_into_a_reason_and_scale_every_law_by_arrival(tmp_path: Path) -> None:
    changes: dict[str, object] = {
        "queues.care.reasons.password.talk": "-20%",
        "queues.care.reasons.password.contained": "80%",
        "queues.care.reasons.other.talk": "+10%",
    }
    after = page(tmp_path, DESK).patched(changes)
    assert talk_of(after, "password") == Law.model_validate({"exponential": "2m24s"})
    scaled = {"08:00": {"exponential": "5m30s"}, "12:00": {"gamma": {"mean": "6m36s", "cv": 1}}}
    assert talk_of(after, "other") == Law.model_validate({"by_arrival": scaled})
    reasons = after.queues["care"].reasons
    assert reasons is not None
    assert reasons["password"].contained == 0.8


def test_one_clock_of_a_law_by_arrival_changes_alone(tmp_path: Path) -> None:
    after = page(tmp_path, DESK).patched({"queues.care.reasons.other.talk.by_arrival.12:00": {"exponential": "4m"}})
    parts = talk_of(after, "other").by_arrival
    assert parts is not None
    assert {clock // HOUR: part.exponential.mean // MINUTE for clock, part in parts.items() if part.exponential} == {
        8: 5,
        12: 4,
    }


def test_reasons_are_taken_away_by_off(tmp_path: Path) -> None:
    changed = page(tmp_path, DESK).patched({"queues.care.reasons": "off", "queues.care.talk": {"exponential": "5m"}})
    assert changed.queues["care"].reasons is None
    lines = DESK.splitlines(keepends=True)
    text = "".join(lines[:7]) + "    reasons: off\n    talk: {exponential: 5m}\n" + "".join(lines[10:])
    assert load(write(tmp_path, text)).queues["care"].reasons is None


def test_a_strategy_may_write_the_reasons_of_a_queue_without_any(tmp_path: Path) -> None:
    lines = DESK.splitlines(keepends=True)
    text = "".join(lines[:7]) + "    talk: {exponential: 5m}\n" + "".join(lines[10:])
    mix: dict[str, Any] = {"password": {"share": "20%", "talk": {"exponential": "3m"}}, "other": {"share": "80%"}}
    reasons = load(write(tmp_path, text)).patched({"queues.care.reasons": mix}).queues["care"].reasons
    assert reasons is not None
    assert list(reasons) == ["password", "other"]


def test_what_is_written_back_is_the_same_scenario(tmp_path: Path) -> None:
    scenario = page(tmp_path, DESK)
    again = load(write(tmp_path, dump(scenario), "again.yaml"))
    built = load(write(tmp_path, dump(Scenario.model_validate(written(scenario))), "built.yaml"))
    assert again == scenario == built
    assert scenario_hash(again) == scenario_hash(scenario) == scenario_hash(built)


def test_an_editor_takes_the_page(tmp_path: Path) -> None:
    jsonschema.validate(
        yaml.load(DESK, yaml.BaseLoader) | {"queues": {"care": as_json()}, "agents": AGENTS}, json_schema()
    )
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(
            {"name": "x", "queues": {"care": as_json() | {"reasons": {"a": {}, "b": 5}}}}, json_schema()
        )


AGENTS = {"team": {"skills": ["care"], "on_queue": 25}}


def as_json() -> dict[str, Any]:
    other = {"share": "80%", "talk": {"by_arrival": {"08:00": {"exponential": "5m"}}}}
    reasons = {"password": {"share": "20%", "talk": {"exponential": "3m"}, "contained": "60%"}, "other": other}
    return {"arrivals": {"per_hour": 240}, "self_service": "on", "reasons": reasons}


def test_spreads_and_containment_that_nobody_wrote_are_told_for_reasons_too(tmp_path: Path) -> None:
    text = with_line("cv: 1}", "sd: 1m}", with_line("talk: {exponential: 3m}", "talk: {lognormal: 3m}", DESK))
    text = with_line("self_service: {contained: 0%, gives_up: 5%}", "self_service: {gives_up: 5%}", text)
    told = {one.path for one in unwritten(page(tmp_path, text))}
    assert "queues.care.reasons.password.talk.lognormal.cv" in told
    assert "queues.care.self_service.contained" in told
    text = with_line("{share: 80%,", "{share: 80%, contained: 10%,", text)
    assert "queues.care.self_service.contained" not in {one.path for one in unwritten(page(tmp_path, text))}


EVERY = with_line("other: {share: 80%,", "other: {share: 80%, contained: 10%,", with_line("contained: 0%, ", "", DESK))
SERVICE = "self_service: {gives_up: 5%}"
OWN = (
    "no customer follows it: each reason of care has its own: "
    "write it at each reason, like queues.care.reasons.password"
)
STRATEGY = "strategies:\n  s: {set: {%s}}\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (SERVICE, "self_service: {contained: 30%}", f"7:20 queues.care.self_service.contained: {OWN}.contained; or"),
        (SERVICE, f"{SERVICE}\n    talk: {{exponential: 3m}}", f"8:5 queues.care.talk: {OWN}.talk; or remove it"),
        ("    wrap_up: {exponential: 10s}", "    handle_time: 5m", f"6:5 queues.care.handle_time: {OWN}.talk; or"),
    ],
)
def test_what_a_queue_writes_though_each_reason_has_its_own_is_told(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    found = complaints(tmp_path, with_line(old, new, EVERY))
    assert any(line.startswith(f"page.yaml:{told}") for line in found), found


@pytest.mark.parametrize("key", ["hold", "wrap_up"])
def test_a_hold_or_wrap_up_beside_reasons_that_say_it_all_in_one_is_told(tmp_path: Path, key: str) -> None:
    text = EVERY.replace("talk: {", "handle_time: {").replace("wrap_up", key)
    assert complaints(tmp_path, text) == [f"page.yaml:6:5 queues.care.{key}: {OWN}.handle_time; or remove it"]


def test_a_value_of_the_queue_that_one_reason_takes_is_sound(tmp_path: Path) -> None:
    assert complaints(tmp_path, EVERY) == []
    assert complaints(tmp_path, with_line("contained: 60%", "hold: {constant: 1s}", EVERY)) == []


def test_a_strategy_and_a_set_are_told_of_a_containment_that_no_customer_follows(tmp_path: Path) -> None:
    told = complaints(tmp_path, EVERY + STRATEGY % "queues.care.self_service.contained: +10%")
    assert told == [f"page.yaml:14:13 queues.care.self_service.contained: {OWN}.contained; or remove it"]
    change = "queues.care.self_service.contained=50%"
    told = complaints(tmp_path, EVERY, (change,))
    assert told == [f"--set {change} queues.care.self_service.contained: {OWN}.contained; or remove it"]


def test_a_strategy_or_a_set_may_leave_idle_what_the_file_uses(tmp_path: Path) -> None:
    change = "queues.care.reasons.other.contained"
    assert complaints(tmp_path, DESK + STRATEGY % f"{change}: 10%") == []
    assert complaints(tmp_path, DESK, (f"{change}=10%",)) == []


def test_a_change_of_a_time_that_only_reasons_write_is_sent_to_the_reasons(tmp_path: Path) -> None:
    told = complaints(tmp_path, DESK + STRATEGY % "queues.care.talk: -10%")
    assert told == [
        "page.yaml:14:13 strategies.s.set.queues.care.talk: nothing is written there that -10% could change: "
        "write it at each reason that has one, like queues.care.reasons.password.talk: -10%"
    ]


def test_a_reason_is_taken_out_with_the_others_shares_written_anew_and_not_by_off(tmp_path: Path) -> None:
    told = complaints(tmp_path, DESK + STRATEGY % "queues.care.reasons.password: off")
    assert told == [
        "page.yaml:14:43 queues.care.reasons.password: a reason is not switched off: its share must go elsewhere: "
        "remove it (null in `set`), and write the shares of the others anew, 100% in all"
    ]
    cured = {"queues.care.reasons.password": None, "queues.care.reasons.other.share": "100%"}
    assert list(page(tmp_path, DESK).patched(cured).queues["care"].reasons or {}) == ["other"]


def test_a_containment_in_force_for_no_reason_is_not_explained(tmp_path: Path) -> None:
    idle, used = (explain_page(page(tmp_path, text), "page.yaml") for text in (EVERY, DESK))
    assert "self_service.contained" in used
    assert "self_service.contained" not in idle
    assert "reasons.password.contained" in idle
