"""The sentence that a planner acts on, by the file's own rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sim.study.statistics import Interval


@dataclass(frozen=True)
class Rule:
    """Meet the targets of these queues, all on the same day, on this share of days, then lowest cost."""

    meet: tuple[str, ...]
    on: float
    default: bool
    """The file has no `decide`: this is the usual rule."""
    line: int | None
    """Where the file writes it, if known."""

    def __str__(self) -> str:
        """`meet care's target on 80 % of days, then lowest cost`."""
        raise NotImplementedError


@dataclass(frozen=True)
class Verdict:
    """One of four sentences with its numbers, or none where the file promises nothing."""

    kind: Literal["choose", "none_meets", "keep", "cannot_tell", "no_target", "alone"]
    headline: str
    """The sentence(s), ready to print."""
    not_settled: str | None
    """Why more days are needed and how many, where the chosen plan's interval holds the rule's threshold."""
    plan: str | None
    """The plan chosen, kept or nearest."""
    other: str | None
    """The plan that cannot be told apart from it, or that would do the same for less."""
    wanted: float | None
    """The rule's share of days."""
    share: Interval
    baseline: Interval
    """Share of days of the plan and of baseline."""
    cost: float | None
    """Cost a day against baseline; of `other` against `plan` where there is one."""
    cost_share: float | None
    """The same, relative to baseline's cost."""
    difference: Interval | None
    """Of the two shares of days, where two plans cannot be told apart."""
    days_needed: int | None
    """Days that would settle it."""
