"""How to ask about one kind of day where the days of a page differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    they may stay; where they stay and another day has none, what to add for that one."""
    off = {f"queues.{name}.bursts": "off" for name, page in scenario.queues.items() if page.bursts}
    without_bursts = " ".join(f"--set {path}=off" for path in off)
    served = _served_days(scenario, queues)
    for without in ({}, off) if bursts and off else (off,):
        sound = [day for day in served if _sound(scenario, {"days": _alone(scenario, day), **without})]
        if sound:
            written = ", ".join(f"{key}: {value}" for key, value in _alone(scenario, sound[0]).items())
            cure = f"ask it day by day, like --set 'days={{{written}}}'"
            if without:
                return f"{cure} {without_bursts}"
            others = off and len(sound) < len(served)
            return f"{cure}; for a day without its bursts add {without_bursts}" if others else cure
    return "write a page of one kind of day"


def _alone(scenario: Scenario, day: str) -> dict[str, object]:
    return {"count": 1, "first": day} | ({"warm_up": 0} if scenario.days.warm_up else {})


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


def _sound(scenario: Scenario, changes: Mapping[str, object]) -> bool:
    try:
        scenario.patched(changes)
    except ScenarioError:
        return False
    return True
