"""The fewest heads by interval, as a group's table of head counts: up where an interval misses, down where it can."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.roster.days import group_hours
from sim.roster.heads import on_queue_and_paid
from sim.scenario.group import Group
from sim.scenario.schema import Scenario
from sim.study.erlang import goal_of, lines_of
from sim.study.interval_levels import levels_by_interval, places_missed, short_by
from sim.study.replicate import Study
from sim.study.staffable import ROUNDS, StaffError
from sim.study.statistics import Floats
from sim.theory.staffing import service_level

Plan = tuple[int, ...]
"""Heads on the queue in each interval of the group's day."""

OPTIMISM = 1 / 3
"""A head is tried without where this part of what Erlang says it is worth can be spared: days that differ and queues
that carry over make it worth less than in a steady state."""


def with_heads(scenario: Scenario, group: str, starts: Sequence[int], heads: Plan) -> Scenario:
    """The scenario with these heads on the queue, written as the file writes them: on_queue, or scheduled, as few as
    give so many after shrinkage."""
    opens, _ = group_hours(scenario, group)
    page = scenario.agents[group]
    key = "scheduled" if page.scheduled is not None else "on_queue"
    table = {max(start, opens): written(page, count) for start, count in zip(starts, heads, strict=True)}
    changed = [clock for i, clock in enumerate(table) if i == 0 or table[clock] != list(table.values())[i - 1]]
    agents = dict(scenario.agents)
    agents[group] = page.model_copy(update={key: {clock: table[clock] for clock in changed}})
    return scenario.model_copy(update={"agents": agents})


def written(page: Group, heads: int) -> int:
    """The smallest number in the group's table that puts so many heads on the queue."""
    count = heads
    while on_queue_and_paid(page, count)[0] < heads:
        count += 1
    return count


@dataclass
class HeadsSearch:
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
            if missed := places_missed(study, self.queues, self.starts):
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
        worst = short_by(study, self.queues, self.starts)
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
        levels, goal = levels_by_interval(study, queue, self.starts), goal_of(self.scenario, queue)
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
