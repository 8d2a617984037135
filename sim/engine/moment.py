"""The order within a millisecond, written down once.

A moment's key is (ms, phase, id, kind); ties end in ids, never in the order of creation. SimPy sorts its heap by
(time, priority, insertion): the priority below is unique enough that the insertion counter never decides.

1. AGENTS     contacts end and agents free, by agent; then head counts change, by group; then queues close
2. CONTACTS   arrivals, redials, repeats, ends of self-service, due callbacks, escalated legs, by row
3. DISPATCH   free agents and waiting contacts find each other
4. PATIENCE   runs out: so the contact whose patience ends as an agent frees is answered
5. CLOSING    a group past its closing, with nothing live left inside, signs off

Zero-length work re-enters an earlier phase of the same millisecond: it is always the smallest key.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simpy import Environment, Event

AGENTS, CONTACTS, DISPATCH, PATIENCE, CLOSING = range(1, 6)

# Kinds, so that two happenings of one id in one phase have an order too.
WORK_ENDS, RING_ENDS, HEADS_CHANGE, GROUP_CLOSES, QUEUE_CLOSES = range(5)
ARRIVES, SESSION_ENDS, CALLBACK_DUE = range(3)


class Moment(Event):
    """A happening that is certain when it is scheduled: it calls `act(moment)`; `subject` is a row, agent or group."""

    def __init__(self, env: Environment, act: Callable[[Moment], None], subject: int):
        self.env = env
        self.callbacks = [act]
        self.subject = subject
        self._value: Any = None
        self._ok = True
        self._defused = False


def priority(phase: int, subject: int, kind: int = 0) -> int:
    """The place within a millisecond as one whole number: smaller is earlier."""
    return phase << 50 | subject << 3 | kind


class Clock(Environment):
    """SimPy's clock on whole milliseconds, with moments in their written order."""

    @property
    def ms(self) -> int:
        """Now, in ms from midnight before the first day played."""
        return self._now  # type: ignore[return-value]  # it began at an int and every delay is one

    def at(self, ms: int, phase: int, subject: int, kind: int, act: Callable[[Moment], None]) -> None:
        """`act` happens at ms, at its place within the millisecond."""
        self.schedule(Moment(self, act, subject), priority(phase, subject, kind), ms - self._now)  # type: ignore[arg-type]
