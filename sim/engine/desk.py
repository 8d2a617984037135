"""One agent's chats, in exact whole numbers.

Virtual work: each chat that runs adds `rate x ms` to what the agent has done, in millionths of a millisecond of work
alone, and all that run on one agent get on alike. A chat's conversation, and its place, end as the agent's count
reaches marks set when it began: the count at that moment plus the chat's work. So whoever comes and goes in between, no
chat's mark ever moves; only the time at which the next is reached does, and is rounded up to a whole millisecond.
"""

from __future__ import annotations

from heapq import heappop, heappush

from sim.units import NEVER

FULL_SPEED = 1_000_000
"""The rate of a chat alone."""
END_OF_TALK, END_OF_SLOT = range(2)

Mark = tuple[int, int, int]
"""(count, row, END_OF_TALK or END_OF_SLOT): ties by row."""


class Desk:
    """The chats of one agent, and whether there is a call beside them."""

    def __init__(self, rates: tuple[int, ...]):
        self.rates = rates
        """By how many run; a call beside them is one more."""
        self.running = 0
        self.calling = False
        self.call_until = 0
        """When the call ends that there is, or was last."""
        self.count = 0
        """Virtual work done so far, in millionths of a ms."""
        self.since = 0
        """Up to when it is counted."""
        self.marks: list[Mark] = []
        self.silent: list[tuple[int, int]] = []
        """(ms at which the agent gives up, row) of those who left silently, earliest first."""
        self.due = NEVER
        """When something here next happens, as scheduled last."""

    @property
    def open(self) -> int:
        """Places taken: chats that run, and those of silent customers."""
        return self.running + len(self.silent)

    @property
    def in_hand(self) -> int:
        """The same, and a call."""
        return self.open + self.calling

    def pass_time(self, now: int) -> None:
        """Counts up to now, at the rate since the last change."""
        self.count += self._rate() * (now - self.since)
        self.since = now

    def begin(self, row: int, talk: int, wrap: int, now: int) -> None:
        """A chat of so much conversation and wrap-up, in ms alone, takes a place."""
        self.pass_time(now)
        talked = self.count + talk * FULL_SPEED
        heappush(self.marks, (talked, row, END_OF_TALK))
        heappush(self.marks, (talked + wrap * FULL_SPEED, row, END_OF_SLOT))
        self.running += 1

    def reached(self) -> Mark | None:
        """The next mark that the count has reached, taken off; None if there is none."""
        if not self.marks or self.marks[0][0] > self.count:
            return None
        mark = heappop(self.marks)
        self.running -= mark[2] == END_OF_SLOT
        return mark

    def given_up(self, now: int) -> int | None:
        """The row of a silent customer whose time is up, taken off; None if there is none."""
        return heappop(self.silent)[1] if self.silent and self.silent[0][0] <= now else None

    def next_due(self) -> int:
        """When the next mark is reached or a silent customer given up; NEVER on an empty desk."""
        ends = self.silent[0][0] if self.silent else NEVER
        if not self.marks:
            return ends
        return min(ends, self.since - (self.count - self.marks[0][0]) // self._rate())

    def _rate(self) -> int:
        return self.rates[self.running + self.calling] if self.running else 0
