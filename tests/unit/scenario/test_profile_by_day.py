"""A profile by weekday and date: which one a day has, what is refused, how files and strategies change it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from sim.demand.arrivals import profile_on
from sim.scenario.dump import dump
from sim.scenario.faults import ScenarioError
from sim.scenario.load import load
from sim.units import HOUR
from tests.unit.scenario.pages import complaints, page, write

WEEK = """\
name: A week
days: {count: 7, first: mon}
open: {mon-fri: 08:00-20:00, sat: 09:00-14:00, sun: closed}
queues:
  care:
    arrivals: {per_day: 600, profile: {mon-fri: {08:00: 30, 10:00: 60}, sat: {09:00: 50, 12:00: 20}}}
    talk: {exponential: 4m}
    patience: on
    target: {answer: 80%, within: 20s}
agents:
  front: {skills: [care], scheduled: 5}
"""
PROFILE = "profile: {mon-fri: {08:00: 30, 10:00: 60}, sat: {09:00: 50, 12:00: 20}}"
CSV = "clock,week,saturday\n08:00,30,\n09:00,,50\n10:00,60,\n12:00,,20\n"


def with_profile(profile: str) -> str:
    assert PROFILE in WEEK
    return WEEK.replace(PROFILE, profile)


def by_clock(table: Mapping[int, float]) -> dict[float, float]:
    return {clock / HOUR: weight for clock, weight in table.items()}


def test_each_day_has_the_profile_of_the_key_that_names_it_most_narrowly(tmp_path: Path) -> None:
    text = with_profile("profile: {mon-sat: 1, mon-fri: {08:00: 30}, fri: {08:00: 40}, 2026-12-03: {08:00: 7}}")
    week = page(tmp_path, text.replace("first: mon", "first: 2026-11-30"))
    profiles = [dict(profile_on(week, "care", day)) for day in range(7)]
    week_day, thursday, friday, saturday = {8 * HOUR: 30}, {8 * HOUR: 7}, {8 * HOUR: 40}, {0: 1}
    assert profiles == [week_day, week_day, week_day, thursday, friday, saturday, {}]  # closed on Sundays


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        ("profile: {mon-fri: {08:00: 30}}",
         "care.arrivals.profile: it does not say sat, when care is open: write sat: 1, which is flat, or its weights"),
        ("profile: {mon-sat: 1, sun: 2}", "profile.sun: care is closed on sun: leave sun out, or open it"),
        ("profile: {mon-fri: 1, satday: 2}", "'satday' is no weekday: write mon-fri, sat, or mon, wed"),
        ("profile: {mon-wed: 1, wed-fri: 2, sat: 1}", "mon-wed and wed-fri both name wed"),
        ("profile: {mon-sat: 1, 2026-12-25: 2}", "'mon' has no date: write days: {count: 5, first: 2026-11-30}"),
        ("profile: {mon-fri: 1, sat: {14:30: 3}}", "profile.sat: 14:30 is outside the opening hours 09:00-14:00"),
        ("profile: {mon-fri: 1, sat: {09:00: many}}", "profile.sat.09:00: 'many' is not a number of 0 or more"),
        ("profile: {mon-fri: 1, sat: {9 am: 3}}", "'9 am' is not a time of day: write it like 08:30"),
        ("profile: {mon-fri: 1, sat: {09:00: 0}}", "every weight of the profile on sat is 0: write at least one above"),
        ("profile: {mon-fri: 1, sat: {00:00: 3, 09:00: 0}}",
         "profile.sat: no weight is above 0 within the opening hours 09:00-14:00: write one there"),
        ("profile: {08:00: 0, 15:00: 1, 19:00: 0}", "no weight is above 0 within the opening hours 09:00-14:00 on sat"),
        ("profile: {00:00: 1, 09:00: 0}",
         "profile: no weight is above 0 within the opening hours 09:00-14:00 on sat: write one there"),
        ("profile_csv: {mon-fri: forecast.csv#week, sat: forecast.csv#sunday}",
         "profile_csv.sat: forecast.csv has no column 'sunday'"),
        ("profile_csv: {mon-fri: forecast.csv#week}", "it does not say sat, when care is open"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_profile_by_day_is_told_once_with_its_cure(
    tmp_path: Path, profile: str, said: str
) -> None:
    (tmp_path / "forecast.csv").write_text(CSV)
    told = complaints(tmp_path, with_profile(profile))
    assert said in told[0]
    assert [line.partition(":")[0] for line in told] == ["page.yaml"]


def test_a_profile_by_day_needs_to_know_which_day_is_the_first(tmp_path: Path) -> None:
    text = with_profile("profile: {mon-sat: 1, sun: 2}").replace(", first: mon", "")
    told = complaints(tmp_path, text.replace("open: {mon-fri: 08:00-20:00, sat: 09:00-14:00, sun: closed}", ""))
    assert told == [
        "page.yaml:6:30 queues.care.arrivals.profile: the page does not say which day is the first: "
        "write days: {count: 5, first: mon}"
    ]


def test_columns_by_day_are_the_tables_by_day_that_they_hold(tmp_path: Path) -> None:
    (tmp_path / "forecast.csv").write_text(CSV)
    text = with_profile("profile_csv: {mon-fri: forecast.csv#week, sat: forecast.csv#saturday}")
    assert page(tmp_path, text).queues["care"].arrivals == page(tmp_path, WEEK).queues["care"].arrivals


def test_a_file_that_extends_another_writes_one_day_anew_or_every_day_alike(tmp_path: Path) -> None:
    write(tmp_path, WEEK, "base.yaml")
    (tmp_path / "forecast.csv").write_text(CSV)
    child = "extends: base.yaml\nqueues: {{care: {{arrivals: {{{}}}}}}}\n"
    saturday = page(tmp_path, child.format("profile: {sat: {09:00: 1}}"))
    assert [by_clock(profile_on(saturday, "care", day)) for day in (4, 5)] == [{8: 30, 10: 60}, {9: 1, 12: 20}]
    every_day = page(tmp_path, child.format("profile: {09:00: 1}"))
    assert [by_clock(profile_on(every_day, "care", day)) for day in (4, 5)] == [{9: 1}] * 2
    columns = page(tmp_path, child.format("profile_csv: {mon-sat: forecast.csv#saturday}"))
    assert by_clock(profile_on(columns, "care", 0)) == {9: 50, 12: 20}


@pytest.mark.parametrize(
    ("path", "value", "week", "saturday"),
    [
        ("profile", "+10% @ 09:00-10:00", {8: 30, 9: 33, 10: 60}, {9: 55, 10: 50, 12: 20}),
        ("profile", "+5 @ 17:00-20:00", {8: 30, 10: 60, 17: 65}, {9: 50, 12: 20}),  # closed by then on Saturdays
        ("profile", "x2", {8: 60, 10: 120}, {9: 100, 12: 40}),
        ("profile.sat", "x2", {8: 30, 10: 60}, {9: 100, 12: 40}),
        ("profile.sat.09:00", "10", {8: 30, 10: 60}, {9: 10, 12: 20}),
        ("profile.sat", "{10:00: 4}", {8: 30, 10: 60}, {10: 4}),
        ("profile", "{08:00: 4}", {8: 4}, {8: 4}),
    ],
)
def test_a_change_is_of_one_day_or_of_each(
    tmp_path: Path, path: str, value: str, week: dict[float, float], saturday: dict[float, float]
) -> None:
    found = page(tmp_path, WEEK, (f"queues.care.arrivals.{path}={value}",))
    assert by_clock(profile_on(found, "care", 0)) == pytest.approx(week)
    assert by_clock(profile_on(found, "care", 5)) == pytest.approx(saturday)


def test_a_profile_of_all_days_has_no_day_to_change(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="profile is the same on all days"):
        page(tmp_path, with_profile("profile: {09:00: 2}"), ("queues.care.arrivals.profile.sat=3",))


def test_a_page_with_a_profile_by_day_is_written_back_as_it_is_read(tmp_path: Path) -> None:
    week = page(tmp_path, WEEK)
    (tmp_path / "back.yaml").write_text(dump(week), encoding="utf-8")
    assert load(tmp_path / "back.yaml") == week
