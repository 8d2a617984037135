"""What agents by name are on the queue, paid for and there beyond their shifts, counted by hand."""

from __future__ import annotations

import polars as pl
import pytest

from sim.kpi.compute import cells
from sim.log.columns import to_logs
from tests.moments.story import by_name, customer, tell

HOUR = 3_600
SHIFTS = by_name(
    day={"agents": 2, "hours": (8 * HOUR, 12 * HOUR), "breaks": [(9 * HOUR, 900)], "meal": (10 * HOUR, 1_800)}
)


def test_time_of_a_shift_is_paid_but_for_the_meal_and_on_the_queue_but_for_both() -> None:
    # Two agents, four hours each: 15 minutes of break, 30 of meal. One finishes a contact 10 minutes past noon.
    told = tell(
        customer(at=12 * HOUR - 300, talk=900),
        groups={"front": (["care"], SHIFTS, {"cost_per_hour": 20})},
        open="08:00-20:00",
        interval="60m",
    )
    found = cells(to_logs(told.record, told.scenario, 0), told.scenario)
    hours = found.days.filter(pl.col("queue").is_null()).row(0, named=True)
    in_hours = {name: hours[f"{name}_ms"] / 3_600_000 for name in ("rostered", "paid", "overtime", "busy", "idle")}
    assert in_hours == pytest.approx(
        {"rostered": 6.5, "paid": 7.0, "overtime": 1 / 6, "busy": 0.25, "idle": 6.5 - 1 / 12}
    )
    assert hours["cost"] == pytest.approx(20 * (7 + 1 / 6))
    by_hour = found.intervals.filter(pl.col("queue").is_null()).sort("interval")
    minutes = {
        name: (by_hour[f"{name}_ms"] / 60_000).round(6).to_list()[:5] for name in ("rostered", "paid", "overtime")
    }
    assert minutes == {
        "rostered": [120, 90, 60, 120, 0],
        "paid": [120, 120, 60, 120, 0],
        "overtime": [0, 0, 0, 0, 10],
    }


def test_a_late_break_is_no_overtime() -> None:
    told = tell(
        customer(at=9 * HOUR - 60, talk=600), groups={"front": (["care"], SHIFTS)}, open="08:00-20:00", interval="60m"
    )
    found = cells(to_logs(told.record, told.scenario, 0), told.scenario)
    assert found.days["overtime_ms"].to_list() == [0, 0]
