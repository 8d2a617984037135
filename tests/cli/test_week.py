"""The page of a week whose days differ in hours and heads, and what cannot be asked about it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from sim.show.layout import WIDTH
from tests.cli.conftest import typed

WEEK = """\
name: A short week
days: {count: 4, first: fri}
open: {mon-fri: 08:00-10:00, sat: 09:00-10:00, sun: closed}
queues:
  care:
    arrivals: {per_day: 60, day_to_day: 0%, weekdays: {sat: -50%}}
    talk: {exponential: 4m}
    patience: on
    target: {answer: 80%, within: 20s}
    unresolved: {chance: 20%}
    when_closed: {returns_within: 30m}
agents: {front: {skills: [care], scheduled: {mon-fri: {08:00: 3, 09:00: 4}, sat: 2}, cost_per_hour: 27}}
strategies: {saturday: {about: One more on Saturdays, set: {agents.front.scheduled.sat: +1}}}
"""
OF_ANOTHER_SHAPE = """\
name: A short week
days: {count: 4, first: fri}
open: 08:00-10:00
queues:
  care:
    arrivals: {per_day: 60, day_to_day: 0%, profile: {mon-sun: {08:00: 2, 09:00: 1}, sat: {08:00: 1, 09:00: 3}}}
    talk: {exponential: 4m}
    patience: on
    target: {answer: 80%, within: 20s}
agents: {front: {skills: [care], scheduled: 4}}
"""


@pytest.fixture
def week(tmp_path: Path) -> Path:
    file = tmp_path / "week.yaml"
    file.write_text(WEEK, encoding="utf-8")
    return file


def test_the_page_of_a_week_tells_its_days(week: Path, snapshot: SnapshotAssertion) -> None:
    said = typed("run", week, "--days", 8, "--processes", 1)
    assert said.code == 0, said.err
    assert said.out == snapshot


def test_check_tells_the_hours_of_each_day_and_what_a_strategy_changes(week: Path, snapshot: SnapshotAssertion) -> None:
    assert typed("check", week).out.replace(str(week), "week.yaml") == snapshot


def of_december(week: Path) -> Path:
    """The page from Thursday, 17 December on for eleven days, with Christmas closed and a busier week before it."""
    dated = WEEK.replace("{count: 4, first: fri}", "{count: 11, first: 2026-12-17}").split("strategies")[0]
    dated = dated.replace("sun: closed}", "sun: closed, '2026-12-25, 2026-12-26': closed, 2026-12-24: 08:00-09:00}")
    week.write_text(dated.replace("weekdays:", "weeks: {51: +50%}, weekdays:"), encoding="utf-8")
    return week


def test_the_page_of_a_season_has_a_row_for_each_week_over_the_days_that_are_open(week: Path) -> None:
    said = typed("run", of_december(week), "--days", 22, "--processes", 1).out
    block = said.partition("  by week, a day\n")[2].partition("\n\n")[0].splitlines()
    assert [line.split()[:2] for line in block] == [
        ["from", "contacts"],
        ["51", "2026-12-17"],
        ["52", "2026-12-21"],
    ]
    before, christmas = (line.split() for line in block[1:])
    assert [before[-1], christmas[-1]] == ["5.3", "6.0"]  # heads: (7 + 7 + 2) / 3; (7 + 7 + 7 + 3) / 4
    assert float(before[2]) > float(christmas[2])


def test_days_that_are_closed_are_not_told_as_days_without_a_contact(week: Path) -> None:
    assert "without a contact" not in typed("run", of_december(week), "--days", 22, "--processes", 1).out


def test_check_tells_hours_that_are_long_to_tell_below_the_queues(week: Path) -> None:
    said = typed("check", of_december(week)).out.splitlines()
    assert all(len(line) <= WIDTH for line in said)
    row, *below = said[said.index("  queue  first attempts a day  open    target") + 1 :][:3]
    assert row.split()[2:4] == ["by", "day"]
    assert " ".join(" ".join(below).split()) == (
        "care by day: mon-fri 08:00-10:00, sat 09:00-10:00, sun closed, 2026-12-25, 2026-12-26 closed, "
        "2026-12-24 08:00-09:00"
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("sat: 2}", "sat: 0}", "Nobody serves care 09:00-10:00 on sat."),
        ("{08:00: 3, 09:00: 4}", "{08:30: 3}", "Nobody serves care 08:00-08:30 on mon, fri."),
        ("sat: -50%", "sat: -100%", "Nobody comes to care on sat, when it is open."),
    ],
)
def test_check_tells_on_which_days_nobody_comes_or_nobody_is_there(week: Path, old: str, new: str, said: str) -> None:
    assert old in WEEK
    week.write_text(WEEK.replace(old, new).split("strategies")[0], encoding="utf-8")
    assert said in typed("check", week).out


@pytest.mark.parametrize("command", ["staff", "erlang"])
def test_heads_and_erlang_are_asked_about_one_kind_of_day(week: Path, command: str) -> None:
    said = typed(command, week, "--days", 2)
    assert said.code == 2
    assert "the days differ in hours or heads" in said.err
    assert "--set 'days={count: 1, first: sat}'" in " ".join(said.err.split())


@pytest.mark.parametrize("command", ["staff", "erlang"])
def test_they_are_asked_about_one_profile_too(week: Path, command: str) -> None:
    week.write_text(OF_ANOTHER_SHAPE, encoding="utf-8")
    said = typed(command, week, "--days", 2)
    assert said.code == 2
    assert "the days differ in the profile of their volume" in said.err
    one = typed(command, week, "--days", 2, "--set", "days={count: 1, first: sat}", "--processes", 1)
    assert one.code == 0, one.err


def test_a_queue_whose_profile_differs_by_day_has_its_rows_by_weekday_and_none_of_erlangs(week: Path) -> None:
    week.write_text(OF_ANOTHER_SHAPE, encoding="utf-8")
    said = typed("run", week, "--days", 4, "--processes", 1).out
    assert [line.split()[0] for line in said.partition("  by weekday, a day\n")[2].splitlines()[1:5]] == [
        "mon",
        "fri",
        "sat",
        "sun",
    ]
    assert "Erlang" not in said


@pytest.mark.parametrize(
    ("sets", "causes"),
    [
        ((), "which weekday it is # %, how busy the day is # %, everything else # %"),
        (
            ("days={count: 9, first: fri}",),
            "which of the 9 days it is # %, how busy the day is # %, everything else # %",
        ),
        (("queues.care.arrivals.profile={08:00: 1}",), "how busy the day is # %, everything else # %"),
    ],
)
def test_which_day_it_is_moves_the_service_level_where_days_differ(
    week: Path, sets: tuple[str, ...], causes: str
) -> None:
    week.write_text(OF_ANOTHER_SHAPE.replace("day_to_day: 0%", "day_to_day: 20%"), encoding="utf-8")
    changes = [part for text in sets for part in ("--set", text)]
    said = " ".join(typed("run", week, "--days", 18, "--processes", 1, *changes).out.split())
    found = said.partition("What moves the service level from day to day: ")[2].partition(" busier than")[0]
    shares = [int(share) for share in re.findall(r"(\d+) %", found)]
    assert re.sub(r"\d+ %", "# %", found) == causes
    assert abs(sum(shares) - 100) <= len(shares) - 1  # each is rounded


def test_check_tells_what_changes_of_one_days_profile(week: Path) -> None:
    changes = (
        "a: {set: {queues.care.arrivals.profile.sat: {08:00: 1}}}, b: {set: {queues.care.arrivals.profile.sun: 2}}"
    )
    week.write_text(OF_ANOTHER_SHAPE + f"strategies: {{{changes}}}\n", encoding="utf-8")
    told = typed("check", week).out
    assert "a  queues.care.arrivals.profile.sat: 09:00-10:00 3 -> 1" in told
    assert "b  queues.care.arrivals.profile.sun: unwritten -> 2" in told


def test_staff_of_a_single_weekday_says_which_its_row_is_for(week: Path) -> None:
    said = typed("staff", week, "--days", 20, "--set", "days={count: 1, first: sat}", "--processes", 1)
    assert said.code == 0, said.err
    assert "To put into the file, under agents.front, for sat:" in said.out


def test_days_that_are_no_whole_runs_of_the_file_are_rounded_up_and_that_is_said(week: Path) -> None:
    said = typed("run", week, "--days", 5, "--processes", 1)
    assert said.code == 0
    assert said.err == "--days 5 is rounded up to 8: one run of this file is 4 days\n"
    assert " 8 days (2 x 4), seed 1" in said.out.splitlines()[0]
    assert typed("compare", week, "--days", 1, "--processes", 1).err.startswith("--days 1 is rounded up to 4:")
    assert typed("run", week, "--days", 4, "--processes", 1).err == ""
    assert typed("run", week, "--replications", 1, "--processes", 1).err == ""


SUNDAY = """\
name: A Sunday
days: {count: 1, first: sun}
open: {mon-sat: 08:00-10:00, sun: 09:00-10:00}
queues:
  care:
    arrivals: {per_day: 60, profile: {08:00: 1}}
    talk: {exponential: 4m}
    target: {answer: 80%, within: 20s}
  sales:
    open: {mon-sat: 08:00-10:00, sun: closed}
    arrivals: {per_day: 60, profile: {08:00: 1}}
    talk: {exponential: 4m}
    target: {answer: 80%, within: 20s}
agents:
  front: {skills: [care], on_queue: 1}
  back: {skills: [sales], shifts: {early: {agents: 2, hours: 08:00-10:00}}}
strategies: {two: {about: Two, set: {agents.front.on_queue: +1}}}
"""


def test_a_queue_that_is_closed_on_all_days_played_has_no_hours_to_show_and_judges_nothing(tmp_path: Path) -> None:
    file = tmp_path / "sunday.yaml"
    file.write_text(SUNDAY, encoding="utf-8")
    ran = typed("run", file, "--days", 2, "--processes", 1, "--plot", tmp_path / "run")
    assert (ran.code, ran.err) == (0, "")
    assert "No day has a contact to judge 80/20 for sales by." in ran.out
    assert ran.out.count("half-hour ") == 1
    compared = typed("compare", file, "--days", 2, "--processes", 1, "--plot", tmp_path / "compare")
    assert (compared.code, compared.err) == (0, "")
    assert "sales answers" not in compared.out
    refused = typed("staff", file, "--group", "back", "--days", 2)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == "back: all of its queues are closed on the day played, so that nobody is needed\n"


MAIL = """\
  mail:
    channel: email
    open: 00:00-24:00
    arrivals: {per_day: 20, profile: {00:00: 1}}
    handle_time: {exponential: 1m}
    target: {answer: 80%, within: 1h, clock: opening_hours}
agents:"""


def test_days_that_nobody_can_judge_are_told_once_not_of_every_plan(week: Path) -> None:
    # the mail of a Sunday is not due before the page ends, and nobody rings
    page = (
        WEEK.replace("agents:", MAIL).replace("skills: [care]", "skills: [care, mail]").replace("count: 4", "count: 3")
    )
    week.write_text(page, encoding="utf-8")
    said = typed("compare", week, "--days", 6, "--processes", 1)
    assert said.out.count("2 days had nobody to judge them by and are left out.") == 1, said.err


def test_run_says_on_which_queues_returns_are_turned_away_while_closed(week: Path) -> None:
    text = week.read_text(encoding="utf-8")
    unsaid = text.replace("    when_closed: {returns_within: 30m}\n", "")
    assert unsaid != text
    note = "outside opening hours is turned away"
    assert note not in typed("run", week, "--days", 2, "--processes", 1).out
    week.write_text(unsaid, encoding="utf-8")
    assert f"  Who comes back to care {note}" in typed("run", week, "--days", 2, "--processes", 1).out
