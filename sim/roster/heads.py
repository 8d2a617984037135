"""Who works, and when: head counts per group and interval, after shrinkage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Roster:
    """Head counts of one replication as whole numbers; times in ms from midnight before the first day played."""

    changes: Ints
    """Rows (ms, group, heads): from ms on the group has so many heads. Sorted by (ms, group); no row repeats a count.
    The fall to 0 at closing is in `closings`, not here."""
    closings: Ints
    """Rows (ms, group): the group's day ends; with `closing: served_out` it stays while live contacts are inside."""
    seats: tuple[int, ...]
    """The most heads each group ever has; its agents are numbered 0 .. seats - 1."""
