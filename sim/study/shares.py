"""Shares of days: how many days meet a target, for one plan and for two on the same days.

Days of one replication hang together (repeats carry over), so that many days say as much as a smaller number of
independent ones. Everything here takes counts by replication and works with that effective number. Sources:
Wilson 1927; Kish's design effect; Korn and Graubard 1998 (t, not normal); Bonett and Price 2012 (paired shares).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from sim.study.statistics import CONFIDENCE, NOTHING, Floats, Interval, Intervals, critical_t


def critical_z() -> float:
    """The normal's two-sided limit at 95 %."""
    return float(ndtri((1 + CONFIDENCE) / 2))


def _effective(spread: Floats, variance: Floats, days: Floats) -> Floats:
    """Independent days that would say as much. `spread` is what each replication's days add to the sum, of mean 0;
    `variance` is that of one day alone.

    With one day a replication it is the number of days. Where the days are all alike nothing can be said about how they
    hang together, and they count in full: days have their own volume, only repeats tie them.
    """
    total, count = np.sum(days, axis=-1), days.shape[-1]
    total = np.where(total == 0, np.nan, total)
    alone = np.max(days, axis=-1) <= 1
    if count < 2:
        return np.asarray(np.where(alone, total, 1.0))
    clustered = np.sum(spread**2, axis=-1) * count / (count - 1)
    effect = np.where(variance > 0, clustered / np.where(variance > 0, variance * total, 1.0), 1.0)
    student = (critical_z() / critical_t(count)) ** 2
    return np.asarray(np.where(alone, total, total / np.maximum(effect, 1.0) * student))


def _share(met: ArrayLike, days: ArrayLike) -> tuple[Floats, Floats]:
    """The share of days, and the effective number of days behind it."""
    hits, judged = np.asarray(met, dtype=np.float64), np.asarray(days, dtype=np.float64)
    total = np.sum(judged, axis=-1)
    share = np.sum(hits, axis=-1) / np.where(total == 0, np.nan, total)
    return share, _effective(hits - share[..., None] * judged, share * (1 - share), judged)


def effective_days(met: ArrayLike, days: ArrayLike) -> Floats:
    """The effective number of days behind a share: `met` of `days` in each replication (last axis); NaN without any."""
    return _share(met, days)[1]


def share_of_days(met: ArrayLike, days: ArrayLike) -> Intervals:
    """Share of days that meet a target (`met` of `days` in each replication), with its Wilson interval on the effective
    number of days."""
    share, effective = _share(met, days)
    z = critical_z()
    shrink = 1 + z**2 / effective
    middle = (share + z**2 / (2 * effective)) / shrink
    half = z / shrink * np.sqrt(share * (1 - share) / effective + z**2 / (4 * effective**2))
    # At 0 and at 1 the interval ends there; floats may leave it just short of the share itself.
    return Intervals(share, np.clip(middle - half, 0.0, share), np.clip(middle + half, share, 1.0))


@dataclass(frozen=True)
class _Changes:
    """What days won and lost say of the difference of two shares."""

    mean: Floats
    middle: Floats
    variance: Floats
    """Of the difference and of one day, with one day more won and one more lost: that keeps the interval honest where
    few days change (Bonett and Price)."""
    effective: Floats
    """The effective number of days behind it."""


def _changes(won: ArrayLike, lost: ArrayLike, days: ArrayLike) -> _Changes:
    gain, loss, judged = (np.asarray(part, dtype=np.float64) for part in (won, lost, days))
    total = np.sum(judged, axis=-1)
    total = np.where(total == 0, np.nan, total)
    plus, minus = np.sum(gain, axis=-1) / total, np.sum(loss, axis=-1) / total
    spread = gain - loss - (plus - minus)[..., None] * judged
    effective = _effective(spread, plus + minus - (plus - minus) ** 2, judged)
    up, down = (plus * effective + 1) / (effective + 2), (minus * effective + 1) / (effective + 2)
    return _Changes(plus - minus, up - down, up + down - (up - down) ** 2, effective)


def paired_shares(won: ArrayLike, lost: ArrayLike, days: ArrayLike) -> Intervals:
    """Difference of two shares on the same days: `won` days turn from missed to met, `lost` the other way, of `days` in
    each replication (last axis)."""
    found = _changes(won, lost, days)
    half = critical_z() * np.sqrt(found.variance / (found.effective + 2))
    return Intervals(found.mean, np.maximum(found.middle - half, -1.0), np.minimum(found.middle + half, 1.0))


@dataclass(frozen=True)
class Turned:
    """Two plans on the same days."""

    won: int
    """Days missed before and met now."""
    lost: int
    """Days met before and missed now."""
    difference: Interval
    """Of the two shares of days."""
    days_to_tell: int | None
    """About how many days would tell the two shares apart; None if they are equal."""


def turned(met: ArrayLike, base_met: ArrayLike) -> Turned:
    """Compares two plans day by day: arrays of shape (replications, days) of 1.0, 0.0 or NaN (a day that cannot be
    judged; left out if it is so in either)."""
    now, before = np.asarray(met, dtype=np.float64), np.asarray(base_met, dtype=np.float64)
    both = ~np.isnan(now) & ~np.isnan(before)
    won = np.sum(both & (now > before), axis=-1)
    lost = np.sum(both & (now < before), axis=-1)
    days = np.sum(both, axis=-1)
    if not np.sum(days):
        return Turned(0, 0, NOTHING, None)
    found = _changes(won, lost, days)
    needed = days_needed(float(found.middle), float(found.variance), float(np.sum(days) / found.effective))
    return Turned(int(np.sum(won)), int(np.sum(lost)), paired_shares(won, lost, days).at(0), needed)


def days_needed(distance: float, variance: float, effect: float = 1.0) -> int | None:
    """About how many days show that a mean over days, of this variance a day, is not `distance` away from where it is.

    Two leading digits, rounded up; None for a distance of 0. `effect`: days played for each independent one.
    """
    if abs(distance) < 1e-12:
        return None
    exact: int = math.ceil(critical_z() ** 2 * variance / distance**2 * effect)
    digits: int = 10 ** max(len(str(exact)) - 2, 0)
    return max(-(-exact // digits) * digits, 1)


def days_to_settle(share: float, threshold: float, effect: float = 1.0) -> int | None:
    """About how many days make a share's Wilson interval exclude `threshold`, if the share stays what it is; None if it
    is exactly there. (Wilson's interval holds every threshold that a score test does not reject.)"""
    return days_needed(share - threshold, threshold * (1 - threshold), effect)
