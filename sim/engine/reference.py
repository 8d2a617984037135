"""The reference engine: SimPy plays the story of each contact, whole milliseconds at a time.

Read `Play` from top to bottom, and where it calls them `lines` (let in, or blocked), `self_service`, `announce` and
`quote`, `callbacks` and `customer_first`, `dispatch` and `overflow`, `at_work` (what depends on who answers), `warm`
transfers, `chats`, `deferred` (email), `follow_ups`, `shifts` (heads, closing): functions that act on the play they are
given, and so hand the story on to each other. The engine adds, compares and indexes; `demand` drew, `kpi` will count.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from sim.demand.draw import NO_SESSION, Demand
from sim.engine import (
    announce,
    at_work,
    callbacks,
    chats,
    customer_first,
    deferred,
    dispatch,
    follow_ups,
    lines,
    names,
    overflow,
    self_service,
    shifts,
    warm,
)
from sim.engine.book import (
    ABANDONED,
    ANSWERED,
    BALKED,
    CLOSED,
    REPEAT,
    Book,
)
from sim.engine.chat_floor import ChatFloor
from sim.engine.guards import GuardedChatFloor, GuardedFloor
from sim.engine.moment import AGENTS, ARRIVES, CONTACTS, PATIENCE, SESSION_ENDS, WORK_ENDS, Clock, Moment
from sim.engine.names import Names
from sim.engine.promises import Promises
from sim.engine.record import NONE, Record
from sim.engine.routing import WAITING, Floor
from sim.engine.rules import LEAST_BUSY, UNLIMITED, Rules
from sim.roster.heads import Roster
from sim.units import DAY, NEVER


def play(demand: Demand, roster: Roster, rules: Rules, check: bool = False) -> Record:
    """One replication, from the first midnight until the last contact is out (24 h after the last closing at most).

    `check` asserts after each dispatch that nothing matches any more (tests).
    """
    return Play(demand, roster, rules, check).run()


class Play(Book):
    """The book while its clock runs. Times are ms from midnight before the first day played."""

    def __init__(self, demand: Demand, roster: Roster, rules: Rules, check: bool):
        super().__init__(demand, rules)
        self.roster, self.check = roster, check
        self.clock = Clock(initial_time=0)
        house = (rules, roster.seats, self.lots, len(self.queue))
        self.has_chats = any(rules.is_chat)
        self.guarded = (GuardedChatFloor if self.has_chats else GuardedFloor)(*house) if rules.overflow else None
        self.floor = self.guarded or (ChatFloor if self.has_chats else Floor)(*house)
        self.free_agents: list[int] = []
        self.new_waiting: list[int] = []
        self.dispatching = False
        """A dispatch is due in this millisecond."""
        self.in_session = [0 for _ in rules.queues]
        self.limited = min(rules.lines) < UNLIMITED
        self.on_line: list[set[int]] = [set() for _ in rules.queues]
        """Contacts that have a line of the queue they came in on, by their first rows; empty where none is limited."""
        self.promises = Promises(rules)
        self.deferred_queues = [queue for queue, deferred in enumerate(rules.deferred) if deferred]
        self.deskwork = deferred.Deskwork(rules)
        self.last_answered = [NONE for _ in rules.queues]
        """The row that an agent answered last, callbacks aside, by queue."""
        self.talking_until = [0 for _ in rules.queues]
        self.chatting = [0 for _ in rules.queues]
        """Chats in conversation, whose ends are not certain before they come."""
        self.by_agent = rules.at_work.by_agent if rules.at_work else None
        self.pace: list[list[int]] = roster.pace_permille.tolist()
        self.left_open: list[int] = roster.left_open_permille.tolist()
        self.counts_busy = LEAST_BUSY in rules.next_agent
        self.planned = {(ms, group): heads for ms, group, heads in roster.changes.tolist()}
        self.names = Names()
        self.closed_at: dict[int, int] = {}
        """Groups past their closing that stay while something live is inside, and when they closed."""

    # The clock ---------------------------------------------------------------------------------------------------

    def run(self) -> Record:
        """Plays all days and writes down what happened."""
        order = np.lexsort((self.demand.first_row[:-1], self.demand.arrived_ms))
        self.coming = zip(self.demand.arrived_ms[order].tolist(), order.tolist(), strict=True)
        self._next_customer()
        horizon = shifts.schedule(self)
        self.clock.run(until=horizon)
        warm.cut_by_horizon(self, horizon)
        if self.has_chats:
            chats.finish(self)
        deferred.horizon(self)
        self.clock.stop()
        return self.close(self.floor, horizon, self.names.spans, names.planned(self.roster))

    def _next_customer(self) -> None:
        # One arrival at a time keeps the heap small; the next at the same millisecond always has a higher row.
        if (coming := next(self.coming, None)) is not None:
            ms, issue = coming
            self.clock.at(ms, CONTACTS, self.first_row[issue], ARRIVES, self._customer_comes)

    def _customer_comes(self, now: Moment) -> None:
        self._next_customer()
        row = now.subject
        if self.attempt[row] == 1:  # drawn within opening hours
            self._enters(row, self.queue[row], now.ms)
        else:
            self.kind[row] = REPEAT
            self.scale_patience(row, self.rules.repeat_permille[self.queue[row]])
            self.arrives(now)

    # A contact arrives ---------------------------------------------------------------------------------------------

    def arrives(self, now: Moment) -> None:
        row, ms = now.subject, now.ms
        queue = self.queue[row]
        if self.leg[row] == 1 and not self.rules.is_open(queue, ms):
            self._comes_while_closed(row, queue, ms)
        elif self.leg[row] > 1 and self.cut_off(queue, ms):
            self.arrived[row] = ms
            self.leaves(row, CLOSED, ms)
        else:
            self._enters(row, queue, ms)

    def _enters(self, row: int, queue: int, ms: int) -> None:
        self.arrived[row] = ms
        if self.limited and not lines.lets_in(self, row, queue):
            lines.turns_away(self, row, queue, ms)
        elif self.session_end[row] == NO_SESSION:
            self.reaches_queue(row, queue, ms)
        else:
            self.in_session[queue] += 1
            self.clock.at(
                ms + self.session_ms[row], CONTACTS, row, SESSION_ENDS, partial(self_service.session_ends, self)
            )

    def _comes_while_closed(self, row: int, queue: int, ms: int) -> None:
        if self.rules.moved_when_closed[queue]:
            self.comes_at(row, self.rules.next_opening(queue, ms) + self.spread[row])
        else:
            self.arrived[row] = ms
            self.leaves(row, CLOSED, ms)

    def comes_at(self, row: int, ms: int) -> None:
        """The contact arrives at ms; past the last day it is not played, and the issue stays open."""
        if ms < self.rules.days * DAY:
            self.clock.at(ms, CONTACTS, row, ARRIVES, self.arrives)

    def cut_off(self, queue: int, ms: int) -> bool:
        """Whether those inside are disconnected, because the queue has closed on them."""
        return not self.rules.served_out and not self.rules.deferred[queue] and not self.rules.is_open(queue, ms)

    # The queue -----------------------------------------------------------------------------------------------------

    def reaches_queue(self, row: int, queue: int, ms: int) -> None:
        self.queued[row] = ms
        if self.deferred_queues and self.rules.deferred[queue]:
            deferred.joins(self, row, queue, ms)
            return
        if self.guarded and self.leg[row] > 1:
            overflow.brings_its_wait(self, self.guarded, row, queue, ms)
        if (agent := self.idle_agent(row, queue, ms)) == NONE:
            self._finds_nobody_idle(row, queue, ms)
        else:
            self.answer(row, agent, ANSWERED, ms)

    def idle_agent(self, row: int, queue: int, ms: int) -> int:
        """Who takes a contact that turns up now, before dispatch; NONE if all are busy, or free for others first, and
        nobody is at work that it may interrupt."""
        agent = self.floor.take_unclaimed(queue, row) if self.dispatching else self.floor.take_idle(queue, row)
        return deferred.interrupted(self, queue, ms) if agent == NONE and self.deferred_queues else agent

    def _finds_nobody_idle(self, row: int, queue: int, ms: int) -> None:
        rules, floor = self.rules, self.floor
        live, first_leg = floor.live[queue], self.leg[row] == 1
        if first_leg and live >= rules.room[queue]:
            lines.turns_away(self, row, queue, ms)
            return
        told = announce.told(self, row, queue, ms)
        if first_leg and told > self.balk_over[row]:
            self.leaves(row, BALKED, ms)
            follow_ups.may_redial(self, row, ms)
            return
        if self.guarded:
            overflow.begins_to_wait(self, self.guarded, row, queue, ms)
        if not (first_leg and rules.offers[queue] and callbacks.taken(self, row, queue, ms)):
            self.waits(row, queue, ms)

    # Waiting -------------------------------------------------------------------------------------------------------

    def waits(self, row: int, queue: int, ms: int) -> None:
        self.floor.wait(row, queue, self.place(row), ms)
        if self.dispatching or self.has_chats:
            self.new_waiting.append(row)
        patience = announce.patience_in_force(self, row, queue) if self.rules.announces[queue] else self.patience[row]
        if patience < NEVER:
            self.clock.at(ms + patience, PATIENCE, row, 0, self._patience_ends)
        if self.guarded:  # a longer line may open a guard
            dispatch.soon(self, ms)

    def _patience_ends(self, now: Moment) -> None:
        row, ms = now.subject, now.ms
        if self.floor.doing[row] != WAITING:
            return
        if self.silent[row]:
            chats.leaves_silently(self, row, ms)
        else:
            self.floor.stop_waiting(row, self.queue[row], ms)
            if self.accepted[row]:
                customer_first.gives_up(self, row, ms)
            else:
                self.leaves(row, ABANDONED, ms)
                follow_ups.may_redial(self, row, ms)
            if self.guarded:  # an idle agent's callback may have waited for this contact to go
                dispatch.soon(self, ms)

    def leaves(self, row: int, outcome: int, ms: int) -> None:
        """Out of the house without an agent."""
        self.outcome[row], self.ended[row] = outcome, ms
        if self.rules.warm:
            warm.lets_go(self, row, ms)
        if self.limited:
            lines.frees(self, row)
        if self.closed_at:
            shifts.look_after_closing(self, ms)

    # An agent and a contact ----------------------------------------------------------------------------------------

    def answer(self, row: int, agent: int, outcome: int, ms: int) -> None:
        """The conversation begins, and with it all that is certain from now on is written: its end, what follows."""
        queue = self.queue[row]
        if self.by_agent is not None and self.by_agent[queue]:
            at_work.takes_on(self, row, queue, agent, ms)
        if self.has_chats and self.rules.is_chat[queue]:
            chats.begins(self, row, agent, ms)
            return
        if self.rules.warm:
            warm.confers(self, row, ms)
        left = ms + self.talk[row] + self.hold[row]
        done = left + self.wrap[row]
        if self.has_chats:
            chats.call_begins(self, agent, ms, done)
        self.answered[row], self.ended[row] = ms, left
        self.agent[row], self.outcome[row] = agent, outcome
        if self.counts_busy:
            self.floor.busy_ms[agent] += done - ms
        if outcome == ANSWERED:
            self.last_answered[queue] = row
        if left > self.talking_until[queue]:
            self.talking_until[queue] = left
        if not (self.rules.warm and warm.keeps(self, row, agent)):
            self.clock.at(done, AGENTS, agent, WORK_ENDS, self.agent_frees)
        if self.limited and not self.escalates[row]:
            lines.frees_at(self, row, left)
        if self.goes_on[row]:
            follow_ups.after_conversation(self, row, left)
        if self.closed_at:
            shifts.look_after_closing(self, ms)

    def serve(self, row: int, agent: int, ms: int) -> None:
        """Dispatch has found this agent for who waits: a live contact, or a callback to dial."""
        if self.floor.doing[row] == WAITING:
            self.floor.stop_waiting(row, self.queue[row], ms)
            if self.rules.rings_first[self.queue[row]]:
                customer_first.serve(self, row, agent, ms)
            else:
                self.answer(row, agent, ANSWERED, ms)
        else:
            callbacks.dial(self, row, agent, ms)

    calls_back = customer_first.turn_comes  # by way of the play, so that dispatch knows no mechanism

    def agent_frees(self, now: Moment) -> None:
        floor = self.floor
        if self.has_chats and chats.call_ends(self, now.subject, now.ms):
            return
        if not floor.free(now.subject, now.ms):
            names.left(self, now.subject, now.ms)
        elif floor.wanted(floor.group_of[now.subject]):
            self.free_agents.append(now.subject)
            dispatch.soon(self, now.ms)
