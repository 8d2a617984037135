"""Who is in the naive engine's house, and what can be seen there by looking through everybody."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log, log1p

from sim.demand.draw import Demand
from sim.scenario.chat import Chats
from sim.scenario.schema import Scenario
from sim.units import MINUTE, NEVER
from tests.engines.naive_overflow import lets_in, taken_by, unclaimed
from tests.engines.naive_people import Agent, Contact


@dataclass
class House:
    """One day, everybody who comes, and every agent."""

    demand: Demand
    scenario: Scenario
    steps: list[tuple[int, str, int]]
    """(ms, group, heads) to come."""
    agents: list[Agent]
    handle_ms: dict[str, int]
    now: int = 0
    closed: bool = False
    heads: dict[str, int] = field(default_factory=dict)
    story: list[Contact] = field(default_factory=list)
    rung: list[tuple[Contact, str]] = field(default_factory=list)
    """Who is rung for a group's idle agents, in order."""
    chosen_to_go: list[Agent] = field(default_factory=list)
    """Agents with chats who must go, in the order chosen."""
    redials: dict[int, int] = field(default_factory=dict)
    last_wait: dict[str, int] = field(default_factory=dict)
    """How long whoever was answered last on a queue had waited; one day has no day before."""

    @property
    def hours(self) -> tuple[int, int]:
        """Of the one day played; by day they are written for `mon-fri` and `sat, sun`."""
        written = self.scenario.open
        if isinstance(written, tuple):
            return written
        return written["sat, sun" if self.scenario.days.first in ("sat", "sun") else "mon-fri"]

    def idle(self, *groups: str, queue: str | None = None) -> list[Agent]:
        """Agents of these groups who could be given a contact of the queue, or else a call: first group first, then
        those with the fewest chats open, then longest idle."""
        return [agent for group in groups for agent in sorted(
            (one for one in self.agents if one.group == group and self.could_take(one, queue)),
            key=lambda one: (one.open, one.idle_since, one.number))]  # fmt: skip

    def could_take(self, agent: Agent, queue: str | None) -> bool:
        chats = self.scenario.agents[agent.group].chats
        few = agent.open <= (chats.calls_with if chats else 0)
        return agent.idle_since is not None and (few or (queue is not None and self.is_chat(queue)))

    def with_nothing(self, group: str) -> int:
        """How many of a group's agents are on and have nothing in hand."""
        return sum(agent.group == group and agent.idle_since is not None and not agent.open for agent in self.agents)

    def room(self, group: str, queue: str) -> int:
        """How many contacts of the queue the group could be given: places for chats, or agents."""
        able = self.idle(group, queue=queue)
        return sum(self.places(group) - agent.open for agent in able) if self.is_chat(queue) else len(able)

    def is_chat(self, queue: str) -> bool:
        return self.scenario.queues[queue].channel == "chat"

    def places(self, group: str) -> int:
        """Chats at once of an agent; 0 where the group has none."""
        page = self.scenario.agents[group]
        if not any(map(self.is_chat, page.skills)):
            return 0
        return page.chats.at_once if page.chats else 1

    def whose_turn(self, group: str, one: Contact) -> Agent:
        """Which of the group's agents this contact gets, of those with the fewest chats open."""
        rule, idle = self.scenario.agents[group].next_agent, self.idle(group, queue=one.queue)
        idle = [agent for agent in idle if agent.open == idle[0].open]
        if rule == "longest_idle":
            return idle[0]
        if rule == "least_busy":
            return min(idle, key=lambda agent: (agent.busy, agent.number))
        return sorted(idle, key=lambda agent: agent.number)[int(self.demand.lot[one.row]) * len(idle) // 2**32]

    def next_contact(self, agent: Agent) -> Contact | None:
        """Whom an agent takes: of those first in line whom no other comes before, and whom it could take."""
        page, queues = self.scenario.agents[agent.group], self.scenario.queues
        first = [line[0] for skill in page.skills
                 if self.could_take(agent, skill) and (line := taken_by(self, agent.group, skill))]  # fmt: skip

        def beaten(queue: str) -> set[str]:
            over = queues[queue].before or ()
            return set(over).union(*(beaten(other) for other in over))

        def claim(one: Contact) -> tuple[bool, float]:
            behind_first, since, _ = one.place
            target, weight = queues[one.queue].target, queues[one.queue].weight
            longer = self.now - since + queues[one.queue].head_start
            measure = {
                "skill_order": 0,
                "longest_wait": -longer,
                "most_overdue": since + (target.within if target else 0),
                "weighted_wait": -longer * round(weight * 1000),
            }[page.next_contact]
            return page.next_contact != "skill_order" and behind_first, measure

        late = set().union(*(beaten(one.queue) for one in first))
        return min((one for one in first if one.queue not in late), key=claim, default=None)

    def on(self, group: str) -> int:
        return sum(agent.on for agent in self.agents if agent.group == group)

    def by_name(self, group: str) -> bool:
        return self.scenario.agents[group].shifts is not None

    def servers(self, queue: str) -> list[str]:
        """Groups that serve it: those for whom it is an earlier skill first, then in the file's order."""
        skills = {name: group.skills for name, group in self.scenario.agents.items() if queue in group.skills}
        return sorted(skills, key=lambda name: skills[name].index(queue))

    def in_line(self, doing: str, queue: str | None = None, keeping: bool | None = None) -> list[Contact]:
        """Contacts of a queue, or all, in the order of their places; `keeping`: callbacks that keep theirs, or not."""

        def fits(one: Contact) -> bool:
            callback = self.scenario.queues[one.queue].callback
            keeps = callback is not None and callback.keeps_place
            return one.doing == doing and queue in (None, one.queue) and keeping in (None, keeps)

        return sorted(filter(fits, self.story), key=lambda one: one.place)

    def wanting(self, queue: str) -> list[Contact]:
        """Those in the live line of a queue, virtual hold among them unless the customer is rung first."""
        callback = self.scenario.queues[queue].callback
        held = self.in_line("held", queue, True) if callback and callback.dial == "agent_first" else []
        return sorted(self.in_line("waits", queue) + held, key=lambda one: one.place)

    def spare_agent(self, one: Contact) -> Agent | None:
        """An idle agent for who turns up now; those in line come first."""
        for group in self.servers(one.queue):
            if lets_in(self, group, one, *unclaimed(self, group, one.queue)):
                return self.whose_turn(group, one)
        return None

    def told(self, one: Contact) -> int:
        """The wait that a contact is quoted and, where the queue announces, told: more or less than that."""
        announce, one.quoted = self.scenario.queues[one.queue].announce, self.quote(one.queue)
        if announce is None:
            return one.quoted
        one.announced = one.quoted if one.quoted == NEVER else one.quoted * round(1000 * announce.pad) // 1000
        return one.announced

    def stays(self, one: Contact) -> None:
        """Waits, and bears less past what was announced."""
        one.doing, announce, said = "waits", self.scenario.queues[one.queue].announce, one.announced
        one.stood = self.now
        if announce and said is not None and announce.overdue > 1 and said < one.patience < NEVER:
            one.own_patience = one.patience
            one.patience = said + borne(one.patience - said, announce.overdue)

    def lines_taken(self, queue: str) -> int:
        return sum(one.line == queue and (one.off_line is None or one.off_line > self.now) for one in self.story)

    def heads_on(self, group: str) -> int:
        """Heads of a group; of agents by name, those who are on and due nowhere else."""
        if self.by_name(group):
            return sum(agent.counts for agent in self.agents if agent.group == group)
        return self.heads.get(group, 0)

    def quote(self, queue: str) -> int:
        """The wait that a contact is quoted on finding nobody idle."""
        on = sum(map(self.heads_on, self.servers(queue)))
        line, how = self.in_line("waits", queue), self.scenario.queues[queue].quote
        if not on:
            return NEVER
        if how == "last_waited":
            return self.last_wait.get(queue, 0)
        if how == "head_of_line":
            return self.now - (line[0].stands_since or 0) if line else 0
        ahead = len(line) + sum(len(self.in_line(doing, queue, keeping=True)) for doing in ("held", "rung"))
        if self.is_chat(queue):
            groups = {group: self.scenario.agents[group].chats or Chats(at_once=1) for group in self.servers(queue)}
            done = sum(self.heads_on(name) * page.at_once * round(1_000_000 * page.speed_with(page.at_once))
                       for name, page in groups.items())  # fmt: skip
            return (ahead + 1) * self.handle_ms[queue] * 1_000_000 // done
        return (ahead + 1) * self.handle_ms[queue] // on


def borne(past: int, overdue: float) -> int:
    """ln(1 + k past) / k by straight lines between points: every ms up to 1024, then 512 to each power of two."""
    step = 1
    while past >= 1024 * step:
        step *= 2
    k, start = log(overdue) / MINUTE, past - past % step
    low, high = (round(log1p(k * point) / k) for point in (start, start + step))
    return low + (high - low) * (past - start) // step
