"""Callbacks in the naive engine's house: offered, promised to slots, due, rung first, rung again."""

from __future__ import annotations

from sim.scenario.callback import Callback, Scheduled
from tests.engines.naive_chats import Desks
from tests.engines.naive_people import Agent, Contact


class Promises(Desks):
    """The house as far as its callbacks are concerned; `Play` answers, takes and lets follow."""

    def talks(self, agent: Agent, one: Contact, outcome: str) -> None:
        raise NotImplementedError

    def takes(self, agent: Agent, one: Contact) -> None:
        raise NotImplementedError

    def follows(self, one: Contact, queue: str, pause: int, kind: str) -> None:
        raise NotImplementedError

    def ends(self, one: Contact, outcome: str) -> None:
        one.outcome, one.ended, one.doing, one.due = outcome, self.now, "gone", None
        one.resolved = outcome == "contained" and bool(self.demand.resolved[one.row])
        one.off_line, one.long_enough_at = self.now, []

    def offers(self, one: Contact, ahead: int) -> bool:
        callback = self.scenario.queues[one.queue].callback
        if callback is None or self.closed or one.quoted is None:
            return False
        wait, line, most = callback.wait_limit_ms, callback.offer_when_waiting, callback.most_pending
        over = (wait is not None and one.quoted >= wait) or (line is not None and ahead >= line)
        pending = [other for other in self.story if other.queue == one.queue and other.accepted and other.ended is None]
        late = self.now >= self.hours[1] - callback.last_offer
        one.offered = over and not late and (most is None or len(pending) < most)
        if one.offered and callback.scheduled:
            free = self.free_slots(one, callback.scheduled)
            one.offered = bool(free)
            if free and self.demand.accept_from_ms[one.row] == 0:
                one.promised = free[0]
        return one.offered

    def free_slots(self, one: Contact, page: Scheduled) -> list[int]:
        """Starts of the slots that are late enough and not full."""
        starts, wanted = range(*self.hours, page.slots), self.now + int(self.demand.wanted_after_ms[one.row])
        kept = [(other.queue, other.promised) for other in self.story if not other.gave_back]
        return [start for start in starts if start >= wanted and kept.count((one.queue, start)) < page.capacity]

    def is_due_again(self, one: Contact) -> None:
        callback = self.scenario.queues[one.queue].callback
        assert callback is not None
        if self.closed and callback.at_closing == "carry":
            one.doing = "sleeps"
        elif callback.keeps_place and callback.dial == "agent_first" and (agent := self.spare_agent(one)):
            self.takes(agent, one)
        else:
            one.doing, one.stood = "held", self.now

    def rings_again(self, one: Contact) -> None:
        """Who may and can rings again; the promise is over, even while an agent is just dialling."""
        one.again = None
        to_come = one.ended is None and one.doing != "waits"
        if to_come and not self.closed and one.attempt < self.scenario.attempts_at_most:
            one.gave_back = one.doing == "booked"
            self.ends(one, "callback_cancelled")
            self.follows(one, one.queue, 0, "redial")

    # Rung before an agent is bound ----------------------------------------------------------------------------------

    def callback(self, one: Contact) -> Callback:
        page = self.scenario.queues[one.queue].callback
        assert page is not None
        return page

    def rings(self, one: Contact, group: str | None) -> None:
        """For one of a group's idle agents, or for nobody."""
        one.doing, one.due = "rung", self.now + self.callback(one).ring
        if group is not None:
            self.rung.append((one, group))

    def passes(self, taken: Contact) -> None:
        """Who is taken from the line has the first callback before it rung."""
        before = [one for one in self.in_line("held", taken.queue, keeping=True) if one.place < taken.place]
        if before and self.callback(before[0]).dial == "customer_first":
            self.rings(before[0], None)

    def rung_for(self, group: str) -> int:
        self.rung = [(one, whose) for one, whose in self.rung if one.doing == "rung"]
        return sum(whose == group for _, whose in self.rung)

    def not_idle(self, agent: Agent) -> None:
        """No more rings count for a group than it has idle agents; the oldest goes first."""
        agent.idle_since = None
        agent.busy += (agent.done or self.now) - self.now
        self.fewer_idle(agent.group)

    def fewer_idle(self, group: str) -> None:
        if self.rung_for(group) > len(self.idle(group)):
            self.rung.remove(next(pair for pair in self.rung if pair[1] == group))

    def ring_over(self, one: Contact) -> None:
        one.dials += 1
        if one.dials == self.demand.reached_at_dial[one.row]:
            one.picked_up, one.doing = self.now, "picked up"
            if agent := self.spare_agent(one):
                self.talks(agent, one, "callback_answered")
            else:
                one.doing, one.stood = "waits", self.now
        elif one.dials < self.callback(one).attempts:
            one.doing, one.due = "pauses", self.now + self.callback(one).retry_after
        else:
            self.ends(one, "callback_failed")
