"""When a queue is open and nobody is there for it: seldom meant, and silent in the averages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from sim.demand.arrivals import expected_on
from sim.roster.days import days_open
from sim.roster.heads import days_differ, stretches
from sim.scenario.schema import Scenario
from sim.show.layout import listed
from sim.show.words import named
from sim.units import format_clock, format_share

Span = tuple[int, int]


def unserved(scenario: Scenario) -> tuple[str, ...]:
    """A sentence for each live queue that is open with nobody on, for each group that shrinkage leaves empty, and
    for each queue to which nobody comes on a day that it is open."""
    live = [name for name, page in scenario.queues.items() if not page.deferred]
    told = [
        *((f"Nobody serves {name}", partial(_without_heads, scenario, name)) for name in live),
        *(
            (_left_empty(scenario, name), partial(_empty, scenario, name))
            for name, group in scenario.agents.items()
            if group.scheduled is not None
        ),
    ]
    return (*(f"{text} {when}." for text, found in told for when in _by_day(scenario, found)), *_nobody_comes(scenario))


def _by_day(scenario: Scenario, found: Callable[[int], list[Span]]) -> Iterator[str]:
    """`08:00-10:00`, with the days where they differ: `08:00-10:00 on sat`."""
    days: dict[str, list[int]] = {}
    differ = days_differ(scenario)
    for day in range(scenario.days.count if differ else 1):
        if spans := found(day):
            days.setdefault(_clocks(spans), []).append(day)
    for clocks, which in days.items():
        yield f"{clocks} on {named(scenario, which)}" if differ else clocks


def _without_heads(scenario: Scenario, queue: str, day: int) -> list[Span]:
    """Parts of a day in which a queue is open and nobody is on."""
    opens, closes = scenario.hours_on(queue, day)
    on = [
        (one.from_ms, one.to_ms)
        for name, group in scenario.agents.items()
        if queue in group.skills
        for one in stretches(scenario, name, day)
        if one.on_queue
    ]
    starts = sorted({opens, *(clock for span in on for clock in span if opens < clock < closes)})
    return [
        (start, end)
        for start, end in zip(starts, [*starts[1:], closes], strict=True)
        if start < end and not any(first <= start < last for first, last in on)
    ]


def _empty(scenario: Scenario, group: str, day: int) -> list[Span]:
    return [(one.from_ms, one.to_ms) for one in stretches(scenario, group, day) if one.paid and not one.on_queue]


def _left_empty(scenario: Scenario, group: str) -> str:
    empty = [
        one
        for day in range(scenario.days.count)
        for one in stretches(scenario, group, day)
        if one.paid and not one.on_queue
    ]
    heads = listed(list(dict.fromkeys(f"{one.paid:g}" for one in empty)))
    most = format_share(scenario.agents[group].shrinkage_in_all)
    return f"{group}: {heads} scheduled, {most} shrinkage, nobody on the queue"


def _nobody_comes(scenario: Scenario) -> Iterator[str]:
    """A volume of nought on a day with hours of its own: a slip in the one or in the other."""
    for queue, page in scenario.queues.items():
        if page.arrivals is None or isinstance(page.open or scenario.open, tuple):
            continue
        days = [day for day in days_open(scenario, queue) if expected_on(scenario, queue, day) == 0]
        if days:
            yield f"Nobody comes to {queue} on {named(scenario, days)}, when it is open."


def _clocks(spans: Sequence[Span]) -> str:
    """Spans as `08:00-10:00 and 12:00-12:30`; those that touch are one."""
    joined: list[Span] = []
    for start, end in spans:
        joined.append((joined.pop()[0], end) if joined and joined[-1][1] == start else (start, end))
    return listed([f"{format_clock(start)}-{format_clock(end)}" for start, end in joined])
