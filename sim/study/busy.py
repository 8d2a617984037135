"""How much the day's volume decides: the service level of quiet and of busy days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.study.replicate import Study
from sim.study.statistics import Floats
from sim.study.target import met_by_day, service_by_day

BANDS = (
    ("under -10 %", 0.0, 0.9),
    ("-10..0 %", 0.9, 1.0),
    ("0..+10 %", 1.0, 1.1),
    ("over +10 %", 1.1, np.inf),
)
"""Label and half-open range of the day's factor."""


@dataclass(frozen=True)
class BusyBand:
    """The days whose volume lay between two factors of the forecast."""

    label: str
    """`under -10 %`, `-10..0 %`, `0..+10 %`, `over +10 %`."""
    days: int
    service_level: float | None
    """Pooled over those days, by the target's formula."""
    met: float | None
    """Share of those days that meet the target."""


def busy_bands(study: Study, queue: str) -> tuple[BusyBand, ...]:
    """The four bands, quietest first; empty where the volume does not vary from day to day."""
    factors = _factors(study)
    if np.all(factors == 1):
        return ()
    sums, met = service_by_day(study, queue), met_by_day(study, queue)
    made = []
    for label, low, high in BANDS:
        inside = (low <= factors) & (factors < high)
        bottom = float(sums.bottoms[0, 0, inside].sum())
        judged = met[inside & ~np.isnan(met)]
        made.append(
            BusyBand(
                label,
                int(inside.sum()),
                float(sums.tops[0, 0, inside].sum()) / bottom if bottom else None,
                float(judged.mean()) if judged.size else None,
            )
        )
    return tuple(made)


def explained_by_volume(study: Study, queue: str) -> float | None:
    """Share of the day-to-day variance of the service level that a straight line in the day's factor explains (R^2);
    None where nothing varies or fewer than 3 days can be judged."""
    factors, levels = _factors(study), service_by_day(study, queue).values()[0, 0]
    there = ~np.isnan(levels)
    factors, levels = factors[there], levels[there]
    if levels.size < 3 or np.ptp(factors) == 0 or np.ptp(levels) == 0:
        return None
    return float(np.corrcoef(factors, levels)[0, 1] ** 2)


def _factors(study: Study) -> Floats:
    """The days' factors, days in order."""
    return np.asarray(study.day_factors.sort("replication", "day").get_column("factor").to_numpy(), dtype=np.float64)
