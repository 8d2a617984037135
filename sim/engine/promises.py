"""The callbacks that are promised, and the slots of those that customers schedule: counted from the queue's opening, on
every day played."""

from __future__ import annotations

from sim.engine.record import NONE
from sim.engine.rules import Rules
from sim.units import DAY


class Promises:
    """Callbacks promised and not over."""

    def __init__(self, rules: Rules):
        self.rules = rules
        self.pending: list[dict[int, None]] = [{} for _ in rules.queues]
        """Those due, by queue; a dict for its order."""
        self.ringing: dict[int, int] = {}
        """Rows that agents dial without being answered, by agent."""
        self.booked: list[dict[int, int]] = [{} for _ in rules.queues]
        """Those scheduled and not due yet, by queue: row -> start of the slot."""
        self.taken: list[dict[int, int]] = [{} for _ in rules.queues]
        """How many are promised to a slot, by queue and by the slot's start."""

    def first_free(self, queue: int, wanted_ms: int) -> int:
        """The start of the first slot that begins at or after a time, before closing, and has room for one more; NONE
        if no slot of the days played has."""
        rules, taken = self.rules, self.taken[queue]
        length = rules.slot_ms[queue]
        for day in range(wanted_ms // DAY, rules.days):
            opens, closes = rules.opens[queue][day], rules.closes[queue][day]
            past_opening = max(wanted_ms - opens, 0)
            for ms in range(opens + -(-past_opening // length) * length, closes, length):
                if taken.get(ms, 0) < rules.slot_capacity[queue]:
                    return ms
        return NONE

    def book(self, queue: int, row: int, start: int) -> None:
        """One more is promised to this slot."""
        self.booked[queue][row] = start
        self.taken[queue][start] = self.taken[queue].get(start, 0) + 1

    def give_back(self, queue: int, row: int) -> None:
        """A promise ends before its time: somebody else may have its place."""
        self.taken[queue][self.booked[queue].pop(row)] -= 1
