"""How to ask about one kind of day where the days of a page differ."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sim.roster.heads import stretches
from sim.scenario.by_day import CLOSED
from sim.scenario.calendar import weekday_of
from sim.scenario.faults import ScenarioError
from sim.scenario.schema import Scenario
from sim.scenario.values import WEEKDAYS

MOST_TRIED = 7
"""Days that are tried; a page may have a year of them."""


def one_day(scenario: Scenario, queues: Sequence[str], *, bursts: bool) -> str:
    """What to type to have one day alone on which one of these queues is served, and a page that is sound: with a burst
    of another day it is not. Bursts are switched off where no day can be played with all of them, and always unless
    they may stay."""
    off = [f"queues.{name}.bursts" for name, page in scenario.queues.items() if page.bursts]
    for without in ([], off) if bursts and off else (off,):
        for first in _served_days(scenario, queues):
            days: dict[str, object] = {"count": 1, "first": first} | ({"warm_up": 0} if scenario.days.warm_up else {})
            if _sound(scenario, {"days": days} | dict.fromkeys(without, "off")):
                written = ", ".join(f"{key}: {value}" for key, value in days.items())
                sets = [f"'days={{{written}}}'", *(f"{path}=off" for path in without)]
                return f"ask it day by day, like {' '.join(f'--set {one}' for one in sets)}"
    return "write a page of one kind of day"


def _served_days(scenario: Scenario, queues: Sequence[str]) -> list[str]:
    """Counted days on which somebody serves, as `days.first` names them, the page's own first day last: it is what the
    others are not."""
    days = [*range(1, scenario.days.count), 0]
    served = [day for day in days if any(_served(scenario, queue, day) for queue in queues)]
    return list(dict.fromkeys(_name(scenario.days.first or WEEKDAYS[0], day) for day in served))[:MOST_TRIED]


def _served(scenario: Scenario, queue: str, day: int) -> bool:
    groups = [name for name, group in scenario.agents.items() if queue in group.skills]
    there = any(one.on_queue for name in groups for one in stretches(scenario, name, day))
    return there and scenario.hours_on(queue, day) != CLOSED


def _name(first: str, day: int) -> str:
    if first in WEEKDAYS:
        return WEEKDAYS[weekday_of(first, day)]
    return (date.fromisoformat(first) + timedelta(days=day)).isoformat()


def _sound(scenario: Scenario, changes: dict[str, object]) -> bool:
    try:
        scenario.patched(changes)
    except ScenarioError:
        return False
    return True
