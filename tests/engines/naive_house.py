"""Who is in the naive engine's house, and what can be seen there by looking through everybody."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log, log1p

from sim.demand.draw import Demand
from sim.scenario.schema import Scenario
from sim.units import MINUTE, NEVER
from tests.engines.naive_overflow import lets_go, taken_by, unclaimed
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
    redials: dict[int, int] = field(default_factory=dict)
    last_wait: dict[str, int] = field(default_factory=dict)
    """How long whoever was answered last on a queue had waited; one day has no day before."""

    def idle(self, *groups: str) -> list[Agent]:
        """Idle agents of these groups: first group first, then longest idle."""
        return [agent for group in groups for agent in sorted(
            (one for one in self.agents if one.group == group and one.idle_since is not None),
            key=lambda one: (one.idle_since, one.number))]  # fmt: skip

    def whose_turn(self, group: str, one: Contact) -> Agent:
        """Which of the group's idle agents this contact gets."""
        rule, idle = self.scenario.agents[group].next_agent, self.idle(group)
        if rule == "longest_idle":
            return idle[0]
        if rule == "least_busy":
            return min(idle, key=lambda agent: (agent.busy, agent.number))
        return sorted(idle, key=lambda agent: agent.number)[int(self.demand.lot[one.row]) * len(idle) // 2**32]

    def next_contact(self, group: str) -> Contact | None:
        """Whom an agent of the group takes: of those first in line whom no other comes before."""
        page, queues = self.scenario.agents[group], self.scenario.queues
        first = [line[0] for skill in page.skills if (line := taken_by(self, group, skill))]

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
            if lets_go(self, group, one, unclaimed(self, group)):
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
        if announce and said is not None and announce.overdue > 1 and said < one.patience < NEVER:
            one.own_patience = one.patience
            one.patience = said + borne(one.patience - said, announce.overdue)

    def lines_taken(self, queue: str) -> int:
        return sum(one.line == queue and (one.off_line is None or one.off_line > self.now) for one in self.story)

    def quote(self, queue: str) -> int:
        """The wait that a contact is quoted on finding nobody idle."""
        on = sum(
            sum(agent.counts for agent in self.agents if agent.group == group)
            if self.by_name(group)
            else self.heads.get(group, 0)
            for group in self.servers(queue)
        )
        line, how = self.in_line("waits", queue), self.scenario.queues[queue].quote
        if not on:
            return NEVER
        if how == "last_waited":
            return self.last_wait.get(queue, 0)
        if how == "head_of_line":
            return self.now - (line[0].stands_since or 0) if line else 0
        ahead = len(line) + sum(len(self.in_line(doing, queue, keeping=True)) for doing in ("held", "rung"))
        return (ahead + 1) * self.handle_ms[queue] // on


def borne(past: int, overdue: float) -> int:
    """ln(1 + k past) / k by straight lines between points: every ms up to 1024, then 512 to each power of two."""
    step = 1
    while past >= 1024 * step:
        step *= 2
    k, start = log(overdue) / MINUTE, past - past % step
    low, high = (round(log1p(k * point) / k) for point in (start, start + step))
    return low + (high - low) * (past - start) // step
