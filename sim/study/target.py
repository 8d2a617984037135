"""Days and intervals that meet a queue's target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from sim.kpi.catalogue import find
from sim.kpi.kpi import Kpi
from sim.kpi.line import SERVICE_LEVELS
from sim.roster.days import days_open
from sim.scenario.queue import Target
from sim.scenario.schema import Scenario
from sim.study.ratios import Ratios, by_day, by_replication
from sim.study.replicate import Study
from sim.study.shares import share_of_days
from sim.study.statistics import Floats, Interval
from sim.units import MINUTE, SECOND, format_duration, format_share


@dataclass(frozen=True)
class DaysMet:
    """How many counted days meet the targets of `queues`, all of them on the same day."""

    queues: tuple[str, ...]
    each: pl.DataFrame
    """replication, day, met (null on a day when none of the queues has anybody to judge by)."""
    days: int
    """Days that can be judged."""
    met: int
    empty: int
    """Days without a contact to judge any of them by, though one is open; they are in neither `days` nor `met`."""
    share: Interval
    """Share of the days judged that meet, with its Wilson interval (days of one replication are not independent)."""

    def by_replication(self) -> Floats:
        """1 met, 0 missed, NaN not judged: an array (replications, days)."""
        met = self.each.get_column("met").cast(pl.Float64).fill_null(np.nan).to_numpy()
        return np.asarray(met.reshape(self.each.get_column("replication").n_unique(), -1))


def queues_with_target(study: Study) -> tuple[str, ...]:
    """The queues that promise something, in file order."""
    return tuple(name for name, queue in study.scenario.queues.items() if queue.target is not None)


def target_of(scenario: Scenario, queue: str) -> Target:
    """What a queue promises; ValueError if it promises nothing."""
    target = scenario.queues[queue].target
    if target is None:
        raise ValueError(f"queues.{queue} has no target: write target: {{answer: 80%, within: 20s}}")
    return target


def promise(target: Target) -> str:
    """`80/20`, or `80 % in 5m`; with the formula's name where it is not the usual one."""
    if target.within < 2 * MINUTE and target.within % SECOND == 0:
        short = f"{100 * target.answer:g}/{target.within // SECOND}"
    else:
        short = f"{format_share(target.answer).replace('%', ' %')} in {format_duration(target.within)}"
    return short if target.formula == "offered" else f"{short} ({target.formula})"


def target_kpi(scenario: Scenario, queue: str) -> Kpi:
    """The service level that a queue's target means."""
    return SERVICE_LEVELS[target_of(scenario, queue).formula]


def days_met(study: Study, queues: Sequence[str]) -> DaysMet:
    """Judges each counted day of each replication against the targets of `queues`: of those to which anybody came, for
    one that is closed on Saturdays breaks no promise. ValueError if one has no target."""
    met = np.fmin.reduce([met_by_day(study, queue) for queue in queues])  # NaN where all are
    each = study.day_factors.sort("replication", "day").select("replication", "day")
    judged = ~np.isnan(met)
    opened = sorted({day for queue in queues for day in days_open(study.scenario, queue)})
    hits, counts = (part.reshape(study.replications, -1).sum(axis=1) for part in (met == 1, judged))
    return DaysMet(
        tuple(queues),
        each.with_columns(pl.Series("met", met).fill_nan(None).cast(pl.Boolean)),
        int(judged.sum()),
        int(hits.sum()),
        int((~judged).reshape(study.replications, -1)[:, opened].sum()),
        share_of_days(hits, counts).at(0),
    )


def met_by_day(study: Study, queue: str) -> Floats:
    """1 where a day meets the queue's target, 0 where not, NaN where nobody counts; days in order."""
    sums, answer = service_by_day(study, queue), target_of(study.scenario, queue).answer
    tops, bottoms = sums.tops[0, 0], sums.bottoms[0, 0]
    # 80 % of ten is eight, whatever 0.8 is in binary.
    met = np.where(tops >= answer * bottoms - 1e-9, 1.0, 0.0)
    return np.where((bottoms == 0) | np.isnan(tops), np.nan, met)


def service_by_day(study: Study, queue: str) -> Ratios:
    """The target's service level as sums by day, days in order: arrays (1, 1, days)."""
    rows = study.cells.days.filter(pl.col("queue") == queue)
    return by_day([target_kpi(study.scenario, queue)], rows)


def intervals_met(study: Study, queue: str) -> float | None:
    """Share of the intervals with contacts, over all counted days, that meet the queue's target."""
    rows = study.cells.days.filter(pl.col("queue") == queue)
    sums = by_replication([find("intervals_met")], rows)
    total = float(sums.bottoms.sum())
    return float(sums.tops.sum()) / total if total else None
