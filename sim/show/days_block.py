"""A queue's days taken together: a row a weekday where hours, heads or profile differ by day, a week in a season."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from sim.demand.arrivals import profiles_differ
from sim.roster.days import days_open
from sim.roster.heads import days_differ, stretches
from sim.scenario.calendar import week_of, weekday_of
from sim.scenario.schema import Scenario
from sim.scenario.values import WEEKDAYS
from sim.show.figures import amount, percent
from sim.show.found import Found
from sim.show.layout import INDENT, columns, indented
from sim.show.words import clock_range, promise
from sim.study.replicate import Study
from sim.study.target import met_by_day, service_by_day
from sim.units import HOUR, format_duration


@dataclass(frozen=True)
class Together:
    """Some of the counted days on one queue, together."""

    name: str
    days: tuple[int, ...]
    contacts: float
    """Those who reached the queue, a day; for email all that came into the backlog, judged or not yet."""
    level: float
    """Service level by the target's formula; NaN where nobody counts."""
    met: float
    """Share of the days judged that meet the target; NaN where none is."""
    hours: float
    """Of those who serve the queue, on it, a day."""


def weekday_block(found: Found, queue: str) -> list[str]:
    """Contacts, service level, days that meet and hours on the queue by weekday. Nothing where the days are alike, or
    the queue promises nothing."""
    scenario = found.study.scenario
    if not days_differ(scenario) and not profiles_differ(scenario, queue):
        return []
    return _block(found, queue, ("weekday", "open"), weekdays(scenario, queue), _hours_of_day)


def week_block(found: Found, queue: str) -> list[str]:
    """The same by week of the year. Nothing where no week differs from another by what the file says, or the queue
    promises nothing."""
    scenario = found.study.scenario
    arrivals = scenario.queues[queue].arrivals
    if not days_differ(scenario) and not (arrivals and arrivals.weeks):
        return []
    by_week = weeks(scenario, queue)
    return _block(found, queue, ("week", "from"), by_week, _from_day) if len(by_week) > 1 else []


def weekdays(scenario: Scenario, queue: str) -> dict[str, list[int]]:
    """The counted days on which a queue is open, by weekday, Monday first."""
    first, every = scenario.days.first or "mon", days_open(scenario, queue)
    by = {name: [day for day in every if weekday_of(first, day) == number] for number, name in enumerate(WEEKDAYS)}
    return {name: days for name, days in by.items() if days}


def weeks(scenario: Scenario, queue: str) -> dict[str, list[int]]:
    """The counted days on which a queue is open, by week of the year; none where the first day has no date."""
    first = scenario.days.first
    found: dict[str, list[int]] = {}
    for day in days_open(scenario, queue) if first is not None and first not in WEEKDAYS else ():
        found.setdefault(str(week_of(first or "", day)), []).append(day)
    return found


def _block(
    found: Found,
    queue: str,
    words: tuple[str, str],
    groups: Mapping[str, Sequence[int]],
    second: Callable[[Scenario, str, Together], str],
) -> list[str]:
    scenario, target = found.study.scenario, found.target(queue)
    if target is None:
        return []
    by, column = words
    rows = [
        ["", column, "contacts", f"in {format_duration(target.within)} %", f"days that meet {promise(target)}, %",
         "hours on queue"],
        *(_row(one, second(scenario, queue, one)) for one in together(found.study, queue, groups)),
    ]  # fmt: skip
    head = f"{INDENT}{queue} by {by}, a day" if len(scenario.queues) > 1 else f"{INDENT}by {by}, a day"
    return [head, *indented(columns(rows, "llrrrr"))]


def together(study: Study, queue: str, groups: Mapping[str, Sequence[int]]) -> list[Together]:
    """Groups of counted days on a queue, by their names; ValueError if it has no target."""
    scenario = study.scenario
    rows = study.cells.days.filter(pl.col("queue") == queue).sort("replication", "day")
    shape = (-1, scenario.days.count)
    came = rows["mails" if scenario.queues[queue].deferred else "queued"].to_numpy().reshape(shape)
    sums, met = service_by_day(study, queue), met_by_day(study, queue).reshape(shape)
    tops, bottoms = (part[0, 0].reshape(shape) for part in (sums.tops, sums.bottoms))
    found = []
    for name, days in groups.items():
        judged = met[:, days][~np.isnan(met[:, days])]
        counted = float(np.nansum(bottoms[:, days]))
        level = float(np.nansum(tops[:, days])) / counted if counted else np.nan
        hours = sum(_hours(scenario, queue, day) for day in days) / len(days)
        share = float(judged.mean()) if len(judged) else np.nan
        found.append(Together(name, tuple(days), float(came[:, days].mean()), level, share, hours))
    return found


def _hours(scenario: Scenario, queue: str, day: int) -> float:
    groups = [name for name, group in scenario.agents.items() if queue in group.skills]
    spans = [span for name in groups for span in stretches(scenario, name, day)]
    return sum(span.on_queue * (span.to_ms - span.from_ms) for span in spans) / HOUR


def _hours_of_day(scenario: Scenario, queue: str, one: Together) -> str:
    hours = {scenario.hours_on(queue, day): None for day in one.days}
    return ", ".join(clock_range(*each) for each in hours)


def _from_day(scenario: Scenario, queue: str, one: Together) -> str:
    """The first day of the week on which the queue is open."""
    return (date.fromisoformat(scenario.days.first or "") + timedelta(days=one.days[0])).isoformat()


def _row(one: Together, second: str) -> list[str]:
    level, met = (None if np.isnan(value) else value for value in (one.level, one.met))
    return [one.name, second, amount(one.contacts), percent(level, 0), percent(met, 0), amount(one.hours, 1)]
