"""Who is idle, who waits, and which of them belong together. It keeps the state; the story of a contact changes it.

Which idle agent: groups in the queue's order, then by the group's `next_agent`, then lowest number. Which contact: the
group's skills in order unless it writes `next_contact`, then place (escalated legs first, then by time queued, then by
row). Nothing here scans all agents or all waiting contacts at an event: heaps hold them, and entries that have become
untrue are dropped when they surface.
"""

from __future__ import annotations

from heapq import heappop, heappush

from sim.engine.next_contact import chosen_queue
from sim.engine.record import NONE
from sim.engine.rules import AT_RANDOM, HEAD_OF_LINE, LEAST_BUSY, LONGEST_IDLE, Rules
from sim.engine.seats import Seats

# What a row is doing, as far as routing cares.
ELSEWHERE, WAITING, HELD, PAUSED, CARRIED, RUNG = range(6)
"""HELD: a callback that may be dialled. PAUSED: one between two dials. CARRIED: one until the next opening. RUNG: one
whose customer is rung while no agent is bound."""

Place = tuple[int, int, int]


class Floor:
    """Agents of all groups (numbered through, group after group) and the lines of all queues."""

    def __init__(self, rules: Rules, seats: tuple[int, ...], lots: list[int], rows: int):
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
        self.off: list[list[int]] = [list(agents) for agents in self.agents_of]
        self.duty: list[int] = []
        """agent, ms, +1 signed on or -1 signed off; flat."""
        self.rings: list[int] = []
        """agent, from_ms, to_ms of dials that nobody picked up; flat."""

        self.doing = [ELSEWHERE] * rows
        self.line: list[list[Place]] = [[] for _ in queues]
        self.live = [0 for _ in queues]
        self.held = [0 for _ in queues]
        """Virtual-hold places, those who are rung first among them."""
        self.wanting = [0 for _ in queues]
        """Who stands in the line and wants an agent at once: live contacts, and virtual hold that an agent dials."""
        self.rung: list[dict[int, None]] = [{} for _ in groups]
        """Customers rung for a group's idle agents, never more than these; a dict for its order."""
        self.rung_until: dict[int, int] = {}
        """When a customer's ring is over, by row."""
        self.front: list[list[Place]] = [[] for _ in queues]
        """Live contacts alone, where the quoted wait is by the head of the line: callbacks may stand before it."""
        self.later: list[list[Place]] = [[] for _ in queues]
        """Callbacks that may be dialled and for whom no agent is wanted at once: live contacts come first, or the
        customer is rung first."""
        self.trace: list[int] = []
        """ms, queue, live contacts waiting; flat."""

    # Agents -----------------------------------------------------------------------------------------------------

    def free(self, agent: int, now: int) -> bool:
        """The agent's work is done: idle from now, or gone if the group has more on than heads. True if somebody waits
        whom this idle agent could serve."""
        group = self.group_of[agent]
        if self.on[group] > self.heads[group]:
            self._leave(agent, group, now)
            return False
        if self.longest_idle[group]:  # what `_rests` does, written out: every contact passes here
            self.idle[group] += 1
            self.rank[agent] = now
            heappush(self.idle_heap[group], (now, agent))
        else:
            self._rests(agent, group, now)
        return self.wanted(group)

    def set_heads(self, group: int, heads: int, now: int) -> list[int]:
        """A new head count. Idle agents leave first, highest number first; who is busy leaves on finishing. Returns the
        agents who sign on, lowest numbers first."""
        for queue in self.rules.skills[group]:
            self.heads_for[queue] += heads - self.heads[group]
        self.heads[group] = heads
        if self.on[group] > heads and self.idle[group]:
            for agent in reversed(self.agents_of[group]):
                if self.on[group] > heads and self.rank[agent] != NONE:
                    self._unrest(agent, group)
                    self._leave(agent, group, now)
        arrived = []
        while self.on[group] < heads:
            agent = heappop(self.off[group])
            self.on[group] += 1
            self.busy_ms[agent] = 0
            self._rests(agent, group, now)
            self.duty += (agent, now, 1)
            arrived.append(agent)
        return arrived

    def take_idle(self, queue: int, row: int) -> int:
        """The idle agent this contact of the queue gets, no longer idle now; NONE if there is none."""
        for group in self.rules.servers[queue]:
            if self.idle[group]:
                return self._take_one(group, row)
        return NONE

    def take_unclaimed(self, queue: int, row: int) -> int:
        """The same before a dispatch that is due: those who already wait keep the agents that are about to choose."""
        for group in self.rules.servers[queue]:
            if self.idle[group] > sum(self.wanting[skill] for skill in self.rules.skills[group]):
                return self._take_one(group, row)
        return NONE

    def _take_one(self, group: int, row: int) -> int:
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
        heappush(self.off[group], agent)
        self.duty += (agent, now, -1)

    # Contacts ---------------------------------------------------------------------------------------------------

    def wait(self, row: int, queue: int, place: Place, now: int) -> None:
        """A live contact joins the line."""
        self.doing[row] = WAITING
        self.live[queue] += 1
        self.wanting[queue] += 1
        heappush(self.line[queue], place)
        if self.rules.quote[queue] == HEAD_OF_LINE:
            heappush(self.front[queue], place)
        self.trace += (now, queue, self.live[queue])

    def stop_waiting(self, row: int, queue: int, now: int) -> None:
        """A live contact leaves the line, for an agent or for good."""
        self.doing[row] = ELSEWHERE
        self.live[queue] -= 1
        self.wanting[queue] -= 1
        self.trace += (now, queue, self.live[queue])

    def hold(self, row: int, queue: int, place: Place) -> None:
        """A callback may be dialled from now on: at its place in the live line, or after all live contacts."""
        self.doing[row] = HELD
        keeps, rings_first = self.rules.keeps_place[queue], self.rules.rings_first[queue]
        self.held[queue] += keeps
        self.wanting[queue] += keeps and not rings_first
        heappush(self.line[queue] if keeps and not rings_first else self.later[queue], place)

    def ring(self, row: int, group: int, until: int) -> None:
        """The customer is rung while no agent is bound; for an idle agent of the group, if one is named."""
        self.doing[row] = RUNG
        self.rung_until[row] = until
        if group != NONE:
            self.rung[group][row] = None

    def release(self, row: int, queue: int, doing: int) -> None:
        """A callback is dialled (then PAUSED or ELSEWHERE), carried to the next opening, or given up."""
        keeps, rings_first = self.rules.keeps_place[queue], self.rules.rings_first[queue]
        if self.doing[row] in (HELD, RUNG):
            self.held[queue] -= keeps
            self.wanting[queue] -= keeps and not rings_first
        if self.doing[row] == RUNG:
            for rung in self.rung:
                rung.pop(row, None)
        self.doing[row] = doing

    def next_for(self, agent: int, now: int) -> int:
        """The row this agent takes: by queue, then by place; NONE if nobody waits for it. Takes it off the line."""
        group = self.group_of[agent]
        for queue in self.rules.skills[group] if self.rules.in_order[group] else chosen_queue(self, group, now):
            if self.wanting[queue]:
                line = self.line[queue]
                while True:
                    row = heappop(line)[2]
                    if self.doing[row] in (WAITING, HELD):
                        return row
        return NONE

    def head(self, queue: int) -> Place:
        """The first place in the line of a queue where somebody wants an agent."""
        line = self.line[queue]
        while self.doing[line[0][2]] not in (WAITING, HELD):
            heappop(line)
        return line[0]

    def first_waiting(self, queue: int) -> int:
        """The row of the live contact that is first in the line of a queue whose quote looks there; NONE if none waits.
        Nobody waits twice in one row: who has left stays untrue and is dropped."""
        front = self.front[queue]
        while front and self.doing[front[0][2]] != WAITING:
            heappop(front)
        return front[0][2] if front else NONE

    def callback_before(self, queue: int, place: Place) -> int:
        """The first callback whose place is before this one, where customers are rung first; NONE if there is none.
        Takes it off the line."""
        later = self.later[queue]
        if not (self.rules.rings_first[queue] and self.rules.keeps_place[queue]):
            return NONE
        while later and self.doing[later[0][2]] != HELD:
            heappop(later)
        return heappop(later)[2] if later and later[0] < place else NONE

    def next_callback(self) -> tuple[int, int]:
        """(row, queue) of the callback whose turn comes as no live contact waits on its queue and more than `reserve`
        eligible agents are idle; where customers are rung first, idle with nobody rung for them. NONE, NONE if there is
        none."""
        best: tuple[Place, int] | None = None
        for queue, later in enumerate(self.later):
            while later and self.doing[later[0][2]] != HELD:
                heappop(later)
            if later and not self.live[queue] and self._spare_for(queue) > self.rules.reserve[queue]:
                best = min(best or (later[0], queue), (later[0], queue))
        if best is None:
            return NONE, NONE
        heappop(self.later[best[1]])
        return best[0][2], best[1]

    def ringing_group(self, queue: int) -> int:
        """The group that has this queue's next customer rung: the first with an idle agent for whom nobody is."""
        return next(group for group in self.rules.servers[queue] if self.idle[group] > len(self.rung[group]))

    def _spare_for(self, queue: int) -> int:
        if not self.rules.rings_first[queue]:
            return self.idle_for(queue)
        return sum(self.idle[group] - len(self.rung[group]) for group in self.rules.servers[queue])

    def wanted(self, group: int) -> bool:
        """Whether anybody waits whom this group could serve."""
        for queue in self.rules.skills[group]:  # noqa: SIM110 (any() over a generator costs three times as much here)
            if self.live[queue] or self.held[queue] or self.later[queue]:
                return True
        return False

    def undone_match(self) -> str | None:
        """After dispatch nothing may match; if something does, which (for tests)."""
        for group, idle in enumerate(self.idle):
            for queue in self.rules.skills[group]:
                if idle and self.wanting[queue]:
                    return f"group {group} has {idle} idle while {self.live[queue]} wait on queue {queue}"
        for queue, later in enumerate(self.later):
            ready = any(self.doing[place[2]] == HELD for place in later)
            if ready and not self.live[queue] and self._spare_for(queue) > self.rules.reserve[queue]:
                return f"a callback of queue {queue} is not dialled though agents are idle"
        return None
