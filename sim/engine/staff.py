"""Who is on, who of them is idle, and which idle agent of a group a contact gets: the group's `next_agent`, then the
lowest number. Nothing here scans all agents at an event: heaps hold the idle ones, and entries that have become untrue
are dropped when they surface.
"""

from __future__ import annotations

from heapq import heappop, heappush

from sim.engine.record import NONE
from sim.engine.rules import AT_RANDOM, LEAST_BUSY, LONGEST_IDLE, Rules
from sim.engine.seats import Seats


class Staff:
    """Agents of all groups, numbered through, group after group."""

    def __init__(self, rules: Rules, seats: tuple[int, ...], lots: list[int]):
        groups, queues = range(len(seats)), range(len(rules.queues))
        self.rules = rules
        self.group_of = [group for group in groups for _ in range(seats[group])]
        self.first_agent = [sum(seats[:group]) for group in groups]
        self.agents_of = [range(start, start + seats[group]) for group, start in enumerate(self.first_agent)]
        self.heads = [0 for _ in groups]
        self.heads_for = [0 for _ in queues]
        """Head counts of all groups that serve a queue."""
        self.on = [0 for _ in groups]
        self.idle = [0 for _ in groups]
        self.rank = [NONE for _ in self.group_of]
        """Of an idle agent: since when, or the busy time where the least busy is chosen; lowest first."""
        self.idle_heap: list[list[tuple[int, int]]] = [[] for _ in groups]
        self.busy_ms = [0 for _ in self.group_of]
        """Work begun since signing on, to its end; counted where the least busy are chosen."""
        self.longest_idle = [rule == LONGEST_IDLE for rule in rules.next_agent]
        self.by_lot = [rule == AT_RANDOM for rule in rules.next_agent]
        self.seats = [Seats(seats[group] if drawn else 0) for group, drawn in enumerate(self.by_lot)]
        """Idle seats of the groups whose agents are chosen at random, by `lots`, drawn for each row."""
        self.lots = lots
        self.leaving: set[int] = set()
        """Agents by name who are due elsewhere, for a break or for good, as soon as they are free."""
        self.off: list[list[int]] = [list(agents) for agents in self.agents_of]
        self.duty: list[int] = []
        """agent, ms, +1 signed on or -1 signed off; flat."""
        self.rings: list[int] = []
        """agent, from_ms, to_ms of dials that nobody picked up; flat."""
        self.stretches: list[int] = []
        """agent, from_ms, to_ms, row of deferred work, stretch by stretch; flat."""
        self.rung: list[dict[int, None]] = [{} for _ in groups]
        """Customers rung for a group's idle agents, never more than these; a dict for its order."""

    def free(self, agent: int, now: int) -> bool:
        """The agent's work is done: idle from now, or gone if the group has more on than heads; by name, if this agent
        is due elsewhere. True if idle."""
        group = self.group_of[agent]
        if self.on[group] > self.heads[group] and (agent in self.leaving or not self.rules.by_name[group]):
            self._leave(agent, group, now)
            return False
        if self.longest_idle[group]:  # what `_rests` does, written out: every contact passes here
            self.idle[group] += 1
            self.rank[agent] = now
            heappush(self.idle_heap[group], (now, agent))
        else:
            self._rests(agent, group, now)
        return True

    def set_heads(self, group: int, heads: int, now: int) -> list[int]:
        """A new head count. Idle agents leave first, highest number first; who is busy leaves on finishing. Returns the
        agents who sign on, lowest numbers first."""
        self._count(group, heads - self.heads[group])
        if self.on[group] > heads and self.idle[group]:
            for agent in reversed(self.agents_of[group]):
                if self.on[group] > heads and self.rank[agent] != NONE:
                    self._unrest(agent, group)
                    self._leave(agent, group, now)
        arrived = []
        while self.on[group] < heads:
            agent = heappop(self.off[group])
            self.busy_ms[agent] = 0
            self._join(agent, group, now)
            arrived.append(agent)
        return arrived

    def comes(self, agent: int, now: int) -> None:
        """An agent by name is on the queue from now, idle."""
        group = self.group_of[agent]
        self._count(group, +1)
        self._join(agent, group, now)

    def goes(self, agent: int, now: int) -> bool:
        """An agent by name is wanted elsewhere, and counts no longer among those on: gone if idle (True), else as soon
        as free."""
        group = self.group_of[agent]
        self._count(group, -1)
        if self.rank[agent] == NONE:
            self.leaving.add(agent)
            return False
        self._unrest(agent, group)
        self._leave(agent, group, now)
        return True

    def stays(self, agent: int, now: int) -> bool:
        """An agent by name who was to leave as soon as free is on the queue after all. True if they could take somebody
        now, beside what they are on."""
        self.leaving.discard(agent)
        self._count(self.group_of[agent], +1)
        return False

    def _count(self, group: int, by: int) -> None:
        self.heads[group] += by
        for queue in self.rules.skills[group]:
            self.heads_for[queue] += by

    def _join(self, agent: int, group: int, now: int) -> None:
        self.on[group] += 1
        self._rests(agent, group, now)
        self.duty += (agent, now, 1)

    def take_idle(self, queue: int, row: int) -> int:
        """The idle agent this contact of the queue gets, no longer idle now; NONE if there is none."""
        for group in self.rules.servers[queue]:
            if self.idle[group]:
                return self.take_of(group, row)
        return NONE

    def take_of(self, group: int, row: int) -> int:
        """The idle agent of a group with one that this row gets, no longer idle now."""
        if self.by_lot[group]:
            agent = self.first_agent[group] + self.seats[group].kth(self.lots[row] * self.idle[group] >> 32)
            self._unrest(agent, group)
            return agent
        heap = self.idle_heap[group]
        rank, agent = heappop(heap)
        while self.rank[agent] != rank:
            rank, agent = heappop(heap)
        self.idle[group] -= 1
        self.rank[agent] = NONE
        if self.rung[group]:
            self._one_idle_less(group)
        return agent

    def take(self, agent: int) -> None:
        """This idle agent stops being idle (its entry in the heap goes when it surfaces)."""
        self._unrest(agent, self.group_of[agent])

    def idle_of(self, group: int) -> int:
        """How many of the group's agents have nothing in hand."""
        return self.idle[group]

    def must_go(self, agent: int) -> bool:
        """Whether fewer heads than are on want this agent, who is at work, to go as soon as free."""
        group = self.group_of[agent]
        return self.on[group] > self.heads[group]

    def idle_for(self, queue: int) -> int:
        """How many idle agents could serve the queue."""
        return sum(self.idle[group] for group in self.rules.servers[queue])

    def _rests(self, agent: int, group: int, now: int) -> None:
        self.idle[group] += 1
        self.rank[agent] = rank = self.busy_ms[agent] if self.rules.next_agent[group] == LEAST_BUSY else now
        if self.by_lot[group]:
            self.seats[group].change(agent - self.first_agent[group], +1)
        else:
            heappush(self.idle_heap[group], (rank, agent))

    def _unrest(self, agent: int, group: int) -> None:
        self.idle[group] -= 1
        self.rank[agent] = NONE
        if self.by_lot[group]:
            self.seats[group].change(agent - self.first_agent[group], -1)
        if self.rung[group]:
            self._one_idle_less(group)

    def _one_idle_less(self, group: int) -> None:
        """Where more are rung than agents are idle, the ring that began first is nobody's any more."""
        rung = self.rung[group]
        if len(rung) > self.idle[group]:
            del rung[next(iter(rung))]

    def _leave(self, agent: int, group: int, now: int) -> None:
        self.on[group] -= 1
        self.leaving.discard(agent)
        if not self.rules.by_name[group]:
            heappush(self.off[group], agent)
        self.duty += (agent, now, -1)
