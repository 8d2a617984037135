"""The smallest number of agents for a promise, by Erlang B, C or A; and what a number of agents can promise.

Rates are per unit of time and times in that unit, as in `sim.theory.erlang`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import ceil, inf

from sim.scenario.schema import Formula
from sim.theory.erlang import SteadyState, erlang_a, erlang_c

HAIR = 1e-12
"""What a share may fall short of its promise by: 0.8 has no exact binary."""


@dataclass(frozen=True)
class Line:
    """The work of one queue with one group of agents."""

    arrival_rate: float
    service_rate: float
    abandon_rate: float = 0.0
    """1 / mean patience; 0: all wait for ever."""
    room: int | None = None
    """Places to wait beside the agents; None: no end. 0 is Erlang B."""
    lines: int | None = None
    """Places in the house, agents included, instead of `room`: an agent more is a place to wait less."""

    @property
    def load(self) -> float:
        """Offered load in erlangs."""
        return self.arrival_rate / self.service_rate

    def places(self, agents: int) -> int | None:
        """Places to wait beside so many agents; None: no end."""
        return self.room if self.lines is None else self.lines - agents


@dataclass(frozen=True)
class Goal:
    """What is promised, all of it; shares as fractions."""

    answer: float = 0.0
    """Share to answer within `within`, by `formula`, of those who find room."""
    within: float = 0.0
    formula: Formula = "offered"
    short: float = 0.0
    """Abandons within this are short, to the formulas that leave them out."""
    abandon_at_most: float = 1.0
    """Of those who find room."""
    block_at_most: float = 1.0
    """Of all."""


def steady_state(line: Line, agents: int, within: float = 0.0) -> SteadyState:
    """Erlang C where all wait for ever and the room has no end, else Erlang A, M/M/n/K or B. At least 1 agent."""
    places = line.places(agents)
    if places is None and line.abandon_rate <= 0:
        return erlang_c(agents, line.arrival_rate, line.service_rate, within)
    return erlang_a(agents, line.arrival_rate, line.service_rate, line.abandon_rate, within, places)


def service_level(line: Line, agents: int, goal: Goal) -> float:
    """The service level that `goal` names, as a fraction; 0 where its formula counts nobody.

    `virtual` is P(a customer of endless patience would be answered in time) = 1 - P(wait > t) / P(patience > t).
    """
    at = steady_state(line, agents, goal.within)
    early = 1 - at.p_longer - at.service_level  # abandoned in time
    short = 0.0
    if goal.formula in ("excl_short", "credit_short"):
        at_short = steady_state(line, agents, goal.short)
        short = 1 - at_short.p_longer - at_short.service_level
    top, bottom = {
        "answered_only": (at.service_level, 1 - at.p_abandon),
        "excl_short": (at.service_level, 1 - short),
        "excl_abandoned_in_t": (at.service_level, 1 - early),
        "credit_abandoned_in_t": (1 - at.p_longer, 1.0),
        "credit_short": (at.service_level + short, 1.0),
        "dequeued": (1 - at.p_longer, 1.0),
    }.get(goal.formula, (at.service_level, 1.0))
    return top / bottom if bottom > 0 else 0.0


def meets(line: Line, goal: Goal, agents: int) -> bool:
    """Whether so many agents keep the promise."""
    at = steady_state(line, agents)
    return (
        at.p_block <= goal.block_at_most + HAIR
        and at.p_abandon <= goal.abandon_at_most + HAIR
        and service_level(line, agents, goal) >= goal.answer - HAIR
    )


def agents_needed(line: Line, goal: Goal) -> int | None:
    """The smallest number of agents that keeps the promise: 0 where nobody comes, None where no number does."""
    if line.arrival_rate <= 0:
        return 0
    if line.lines is None and _promises_all(line, goal):
        return None
    most = line.lines if line.lines is not None else inf
    enough = min(most, max(1, ceil(line.load)))
    while not meets(line, goal, int(enough)):
        if enough == most:
            return None
        enough = min(most, enough + max(1, ceil(enough / 16)))
    return smallest(partial(meets, line, goal), int(enough))


def smallest(holds: Callable[[int], bool], enough: int) -> int:
    """The smallest number from 1 on for which `holds`, which does for `enough` and stays so once it does."""
    too_few = 0
    while enough - too_few > 1:
        middle = (too_few + enough) // 2
        if holds(middle):
            enough = middle
        else:
            too_few = middle
    return enough


def _promises_all(line: Line, goal: Goal) -> bool:
    """Promises that no number of agents keeps for certain: somebody may always have to wait, leave or be blocked."""
    return (
        (goal.answer >= 1 and line.room != 0)
        or (goal.abandon_at_most <= 0 and line.abandon_rate > 0 and line.room != 0)
        or (goal.block_at_most <= 0 and line.room is not None)
    )


def time_kept(line: Line, agents: int, share: float) -> float:
    """The shortest time within which `share` of those who find room are answered; inf where so many never are."""
    if 1 - steady_state(line, agents).p_abandon <= share:
        return inf
    late, early = 1 / line.service_rate, 0.0
    if steady_state(line, agents, 0.0).service_level >= share:
        return 0.0
    while steady_state(line, agents, late).service_level < share:
        early, late = late, 2 * late
        if late > 1e12 / line.service_rate:
            return inf
    for _ in range(60):
        middle = (early + late) / 2
        if steady_state(line, agents, middle).service_level < share:
            early = middle
        else:
            late = middle
    return late


def scheduled_for(on_queue: int, shrinkage: float) -> int:
    """Heads to schedule so that `on_queue` are there after shrinkage: divided by what is left, never times (1 + s)."""
    return ceil(round(on_queue / (1 - shrinkage), 9))
