"""Shifts as a planner writes them, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.roster.heads import stretches
from sim.scenario.dump import dump
from sim.scenario.load import load
from sim.scenario.shifts import Break
from sim.units import HOUR, MINUTE
from tests.unit.scenario.pages import SUPPORT, complaints, page, with_line, write

FRONT = "  front: {skills: [care], scheduled: {08:00: 9, 09:00: 14, 17:00: 19}, shrinkage: 30%, cost_per_hour: 27}\n"
SHIFTS = """  front:
    skills: [care]
    shifts:
      early: {agents: 12, hours: 08:00-16:30, breaks: [10:15 for 15m, 15m between 14:00-15:30], meal: 12:00 for 30m}
      late: {agents: 9, hours: 11:30-20:00, meal: 30m between 14:00-16:00}
"""
EVENING = 'agents.front.scheduled: "+2 @ 17:00-20:00"'
PAGE = with_line(EVENING, "agents.front.shifts.late.agents: +2", with_line(FRONT, SHIFTS))


def test_a_break_is_at_a_time_or_between_two(tmp_path: Path) -> None:
    early = page(tmp_path, PAGE).agents["front"].shifts["early"]
    assert early.hours == (8 * HOUR, 16 * HOUR + 30 * MINUTE)
    assert early.breaks == (
        Break(10 * HOUR + 15 * MINUTE, 10 * HOUR + 30 * MINUTE, 15 * MINUTE),
        Break(14 * HOUR, 15 * HOUR + 30 * MINUTE, 15 * MINUTE),
    )
    assert early.meal == Break(12 * HOUR, 12 * HOUR + 30 * MINUTE, 30 * MINUTE)


def test_a_page_with_shifts_is_written_back_as_it_was_read(tmp_path: Path) -> None:
    scenario = page(tmp_path, PAGE)
    assert load(write(tmp_path, dump(scenario), "again.yaml")) == scenario


def test_heads_on_the_queue_are_those_of_the_shifts_less_the_breaks(tmp_path: Path) -> None:
    on = {part.from_ms / HOUR: part.on_queue for part in stretches(page(tmp_path, PAGE), "front")}
    # Six places for twelve people's second break are two away at a time; of nine at the meal three, then two.
    assert [on[clock] for clock in (8, 10.25, 10.5, 11.5, 12, 14, 14.25, 16, 16.5)] == [12, 0, 12, 21, 9, 16, 16, 21, 9]


def test_a_strategy_changes_the_agents_of_a_shift_and_turns_heads_into_shifts(tmp_path: Path) -> None:
    scenario = page(tmp_path, PAGE, ("agents.front.shifts.late.agents=+2",))
    assert scenario.agents["front"].shifts["late"].agents == 11
    named = page(tmp_path, SUPPORT).patched({"agents.front.shifts": {"day": {"agents": 9, "hours": "08:00-20:00"}}})
    assert named.agents["front"].scheduled is None


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("12:00 for 30m", "noon", "'noon' is not a break: write it like 10:15 for 15m, or 15m between 09:30-11:30"),
        ("10:15 for 15m", "07:45 for 15m", "the break '07:45 for 15m' is not within the shift's hours 08:00-16:30"),
        ("15m between 14:00-15:30", "15m between 12:15-13:30", "'12:00 for 30m' and '15m between 12:15-13:30'"),
        ("30m between 14:00-16:00", "30m between 14:00-14:20", "leaves no time for a break"),
        ("hours: 11:30-20:00", "hours: 20:00-22:00", "hours: outside the opening hours 08:00-20:00"),
        ("hours: 11:30-20:00, meal: 30m between 14:00-16:00", "hours: 22:00-06:00",
         "a shift over midnight needs queues that are open round the clock, and they are open 08:00-20:00"),
        ("hours: 11:30-20:00", "hours: 11:30", "'11:30' is not a time range: write it like 08:00-16:30"),
        ("agents: 9", "weekdays: mon-fri, agents: 9", "the page does not say which day is the first"),
        ("agents: 9", "weekdays: workdays, agents: 9", "'workdays' is no weekday"),
        ("agents: 9", "agents: 0", "0 is out of range: write 1 or more"),
        ("agents: 9", "heads: 9", "unknown key, did you mean agents?"),
        ("meal: 30m between", "lunch: 30m between", "unknown key, did you mean meal?"),
        ("    shifts:", "    on_queue: 9\n    shifts:", "heads are written twice: keep on_queue (heads actually on)"),
    ],
)  # fmt: skip
def test_a_shift_that_could_not_be_worked_is_refused(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert any(complaint in one for one in complaints(tmp_path, with_line(old, new, PAGE)))


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (
            "adherence: on",
            "neither who comes late nor who leaves early: write late: {chance: 10%, by: {exponential: 5m",
        ),
        ("adherence: 90%", "'90%' is not a set of keys: write adherence: {late: {chance: 10%, by: {exponential: 5m}}}"),
        ("cost_per_hour: 20, overtime_rate: 50%", "50% makes overtime cheaper than other hours: write 150% for time"),
    ],
)
def test_adherence_that_says_nothing_and_overtime_at_less_than_the_hour_are_refused(
    tmp_path: Path, keys: str, said: str
) -> None:
    (told,) = complaints(tmp_path, with_line("    skills: [care]\n", f"    skills: [care]\n{_lines(keys)}", PAGE))
    assert said in told


def _lines(keys: str) -> str:
    return "".join(f"    {key}\n" for key in keys.split(", "))


WEEK = """name: Week
open: {mon-fri: 08:00-20:00, sat: 09:00-15:00, sun: closed}
days: {count: 7, first: 2026-11-30}
queues:
  care: {arrivals: {per_day: 100}, talk: {exponential: 3m}}
agents:
  front: {skills: [care], shifts: {day: {agents: 9, hours: 08:00-20:00}}}
"""


def in_the_week(folder: Path, shift: str, page: str = WEEK) -> list[str]:
    return complaints(folder, page.replace("hours: 08:00-20:00}", f"{shift}}}"))


def test_a_shift_on_a_weekday_on_which_all_its_queues_are_closed_is_refused(tmp_path: Path) -> None:
    (told,) = in_the_week(tmp_path, "hours: 08:00-20:00, weekdays: sat-mon")
    assert told == (
        "page.yaml:7:83 agents.front.shifts.day.weekdays: all the queues that front works for are closed on sun, and "
        "nobody comes: leave sun out, or open one of them"
    )
    assert in_the_week(tmp_path, "hours: 08:00-20:00, weekdays: [mon, sun]") == [told]


def test_a_shift_that_finds_its_queues_closed_when_it_comes_is_refused(tmp_path: Path) -> None:
    (told,) = in_the_week(tmp_path, "hours: 15:00-20:00, weekdays: mon-sat")
    assert told == (
        "page.yaml:7:60 agents.front.shifts.day.hours: on sat the queues of front are open 09:00-15:00, and nobody has "
        "anything to do: write hours within these, or weekdays without sat"
    )
    assert in_the_week(tmp_path, "hours: 15:00-20:00") == [told]
    assert in_the_week(tmp_path, "hours: 14:30-20:00") == []
    assert in_the_week(tmp_path, "hours: 15:00-20:00, weekdays: mon-fri") == []


def test_a_holiday_or_a_sunday_that_a_date_opens_is_no_fault_of_a_shift(tmp_path: Path) -> None:
    holiday = WEEK.replace("sun: closed", "sun: closed, 2026-12-04: closed, 2026-12-06: 10:00-18:00")
    assert in_the_week(tmp_path, "hours: 08:00-20:00, weekdays: mon-sun", holiday) == []


def test_a_shift_may_answer_email_when_its_calls_are_over(tmp_path: Path) -> None:
    mail = "  mail: {channel: email, arrivals: {per_day: 100}, talk: {exponential: 3m}}\n"
    both = WEEK.replace("agents:\n  front", f"{mail}agents:\n  front").replace("[care]", "[care, mail]")
    assert in_the_week(tmp_path, "hours: 15:00-20:00, weekdays: mon-sat", both) == []
    (told,) = in_the_week(tmp_path, "hours: 15:00-20:00, weekdays: mon-sun", both)
    assert "all the queues that front works for are closed on sun" in told


def test_a_night_shift_may_not_begin_on_a_closed_day(tmp_path: Path) -> None:
    nights = WEEK.replace(
        "{mon-fri: 08:00-20:00, sat: 09:00-15:00, sun: closed}", "{mon-sat: 00:00-24:00, sun: closed}"
    )
    assert in_the_week(tmp_path, "hours: 22:00-06:00, weekdays: mon-sat", nights) == []
    (told,) = in_the_week(tmp_path, "hours: 22:00-06:00, weekdays: mon-sun", nights)
    assert "closed on sun, and nobody comes" in told
