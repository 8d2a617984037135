"""Replies against what customers expect, counted on mornings that can be checked by hand."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from sim.kpi.catalogue import catalogue
from sim.kpi.compute import Cells, cells
from sim.kpi.expected import EXPECTATION_MET, expectation_kpis, reply_within
from sim.kpi.kpi import Kpi, value
from sim.log.columns import to_logs
from tests.moments.story import customer, page, tell

MINUTE, HOUR = 60, 3600


def counted(*customers: Any) -> Cells:
    """Mail on `mail` and `claims`, an agent each, round the clock; half expect a reply within a quarter of an hour."""
    queues = {
        "mail": {"channel": "email", "reply_expected": {"4h": "46%", "15m": "12%"}},
        "claims": {"channel": "email", "reply_expected": {"1h": "50%"}},
        "other": {"channel": "email"},
    }
    groups = {name: ([name], 1) for name in queues}
    told = tell(*customers, queues={"care": {}, **queues}, groups={"front": (["care"], 1), **groups})
    return cells(to_logs(told.record, told.scenario, 0), told.scenario)


def figure(found: Cells, kpi: Kpi, queue: str | None = "mail") -> float | None:
    return value(kpi, found.days).filter(pl.col("queue").eq_missing(pl.lit(queue)))["value"].item()


# Replied to after exactly 15 minutes, after 4 hours and a second, after 2 hours, and not before the day ends.
FOUR = (
    customer(0, queue="mail", talk=15 * MINUTE),
    customer(HOUR, queue="mail", talk=4 * HOUR + 1),
    customer(4 * HOUR, queue="mail", talk=HOUR - 1),
    customer(10 * HOUR, queue="mail", talk=20 * HOUR),
)


def test_replies_within_a_time_are_of_all_that_was_written_those_still_open_too() -> None:
    found = counted(*FOUR)
    assert figure(found, reply_within("15m")) == 1 / 4
    assert figure(found, reply_within("1h")) == 1 / 4
    assert figure(found, reply_within("4h")) == 2 / 4


def test_each_time_weighs_as_many_as_expect_it_and_no_sooner_reply() -> None:
    found = counted(*FOUR)
    assert figure(found, EXPECTATION_MET) == pytest.approx((12 * (1 / 4) + 34 * (2 / 4)) / 46)
    assert figure(found, EXPECTATION_MET, "claims") is None
    assert figure(found, EXPECTATION_MET, "care") is None


def test_all_queues_together_count_each_by_its_own_expectation() -> None:
    late, other = customer(0, queue="claims", talk=2 * HOUR), customer(0, queue="other", talk=60)
    found = counted(*FOUR, late, other)
    assert figure(found, EXPECTATION_MET, "claims") == 0
    assert figure(found, EXPECTATION_MET, "other") is None
    assert figure(found, EXPECTATION_MET, None) == pytest.approx((12 * 1 + 34 * 2) / (4 * 46 + 50))
    assert figure(found, reply_within("4h"), None) == 4 / 6


def test_there_is_a_figure_for_each_time_written_and_none_where_nobody_wrote_any() -> None:
    expecting = page(queues={"mail": {"channel": "email", "reply_expected": {"15m": "12%", "4h": "46%"}}})
    names = [kpi.name for kpi in catalogue(expecting)]
    assert names[-3:] == ["reply_within 15m", "reply_within 4h", "expectation_met"]
    assert expectation_kpis(page(queues={"mail": {"channel": "email"}})) == ()
