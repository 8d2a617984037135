"""The floor where some groups have several chats at once: whose desk has room, the emptiest first.

An agent stands at the level of as many chats as they have open, among those who have as many; a call, a full desk, or
having to go takes them out. Within a level the group's `next_agent` chooses, where idle means at that level. Contacts
try groups in order as ever. An agent with chats open takes what it can: a call waits for one with at most `calls_with`
of them, while the others go on taking chats.
"""

from __future__ import annotations

from heapq import heappop, heappush

from sim.engine.desk import Desk
from sim.engine.next_contact import chosen_queue
from sim.engine.record import NONE
from sim.engine.routing import Floor
from sim.engine.rules import LEAST_BUSY, Rules
from sim.engine.seats import Seats


class ChatFloor(Floor):
    """Groups without chats are those of `Floor`; of the others `idle` counts the agents whom a call may be given."""

    def __init__(self, rules: Rules, seats: tuple[int, ...], lots: list[int], rows: int):
        super().__init__(rules, seats, lots, rows)
        self.slots = [max(len(rates) - 1, 0) for rates in rules.rate_ppm]
        """Chats at once, by group; 0 where it has none."""
        self.desks = [Desk(rules.rate_ppm[group]) for group in self.group_of]
        self.level = [NONE for _ in self.group_of]
        """Where an agent stands who may take something; `rank` as ever."""
        self.level_heaps: list[list[list[tuple[int, int]]]] = [[[] for _ in range(slots)] for slots in self.slots]
        self.level_seats = [[Seats(size if drawn else 0) for _ in range(slots)]
                            for size, drawn, slots in zip(seats, self.by_lot, self.slots, strict=True)]  # fmt: skip
        self.at_level = [[0] * slots for slots in self.slots]
        """How many stand there, by group and level."""
        self.places = [0 for _ in seats]
        """Chats that a group could still be given."""
        self.stays: list[set[int]] = [set() for _ in seats]
        """Agents who are on and need not go."""
        self.goes: list[list[int]] = [[] for _ in seats]
        """Those who take nothing more, and are gone once their desks are empty; in the order chosen."""

    # Who comes and goes -----------------------------------------------------------------------------------------

    def free(self, agent: int, now: int) -> bool:
        """A call or a dial is over."""
        if not self.slots[self.group_of[agent]]:
            return super().free(agent, now)
        desk = self.desks[agent]
        desk.pass_time(now)
        desk.calling = False
        return self.changes(agent, now)

    def set_heads(self, group: int, heads: int, now: int) -> list[int]:
        """A new head count. Of a group with chats those with the least in hand go, highest number first: who has
        nothing at once, the others take nothing more. Returns the agents who sign on, or need not go after all."""
        if not self.slots[group]:
            return super().set_heads(group, heads, now)
        for queue in self.rules.skills[group]:
            self.heads_for[queue] += heads - self.heads[group]
        self.heads[group] = heads
        stays, goes = self.stays[group], self.goes[group]
        emptiest = sorted(stays, key=lambda agent: (self.desks[agent].in_hand, -agent))
        for agent in emptiest[: max(len(stays) - heads, 0)]:
            stays.remove(agent)
            goes.append(agent)
            self.changes(agent, now)
        arrived = []
        while len(stays) < heads:
            arrived.append(goes.pop() if goes else self._signs_on(group, now))
            stays.add(arrived[-1])
            self.changes(arrived[-1], now)
        return arrived

    def _signs_on(self, group: int, now: int) -> int:
        agent = heappop(self.off[group])
        self.on[group] += 1
        self.busy_ms[agent] = 0
        self.duty += (agent, now, 1)
        return agent

    def changes(self, agent: int, now: int) -> bool:
        """Something on the agent's desk, or whether they stay, has changed: they move to the level where they belong
        (True), or go if that is due and nothing is left to do."""
        group, desk = self.group_of[agent], self.desks[agent]
        stays = agent in self.stays[group]
        may_take = stays and not desk.calling and desk.open < self.slots[group]
        if self.rank[agent] != NONE:
            self._unrest(agent, group)
        if may_take:
            self._rests(agent, group, now)
        elif not stays and not desk.in_hand:
            self.goes[group].remove(agent)
            self._leave(agent, group, now)
        if self.rung[group]:
            self._one_idle_less(group)
        return may_take

    # Who has room -----------------------------------------------------------------------------------------------

    def room_for(self, group: int, queue: int) -> int:
        """How many more contacts of a queue a group could be given now: agents for calls, places for chats."""
        return self.places[group] if self.slots[group] and self.rules.is_chat[queue] else self.idle[group]

    def take_idle(self, queue: int, row: int) -> int:
        """The agent this contact gets, standing nowhere until it has begun; NONE if none has room for it."""
        for group in self.rules.servers[queue]:
            if self.room_for(group, queue):
                return self._take_emptiest(group, row) if self.slots[group] else self._take_one(group, row)
        return NONE

    def take_unclaimed(self, queue: int, row: int) -> int:
        """As `take_idle` before a dispatch that is due: who already waits keeps the room that dispatch may give
        them."""
        for group in self.rules.servers[queue]:
            if self.room_for(group, queue) > self._claimed(group, queue):
                return self._take_emptiest(group, row) if self.slots[group] else self._take_one(group, row)
        return NONE

    def _claimed(self, group: int, queue: int) -> int:
        """Room for a queue that those who wait may be about to get; a call may take a whole desk."""
        skills, slots = self.rules.skills[group], self.slots[group]
        if not slots or not self.rules.is_chat[queue]:
            return sum(self.wanting[skill] for skill in skills)
        chats = sum(self.wanting[skill] for skill in skills if self.rules.is_chat[skill])
        calls = sum(self.wanting[skill] for skill in skills if not self.rules.is_chat[skill])
        return chats + slots * min(calls, self.idle[group])

    def next_for(self, agent: int, now: int) -> int:
        """The row this agent takes, among the queues of which it could be given one."""
        group = self.group_of[agent]
        if not self.slots[group]:
            return super().next_for(agent, now)
        calls = self.desks[agent].open <= self.rules.calls_with[group]
        able = [queue for queue in self.rules.skills[group] if calls or self.rules.is_chat[queue]]
        for queue in able if self.rules.in_order[group] else chosen_queue(self, group, able, now):
            if self.wanting[queue]:
                return self.take_first(queue)
        return NONE

    def in_turn(self, agents: list[int]) -> list[int]:
        """Agents who choose, the emptiest desk first."""
        return sorted(set(agents), key=lambda agent: (self.desks[agent].open, agent))

    # Levels -----------------------------------------------------------------------------------------------------

    def _take_emptiest(self, group: int, row: int) -> int:
        """From the first level where anybody stands: who may be given a call stands in one of the first."""
        level = next(level for level, standing in enumerate(self.at_level[group]) if standing)
        if self.by_lot[group]:
            kth = self.lots[row] * self.at_level[group][level] >> 32
            agent = self.first_agent[group] + self.level_seats[group][level].kth(kth)
        else:
            heap = self.level_heaps[group][level]
            rank, agent = heappop(heap)
            while self.rank[agent] != rank or self.level[agent] != level:
                rank, agent = heappop(heap)
        self._unrest(agent, group)
        return agent

    def _rests(self, agent: int, group: int, now: int) -> None:
        if not self.slots[group]:
            super()._rests(agent, group, now)
            return
        level = self.level[agent] = self.desks[agent].open
        self.rank[agent] = rank = self.busy_ms[agent] if self.rules.next_agent[group] == LEAST_BUSY else now
        self._count(agent, group, level, +1)
        if not self.by_lot[group]:
            heappush(self.level_heaps[group][level], (rank, agent))

    def _unrest(self, agent: int, group: int) -> None:
        if not self.slots[group]:
            super()._unrest(agent, group)
            return
        self._count(agent, group, self.level[agent], -1)
        self.rank[agent] = self.level[agent] = NONE

    def _count(self, agent: int, group: int, level: int, by: int) -> None:
        self.at_level[group][level] += by
        self.places[group] += by * (self.slots[group] - level)
        self.idle[group] += by * (level <= self.rules.calls_with[group])
        if self.by_lot[group]:
            self.level_seats[group][level].change(agent - self.first_agent[group], by)

    def undone_match(self) -> str | None:
        """After dispatch nothing may match; if something does, which (for tests)."""
        for group, skills in enumerate(self.rules.skills):
            for queue in skills:
                if self.wanting[queue] and self.room_for(group, queue):
                    return f"group {group} has room while {self.live[queue]} wait on queue {queue}"
        return self.undone_callback()
