"""Lesson 3 at a desk with people in it: split, with a flexible group, pooled; on the same customers."""

from __future__ import annotations

from math import sqrt
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

import sim
from sim.scenario.strategies import plan_of
from sim.units import HOUR

PAGE = Path(__file__).resolve().parents[2] / "scenarios" / "bilingual-desk.yaml"
DAYS = 12
K = 4
"""Standard errors of a paired difference by which an effect must stand out."""


def abandoned(plan: str) -> NDArray[np.float64]:
    """Share of callers who give up, day by day."""
    run = sim.run(plan_of(sim.load(PAGE), plan).scenario, replications=DAYS, seed=5)
    days = run.contacts.group_by("replication", maintain_order=True).agg((pl.col("outcome") == "abandoned").mean())
    return days["outcome"].to_numpy()


def stands_out(fewer: NDArray[np.float64], more: NDArray[np.float64]) -> bool:
    difference = more - fewer
    return bool(difference.mean() > K * difference.std(ddof=1) / sqrt(DAYS))


@pytest.mark.slow
def test_a_flexible_group_loses_fewer_callers_than_two_desks_of_as_many_heads_and_one_desk_for_all_fewer_still() -> (
    None
):
    split, flexible, pooled = (abandoned(plan) for plan in ("split", "baseline", "all_both"))
    assert stands_out(flexible, split)
    assert stands_out(pooled, flexible)


def test_the_two_desks_and_the_one_have_as_many_heads_as_the_flexible_group_and_the_others_at_every_time() -> None:
    def heads(plan: str) -> list[int]:
        tables = [group.on_queue or {} for group in plan_of(sim.load(PAGE), plan).scenario.agents.values()]
        times = range(8 * HOUR, 20 * HOUR, HOUR)
        return [sum(table[max(clock for clock in table if clock <= ms)] for table in tables) for ms in times]

    assert heads("split") == heads("baseline") == heads("all_both")
