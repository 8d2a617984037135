"""Intervals for ratios over replications. The replication is the unit: contacts within one are not independent.

Written for many studies at once: the last axis of an array is the replication, axes before it are studies or KPIs.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Interval:
    """An estimate with its interval; all None where nothing can be said (an empty denominator everywhere)."""

    mean: float | None
    low: float | None
    high: float | None

    @property
    def half_width(self) -> float | None:
        """Half the interval's length."""
        return None if self.low is None or self.high is None else (self.high - self.low) / 2

    def holds(self, value: float) -> bool:
        """Whether the interval contains `value`."""
        return self.low is not None and self.high is not None and self.low <= value <= self.high


NOTHING = Interval(None, None, None)
