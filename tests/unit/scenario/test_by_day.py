"""Hours and heads by weekday and date: which value a day has, what is refused, how strategies change them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from sim.scenario.by_day import CLOSED, parse_days, value_for, value_on
from sim.scenario.calendar import format_dates
from sim.scenario.dump import dump
from sim.scenario.faults import ScenarioError
from sim.scenario.load import load
from sim.scenario.strategies import plans
from sim.units import HOUR
from tests.unit.scenario.pages import complaints, page, write

WEEK = """\
name: A week
days: {count: 7, first: mon}
open: {mon-fri: 08:00-20:00, sat: 09:00-14:00, sun: closed}
queues:
  care: {arrivals: {per_day: 600}, talk: {exponential: 4m}, patience: on, target: {answer: 80%, within: 20s}}
agents:
  front: {skills: [care], scheduled: {mon-fri: {08:00: 5, 17:00: 7}, sat: {09:00: 3}}}
"""


def test_the_key_that_names_a_day_most_narrowly_holds_for_it() -> None:
    table = {"mon-sun": "a", "mon-fri": "b", "wed": "c", "2026-12-23": "d"}
    assert [value_for(table, day) for day in (6, 0, 2, "2026-12-23", "2026-12-22")] == ["a", "b", "c", "d", "b"]
    assert value_for({"sat": "a"}, "2026-12-25") is None


def test_days_count_on_from_the_first_by_weekday_or_by_date() -> None:
    table = {"mon-fri": "week", "sat, sun": "end", "2026-12-25": "feast"}
    assert [value_on(table, "fri", day) for day in (-1, 0, 1, 2, 3)] == ["week", "week", "end", "end", "week"]
    assert [value_on(table, "2026-12-24", day) for day in range(3)] == ["week", "feast", "end"]
    with pytest.raises(ValueError, match="does not say which day is the first"):
        value_on(table, None, 0)


def test_dates_may_stand_in_a_list() -> None:
    assert parse_days("2026-12-26, 2026-12-25") == ("2026-12-25", "2026-12-26")


def test_dates_that_follow_one_another_are_written_from_the_first_to_the_last() -> None:
    assert parse_days("2026-12-30 to 2027-01-02") == ("2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02")
    assert parse_days("2026-12-30 to 2026-12-30") == ("2026-12-30",)
    assert parse_days("2026-12-24, 2026-12-22 to 2026-12-23") == ("2026-12-22", "2026-12-23", "2026-12-24")
    assert format_dates(parse_days("2026-12-24, 2026-12-22 to 2026-12-23, 2026-12-31")) == (
        "2026-12-22 to 2026-12-24, 2026-12-31"
    )
    assert format_dates(["2026-12-24", "2026-12-25"]) == "2026-12-24, 2026-12-25"


def with_line(old: str, new: str) -> str:
    assert old in WEEK
    return WEEK.replace(old, new)


OPEN = "open: {mon-fri: 08:00-20:00, sat: 09:00-14:00, sun: closed}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("sun: closed}\n", "2026-12-25: closed}\n", "the hours do not say sun: write sun: closed, or its hours"),
        ("sat: 09:00", "satday: 09:00", "'satday' is no weekday: write mon-fri, sat, or mon, wed"),
        ("sun: closed", "sun: shut", "'shut' is not a time range: write it like 08:00-20:00"),
        (OPEN, "open: {mon-wed: 08:00-20:00, wed-fri: 09:00-20:00, sat-sun: closed}",
         "mon-wed and wed-fri both name wed: write wed alone, or in one of them"),
        ("first: mon", "warm_up: 0", "does not say which day is the first: write days: {count: 5, first: mon}"),
        ("sun: closed", "sun: closed, 2026-12-25: closed", "'mon' has no date: write days: {count: 5, first:"),
        ("sun: closed", "sun: closed, 2026-13-25: closed", "'2026-13-25' is not a date: write it like 2026-12-25"),
        ("sun: closed", "sun: closed, 2026-12-24 to 26: closed",
         "'2026-12-24 to 26' is not a date: write it like 2026-12-25, or 2026-12-14 to 2026-12-18"),
        ("sun: closed", "sun: closed, 2026-12-26 to 2026-12-24: closed", "ends before it begins: write the earlier"),
        ("sat: 09:00-14:00", "sat: 09:10-14:00", "open.sat: does not begin and end on an interval: write 09:00-14:00"),
        ("sat: {09:00: 3}", "sun: {09:00: 3}", "it does not say sat, when its queues are open: write sat: 0"),
        ("sat: {09:00: 3}", "sat: 3, sun: 2", "all the queues that front serve are closed on sun: leave sun out, or"),
        ("sat: {09:00: 3}", "sat: {14:30: 3}", "14:30 is outside the opening hours 09:00-14:00"),
        ("sat: {09:00: 3}", "sat: {9 am: 3}", "'9 am' is not a time of day: write it like 08:30"),
        ("sat: {09:00: 3}", "sat: {09:00: many}", "agents.front.scheduled.sat.09:00: 'many' is not a whole number"),
        ("per_day: 600", "times: [[08:00]]", "recorded days are played in turn, on whatever weekday, and the hours"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_days_is_told_with_its_cure(tmp_path: Path, old: str, new: str, said: str) -> None:
    told = complaints(tmp_path, with_line(old, new))
    assert any(said in line for line in told), told
    assert all(line.startswith("page.yaml:") for line in told)


def test_a_sound_week_has_no_faults_and_its_hours_and_heads_by_day(tmp_path: Path) -> None:
    week = page(tmp_path, WEEK)
    assert [week.hours_on("care", day) for day in (0, 5, 6)] == [(8 * HOUR, 20 * HOUR), (9 * HOUR, 14 * HOUR), CLOSED]
    assert week.hours("care") == (8 * HOUR, 20 * HOUR)


def test_a_week_is_written_back_as_it_means(tmp_path: Path) -> None:
    week = page(tmp_path, WEEK)
    assert load(write(tmp_path, dump(week), "again.yaml")) == week
    built = type(week).model_validate(yaml.safe_load(dump(week).replace("first: mon", "first: 'mon'")))
    assert built == week


@pytest.mark.parametrize(
    ("path", "value", "heads"),
    [
        ("agents.front.scheduled.sat", "+1", {"mon-fri": {"08:00": 5, "17:00": 7}, "sat": {"09:00": 4}}),
        ("agents.front.scheduled.mon", "+1",  # what Monday has now, and one more
         {"mon-fri": {"08:00": 5, "17:00": 7}, "sat": {"09:00": 3}, "mon": {"08:00": 6, "17:00": 8}}),
        ("agents.front.scheduled.mon-wed", "+1 @ 17:00-20:00",  # as all three have it now
         {"mon-fri": {"08:00": 5, "17:00": 7}, "sat": {"09:00": 3}, "mon-wed": {"08:00": 5, "17:00": 8}}),
        ("agents.front.scheduled", "+2 @ 17:00-20:00",  # closed by then on Saturdays
         {"mon-fri": {"08:00": 5, "17:00": 9}, "sat": {"09:00": 3}}),
        ("agents.front.scheduled", "x2", {"mon-fri": {"08:00": 10, "17:00": 14}, "sat": {"09:00": 6}}),
        ("agents.front.scheduled.sat.09:00", "1", {"mon-fri": {"08:00": 5, "17:00": 7}, "sat": {"09:00": 1}}),
        ("agents.front.scheduled", "{08:00: 4}", {"08:00": 4}),
    ],
)  # fmt: skip
def test_a_strategy_changes_the_heads_of_one_day_or_of_each(
    tmp_path: Path, path: str, value: str, heads: dict[str, object]
) -> None:
    text = WEEK + f"strategies: {{try: {{set: {{{path}: {value}}}}}}}\n"
    _, tried = plans(page(tmp_path, text))
    assert tried.scenario.model_dump(mode="json")["agents"]["front"]["scheduled"] == heads


def test_a_strategy_opens_a_day(tmp_path: Path) -> None:
    text = WEEK + "strategies: {sunday: {set: {open.sun: 10:00-14:00, agents.front.scheduled.sun: 2}}}\n"
    _, tried = plans(page(tmp_path, text))
    assert tried.scenario.hours_on("care", 6) == (10 * HOUR, 14 * HOUR)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("agents.front.scheduled.10:00", "3", "agents.front.scheduled is written by day, and 10:00 names none"),
        ("agents.front.scheduled", "+2 @ 21:00-22:00", "+2 @ 21:00-22:00 is outside the hours of every day"),
        (
            "agents.front.scheduled",
            "+2 @ 13:00-15:00",
            "+2 @ 13:00-15:00 reaches outside the opening hours 09:00-14:00",
        ),
        ("agents.front.scheduled.satur", "3", "'satur' is no weekday"),
        ("open.sun", "+1", "'+1' is not a time range"),
        ("agents.front.scheduled.sun", "2", "all the queues that front serve are closed on sun"),
    ],
)
def test_a_strategy_that_fits_no_day_is_refused(tmp_path: Path, path: str, value: str, said: str) -> None:
    text = WEEK + f"strategies: {{try: {{set: {{{path}: {value}}}}}}}\n"
    told = complaints(tmp_path, text)
    assert any(said in line for line in told), told


def test_a_page_whose_days_are_alike_has_no_day_to_change(tmp_path: Path) -> None:
    text = with_line("{mon-fri: {08:00: 5, 17:00: 7}, sat: {09:00: 3}}", "5")
    with pytest.raises(ScenarioError, match="scheduled is the same on all days"):
        page(tmp_path, text, ("agents.front.scheduled.sat=3",))


def test_a_file_that_extends_another_writes_its_heads_by_day_or_by_the_clock_not_both(tmp_path: Path) -> None:
    write(tmp_path, WEEK, "base.yaml")
    text = "extends: base.yaml\nopen: {sat: 09:00-12:00}\nagents: {front: {scheduled: {08:00: 4}}}\n"
    week = page(tmp_path, text)
    assert week.agents["front"].scheduled == {8 * HOUR: 4}
    assert week.hours_on("care", 5) == (9 * HOUR, 12 * HOUR)
    assert week.hours_on("care", 4) == (8 * HOUR, 20 * HOUR)
