"""Lines, the places in the house: a contact that comes in on a queue takes one of that queue's on arrival, before
self-service, and keeps it until it leaves: contained, hung up, abandoned, balked, or done with its last conversation.
Who accepts a callback hangs up; an agent who dials takes none.

Within a millisecond a line freed by a conversation is there for all who arrive, one freed in self-service or on
reaching the queue for arrivals of higher rows, one freed by patience for none.

The functions act on the play whose house it is; a play asks for them only where some queue's lines are limited, but
for `turns_away`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sim.demand.draw import NOBODY
from sim.engine import follow_ups, moment
from sim.engine.book import BLOCKED, REDIAL
from sim.engine.moment import Moment
from sim.engine.record import NONE
from sim.engine.rules import UNLIMITED

if TYPE_CHECKING:
    from sim.engine.reference import Play


def lets_in(play: Play, row: int, queue: int) -> bool:
    """Whether a leg that arrives has a line: a later leg came with it, a first one takes it; False if none is free.
    Who stays outside has no session, whatever was drawn."""
    if play.leg[row] > 1 or play.rules.lines[queue] == UNLIMITED:
        return True
    if len(play.on_line[queue]) < play.rules.lines[queue]:
        play.on_line[queue].add(row)
        return True
    play.turned_away.append(row)
    return False


def frees(play: Play, row: int) -> None:
    """Whoever this leg belongs to leaves the house, on a line of it or not."""
    first = row - (play.leg[row] - 1)
    play.on_line[play.queue[first]].discard(first)


def frees_at(play: Play, row: int, ms: int) -> None:
    """A last conversation ends at ms, and with it the call; wrap-up needs no line. A callback's call was none of
    these."""
    first = row - (play.leg[row] - 1)
    if first in play.on_line[play.queue[first]]:
        play.clock.at(ms, moment.AGENTS, row, moment.LINE_FREES, partial(_conversation_ends, play))


def _conversation_ends(play: Play, now: Moment) -> None:
    frees(play, now.subject)


def turns_away(play: Play, row: int, queue: int, ms: int) -> None:
    """No line, or no place to wait, is free: the contact is blocked, and may ring again."""
    play.queued[row] = NONE
    play.leaves(row, BLOCKED, ms)
    issue, after = play.issue[row], play.redials_blocked_after[row]
    if after != NOBODY and play.redials[issue] < play.rules.redials_blocked_at_most[queue]:
        play.redials[issue] += 1
        follow_ups.follows(play, row, queue, ms + after, REDIAL)
