"""What depends on who takes a contact: how long the work lasts, and whether it settles the matter.

A play asks only where the file has such a thing; on its other queues demand has said all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.demand.by_agent import ppm
from sim.demand.draw import NOBODY
from sim.engine.record import NONE
from sim.scenario.group import Group
from sim.scenario.queue import Queue
from sim.scenario.schema import Scenario
from sim.units import DAY, NEVER

if TYPE_CHECKING:
    from sim.engine.reference import Play

PERMILLE = 1000


@dataclass(frozen=True)
class AtWork:
    """Per queue q and group g, by their place in the file."""

    by_agent: tuple[bool, ...]
    """Per queue: whether anything depends on who takes its contacts."""
    own_times: tuple[int, ...]
    """Per group: where its own times begin in a row of `Demand.own_ms`; NONE without any."""
    speed_permille: tuple[tuple[int, ...], ...]
    """Per group and queue: work lasts 1000 / this times as long, rounded down to the ms."""
    slow_above_permille: tuple[int, ...]
    slow_permille: tuple[int, ...]
    """Per group: with more than such a share of those on busy, the work lasts slow / 1000 times as long; both 1000
    where it does not slow down, as more than all are never busy."""
    talk_limit_ms: tuple[int, ...]
    """Where talk is cut; NEVER."""
    unresolved_ppm: tuple[int, ...]
    cut_unresolved_ppm: tuple[int, ...]
    """Per queue: the chance that a matter is left open, and that one is which the limit cut; 0."""


def rules_at_work(scenario: Scenario) -> AtWork | None:
    """What depends on who takes a contact; None where nothing does."""
    groups, pages = tuple(scenario.agents.values()), tuple(scenario.queues.values())
    by_agent = tuple(_by_agent(groups, queue) for queue in scenario.queues)
    if not any(by_agent):
        return None
    with_own = [number for number, group in enumerate(groups) if group.own_times]
    return AtWork(
        by_agent,
        tuple(3 * with_own.index(number) if number in with_own else NONE for number in range(len(groups))),
        tuple(tuple(_speed(group, queue) for queue in scenario.queues) for group in groups),
        tuple(round(PERMILLE * group.slow_down.above) if group.slow_down else PERMILLE for group in groups),
        tuple(round(PERMILLE * group.slow_down.by) if group.slow_down else PERMILLE for group in groups),
        tuple(page.talk_limit.at if page.talk_limit else NEVER for page in pages),
        tuple(ppm(page.unresolved.chance) if page.unresolved else 0 for page in pages),
        tuple(_cut(page) for page in pages),
    )


def _by_agent(groups: tuple[Group, ...], queue: str) -> bool:
    return any(queue in group.skills and group.works_its_own_way(queue) for group in groups)


def _speed(group: Group, queue: str) -> int:
    return round(PERMILLE * (group.speed or {}).get(queue, 1.0))


def _cut(page: Queue) -> int:
    return ppm(page.talk_limit.unresolved) if page.talk_limit else 0


def takes_on(play: Play, row: int, queue: int, agent: int, ms: int) -> None:
    """An agent has taken the contact: its work lasts as long as with them, and leaves the matter open or settles it as
    with them. Work times the agent's pace on this day, slowed down where most are busy, over speed, is rounded down to
    the ms; then the limit cuts talk."""
    at_work, group = play.rules.at_work, play.floor.group_of[agent]
    assert at_work is not None
    own, speed = at_work.own_times[group], at_work.speed_permille[group][queue]
    work = (play.talk[row], play.hold[row], play.wrap[row]) if own == NONE else play.own[row][own : own + 3]
    pace = play.pace[agent][ms // DAY] if play.pace else PERMILLE
    pace *= _slower(play, at_work, group)
    talk, hold, wrap = (each * pace // (PERMILLE * speed) for each in work)
    limit = at_work.talk_limit_ms[queue]
    play.talk[row], play.hold[row], play.wrap[row] = min(talk, limit), hold, wrap
    if not play.resolved[row]:
        return  # it goes on, escalated or on another channel
    share = play.left_open[agent] if play.left_open else PERMILLE
    left_open = play.open_below[row] < at_work.unresolved_ppm[queue] * share // PERMILLE
    left_open |= talk > limit and play.cut_open_below[row] < at_work.cut_unresolved_ppm[queue]
    if left_open:
        play.resolved[row] = 0
    else:
        play.returns_after[row] = NOBODY


def _slower(play: Play, at_work: AtWork, group: int) -> int:
    """Permille of the work as it is with few busy; who answers is busy already."""
    on = play.floor.on[group]
    busy = on - play.floor.idle_of(group)
    return at_work.slow_permille[group] if busy * PERMILLE > at_work.slow_above_permille[group] * on else PERMILLE
