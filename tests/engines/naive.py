"""A second engine for one day, written to be obviously right and slow.

No SimPy, no heaps, no flags: at each millisecond it looks through everybody, and does whatever comes first in the
written order (agents, contacts, dispatch, patience) until nothing is left to do there. It reads the scenario's page and
the demand's arrays, and shares no code with the real engine. Agents never sign off after closing: what could still
reach them keeps them, so that their going changes no contact.
"""

from __future__ import annotations

from sim.demand.draw import CONTAINED, GAVE_UP, NO_SESSION
from sim.units import DAY, NEVER
from tests.engines.naive_dispatch import Dispatch
from tests.engines.naive_overflow import begins_to_wait, waited_long_enough
from tests.engines.naive_people import Agent, Contact
from tests.engines.naive_shifts import Shifts


class Play(Dispatch, Shifts):
    """One day as it passes."""

    def play(self) -> list[Contact]:
        """Everybody who came, by row."""
        demand, names = self.demand, list(self.scenario.queues)
        for issue, arrived in enumerate(demand.arrived_ms.tolist()):
            row, queue = int(demand.first_row[issue]), names[int(demand.origin[issue])]
            self.story.append(Contact(row, issue, 1, 1, queue, queue, "new", arrived, int(demand.patience_ms[row])))
        _, closes = self.hours
        while (moment := self.next_moment(closes)) < closes + DAY:
            self.time_passes(moment)
            while self.something_happens(closes):
                pass
        self.breaks_off(closes + DAY)
        return sorted((one for one in self.story if one.arrived is not None), key=lambda one: one.row)

    def next_moment(self, closes: int) -> int:
        """The next millisecond at which anything is due."""
        times = [ms for ms, _, _ in self.steps] + [agent.done for agent in self.agents if agent.done is not None]
        times += [one.due for one in self.story if one.due is not None]
        times += [at for one in self.story for at in one.long_enough_at]
        times += [one.again for one in self.story if one.again is not None]
        times += self.chat_times()
        times += [agent.plan[0][0] for agent in self.agents if agent.plan]
        times += [agent.back for agent in self.agents if agent.back is not None]
        there = [one for one in self.story if one.doing == "waits" and not one.left_silently]
        waiting = [(one.stands_since, one.patience) for one in there]
        times += [since + patience for since, patience in waiting if since is not None]
        return min(times + ([] if self.closed else [closes]), default=NEVER)

    def something_happens(self, closes: int) -> bool:
        """Does the first thing there is to do now; False once there is none."""
        return self.agent_is_due(closes) or self.contact_is_due() or self.dispatches() or self.patience_ends()

    def agent_is_due(self, closes: int) -> bool:
        """Work ends, heads change, the day closes, or somebody's shift or break goes on."""
        for agent in self.agents:
            if agent.done == self.now:
                self.work_ends(agent)
                return True
            if self.chat_happens(agent):
                return True
        for step in self.steps:
            if step[0] == self.now:
                self.steps.remove(step)
                self.heads_become(*step[1:])
                return True
        if self.now == closes and not self.closed:
            self.closes()
            return True
        return self.by_plan()

    def contact_is_due(self) -> bool:
        """The first row that turns up, rings again, or has waited long enough to overflow."""
        due = [one for one in self.story if self.now in (one.due, one.again, *one.long_enough_at)]
        if not due:
            return False
        first = min(due, key=lambda one: one.row)
        if first.due == self.now:
            self.turns_up(first)
        elif first.again == self.now:
            self.rings_again(first)
        elif group := waited_long_enough(self, first):
            self.takes(self.whose_turn(group, first), first)
        return True

    def patience_ends(self) -> bool:
        """The first row whose patience is over abandons; silently it stands in the line as before."""
        for one in sorted(self.in_line("waits"), key=lambda one: one.row):
            if one.stands_since is not None and one.stands_since + one.patience == self.now and not one.left_silently:
                if self.demand.silent[one.row]:
                    one.left_silently, still_to_come = True, one.long_enough_at
                    self.gives_up(one, "abandoned")
                    one.doing, one.off_line, one.long_enough_at = "waits", None, still_to_come
                    return True
                one.doing = "gone"
                if one.accepted:
                    self.ends(one, "callback_failed")
                else:
                    self.gives_up(one, "abandoned")
                return True
        return False

    # Agents ---------------------------------------------------------------------------------------------------------

    def work_ends(self, agent: Agent) -> None:
        """The agent is idle, or goes where more are on than heads. A dial rung out is tried again or has failed."""
        one, agent.rings, agent.done = agent.rings, None, None
        if agent.works is not None:
            self.reply_is_sent(agent, agent.works)
        elif one is not None and one.doing == "rings":
            callback = self.scenario.queues[one.queue].callback
            assert callback is not None
            if one.dials < callback.attempts:
                one.doing, one.due = "pauses", self.now + callback.retry_after
            else:
                self.ends(one, "callback_failed")
        if self.places(agent.group):
            self.desk_changes(agent)
        elif self.by_name(agent.group):
            self.is_free(agent)
        elif self.on(agent.group) > self.heads[agent.group]:
            agent.on = False
        else:
            agent.idle_since, agent.fresh = self.now, True

    def heads_become(self, group: str, heads: int) -> None:
        """Idle agents go, highest number first; or the lowest numbers come."""
        self.heads[group] = heads
        if self.places(group):
            self.chatters_become(group, heads)
            return
        own = [agent for agent in self.agents if agent.group == group]
        for agent in reversed(own):
            if agent.idle_since is not None and self.on(group) > heads:
                agent.on = False
                self.not_idle(agent)
        for agent in self.interruptible(group):
            if self.on(group) > heads:
                self.lays_down(agent)
                agent.on = False
        for agent in own:
            if not agent.on and self.on(group) < heads:
                agent.on, agent.idle_since, agent.fresh, agent.busy = True, self.now, True, 0

    def closes(self) -> None:
        """Those who wait are served out or cut off; callbacks served out, cancelled, or asleep until another day."""
        self.closed = True
        for agent in [agent for group in self.scenario.agents for agent in self.interruptible(group)]:
            self.lays_down(agent)
            self.work_ends(agent)
        for one in self.story:
            callback = self.scenario.queues[one.queue].callback
            if one.doing == "waits" and self.scenario.closing == "disconnected":
                if one.left_silently:
                    one.doing, one.silent_until, one.off_line = "gone", self.now, self.now
                elif not one.accepted:
                    self.ends(one, "closed")
                elif callback and callback.at_closing != "serve_out":
                    self.ends(one, "callback_cancelled")
            elif one.doing in ("held", "rings", "rung", "pauses") and callback and callback.at_closing == "cancel":
                self.ends(one, "callback_cancelled")
            elif one.doing in ("held", "rung") and callback and callback.at_closing == "carry":
                one.doing, one.due = "sleeps", None

    # Contacts -------------------------------------------------------------------------------------------------------

    def turns_up(self, one: Contact) -> None:
        """By what it did so far: arrives, comes out of self-service, or is due to be dialled again."""
        one.due, session = None, int(self.demand.session_end[one.row])
        if one.doing in ("pauses", "booked"):
            self.is_due_again(one)
        elif one.doing == "rung":
            self.ring_over(one)
        elif one.doing == "in session":
            if session == CONTAINED:
                self.ends(one, "contained")
                self.comes_back(one)
            elif session == GAVE_UP:
                self.ends(one, "self_service_abandoned")
            else:
                self.reaches_queue(one)
        elif one.leg == 1 and self.closed and not self.scenario.queues[one.queue].deferred:
            if self.scenario.queues[one.queue].when_closed is None:  # else it comes on a day that is not played
                one.arrived = self.now
                self.ends(one, "closed")
        else:
            one.arrived, limit = self.now, self.scenario.queues[one.queue].lines
            if one.leg == 1 and limit is not None and self.lines_taken(one.queue) >= limit:
                self.is_blocked(one)
                return
            one.line = one.queue if one.leg == 1 else one.line
            if session == NO_SESSION:
                self.reaches_queue(one)
            else:
                one.doing, one.due = "in session", self.now + int(self.demand.session_ms[one.row])

    def reaches_queue(self, one: Contact) -> None:
        """Answered, blocked, balking, promised a callback, waiting; or cut off."""
        page, ahead = self.scenario.queues[one.queue], len(self.in_line("waits", one.queue))
        if page.deferred:
            one.queued = self.now
            self.lies(one)
            return
        if self.closed and self.scenario.closing == "disconnected":
            self.ends(one, "closed")
            return
        one.queued = self.now
        begins_to_wait(self, one)
        if agent := self.spare_agent(one):
            self.talks(agent, one, "answered")
        elif one.leg == 1 and page.waiting_room is not None and ahead >= page.waiting_room:
            self.is_blocked(one)
        else:
            told = self.told(one)
            if one.leg == 1 and told > self.demand.balk_over_ms[one.row]:
                self.gives_up(one, "balked")
            elif one.leg == 1 and self.offers(one, ahead) and self.demand.accept_from_ms[one.row] == 0:
                one.accepted, one.doing, one.line = True, "held", None
                if one.promised is not None:
                    one.doing, one.due = "booked", one.promised
                after = int(self.demand.rings_again_ms[one.row])
                one.again = self.now + after if after >= 0 else None
            else:
                self.stays(one)

    def is_blocked(self, one: Contact) -> None:
        """Turned away for want of a line or of a place, and perhaps rings again."""
        one.queued = None
        self.ends(one, "blocked")
        again, pause = self.scenario.queues[one.queue].redial_blocked, int(self.demand.redials_blocked_ms[one.row])
        if again is not None and pause >= 0 and self.redials.get(one.issue, 0) < again.at_most:
            self.redials[one.issue] = self.redials.get(one.issue, 0) + 1
            self.follows(one, one.queue, pause, "redial")
