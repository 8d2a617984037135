"""Who of those planned is there in one replication: absence, lateness and leaving early, drawn from named streams (and
how long they need, by `pace`).

Absence is a Gaussian copula with one factor a day: a person is absent where sqrt(r) z + sqrt(1 - r) e lies below the
quantile of their chance, z being the day's normal score and e their own. So each is absent with exactly that chance,
and two people's scores correlate by r.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from math import sqrt

import numpy as np
from scipy import special

from sim.demand.distributions import inverse, whole_ms
from sim.demand.streams import Streams
from sim.roster.heads import ABSENT, EARLY, LATE, Roster, plan_heads, rows_of
from sim.roster.pace import left_open_permille, pace_permille
from sim.roster.shifts import BREAK
from sim.scenario.attendance import Absence, Lateness
from sim.scenario.schema import Scenario
from sim.units import DAY

Row = tuple[int, ...]
Step = tuple[int, int]
"""From this ms on, so many heads."""


def is_drawn(scenario: Scenario) -> bool:
    """Whether who is there differs from one replication to the next."""
    return any(
        page.absence is not None or page.adherence is not None or page.has_new_people or page.differ is not None
        for page in scenario.agents.values()
    )


def attended(scenario: Scenario, streams: Streams) -> Roster:
    """Who works in one replication: the plan, less what the people miss of it."""
    plan, there = plan_heads(scenario), _There()
    for number, (group, page) in enumerate(scenario.agents.items()):
        if page.shifts is not None:
            _by_name(scenario, group, plan, streams, there)
            continue
        steps = steps_of(plan, number)
        absent = list(_absent_heads(scenario, group, steps, streams)) if page.absence is not None else []
        there.missed += [(start, end, number, person, ABSENT) for start, end, person in absent]
        closings = {ms for ms, other in plan.closings.tolist() if other == number}
        there.changes += [(ms, number, heads) for ms, heads in less_absent(steps, absent) if ms not in closings]
    return replace(
        plan,
        changes=rows_of(there.changes, 3),
        duties=rows_of(there.duties, 5),
        pauses=rows_of(there.pauses, 5),
        missed=rows_of(there.missed, 5),
        pace_permille=pace_permille(scenario, streams, plan.seats),
        left_open_permille=left_open_permille(scenario, streams, plan.seats),
    )


@dataclass
class _There:
    """Rows as in Roster."""

    changes: list[Row] = field(default_factory=list)
    duties: list[Row] = field(default_factory=list)
    pauses: list[Row] = field(default_factory=list)
    missed: list[Row] = field(default_factory=list)


# By name --------------------------------------------------------------------------------------------------------------


def _by_name(scenario: Scenario, group: str, plan: Roster, streams: Streams, there: _There) -> None:
    """The duties of a group with shifts, each missed, cut or kept."""
    page, number = scenario.agents[group], list(scenario.agents).index(group)
    people = [(name, place) for name, shift in (page.shifts or {}).items() for place in range(shift.agents)]
    pauses: dict[int, list[Row]] = {}
    for row in plan.pauses.tolist():
        if row[2] == number:
            pauses.setdefault(row[3], []).append(tuple(row))

    @cache
    def drawn(shift: str, day: int) -> tuple[list[bool], list[int], list[int]]:
        count = page.shifts[shift].agents if page.shifts else 0
        who, keeps = (group, shift), page.adherence
        return (
            _absent(page.absence, streams, who, day - scenario.days.warm_up, count),
            _by_how_much(keeps.late if keeps else None, streams, (*who, day - scenario.days.warm_up, "late"), count),
            _by_how_much(keeps.early if keeps else None, streams, (*who, day - scenario.days.warm_up, "early"), count),
        )

    for on, off, _, agent, stays in [row for row in plan.duties.tolist() if row[2] == number]:
        shift, place = people[agent]
        begins = page.shifts[shift].hours[0] if page.shifts else 0
        absent, late, early = (column[place] for column in drawn(shift, (on - begins) // DAY))
        own = pauses.get(agent, [])
        own = own[bisect_left(own, (on,)) : bisect_left(own, (off,))]
        if absent:
            meals = [row for row in own if row[4] != BREAK]
            there.pauses += meals
            there.missed += [(start, end, number, agent, ABSENT) for start, end in _around(on, off, meals)]
            continue
        comes, goes = min(on + late, off), max(off - early, min(on + late, off))
        there.pauses += own
        there.missed += [(on, comes, number, agent, LATE)] if comes > on else []
        there.missed += [(goes, off, number, agent, EARLY)] if goes < off else []
        there.duties += [(comes, goes, number, agent, int(stays and goes == off))] if comes < goes else []


def _around(on: int, off: int, meals: Iterable[Row]) -> Iterator[tuple[int, int]]:
    """What a shift holds beside its unpaid meals."""
    for due, lasts, *_ in meals:
        if on < due:
            yield on, due
        on = due + lasts
    if on < off:
        yield on, off


def _by_how_much(law: Lateness | None, streams: Streams, name: tuple[object, ...], count: int) -> list[int]:
    if law is None:
        return [0] * count
    happens = streams.uniforms(("agents", *name), count) < law.chance
    by = whole_ms(inverse(law.by, streams.uniforms(("agents", *name, "by"), count)))
    return np.where(happens, by, 0).tolist()  # type: ignore[no-any-return]


def _absent(absence: Absence | None, streams: Streams, who: tuple[object, ...], day: int, count: int) -> list[bool]:
    """Whether each of so many people is absent on a day, counted from the first counted one."""
    if absence is None or absence.chance == 0:
        return [False] * count
    common = special.ndtri(streams.uniforms(("agents", day, "absence"), 1))
    own = special.ndtri(streams.uniforms(("agents", *who, day, "absent"), count))
    scores = sqrt(absence.together) * common + sqrt(1 - absence.together) * own
    return (scores < special.ndtri(absence.chance)).tolist()  # type: ignore[no-any-return]


# Head counts ----------------------------------------------------------------------------------------------------------


def steps_of(roster: Roster, group: int) -> list[Step]:
    """The head count of a group over the play, with its fall to 0 at each closing."""
    steps = [(ms, heads) for ms, number, heads in roster.changes.tolist() if number == group]
    return sorted([*steps, *((ms, 0) for ms, number in roster.closings.tolist() if number == group)])


def _absent_heads(
    scenario: Scenario, group: str, steps: list[Step], streams: Streams
) -> Iterator[tuple[int, int, int]]:
    """(from, to, person) of the time that absent people would have been counted; persons from 0, and of so many heads
    the lowest numbers are there."""
    absence, most = scenario.agents[group].absence, max((heads for _, heads in steps), default=0)

    @cache
    def absent(day: int) -> list[bool]:
        return _absent(absence, streams, (group,), day - scenario.days.warm_up, most)

    for start, end, heads in _by_day(steps):
        for person in range(heads):
            if absent(start // DAY)[person]:
                yield start, end, person


def _by_day(steps: list[Step]) -> Iterator[tuple[int, int, int]]:
    """(from, to, heads), cut at midnights."""
    for (start, heads), (end, _) in pairwise(steps):
        while start < end:
            cut = min(end, (start // DAY + 1) * DAY)
            yield start, cut, heads
            start = cut


def less_absent(steps: list[Step], absent: Iterable[tuple[int, int, int]]) -> list[Step]:
    """The steps of a head count without the people who are absent; none repeats a count."""
    change: dict[int, int] = {}
    for start, end, _ in absent:
        change[start] = change.get(start, 0) + 1
        change[end] = change.get(end, 0) - 1
    planned = dict(steps)
    found, missing, heads, before = [], 0, 0, 0
    for ms in sorted({*planned, *change}):
        missing += change.get(ms, 0)
        heads = planned.get(ms, heads)
        if heads - missing != before:
            before = heads - missing
            found.append((ms, before))
    return found
