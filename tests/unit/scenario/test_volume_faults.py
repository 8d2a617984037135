"""What is said of volumes that do not fit the page: offered counts, varying days, the calendar, recorded times."""

from pathlib import Path

import pytest

from sim.scenario.defaults import unwritten
from sim.scenario.dump import dump
from sim.scenario.load import load
from tests.unit.scenario.pages import complaints, page, with_line, write


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("counts: offered", "holds redials and repeats: write offered_per_issue, which `ccsim offered` finds by"),
        ("offered_per_issue: 1.2", "offered_per_issue goes with counts: offered: write that, or remove it"),
        ("counts: offered, offered_per_issue: 0", "0 is out of range: write more than 0"),
    ],
)
def test_an_offered_count_comes_with_the_contacts_of_an_issue_and_they_with_it(
    tmp_path: Path, new: str, said: str
) -> None:
    told = complaints(tmp_path, with_line("counts: first_attempts", new.replace(", ", "\n      ")))
    assert len(told) == 1
    assert said in told[0]


def test_days_that_do_not_vary_cannot_be_busy_together(tmp_path: Path) -> None:
    told = complaints(tmp_path, with_line("day_to_day: 10%", "day_to_day: 0%\n      busy_together: 60%"))
    assert len(told) == 1
    assert "busy_together does nothing where day_to_day is 0%: write how much days vary, or" in told[0]


def test_hours_that_vary_say_how_much_and_how_closely_they_follow_each_other(tmp_path: Path) -> None:
    told = complaints(tmp_path, with_line("day_to_day: 10%", "within_day: {cv: 15%}"))
    assert [line.partition(": ")[2] for line in told] == [
        "missing: write correlation: 70% under queues.care.arrivals.within_day"
    ]
    assert complaints(tmp_path, with_line("day_to_day: 10%", "within_day: {cv: 15%, correlation: 70%}")) == []


DATED = "days: {count: 5, warm_up: 1, first: 2026-11-30}"


@pytest.mark.parametrize(
    ("days", "volume", "said"),
    [
        ("days: 5", "weekdays: {mon: +15%}", "does not say which day is the first: write days: {count: 5, first: mon}"),
        ("days: {first: tue}", "weeks: {49: +15%}", "'tue' has no week: write days: {count: 5, first: 2026-11-30}"),
        (
            "days: {first: 31.12.}",
            "day_to_day: 10%",
            "'31.12.' is not a day: write mon, tue, wed, thu, fri, sat, sun, or",
        ),
        (DATED, "weekdays: {tuesday: +15%}", "unknown key, did you mean tue?"),
        (DATED, "weekdays: {tue: 115%}", "'115%' is not a change: write it like +10%, -20% or x1.2"),
        (DATED, "weeks: {54: +15%}", "'54' is not a week of the year: write its number, from 1 to 53"),
        (DATED, "weekdays: {tue: x30}\n      weeks: {3: x100}", "5,700,000 contacts a day are more than can be played"),
        (
            DATED,
            "weekdays: {mon: -100%, tue: -100%, wed: -100%, thu: -100%, fri: -100%, sat: -100%, sun: -100%}",
            "nobody arrives on any weekday: write arrivals: none, or one weekday above -100%",
        ),
    ],
)
def test_a_slip_in_the_calendar_is_told_with_its_cure(tmp_path: Path, days: str, volume: str, said: str) -> None:
    text = with_line("days: {count: 5, warm_up: 1}", days, with_line("day_to_day: 10%", volume))
    told = complaints(tmp_path, text)
    assert len(told) == 1
    assert said in told[0]


def test_weeks_and_weekdays_are_read_changed_and_written_back(tmp_path: Path) -> None:
    text = with_line("days: {count: 5, warm_up: 1}", DATED, with_line("day_to_day: 10%", "weekdays: {mon: +15%}"))
    scenario = page(tmp_path, text, ("queues.care.arrivals.weeks.49=+20%", "queues.care.arrivals.weekdays.sat=-60%"))
    arrivals = load(write(tmp_path, dump(scenario), "again.yaml")).queues["care"].arrivals
    assert arrivals is not None
    assert arrivals.weekdays is not None
    assert (arrivals.weeks, arrivals.weekdays.factors) == ({49: 1.2}, (1.15, 1, 1, 1, 1, 0.4, 1))


VOLUME = """\
      per_day: 1900
      day_to_day: 10%
      profile: {08:00: 30, 09:00: 55, 10:00: 70, 12:00: 52}"""


@pytest.mark.parametrize(
    ("arrivals", "said"),
    [
        (
            "times: [[07:59, 08:00], [20:00:00.001]]",
            "queues.care.arrivals.times: 2 of 3 times, 07:59 the first, are outside 08:00-20:00: widen open, or",
        ),
        ("times: [[], []]", "nobody ever arrives: write arrivals: none, or a volume above 0"),
        ("times: []", "times holds no day: write one at least, like [[09:00, 09:05]]"),
        ("times: [[9am]]", "'9am' is not a time of day: write it like 08:30"),
        ("times: [[09:00]]\n      per_hour: 5", "the volume is written 2 times: keep one of per_hour, times"),
        (
            "times: [[09:00]]\n      day_to_day: 10%\n      within_day: {cv: 10%, correlation: 50%}",
            "recorded times are played as they are: write a volume instead, or remove day_to_day, within_day",
        ),
    ],
)
def test_recorded_times_that_do_not_fit_the_page_are_told_with_their_cure(
    tmp_path: Path, arrivals: str, said: str
) -> None:
    told = complaints(tmp_path, with_line("counts: first_attempts\n" + VOLUME, arrivals))
    assert len(told) == 1
    assert said in told[0]


def test_recorded_times_leave_no_published_spread_in_force(tmp_path: Path) -> None:
    scenario = page(tmp_path, with_line(VOLUME, "      times: [[09:00, 10:00]]"))
    assert not any("day_to_day" in one.path for one in unwritten(scenario))
