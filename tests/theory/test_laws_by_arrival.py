"""A law by arrival against M/G/infinity: with agents for everybody, how many are busy is known at any time.

Rate 1 a minute; talk is exponential, of mean 2 min for those who arrive before noon and 4 min after. By
Eick, Massey and Whitt 1993 the mean number busy t minutes past noon is 2 exp(-t/2) + 4 (1 - exp(-t/4)): who arrived
before noon keeps the short law. Its mean over the half-hour past noon is (4 x 30 - 16 (1 - exp(-7.5)) + 4 (1 -
exp(-15))) / 30.
"""

from __future__ import annotations

from math import exp, sqrt

import polars as pl
import pytest

from sim.scenario.schema import Scenario
from sim.study.replicate import replicate
from sim.units import HOUR, MINUTE

K = 4
DAYS = 60
PAST_NOON = (4 * 30 - 16 * (1 - exp(-7.5)) + 4 * (1 - exp(-15))) / 30

SCENARIO = Scenario.model_validate(
    {
        "name": "Agents for everybody",
        "open": "08:00-16:00",
        "queues": {
            "care": {
                "arrivals": {"per_hour": 60, "day_to_day": 0},
                "talk": {"by_arrival": {"08:00": {"exponential": "2m"}, "12:00": {"exponential": "4m"}}},
            }
        },
        "agents": {"team": {"skills": ["care"], "on_queue": 30}},
    }
)


@pytest.fixture(scope="module")
def busy() -> pl.DataFrame:
    """Mean agents busy in each half-hour of each day: replication, interval, busy."""
    cells = replicate(SCENARIO, DAYS, seed=1).cells.intervals.filter(pl.col("queue") == "care")
    return cells.select("replication", "interval", (pl.col("busy_ms") / (30 * MINUTE)).alias("busy"))


@pytest.mark.parametrize(
    ("first", "last", "exact"),
    [(9 * HOUR, 12 * HOUR, 2.0), (12 * HOUR, 12 * HOUR + 30 * MINUTE, PAST_NOON), (13 * HOUR, 16 * HOUR, 4.0)],
)
def test_the_mean_number_busy_follows_the_law_of_each_period(
    busy: pl.DataFrame, first: int, last: int, exact: float
) -> None:
    within = busy.filter(pl.col("interval").is_between(first, last, closed="left"))
    days = within.group_by("replication").mean()["busy"].to_numpy()
    assert len(days) == DAYS
    error = days.std(ddof=1) / sqrt(DAYS)
    assert error < 0.04 * exact
    assert abs(days.mean() - exact) < K * error
