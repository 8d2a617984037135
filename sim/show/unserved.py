"""When a queue is open and nobody is there for it: seldom meant, and silent in the averages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.roster.heads import Stretch, stretches
from sim.scenario.schema import Scenario
from sim.show.layout import listed
from sim.units import format_clock, format_share

Span = tuple[int, int]


def unserved(scenario: Scenario) -> tuple[str, ...]:
    """A sentence for each queue that is open with nobody on, and for each group that shrinkage leaves empty."""
    days = {name: stretches(scenario, name) for name in scenario.agents}
    return (*_queues(scenario, days), *_groups(scenario, days))


def _queues(scenario: Scenario, days: dict[str, tuple[Stretch, ...]]) -> Iterator[str]:
    for queue in scenario.queues:
        opens, closes = scenario.hours(queue)
        on = [
            (one.from_ms, one.to_ms)
            for name, day in days.items()
            for one in day
            if one.on_queue and queue in scenario.agents[name].skills
        ]
        starts = sorted({opens, *(clock for span in on for clock in span if opens < clock < closes)})
        nobody = [
            (start, end)
            for start, end in zip(starts, [*starts[1:], closes], strict=True)
            if not any(first <= start < last for first, last in on)
        ]
        if nobody:
            yield f"Nobody serves {queue} {_clocks(nobody)}."


def _groups(scenario: Scenario, days: dict[str, tuple[Stretch, ...]]) -> Iterator[str]:
    for name, day in days.items():
        if scenario.agents[name].scheduled is None:
            continue
        empty = [one for one in day if one.paid and not one.on_queue]
        if empty:
            most = format_share(scenario.agents[name].shrinkage)
            heads = listed(list(dict.fromkeys(f"{one.paid:g}" for one in empty)))
            yield f"{name}: {heads} scheduled, {most} shrinkage, nobody on the queue " + (
                f"{_clocks([(one.from_ms, one.to_ms) for one in empty])}."
            )


def _clocks(spans: Sequence[Span]) -> str:
    """Spans as `08:00-10:00 and 12:00-12:30`; those that touch are one."""
    joined: list[Span] = []
    for start, end in spans:
        joined.append((joined.pop()[0], end) if joined and joined[-1][1] == start else (start, end))
    return listed([f"{format_clock(start)}-{format_clock(end)}" for start, end in joined])
