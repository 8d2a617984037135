"""The fewest heads of one group, interval by interval, with which its queues keep their targets: by playing the days.

From Erlang's numbers heads are added where an interval misses and taken where it can spare one, on the same customers
each time, until nothing more can be taken. What is found fits the days it was sought on a little too well: it is played
once more on fresh days, and those are the figures told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from sim.roster.days import group_hours
from sim.roster.heads import ONE_DAY, on_queue_and_paid, stretches, what_differs
from sim.scenario.group import Group
from sim.scenario.queue import Queue
from sim.scenario.schema import Scenario
from sim.study.erlang import goal_of, heads_at, lines_of, needed_by_interval, own_groups
from sim.study.ratios import by_replication
from sim.study.replicate import Study
from sim.study.statistics import Floats
from sim.study.target import DaysMet, days_met, target_kpi, target_of
from sim.theory.staffing import service_level
from sim.units import HOUR

Play = Callable[[Scenario, int], Study]
"""Plays a scenario with a seed."""
Plan = tuple[int, ...]
"""Heads on the queue in each interval of the group's day."""

ROUNDS = 60
"""Plays after which the search stops at the best it has."""
OPTIMISM = 1 / 3
"""A head is tried without where this part of what Erlang says it is worth can be spared: days that differ and queues
that carry over make it worth less than in a steady state."""


class StaffError(ValueError):
    """A scenario that `staff` has no answer for; the text says why and what to do."""


@dataclass(frozen=True)
class Staffed:
    """What a group needs, and what it does on days that it was not sought on."""

    group: str
    queues: tuple[str, ...]
    """Those of its queues that promise something."""
    starts: tuple[int, ...]
    """Intervals of the group's day, ms after midnight."""
    today: Plan
    erlang: tuple[int | None, ...] | None
    """By Erlang, of the contacts that today's plan sees; None where the agents serve several queues."""
    needed: Plan
    scenario: Scenario
    """The file with the heads needed instead of today's."""
    before: Study
    """Today's plan on the fresh days."""
    after: Study
    """The heads needed on the fresh days."""
    rounds: int
    """Plans played to find them."""

    def days_met(self, study: Study) -> DaysMet:
        """Days on which all of the group's queues keep their targets."""
        return days_met(study, self.queues)

    def levels(self, queue: str) -> list[float | None]:
        """The queue's service level by interval on the fresh days; None where nobody came."""
        return [None if np.isnan(one) else float(one) for one in _levels(self.after, queue, self.starts)]

    def missing(self) -> list[int]:
        """Intervals that fall short on the fresh days."""
        return [self.starts[i] for i in _missing(self.after, self.queues, self.starts)]


def staff(scenario: Scenario, group: str | None, seed: int, play: Play) -> Staffed:
    """Staffs a group, the first with a promise to keep unless named, as if the others stayed. Plays with `seed`, and
    with the next one to confirm. Raises StaffError."""
    name, queues = _who(scenario, group)
    if differs := what_differs(scenario):
        raise StaffError(f"the days differ in {differs}, and heads are sought for one kind of day: {ONE_DAY}")
    starts = _starts(scenario, name)
    today = tuple(heads_at(scenario, name, max(start, group_hours(scenario, name)[0])) for start in starts)
    seen = play(scenario, seed)
    erlang = _by_erlang(seen, name, queues, starts)
    first = (
        today
        if erlang is None
        else tuple(one if one is not None else was for one, was in zip(erlang, today, strict=True))
    )
    search = _Search(scenario, name, queues, starts, lambda page: play(page, seed))
    needed = search.smallest(first)
    page = with_heads(scenario, name, starts, needed)
    before, after = play(scenario, seed + 1), play(page, seed + 1)
    return Staffed(name, queues, starts, today, erlang, needed, page, before, after, len(search.played))


def _who(scenario: Scenario, group: str | None) -> tuple[str, tuple[str, ...]]:
    if group is not None and group not in scenario.agents:
        raise StaffError(f"--group: there is no group '{group}', write one of {', '.join(scenario.agents)}")
    promising = {
        name: tuple(queue for queue in page.skills if _staffed_for(scenario.queues[queue]))
        for name, page in scenario.agents.items()
    }
    name = group or next((name for name, queues in promising.items() if queues), next(iter(scenario.agents)))
    if not promising[name]:
        raise StaffError(
            f"{name} has no target to staff for: write under one of its queues  target: {{answer: 80%, within: 20s}}"
        )
    for queue in promising[name]:
        target = target_of(scenario, queue)
        if target.answer >= 1 or target.formula == "virtual":
            raise StaffError(
                f"queues.{queue}.target: no number of heads can be sought for it: write an answer below 100%, by "
                "another formula than virtual"
            )
    return name, promising[name]


def _staffed_for(page: Queue) -> bool:
    """Heads are sought by the interval in which contacts come: email may be worked off in another."""
    return page.target is not None and not page.deferred


def _starts(scenario: Scenario, group: str) -> tuple[int, ...]:
    opens, closes = group_hours(scenario, group)
    return tuple(range(opens - opens % scenario.interval, closes, scenario.interval))


def _by_erlang(seen: Study, group: str, queues: Sequence[str], starts: Sequence[int]) -> tuple[int | None, ...] | None:
    """What Erlang leaves to the group beside others that serve the same one queue."""
    beside = own_groups(seen.scenario, queues[0])
    if group not in beside:
        return None
    needed = needed_by_interval(seen, queues[0])
    others = [name for name in beside if name != group]
    there = [sum(heads_at(seen.scenario, name, start) for name in others) for start in starts]
    wanted = [needed.get(start) for start in starts]
    return tuple(None if one is None else max(0, one - more) for one, more in zip(wanted, there, strict=True))


def with_heads(scenario: Scenario, group: str, starts: Sequence[int], heads: Plan) -> Scenario:
    """The scenario with these heads on the queue, written as the file writes them: scheduled, as few as give so many
    after shrinkage, or on_queue, which shifts would have to put there."""
    opens, _ = group_hours(scenario, group)
    page = scenario.agents[group]
    key = "scheduled" if page.scheduled is not None else "on_queue"
    table = {max(start, opens): written(page, count) for start, count in zip(starts, heads, strict=True)}
    changed = [clock for i, clock in enumerate(table) if i == 0 or table[clock] != list(table.values())[i - 1]]
    agents = dict(scenario.agents)
    agents[group] = page.model_copy(update={"shifts": None, key: {clock: table[clock] for clock in changed}})
    return scenario.model_copy(update={"agents": agents})


def written(page: Group, heads: int) -> int:
    """The smallest number in the group's table that puts so many heads on the queue."""
    count = heads
    while on_queue_and_paid(page, count)[0] < heads:
        count += 1
    return count


def hours_and_cost(scenario: Scenario, group: str) -> tuple[float, float, float]:
    """A group's planned hours on the queue and paid, and their cost, a day."""
    spans = [(one, (one.to_ms - one.from_ms) / HOUR) for one in stretches(scenario, group)]
    paid = sum(one.paid * hours for one, hours in spans)
    return sum(one.on_queue * hours for one, hours in spans), paid, paid * scenario.agents[group].cost_per_hour


def _levels(study: Study, queue: str, starts: Sequence[int]) -> Floats:
    rows = study.cells.intervals.filter(pl.col("queue") == queue)
    sums = by_replication([target_kpi(study.scenario, queue)], rows, ("interval",))
    found = dict.fromkeys(starts, np.nan)
    for place, key in enumerate(sums.keys):
        if (bottom := float(sums.bottoms[place, 0].sum())) > 0:
            found[int(str(key[0]))] = float(sums.tops[place, 0].sum()) / bottom
    return np.array([found[start] for start in starts])


def _missing(study: Study, queues: Sequence[str], starts: Sequence[int]) -> list[int]:
    missed = [_levels(study, queue, starts) < target_of(study.scenario, queue).answer - 1e-9 for queue in queues]
    return np.flatnonzero(np.any(missed, axis=0)).tolist()


@dataclass
class _Search:
    """Heads up where an interval misses, down where it can spare one."""

    scenario: Scenario
    group: str
    queues: tuple[str, ...]
    starts: tuple[int, ...]
    play: Callable[[Scenario], Study]
    played: dict[Plan, Study] = field(default_factory=dict)

    def smallest(self, first: Plan) -> Plan:
        """Heads with which every interval meets, and no longer would with one taken that Erlang says can be spared.
        Raises StaffError if none are found."""
        heads, floor = list(first), [0] * len(first)
        taken: list[int] = []
        best: Plan | None = None
        while len(self.played) < ROUNDS:
            study = self._study(tuple(heads))
            if missed := _missing(study, self.queues, self.starts):
                _give_back(heads, floor, taken, missed) if taken else self._add(study, heads, missed)
                taken = []
                continue
            if best is None or sum(heads) <= sum(best):
                best = tuple(heads)
            taken = self._spared(study, heads, floor)
            if not taken:
                break
            for i in taken:
                heads[i] -= 1
        if best is None:
            raise StaffError(f"{self.group}: no heads were found with which every interval meets the target")
        return best

    def _study(self, heads: Plan) -> Study:
        if heads not in self.played:
            self.played[heads] = self.play(with_heads(self.scenario, self.group, self.starts, heads))
        return self.played[heads]

    def _add(self, study: Study, heads: list[int], missed: Sequence[int]) -> None:
        """One head to each interval that misses, more where it misses by far."""
        gaps = [target_of(study.scenario, queue).answer - _levels(study, queue, self.starts) for queue in self.queues]
        worst = np.nanmax(np.nan_to_num(gaps), axis=0)
        for i in missed:
            heads[i] += max(1, round(float(worst[i]) * heads[i] / 2))

    def _spared(self, study: Study, heads: Sequence[int], floor: Sequence[int]) -> list[int]:
        """Intervals to try with a head less, no two of them neighbours: a line left by one is answered in the next."""
        spare = np.min([self._margin(study, queue, heads) for queue in self.queues], axis=0)
        chosen: list[int] = []
        for i in sorted(range(len(heads)), key=lambda i: -spare[i]):
            if spare[i] >= 0 and heads[i] > floor[i] and not {i - 1, i + 1} & set(chosen):
                chosen.append(i)
        return chosen

    def _margin(self, study: Study, queue: str, heads: Sequence[int]) -> Floats:
        """How far each interval would lie above the target with a head less, if that is worth a part of what Erlang
        says."""
        levels, goal = _levels(study, queue, self.starts), goal_of(self.scenario, queue)
        lines = lines_of(study, queue)
        worth = np.zeros(len(heads))
        for i, (start, count) in enumerate(zip(self.starts, heads, strict=True)):
            line = lines.get(start)
            if line is not None and line.arrival_rate > 0 and count > 0:
                less = service_level(line, count - 1, goal) if count > 1 else 0.0
                worth[i] = service_level(line, count, goal) - less
        return np.asarray(np.where(np.isnan(levels), np.inf, levels - goal.answer) - OPTIMISM * worth)


def _give_back(heads: list[int], floor: list[int], taken: Sequence[int], missed: Sequence[int]) -> None:
    """Returns heads that were taken in an interval that misses or shortly before it; all of them if none was."""
    back = {max(near) for i in missed if (near := [j for j in taken if i - 2 <= j <= i])}
    for j in back or taken:
        heads[j] += 1
        floor[j] = heads[j]
