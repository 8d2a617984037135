"""Deferred work: email lies in the backlog until an agent with nothing live to do takes it up.

It is taken up last in dispatch, when no live contact and no callback matches any more: each contact by the first group
that serves its queue, has nobody past closing and more than its `reserve` idle, those for whom a customer is being
rung not counted; of groups that may, the first in the file chooses, by its `next`.

A live contact that looks for an agent and finds nobody idle takes one from interruptible work: of the first group that
serves it without conditions (`overflow`) and has some, whoever began last (of those who began in one millisecond, the
highest number). What is left of the work is kept to the millisecond; it goes back to its place, before others of its
age, and is done by whoever takes it up next; where the work depends on who does it, on who took it up first.

An agent of a group with chats takes up email with an empty desk only, and an empty desk is what idle means in
`reserve`; while at work on it the agent is given no chat. A chat comes to a desk with room before it interrupts
anybody, even if chats there go on slower for it: work is laid down only for who would have to wait.

Where heads fall, idle agents go first, then those on interruptible work, highest number first; in a group with chats
an email in hand counts as one chat does, and who is chosen lays it down. At closing, at the end of a shift and when a
break is due it is laid down, and while agents of a group stay past their time for live contacts inside, the group takes
up none. What may not be interrupted is finished before the agent leaves.

The functions act on the play whose work it is; `reference.Play` calls them where some queue is deferred.
"""

from __future__ import annotations

from functools import partial
from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from sim.engine import at_work, chats, dispatch, follow_ups, shifts
from sim.engine.book import ANSWERED
from sim.engine.moment import AGENTS, WORK_ENDS, Moment
from sim.engine.record import NONE
from sim.engine.rules import Rules

if TYPE_CHECKING:
    from sim.engine.reference import Play


class Stretch(NamedTuple):
    """An agent at work on deferred work."""

    row: int
    since_ms: int
    until_ms: int
    """When the work is done unless somebody interrupts it."""


class Deskwork:
    """What is being worked on, and what has been done of each contact."""

    def __init__(self, rules: Rules):
        self.at_work: dict[int, Stretch] = {}
        """By agent."""
        self.latest: list[list[tuple[int, int]]] = [[] for _ in rules.groups]
        """(-since, -agent) of interruptible work by group, who began last first; untrue ones go when they surface."""
        self.begun: dict[int, int] = {}
        """When work on a row first began."""
        self.left: dict[int, int] = {}
        """What is left of the work on a row, ms, where it has begun."""


def joins(play: Play, row: int, queue: int, ms: int) -> None:
    """A contact joins the backlog."""
    play.worked[row] = play.interruptions[row] = 0
    _lies(play, row, queue, ms)


def _lies(play: Play, row: int, queue: int, ms: int) -> None:
    """At its place: as in a line, but that what somebody has begun comes before others of its age."""
    behind_first, since, _ = play.place(row)
    backlog = play.floor.backlog[queue]
    heappush(backlog, (behind_first, since, row not in play.deskwork.begun, row))
    play.floor.trace += (ms, queue, len(backlog))
    if _chooses(play) != NONE:  # in turn: the live contact that has interrupted is only now given its agent
        dispatch.in_turn(play, ms)


def taken_up(play: Play, ms: int) -> None:
    """The end of dispatch: idle agents take up what is deferred, as long as any group may."""
    while (group := _chooses(play)) != NONE:
        mine = [queue for queue in play.rules.skills[group] if _first_able(play, queue) == group]
        queue = min(mine, key=partial(_claim, play, group))
        row = heappop(play.floor.backlog[queue])[-1]
        play.floor.trace += (ms, queue, len(play.floor.backlog[queue]))
        _begins(play, row, play.floor.take_of(group, row), ms)


def _chooses(play: Play) -> int:
    """The group that takes up deferred work now; NONE if none may."""
    able = [_first_able(play, queue) for queue in play.deferred_queues]
    return min((group for group in able if group != NONE), default=NONE)


def _first_able(play: Play, queue: int) -> int:
    """The group that takes the first contact of a backlog; NONE if there is none, or nothing lies there."""
    floor, rules = play.floor, play.rules
    if floor.backlog[queue]:
        for group in rules.servers[queue]:
            spare = floor.idle_of(group) - len(floor.rung[group])
            if spare > rules.deferred_reserve[group] and group not in play.closed_at:
                return group
    return NONE


def _claim(play: Play, group: int, queue: int) -> tuple[int, ...]:
    """How early the first of a backlog comes, smallest first: by its place, or by when its target is over."""
    place = play.floor.backlog[queue][0]
    if not play.rules.by_deadline[group]:
        return place
    return (place[0], play.rules.deadline(queue, place[1]), *place[1:])


def _begins(play: Play, row: int, agent: int, ms: int) -> None:
    work, group = play.deskwork, play.floor.group_of[agent]
    work.begun.setdefault(row, ms)
    if row not in work.left:
        if play.by_agent is not None and play.by_agent[play.queue[row]]:
            at_work.takes_on(play, row, play.queue[row], agent, ms)
        _reads(play, row, play.queue[row], ms)
        work.left[row] = play.talk[row]
    left = work.left[row]
    work.at_work[agent] = Stretch(row, ms, ms + left)
    play.floor.busy_ms[agent] += left
    if play.has_chats:
        chats.call_begins(play, agent, ms, ms + left)
    if play.rules.interruptible[group]:
        heappush(work.latest[group], (-ms, -agent))
    play.clock.at(ms + left, AGENTS, agent, WORK_ENDS, partial(_work_ends, play))


def _reads(play: Play, row: int, queue: int, ms: int) -> None:
    """Work on a contact first begins: its customer has written once more each time their patience passed since it was
    queued (a wait of exactly that long does), and each such message makes the work longer, in whole permille of what it
    is without, rounded down to the ms."""
    chases, at_most = 0, play.rules.chases_at_most[queue]
    if at_most:
        chases = min((ms - play.queued[row]) // int(play.demand.chases_ms[row]), at_most)
        play.talk[row] = play.talk[row] * (1000 + chases * play.rules.chase_permille[queue]) // 1000
    play.messages[row] = 1 + chases


def _work_ends(play: Play, now: Moment) -> None:
    """The reply is sent, and the agent frees. The end of a stretch that was interrupted finds the agent elsewhere, or
    on a stretch that ends later, and changes nothing."""
    agent, ms = now.subject, now.ms
    stretch = play.deskwork.at_work.get(agent)
    if stretch is None or stretch.until_ms != ms:
        return
    row = _stops(play, agent, ms)
    finished(play, row, agent, ms)
    if play.goes_on[row]:
        follow_ups.after_conversation(play, row, ms)
    if play.closed_at:
        shifts.look_after_closing(play, ms)
    play.agent_frees(now)


def finished(play: Play, row: int, agent: int, ms: int) -> None:
    """Answered: the first stretch began when it was taken up, the last one ends with the reply."""
    play.answered[row], play.ended[row] = play.deskwork.begun[row], ms
    play.agent[row], play.outcome[row] = agent, ANSWERED


def _stops(play: Play, agent: int, ms: int) -> int:
    """A stretch ends, finished or not; whose it was."""
    stretch = play.deskwork.at_work.pop(agent)
    play.worked[stretch.row] += ms - stretch.since_ms
    play.floor.stretches += (agent, stretch.since_ms, ms, stretch.row)
    return stretch.row


def lays_down(play: Play, agent: int, ms: int) -> None:
    """An agent is interrupted: what is left goes back to the backlog, the agent is free for something else."""
    left = play.deskwork.at_work[agent].until_ms - ms
    row = _stops(play, agent, ms)
    play.deskwork.left[row] = left
    play.floor.busy_ms[agent] -= left
    if play.has_chats:
        chats.lays_down(play, agent)
    play.interruptions[row] += 1
    _lies(play, row, play.queue[row], ms)


def interrupted(play: Play, queue: int, ms: int) -> int:
    """The agent whom a live contact takes from interruptible work, laid down now; NONE if there is none."""
    for group in play.rules.servers[queue]:
        if play.guarded and queue in play.guarded.guard_of[group]:
            continue
        latest = play.deskwork.latest[group]
        while latest:
            since, agent = (-number for number in heappop(latest))
            if agent in play.deskwork.at_work and play.deskwork.at_work[agent].since_ms == since:
                lays_down(play, agent, ms)
                return agent
    return NONE


def heads_changed(play: Play, group: int, ms: int) -> None:
    """After the idle ones those leave whose work may be interrupted, highest number first."""
    for agent in _interruptible(play, group):
        if play.floor.must_go(agent):
            lays_down(play, agent, ms)
            play.floor.free(agent, ms)
    again(play, ms)


def group_closes(play: Play, group: int, ms: int) -> None:
    """What may be interrupted is laid down; the agents stay as long as the live contacts inside need them. Of agents by
    name those whose shift is over."""
    for agent in _interruptible(play, group):
        if not play.rules.by_name[group] or play.names.until.get(agent, ms + 1) <= ms:
            _is_free(play, agent, ms)


def due_elsewhere(play: Play, agent: int, ms: int) -> None:
    """An agent by name is due for a break, or for good: what may be interrupted does not keep them."""
    if agent in play.deskwork.at_work and play.rules.interruptible[play.floor.group_of[agent]]:
        _is_free(play, agent, ms)


def _is_free(play: Play, agent: int, ms: int) -> None:
    lays_down(play, agent, ms)
    play.clock.at(ms, AGENTS, agent, WORK_ENDS, play.agent_frees)


def again(play: Play, ms: int) -> None:
    """A group may take up deferred work from now on, as it has heads, or nobody stays in it past closing any more."""
    if play.deferred_queues and _chooses(play) != NONE:
        dispatch.soon(play, ms)


def _interruptible(play: Play, group: int) -> list[int]:
    if not play.rules.interruptible[group]:
        return []
    return sorted((one for one in play.deskwork.at_work if play.floor.group_of[one] == group), reverse=True)


def horizon(play: Play) -> None:
    """Work that nothing interrupts is written to its end, as a conversation is."""
    for agent, stretch in list(play.deskwork.at_work.items()):
        finished(play, _stops(play, agent, stretch.until_ms), agent, stretch.until_ms)


def undone(play: Play) -> str | None:
    """After dispatch nobody may still take up deferred work; if somebody may, who (for tests)."""
    group = _chooses(play)
    return None if group == NONE else f"group {group} takes up no deferred work though it may"
