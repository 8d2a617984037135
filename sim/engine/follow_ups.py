"""What follows a contact: a new leg, another channel, a redial, a repeat, or nothing.

The functions act on the play whose contact it was; `reference.Play` calls them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.demand.draw import NOBODY
from sim.engine.book import ESCALATION, REDIAL, REPEAT, SWITCH
from sim.engine.moment import ARRIVES, CONTACTS
from sim.engine.record import NONE

if TYPE_CHECKING:
    from sim.engine.reference import Play


def after_conversation(play: Play, row: int, ms: int) -> None:
    """After the conversation: a new leg, another channel, a repeat later on, or nothing."""
    if play.escalates[row]:
        play.followed_by[row] = play.kind[row + 1] = ESCALATION
        play.clock.at(ms, CONTACTS, row + 1, ARRIVES, play.arrives)
    elif play.answered_to[row] != NOBODY:
        _switches(play, row, play.answered_to[row], ms + play.answered_move[row])
    else:
        may_return(play, row, ms)


def may_return(play: Play, row: int, ms: int) -> None:
    """Whose matter is not settled comes back, if they do, after a while."""
    if play.returns_after[row] != NOBODY:
        follows(play, row, _front_queue(play, row), ms + play.returns_after[row], REPEAT)


def may_redial(play: Play, row: int, ms: int) -> None:
    """Who gave up rings again while the file lets them, or tries another channel."""
    issue = play.issue[row]
    at_most = play.rules.redials_at_most[play.queue[row]]
    if play.redials_after[row] != NOBODY and play.redials[issue] < at_most:
        play.redials[issue] += 1
        follows(play, row, _front_queue(play, row), ms + play.redials_after[row], REDIAL)
    elif play.abandoned_to[row] != NOBODY:
        _switches(play, row, play.abandoned_to[row], ms + play.abandoned_move[row])


def _switches(play: Play, row: int, to: int, ms: int) -> None:
    if to < len(play.rules.queues):
        follows(play, row, to, ms, SWITCH)
        if play.followed_by[row] == NONE:  # no attempts left: it moves nowhere
            return
    play.switched_to[row] = to


def follows(play: Play, row: int, queue: int, ms: int, kind: int) -> None:
    """The issue's next contact."""
    following = play.next_attempt(row, queue)
    if following == NONE:
        play.capped += 1
        return
    play.followed_by[row] = play.kind[following] = kind
    if kind == REDIAL and play.rules.same_patience[play.queue[row]]:
        play.patience[following] = play.own_patience.get(row, play.patience[row])
    elif kind == REDIAL:
        play.scale_patience(following, play.rules.redial_permille[queue])
    elif kind == REPEAT:
        play.scale_patience(following, play.rules.repeat_permille[queue])
    play.comes_at(following, ms)


def _front_queue(play: Play, row: int) -> int:
    """The queue on which this row's attempt began: where the customer rings again."""
    return play.queue[row - (play.leg[row] - 1)]
