"""The order within a millisecond, written down once.

A moment's key is (ms, phase, id, kind); ties end in ids, never in the order of creation. SimPy sorts its heap by
(time, priority, insertion): the priority below is unique enough that the insertion counter never decides.

1. AGENTS     contacts end and agents free, by agent; then head counts change, by group; then queues close or open;
              then agents by name come back from a break, sign off, sign on, are due for a break, by agent. Where lines
              are limited, those of conversations that end are free before anybody arrives
2. CONTACTS   arrivals, redials, repeats, ends of self-service, due callbacks, ends of rings with no agent bound,
              escalated legs, and who has waited long enough to overflow, by row; whose callback falls due as they ring
              again is dialled first
3. DISPATCH   free agents and waiting contacts find each other, and email is taken up last; work of no length that
              begins meanwhile ends after that
4. PATIENCE   runs out: so the contact whose patience ends as an agent frees is answered
5. CLOSING    a group past its closing, with nothing live left inside, signs off

Zero-length work re-enters an earlier phase of the same millisecond: it is always the smallest key.
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush
from typing import Any

from simpy import Environment, Event

AGENTS, CONTACTS, DISPATCH, PATIENCE, CLOSING = range(1, 6)

# Kinds, so that two happenings of one id in one phase have an order too.
WORK_ENDS, RING_ENDS, HEADS_CHANGE, GROUP_CLOSES, QUEUE_CLOSES, QUEUE_OPENS, LINE_FREES, DESK_DUE = range(8)
BREAK_ENDS, SIGNS_OFF, SIGNS_ON, BREAK_DUE = range(4)
"""Of agents by name, whose numbers in this phase follow all others."""
ARRIVES, SESSION_ENDS, CALLBACK_DUE, RING_OVER, RINGS_AGAIN, OVERFLOWS = range(6)


class Moment(Event):
    """A happening that is certain when it is scheduled: at `ms` it calls `act(moment)`; `subject` is a row, agent,
    group or queue. What SimPy asks of an event that cannot fail is the same for all, so it stands on the class."""

    _value: Any = None
    _ok = True
    _defused = False

    def __init__(self, ms: int, subject: int, act: Callable[[Moment], None]):
        self.ms = ms
        self.subject = subject
        self.callbacks = [act]


class Clock(Environment):
    """SimPy's clock on whole milliseconds, with moments in their written order."""

    def at(self, ms: int, phase: int, subject: int, kind: int, act: Callable[[Moment], None]) -> None:
        """`act` happens at ms, at its place within the millisecond: of two keys the smaller is earlier."""
        place = phase << 50 | subject << 3 | kind
        # What `schedule` does, written out: every event passes here, and each call less is felt.
        heappush(self._queue, (ms, place, next(self._eid), Moment(ms, subject, act)))  # type: ignore[misc]

    def step(self) -> None:
        """The next moment happens: what SimPy's own step does for an event that cannot fail."""
        self._now, _, _, event = heappop(self._queue)
        for act in event.callbacks:
            act(event)

    def stop(self) -> None:
        """What is still to come goes: it refers to the play, and would keep that in memory until the interpreter next
        looks for circles."""
        self._queue.clear()
