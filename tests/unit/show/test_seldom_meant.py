"""What `ccsim check` notes of a file that may be meant as it stands, and seldom is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.show.test_check_page import noted

DESK = """name: Desk
open: {mon-fri: 08:00-20:00, sat: 09:00-14:00, sun: closed, 2026-12-08: 08:00-11:00}
days: {count: 7, first: 2026-12-07}
queues:
  care:
    arrivals: {per_day: 100, profile: {mon-fri: {08:00: 1}, sat: {10:00: 1}}}
    talk: {exponential: 3m}
    bursts: {outage: {day: sun, at: 10:30, size: 100, decay: 1h}}
  sales: {arrivals: {per_hour: {09:00: 5}}, talk: {exponential: 3m}, open: 08:30-20:00}
  mail: {channel: email, open: 00:00-24:00, arrivals: {per_day: 100}, talk: {exponential: 3m}}
agents:
  front: {skills: [care, mail], shifts: {late: {agents: 2, hours: 11:00-20:00, weekdays: mon-fri}}}
  phone: {skills: [care], shifts: {mid: {agents: 3, hours: 10:30-18:00}, late: {agents: 2, hours: 11:30-20:00}}}
  shop: {skills: [sales], on_queue: 2}
"""


def test_check_notes_that_nobody_comes_between_opening_and_the_first_clock_of_a_volume(tmp_path: Path) -> None:
    text = DESK.replace("11:30-20:00", "09:00-20:00").replace("10:30-18:00", "09:00-18:00")
    told = noted(tmp_path, text)
    assert "Nobody comes to care 09:00-10:00 on sat, before the first clock of its volume." in told
    assert "Nobody comes to sales 08:30-09:00, before the first clock of its volume." in told
    assert told.count("Nobody comes") == 2
    written = text.replace("{10:00: 1}", "{09:00: 0, 10:00: 1}").replace("{09:00: 5}", "5")
    assert "Nobody comes" not in noted(tmp_path, written)


def test_check_notes_a_shift_outside_the_hours_of_a_date(tmp_path: Path) -> None:
    """On the Tuesday that closes at 11:00 the middle shift has half an hour, the late ones none; the weekday rule, that
    a shift has something to do on Saturdays too, is a fault."""
    text = DESK.replace("hours: 11:30-20:00}", "hours: 11:30-20:00, weekdays: mon-fri}")
    told = noted(tmp_path, text)
    phone = "On 2026-12-08 the queues of phone are open 08:00-11:00: its shift late, 11:30-20:00, lies outside,"
    assert f"{phone} and its people are paid and have nothing to do." in told
    front = "On 2026-12-08 the queues of front are open 08:00-11:00: its shift late, 11:00-20:00, lies outside,"
    assert f"{front} and its people are paid and have email alone to do." in told
    assert told.count("lies outside") == 2
    assert "lies outside" not in noted(tmp_path, text.replace("2026-12-08: 08:00-11:00", "2026-12-08: closed"))


def test_check_says_when_the_customers_of_a_burst_on_a_closed_day_come(tmp_path: Path) -> None:
    text = DESK.replace("11:30-20:00", "09:00-20:00")
    held = "; care is closed then: who would come before the next opening comes after it, spread over 1h"
    assert f"outage brings 100 more from 10:30, on sun{held}" in noted(tmp_path, text)
    assert "closed then" not in noted(tmp_path, text.replace("day: sun", "day: sat"))
    assert held in noted(tmp_path, text.replace("day: sun, at: 10:30", "day: sat, at: 07:00"))


RETURNS = "talk: {exponential: 3m}\n    unresolved: on\n    bursts"


def test_check_notes_returns_that_are_turned_away_and_says_what_to_write(tmp_path: Path) -> None:
    text = DESK.replace("11:30-20:00", "09:00-20:00").replace("talk: {exponential: 3m}\n    bursts", RETURNS)
    told = noted(tmp_path, text)
    assert (
        "Who comes back to care outside opening hours is turned away: to have them come after the next opening" in told
    )
    cure = "write when_closed: {returns_within: 2h} there."
    assert cure in told


@pytest.mark.parametrize("said", ["when_closed: {returns_within: 2h}", "when_closed: off", "open: 00:00-24:00"])
def test_returns_of_which_the_file_says_what_becomes_of_them_are_not_noted(tmp_path: Path, said: str) -> None:
    text = DESK.replace("11:30-20:00", "09:00-20:00").replace(
        "talk: {exponential: 3m}\n    bursts", RETURNS.replace("bursts", f"{said}\n    bursts")
    )
    flat = text.replace(", profile: {mon-fri: {08:00: 1}, sat: {10:00: 1}}", "")
    assert "Who comes back" not in noted(tmp_path, flat)
