"""How much the day's volume decides: the service level of quiet and of busy days."""

from __future__ import annotations

from dataclasses import dataclass

from sim.study.replicate import Study


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
    raise NotImplementedError


def explained_by_volume(study: Study, queue: str) -> float | None:
    """Share of the day-to-day variance of the service level that a straight line in the day's factor explains (R^2);
    None where nothing varies or fewer than 3 days can be judged."""
    raise NotImplementedError
