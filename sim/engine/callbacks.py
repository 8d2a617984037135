"""A callback's story: offered on arrival, dialled when its turn comes, tried again at its old place, over.

The functions act on the play whose contact it is; `reference.Play` calls them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sim.engine import chats, dispatch, follow_ups, lines, moment
from sim.engine.book import CALLBACK_CANCELLED, CALLBACK_FAILED, CALLED_BACK, REDIAL
from sim.engine.moment import Moment
from sim.engine.record import NONE
from sim.engine.routing import CARRIED, ELSEWHERE, PAUSED, WAITING
from sim.engine.rules import CARRY
from sim.units import NEVER

if TYPE_CHECKING:
    from sim.engine.reference import Play


def taken(play: Play, row: int, queue: int, ms: int) -> bool:
    """Whether a callback is offered and accepted: the customer leaves the line, and from now on may be dialled. Nothing
    is offered once the queue has closed: what is pending is settled at closing."""
    if not _may_offer(play, row, queue, ms):
        return False
    scheduled, slot = play.rules.slot_ms[queue] > 0, NONE
    if scheduled:
        slot = play.promises.first_free(queue, ms + play.wanted_after[row])
        if slot == NONE:
            return False
    play.offered[row] = 1
    if not _reaches(play.quoted[row], play.accept_from[row]):
        return False
    play.accepted[row] = 1
    if play.limited:
        lines.frees(play, row)
    if scheduled:
        _book(play, row, queue, slot)
    else:
        play.promises.pending[queue][row] = None
        play.floor.hold(row, queue, play.place(row))
        if play.dispatching and _dialled_on_sight(play, queue):
            play.new_waiting.append(row)
    if play.rings_again[row] != NONE:
        again = ms + play.rings_again[row]
        play.clock.at(again, moment.CONTACTS, row, moment.RINGS_AGAIN, partial(rings_again, play))
    return True


def _may_offer(play: Play, row: int, queue: int, ms: int) -> bool:
    rules, floor = play.rules, play.floor
    over_limit = (
        _reaches(play.quoted[row], rules.offer_wait_ms[queue]) or floor.live[queue] >= rules.offer_waiting[queue]
    )
    promised = len(play.promises.pending[queue]) + len(play.promises.booked[queue])
    return over_limit and rules.may_offer(queue, ms) and promised < rules.most_pending[queue]


def _book(play: Play, row: int, queue: int, slot: int) -> None:
    """Promised to a slot: until then the callback is nowhere in the line."""
    play.promised[row] = slot
    play.promises.book(queue, row, slot)
    play.floor.doing[row] = PAUSED
    play.clock.at(slot, moment.CONTACTS, row, moment.CALLBACK_DUE, partial(due, play))


def _reaches(quoted: int, limit: int) -> bool:
    """An infinite quote (nobody on) reaches every limit; where there is no limit, nothing reaches it."""
    return limit <= quoted and limit < NEVER


def dial(play: Play, row: int, agent: int, ms: int) -> None:
    """An agent dials: a conversation, or the ring time lost."""
    queue = play.queue[row]
    play.dials[row] += 1
    if play.dials[row] == play.reached_at[row]:
        play.floor.release(row, queue, ELSEWHERE)
        del play.promises.pending[queue][row]
        play.answer(row, agent, CALLED_BACK, ms)
        return
    play.floor.release(row, queue, PAUSED)
    rung_out = ms + play.rules.ring_ms[queue]
    play.floor.busy_ms[agent] += rung_out - ms
    play.promises.ringing[agent] = row
    play.floor.rings += (agent, ms, rung_out)
    if play.has_chats:
        chats.call_begins(play, agent, ms, rung_out)
    play.clock.at(rung_out, moment.AGENTS, agent, moment.RING_ENDS, partial(rings_out, play))


def rings_out(play: Play, now: Moment) -> None:
    """Nobody picked up: another try after a pause, or the end of it."""
    agent, ms = now.subject, now.ms
    row = play.promises.ringing.pop(agent)
    queue = play.queue[row]
    if play.floor.doing[row] == PAUSED and play.dials[row] < play.rules.dials_at_most[queue]:
        try_again(play, row, ms)
    elif play.floor.doing[row] == PAUSED:
        over(play, row, queue, CALLBACK_FAILED, ms)
    play.agent_frees(now)


def try_again(play: Play, row: int, ms: int) -> None:
    """After the pause the callback is due again."""
    again = ms + play.rules.retry_ms[play.queue[row]]
    play.clock.at(again, moment.CONTACTS, row, moment.CALLBACK_DUE, partial(due, play))


def due(play: Play, now: Moment) -> None:
    """The pause is over, or the promised time has come: like an arrival the callback first looks for an idle agent, and
    only then takes its old place."""
    row = now.subject
    queue, rules = play.queue[row], play.rules
    if play.promises.booked[queue].pop(row, NONE) != NONE:
        play.promises.pending[queue][row] = None
    if play.floor.doing[row] != PAUSED:
        return
    if rules.pending_at_closing[queue] == CARRY and not rules.is_open(queue, now.ms):
        play.floor.doing[row] = CARRIED
    elif _dialled_on_sight(play, queue) and (agent := play.idle_agent(row, queue, now.ms)) != NONE:
        dial(play, row, agent, now.ms)
    else:
        stand(play, [row], queue, now.ms)


def _dialled_on_sight(play: Play, queue: int) -> bool:
    return play.rules.keeps_place[queue] and not play.rules.rings_first[queue]


def stand(play: Play, rows: list[int], queue: int, ms: int) -> None:
    """Callbacks of a queue take their old places, and may be dialled from now on."""
    for row in rows:
        play.floor.hold(row, queue, play.place(row))
    if rows and play.floor.idle_for(queue):
        if _dialled_on_sight(play, queue):
            play.new_waiting += rows
        dispatch.soon(play, ms)


def rings_again(play: Play, now: Moment) -> None:
    """A customer whose callback is still to come rings again, if the queue is open: the promise ends. It stands where
    the issue may make no more attempts, and they do not ring while they hold the line. An agent who is just ringing
    them rings in vain."""
    row, ms = now.subject, now.ms
    queue = play.queue[row]
    to_come = row in play.promises.pending[queue] or row in play.promises.booked[queue]
    if to_come and play.floor.doing[row] != WAITING and play.rules.is_open(queue, ms):
        follow_ups.follows(play, row, queue, ms, REDIAL)
        if play.followed_by[row] != NONE:
            over(play, row, queue, CALLBACK_CANCELLED, ms)
            dispatch.next_ring(play, queue, ms)


def over(play: Play, row: int, queue: int, outcome: int, ms: int) -> None:
    """The promise ends without a conversation; before its time it gives its slot back."""
    play.floor.release(row, queue, ELSEWHERE)
    if row in play.promises.booked[queue]:
        play.promises.give_back(queue, row)
    else:
        del play.promises.pending[queue][row]
    play.leaves(row, outcome, ms)
