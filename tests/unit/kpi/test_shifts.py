"""What agents by name are on the queue, paid for and there beyond their shifts, counted by hand."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from sim.kpi.catalogue import catalogue
from sim.kpi.compute import cells
from sim.kpi.kpi import value
from sim.log.columns import to_logs
from sim.study.replicate import played
from tests.moments.story import by_name, customer, page, tell

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


def test_adherence_is_the_time_on_the_queue_of_the_time_rostered_on_it() -> None:
    # Rostered from 8 to 11, and away from 10:30 on.
    plan = by_name(day={"hours": (8 * HOUR, 12 * HOUR), "meal": (11 * HOUR, HOUR)})
    told = tell(groups={"front": (["care"], plan)}, open="08:00-12:00")
    logs = to_logs(told.record, told.scenario, 0)
    half_past_ten, eleven = 10 * HOUR * 1_000 + 1_800_000, 11 * HOUR * 1_000
    spans = logs.agents.with_columns(
        to_ms=pl.when(pl.col("to_ms") == eleven).then(half_past_ten).otherwise("to_ms"),
        from_ms=pl.when(pl.col("from_ms") == eleven).then(half_past_ten).otherwise("from_ms"),
    )
    days = cells(replace(logs, agents=spans), told.scenario).days
    (adherence,) = (kpi for kpi in catalogue(told.scenario) if kpi.name == "adherence")
    assert value(adherence, days)["value"].to_list() == pytest.approx([150 / 180] * 2)


def test_overtime_costs_its_rate_and_a_contact_handled_its_price() -> None:
    plan = by_name(day={"hours": (8 * HOUR, 12 * HOUR)})
    prices = {"cost_per_hour": 20, "overtime_rate": "150%", "cost_per_contact": 4.2}
    told = tell(
        customer(at=9 * HOUR), customer(at=12 * HOUR - 300, talk=900), customer(at=13 * HOUR, patience=1),
        groups={"front": (["care"], plan, prices)}, open="08:00-20:00",
    )  # fmt: skip
    day = cells(to_logs(told.record, told.scenario, 0), told.scenario).days.filter(pl.col("queue").is_null())
    assert day["overtime_cost"].item() == pytest.approx(20 * 1.5 / 6)
    assert day["cost"].item() == pytest.approx(4 * 20 + 20 * 1.5 / 6 + 2 * 4.2)


def test_who_is_absent_is_paid_and_neither_rostered_nor_out_of_adherence() -> None:
    scenario = page(
        groups={"front": (["care"], SHIFTS, {"absence": "50%"}), "back": (["care"], 4, {"absence": "50%"})},
        queues={"care": {"arrivals": {"per_hour": 1}}},
        open="08:00-20:00",
        days=20,
    )
    logs, *_ = played(scenario, 1, range(1))
    found = cells(logs, scenario).days.filter(pl.col("queue").is_null())
    absent = (
        logs.roster.filter(pl.col("planned") == "absent").select((pl.col("to_ms") - pl.col("from_ms")).sum()).item()
    )
    hours = {name: float(found[f"{name}_ms"].sum()) / 3_600_000 for name in ("paid", "rostered", "by_name", "adhered")}
    breaks = logs.roster.filter(pl.col("planned") == "break").height / 4
    assert hours["paid"] == pytest.approx(20 * (7 + 4 * 12))
    assert hours["rostered"] == pytest.approx(20 * (7 + 4 * 12) - breaks - absent / 3_600_000)
    assert 0 < hours["adhered"] == pytest.approx(hours["by_name"], rel=1e-3)


def test_contacts_per_agent_shift_go_by_real_shifts_and_by_eight_paid_hours_of_head_counts() -> None:
    # Two shifts of four hours; four heads for eight hours are four more.
    groups = {"front": (["care"], SHIFTS), "back": (["care"], {8 * HOUR: 4, 16 * HOUR: 0})}
    told = tell(*(customer(at=8 * HOUR) for _ in range(3)), groups=groups, open="08:00-20:00", interval="60m")
    found = cells(to_logs(told.record, told.scenario, 0), told.scenario)
    (kpi,) = (each for each in catalogue(told.scenario) if each.name == "contacts_per_agent_shift")
    assert value(kpi, found.days)["value"].to_list() == pytest.approx([3 / 6] * 2)
    by_hour = found.intervals.filter(pl.col("queue").is_null()).sort("interval")["agent_shifts"]
    assert by_hour.to_list()[:9] == pytest.approx([2 / 4 + 4 / 8] * 4 + [4 / 8] * 4 + [0])


def test_a_night_shift_counts_on_each_day_by_its_hours() -> None:
    told = tell(groups={"front": (["care"], by_name(night={"hours": (22 * HOUR, 30 * HOUR)}))}, days=2)
    days = cells(to_logs(told.record, told.scenario, 0), told.scenario).days.filter(pl.col("queue").is_null())
    assert days["agent_shifts"].to_list() == pytest.approx([1, 1])
