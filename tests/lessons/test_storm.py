"""A storm over a normal Monday: who has the queue normal again sooner, on the same customers."""

from __future__ import annotations

from functools import cache
from math import sqrt
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

from sim.scenario.load import load
from sim.scenario.strategies import plan_of
from sim.study.replicate import Study, replicate
from sim.units import MINUTE

PAGE = Path(__file__).resolve().parents[2] / "scenarios" / "storm.yaml"
DAYS = 16
K = 4
"""Standard errors of a paired difference by which an effect must stand out."""


@cache
def played(plan: str) -> Study:
    return replicate(plan_of(load(PAGE), plan).scenario, replications=DAYS, seed=5)


def back(plan: str) -> NDArray[np.float64]:
    """Minutes until care is normal again, storm by storm."""
    days = played(plan).cells.days.filter(pl.col("queue") == "care")
    assert days["burst_days"].to_list() == [1] * DAYS
    return days["recovery_ms"].to_numpy() / MINUTE


def sooner(plan: str, than: str) -> bool:
    gain = back(than) - back(plan)
    return bool(gain.mean() > K * gain.std(ddof=1) / sqrt(DAYS))


@pytest.mark.slow
@pytest.mark.parametrize("plan", ["message", "sales_help", "overtime"])
def test_a_message_more_heads_and_help_each_have_the_queue_normal_sooner_than_today(plan: str) -> None:
    assert sooner(plan, "baseline")


@pytest.mark.slow
def test_the_message_and_the_help_together_are_sooner_than_either() -> None:
    assert sooner("message_and_sales", "message")
    assert sooner("message_and_sales", "sales_help")


@pytest.mark.slow
def test_callbacks_do_not_have_the_queue_normal_sooner() -> None:
    """They empty the line of people, not of work."""
    assert not sooner("callbacks", "baseline")


def test_the_storm_comes_on_top_of_a_monday_that_meets_its_target() -> None:
    normal = replicate(load(PAGE, ["queues.care.bursts.storm.chance=0%"]), replications=4, seed=5)
    care = normal.cells.days.filter(pl.col("queue") == "care")
    assert care["answered_in_t"].sum() / care["queued"].sum() > 0.9
