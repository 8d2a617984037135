"""The fewest agents on a group's shifts: the cheapest that put enough heads into each interval, by playing the days.

Which shifts cover an interval is a whole-number programme: the least paid hours with which the shifts put the heads
wanted there, breaks and meals off. What is wanted is raised where an interval misses, until none does; then agents are
taken off shift by shift, while none does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from sim.roster.heads import stretches
from sim.scenario.schema import Scenario
from sim.study.interval_levels import places_missed, short_by
from sim.study.replicate import Study
from sim.study.staffable import ROUNDS, StaffError
from sim.study.statistics import Floats
from sim.units import HOUR, format_clock

Agents = dict[str, int]
"""Agents on each shift of the day."""

NEAR = 0.5
"""Heads by which an interval may lie below what is wanted: as people are on their breaks in turn, heads are means."""
BITES = 8
"""From a shift, this part of its agents is tried to be taken at a time; less once that is too much."""


def with_agents(scenario: Scenario, group: str, agents: Mapping[str, int]) -> Scenario:
    """The scenario with so many agents on these shifts of a group."""
    page = scenario.agents[group]
    shifts = {
        name: shift.model_copy(update={"agents": agents.get(name, shift.agents)})
        for name, shift in (page.shifts or {}).items()
    }
    groups = {**scenario.agents, group: page.model_copy(update={"shifts": shifts})}
    return scenario.model_copy(update={"agents": groups})


@dataclass
class ShiftsSearch:
    """Agents up where an interval misses, down where no interval needs them. A shift keeps one agent at least."""

    scenario: Scenario
    group: str
    queues: tuple[str, ...]
    starts: tuple[int, ...]
    play: Callable[[Scenario], Study]
    played: dict[tuple[int, ...], Study] = field(default_factory=dict)

    @cached_property
    def today(self) -> Agents:
        """Agents of the shifts that are worked on the day."""
        shifts = self.scenario.agents[self.group].shifts or {}
        return {name: shift.agents for name, shift in shifts.items() if self._alone(name)}

    @cached_property
    def present(self) -> Floats:
        """Heads on the queue that an agent of a shift (rows) is in each interval (columns), on average."""
        return np.array([[self._present(name, start) for start in self.starts] for name in self.today])

    def _present(self, shift: str, start: int) -> float:
        end = start + self.scenario.interval
        there = sum(max(0, min(to, end) - max(by, start)) * heads for by, to, heads, _ in self._alone(shift))
        return there / (self.scenario.interval * self.today[shift])

    @cached_property
    def paid_hours(self) -> Floats:
        """Hours paid for an agent of each shift."""
        sums = [sum((to - by) * paid for by, to, _, paid in self._alone(name)) for name in self.today]
        return np.asarray(np.array(sums) / HOUR / np.array(list(self.today.values())))

    def _alone(self, shift: str) -> list[tuple[int, int, int, float]]:
        """A shift's day if it were the only one: (from, to, heads on the queue, heads paid); empty where nobody works
        it on the day."""
        page = self.scenario.agents[self.group]
        only = page.model_copy(update={"shifts": {shift: (page.shifts or {})[shift]}})
        alone = self.scenario.model_copy(update={"agents": {**self.scenario.agents, self.group: only}})
        spans = [(one.from_ms, one.to_ms, one.on_queue, one.paid) for one in stretches(alone, self.group)]
        return spans if any(paid for *_, paid in spans) else []

    def smallest(self, wanted: Floats | None) -> Agents:
        """Agents with which every interval meets, and no longer would with one fewer on any shift. From the heads
        `wanted` in each interval (NaN: today's); from today's agents where None. Raises StaffError."""
        if not self.today:
            raise StaffError(f"{self.group}: no shift is worked on this day")
        return self._fewer(self._enough(wanted))

    def _enough(self, wanted: Floats | None) -> Agents:
        there = np.array(list(self.today.values())) @ self.present
        agents = self.today if wanted is None else self._cheapest(wanted := np.where(np.isnan(wanted), there, wanted))
        wanted = there if wanted is None else wanted
        while len(self.played) < ROUNDS:
            study = self._study(agents)
            missed = places_missed(study, self.queues, self.starts)
            if not missed:
                return agents
            there, short = np.array(list(agents.values())) @ self.present, short_by(study, self.queues, self.starts)
            wanted = wanted.copy()
            for i in missed:
                wanted[i] = max(wanted[i], there[i]) + max(1, round(float(short[i]) * there[i] / 2))
            agents = self._cheapest(wanted)
        raise StaffError(f"{self.group}: no agents were found with which every interval meets the target")

    def _cheapest(self, wanted: Floats) -> Agents:
        """The least paid hours that put the heads wanted into each interval."""
        if nobody := [i for i in range(len(self.starts)) if wanted[i] >= 1 and not self.present[:, i].any()]:
            where = ", ".join(format_clock(self.starts[i]) for i in nobody)
            raise StaffError(
                f"agents.{self.group}.shifts: the target is missed from {where}, and no shift is at work then: write "
                "one that is"
            )
        reach = LinearConstraint(self.present.T, np.where(self.present.any(axis=0), wanted - NEAR, 0.0), np.inf)
        found = milp(self.paid_hours, integrality=np.ones(len(self.today)), bounds=Bounds(1, np.inf), constraints=reach)
        return {name: round(float(count)) for name, count in zip(self.today, found.x, strict=True)}

    def _fewer(self, agents: Agents) -> Agents:
        """Agents off one shift after the other, of long shifts first."""
        bites = {name: max(1, count // BITES) for name, count in agents.items()}
        order = [name for _, name in sorted(zip(-self.paid_hours, self.today, strict=True))]
        while order and len(self.played) < ROUNDS:
            name = order.pop(0)
            bite = min(bites[name], agents[name] - 1)
            if bite == 0:
                continue
            fewer = {**agents, name: agents[name] - bite}
            if not places_missed(self._study(fewer), self.queues, self.starts):
                agents = fewer
                order.append(name)
            elif bite > 1:
                bites[name] = bite // 2
                order.insert(0, name)
        return agents

    def _study(self, agents: Agents) -> Study:
        key = tuple(agents.values())
        if key not in self.played:
            self.played[key] = self.play(with_agents(self.scenario, self.group, agents))
        return self.played[key]
