"""A queue's week, a row a weekday, where hours or heads differ by day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from sim.roster.days import days_open
from sim.roster.heads import days_differ, stretches
from sim.scenario.calendar import weekday_of
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
class Weekday:
    """The counted days of one weekday on one queue, together."""

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
    scenario, target = found.study.scenario, found.target(queue)
    if target is None or not days_differ(scenario):
        return []
    rows = [
        ["", "open", "contacts", f"in {format_duration(target.within)} %", f"days that meet {promise(target)}, %",
         "hours on queue"],
        *(_row(scenario, queue, one) for one in by_weekday(found.study, queue)),
    ]  # fmt: skip
    head = f"{INDENT}{queue} by weekday, a day" if len(scenario.queues) > 1 else f"{INDENT}by weekday, a day"
    return [head, *indented(columns(rows, "llrrrr"))]


def by_weekday(study: Study, queue: str) -> list[Weekday]:
    """The weekdays of the counted days on which a queue is open, Monday first; ValueError if it has no target."""
    scenario = study.scenario
    rows = study.cells.days.filter(pl.col("queue") == queue).sort("replication", "day")
    shape = (-1, scenario.days.count)
    came = rows["mails" if scenario.queues[queue].deferred else "queued"].to_numpy().reshape(shape)
    sums, met = service_by_day(study, queue), met_by_day(study, queue).reshape(shape)
    tops, bottoms = (part[0, 0].reshape(shape) for part in (sums.tops, sums.bottoms))
    found = []
    for number, name in enumerate(WEEKDAYS):
        days = [day for day in days_open(scenario, queue) if weekday_of(scenario.days.first or "mon", day) == number]
        if days:
            judged = met[:, days][~np.isnan(met[:, days])]
            counted = float(np.nansum(bottoms[:, days]))
            level = float(np.nansum(tops[:, days])) / counted if counted else np.nan
            hours = sum(_hours(scenario, queue, day) for day in days) / len(days)
            share = float(judged.mean()) if len(judged) else np.nan
            found.append(Weekday(name, tuple(days), float(came[:, days].mean()), level, share, hours))
    return found


def _hours(scenario: Scenario, queue: str, day: int) -> float:
    groups = [name for name, group in scenario.agents.items() if queue in group.skills]
    spans = [span for name in groups for span in stretches(scenario, name, day)]
    return sum(span.on_queue * (span.to_ms - span.from_ms) for span in spans) / HOUR


def _row(scenario: Scenario, queue: str, one: Weekday) -> list[str]:
    hours = {scenario.hours_on(queue, day): None for day in one.days}
    level, met = (None if np.isnan(value) else value for value in (one.level, one.met))
    clocks = ", ".join(clock_range(*each) for each in hours)
    return [one.name, clocks, amount(one.contacts), percent(level, 0), percent(met, 0), amount(one.hours, 1)]
