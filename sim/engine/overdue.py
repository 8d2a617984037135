"""Patience past an announced wait, in whole ms.

Each minute past it makes a customer `overdue` times as likely to leave (Webb et al.): patience that would have reached
x past the announced wait reaches ln(1 + k x) / k past it, with k = ln(overdue) a minute.

That curve is a table: every ms up to 1024, then 512 points from each power of two to the next, straight lines between
them, rounded down. It never falls, and is off by at most 1.5 ms and an eight-millionth of x.
"""

from __future__ import annotations

from math import log

import numpy as np

from sim.units import MINUTE, NEVER

FINE_BITS = 9
FINE = 1 << FINE_BITS
"""Points from a power of two to the next; up to twice as many ms each has its own."""
POINTS = (NEVER.bit_length() - FINE_BITS + 1) * FINE + 1
"""As far as any finite patience reaches."""


def overdue_curve(overdue: float) -> tuple[int, ...]:
    """The table of ln(1 + k x) / k in ms for a factor over 1; empty for 1, which changes nothing."""
    if overdue == 1:
        return ()
    point = np.arange(POINTS)
    octave = np.maximum((point >> FINE_BITS) - 1, 0)
    past = (point - (octave << FINE_BITS)) << octave
    per_ms = log(overdue) / MINUTE
    return tuple(np.rint(np.log1p(per_ms * past) / per_ms).astype(np.int64).tolist())


def borne(curve: tuple[int, ...], past: int) -> int:
    """How long past the announced wait they stay, who would have stayed `past` ms of it."""
    octave = max(past.bit_length() - 1 - FINE_BITS, 0)
    point = (octave << FINE_BITS) + (past >> octave)
    beyond = past & ((1 << octave) - 1)
    return curve[point] + ((curve[point + 1] - curve[point]) * beyond >> octave)
