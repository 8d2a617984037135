"""The floor where some group takes a queue under conditions only (`overflow`).

A group takes a contact if it serves its queue without conditions, or if all of them hold. All but `after` are about the
queue and the groups, not the contact: agents idle, contacts waiting. Idle is who has nothing in hand: an agent with a
chat open may have room for another, or for a call, but is not idle. Who is let in gets the emptiest desk with room.
While matches are made, agents leave the idle and contacts leave the line, so that a guard that is shut stays shut: the
rounds of a dispatch end with nothing left to match. Between two dispatches it may open, as an agent frees, the line
grows or somebody has waited long enough; then those who wait on its queue choose in the order of their places, each the
first group that takes it.

Who waits is in the order of places, escalated legs perhaps ahead of others who have waited for longer. So those who
have waited long enough stand in a line of their own for each guard, again by place: nothing here looks through all who
wait.
"""

from __future__ import annotations

from heapq import heappop, heappush

from sim.engine.chat_floor import ChatFloor
from sim.engine.record import NONE
from sim.engine.routing import HELD, WAITING, Floor, Place
from sim.engine.rules import Rules, Terms


class Guard:
    """One group's conditions for one queue, and who there has waited long enough."""

    def __init__(self, terms: Terms):
        self.terms = terms
        self.waited: set[int] = set()
        """Rows that have waited for `after`."""
        self.line: list[Place] = []
        """Those of them that want an agent at once, by place."""
        self.count = 0
        """How many these are."""

    def admits(self, row: int) -> bool:
        """Whether the row has waited long enough."""
        return not self.terms.after_ms or row in self.waited


class GuardedFloor(Floor):
    """The floor, some of whose groups take some queues under conditions."""

    def __init__(self, rules: Rules, seats: tuple[int, ...], lots: list[int], rows: int):
        super().__init__(rules, seats, lots, rows)
        self.guards = [Guard(terms) for terms in rules.overflow]
        self.guard_of: list[dict[int, Guard]] = [{} for _ in rules.groups]
        """The same by group and queue."""
        for guard in self.guards:
            self.guard_of[guard.terms.group][guard.terms.queue] = guard
        self.timed: list[dict[int, list[Guard]]] = [
            self._by_time([self.guard_of[group].get(queue) for group in servers])
            for queue, servers in enumerate(rules.servers)
        ]
        """By queue and `after`: the guards that let go of somebody who has waited so long, in the order tried."""

    @staticmethod
    def _by_time(guards: list[Guard | None]) -> dict[int, list[Guard]]:
        timed: dict[int, list[Guard]] = {}
        for guard in guards:
            if guard is not None and guard.terms.after_ms:
                timed.setdefault(guard.terms.after_ms, []).append(guard)
        return timed

    # Agents ---------------------------------------------------------------------------------------------------------

    def lets_in(self, guard: Guard, room: int, idle: int) -> int:
        """How many of those on its queue who have waited long enough the guard's group takes now, with room for so many
        and so many idle agents; 0 or less is none."""
        terms = guard.terms
        if self.live[terms.queue] < terms.waiting or any(self.idle_of(other) < count for other, count in terms.idle):
            return 0
        return min(room, idle - terms.reserve) if terms.reserve else room

    def _for(self, group: int, queue: int, row: int, room: int, idle: int) -> int:
        """How much of the group's room for the queue this row may have."""
        guard = self.guard_of[group].get(queue)
        if guard is None:
            return room
        return self.lets_in(guard, room, idle) if guard.admits(row) else 0

    def take_idle(self, queue: int, row: int) -> int:
        """The agent of the first group that takes this row; NONE if there is none."""
        for group in self.rules.servers[queue]:
            room = self.room_for(group, queue)
            if room and self._for(group, queue, row, room, self.idle_of(group)) > 0:
                return self.take_of(group, row)
        return NONE

    def take_unclaimed(self, queue: int, row: int) -> int:
        """The same for who turns up: those who wait, and whom the group takes now, keep its agents."""
        for group in self.rules.servers[queue]:
            if self._for(group, queue, row, *self._unclaimed(group, queue)) > 0:
                return self.take_of(group, row)
        return NONE

    def take_overflowing(self, guards: list[Guard], row: int) -> int:
        """The same for who waits, and has just now waited long enough for these guards."""
        for guard in guards:
            group = guard.terms.group
            if self.lets_in(guard, *self._unclaimed(group, guard.terms.queue)) > 0:
                return self.take_of(group, row)
        return NONE

    def _unclaimed(self, group: int, queue: int) -> tuple[int, int]:
        """Room for the queue, and idle agents, that are left if those who wait choose first, each an idle agent."""
        claims = sum(self.claims(group, skill) for skill in self.rules.skills[group])
        return self.room_for(group, queue) - self.claimed(group, queue), self.idle_of(group) - claims

    def claims(self, group: int, queue: int) -> int:
        """As of `Floor`: those alone whom the group takes now."""
        guard = self.guard_of[group].get(queue)
        if guard is None:
            return self.wanting[queue]
        waiting = guard.count if guard.terms.after_ms else self.wanting[queue]
        return min(waiting, max(self.lets_in(guard, self.room_for(group, queue), self.idle_of(group)), 0))

    def spare_of(self, group: int, queue: int, row: int) -> int:
        """How many of the group's agents with room this callback may have."""
        spare = super().spare_of(group, queue, row)
        taken = self.idle[group] - spare
        return max(self._for(group, queue, row, spare, self.idle_of(group) - taken), 0)

    def wanted(self, group: int) -> bool:
        """Always: one more agent idle may open the guard of another group."""
        return True

    # Contacts -------------------------------------------------------------------------------------------------------

    def firsts(self, group: int) -> dict[int, Place]:
        """The first in line of each queue from which an agent of the group may take somebody now, by skill."""
        found = {queue: self._first(group, queue) for queue in self.rules.skills[group] if self.wanting[queue]}
        return {queue: first for queue, first in found.items() if first}

    def _first(self, group: int, queue: int) -> Place | None:
        guard = self.guard_of[group].get(queue)
        return self.head(queue) if guard is None else self._first_let_in(guard)

    def _first_let_in(self, guard: Guard) -> Place | None:
        group, queue = guard.terms.group, guard.terms.queue
        waiting = guard.count if guard.terms.after_ms else self.wanting[queue]
        room = self.room_for(group, queue) if waiting else 0
        if not room or self.lets_in(guard, room, self.idle_of(group)) <= 0:
            return None
        return self._first_long_enough(guard) if guard.terms.after_ms else self.head(queue)

    def _first_long_enough(self, guard: Guard) -> Place:
        while self.doing[guard.line[0][2]] not in (WAITING, HELD):
            heappop(guard.line)
        return guard.line[0]

    def first_let_in(self) -> Place | None:
        """The first place of all that a group takes under its conditions; None if it takes nobody so."""
        found = [self._first_let_in(guard) for guard in self.guards if self.wanting[guard.terms.queue]]
        return min((place for place in found if place), default=None)

    def has_waited(self, row: int, queue: int, after_ms: int, place: Place) -> None:
        """The row has now waited for so long; if it wants an agent at once, it stands in those guards' lines, too."""
        at_once = self.doing[row] == WAITING or (self.doing[row] == HELD and self.dialled_at_once(queue))
        for guard in self.timed[queue][after_ms]:
            guard.waited.add(row)
            if at_once:
                self._joins(guard, place)

    def dialled_at_once(self, queue: int) -> bool:
        """Whether callbacks of the queue that may be dialled want an agent at once."""
        return self.rules.keeps_place[queue] and not self.rules.rings_first[queue]

    def wait(self, row: int, queue: int, place: Place, now: int) -> None:
        """A live contact joins the line, and those of the guards for which it has waited."""
        super().wait(row, queue, place, now)
        self._comes(row, queue, place)

    def stop_waiting(self, row: int, queue: int, now: int) -> None:
        """A live contact leaves the lines, for an agent or for good."""
        super().stop_waiting(row, queue, now)
        self._goes(row, queue)

    def hold(self, row: int, queue: int, place: Place) -> None:
        """A callback may be dialled from now on."""
        super().hold(row, queue, place)
        if self.dialled_at_once(queue):
            self._comes(row, queue, place)

    def release(self, row: int, queue: int, doing: int) -> None:
        """A callback is dialled, carried to the next opening, or given up."""
        if self.doing[row] == HELD and self.dialled_at_once(queue):
            self._goes(row, queue)
        super().release(row, queue, doing)

    def _comes(self, row: int, queue: int, place: Place) -> None:
        for guards in self.timed[queue].values():
            for guard in guards:
                if row in guard.waited:
                    self._joins(guard, place)

    def _joins(self, guard: Guard, place: Place) -> None:
        guard.count += 1
        heappush(guard.line, place)

    def _goes(self, row: int, queue: int) -> None:
        for guards in self.timed[queue].values():
            for guard in guards:
                guard.count -= row in guard.waited


class GuardedChatFloor(GuardedFloor, ChatFloor):
    """Conditions where some groups have chats: the guards decide who is let in, the desks who has room."""
