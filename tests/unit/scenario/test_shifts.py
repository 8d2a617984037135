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
