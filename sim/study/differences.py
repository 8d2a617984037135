"""The simulation beside Erlang C, and why they differ: causes switched off one after another on the same customers.

A chain begins at the simulation and ends at the formula. Forward, the causes are switched off in the order of
`sim.study.causes.CAUSES`; the days are played as the file has them until the last, when each interval becomes a steady
state, which is Erlang's own. Reversed, the intervals are steady states first (`sim.study.steady`). In both the last
state is the formula itself, so that the steps add up to simulation minus Erlang C, and nothing is left over.

The service level is `offered`, A_T / N pooled over the day; N counts those who were queued, blocked contacts not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass

import numpy as np
import polars as pl

from sim.kpi.line import SERVICE_LEVELS
from sim.kpi.rows import row_sums, with_waits
from sim.scenario.schema import Scenario
from sim.study.askable import askable
from sim.study.causes import Cause, bare, present_causes
from sim.study.figures import could_be_noise
from sim.study.pool import in_order
from sim.study.question import Question, mean_patience_ms, question_of
from sim.study.replicate import played
from sim.study.statistics import Floats, Interval, paired_difference, pooled_ratio
from sim.study.steady import Steady, relieved, settling_ms, steady_states
from sim.study.summary import in_bounds
from sim.study.switched_off import forecast_by_day, heads
from sim.units import DAY

CHUNK = 4
"""Replications that a process plays at a time."""
SEEDS_APART = 10**9
"""From one interval's seed to the next: further than any that are typed."""
LEVEL = SERVICE_LEVELS["offered"]
COUNTED = (
    "queued",
    "answered_in_t",
    "abandoned",
    "handled",
    "talk_ms",
    "hold_ms",
    "transfer_ms",
    "wrap_ms",
    "ring_lost_ms",
)

Frame = pl.DataFrame
Sums = tuple[Floats, Floats]
"""Numerator and denominator of the service level, by replication."""


@dataclass(frozen=True)
class Step:
    """One cause switched off."""

    cause: Cause
    points: Interval
    """What it adds to the service level, with its paired interval: the level with it minus the level without. A share.
    """
    noise: bool
    """It could be chance."""
    leaves: float
    """The service level without it and those before it."""


@dataclass(frozen=True)
class Differences:
    """What the simulation and Erlang say of a queue, and what stands between them."""

    scenario: Scenario
    question: Question
    replications: int
    seed: int
    simulated: Interval
    by_interval: tuple[float | None, ...]
    """The simulated level of each interval of the question; None where nobody came."""
    erlang_c: float
    """The day's level by Erlang C."""
    forward: tuple[Step, ...]
    reversed: tuple[Step, ...]
    """In the order in which they were switched off."""

    @property
    def days(self) -> int:
        """Counted days of the simulation."""
        return self.replications * self.scenario.days.count


@dataclass(frozen=True)
class _Task:
    """Some replications of one state of a chain, for one process."""

    scenario: Scenario
    queue: str
    seed: int
    replications: range
    from_ms: int = 0
    to_ms: int = DAY
    """The time of day whose contacts are counted."""


@dataclass(frozen=True)
class _State:
    """A scenario of a chain as it is played: as it stands, or as steady states of its intervals."""

    scenario: Scenario
    steady: tuple[Steady, ...] = ()


def differences(
    scenario: Scenario,
    queue: str | None,
    replications: int,
    seed: int,
    *,
    processes: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
) -> Differences:
    """Plays every state of both chains, replications 0 .. n - 1 of each. The first queue with a target and arrivals
    unless one is named. Raises NotAskableError, AuditError, WorkerLostError."""
    name = askable(scenario, queue)
    causes = present_causes(scenario, name)
    question = question_of(bare(scenario, name), name, mean_patience_ms(scenario, name))
    states = [*_forward(scenario, causes, name), *_reversed(scenario, causes, question)]
    frames = _played(states, name, replications, seed, processes, on_progress)
    levels = [_level(state, frame, name, replications) for state, frame in zip(states, frames, strict=True)]
    first = levels[0]
    formula = question.day(patient=True)
    return Differences(
        scenario,
        question,
        replications,
        seed,
        in_bounds(pooled_ratio(*first), *first).at(0),
        _by_interval(frames[0][0], question, scenario.interval),
        formula,
        _steps(causes, levels[: len(causes)], formula),
        _steps(causes[::-1], [first, *levels[len(causes) :]], formula),
    )


def _forward(scenario: Scenario, causes: Sequence[Cause], queue: str) -> list[_State]:
    states = [_State(scenario)]
    for cause in causes[:-1]:
        states.append(_State(cause.switched_off(states[-1].scenario, queue)))
    return states


def _reversed(scenario: Scenario, causes: Sequence[Cause], question: Question) -> list[_State]:
    """The steady states with all else on, and with less and less: all but the last, which is the formula."""
    pages = [scenario]
    for cause in causes[-2:0:-1]:
        pages.append(cause.switched_off(pages[-1], question.queue))
    settling = settling_ms(scenario, question)
    return [_State(page, tuple(steady_states(page, question, settling))) for page in pages[: len(causes) - 1]]


def _played(
    states: Sequence[_State],
    queue: str,
    replications: int,
    seed: int,
    processes: int,
    on_progress: Callable[[int, int], None] | None,
) -> list[list[Frame]]:
    """Per state, per scenario in it: what `_counted` counts of all replications."""
    tasks, places = [], []
    for number, state in enumerate(states):
        for part, (page, start, end, seed_on) in enumerate(_pages(state)):
            for first in range(0, replications, CHUNK):
                chunk = range(first, min(first + CHUNK, replications))
                tasks.append(_Task(page, queue, seed + seed_on, chunk, start, end))
                places.append((number, part))
    found: list[list[list[Frame]]] = [[[] for _ in _pages(state)] for state in states]
    done, of = 0, sum(len(task.replications) for task in tasks)
    with closing(in_order(_counted, tasks, processes)) as results:
        for (number, part), task, frame in zip(places, tasks, results, strict=True):
            found[number][part].append(frame)
            done += len(task.replications)
            if on_progress is not None:
                on_progress(done, of)
    return [[pl.concat(frames) for frames in parts] for parts in found]


def _pages(state: _State) -> list[tuple[Scenario, int, int, int]]:
    """Each scenario with the time of day that is counted, and what is added to the seed. Intervals have customers of
    their own, the same in every state: with those of one stretch of the day they would all be lucky at once."""
    if not state.steady:
        return [(state.scenario, 0, DAY, 0)]
    return [(part.scenario, part.from_ms, part.to_ms, SEEDS_APART * (part.first + 1)) for part in state.steady]


def _counted(task: _Task) -> Frame:
    """Draws, plays, audits and counts: a row for each replication, day and interval (its start, ms after midnight) with
    COUNTED and how busy the day is. Raises AuditError."""
    scenario = task.scenario
    logs, factors, _ = played(scenario, task.seed, task.replications)
    rows = with_waits(logs.contacts.filter(pl.col("queue") == task.queue), scenario)
    clock = pl.coalesce("queued_ms", "arrived_ms") - (pl.col("day") + scenario.days.warm_up) * DAY
    if (task.from_ms, task.to_ms) != (0, DAY):
        rows = rows.filter(clock.is_between(task.from_ms, task.to_ms, closed="left"))
    sums = row_sums(rows, scenario).select(COUNTED)
    keys = rows.select("replication", "day", (pl.col("interval_number") * scenario.interval).alias("interval"))
    table = pl.concat([keys, sums], how="horizontal").group_by("replication", "day", "interval").sum()
    forecast = pl.col("day").replace_strict(
        dict(enumerate(forecast_by_day(scenario, task.queue))), return_dtype=pl.Float64
    )
    table = table.join(factors, on=["replication", "day"]).with_columns(pl.col("factor") * forecast)
    return table.sort("replication", "day", "interval")


def _level(state: _State, frames: Sequence[Frame], queue: str, replications: int) -> Sums:
    tops, bottoms = np.zeros(replications), np.zeros(replications)
    for part, frame in zip(state.steady or (None,), frames, strict=True):
        in_time = frame["answered_in_t"].to_numpy()
        weight = part.weight if part is not None else 1.0
        if part is not None and not relieved(part.scenario.queues[queue]):
            in_time = np.where(_without_end(part, frame, queue, replications), 0.0, in_time)
        number = frame["replication"].to_numpy()
        tops += weight * np.bincount(number, in_time, replications)
        bottoms += weight * np.bincount(number, frame["queued"].to_numpy(), replications)
    return tops, bottoms


def _without_end(part: Steady, frame: Frame, queue: str, replications: int) -> Floats | np.bool_:
    """Per row: whether that day brings as much work as the heads can do, where nobody gives up. Then there is no steady
    state: the line grows without end, and in the limit nobody is answered in time."""
    sums = frame.select(COUNTED).sum().row(0, named=True)
    came, handled = sums["queued"] - sums["abandoned"], sums["handled"]
    work = sums["talk_ms"] + sums["hold_ms"] + sums["transfer_ms"] + sums["wrap_ms"]
    groups = [name for name, group in part.scenario.agents.items() if queue in group.skills]
    there = sum(
        length * on for name in groups for _, length, on in heads(part.scenario, name, part.from_ms, part.to_ms)
    )
    if not handled or not there:
        return np.bool_(True)
    load = (came * work / handled + sums["ring_lost_ms"]) / (there * replications * part.scenario.days.count)
    factor = frame["factor"].to_numpy()
    return np.asarray(load * factor / factor.mean() >= 1)


def _by_interval(frame: Frame, question: Question, step: int) -> tuple[float | None, ...]:
    levels: dict[int, float] = dict(
        frame.group_by("interval")
        .agg(LEVEL.numerator.sum().alias("top"), LEVEL.denominator.sum().alias("bottom"))
        .filter(pl.col("bottom") > 0)
        .select("interval", pl.col("top") / pl.col("bottom"))
        .iter_rows()
    )
    return tuple(levels.get(start - start % step) for start, _ in question.parts)


def _steps(causes: Sequence[Cause], levels: Sequence[Sums], formula: float) -> tuple[Step, ...]:
    """The fall from each level to the next, the last to the formula."""
    steps = []
    for place, cause in enumerate(causes):
        if place + 1 < len(levels):
            gap = paired_difference(*levels[place], *levels[place + 1]).at(0)
            leaves = pooled_ratio(*levels[place + 1]).at(0).mean
        else:
            alone = pooled_ratio(*levels[place]).at(0)
            gap = Interval(*(None if end is None else end - formula for end in (alone.mean, alone.low, alone.high)))
            leaves = formula
        steps.append(Step(cause, gap, could_be_noise(gap), leaves or 0.0))
    return tuple(steps)
