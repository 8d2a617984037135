"""Intervals for ratios over replications. The replication is the unit: contacts within one are not independent.

Written for many KPIs at once: the last axis of every array is the replication, the axes before it are KPIs (or, in the
tests, studies). Source of the ratio's interval: Law, Simulation Modeling and Analysis (ratio estimation); Cochran 1977,
section 6.3 (delta method).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtrit

Floats = NDArray[np.float64]

CONFIDENCE = 0.95


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


@dataclass(frozen=True)
class Intervals:
    """Many estimates with their intervals, arrays of one shape; NaN where nothing can be said (low and high alone: with
    one replication)."""

    mean: Floats
    low: Floats
    high: Floats

    def at(self, place: int) -> Interval:
        """One of them; the only one of a 0-dimensional result is at 0."""
        mean, low, high = (float(np.atleast_1d(part)[place]) for part in (self.mean, self.low, self.high))
        return Interval(*(None if np.isnan(value) else value for value in (mean, low, high)))


def critical_t(replications: ArrayLike, comparisons: int = 1) -> Floats:
    """Student's t for two-sided intervals at 95 %, over `comparisons` intervals together (Bonferroni); NaN below two
    replications."""
    freedom = np.asarray(replications, dtype=np.float64) - 1
    tail = 1 - (1 - CONFIDENCE) / (2 * comparisons)
    return np.where(freedom >= 1, stdtrit(np.maximum(freedom, 1), tail), np.nan)


def _around(mean: Floats, spread: Floats, comparisons: int) -> Intervals:
    """`mean` with its t interval from the spread: one linearised value a replication, of mean 0."""
    count = spread.shape[-1]
    if count < 2:
        return Intervals(mean, np.full_like(mean, np.nan), np.full_like(mean, np.nan))
    error = np.sqrt(np.sum(spread**2, axis=-1) / (count - 1) / count)
    half = critical_t(count, comparisons) * error
    return Intervals(mean, mean - half, mean + half)


def _ratio(numerators: ArrayLike, denominators: ArrayLike) -> tuple[Floats, Floats]:
    """The pooled ratio, and what each replication adds to it, to first order."""
    top, bottom = np.asarray(numerators, dtype=np.float64), np.asarray(denominators, dtype=np.float64)
    total = np.sum(bottom, axis=-1)
    total = np.where(total == 0, np.nan, total)
    ratio = np.sum(top, axis=-1) / total
    spread = (top - ratio[..., None] * bottom) / (total[..., None] / bottom.shape[-1])
    return ratio, spread


def pooled_ratio(numerators: ArrayLike, denominators: ArrayLike) -> Intervals:
    """Sum of numerators over sum of denominators, with its delta-method t interval over the replications."""
    return _around(*_ratio(numerators, denominators), comparisons=1)


def paired_difference(
    numerators: ArrayLike,
    denominators: ArrayLike,
    base_numerators: ArrayLike,
    base_denominators: ArrayLike,
    comparisons: int = 1,
) -> Intervals:
    """A plan's pooled ratio minus baseline's on the same replications; `comparisons` such intervals hold together."""
    ratio, spread = _ratio(numerators, denominators)
    base_ratio, base_spread = _ratio(base_numerators, base_denominators)
    return _around(ratio - base_ratio, spread - base_spread, comparisons)


def mean_over_replications(values: ArrayLike, comparisons: int = 1) -> Intervals:
    """Mean of one value a replication (a percentile, say) with its t interval; NaN values are left out. `comparisons`
    such intervals hold together."""
    held = np.asarray(values, dtype=np.float64)
    there = ~np.isnan(held)
    count = np.sum(there, axis=-1)
    enough = np.where(count > 0, count, np.nan)
    mean = np.sum(np.where(there, held, 0.0), axis=-1) / enough
    squares = np.sum(np.where(there, held - mean[..., None], 0.0) ** 2, axis=-1)
    half = critical_t(count, comparisons) * np.sqrt(squares / np.where(count > 1, count - 1, np.nan) / enough)
    return Intervals(mean, mean - half, mean + half)


def mean_difference(values: ArrayLike, base_values: ArrayLike, comparisons: int = 1) -> Intervals:
    """Mean difference of one value a replication, over the replications that have both."""
    gaps = np.asarray(values, dtype=np.float64) - np.asarray(base_values, dtype=np.float64)
    return mean_over_replications(gaps, comparisons)


def over_days(values: ArrayLike, share: float) -> float | None:
    """The value below which `share` of the days lie (interpolated); NaN days are left out, None without any."""
    held = np.asarray(values, dtype=np.float64)
    held = held[~np.isnan(held)]
    return float(np.quantile(held, share)) if held.size else None
