"""The intervals of a day as steady states: each repeated over and over, with what the scenario has in it.

An interval's own rates and heads follow themselves again and again, so that nothing carries over but from itself. Each
is counted for as long as it lasts in the day, once it has settled: added up, the intervals weigh as they do in the day.
In a steady state the delay of those who come back does not matter, only how many do: long delays are cut short, so that
the line settles in an hour or so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import TypeVar

from sim.demand.distributions import mean_ms
from sim.scenario.callback import Callback
from sim.scenario.laws import Law, has_by_arrival
from sim.scenario.mechanisms import Redial, RedialBlocked, Switching, Unresolved
from sim.scenario.queue import Queue
from sim.scenario.schema import Scenario
from sim.scenario.self_service import FalseContainment
from sim.study.causes import comes_again
from sim.study.laws_of_interval import with_laws_of
from sim.study.question import Question
from sim.study.switched_off import by_hour, heads, rates, with_on_queue, with_queues
from sim.units import DAY, HOUR, MINUTE

SOON_MS = 10 * MINUTE
SOON = Law.model_validate({"exponential": "10m"})
"""The delay of those who come back, where theirs is longer."""
HANDLE_TIMES = 10
"""A line that begins empty has settled after so many mean handle times, where people give up or are turned away."""
RELAXATIONS = 3
"""Where all wait for ever it settles in so many of its relaxation times 1 / (n mu (1 - sqrt(load / n))^2) (Cohen, The
Single Server Queue, 1982; of M/M/n in heavy traffic), which grow without end as the load comes up to the heads."""
NEAR_FULL = 0.98
"""The load per head beyond which they are not followed."""
LONGEST = 16 * HOUR
"""What settling may take at most."""

Returns = TypeVar("Returns", Redial, RedialBlocked, Unresolved, Switching, FalseContainment)

Pattern = tuple[tuple[tuple[int, float], ...], ...]
"""Per queue, then per group: (ms from the interval's start, value) of each step."""


@dataclass(frozen=True)
class Steady:
    """An interval, or several alike, as a steady state."""

    scenario: Scenario
    from_ms: int
    to_ms: int
    """The time of its day that is counted: it has settled before."""
    weight: float
    """What it counts for, where the day has more of it than was played; else 1."""
    first: int
    """The first of its intervals, by place in the day."""


@dataclass(frozen=True)
class _Cycle:
    pattern: Pattern
    period: int
    start: int
    """Of the first interval, ms after midnight."""
    places: tuple[int, ...]


def steady_states(scenario: Scenario, question: Question, settling: Sequence[float]) -> list[Steady]:
    """A steady state for each interval of the question's queue, one for those that are alike. `settling`: what each
    interval's line takes to settle, in ms; the same for every state of a chain, so that all count the same customers.
    """
    found: dict[tuple[Pattern, int, int], list[int]] = {}
    by_the_clock = any(map(has_by_arrival, scenario.queues.values()))  # then no two intervals are alike
    for place, (start, end) in enumerate(question.parts):
        alike = _pattern(scenario, start, end), end - start, place if by_the_clock else 0
        found.setdefault(alike, []).append(place)
    cycles = [
        _Cycle(pattern, period, question.parts[places[0]][0], tuple(places))
        for (pattern, period, _), places in found.items()
    ]
    return [_steady(scenario, cycle, settling[cycle.places[0]]) for cycle in cycles]


def relieved(page: Queue) -> bool:
    """Whether a line cannot grow without end, as people give up, or find no room, or turn away from a long wait."""
    balks = page.balk is not None and page.balk.chance == 1
    return page.patience is not None or page.can_block or balks


def _pattern(scenario: Scenario, start: int, end: int) -> Pattern:
    come = [[(at - start, rate) for at, _, rate in rates(scenario, name, start, end)] for name in scenario.queues]
    work = [[(at - start, float(on)) for at, _, on in heads(scenario, name, start, end)] for name in scenario.agents]
    return tuple(_steps(steps) for steps in (*come, *work))


def _steps(steps: list[tuple[int, float]]) -> tuple[tuple[int, float], ...]:
    """Steps from the interval's start on, without those that change nothing."""
    whole = steps if steps and steps[0][0] == 0 else [(0, 0.0), *steps]
    return tuple(step for place, step in enumerate(whole) if place == 0 or step[1] != whole[place - 1][1])


def _steady(scenario: Scenario, cycle: _Cycle, settling: float) -> Steady:
    settles = ceil(settling / cycle.period) * cycle.period
    wanted = len(cycle.places) * cycle.period
    counted = min(wanted, (DAY - settles) // cycle.period * cycle.period)
    ends = settles + counted
    closes = min(ends + _slots_after(scenario, cycle.period), DAY)
    columns = [_repeated(steps, cycle.period, closes) for steps in cycle.pattern]
    queues = {
        name: _flat(with_laws_of(page, cycle.start, cycle.period, closes), column)
        for (name, page), column in zip(scenario.queues.items(), columns, strict=False)
    }
    work = columns[len(scenario.queues) :]
    agents = {
        name: with_on_queue(group, {at: int(on) for at, on in table.items()})
        for (name, group), table in zip(scenario.agents.items(), work, strict=True)
    }
    page = scenario.model_copy(
        update={
            "open": (0, closes),
            "days": scenario.days.model_copy(update={"warm_up": 0}),
            "closing": "served_out",
            "repeats": "none",
            "queues": queues,
            "agents": agents,
        }
    )
    return Steady(with_queues(page, _soon), settles, ends, wanted / counted, cycle.places[0])


def settling_ms(scenario: Scenario, question: Question) -> list[float]:
    """What the line takes to settle from empty, interval by interval, with all that the scenario has."""
    return [_settles_ms(scenario, question, place) for place in range(len(question.parts))]


def _settles_ms(scenario: Scenario, question: Question, place: int) -> float:
    page, line = scenario.queues[question.queue], question.line(place, patient=True)
    at_least = HANDLE_TIMES * question.handle_ms + (2 * SOON_MS if _comes_back(scenario) else 0)
    on = question.heads[place]
    if relieved(page) or on == 0:
        return min(at_least, LONGEST)
    busy = page.arrivals.day_to_day if page.arrivals is not None else 0.0
    full = min(line.load * (1 + busy) / on, NEAR_FULL)
    return min(max(at_least, RELAXATIONS * question.handle_ms / on / (1 - sqrt(full)) ** 2), LONGEST)


def _comes_back(scenario: Scenario) -> bool:
    """Whether anybody ever comes again."""
    return any(
        page.redial or page.redial_blocked or page.switch or comes_again(page) for page in scenario.queues.values()
    )


def _slots_after(scenario: Scenario, period: int) -> int:
    """What is played after the time counted, so that its last customers still find slots to be called back in."""
    slots = [
        page.callback.scheduled.slots for page in scenario.queues.values() if page.callback and page.callback.scheduled
    ]
    return ceil(2 * max(slots, default=0) / period) * period


def _repeated(steps: tuple[tuple[int, float], ...], period: int, until: int) -> dict[int, float]:
    """A clock table that has the steps again and again."""
    table = {start + at: value for start in range(0, until, period) for at, value in steps}
    return table if len(steps) > 1 else {0: steps[0][1]}


def _flat(page: Queue, table: dict[int, float]) -> Queue:
    arrivals = page.arrivals and by_hour(page.arrivals, {at: rate * HOUR for at, rate in table.items()})
    if arrivals is not None and arrivals.within_day is not None:  # a steady state is busy or quiet as long as it lasts
        lasting = arrivals.within_day.model_copy(update={"correlation": 1.0})
        arrivals = arrivals.model_copy(update={"within_day": lasting})
    return page.model_copy(update={"open": None, "when_closed": None, "arrivals": arrivals})


def _soon(page: Queue) -> Queue:
    """The same queue, those who come back doing so soon."""
    service, switch, limit, back = page.self_service, page.switch, page.talk_limit, page.unresolved
    if limit is not None and back is None:
        back = Unresolved(chance=0.0)  # whom the limit cuts comes back by its delay
    if service is not None:
        service = service.model_copy(update={"false_containment": _earlier(service.false_containment)})
    if switch is not None:
        ways = {"abandoned": _earlier(switch.abandoned), "answered": _earlier(switch.answered)}
        switch = switch.model_copy(update=ways)
    return page.model_copy(
        update={
            "redial": _earlier(page.redial),
            "redial_blocked": _earlier(page.redial_blocked),
            "unresolved": _earlier(back),
            "switch": switch,
            "self_service": service,
            "callback": page.callback and _called_soon(page.callback),
        }
    )


def _called_soon(callback: Callback) -> Callback:
    """The same callbacks in a day that has no end: those that are scheduled, soon."""
    booked = callback.scheduled
    if booked is not None and _late(booked.wanted_after):
        booked = booked.model_copy(update={"wanted_after": SOON})
    return callback.model_copy(update={"at_closing": "serve_out", "last_offer": 0, "scheduled": booked})


def _late(law: Law) -> bool:
    return any(mean_ms(part) > SOON_MS for part in (law.by_arrival or {0: law}).values())


def _earlier(returns: Returns | None) -> Returns | None:
    if returns is None or not _late(returns.after):
        return returns
    return returns.model_copy(update={"after": SOON})
