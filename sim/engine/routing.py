"""Who waits, and which agent and contact belong together. It keeps the state; the story of a contact changes it.

Which idle agent: groups in the queue's order, then by the group's `next_agent`, then lowest number. Which contact: the
group's skills in order unless it writes `next_contact`, then place (`Play.place`). Nothing here scans all agents or all
waiting contacts at an event: heaps hold them, and entries that have become untrue are dropped when they surface.
"""

from __future__ import annotations

from heapq import heappop, heappush

from sim.engine.next_contact import next_contact
from sim.engine.record import NONE
from sim.engine.rules import HEAD_OF_LINE, Rules
from sim.engine.staff import Staff

# What a row is doing, as far as routing cares.
ELSEWHERE, WAITING, HELD, PAUSED, CARRIED, RUNG = range(6)
"""HELD: a callback that may be dialled. PAUSED: one between two dials. CARRIED: one until the next opening. RUNG: one
whose customer is rung while no agent is bound."""

Place = tuple[int, int, int]


class Floor(Staff):
    """The agents, the lines of all queues, and who of them belong together."""

    def __init__(self, rules: Rules, seats: tuple[int, ...], lots: list[int], rows: int):
        super().__init__(rules, seats, lots)
        queues = range(len(rules.queues))

        self.doing = [ELSEWHERE] * rows
        self.line: list[list[Place]] = [[] for _ in queues]
        self.live = [0 for _ in queues]
        self.held = [0 for _ in queues]
        """Virtual-hold places, those who are rung first among them."""
        self.wanting = [0 for _ in queues]
        """Who stands in the line and wants an agent at once: live contacts, and virtual hold that an agent dials."""
        self.rung_until: dict[int, int] = {}
        """When a customer's ring is over, by row."""
        self.front: list[list[Place]] = [[] for _ in queues]
        """Live contacts alone, where the quoted wait is by the head of the line: callbacks may stand before it."""
        self.later: list[list[Place]] = [[] for _ in queues]
        """Callbacks that may be dialled and for whom no agent is wanted at once: live contacts come first, or the
        customer is rung first."""
        self.backlog: list[list[tuple[int, int, bool, int]]] = [[] for _ in queues]
        """Deferred contacts that nobody is at work on: (place without the row, not begun yet, row)."""
        self.trace: list[int] = []
        """ms, queue, contacts waiting: live ones, or those in the backlog; flat."""

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

    def take_unclaimed(self, queue: int, row: int) -> int:
        """As `take_idle` before a dispatch that is due: who already waits keeps the agents that are about to choose."""
        for group in self.rules.servers[queue]:
            if self.room_for(group, queue) > self.claimed(group, queue):
                return self.take_of(group, row)
        return NONE

    def room_for(self, group: int, queue: int) -> int:
        """How many more contacts of a queue a group could be given now: one for each idle agent."""
        return self.idle[group]

    def claims(self, group: int, queue: int) -> int:
        """How many of those who wait on the queue get an agent of the group, if they choose first."""
        return self.wanting[queue]

    def claimed(self, group: int, queue: int) -> int:
        """Room for a queue that those who wait, on whatever queue of the group, may be about to get."""
        return sum(self.claims(group, skill) for skill in self.rules.skills[group])

    def next_for(self, agent: int, now: int) -> int:
        """The row this agent takes: by queue, then by place; NONE if nobody waits for it."""
        group = self.group_of[agent]
        if not self.rules.in_order[group]:
            return next_contact(self.rules, group, self.firsts(group), now)
        for queue in self.rules.skills[group]:
            if self.wanting[queue]:
                line = self.line[queue]
                while True:
                    row = heappop(line)[2]
                    if self.doing[row] in (WAITING, HELD):
                        return row
        return NONE

    def in_turn(self, agents: list[int]) -> list[int]:
        """Agents who choose, in their order."""
        return sorted(agents)

    def head(self, queue: int) -> Place:
        """The first place in the line of a queue where somebody wants an agent."""
        line = self.line[queue]
        while self.doing[line[0][2]] not in (WAITING, HELD):
            heappop(line)
        return line[0]

    def firsts(self, group: int) -> dict[int, Place]:
        """The first in line of each queue from which an idle agent of the group may take somebody now, by skill."""
        return {queue: self.head(queue) for queue in self.rules.skills[group] if self.wanting[queue]}

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
            if later and not self.live[queue] and self._spare_for(queue, later[0][2]) > self.rules.reserve[queue]:
                best = min(best or (later[0], queue), (later[0], queue))
        if best is None:
            return NONE, NONE
        heappop(self.later[best[1]])
        return best[0][2], best[1]

    def ringing_group(self, queue: int, row: int) -> int:
        """The group that has this customer of the queue rung: the first with an idle agent for whom nobody is."""
        return next(group for group in self.rules.servers[queue] if self.spare_of(group, queue, row))

    def spare_of(self, group: int, queue: int, row: int) -> int:
        """How many of the group's idle agents this callback may have: where customers are rung first, those for whom
        nobody is."""
        return self.idle[group] - (len(self.rung[group]) if self.rules.rings_first[queue] else 0)

    def _spare_for(self, queue: int, row: int) -> int:
        return sum(self.spare_of(group, queue, row) for group in self.rules.servers[queue])

    def wanted(self, group: int) -> bool:
        """Whether anybody waits whom this group could serve."""
        for queue in self.rules.skills[group]:
            if self.live[queue] or self.held[queue] or self.later[queue] or self.backlog[queue]:
                return True
        return False

    def undone_match(self) -> str | None:
        """After dispatch nothing may match; if something does, which (for tests)."""
        for group in range(len(self.idle)):
            for queue, place in self.firsts(group).items():
                if room := self.room_for(group, queue):
                    return f"group {group} has room for {room} of queue {queue} while {place} waits"
        return self.undone_callback()

    def undone_callback(self) -> str | None:
        """The same of callbacks that live contacts come before."""
        for queue, later in enumerate(self.later):
            ready = [place for place in later if self.doing[place[2]] == HELD]
            if ready and not self.live[queue] and self._spare_for(queue, min(ready)[2]) > self.rules.reserve[queue]:
                return f"a callback of queue {queue} is not dialled though agents are idle"
        return None
