"""What was written in another form than the key takes is told once, with an example that may be written instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import TypeAdapter

from sim.scenario.examples import example, missing_value
from sim.scenario.nodes import plain
from sim.scenario.shape import Shape, scenario_shape
from sim.scenario.tree import read_value
from sim.scenario.values import Page
from tests.unit.scenario.pages import complaints, with_line

FLOOR = """\
name: Whole floor
open: {mon-fri: 08:00-20:00, sat-sun: closed}
days: {count: 5, first: 2026-11-30}
queues:
  care:
    arrivals: {per_day: 900}
    handle_time: {exponential: 5m}
    target: {answer: 80%, within: 20s}
    bursts: {outage: {at: 10:00, size: 600, decay: 1h, day: tue}}
  mail:
    channel: email
    arrivals: {per_day: 90}
    handle_time: {exponential: 5m}
    backlog: {count: 40, age: {exponential: 6h}}
    reply_expected: {4h: 46%}
agents:
  front:
    skills: [care, mail]
    shifts: {early: {agents: 7, hours: 08:00-16:30, meal: 12:00 for 30m}, late: {agents: 6, hours: 11:30-20:00}}
    learning: {over: 60d}
    hires: {2026-12-01: 2}
  experts: {skills: [care], overflow: {care: {after: 2m}}, on_queue: 4}
decide: {meet: [care], on: 80% of days}
"""
SHIFTS = "{early: {agents: 7, hours: 08:00-16:30, meal: 12:00 for 30m}, late: {agents: 6, hours: 11:30-20:00}}"
OUTAGE = "{outage: {at: 10:00, size: 600, decay: 1h, day: tue}}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{2026-12-01: 2}", "10", "hires: 10 is not a set of keys: write hires: {2026-12-01: 10}"),
        ("{4h: 46%}", "4h", "'4h' is not a set of keys: write reply_expected: {4h: 46%}"),
        ("{care: {after: 2m}}", "[care]", "this is not a set of keys: write overflow: {care: {after: 2m}}"),
        (SHIFTS, "[{agents: 7}]", "not a set of keys: write shifts: {early: {agents: 7, hours: 08:00-16:30}}"),
        (SHIFTS, "{early: 7}", "early: 7 is not a set of keys: write early: {agents: 7, hours: 08:00-16:30}"),
        ("meet: [care]", "meet: all", "'all' is not a list: write names of queues, like [care, mail]"),
        ("meet: [care]", "meet: care", "'care' is not a list: write [care]"),
        ("12:00 for 30m", "[12:00 for 30m]", "one value belongs here: write meal: 12:00 for 30m"),
        (", age: {exponential: 6h}", "", "age: missing: write age: {exponential: 6h} under queues.mail.backlog"),
        ("hours: 11:30-20:00", "weekdays: mon-fri", "hours: missing: write hours: 08:00-16:30 under agents.front.shi"),
    ],
)
def test_what_has_another_form_than_its_key_is_told_once_with_an_example(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert complaints(tmp_path, FLOOR) == []
    told = complaints(tmp_path, with_line(old, new, FLOOR))
    assert len(told) == 1, told
    assert said in told[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            SHIFTS,
            "{agents: 7, hours: 09:00-17:30, weekdays: mon-fri, breaks: [10:15 for 15m]}",
            "page.yaml:19:5 agents.front.shifts: these keys stand under no name: write a name over them, like shifts: "
            "{early: {agents: 7, hours: 08:00-16:30}}",
        ),
        (
            OUTAGE,
            "{at: 10:00, size: 600, decay: 1h}",
            "page.yaml:9:5 queues.care.bursts: these keys stand under no name: write a name over them, like bursts: "
            "{outage: {at: 10:00, size: 600, rise: 10m, decay: 1h}}",
        ),
        (
            OUTAGE,
            "{talk: {exponential: 4m}}",
            "page.yaml:9:5 queues.care.bursts: these keys stand under no name: write a name over them, like bursts: "
            "{outage: {at: 10:00, size: 600, rise: 10m, decay: 1h}}",
        ),
    ],
)
def test_a_name_that_was_left_out_is_one_fault_and_not_one_for_each_key(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert complaints(tmp_path, with_line(old, new, FLOOR)) == [said]


def test_what_is_missing_is_not_asked_for_where_it_stands_under_another_word(tmp_path: Path) -> None:
    (told,) = complaints(tmp_path, FLOOR.replace("late: {agents: 6", "late: {heads: 6"))
    assert "agents.front.shifts.late.heads: unknown key, did you mean agents?" in told


def test_email_under_overflow_is_told_once_whether_or_not_the_group_serves_it(tmp_path: Path) -> None:
    (told,) = complaints(tmp_path, with_line("{care: {after: 2m}}", "{mail: {after: 2m}}", FLOOR))
    assert told.endswith("overflow.mail: email is taken up last of all, whatever else holds: remove it")
    served = with_line("front:\n", "front:\n    overflow: {mail: {after: 2m}}\n", FLOOR)
    (told,) = complaints(tmp_path, served)
    assert told.endswith("write agents.front.deferred.reserve")


def test_conditions_without_a_queue_are_told_as_that(tmp_path: Path) -> None:
    (told,) = complaints(tmp_path, with_line("{care: {after: 2m}}", "{after: 2m}", FLOOR))
    assert told.endswith("stand under no name: write a name over them, like overflow: {care: {after: 2m}}")


@pytest.mark.parametrize("days", ["mon, wed", "mon, wed, fri"])
def test_a_comma_that_ends_a_value_too_early_is_told_as_that(tmp_path: Path, days: str) -> None:
    told = complaints(tmp_path, FLOOR.replace("late: {agents: 6", f"late: {{weekdays: {days}, agents: 6"))
    assert len(told) == days.count(",")
    assert all(f"the comma before it ends weekdays: mon: write weekdays: [{days}]" in one for one in told)


def test_a_change_of_what_stands_under_each_shift_is_told_with_its_whole_path(tmp_path: Path) -> None:
    (told,) = complaints(tmp_path, FLOOR, ("agents.front.agents=6",))
    assert told.endswith(
        "agents.front.agents: each of those named has agents of its own: write agents.front.shifts.early.agents"
    )


def test_a_day_with_nothing_written_is_told_once_and_how_it_is_closed(tmp_path: Path) -> None:
    (told,) = complaints(tmp_path, with_line("sat-sun: closed", "sat: closed, sun: ", FLOOR))
    assert told == "page.yaml:2:43 open.sun: nothing is written here: write closed, or hours like 08:00-20:00"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("sat-sun: closed", "sat: closed, sun: off", "open.sun: 'off' is not hours: write closed"),
        ("sat-sun", "sat-sun: closed, holiday", "'holiday' is no weekday: write mon-fri, sat, or mon, wed, or a date"),
        ("agents: 6", "agents: 6, weekdays: 2026-12-01", "'2026-12-01' is a date, and here only weekdays count: write"),
        ("11:30-20:00", "{mon: 11:30-20:00}", "has the same hours on all its days: write two shifts, each with its"),
        ("day: tue", "day: [tue, wed]", "on one day, or every day: write one burst for each of these days"),
        ("day: tue", "date: tue", "outage.date: unknown key, did you mean day?"),
        ("over: 60d", "over: 8 weeks", "'8 weeks' is not a duration: write 56d"),
        ("20s", "1 day", "'1 day' is not a duration: write 1d"),
        ("20s", "90 sec", "'90 sec' is not a duration: write 90s"),
        ("20s", "2 dogs", "'2 dogs' is not a duration: write it like 20s, 4m30s, 1h30m or 2d"),
    ],
)
def test_days_and_times_in_everyday_words_are_told_as_they_are_written_here(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    (told,) = complaints(tmp_path, with_line(old, new, FLOOR))
    assert said in told


def test_no_complaint_shows_a_value_in_a_programmers_words(tmp_path: Path) -> None:
    for old in ("11:30-20:00", "12:00 for 30m", "tue", "60d", "1h", "46%", "80% of days", "20s", "08:00-20:00"):
        for new in ("{mon: 3}", "[1, 2]", "[a, b]", "{}", "[]"):
            told = complaints(tmp_path, FLOOR.replace(f" {old}", f" {new}", 1))
            assert told, (old, new)
            for one in told:
                assert not any(mark in one.partition(": write")[0] for mark in ("[", "{", "None")), one


def _pages(shape: Shape, loc: list[str]) -> list[tuple[Shape, list[str]]]:
    """Every place whose value has keys, once for each page in the schema."""
    seen: set[type[Page]] = set()
    found, left = [], [(shape, loc)]
    while left:
        here, path = left.pop()
        if here.page in seen:
            continue
        if here.page:
            seen.add(here.page)
        found.append((here, path))
        left += [(inner, [*path, key]) for key, inner in here.keys.items()]
        left += [(here.of, [*path, "x"])] if here.of else []
    return found


def test_each_key_that_must_be_written_has_an_example_that_may_be_written() -> None:
    for shape, path in _pages(scenario_shape(), []):
        for key, inner in shape.keys.items():
            if inner.required and inner.word not in ("names", "page"):
                field = next(field for name, field in shape.page.model_fields.items() if key in (name, field.alias))
                TypeAdapter(field.rebuild_annotation()).validate_python(
                    plain(read_value(missing_value([*path, key]), ""))
                )


def test_each_example_has_only_keys_that_may_stand_there() -> None:
    for shape, path in _pages(scenario_shape(), []):
        if shape.word in ("names", "page") and path and (written := example(path)) and written.endswith("}"):
            keys = plain(read_value(written.partition(", or none")[0], ""))
            assert isinstance(keys, dict), path
            assert shape.of or set(keys) <= set(shape.keys), path
        assert shape.word != "names" or (path and example(path)), path
