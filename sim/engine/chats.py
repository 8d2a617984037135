"""A chat's story: it takes a place on a desk, its conversation ends, its place frees; and who is silent holds one.

What is on a desk goes on at a speed that changes with who comes and goes: `desk` has the arithmetic, `chat_floor` who
has room. An agent has one live event: when something on the desk is next due. The functions act on the play whose chat
it is.
"""

from __future__ import annotations

from functools import partial
from heapq import heappush
from typing import TYPE_CHECKING

from sim.engine import dispatch, follow_ups, lines, moment, names, shifts
from sim.engine.book import ABANDONED, ANSWERED
from sim.engine.chat_floor import ChatFloor
from sim.engine.desk import END_OF_TALK, Desk
from sim.engine.moment import Moment
from sim.units import NEVER

if TYPE_CHECKING:
    from sim.engine.reference import Play


def begins(play: Play, row: int, agent: int, ms: int) -> None:
    """An agent is given a chat: the others on the desk go on slower. Who left silently takes a place and slows nobody
    down: they type nothing."""
    floor, desk = _floor(play), _floor(play).desks[agent]
    play.agent[row] = agent
    if play.outcome[row] == ABANDONED:
        play.silent_until[row] = ms
        heappush(desk.silent, (ms + play.rules.silent_ms[play.queue[row]], row))
    else:
        play.answered[row], play.outcome[row] = ms, ANSWERED
        play.last_answered[play.queue[row]] = row
        play.chatting[play.queue[row]] += 1
        talk = play.talk[row] + play.hold[row]
        floor.busy_ms[agent] += talk + play.wrap[row]
        desk.begin(row, talk, play.wrap[row], ms)
    floor.changes(agent, ms)
    next_event(play, agent)
    if play.closed_at:
        shifts.look_after_closing(play, ms)


def call_begins(play: Play, agent: int, ms: int, until: int) -> None:
    """A call, a dial or an email: nothing more is given to the agent. Beside a call chats go on as if one more were
    open; email is begun with none."""
    floor, desk = _floor(play), _floor(play).desks[agent]
    desk.pass_time(ms)
    desk.calling, desk.call_until = True, until
    if floor.slots[floor.group_of[agent]]:
        floor.changes(agent, ms)
        next_event(play, agent)


def call_lasts(play: Play, agent: int, until: int) -> None:
    """A call is over at another time than was known when it began: its agent passes it on, and stays with it."""
    _floor(play).desks[agent].call_until = until


def lays_down(play: Play, agent: int) -> None:
    """An email is interrupted: its agent has an empty desk, and stands nowhere until given something or free."""
    _floor(play).desks[agent].calling = False


def call_ends(play: Play, agent: int, ms: int) -> bool:
    """A call, a dial or an email is over; False for an agent without chats."""
    floor, desk = _floor(play), _floor(play).desks[agent]
    if not floor.slots[floor.group_of[agent]]:
        return False
    desk.pass_time(ms)
    desk.calling = False
    _has_less(play, agent, ms)
    next_event(play, agent)
    return True


def _has_less(play: Play, agent: int, ms: int) -> None:
    """The agent may take one more, or has now gone if that was due."""
    floor, group = _floor(play), play.floor.group_of[agent]
    if not floor.changes(agent, ms):
        if agent not in floor.there[group]:
            names.left(play, agent, ms)
    elif floor.wanted(group):
        play.free_agents.append(agent)
        dispatch.soon(play, ms)


def next_event(play: Play, agent: int) -> None:
    """The agent's one live event: an earlier one that is no longer due does nothing."""
    desk = _floor(play).desks[agent]
    due = desk.next_due()
    if due != desk.due and due < NEVER:
        play.clock.at(due, moment.AGENTS, agent, moment.DESK_DUE, partial(_due, play))
    desk.due = due


def _due(play: Play, now: Moment) -> None:
    """A conversation ends, or a place frees: the other chats go on faster, and the agent may take one more."""
    agent, ms = now.subject, now.ms
    desk = _floor(play).desks[agent]
    if desk.due != ms:
        return
    desk.due = NEVER
    before = desk.open
    _ends(play, desk, ms)
    if desk.open < before:
        _has_less(play, agent, ms)
    next_event(play, agent)


def _ends(play: Play, desk: Desk, ms: int) -> None:
    desk.pass_time(ms)
    while (mark := desk.reached()) is not None:
        _, row, what = mark
        if what == END_OF_TALK:
            _conversation_ends(play, row, ms)
        else:
            play.wrap[row] = ms - play.ended[row]
    while (gone := desk.given_up(ms)) is not None:
        window_closes(play, gone)


def _conversation_ends(play: Play, row: int, ms: int) -> None:
    """The customer leaves, and goes on; what it took is written as it was, on the clock."""
    play.ended[row] = ms
    play.talk[row], play.hold[row] = ms - play.answered[row], 0
    play.chatting[play.queue[row]] -= 1
    if play.limited and not play.escalates[row]:
        lines.frees(play, row)
    if play.goes_on[row]:
        follow_ups.after_conversation(play, row, ms)
    if play.closed_at:
        shifts.look_after_closing(play, ms)


def leaves_silently(play: Play, row: int, ms: int) -> None:
    """Patience ends and the window stays open: the customer has abandoned, and nobody knows. The contact keeps its
    place in the line, and its line in the house, until an agent gives it up or closing cuts it off."""
    play.outcome[row], play.ended[row] = ABANDONED, ms
    follow_ups.may_redial(play, row, ms)


def window_closes(play: Play, row: int) -> None:
    """Who left silently is noticed: the line in the house is free."""
    if play.limited:
        lines.frees(play, row)


def finish(play: Play) -> None:
    """Past the horizon nothing begins: what is on the desks is written to its end."""
    for desk in _floor(play).desks:
        while desk.marks:
            ms = min(desk.next_due(), desk.call_until if desk.calling else NEVER)
            _ends(play, desk, ms)
            desk.calling = desk.calling and ms < desk.call_until


def _floor(play: Play) -> ChatFloor:
    assert isinstance(play.floor, ChatFloor)
    return play.floor
