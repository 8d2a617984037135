"""Agents by name: they sign on and off, go on breaks, and finish the contact they are on before either.

The functions act on the play whose agents they are; `shifts` schedules them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from sim.engine import deferred, dispatch, moment
from sim.engine.moment import Moment
from sim.engine.record import PLANNED, STATES, Ints
from sim.roster.heads import MISSED, Roster
from sim.roster.shifts import AWAY

if TYPE_CHECKING:
    from sim.engine.reference import Play


@dataclass
class Names:
    """What the agents by name do; agents are numbered through all groups."""

    until: dict[int, int] = field(default_factory=dict)
    """Who has signed on, and when the shift ends; who has signed off is gone, or goes as soon as free."""
    due: dict[int, deque[tuple[int, int]]] = field(default_factory=dict)
    """Breaks that are due and have not begun: how long, which kind; the first is the next."""
    away: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    """Who is on a break: since when, until when, which kind."""
    spans: list[int] = field(default_factory=list)
    """agent, from_ms, to_ms, state of breaks that are over; flat."""


def schedule(play: Play) -> None:
    """All shifts and breaks that are planned. Shifts that end at closing or later end with the group's day."""
    roster, first = play.roster, play.floor.first_agent

    def plan(ms: int, agent: int, kind: int, act: Callable[[Play, int, int], None]) -> None:
        play.clock.at(ms, moment.AGENTS, _after_all_others(play) + agent, kind, partial(_done, play, act))

    for on, off, group, number, stays in roster.duties.tolist():
        agent = first[group] + number
        plan(on, agent, moment.SIGNS_ON, partial(_signs_on, until=off))
        if not stays:
            plan(off, agent, moment.SIGNS_OFF, signs_off)
    for ms, lasts, group, number, kind in roster.pauses.tolist():
        plan(ms, first[group] + number, moment.BREAK_DUE, partial(_break_due, lasts=lasts, kind=kind))


def _after_all_others(play: Play) -> int:
    """Agents who free, groups and queues come first in their phase."""
    return len(play.floor.group_of) + max(len(play.rules.groups), len(play.rules.queues))


def _done(play: Play, act: Callable[[Play, int, int], None], now: Moment) -> None:
    act(play, now.subject - _after_all_others(play), now.ms)


def _signs_on(play: Play, agent: int, ms: int, until: int) -> None:
    """On the queue, and with it the end of yesterday's serving out; who is still on a contact from then goes on."""
    group = play.floor.group_of[agent]
    if group in play.closed_at:
        del play.closed_at[group]
        group_leaves(play, group, ms)
        deferred.again(play, ms)
    play.names.until[agent] = until
    if agent in play.floor.leaving:
        _stays(play, agent, ms)
    else:
        play.floor.busy_ms[agent] = 0
        _comes(play, agent, ms)


def _comes(play: Play, agent: int, ms: int) -> None:
    play.floor.comes(agent, ms)
    _may_take(play, agent, ms)


def _stays(play: Play, agent: int, ms: int) -> None:
    if play.floor.stays(agent, ms):
        _may_take(play, agent, ms)


def _may_take(play: Play, agent: int, ms: int) -> None:
    if play.floor.wanted(play.floor.group_of[agent]):
        play.free_agents.append(agent)
        dispatch.soon(play, ms)


def signs_off(play: Play, agent: int, ms: int) -> None:
    """The shift is over: gone at once if idle or on a break, else as soon as the contact is finished; a break that has
    not begun falls away."""
    names = play.names
    del names.until[agent]
    owed = names.due.pop(agent, None)
    if agent in names.away:
        _back(play, agent, ms)
    elif not owed and not play.floor.goes(agent, ms) and play.deferred_queues:
        deferred.due_elsewhere(play, agent, ms)


def _break_due(play: Play, agent: int, ms: int, lasts: int, kind: int) -> None:
    """The break begins at once if the agent is idle, else as soon as free; its length stays. Who is not there has
    none."""
    names = play.names
    if agent not in names.until:
        return
    queued = agent in names.due or agent in names.away
    names.due.setdefault(agent, deque()).append((lasts, kind))
    if queued:
        return
    if play.floor.goes(agent, ms):
        _next_break(play, agent, ms)
    elif play.deferred_queues:
        deferred.due_elsewhere(play, agent, ms)


def left(play: Play, agent: int, ms: int) -> None:
    """An agent by name is free, and was due elsewhere."""
    if agent in play.names.due:
        _next_break(play, agent, ms)


def _next_break(play: Play, agent: int, ms: int) -> None:
    names = play.names
    lasts, kind = names.due[agent].popleft()
    if not names.due[agent]:
        del names.due[agent]
    names.away[agent] = ms, ms + lasts, kind
    play.clock.at(
        ms + lasts,
        moment.AGENTS,
        _after_all_others(play) + agent,
        moment.BREAK_ENDS,
        partial(_done, play, _break_ends),
    )


def _break_ends(play: Play, agent: int, ms: int) -> None:
    """Back on the queue, or straight on to the next break that has fallen due."""
    names = play.names
    if agent not in names.away or names.away[agent][1] != ms:
        return  # signed off meanwhile
    _back(play, agent, ms)
    if agent in names.due:
        _next_break(play, agent, ms)
    else:
        _comes(play, agent, ms)


def _back(play: Play, agent: int, ms: int) -> None:
    since, _, kind = play.names.away.pop(agent)
    if since < ms:
        play.names.spans += (agent, since, ms, STATES.index(AWAY[kind]))


def group_closes(play: Play, group: int, ms: int) -> None:
    """Whose shift is over stays for those inside: breaks that have not begun fall away."""
    for agent in play.floor.agents_of[group]:
        if play.names.until.get(agent, ms + 1) <= ms and agent in play.names.due:
            del play.names.due[agent]
            if agent not in play.names.away:
                _stays(play, agent, ms)


def group_leaves(play: Play, group: int, ms: int) -> None:
    """Nothing keeps those whose shift is over."""
    for agent in play.floor.agents_of[group]:
        if play.names.until.get(agent, ms + 1) <= ms:
            signs_off(play, agent, ms)


def planned(roster: Roster) -> dict[str, Ints]:
    """The plan as `Record.plan` describes it."""
    away, missed = (np.array([PLANNED.index(name) for name in names]) for names in (AWAY, MISSED))
    shifts, pauses = roster.shifts.copy(), roster.pauses.copy()
    shifts[:, 4] = PLANNED.index("shift")
    pauses[:, 1], pauses[:, 4] = pauses[:, 0] + pauses[:, 1], away[pauses[:, 4]]
    gone = roster.missed.copy()
    gone[:, 4] = missed[gone[:, 4]]
    from_ms, to_ms, group, agent, what = np.concatenate([shifts, pauses, gone]).T
    columns = {"group": group, "agent": agent, "from_ms": from_ms, "to_ms": to_ms, "planned": what}
    order = np.lexsort((columns["planned"], columns["from_ms"], columns["agent"], columns["group"]))
    return {name: column[order] for name, column in columns.items()}
