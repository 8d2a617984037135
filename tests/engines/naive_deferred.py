"""Email in the naive engine's house: it lies until an idle agent takes it up, and live contacts interrupt the work."""

from __future__ import annotations

from sim.scenario.deferred import Deferred
from sim.units import DAY
from tests.engines.naive_at_work import AtWork
from tests.engines.naive_people import Agent, Contact


class Backlog(AtWork):
    """Who lies there, and who works on what."""

    def lies(self, one: Contact) -> None:
        one.doing = "lies"

    def way(self, group: str) -> Deferred:
        return self.scenario.agents[group].deferred or Deferred()

    def taking_group(self, queue: str) -> str | None:
        """The first group of a queue that may take up what lies there."""
        for group in self.servers(queue):
            spare = self.with_nothing(group) - self.rung_for(group)
            if not self.closed and spare > self.way(group).reserve and self.in_line("lies", queue):
                return group
        return None

    def takes_up(self) -> bool:
        """Groups in the file's order, contact by contact, until none may."""
        taken = False
        while groups := [group for queue in self.scenario.queues if (group := self.taking_group(queue))]:
            group = min(groups, key=list(self.scenario.agents).index)
            lying = [one for queue in self.scenario.queues if self.taking_group(queue) == group
                     for one in self.in_line("lies", queue)]  # fmt: skip
            one = min(lying, key=lambda one: self.turn(group, one))
            agent = self.whose_turn(group, one)
            one.doing, one.begun = "worked on", self.now if one.begun is None else one.begun
            if one.left is None:
                one.left, _, _ = self.works_on(agent, one)
                one.left = self.reads(one, one.left)
                one.settles, one.resolved, one.talk, one.hold, one.wrap = one.resolved, None, None, None, None
            agent.works, agent.works_since, agent.done = one, self.now, self.now + one.left
            self.not_idle(agent)
            taken = True
        return taken

    def reads(self, one: Contact, work: int) -> int:
        """How long the work is with all that has been sent: message by message from the first on."""
        chases, own = self.scenario.queues[one.queue].chases, int(self.demand.chases_ms[one.row])
        one.messages, again = 1, (one.queued or 0) + own
        while chases and again <= self.now and one.messages <= chases.at_most:
            one.messages, again = one.messages + 1, again + own
        more = round(1000 * chases.longer) - 1000 if chases else 0
        return work * (1000 + (one.messages - 1) * more) // 1000

    def turn(self, group: str, one: Contact) -> tuple[float, ...]:
        """Smallest first."""
        escalated_first, since, row = one.place
        due = self.deadline(one) if self.way(group).next == "earliest_deadline" else 0
        return (escalated_first, due, since, one.interruptions == 0, row)

    def deadline(self, one: Contact) -> float:
        target, queued = self.scenario.queues[one.queue].target, one.place[1]
        if target is None:
            return float("inf")
        if target.clock == "calendar" or target.within == 0:
            return queued + target.within
        left, midnight = target.within, queued // DAY * DAY
        while True:
            opens, closes = self.scenario.open_on(midnight // DAY)
            start, end = max(queued, midnight + opens), midnight + closes
            if left <= end - start:
                return start + left
            left, midnight = left - max(end - start, 0), midnight + DAY

    def reply_is_sent(self, agent: Agent, one: Contact) -> None:
        """Worked off: answered, and what follows an answered contact follows."""
        one.worked += self.now - agent.works_since
        agent.works = None
        self.ends(one, "answered")
        one.answered, one.agent, one.resolved = one.begun, f"{agent.group} {agent.number}", one.settles
        one.talk, one.hold, one.wrap = one.worked, 0, 0
        self.goes_on(one)

    def lays_down(self, agent: Agent) -> None:
        one, agent.works = agent.works, None
        assert one is not None
        assert agent.done is not None
        one.left, one.interruptions = agent.done - self.now, one.interruptions + 1
        one.worked += self.now - agent.works_since
        agent.busy -= one.left
        agent.done = None
        self.lies(one)

    def spare_agent(self, one: Contact) -> Agent | None:
        """An idle one, or else who began last on work of the first group where any may be interrupted."""
        if agent := super().spare_agent(one):
            return agent
        for group in self.servers(one.queue):
            if one.queue in (self.scenario.agents[group].overflow or {}):
                continue
            if at_work := self.interruptible(group):
                latest = max(at_work, key=lambda agent: (agent.works_since, agent.number))
                self.lays_down(latest)
                return latest
        return None

    def interruptible(self, group: str) -> list[Agent]:
        """Who works on what may be interrupted, highest number first."""
        own = [agent for agent in self.agents if agent.group == group and agent.works is not None]
        return own[::-1] if self.way(group).interruptible else []

    def must_go(self, agent: Agent) -> None:
        """Chosen to go as heads fall, with chats or email in hand: the chats are finished, the email is laid down."""
        if agent in self.interruptible(agent.group):
            self.lays_down(agent)

    def goes_on(self, one: Contact) -> None:
        raise NotImplementedError
