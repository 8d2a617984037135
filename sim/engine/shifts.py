"""Heads that come and go, and closing: who signs on, who leaves, and who stays until the house is empty.

The functions act on the play whose agents they are; `reference.Play` schedules them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from sim.engine import callbacks, chats, deferred, dispatch, moment, names
from sim.engine.book import ABANDONED, CALLBACK_CANCELLED, CLOSED
from sim.engine.moment import Moment
from sim.engine.routing import CARRIED, HELD, RUNG, WAITING
from sim.engine.rules import CANCEL, CARRY, SERVE_OUT
from sim.units import DAY

if TYPE_CHECKING:
    from sim.engine.reference import Play


def schedule(play: Play) -> int:
    """All that is planned: heads, closings, openings at which carried callbacks stand again. Returns the horizon: a day
    after the last closing, or later the end of the last day played."""
    agents, rules = len(play.floor.group_of), play.rules

    def plan(ms: int, number: int, kind: int, act: Callable[[Play, Moment], None]) -> None:
        play.clock.at(ms, moment.AGENTS, agents + number, kind, partial(act, play))

    for ms, group in play.planned:
        plan(ms, group, moment.HEADS_CHANGE, change_heads)
    for ms, group in play.roster.closings.tolist():
        plan(ms, group, moment.GROUP_CLOSES, close_group)
    names.schedule(play)
    last = 0
    for queue, pending in enumerate(rules.pending_at_closing):
        for ms in rules.closings[queue]:
            plan(ms, queue, moment.QUEUE_CLOSES, close_queue)
            last = max(last, ms)
            opening = rules.next_opening(queue, ms - 1)
            if pending == CARRY and rules.is_open(queue, opening):
                plan(opening, queue, moment.QUEUE_OPENS, open_queue)
    return max(last + DAY, rules.days * DAY)


def change_heads(play: Play, now: Moment) -> None:
    """A new head count, and with it the end of yesterday's serving out."""
    ms, group = now.ms, now.subject - len(play.floor.group_of)
    play.closed_at.pop(group, None)
    arrived = play.floor.set_heads(group, play.planned[ms, group], ms)
    wanted = bool(arrived) and play.floor.wanted(group)
    if wanted:
        play.free_agents += arrived
    if play.deferred_queues:  # may dispatch at once: who arrived must choose in it, so that live contacts come first
        deferred.heads_changed(play, group, ms)
    if wanted:
        dispatch.soon(play, ms)


def close_group(play: Play, now: Moment) -> None:
    """The group's day, or a shift at its end, is over; it stays while something live could still reach it, at most
    24 h."""
    ms, group = now.ms, now.subject - len(play.floor.group_of)
    play.closed_at[group] = ms
    if play.rules.by_name[group]:
        names.group_closes(play, group, ms)
    if play.deferred_queues:
        deferred.group_closes(play, group, ms)
    look_after_closing(play, ms)
    play.clock.at(ms + DAY, moment.CLOSING, group, 0, partial(_may_sign_off, play))


def close_queue(play: Play, now: Moment) -> None:
    """Those who wait are cut off if the file says so; callbacks promised for today are cancelled, or carried over."""
    ms, queue = now.ms, now.subject - len(play.floor.group_of)
    if not play.rules.served_out:
        _cut_off(play, queue, ms)
    for row in list(play.promises.pending[queue]):
        doing = play.floor.doing[row]
        if play.rules.pending_at_closing[queue] == CANCEL and doing != WAITING:
            callbacks.over(play, row, queue, CALLBACK_CANCELLED, ms)
        elif play.rules.pending_at_closing[queue] == CARRY and doing in (HELD, RUNG):
            play.floor.release(row, queue, CARRIED)
    dispatch.next_ring(play, queue, ms)
    if play.guarded:  # as in `Play._patience_ends`
        dispatch.soon(play, ms)


def _cut_off(play: Play, queue: int, ms: int) -> None:
    """Who holds after picking up a callback is cut off like the others, unless callbacks are served out."""
    rules, floor = play.rules, play.floor
    for _, _, row in sorted(floor.line[queue]):
        if floor.doing[row] != WAITING or (play.accepted[row] and rules.pending_at_closing[queue] == SERVE_OUT):
            continue
        floor.stop_waiting(row, queue, ms)
        if play.outcome[row] == ABANDONED:
            play.silent_until[row] = ms
            chats.window_closes(play, row)
        elif play.accepted[row]:
            callbacks.over(play, row, queue, CALLBACK_CANCELLED, ms)
        else:
            play.leaves(row, CLOSED, ms)


def open_queue(play: Play, now: Moment) -> None:
    """Callbacks carried over the night may be dialled again."""
    queue = now.subject - len(play.floor.group_of)
    carried = [row for row in play.promises.pending[queue] if play.floor.doing[row] == CARRIED]
    callbacks.stand(play, carried, queue, now.ms)


def look_after_closing(play: Play, ms: int) -> None:
    """Somebody left the house, or is being served: at the end of this millisecond closed groups look around."""
    for group in play.closed_at:
        play.clock.at(ms, moment.CLOSING, group, 0, partial(_may_sign_off, play))


def _may_sign_off(play: Play, now: Moment) -> None:
    """At the end of a millisecond: a closed group goes once nothing live that could reach it is left inside."""
    group, ms = now.subject, now.ms
    if group not in play.closed_at:
        return
    feeds = play.rules.feeds[group]
    until = max((play.talking_until[queue] for queue in feeds), default=ms) if play.rules.served_out else ms
    if ms < play.closed_at[group] + DAY:
        if any(_keeps_agents(play, queue) for queue in feeds):
            return
        if until > ms:
            play.clock.at(until, moment.CLOSING, group, 0, partial(_may_sign_off, play))
            return
    del play.closed_at[group]
    if play.rules.by_name[group]:
        names.group_leaves(play, group, ms)
    else:
        play.floor.set_heads(group, 0, ms)
    deferred.again(play, ms)


def _keeps_agents(play: Play, queue: int) -> bool:
    live = play.rules.served_out and (play.floor.live[queue] or play.in_session[queue] or play.chatting[queue])
    return bool(live or (play.promises.pending[queue] and play.rules.pending_at_closing[queue] == SERVE_OUT))
