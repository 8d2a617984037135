"""Laws by the clock of arrival, as one interval of the day has them: for an interval that is played over and over."""

from __future__ import annotations

from typing import Any, TypeVar

from sim.scenario.laws import Law, has_by_arrival
from sim.scenario.values import Page

Some = TypeVar("Some", bound=Page)


def with_laws_of(page: Some, start: int, period: int, until: int) -> Some:
    """The page with each of its `by_arrival` tables replaced by what it says from `start` on (ms after midnight), for
    `period` ms, again and again from midnight to `until`."""
    if isinstance(page, Law) and page.by_arrival is not None:
        steps = _steps(page.by_arrival, start, period)
        table = {again + at: law for again in range(0, until, period) for at, law in steps.items()}
        return page.model_copy(update={"by_arrival": table if len(steps) > 1 else {0: steps[0]}})
    changed = {name: _within(value, start, period, until) for name, value in page if has_by_arrival(value)}
    return page.model_copy(update=changed)


def _within(value: Any, start: int, period: int, until: int) -> Any:
    if isinstance(value, dict):
        return {name: _within(one, start, period, until) for name, one in value.items()}
    return with_laws_of(value, start, period, until) if isinstance(value, Page) else value


def _steps(table: dict[int, Law], start: int, period: int) -> dict[int, Law]:
    """The law at the start, and those that follow within the period, by the time since the start. Before the first
    clock the day's last law holds."""
    clocks = sorted(table)
    first = max((clock for clock in clocks if clock <= start), default=clocks[-1])
    return {0: table[first]} | {clock - start: table[clock] for clock in clocks if start < clock < start + period}
