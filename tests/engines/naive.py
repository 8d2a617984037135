"""A second engine for the smallest center, one queue and one group, written to be obviously right and slow.

No SimPy, no heaps, no flags: at each millisecond it looks through everybody, and does whatever comes first in the
written order (agents, contacts, dispatch, patience) until nothing is left to do there. It shares no code with the
real engine.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sim.demand.draw import Demand
from sim.scenario.schema import Scenario
from sim.units import DAY, NEVER


@dataclass
class Agent:
    """One seat."""

    on: bool = False
    idle_since: int | None = None
    done: int | None = None
    """When the work in hand ends."""


@dataclass
class Contact:
    """One attempt as played."""

    row: int
    attempt: int
    kind: str
    arrives: int
    patience: int
    queued: int | None = None
    quoted: int | None = None
    answered: int | None = None
    ended: int | None = None
    agent: int | None = None
    outcome: str = "open"

    @property
    def gives_up(self) -> int:
        """When patience ends."""
        return (self.queued or 0) + self.patience


@dataclass
class Day:
    """One queue `care`, one group, one day."""

    demand: Demand
    scenario: Scenario
    steps: dict[int, int]
    """Head counts: from this ms on."""
    agents: list[Agent]
    handle_ms: int
    now: int = 0
    heads: int = 0
    closed: bool = False
    coming: list[Contact] = field(default_factory=list)
    waiting: list[Contact] = field(default_factory=list)
    story: list[Contact] = field(default_factory=list)
    redials: dict[int, int] = field(default_factory=dict)

    def play(self) -> list[Contact]:
        """Everybody who came, by row."""
        demand, (opens, closes) = self.demand, self.scenario.hours("care")
        for first, arrived in zip(demand.first_row[:-1].tolist(), demand.arrived_ms.tolist(), strict=True):
            self.coming.append(Contact(first, 1, "new", arrived, int(demand.patience_ms[first])))
        while (moment := self.next_moment(closes)) < closes + DAY:
            self.now = moment
            while self.something_happens(opens, closes):
                pass
        return sorted(self.story, key=lambda contact: contact.row)

    def next_moment(self, closes: int) -> int:
        """The next millisecond at which anything is due."""
        times = [*self.steps] + [agent.done for agent in self.agents if agent.done is not None]
        times += [contact.arrives for contact in self.coming] + [contact.gives_up for contact in self.waiting]
        if not self.closed:
            times.append(closes)
        return min(times, default=NEVER)

    def something_happens(self, opens: int, closes: int) -> bool:
        """Does the first thing there is to do now; False once there is none."""
        for number, agent in enumerate(self.agents):
            if agent.done == self.now:
                self.frees(number)
                return True
        if self.now in self.steps:
            self.heads_become(self.steps.pop(self.now))
            return True
        if self.now == closes and not self.closed:
            self.closes()
            return True
        due = [contact for contact in self.coming if contact.arrives == self.now]
        if due:
            contact = min(due, key=lambda one: one.row)
            self.coming.remove(contact)
            self.comes(contact, opens <= self.now < closes)
            return True
        if self.waiting and self.idle():
            for contact, agent in list(zip(self.in_line(), self.idle(), strict=False)):
                self.waiting.remove(contact)
                self.serves(agent, contact)
            return True
        out_of_patience = [contact for contact in self.in_line() if contact.gives_up == self.now]
        if out_of_patience:
            self.waiting.remove(out_of_patience[0])
            self.leaves(out_of_patience[0], "abandoned")
            return True
        return False

    def idle(self) -> list[int]:
        """Idle agents, longest idle first."""
        since = [(agent.idle_since, number) for number, agent in enumerate(self.agents) if agent.idle_since is not None]
        return [number for _, number in sorted(since)]

    def in_line(self) -> list[Contact]:
        """Who waits, first come first."""
        return sorted(self.waiting, key=lambda contact: (contact.queued, contact.row))

    def frees(self, number: int) -> None:
        """Work ends: the agent is idle, or goes where more are on than heads."""
        agent = self.agents[number]
        agent.done = None
        if sum(other.on for other in self.agents) > self.heads:
            agent.on = False
        else:
            agent.idle_since = self.now

    def heads_become(self, heads: int) -> None:
        """Idle agents go, highest number first; or the lowest numbers come."""
        self.heads = heads
        for agent in reversed(self.agents):
            if agent.idle_since is not None and sum(other.on for other in self.agents) > heads:
                agent.on, agent.idle_since = False, None
        for agent in self.agents:
            if not agent.on and sum(other.on for other in self.agents) < heads:
                agent.on, agent.idle_since = True, self.now

    def closes(self) -> None:
        """Those who wait are served out or cut off. (Agents stay; nobody is left whom their going would hurt.)"""
        self.closed = True
        if self.scenario.closing == "disconnected":
            for contact in self.waiting:
                contact.outcome, contact.ended = "closed", self.now
            self.waiting = []

    def comes(self, contact: Contact, is_open: bool) -> None:
        """Answered, blocked, balking, waiting, or too late."""
        self.story.append(contact)
        if not is_open:
            contact.outcome, contact.ended = "closed", self.now
            return
        room = self.scenario.queues["care"].waiting_room
        if len(self.idle()) > len(self.waiting):
            contact.queued = self.now
            self.serves(self.idle()[0], contact)
        elif room is not None and len(self.waiting) >= room:
            contact.outcome, contact.ended = "blocked", self.now
        else:
            contact.queued = self.now
            contact.quoted = (len(self.waiting) + 1) * self.handle_ms // self.heads if self.heads else NEVER
            if contact.quoted > self.demand.balk_over_ms[contact.row]:
                self.leaves(contact, "balked")
            else:
                self.waiting.append(contact)

    def serves(self, number: int, contact: Contact) -> None:
        """The agent is busy for talk, hold and wrap-up; the customer leaves after talk and hold."""
        demand, row, agent = self.demand, contact.row, self.agents[number]
        contact.answered, contact.agent, contact.outcome = self.now, number, "answered"
        contact.ended = self.now + int(demand.talk_ms[row]) + int(demand.hold_ms[row])
        agent.idle_since, agent.done = None, contact.ended + int(demand.wrap_ms[row])

    def leaves(self, contact: Contact, outcome: str) -> None:
        """Gives up, and perhaps rings again."""
        contact.outcome, contact.ended = outcome, self.now
        redial, pause = self.scenario.queues["care"].redial, int(self.demand.redials_ms[contact.row])
        issue = contact.row - contact.attempt + 1
        used = self.redials.get(issue, 0)
        if redial is None or pause < 0 or used >= redial.at_most:
            return
        self.redials[issue] = used + 1
        if contact.attempt >= self.scenario.attempts_at_most or self.now + pause >= DAY:
            return
        row = contact.row + 1
        same = redial.patience == "same"
        patience = contact.patience if same else int(self.demand.patience_ms[row])
        self.coming.append(Contact(row, contact.attempt + 1, "redial", self.now + pause, patience))
