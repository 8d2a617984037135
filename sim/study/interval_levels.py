"""How an interval of the day keeps a queue's target, over all days played: what a search for heads goes by."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from sim.study.ratios import by_replication
from sim.study.replicate import Study
from sim.study.statistics import Floats
from sim.study.target import target_kpi, target_of


def levels_by_interval(study: Study, queue: str, starts: Sequence[int]) -> Floats:
    """A queue's service level in each of these intervals over all days; NaN where nobody came."""
    rows = study.cells.intervals.filter(pl.col("queue") == queue)
    sums = by_replication([target_kpi(study.scenario, queue)], rows, ("interval",))
    found = dict.fromkeys(starts, np.nan)
    for place, key in enumerate(sums.keys):
        if (bottom := float(sums.bottoms[place, 0].sum())) > 0:
            found[int(str(key[0]))] = float(sums.tops[place, 0].sum()) / bottom
    return np.array([found[start] for start in starts])


def places_missed(study: Study, queues: Sequence[str], starts: Sequence[int]) -> list[int]:
    """The places of the intervals in which a queue falls short of its target over all days."""
    return np.flatnonzero(short_by(study, queues, starts) > 1e-9).tolist()


def short_by(study: Study, queues: Sequence[str], starts: Sequence[int]) -> Floats:
    """By how much of a share the worst of the queues falls short in each interval; 0 or less where none does."""
    gaps = [target_of(study.scenario, queue).answer - levels_by_interval(study, queue, starts) for queue in queues]
    return np.asarray(np.max(np.nan_to_num(gaps), axis=0))
