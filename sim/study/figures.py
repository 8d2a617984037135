"""The few KPIs that `compare` sets side by side, each with its paired difference from baseline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from sim.kpi.catalogue import find
from sim.kpi.kpi import Kpi
from sim.study.ratios import Ratios, by_replication
from sim.study.replicate import Study
from sim.study.statistics import Floats, Interval, paired_difference, pooled_ratio
from sim.study.summary import in_bounds
from sim.study.target import target_kpi

SERVICE_LEVEL = "service_level"
SETTLED_FIRST = "fcr_true"
TURNED_AWAY = "blocked_rate"
OF_A_LINE = ("time_to_human", "asa", "abandon_rate")
OF_A_QUEUE = {"voice": OF_A_LINE, "chat": (*OF_A_LINE, "aht"), "email": ("first_response_time", "backlog_hours")}
"""By channel. More chats at once are waited for less, and each takes longer."""
OF_ALL = ("occupancy", "cost", "paid_hours")

MATTERS = {"share": 0.01, "s": 1.0}
"""One point, one second: a difference below is real, perhaps, but too small to decide on."""
ROUNDING = 1e-9


@dataclass(frozen=True)
class Figure:
    """One KPI of one plan on one queue (None: all together), with its difference from baseline."""

    kpi: str
    formula: str
    queue: str | None
    unit: str
    value: Interval
    difference: Interval | None
    """Paired, on the same customers; simultaneous over the plans of a column. None for baseline."""
    noise: bool
    """The difference could be chance: its interval holds 0 (and it is not exactly 0 everywhere)."""
    small: bool
    """The difference is real, but under 1 point or 1 s."""
    tops: Floats = field(compare=False, repr=False)
    bottoms: Floats = field(compare=False, repr=False)
    """Numerator and denominator of each replication."""

    def beside(self, other: Figure) -> Interval:
        """This figure minus the same one of another plan, on the same customers; of these two plans alone."""
        return paired_difference(self.tops, self.bottoms, other.tops, other.bottoms).at(0)


def level_of(study: Study, base: Study | None, queue: str, comparisons: int) -> Figure:
    """The service level that a queue's target means, with its difference from `base`."""
    return _figure(study, base, target_kpi(study.scenario, queue), queue, comparisons, SERVICE_LEVEL)


def settled_first_of(study: Study, base: Study | None, comparisons: int) -> Figure:
    """The share of issues settled at their first contact, all queues together, with its difference from `base`."""
    return _figure(study, base, find(SETTLED_FIRST), None, comparisons)


def turned_away_of(study: Study, base: Study | None, comparisons: int) -> Figure:
    """The share of contacts turned away for want of room, all queues together, with its difference from `base`."""
    return _figure(study, base, find(TURNED_AWAY), None, comparisons)


def figures_of(study: Study, base: Study | None, queues: Sequence[str | None], comparisons: int) -> tuple[Figure, ...]:
    """The KPIs of a plan on `queues` (None: all together, without a service level), then those of all together. The
    differences from `base` hold together over `comparisons` plans."""
    made = []
    for queue in queues:
        if queue is not None:
            made.append(level_of(study, base, queue, comparisons))
        channel = "voice" if queue is None else study.scenario.queues[queue].channel
        made += [_figure(study, base, find(name), queue, comparisons) for name in OF_A_QUEUE[channel]]
    return (*made, *(_figure(study, base, find(name), None, comparisons) for name in OF_ALL))


def sums_of(study: Study, kpi: Kpi, queue: str | None) -> Ratios:
    """Numerator and denominator of one KPI on one queue by replication: arrays (1, 1, replications)."""
    days = study.cells.days
    return by_replication([kpi], days.filter(pl.col("queue").eq_missing(pl.lit(queue, days.schema["queue"]))))


def value_of(study: Study, name: str, queue: str | None) -> float | None:
    """A KPI's pooled value alone."""
    return sums_of(study, find(name), queue).pooled()


def _figure(
    study: Study, base: Study | None, kpi: Kpi, queue: str | None, comparisons: int, called: str | None = None
) -> Figure:
    sums = sums_of(study, kpi, queue)
    tops, bottoms = sums.tops[0], sums.bottoms[0]
    value = in_bounds(pooled_ratio(tops, bottoms), tops, bottoms, kpi.signed).at(0)
    gap = None
    if base is not None:
        before = sums_of(base, kpi, queue)
        gap = paired_difference(tops, bottoms, before.tops[0], before.bottoms[0], comparisons).at(0)
    noise = gap is not None and could_be_noise(gap)
    small = gap is not None and not noise and ROUNDING < abs(gap.mean or 0.0) < MATTERS.get(kpi.unit, 0.0)
    named = called or kpi.name
    return Figure(named, kpi.formula, queue, kpi.unit, value, gap, noise, small, tops[0], bottoms[0])


def could_be_noise(gap: Interval) -> bool:
    """Whether a difference may be chance: it is there, but 0 is in its interval (or one replication gives none)."""
    if gap.mean is None or max(abs(gap.mean), gap.half_width or 0.0) < ROUNDING:
        return False
    return gap.low is None or gap.holds(0.0)


def tighter_by_pairing(study: Study, base: Study, queue: str) -> float | None:
    """How many times wider the service level's difference would be from separate runs; None where nothing differs."""
    now, before = (sums_of(one, target_kpi(one.scenario, queue), queue) for one in (study, base))
    alone = [pooled_ratio(one.tops[0], one.bottoms[0]).at(0).half_width for one in (now, before)]
    paired = paired_difference(now.tops[0], now.bottoms[0], before.tops[0], before.bottoms[0]).at(0).half_width
    if not paired or paired < ROUNDING or None in alone:
        return None
    return float(sum((half or 0.0) ** 2 for half in alone) ** 0.5 / paired)
