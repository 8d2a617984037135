"""Callbacks that ring the customer first: no agent is bound until they pick up, hold, and are answered like anybody.

Rung is who would be dialled: the first callback that an agent passes on its way to a live contact behind it, and while
agents are idle one customer for each of them. All that is at dispatch: who turns up in the same millisecond finds the
idle agents first. The functions act on the play whose contact it is.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sim.engine import callbacks, dispatch, moment
from sim.engine.book import ANSWERED, CALLBACK_FAILED, CALLED_BACK
from sim.engine.moment import Moment
from sim.engine.record import NONE
from sim.engine.routing import ELSEWHERE, PAUSED, RUNG

if TYPE_CHECKING:
    from sim.engine.reference import Play


def turn_comes(play: Play, row: int, queue: int, ms: int) -> None:
    """Dispatch has found that this callback's turn comes while agents are idle: the customer is rung, or dialled."""
    if play.rules.rings_first[queue]:
        ring(play, row, play.floor.ringing_group(queue, row), ms)
    else:
        callbacks.dial(play, row, play.floor.take_idle(queue, row), ms)


def ring(play: Play, row: int, group: int, ms: int) -> None:
    """The customer's phone rings; for a group's idle agent, or (NONE) as an agent passes."""
    over = ms + play.rules.ring_ms[play.queue[row]]
    play.floor.ring(row, group, over)
    play.clock.at(over, moment.CONTACTS, row, moment.RING_OVER, partial(_ring_over, play))


def _ring_over(play: Play, now: Moment) -> None:
    """Picked up at the end of the ring, or not: then another try after a pause, or the end of it. A ring that closing,
    or its customer, broke off counts for nothing."""
    row, ms = now.subject, now.ms
    queue = play.queue[row]
    if play.floor.doing[row] != RUNG or play.floor.rung_until[row] != ms:
        return
    play.dials[row] += 1
    if play.dials[row] == play.reached_at[row]:
        _picks_up(play, row, queue, ms)
    elif play.dials[row] < play.rules.dials_at_most[queue]:
        play.floor.release(row, queue, PAUSED)
        callbacks.try_again(play, row, ms)
    else:
        callbacks.over(play, row, queue, CALLBACK_FAILED, ms)
    dispatch.next_ring(play, queue, ms)


def _picks_up(play: Play, row: int, queue: int, ms: int) -> None:
    """Like an arrival the customer first looks for an idle agent; then holds at the old place, with all the patience of
    the contact."""
    play.picked_up[row] = ms
    play.floor.release(row, queue, ELSEWHERE)
    agent = play.idle_agent(row, queue, ms)
    if agent == NONE:
        play.waits(row, queue, ms)
    else:
        _answered(play, row, agent, ms)


def serve(play: Play, row: int, agent: int, ms: int) -> None:
    """An agent takes somebody from a line whose callbacks are rung first: who has picked up, or a contact like any
    other. The first callback that stands before them is passed, and rung."""
    passed = play.floor.callback_before(play.queue[row], play.place(row))
    if passed != NONE:
        ring(play, passed, NONE, ms)
    if play.accepted[row]:
        _answered(play, row, agent, ms)
    else:
        play.answer(row, agent, ANSWERED, ms)


def _answered(play: Play, row: int, agent: int, ms: int) -> None:
    del play.promises.pending[play.queue[row]][row]
    play.answer(row, agent, CALLED_BACK, ms)


def gives_up(play: Play, row: int, ms: int) -> None:
    """Patience ends on hold: the callback has failed."""
    callbacks.over(play, row, play.queue[row], CALLBACK_FAILED, ms)
