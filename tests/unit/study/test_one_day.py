"""What to type to ask about one day of several: the page that comes of it is sound."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from sim.roster.heads import what_differs
from sim.scenario.load import load
from sim.scenario.schema import Scenario
from sim.study.one_day import one_day
from tests.unit.scenario.pages import write

WEEK = """name: Week
open: {mon-fri: 08:00-20:00, sat: 09:00-14:00, sun: closed}
days: {count: 7, first: mon}
queues:
  care:
    arrivals: {per_day: 100}
    talk: {exponential: 3m}
    bursts: {}
agents:
  front: {skills: [care], on_queue: {mon-sat: 9}}
"""
OTHERS = "; for a day without its bursts add --set queues.care.bursts=off"
BURST = "{at: 10:00, size: 50, decay: 1h, day: DAY}"


def week(folder: Path, *bursts: str, days: str = "count: 7, first: mon") -> Scenario:
    named = ", ".join(f"burst_{number}: {BURST.replace('DAY', day)}" for number, day in enumerate(bursts))
    text = WEEK.replace("bursts: {}", f"bursts: {{{named}}}").replace("count: 7, first: mon", days)
    return load(write(folder, text))


def typed(folder: Path, said: str) -> Scenario:
    """The page with what the sentence says to set."""
    return load(folder / "page.yaml", [one.strip("'") for one in re.findall(r"--set ('.*?'|\S+)", said)])


@pytest.mark.parametrize(
    ("bursts", "days", "more", "said"),
    [
        ([], {}, {}, "--set 'days={count: 1, first: tue}'"),
        (["thu"], {}, {}, f"--set 'days={{count: 1, first: thu}}'{OTHERS}"),
        (["1"], {}, {}, "--set 'days={count: 1, first: tue}'"),
        (["thu", "fri"], {}, {}, "--set 'days={count: 1, first: tue}' --set queues.care.bursts=off"),
        (["thu"], {}, {"bursts": False}, "--set 'days={count: 1, first: tue}' --set queues.care.bursts=off"),
        ([], {"days": "count: 3, first: 2026-12-04"}, {}, "--set 'days={count: 1, first: 2026-12-05}'"),
        ([], {"days": "count: 3, first: sat"}, {}, "--set 'days={count: 1, first: mon}'"),
        ([], {"days": "count: 2, warm_up: 7, first: fri"}, {}, "--set 'days={count: 1, first: sat, warm_up: 0}'"),
    ],
)
def test_the_cure_for_days_that_differ_is_a_page_whose_days_do_not(
    tmp_path: Path, bursts: list[str], days: dict[str, str], more: dict[str, Any], said: str
) -> None:
    page = week(tmp_path, *bursts, **days)
    assert what_differs(page)
    cure = one_day(page, ["care"], **({"bursts": True} | more))
    assert cure == f"ask it day by day, like {said}"
    assert not what_differs(typed(tmp_path, cure.partition(";")[0]))


def test_what_is_to_be_added_for_a_day_without_the_burst_makes_a_sound_page_of_it(tmp_path: Path) -> None:
    page = week(tmp_path, "2026-12-09", days="count: 7, first: 2026-12-07")
    cure = one_day(page, ["care"], bursts=True)
    assert "first: 2026-12-09" in cure
    assert not what_differs(typed(tmp_path, cure.replace("first: 2026-12-09", "first: 2026-12-07")))


def test_where_nobody_serves_on_any_counted_day_there_is_none_to_ask_about(tmp_path: Path) -> None:
    page = week(tmp_path, days="count: 1, warm_up: 1, first: sun")
    assert one_day(page, ["care"], bursts=True) == "write a page of one kind of day"
