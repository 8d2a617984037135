"""Those who have waited long enough for a group that takes them only then (`overflow.after`).

The functions act on the play whose contact it is; a play asks for them only where some group writes `overflow`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sim.engine import dispatch
from sim.engine.guards import GuardedFloor
from sim.engine.moment import CONTACTS, OVERFLOWS, Moment
from sim.engine.record import NONE
from sim.engine.routing import ELSEWHERE, HELD, WAITING

if TYPE_CHECKING:
    from sim.engine.reference import Play


def brings_its_wait(play: Play, floor: GuardedFloor, row: int, queue: int, ms: int) -> None:
    """A leg that keeps its wait so far may have waited long enough as it comes."""
    place = play.place(row)
    for after_ms in floor.timed[queue]:
        if place[1] + after_ms <= ms:
            floor.has_waited(row, queue, after_ms, place)


def begins_to_wait(play: Play, floor: GuardedFloor, row: int, queue: int, ms: int) -> None:
    """Whoever finds nobody idle will have waited long enough for some groups at a time that is certain."""
    since = play.place(row)[1]
    for after_ms in floor.timed[queue]:
        if since + after_ms > ms:
            play.clock.at(since + after_ms, CONTACTS, row, OVERFLOWS, partial(waited_long_enough, play, floor))


def waited_long_enough(play: Play, floor: GuardedFloor, now: Moment) -> None:
    """Like an arrival the contact first looks for an idle agent, of the groups that take it from now on; else it waits
    for one of theirs, too. A callback that is dialled now may be dialled by them."""
    row, ms = now.subject, now.ms
    queue, place = play.queue[row], play.place(row)
    after_ms, doing = ms - place[1], floor.doing[row]
    if doing == ELSEWHERE:
        return
    if doing == WAITING or (doing == HELD and floor.dialled_at_once(queue)):
        agent = floor.take_overflowing(floor.timed[queue][after_ms], row)
        if agent != NONE:
            play.serve(row, agent, ms)
    floor.has_waited(row, queue, after_ms, place)
    dispatch.soon(play, ms)
