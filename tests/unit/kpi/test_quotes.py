"""How good the quoted wait was: over whom its error is counted, and which way its sign and its interval go."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from sim.kpi.catalogue import catalogue, find
from sim.kpi.compute import cells
from sim.kpi.kpi import value
from sim.study.statistics import pooled_ratio
from sim.study.summary import in_bounds
from tests.unit.log.hand import Row, abandoned, answered, at, logs, scenario

EIGHT = at("08:00")


def _of(kpi: str, *rows: Row) -> float | None:
    """A KPI of all queues together."""
    days = cells(logs(rows), scenario()).days.filter(pl.col("queue").is_null())
    found: float | None = value(find(kpi), days)["value"].item()
    return found


def test_the_error_is_below_nothing_where_the_quote_was_too_short() -> None:
    rows = [answered(1, EIGHT, 60, 30, quoted_ms=20_000), answered(2, EIGHT, 60, 30, quoted_ms=70_000)]
    assert _of("quote_error", *rows) == pytest.approx((-40 + 10) / 2)
    assert _of("quote_error_abs", *rows) == pytest.approx((40 + 10) / 2)


def test_only_quoted_contacts_that_were_answered_from_the_line_are_in_the_error() -> None:
    called_back = answered(1, EIGHT, 60, 30, quoted_ms=90_000, callback_offered=True, callback_accepted=True, dials=1)
    assert _of("quote_error_abs", abandoned(1, EIGHT, 30, quoted_ms=90_000)) is None
    assert _of("quote_error_abs", called_back | {"outcome": "callback_answered"}) is None
    assert _of("quote_error_abs", answered(1, EIGHT, 0, 30)) is None
    assert _of("quote_error_abs", answered(1, EIGHT, 60, 30, quoted_ms=10**15)) is None


def test_late_is_who_waited_longer_than_announced_and_not_exactly_so_long() -> None:
    says = scenario(queues={"care": {"arrivals": {"per_day": 10}, "talk": {"exponential": "2m"}, "announce": {}}},
                    agents={"front": {"skills": ["care"], "on_queue": 2}})  # fmt: skip
    told = {"quoted_ms": 60_000, "announced_ms": 60_000}
    rows = [
        answered(1, EIGHT, 60, 30, **told),
        answered(2, EIGHT, 61, 30, **told),
        answered(3, EIGHT, 0, 30),
        answered(4, EIGHT, 90, 30, quoted_ms=10**15, announced_ms=10**15),
        abandoned(5, EIGHT, 90, **told),
    ]
    (late,) = (kpi for kpi in catalogue(says) if kpi.name == "announced_late_share")
    assert value(late, cells(logs(rows), says).days.filter(pl.col("queue") == "care"))["value"].item() == 1 / 2


def test_only_a_scenario_that_announces_says_how_often_that_fell_short() -> None:
    assert "announced_late_share" not in {kpi.name for kpi in catalogue(scenario())}


@pytest.mark.parametrize("sign", [1, -1])
def test_the_interval_of_a_mean_error_reaches_over_nothing_and_over_one(sign: int) -> None:
    """Two replications of mean 5 and 0 s, or -5 and 0: the interval reaches some 32 s to either side of 2.5."""
    tops, bottoms = np.array([[5.0, 0.0]]) * sign, np.ones((1, 2))
    assert find("quote_error").signed
    held = in_bounds(pooled_ratio(tops, bottoms), tops, bottoms, signed=True)
    assert held.low[0] < -20
    assert held.high[0] > 20
    assert in_bounds(pooled_ratio(abs(tops), bottoms), abs(tops), bottoms).low[0] == 0
