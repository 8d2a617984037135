"""Why customers come, where a queue has reasons, and the laws and chances that go with each.

An issue's reason is drawn once, on the queue where the issue began, and stays with it over every redial and repeat. On
another queue it holds where that queue has a reason of the same name; else the issue draws one of that queue's own,
once as well. Reasons only choose by which law a uniform is mapped, and against which chance it is held: adding them to
a file moves no other number.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.demand.crowd import NOBODY, Ints, Turn
from sim.demand.places import Places
from sim.demand.streams import Floats
from sim.scenario.at_work import OwnTimes
from sim.scenario.laws import Law
from sim.scenario.queue import Queue
from sim.scenario.self_service import SelfService


def drawn_reasons(turn: Turn, places: Places, queue: int) -> Ints:
    """The reason of each customer on a queue, by its place on that queue's page; NOBODY where it has none."""
    began = places.queues[turn.crowd.origin].reasons or {}
    here = places.queues[queue].reasons
    if here is None:
        return np.full(len(turn.who), NOBODY)
    own = _own_draw(turn, places, queue)
    if queue == turn.crowd.origin or not began:
        return own
    names = list(here)
    same = np.array([names.index(name) if name in here else NOBODY for name in began])
    held = same[_own_draw(turn, places, turn.crowd.origin)]
    return np.where(held == NOBODY, own, held)


def _own_draw(turn: Turn, places: Places, queue: int) -> Ints:
    """By this queue's shares; the stream names no attempt, so that each attempt finds the same reason."""
    ends = np.cumsum([reason.share for reason in (places.queues[queue].reasons or {}).values()])
    uniforms = turn.crowd.uniforms(turn.who, ("reason", places.names[queue]))
    return np.minimum(np.searchsorted(ends, uniforms, side="right"), len(ends) - 1)


def contained_chance(queue: Queue, service: SelfService, reasons: Ints) -> float | Floats:
    """The chance that each customer's session contains the matter."""
    if not queue.reasons:
        return service.contained
    chances = [service.contained if one.contained is None else one.contained for one in queue.reasons.values()]
    return np.array(chances)[reasons]


def work_times(turn: Turn, queue: Queue, reasons: Ints, own: OwnTimes | None = None) -> tuple[Floats, Floats, Floats]:
    """Talk, hold and wrap-up in ms before rounding, for a group that has times of its `own` by those. Handle time alone
    is talk."""
    laws = [queue.work(reason) for reason in queue.reasons.values()] if queue.reasons else [queue.work()]
    laws = [own.instead_of(each) for each in laws] if own else laws
    talks, holds, wrap_ups = zip(*laws, strict=True)
    return (
        _times(turn, reasons, talks, "talk"),
        _times(turn, reasons, holds, "hold"),
        _times(turn, reasons, wrap_ups, "wrap-up"),
    )


def _times(turn: Turn, reasons: Ints, laws: Sequence[Law | None], purpose: str) -> Floats:
    """Each customer's duration by the law that is theirs."""
    if len(laws) == 1:  # one reason, or none
        return turn.times(laws[0], purpose)
    times = np.zeros(len(turn.who))
    for number, law in enumerate(laws):
        mine = reasons == number
        times[mine] = turn.only(mine).times(law, purpose)
    return times
