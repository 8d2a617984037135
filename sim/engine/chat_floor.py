"""The floor where some groups have several chats at once: whose desk has room, the emptiest first.

An agent stands at the level of as many chats as they have open, among those who have as many; a call, a full desk, or
having to go takes them out. Within a level the group's `next_agent` chooses, where idle means at that level. Contacts
try groups in order as ever. An agent with chats open takes what it can: a call waits for one with at most `calls_with`
of them, while the others go on taking chats. Email is taken up with an empty desk, and while it lasts the agent stands
nowhere, as during a call.
"""

from __future__ import annotations

from heapq import heappop, heappush

from sim.engine.desk import Desk
from sim.engine.next_contact import next_contact
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
        self.there: list[set[int]] = [set() for _ in seats]
        """Agents who are on, of groups with chats; `leaving` are those among them who take nothing more, and are gone
        once their desks are empty."""
        self.chosen: list[list[int]] = [[] for _ in seats]
        """Those who go because heads fell, in the order chosen."""

    # Who comes and goes -----------------------------------------------------------------------------------------

    def set_heads(self, group: int, heads: int, now: int) -> list[int]:
        """A new head count. Of a group with chats those with the least in hand go, highest number first: who has
        nothing at once, the others take nothing more. Returns the agents who sign on, or need not go after all."""
        if not self.slots[group]:
            return super().set_heads(group, heads, now)
        self._count(group, heads - self.heads[group])
        staying, chosen = self.there[group] - self.leaving, self.chosen[group]
        emptiest = sorted(staying, key=lambda agent: (self.desks[agent].in_hand, -agent))
        for agent in emptiest[: max(len(staying) - heads, 0)]:
            self.leaving.add(agent)
            chosen.append(agent)
            self.changes(agent, now)
        arrived = []
        for _ in range(heads - len(staying)):
            if chosen:
                arrived.append(chosen.pop())
                self.leaving.remove(arrived[-1])
                self.changes(arrived[-1], now)
            else:
                arrived.append(heappop(self.off[group]))
                self.busy_ms[arrived[-1]] = 0
                self._join(arrived[-1], group, now)
        return arrived

    def goes(self, agent: int, now: int) -> bool:
        """As of `Staff`: who has chats open takes nothing more, and is gone once they are done."""
        group = self.group_of[agent]
        if not self.slots[group]:
            return super().goes(agent, now)
        self._count(group, -1)
        self.leaving.add(agent)
        self.changes(agent, now)
        return agent not in self.there[group]

    def stays(self, agent: int, now: int) -> bool:
        """As of `Staff`: there may be room on the desk."""
        super().stays(agent, now)
        return self.slots[self.group_of[agent]] > 0 and self.changes(agent, now)

    def free(self, agent: int, now: int) -> bool:
        """As of `Staff`: of a group with chats, who has room stands again."""
        return self.changes(agent, now) if self.slots[self.group_of[agent]] else super().free(agent, now)

    def must_go(self, agent: int) -> bool:
        """As of `Staff`: of a group with chats, who has been chosen."""
        return agent in self.leaving if self.slots[self.group_of[agent]] else super().must_go(agent)

    def changes(self, agent: int, now: int) -> bool:
        """Something on the agent's desk, or whether they stay, has changed: they move to the level where they belong
        (True), or go if that is due and nothing is left to do."""
        group, desk = self.group_of[agent], self.desks[agent]
        leaves = agent in self.leaving
        may_take = not leaves and not desk.calling and desk.open < self.slots[group]
        if self.rank[agent] != NONE:
            self._unrest(agent, group)
        if may_take:
            self._rests(agent, group, now)
        elif leaves and not desk.in_hand:
            self._leave(agent, group, now)
        if self.rung[group]:
            self._one_idle_less(group)
        return may_take

    def _join(self, agent: int, group: int, now: int) -> None:
        self.there[group].add(agent)
        super()._join(agent, group, now)

    def _leave(self, agent: int, group: int, now: int) -> None:
        self.there[group].discard(agent)
        if agent in self.chosen[group]:
            self.chosen[group].remove(agent)
        super()._leave(agent, group, now)

    # Who has room -----------------------------------------------------------------------------------------------

    def idle_of(self, group: int) -> int:
        """As of `Staff`: of a group with chats, who has an empty desk."""
        return self.at_level[group][0] if self.slots[group] else self.idle[group]

    def room_for(self, group: int, queue: int) -> int:
        """How many more contacts of a queue a group could be given now: agents for calls, places for chats."""
        return self.places[group] if self.slots[group] and self.rules.is_chat[queue] else self.idle[group]

    def take_idle(self, queue: int, row: int) -> int:
        """The agent this contact gets, standing nowhere until it has begun; NONE if none has room for it."""
        for group in self.rules.servers[queue]:
            if self.room_for(group, queue):
                return self.take_of(group, row)
        return NONE

    def claimed(self, group: int, queue: int) -> int:
        """Room for a queue that those who wait may be about to get; a call may take a whole desk."""
        skills, slots = self.rules.skills[group], self.slots[group]
        if not slots or not self.rules.is_chat[queue]:
            return super().claimed(group, queue)
        chats = sum(self.claims(group, skill) for skill in skills if self.rules.is_chat[skill])
        calls = sum(self.claims(group, skill) for skill in skills if not self.rules.is_chat[skill])
        return chats + slots * min(calls, self.idle[group])

    def next_for(self, agent: int, now: int) -> int:
        """The row this agent takes, among the queues of which it could be given one."""
        group = self.group_of[agent]
        if not self.slots[group]:
            return super().next_for(agent, now)
        calls = self.desks[agent].open <= self.rules.calls_with[group]
        firsts = self.firsts(group).items()
        able = {queue: place for queue, place in firsts if calls or self.rules.is_chat[queue]}
        return next_contact(self.rules, group, able, now)

    def in_turn(self, agents: list[int]) -> list[int]:
        """Agents who choose, the emptiest desk first."""
        return sorted(set(agents), key=lambda agent: (self.desks[agent].open, agent))

    # Levels -----------------------------------------------------------------------------------------------------

    def take_of(self, group: int, row: int) -> int:
        """From the first level where anybody stands: who may be given a call stands in one of the first."""
        if not self.slots[group]:
            return super().take_of(group, row)
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
        self._stand(agent, group, level, +1)
        if not self.by_lot[group]:
            heappush(self.level_heaps[group][level], (rank, agent))

    def _unrest(self, agent: int, group: int) -> None:
        if not self.slots[group]:
            super()._unrest(agent, group)
            return
        self._stand(agent, group, self.level[agent], -1)
        self.rank[agent] = self.level[agent] = NONE

    def _stand(self, agent: int, group: int, level: int, by: int) -> None:
        self.at_level[group][level] += by
        self.places[group] += by * (self.slots[group] - level)
        self.idle[group] += by * (level <= self.rules.calls_with[group])
        if self.by_lot[group]:
            self.level_seats[group][level].change(agent - self.first_agent[group], by)
