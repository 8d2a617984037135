"""The wait that a contact is quoted when it has to wait, by its queue's estimator.

The three are those of Ibrahim and Whitt (2009, Real-time delay estimation based on delay history), who call them QL,
LES and HOL. The functions look at the play whose contact it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.engine.desk import FULL_SPEED
from sim.engine.record import NONE
from sim.engine.rules import LAST_WAITED, QUEUE_LENGTH, Rules
from sim.units import NEVER

if TYPE_CHECKING:
    from sim.engine.reference import Play


def quoted(play: Play, queue: int, ms: int) -> int:
    """Infinite with no agent on for the queue, whatever the estimator: waits that have been say nothing of one that
    nobody is there to end. Else by the queue's estimator."""
    floor, estimator = play.floor, play.rules.quote[queue]
    on = floor.heads_for[queue]
    if not on:
        return NEVER
    if estimator == QUEUE_LENGTH:
        ahead = floor.live[queue] + floor.held[queue]
        if play.rules.is_chat[queue]:
            return chats_ahead(play.rules, floor.heads, queue, ahead)
        return queue_length(ahead, play.rules.handle_ms[queue], on)
    return last_waited(play, queue, ms) if estimator == LAST_WAITED else head_of_line(play, queue, ms)


def queue_length(ahead: int, handle_ms: int, on: int) -> int:
    """(live contacts ahead + virtual-hold places ahead + 1) x mean handle time // agents on for the queue, those who
    take it under conditions only (`overflow`) among them."""
    return min((ahead + 1) * handle_ms // on, NEVER)


def chats_ahead(rules: Rules, heads: list[int], queue: int, ahead: int) -> int:
    """(Contacts ahead + 1) x mean handle time // what full desks get done: heads x chats at once x the speed with so
    many open."""
    ppm = sum(heads[group] * (len(rates) - 1) * rates[-1]
              for group in rules.servers[queue] if (rates := rules.rate_ppm[group]))  # fmt: skip
    return min((ahead + 1) * rules.handle_ms[queue] * FULL_SPEED // ppm, NEVER)


def last_waited(play: Play, queue: int, ms: int) -> int:
    """How long the last contact that an agent answered had waited, 0 if it was answered at once; callbacks are not
    looked at. 0 while nobody has been answered since the queue opened: nothing of yesterday counts."""
    row = play.last_answered[queue]
    if row == NONE or play.answered[row] < play.rules.last_opening(queue, ms):
        return 0
    return play.answered[row] - play.queued[row]


def head_of_line(play: Play, queue: int, ms: int) -> int:
    """How long the first live contact of the line, the next to be answered, has waited so far; 0 if none waits."""
    first = play.floor.first_waiting(queue)
    return 0 if first == NONE else ms - play.picked_up.get(first, play.queued[first])
