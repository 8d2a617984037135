"""The fewest people of one group with which its queues keep their targets in every interval: by playing the days.

A group of head counts gets heads by interval, one of shifts gets agents by shift. From Erlang's numbers people are
added where an interval misses and taken where it can spare one, on the same customers each time, until nothing more can
be taken. What is found fits the days it was sought on a little too well: it is played once more on fresh days, and
those are the figures told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from sim.roster.days import group_hours
from sim.roster.heads import stretches
from sim.scenario.schema import Scenario
from sim.study.erlang import heads_at, needed_by_interval, own_groups
from sim.study.heads_search import HeadsSearch, Plan, with_heads
from sim.study.interval_levels import levels_by_interval, places_missed
from sim.study.replicate import Study
from sim.study.shifts_search import ShiftsSearch, with_agents
from sim.study.staffable import interval_starts, staffable
from sim.study.target import DaysMet, days_met
from sim.units import HOUR

Play = Callable[[Scenario, int], Study]
"""Plays a scenario with a seed."""


@dataclass(frozen=True)
class Staffed:
    """What a group needs, and what it does on days that it was not sought on."""

    group: str
    queues: tuple[str, ...]
    """Those of its queues that promise something."""
    starts: tuple[int, ...]
    """Intervals of the group's day, ms after midnight."""
    today: Plan
    """Heads on the queue as each interval begins."""
    erlang: tuple[int | None, ...] | None
    """By Erlang, of the contacts that today's plan sees; None where the agents serve several queues."""
    needed: Plan
    shifts: dict[str, tuple[int, int]] | None
    """Agents on each shift of the day, today and needed; None for a group of head counts."""
    scenario: Scenario
    """The file with what is needed instead of today's."""
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
        return [None if np.isnan(one) else float(one) for one in levels_by_interval(self.after, queue, self.starts)]

    def missing(self) -> list[int]:
        """Intervals that fall short on the fresh days."""
        return [self.starts[i] for i in places_missed(self.after, self.queues, self.starts)]


def staff(scenario: Scenario, group: str | None, seed: int, play: Play) -> Staffed:
    """Staffs a group, the first with a promise to keep unless named, as if the others stayed. Plays with `seed`, and
    with the next one to confirm. Raises StaffError."""
    name, queues = staffable(scenario, group)
    starts = interval_starts(scenario, name)
    erlang = _by_erlang(seen := play(scenario, seed), name, queues, starts)
    sought = _on_shifts if scenario.agents[name].shifts is not None else _by_interval
    found = sought(seen, name, queues, starts, erlang, lambda page: play(page, seed))
    return Staffed(
        name,
        queues,
        starts,
        heads_over(scenario, name, starts),
        erlang,
        heads_over(found.scenario, name, starts),
        found.shifts,
        found.scenario,
        play(scenario, seed + 1),
        play(found.scenario, seed + 1),
        found.rounds,
    )


@dataclass(frozen=True)
class _Sought:
    """What a search ends with; as in `Staffed`."""

    scenario: Scenario
    shifts: dict[str, tuple[int, int]] | None
    rounds: int


def _by_interval(
    seen: Study,
    group: str,
    queues: tuple[str, ...],
    starts: tuple[int, ...],
    erlang: Sequence[int | None] | None,
    play: Callable[[Scenario], Study],
) -> _Sought:
    today = heads_over(seen.scenario, group, starts)
    first = tuple(was if one is None else one for one, was in zip(erlang or [None] * len(starts), today, strict=True))
    search = HeadsSearch(seen.scenario, group, queues, starts, play)
    page = with_heads(seen.scenario, group, starts, search.smallest(first))
    return _Sought(page, None, len(search.played))


def _on_shifts(
    seen: Study,
    group: str,
    queues: tuple[str, ...],
    starts: tuple[int, ...],
    erlang: Sequence[int | None] | None,
    play: Callable[[Scenario], Study],
) -> _Sought:
    search = ShiftsSearch(seen.scenario, group, queues, starts, play)
    wanted = None if erlang is None else np.array([np.nan if one is None else one for one in erlang])
    needed = search.smallest(wanted)
    shifts = {name: (agents, needed[name]) for name, agents in search.today.items()}
    return _Sought(with_agents(seen.scenario, group, needed), shifts, len(search.played))


def heads_over(scenario: Scenario, group: str, starts: Sequence[int]) -> Plan:
    """Heads of a group on the queue as each interval begins."""
    opens, _ = group_hours(scenario, group)
    return tuple(heads_at(scenario, group, max(start, opens)) for start in starts)


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


def hours_and_cost(scenario: Scenario, group: str) -> tuple[float, float, float]:
    """A group's planned hours on the queue and paid, and their cost, a day."""
    spans = [(one, (one.to_ms - one.from_ms) / HOUR) for one in stretches(scenario, group)]
    paid = sum(one.paid * hours for one, hours in spans)
    return sum(one.on_queue * hours for one, hours in spans), paid, paid * scenario.agents[group].cost_per_hour
