"""Days and intervals that meet a queue's target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from sim.study.replicate import Study
from sim.study.statistics import Interval


@dataclass(frozen=True)
class DaysMet:
    """How many counted days meet the targets of `queues`, all of them on the same day."""

    queues: tuple[str, ...]
    each: pl.DataFrame
    """replication, day, met (null on a day when one of the queues has an empty denominator)."""
    days: int
    """Days that can be judged."""
    met: int
    empty: int
    """Days without a contact to judge by; they are in neither `days` nor `met`."""
    share: Interval
    """Share of the days judged that meet, with its Wilson interval (days of one replication are not independent)."""


def queues_with_target(study: Study) -> tuple[str, ...]:
    """The queues that promise something, in file order."""
    return tuple(name for name, queue in study.scenario.queues.items() if queue.target is not None)


def days_met(study: Study, queues: Sequence[str]) -> DaysMet:
    """Judges each counted day of each replication against the targets of `queues`."""
    raise NotImplementedError


def intervals_met(study: Study, queue: str) -> float | None:
    """Share of the intervals with contacts, over all counted days, that meet the queue's target."""
    raise NotImplementedError
