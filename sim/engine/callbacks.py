"""A callback's story: accepted on arrival, dialled when its turn comes, tried again at its old place, over.

The functions act on the play whose contact it is; `reference.Play` calls them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sim.engine import moment
from sim.engine.book import CALLBACK_FAILED, CALLED_BACK
from sim.engine.moment import Moment
from sim.engine.record import NONE
from sim.engine.routing import ELSEWHERE, PAUSED

if TYPE_CHECKING:
    from sim.engine.reference import Play


def accept(play: Play, row: int, queue: int) -> None:
    """The customer leaves the line; from now on the callback may be dialled."""
    play.accepted[row] = 1
    play.pending[queue][row] = None
    play.floor.hold(row, queue, play.place(row))


def dial(play: Play, row: int, agent: int, ms: int) -> None:
    """An agent dials: a conversation, or the ring time lost."""
    queue = play.queue[row]
    play.dials[row] += 1
    if play.dials[row] == play.reached_at[row]:
        play.floor.release(row, queue, ELSEWHERE)
        del play.pending[queue][row]
        play.answer(row, agent, CALLED_BACK, ms)
        return
    play.floor.release(row, queue, PAUSED)
    rung_out = ms + play.rules.ring_ms[queue]
    play.ringing[agent] = row
    play.floor.rings += (agent, ms, rung_out)
    play.clock.at(rung_out, moment.AGENTS, agent, moment.RING_ENDS, partial(rings_out, play))


def rings_out(play: Play, now: Moment) -> None:
    """Nobody picked up: another try after a pause, or the end of it."""
    agent, ms = now.subject, now.ms
    row = play.ringing.pop(agent)
    queue = play.queue[row]
    if play.floor.doing[row] == PAUSED and play.dials[row] < play.rules.dials_at_most[queue]:
        again = ms + play.rules.retry_ms[queue]
        play.clock.at(again, moment.CONTACTS, row, moment.CALLBACK_DUE, partial(due, play))
    elif play.floor.doing[row] == PAUSED:
        over(play, row, queue, CALLBACK_FAILED, ms)
    play.agent_frees(now)


def due(play: Play, now: Moment) -> None:
    """The pause is over: like an arrival it first looks for an idle agent, and only then takes its old place."""
    row = now.subject
    queue, floor = play.queue[row], play.floor
    if floor.doing[row] != PAUSED:
        return
    if play.rules.keeps_place[queue] and (agent := play.idle_agent(queue)) != NONE:
        dial(play, row, agent, now.ms)
        return
    floor.hold(row, queue, play.place(row))
    if floor.idle_for(queue):
        if play.rules.keeps_place[queue]:
            play.new_waiting.append(row)
        play.dispatch_soon(now.ms)


def over(play: Play, row: int, queue: int, outcome: int, ms: int) -> None:
    """The promise ends without a conversation."""
    play.floor.release(row, queue, ELSEWHERE)
    del play.pending[queue][row]
    play.leaves(row, outcome, ms)
