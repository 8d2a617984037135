"""The dispatch phase: free agents and waiting contacts find each other.

The functions act on the play whose floor it is; whoever frees an agent or lets a contact wait again asks for it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sim.engine import deferred, moment
from sim.engine.moment import Moment
from sim.engine.record import NONE
from sim.engine.routing import HELD, WAITING

if TYPE_CHECKING:
    from sim.engine.guards import GuardedFloor
    from sim.engine.reference import Play


def soon(play: Play, ms: int) -> None:
    """The dispatch phase of this millisecond: now if nothing else is to happen in it, which is the usual case. For the
    end of what happens only: nothing may follow that the phase should have seen."""
    if play.dispatching:
        return
    if play.clock.peek() > ms:
        play.dispatching = True
        _dispatch(play, ms)
    else:
        in_turn(play, ms)


def in_turn(play: Play, ms: int) -> None:
    """The dispatch phase of this millisecond, after all that is still to happen in it."""
    if not play.dispatching:
        play.dispatching = True
        play.clock.at(ms, moment.DISPATCH, 0, 0, partial(_when_due, play))


def next_ring(play: Play, queue: int, ms: int) -> None:
    """A ring is over with no agent bound: an idle agent has the next customer rung, of this queue or another."""
    if play.rules.rings_first[queue] and play.floor.idle_for(queue):
        soon(play, ms)


def _when_due(play: Play, now: Moment) -> None:
    _dispatch(play, now.ms)


def _waits_since(play: Play, row: int) -> int:
    return play.picked_up.get(row, play.queued[row])


def _dispatch(play: Play, ms: int) -> None:
    """In rounds: newly free agents choose, then newly eligible contacts; what becomes new waits for the next round.
    Callbacks for which live contacts come first are dialled when nothing live matches, and customers rung first for
    agents still idle, by place. What is deferred is taken up last."""
    floor = play.floor
    if play.has_chats:  # a place may free after they began to wait, in the same millisecond
        play.new_waiting = [
            row for row in play.new_waiting if floor.doing[row] == HELD or _waits_since(play, row) == ms
        ]
    while play.free_agents or play.new_waiting or (play.guarded and play.guarded.first_let_in()):
        agents, rows = floor.in_turn(play.free_agents), sorted(play.new_waiting, key=play.place)
        play.free_agents, play.new_waiting = [], []
        for agent in agents:
            if floor.rank[agent] != NONE and (row := floor.next_for(agent, ms)) != NONE:
                floor.take(agent)
                play.serve(row, agent, ms)
                if floor.rank[agent] != NONE:  # with room for another chat
                    play.free_agents.append(agent)
        if play.guarded:
            _choose_by_place(play, play.guarded, rows, ms)
        else:
            for row in rows:
                _looks_for_agent(play, row, ms)
    row, queue = floor.next_callback()
    while row != NONE:
        play.calls_back(row, queue, ms)
        row, queue = floor.next_callback()
    if play.deferred_queues:
        deferred.taken_up(play, ms)
    play.dispatching = False
    if play.check and (undone := floor.undone_match() or deferred.undone(play)):
        raise AssertionError(f"after dispatch at {ms} ms {undone}")


def _looks_for_agent(play: Play, row: int, ms: int) -> None:
    floor = play.floor
    if floor.doing[row] in (WAITING, HELD) and (agent := floor.take_idle(play.queue[row], row)) != NONE:
        play.serve(row, agent, ms)


def _choose_by_place(play: Play, floor: GuardedFloor, rows: list[int], ms: int) -> None:
    """Where guards open, others who waited before are newly eligible, too: together with the new rows, by place."""
    new = [play.place(row) for row in reversed(rows)]
    while (let_in := floor.first_let_in()) or new:
        if let_in and not (new and new[-1] < let_in):
            _looks_for_agent(play, let_in[2], ms)
        else:
            _looks_for_agent(play, new.pop()[2], ms)
