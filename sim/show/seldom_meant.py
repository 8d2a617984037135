"""What a file says and seldom means: hours at which nobody comes, shifts with nobody to serve, returns turned away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from sim.demand.arrivals import profile_on
from sim.roster.days import days_open, group_hours
from sim.scenario.arrivals import Arrivals
from sim.scenario.by_day import CLOSED, parse_days
from sim.scenario.schema import Scenario
from sim.scenario.shifts import Shift, shift_hours_text
from sim.scenario.values import WEEKDAYS, hours_text
from sim.show.layout import listed
from sim.show.words import named
from sim.units import DAY


def seldom_meant(scenario: Scenario) -> tuple[str, ...]:
    """A sentence for each."""
    return (*_before_the_first_clock(scenario), *_shifts_outside(scenario), *turned_away(scenario))


def _before_the_first_clock(scenario: Scenario) -> Iterator[str]:
    """A volume by the clock whose first clock is after the opening."""
    for queue, page in scenario.queues.items():
        open_, late = days_open(scenario, queue), dict[str, list[int]]()
        if page.arrivals is None or page.arrivals.times is not None:
            continue
        for day in open_:
            opens, closes = scenario.hours_on(queue, day)
            first = min(_clocks(scenario, queue, page.arrivals, day))
            if opens < first < closes:
                late.setdefault(hours_text((opens, first)), []).append(day)
        for clocks, days in late.items():
            on = f" on {named(scenario, days)}" if len(days) < len(open_) else ""
            yield f"Nobody comes to {queue} {clocks}{on}, before the first clock of its volume."


def _clocks(scenario: Scenario, queue: str, arrivals: Arrivals, day: int) -> Mapping[int, float]:
    """The clock table that says when a day's customers come."""
    if arrivals.per_day is not None:
        return profile_on(scenario, queue, day)
    return arrivals.per_interval or arrivals.per_hour or {0: 0.0}


def _shifts_outside(scenario: Scenario) -> Iterator[str]:
    """Shifts all of which lie outside the hours that a date has of its own; on weekdays that is a fault."""
    for group, page in scenario.agents.items():
        email = any(scenario.queues[queue].deferred for queue in page.skills)
        then = "have email alone to do" if email else "have nothing to do"
        for name, shift in (page.shifts or {}).items():
            for day, on in _dates_with_hours(scenario):
                if _is_outside(scenario, group, shift, day):
                    hours = hours_text(group_hours(scenario, group, day))
                    yield (
                        f"On {on} the queues of {group} are open {hours}: its shift {name}, "
                        f"{shift_hours_text(shift.hours)}, lies outside, and its people are paid and {then}."
                    )


def _dates_with_hours(scenario: Scenario) -> Iterator[tuple[int, str]]:
    """The counted days, with their dates, for which a file writes hours by date."""
    first = scenario.days.first
    tables = [scenario.open, *(page.open for page in scenario.queues.values())]
    dates = {day for table in tables if isinstance(table, dict) for key in table for day in parse_days(key)}
    if first is None or first in WEEKDAYS:
        return
    for day in range(scenario.days.count):
        if (on := (date.fromisoformat(first) + timedelta(days=day)).isoformat()) in dates:
            yield day, on


def _is_outside(scenario: Scenario, group: str, shift: Shift, day: int) -> bool:
    """Whether a shift is worked on a day and never while a live queue of the group is open, the night after it too."""
    weekday = (date.fromisoformat(scenario.days.first or "").weekday() + day) % len(WEEKDAYS)
    worked = shift.weekdays is None or weekday in shift.weekdays
    if not worked or group_hours(scenario, group, day) == CLOSED:
        return False
    begins, ends = shift.hours
    spans = [(later * DAY, group_hours(scenario, group, day + later)) for later in (0, 1)]
    return not any(begins < midnight + closes and midnight + opens < ends for midnight, (opens, closes) in spans)


def turned_away(scenario: Scenario) -> Iterator[str]:
    """Repeats that would come while closed, which the file says nothing of: it can be most of them."""
    lost = [name for name in scenario.queues if _loses_returns(scenario, name)]
    if lost:
        yield (
            f"Who comes back to {listed(lost)} outside opening hours is turned away: to have them come after the next "
            "opening, write when_closed: {returns_within: 2h} there."
        )


def _loses_returns(scenario: Scenario, name: str) -> bool:
    """Whether a queue where customers begin closes, some of them come back, and the file does not say what then."""
    page = scenario.queues[name]
    begins = not page.deferred and (page.arrivals is not None or bool(page.bursts))
    unsaid = page.unresolved is not None and "when_closed" not in page.model_fields_set
    return begins and unsaid and any(scenario.hours_on(name, day) != (0, DAY) for day in range(scenario.days.count))
