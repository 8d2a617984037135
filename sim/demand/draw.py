"""Who comes in one replication, and everything about them, drawn before the clock starts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

NOBODY = -1
"""No queue, no channel, no next step."""

# How a self-service session ends (`Demand.session_end`).
NO_SESSION, CONTAINED, GAVE_UP, FAILED, HANDED_OVER = range(5)


@dataclass(frozen=True)
class Demand:
    """Customers as whole numbers. Times are ms from midnight before the first day played (warm-up included).

    **Issues** come first: arrays of length n, sorted by `issue`. Each issue owns the rows from `first_row[i]` to
    `first_row[i + 1]`: a block of `width[i]` rows for each attempt it could ever make, attempt `first_attempt[i]` first.
    Within a block there is one row for each (queue the attempt may be on, leg): the origin queue's legs first, then those
    of the queues that a switch can reach (`places[origin]` is that list of (queue, leg)). An engine uses one queue's
    legs of each block; the other rows are never played. `follows` bounds the chain: an issue has a block for attempt
    k + 1 only where some row of attempt k could lead to it (and k < attempts_at_most).

    **Rows** follow: arrays of length `first_row[-1]`.
    """

    places: tuple[tuple[tuple[int, int], ...], ...]
    """Per origin queue: the (queue, leg) of each row of a block; legs count from 1. Leg 2 stands right after its leg 1."""

    issue: Ints
    """The issue's lasting number: day * 10**10 + queue * 10**7 + index, the day counted from the first day played; issues
    carried in from earlier days have negative days. More volume adds numbers and changes none."""
    origin: Ints
    """Queue of the first attempt, by its place in the file."""
    arrived_ms: Ints
    """When attempt `first_attempt` arrives."""
    first_attempt: Ints
    """1; more for a return carried in from a day before the first."""
    attempts: Ints
    """Blocks that this issue has."""
    first_row: Ints
    """Offsets into the rows, length n + 1."""

    queue: Ints
    """The queue that this row's leg is on."""
    session_end: Ints
    """NO_SESSION .. HANDED_OVER (0 on legs after the first)."""
    session_ms: Ints
    """Length of the self-service session; 0 without one."""
    patience_ms: Ints
    """Patience before history scales it (failed self-service already has); NEVER if infinite."""
    balk_over_ms: Ints
    """This customer leaves when the quoted wait is over this; NEVER if they never do."""
    accept_from_ms: Ints
    """A callback is accepted when the quoted wait is at or over this: 0 or NEVER."""
    reached_at_dial: Ints
    """The dial that is picked up, 1 .. attempts; 0 if none is."""
    talk_ms: Ints
    hold_ms: Ints
    wrap_ms: Ints
    """Work, with what self-service and a talk limit change already in."""
    escalates: Ints
    """1 if this leg, once handled, goes on to the next row (the next leg)."""
    resolved: Ints
    """1 if the matter is settled when this leg is handled and is the last (0 where it escalates or switches, too).
    For a contained session: 1 unless the containment is false."""
    returns_ms: Ints
    """Delay from the end (of conversation, or of the falsely contained session) to a repeat; NOBODY if none."""
    redials_ms: Ints
    """Delay from abandoning or balking to a redial; NOBODY if none. How many an issue may make is a rule, not a draw."""
    switch_answered_to: Ints
    """Destination after being handled: a queue's number, len(queues) + place of an outside channel in
    `Rules.outside`, or NOBODY. Not drawn where the leg escalates."""
    switch_answered_ms: Ints
    """Delay until they turn up there."""
    switch_abandoned_to: Ints
    """The same after abandoning, for those who do not redial."""
    switch_abandoned_ms: Ints
    spread_ms: Ints
    """Time after the next opening at which this attempt is made if it falls outside opening hours."""

    day_factor: NDArray[np.float64]
    """The factor of each day played on the volume (1 where days do not vary), length warm_up + count."""
