"""The smallest number of agents for a promise, by Erlang B, C or A; and what a number of agents can promise.

Rates are per unit of time and times in that unit, as in `sim.theory.erlang`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import ceil, exp, inf

from sim.scenario.queue import Formula
from sim.theory.erlang import SteadyState, erlang_a, erlang_c

HAIR = 1e-12
"""What a share may fall short of its promise by: 0.8 has no exact binary."""

TINY = 1e-300


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
        "virtual": (1 - at.p_longer / max(exp(-line.abandon_rate * goal.within), TINY), 1.0),
    }.get(goal.formula, (at.service_level, 1.0))
    return top / bottom if bottom > 0 else 0.0


def meets(line: Line, goal: Goal, agents: int) -> bool:
    """Whether so many agents keep the promise."""
    return all(keeps(line, goal, agents) for keeps in (_answers, _holds_on_to, _lets_in))


def _answers(line: Line, goal: Goal, agents: int) -> bool:
    return goal.answer <= 0 or service_level(line, agents, goal) >= goal.answer - HAIR


def _holds_on_to(line: Line, goal: Goal, agents: int) -> bool:
    return goal.abandon_at_most >= 1 or steady_state(line, agents).p_abandon <= goal.abandon_at_most + HAIR


def _lets_in(line: Line, goal: Goal, agents: int) -> bool:
    return goal.block_at_most >= 1 or steady_state(line, agents).p_block <= goal.block_at_most + HAIR


def agents_needed(line: Line, goal: Goal) -> int | None:
    """The smallest number of agents that keeps the promise: 0 where nobody comes, None where no number does.

    Each part is sought alone, since on a fixed number of lines an agent more may turn more people away (those who talk
    hold a line for longer than those who give up); then no number does if the largest of them does not."""
    if line.arrival_rate <= 0:
        return 0
    if line.lines is None and _promises_all(line, goal):
        return None
    parts = [_smallest(line, partial(keeps, line, goal)) for keeps in (_answers, _holds_on_to, _lets_in)]
    most = max(part or inf for part in parts)
    return int(most) if most < inf and meets(line, goal, int(most)) else None


def _smallest(line: Line, keeps: Callable[[int], bool]) -> int | None:
    """The smallest number that keeps one part of a promise, which larger numbers keep as well; None if none does."""
    most = line.lines if line.lines is not None else inf
    too_few, enough = 0, int(min(most, max(1, ceil(line.load))))
    if keeps(1):
        return 1
    while not keeps(enough):
        if enough == most:
            return None
        too_few, enough = enough, int(min(most, enough + max(1, enough // 16)))
    while enough - too_few > 1:
        middle = (too_few + enough) // 2
        too_few, enough = (too_few, middle) if keeps(middle) else (middle, enough)
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
