"""Who is idle, who waits, and which of them belong together. It keeps the state; the story of a contact changes it.

Which idle agent: groups in the queue's order, then longest idle, then lowest number. Which contact: the group's skills
in order, then place (escalated legs first, then by time queued, then by row). Nothing here scans all agents or all
waiting contacts at an event: heaps hold them, and entries that have become untrue are dropped when they surface.
"""

from __future__ import annotations

from heapq import heappop, heappush

from sim.engine.record import NONE
from sim.engine.rules import HEAD_OF_LINE, Rules

# What a row is doing, as far as routing cares.
ELSEWHERE, WAITING, HELD, PAUSED, CARRIED = range(5)
"""HELD: a callback that may be dialled. PAUSED: one between two dials. CARRIED: one until the next opening."""

Place = tuple[int, int, int]


class Floor:
    """Agents of all groups (numbered through, group after group) and the lines of all queues."""

    def __init__(self, rules: Rules, seats: tuple[int, ...], rows: int):
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
        self.idle_since = [NONE for _ in self.group_of]
        self.idle_heap: list[list[tuple[int, int]]] = [[] for _ in groups]
        self.off: list[list[int]] = [list(agents) for agents in self.agents_of]
        self.duty: list[int] = []
        """agent, ms, +1 signed on or -1 signed off; flat."""
        self.rings: list[int] = []
        """agent, from_ms, to_ms of dials that nobody picked up; flat."""

        self.doing = [ELSEWHERE] * rows
        self.line: list[list[Place]] = [[] for _ in queues]
        self.live = [0 for _ in queues]
        self.held = [0 for _ in queues]
        self.front: list[list[Place]] = [[] for _ in queues]
        """Live contacts alone, where the quoted wait is by the head of the line: callbacks may stand before it."""
        self.later: list[list[Place]] = [[] for _ in queues]
        """Callbacks for which live contacts come first; all of them may be dialled."""
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
        self.idle[group] += 1
        self.idle_since[agent] = now
        heappush(self.idle_heap[group], (now, agent))
        return self.wanted(group)

    def set_heads(self, group: int, heads: int, now: int) -> list[int]:
        """A new head count. Idle agents leave first, highest number first; who is busy leaves on finishing. Returns the
        agents who sign on, lowest numbers first."""
        for queue in self.rules.skills[group]:
            self.heads_for[queue] += heads - self.heads[group]
        self.heads[group] = heads
        if self.on[group] > heads and self.idle[group]:
            for agent in reversed(self.agents_of[group]):
                if self.on[group] > heads and self.idle_since[agent] != NONE:
                    self._unrest(agent, group)
                    self._leave(agent, group, now)
        arrived = []
        while self.on[group] < heads:
            agent = heappop(self.off[group])
            self.on[group] += 1
            self.idle[group] += 1
            self.idle_since[agent] = now
            heappush(self.idle_heap[group], (now, agent))
            self.duty += (agent, now, 1)
            arrived.append(agent)
        return arrived

    def take_idle(self, queue: int) -> int:
        """The idle agent this queue's next contact gets, no longer idle now; NONE if there is none."""
        for group in self.rules.servers[queue]:
            if self.idle[group]:
                return self._longest_idle(group)
        return NONE

    def take_unclaimed(self, queue: int) -> int:
        """The same before a dispatch that is due: those who already wait keep the agents that are about to choose."""
        for group in self.rules.servers[queue]:
            if self.idle[group] > sum(self.live[skill] + self.held[skill] for skill in self.rules.skills[group]):
                return self._longest_idle(group)
        return NONE

    def _longest_idle(self, group: int) -> int:
        heap = self.idle_heap[group]
        since, agent = heappop(heap)
        while self.idle_since[agent] != since:
            since, agent = heappop(heap)
        self.idle[group] -= 1
        self.idle_since[agent] = NONE
        return agent

    def take(self, agent: int) -> None:
        """This idle agent stops being idle (its entry in the heap goes when it surfaces)."""
        self._unrest(agent, self.group_of[agent])

    def idle_for(self, queue: int) -> int:
        """How many idle agents could serve the queue."""
        return sum(self.idle[group] for group in self.rules.servers[queue])

    def _unrest(self, agent: int, group: int) -> None:
        self.idle[group] -= 1
        self.idle_since[agent] = NONE

    def _leave(self, agent: int, group: int, now: int) -> None:
        self.on[group] -= 1
        heappush(self.off[group], agent)
        self.duty += (agent, now, -1)

    # Contacts ---------------------------------------------------------------------------------------------------

    def wait(self, row: int, queue: int, place: Place, now: int) -> None:
        """A live contact joins the line."""
        self.doing[row] = WAITING
        self.live[queue] += 1
        heappush(self.line[queue], place)
        if self.rules.quote[queue] == HEAD_OF_LINE:
            heappush(self.front[queue], place)
        self.trace += (now, queue, self.live[queue])

    def stop_waiting(self, row: int, queue: int, now: int) -> None:
        """A live contact leaves the line, for an agent or for good."""
        self.doing[row] = ELSEWHERE
        self.live[queue] -= 1
        self.trace += (now, queue, self.live[queue])

    def hold(self, row: int, queue: int, place: Place) -> None:
        """A callback may be dialled from now on: at its place in the live line, or after all live contacts."""
        self.doing[row] = HELD
        if self.rules.keeps_place[queue]:
            self.held[queue] += 1
            heappush(self.line[queue], place)
        else:
            heappush(self.later[queue], place)

    def release(self, row: int, queue: int, doing: int) -> None:
        """A callback is dialled (then PAUSED or ELSEWHERE), carried to the next opening, or given up."""
        if self.doing[row] == HELD and self.rules.keeps_place[queue]:
            self.held[queue] -= 1
        self.doing[row] = doing

    def next_for(self, agent: int) -> int:
        """The row this agent takes: skills in order, then place; NONE if nobody waits for it. Takes it off the line."""
        for queue in self.rules.skills[self.group_of[agent]]:
            if self.live[queue] + self.held[queue]:
                line = self.line[queue]
                while True:
                    row = heappop(line)[2]
                    if self.doing[row] in (WAITING, HELD):
                        return row
        return NONE

    def first_waiting(self, queue: int) -> int:
        """The row of the live contact that is first in the line of a queue whose quote looks there; NONE if none waits.
        Nobody waits twice in one row: who has left stays untrue and is dropped."""
        front = self.front[queue]
        while front and self.doing[front[0][2]] != WAITING:
            heappop(front)
        return front[0][2] if front else NONE

    def next_callback(self) -> tuple[int, int]:
        """(row, queue) of the callback that may be dialled now though live contacts come first: no live contact waits
        on its queue and more than `reserve` eligible agents are idle. NONE, NONE if there is none."""
        best: tuple[Place, int] | None = None
        for queue, later in enumerate(self.later):
            while later and self.doing[later[0][2]] != HELD:
                heappop(later)
            if later and not self.live[queue] and self.idle_for(queue) > self.rules.reserve[queue]:
                best = min(best or (later[0], queue), (later[0], queue))
        if best is None:
            return NONE, NONE
        heappop(self.later[best[1]])
        return best[0][2], best[1]

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
                if idle and self.live[queue] + self.held[queue]:
                    return f"group {group} has {idle} idle while {self.live[queue]} wait on queue {queue}"
        for queue, later in enumerate(self.later):
            ready = any(self.doing[place[2]] == HELD for place in later)
            if ready and not self.live[queue] and self.idle_for(queue) > self.rules.reserve[queue]:
                return f"a callback of queue {queue} is not dialled though agents are idle"
        return None
