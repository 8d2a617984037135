"""What happens on one leg, column by column: self-service, waiting, work, and what follows."""

from __future__ import annotations

import numpy as np

from sim.demand.crowd import NOBODY, Flags, Ints, Turn
from sim.demand.distributions import whole_ms
from sim.demand.places import Places
from sim.demand.reasons import contained_chance, drawn_reasons, work_times
from sim.demand.streams import Floats
from sim.scenario.at_work import OwnTimes
from sim.scenario.callback import Callback
from sim.scenario.mechanisms import RedialBlocked, Switching, Unresolved
from sim.scenario.queue import Queue
from sim.scenario.self_service import SelfService
from sim.units import NEVER

# How a self-service session ends.
NO_SESSION, CONTAINED, GAVE_UP, FAILED, HANDED_OVER = range(5)

Columns = dict[str, Ints]
"""Rows of `Demand`, by column name."""

BLANK = {
    "lot": 0,
    "reason": NOBODY,
    "session_end": NO_SESSION,
    "session_ms": 0,
    "patience_ms": NEVER,
    "silent": 0,
    "chases_ms": NEVER,
    "balk_over_ms": NEVER,
    "accept_from_ms": NEVER,
    "reached_at_dial": 0,
    "wanted_after_ms": 0,
    "rings_again_ms": NOBODY,
    "talk_ms": 0,
    "hold_ms": 0,
    "wrap_ms": 0,
    "escalates": 0,
    "resolved": 0,
    "returns_ms": NOBODY,
    "redials_ms": NOBODY,
    "redials_blocked_ms": NOBODY,
    "switch_answered_to": NOBODY,
    "switch_answered_ms": NOBODY,
    "switch_abandoned_to": NOBODY,
    "switch_abandoned_ms": NOBODY,
    "spread_ms": 0,
}
"""What a row that is not drawn, or a column that does not come up, holds."""


def draw_leg(turn: Turn, places: Places, queue: int, leg: int) -> Columns:
    """All columns of a leg, for those who may come to it."""
    columns = served_leg(turn, places, queue, leg)
    page = places.queues[queue]
    queued = reaches_queue(columns["session_end"])
    _put(columns, queued, waiting(turn.only(queued), page, places, columns["session_end"][queued]))
    if places.by_lot[queue]:
        columns["lot"] = lots(turn)
    if leg == 1 and page.redial_blocked and page.can_block:
        columns["redials_blocked_ms"] = redials_blocked(turn, page.redial_blocked)
    if leg == 1 and turn.attempt > 1 and page.when_closed:
        columns["spread_ms"] = spread_ms(turn, page)
    return columns


def served_leg(turn: Turn, places: Places, queue: int, leg: int) -> Columns:
    """The columns that matter if nobody has to wait: self-service, work, what follows. The others are blank."""
    columns = {name: np.full(len(turn.who), value) for name, value in BLANK.items()}
    page, reasons = places.queues[queue], drawn_reasons(turn, places, queue)
    if page.reasons:
        columns["reason"] = reasons + places.first_reason[queue]
    if leg == 1 and page.self_service:
        chance = contained_chance(page, page.self_service, reasons)
        columns.update(session(turn, page.self_service, chance))
    queued = reaches_queue(columns["session_end"])
    through, end = turn.only(queued), columns["session_end"][queued]
    if page.escalate and page.escalate.warm:
        columns["confer_ms"] = np.full(len(turn.who), NOBODY)
    done, cut = work(through, page, end, reasons[queued])
    _put(columns, queued, done | aftermath(through, page, places, cut))
    return columns


def reaches_queue(session_end: Ints) -> Flags:
    """Whether the contact goes on from self-service to the queue."""
    reaches: Flags = (session_end != CONTAINED) & (session_end != GAVE_UP)
    return reaches


def _put(columns: Columns, where: Flags, values: Columns) -> None:
    for name, column in values.items():
        columns[name][where] = column


def session(turn: Turn, service: SelfService, contained_by: float | Floats) -> Columns:
    """Self-service by each customer's chance of being contained, and what false containment brings back. Those who give
    up stand at the uniform's upper end: better containment turns failures into successes, not quitters."""
    used = turn.chance(service.used_by, "uses self-service")
    ends = turn.uniforms("session's end")
    end = np.where(ends < contained_by, CONTAINED, np.where(ends >= 1 - service.gives_up, GAVE_UP, FAILED))
    if service.hand_over:
        noted = turn.chance(service.hand_over.share, "hands over")
        end = np.where((end == FAILED) & noted, HANDED_OVER, end)
    end = np.where(used, end, NO_SESSION)
    lasts = np.where(used, whole_ms(turn.times(service.lasts, "session")), 0)
    contained = end == CONTAINED
    columns = {"session_end": end, "session_ms": lasts}
    if service.false_containment:
        false = turn.chance_among(contained, service.false_containment.chance, "false containment")
        columns["returns_ms"] = turn.delay(false, service.false_containment.after, "return after false containment")
        contained = contained & ~false
    return columns | {"resolved": contained.astype(np.int64)}


def _scaled(times: Floats, end: Ints, failed: float, handed_over: float) -> Ints:
    return whole_ms(times * np.select([end == FAILED, end == HANDED_OVER], [failed, handed_over], 1.0))


def work(turn: Turn, queue: Queue, end: Ints, reasons: Ints) -> tuple[Columns, Flags]:
    """Talk, hold and wrap-up of those who reach the queue, and whose talk the limit cut."""
    talk_ms, hold_ms, wrap_ms = whole_work(turn, queue, end, reasons)
    limit = queue.talk_limit
    cut = talk_ms > (limit.at if limit else NEVER)
    said = np.minimum(talk_ms, limit.at) if limit else talk_ms
    return {"talk_ms": said, "hold_ms": hold_ms, "wrap_ms": wrap_ms}, cut


def whole_work(
    turn: Turn, queue: Queue, end: Ints, reasons: Ints, own: OwnTimes | None = None
) -> tuple[Ints, Ints, Ints]:
    """Talk, hold and wrap-up in whole ms, before any limit cuts; by a group's `own` times where it has any."""
    talk, hold, wrap_up = work_times(turn, queue, reasons, own)
    service = queue.self_service
    failed = service.on_failure.talk if service else 1.0
    handed_over = service.hand_over.talk if service and service.hand_over else 1.0
    return _scaled(talk, end, failed, handed_over), whole_ms(hold), whole_ms(wrap_up)


def aftermath(turn: Turn, queue: Queue, places: Places, cut: Flags) -> Columns:
    """What follows once handled: escalated, else moved to another channel, else unresolved (perhaps coming back)."""
    escalates = turn.chance(queue.escalate.chance if queue.escalate else 0, "escalates")
    columns, way = {"escalates": escalates.astype(np.int64)}, queue.switch.answered if queue.switch else None
    if queue.escalate and queue.escalate.warm:
        columns["confer_ms"] = turn.delay(escalates, queue.escalate.warm, "confers")
    stays = ~escalates
    if way:
        moves = turn.chance_among(stays, way.chance, "switches once answered")
        columns |= _moves(turn, places, way, moves, "answered")
        stays = stays & ~moves
    open_matter = stays & turn.chance(queue.unresolved.chance if queue.unresolved else 0, "unresolved")
    if queue.talk_limit:
        open_matter |= turn.chance_among(stays & cut, queue.talk_limit.unresolved, "unresolved as cut")
    # Where only a talk limit leaves matters open, they come back as published.
    back = queue.unresolved or Unresolved()
    returns = turn.chance_among(open_matter, back.comes_back, "comes back")
    columns["returns_ms"] = turn.delay(returns, back.after, "return")
    columns["resolved"] = (stays & ~open_matter).astype(np.int64)
    return columns


def _moves(turn: Turn, places: Places, way: Switching, moves: Flags, when: str) -> Columns:
    return {
        f"switch_{when}_to": np.where(moves, places.destination(way), NOBODY),
        f"switch_{when}_ms": turn.delay(moves, way.after, f"switch once {when}"),
    }


def can_leave(queue: Queue) -> bool:
    """Whether anybody ever abandons or balks there."""
    return queue.patience is not None or queue.balk is not None


def waiting(turn: Turn, queue: Queue, places: Places, end: Ints) -> Columns:
    """What those who reach the queue put up with there, and what they do if it was too much."""
    columns: Columns = {}
    if queue.patience:
        failed = queue.self_service.on_failure.patience if queue.self_service else 1.0
        columns["patience_ms"] = _scaled(turn.times(queue.patience, "patience"), end, failed, 1.0)
    if queue.silent:
        columns["silent"] = turn.chance(queue.silent.chance, "leaves silently").astype(np.int64)
    if queue.chases:
        columns["chases_ms"] = np.maximum(whole_ms(turn.times(queue.chases.after, "writes again")), 1)
    if queue.balk:
        limited = turn.chance(queue.balk.chance, "balks")
        columns["balk_over_ms"] = np.where(limited, turn.delay(limited, queue.balk.when_wait_over, "balk limit"), NEVER)
    if queue.callback:
        accepts = turn.chance(queue.callback.accepted_by, "accepts callback")
        columns["accept_from_ms"] = np.where(accepts, 0, NEVER)
        columns["reached_at_dial"] = reached_at_dial(turn, queue.callback)
        if scheduled := queue.callback.scheduled:
            columns["wanted_after_ms"] = whole_ms(turn.times(scheduled.wanted_after, "wants the call after"))
        if rings_again := queue.callback.rings_again:
            rings = turn.chance_among(accepts, rings_again.chance, "rings again")
            columns["rings_again_ms"] = turn.delay(rings, rings_again.after, "ringing again")
    if queue.redial and can_leave(queue):
        again = turn.chance(queue.redial.chance, "redials")
        columns["redials_ms"] = turn.delay(again, queue.redial.after, "redial")
    if queue.switch and queue.switch.abandoned and can_leave(queue):
        way = queue.switch.abandoned
        columns |= _moves(turn, places, way, turn.chance(way.chance, "switches once abandoned"), "abandoned")
    return columns


def redials_blocked(turn: Turn, again: RedialBlocked) -> Ints:
    """When they ring again if they are turned away, at the door or after self-service alike."""
    return turn.delay(turn.chance(again.chance, "redials once blocked"), again.after, "redial once blocked")


def lots(turn: Turn) -> Ints:
    """Which of the idle agents they get where that is left to chance: whole numbers, each of 2**32 as likely."""
    return np.floor(turn.uniforms("which agent") * 2.0**32).astype(np.int64)


def reached_at_dial(turn: Turn, callback: Callback) -> Ints:
    """The dial picked up, geometric by one uniform: dial j is it where u <= 1 - (1 - picks_up)^j first holds; 0 if no
    dial of those allowed."""
    if callback.picks_up <= 0 or callback.picks_up >= 1:
        return np.full(len(turn.who), int(callback.picks_up >= 1))
    missed = np.log1p(-turn.uniforms("reached at dial")) / np.log1p(-callback.picks_up)
    return np.where(missed <= callback.attempts, np.ceil(missed), 0).astype(np.int64)


def spread_ms(turn: Turn, queue: Queue) -> Ints:
    """When after the next opening an attempt outside opening hours is made: evenly over `returns_within`."""
    within = queue.when_closed.returns_within if queue.when_closed else 0
    return whole_ms(turn.uniforms("spread") * within)
