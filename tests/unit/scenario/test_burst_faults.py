"""Bursts as a planner writes, mistypes and changes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario.defaults import unwritten
from sim.scenario.dump import dump
from sim.scenario.load import load
from sim.show.check_page import check_page
from tests.unit.scenario.pages import complaints, page, with_line, write

DESK = """\
name: Desk with a burst
open: 08:00-20:00
days: {count: 2, first: mon}
queues:
  care:
    arrivals: {per_hour: 60}
    handle_time: {exponential: 5m}
    bursts:
      outage: {at: 10:00, size: 600, decay: 1h, day: 1}
agents:
  team: {skills: [care], on_queue: 25}
"""
OUTAGE = "{at: 10:00, size: 600, decay: 1h, day: 1}"


def test_a_burst_is_read_and_written_back(tmp_path: Path) -> None:
    scenario = page(tmp_path, DESK)
    burst = (scenario.queues["care"].bursts or {})["outage"]
    assert (burst.at, burst.size, burst.decay, burst.day, burst.rise) == (36_000_000, 600, 3_600_000, 1, 0)
    assert load(write(tmp_path, dump(scenario), "again.yaml")) == scenario


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (", day: 1", ", day: sunday", "'sunday' is not a day: write 1 for the first counted day, mon, tue"),
        (", day: 1", ", day: sun", "9:54 queues.care.bursts.outage.day: no day played is this one: the 2 counted ones"),
        (
            ", day: 1",
            ", day: 3",
            "9:54 queues.care.bursts.outage.day: no day played is this one: write a number from 1 to 2",
        ),
        (", day: 1", ", day: 2026-11-30", "'mon' is no date: write days: {count: 5, first: 2026-11-30}"),
        ("at: 10:00, size: 600, decay: 1h, day: 1", "at: 20:00, size: 9, decay: 1h, day: 2", "20:00 is after closing"),
        (
            "at: 10:00, size: 600, decay: 1h, day: 1",
            "at: 20:00, size: 9, decay: 1h, day: tue",
            "20:00 is after closing",
        ),
        ("day: 1", "held: 13h", "it is longer than the queue is open: write 12h at most"),
        ("day: 1", "contained: 60%", "nothing contains it: the queue has no self-service"),
        ("day: 1", "handle_time: {exponential: 1m}, talk: {exponential: 1m}", "handle_time is talk + hold + wrap-up"),
        ("size: 600", "size: 0", "0 is out of range: write more than 0"),
        ("decay: 1h, ", "", "missing: write decay: 1h under queues.care.bursts.outage"),
        ("decay: 1h", "decay: 0s", "a burst that ends as it begins brings nobody"),
        ("decay: 1h", "decay: 1h, probability: 40%", "unknown key, did you mean chance?"),
        (OUTAGE, "off", "one burst is not switched off: remove it"),
        ("outage: {", "out.age: {", "a name cannot hold a dot: write out_age"),
        ("bursts:", "surge:", "unknown key, did you mean bursts?"),
        (
            "    bursts:",
            "    reasons: {outage: {share: 100%}}\n    bursts:",
            "care has a reason of this name: give the burst another name",
        ),
        (
            "    handle_time: {exponential: 5m}",
            "    reasons: {other: {share: 100%, talk: {exponential: 5m}}}",
            "say how long a contact takes: talk (with hold and wrap_up), or handle_time alone, here or under each",
        ),
    ],
)
def test_what_is_wrong_with_bursts_is_said_at_its_place_with_its_cure(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    told = complaints(tmp_path, with_line(old, new, DESK))
    assert len(told) == 1, told
    assert said in told[0]


def test_a_day_number_or_a_date_is_held_against_the_days_played(tmp_path: Path) -> None:
    no_first = with_line("days: {count: 2, first: mon}", "days: 2", DESK)
    assert complaints(tmp_path, no_first) == []
    told = complaints(tmp_path, with_line("day: 1", "day: 3", no_first))
    assert [line.partition(": ")[2] for line in told] == ["no day played is this one: write a number from 1 to 2"]
    told = complaints(tmp_path, with_line("day: 1", "day: tue", no_first))
    assert "the page does not say which day is the first: write days: {count: 5, first: tue}" in told[0]
    dated = with_line("first: mon", "first: 2026-11-30", DESK)
    assert complaints(tmp_path, with_line("day: 1", "day: 2026-12-01", dated)) == []
    told = complaints(tmp_path, with_line("day: 1", "day: 2026-12-02", dated))
    assert "no day played is this one: write a day from 2026-11-30 to 2026-12-01" in told[0]


def test_a_burst_of_every_night_is_fine_on_a_single_day_for_last_nights_comes_in_the_morning(tmp_path: Path) -> None:
    nightly = with_line("at: 10:00, size: 600, decay: 1h, day: 1", "at: 22:00, size: 9, decay: 1h", DESK)
    assert complaints(tmp_path, with_line("days: {count: 2, first: mon}", "days: 1", nightly)) == []


@pytest.mark.parametrize(
    ("day", "at", "shut"),
    [
        ("sat", "16:00", "16:00 is after closing"),  # which is at 14:00, though at 20:00 on other days
        ("3", "09:00", "the queue is closed on that day"),
        ("sun", "03:00", "the queue is closed on that day"),
        ("2026-12-05", "14:00", "14:00 is after closing"),
    ],
)
def test_a_burst_that_finds_the_queue_closed_until_the_end_is_refused(
    tmp_path: Path, day: str, at: str, shut: str
) -> None:
    week = DESK.replace("08:00-20:00", "{mon-fri: 08:00-20:00, sat: 09:00-14:00, sun: closed}")
    dated = with_line("{count: 2, first: mon}", "{count: 3, first: 2026-12-04}", week)  # Friday to Sunday
    late = with_line("at: 10:00, size: 600, decay: 1h, day: 1", f"at: {at}, size: 600, decay: 1h, day: {day}", dated)
    (told,) = complaints(tmp_path, late)
    said = f"queues.care.bursts.outage.at: {shut}, and it does not open again on the days played for those who are held"
    assert told == f"page.yaml:9:20 {said}: play the days until it does, or write a time at which it is open"
    assert complaints(tmp_path, late.replace("count: 3", "count: 4")) == []
    assert complaints(tmp_path, late.replace(f"at: {at}", "at: 08:30")) == ([] if shut.endswith("closing") else [told])


def test_last_nights_burst_is_held_until_the_first_morning_played(tmp_path: Path) -> None:
    nightly = with_line("at: 10:00, size: 600, decay: 1h, day: 1", "at: 22:00, size: 9, decay: 1h, day: sun", DESK)
    week = with_line("{count: 2, first: mon}", "{count: 7, first: mon}", nightly)
    assert complaints(tmp_path, week) == []
    closed = with_line("open: 08:00-20:00", "open: {mon: closed, tue-sun: 08:00-20:00}", week)
    assert complaints(tmp_path, closed) == []  # then on Tuesday


def test_a_strategy_changes_a_burst_or_takes_all_away(tmp_path: Path) -> None:
    scenario = page(tmp_path, DESK)
    smaller = scenario.patched({"queues.care.bursts.outage.size": "-50%"})
    assert (smaller.queues["care"].bursts or {})["outage"].size == 300
    assert scenario.patched({"queues.care.bursts": "off"}).queues["care"].bursts is None
    assert scenario.patched({"queues.care.bursts.outage": None}).queues["care"].bursts == {}


def test_check_says_what_comes_on_top_of_the_first_attempts(tmp_path: Path) -> None:
    text = with_line("day: 1", "day: tue, chance: 40%", DESK)
    shown = " ".join(check_page(page(tmp_path, text), "page.yaml").split())
    assert "care: outage brings 600 more from 10:00, on tue, with a chance of 40%" in shown


def test_a_burst_of_the_night_shows_how_those_held_come_where_it_is_not_written(tmp_path: Path) -> None:
    assert "held" not in " ".join(one.path for one in unwritten(page(tmp_path, DESK)))
    night = page(tmp_path, with_line("at: 10:00", "at: 22:00", DESK))
    (held,) = [one for one in unwritten(night) if one.path.endswith(".held")]
    assert (held.path, held.value, held.source) == ("queues.care.bursts.outage.held", "1h", "no public figure")
