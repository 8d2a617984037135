"""The end of a self-service session: settled there, hung up inside, cut off at closing, or on to the queue.

The functions act on the play whose contact it is; `reference.Play` calls them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.demand.draw import CONTAINED, GAVE_UP
from sim.engine import follow_ups
from sim.engine.book import CLOSED, DONE_IN_SELF_SERVICE, HUNG_UP_IN_SELF_SERVICE
from sim.engine.moment import Moment

if TYPE_CHECKING:
    from sim.engine.reference import Play


def session_ends(play: Play, now: Moment) -> None:
    """By what was drawn for it; who is handed over, or was not helped, reaches the queue."""
    row, ms = now.subject, now.ms
    queue, end = play.queue[row], play.session_end[row]
    play.in_session[queue] -= 1
    if end == CONTAINED:
        play.leaves(row, DONE_IN_SELF_SERVICE, ms)
        follow_ups.may_return(play, row, ms)
    elif end == GAVE_UP:
        play.leaves(row, HUNG_UP_IN_SELF_SERVICE, ms)
    elif play.cut_off(queue, ms):
        play.leaves(row, CLOSED, ms)
    else:
        play.reaches_queue(row, queue, ms)
