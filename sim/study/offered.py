"""What stands behind a volume that counts offered contacts: how many of them there are for each new customer.

A phone system counts every contact that reached the line, redials and repeats among them. The model makes those
itself, so the count has to be brought down to new customers. How far depends on how many abandon, which depends on the
volume in turn: the file is played as it stands, with the staffing that the count was made under, until what reaches the
line is what was counted. The figure then belongs in the file, where no strategy changes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from sim.demand.arrivals import expected_per_day
from sim.scenario.schema import Scenario
from sim.study.replicate import Study
from sim.study.switched_off import with_queues

ROUNDS = 15
"""Plays after which a volume that still moves is given up."""
NEAR = 0.0005
"""The search ends where a round moves no queue's figure by more than this part of it."""
MOST_PER_ISSUE = 20
"""Where there are more contacts for each new customer, hardly any of those counted is one."""

Play = Callable[[Scenario], Study]
"""Plays a scenario, always with the same seed: the rounds differ in volume alone."""


class OfferedError(ValueError):
    """A file whose count cannot be brought down; the text says why and what to do."""


@dataclass(frozen=True)
class Counted:
    """One queue's offered volume, taken apart."""

    queue: str
    per_issue: float
    """Contacts that reach the line for each new customer."""
    a_day: float
    """Contacts counted a day: what the file writes."""
    abandoned: float
    """Share of the contacts that reach the line who abandon, as played."""

    @property
    def customers(self) -> float:
        """New customers a day."""
        return self.a_day / self.per_issue


@dataclass(frozen=True)
class BroughtDown:
    """What the search found, and the last round that it played."""

    queues: tuple[Counted, ...]
    study: Study
    rounds: int
    bursts_left_out: bool
    """Whether the file has any."""


def counting_offered(scenario: Scenario) -> tuple[str, ...]:
    """The queues whose volume counts offered contacts."""
    pages = scenario.queues.items()
    return tuple(name for name, page in pages if page.arrivals is not None and page.arrivals.counts == "offered")


def brought_down(scenario: Scenario, play: Play) -> BroughtDown:
    """What one new customer makes of each offered count. The search starts from the figures that the file has. Raises
    OfferedError.

    The count is one of normal days: bursts come on top of it, and are left out."""
    storms = any(scenario.bursts())
    scenario = with_queues(scenario, lambda page: page.model_copy(update={"bursts": None}))
    queues = counting_offered(scenario)
    if not queues:
        raise OfferedError("no queue counts offered contacts: write counts: offered under the arrivals of one")
    before: dict[str, float] = {}
    for played in range(1, ROUNDS + 1):
        study = play(scenario)
        found = {queue: _per_issue(study, queue) for queue in queues}
        if before and all(abs(found[queue] / before[queue] - 1) <= NEAR for queue in queues):
            counted = tuple(_counted(study, queue, found[queue]) for queue in queues)
            return BroughtDown(counted, study, played, storms)
        before, scenario = found, with_per_issue(scenario, found)
    raise OfferedError(
        f"after {ROUNDS} rounds the volume of new customers still moves: play more with --days, or write first_attempts"
    )


def with_per_issue(scenario: Scenario, figures: Mapping[str, float]) -> Scenario:
    """The scenario with these figures, by queue, in the place of its own."""
    queues = dict(scenario.queues)
    for name, figure in figures.items():
        arrivals = queues[name].arrivals
        assert arrivals is not None
        deflated = arrivals.model_copy(update={"offered_per_issue": figure})
        queues[name] = queues[name].model_copy(update={"arrivals": deflated})
    return scenario.model_copy(update={"queues": queues})


def _per_issue(study: Study, queue: str) -> float:
    reached, issues = _sums(study, queue, "queued", "issues")
    if not reached or not issues:
        raise OfferedError(f"{queue}: nobody new reached the line in {study.days} days: play more with --days")
    if reached > MOST_PER_ISSUE * issues:
        raise OfferedError(
            f"{queue}: other queues, redials and repeats bring it as many as it counts: write arrivals: none there, or "
            "counts: first_attempts"
        )
    return reached / issues


def _counted(study: Study, queue: str, per_issue: float) -> Counted:
    arrivals = study.scenario.queues[queue].arrivals
    assert arrivals is not None
    abandoned, reached = _sums(study, queue, "abandoned", "queued")
    a_day = expected_per_day(study.scenario, queue) * arrivals.volume_per_issue
    return Counted(queue, per_issue, a_day, abandoned / reached)


def _sums(study: Study, queue: str, *columns: str) -> tuple[float, ...]:
    rows = study.cells.days.filter(pl.col("queue") == queue)
    return tuple(float(rows[name].sum()) for name in columns)
