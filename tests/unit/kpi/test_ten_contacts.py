"""Every KPI of one morning of ten contacts, each figure worked out by hand (`tests/unit/log/hand.py`)."""

from __future__ import annotations

import polars as pl
import pytest

from sim.kpi.catalogue import CATALOGUE, PERCENTILES, find
from sim.kpi.compute import Cells, cells
from sim.kpi.kpi import value
from sim.log.columns import Logs
from tests.unit.log.hand import at, scenario, ten_contacts_logs

CARE = {
    # N 8 = A 5 (waits 0, 10, 20, 40, 0) + B 2 (3 s, 30 s) + F 1; T 20 s, s 5 s
    "service_level_offered": 4 / 8,
    "service_level_answered_only": 4 / 5,
    "service_level_excl_short": 4 / 7,
    "service_level_excl_abandoned_in_t": 4 / 7,
    "service_level_credit_abandoned_in_t": 5 / 8,
    "service_level_credit_short": 5 / 8,
    "service_level_excl_callbacks": 4 / 7,
    "service_level_dequeued": 6 / 8,
    "service_level_virtual": None,
    "asa": 70 / 5,
    "time_to_human": (70 + 600) / 6,
    "wait_all": 103 / 7,
    "time_to_abandon": 33 / 2,
    "delay_share": 5 / 7,
    "patience_estimate": 103 / 2,
    "abandon_rate": 2 / 8,
    "abandon_rate_excl_short": 1 / 7,
    "blocked_rate": 1 / 10,
    "balked_rate": 0,
    "closed_rate": 0,
    # 2 was quoted 25 s and waited 10, 3 was quoted 10 and waited 20; 4 was quoted no finite wait
    "quote_error": (15 - 10) / 2,
    "quote_error_abs": (15 + 10) / 2,
    # talk 600, hold 20, wrap 40, dial 30 of two agents' two hours
    "occupancy": 690 / 14_400,
    "occupancy_scheduled": 690 / 14_400,
    "utilization": 1,
    "shrinkage": 0,
    "overtime_hours": 0,
    "on_queue_hours": 4,
    "paid_hours": 4,
    "contacts_per_agent_hour": 6 / 4,
    "contacts_per_agent_shift": 6 / (4 / 8),
    "aht": 660 / 6,
    "aht_contact": (660 + 600) / 6,
    "holds_per_contact": 1 / 6,
    "hold_avg": 20,
    "wrap_avg": 40 / 6,
    "fcr": None,
    # first handled: 1, 2, 3, 4, 7; 2 comes back, 3 is resolved on its second leg
    "fcr_true": 4 / 5,
    "fcr_tier1": 3 / 5,
    "one_and_done": 6 / 10,
    "contacts_per_issue": 10 / 8,
    "repeat_rate": 1 / 6,
    "redial_rate": 1 / 2,
    "escalation_rate": 1 / 6,
    "transfers_per_contact": 1 / 6,
    "abandon_switch_rate": 0,
    "containment_gross": 1 / 2,
    "containment_net": 1 / 2,
    "self_service_abandon_rate": 0,
    "callback_offer_rate": 1 / 8,
    "callback_take_rate": 1,
    "callback_connect_rate": 1,
    "callback_success_rate": 1,
    "attempts_per_callback": 2,
    "time_to_callback": 600,
    "callback_lateness": None,
    "ring_time_lost": 30 / 3600,
    "cost": None,
    "cost_per_contact": None,
    "cost_per_minute": None,
    "cost_per_resolution": None,
    "arrived": 10,
    "contacts": 10,
    "offered": 8,
    "answered": 5,
    "abandoned": 2,
    "handled": 6,
    "redials": 1,
    "repeats": 1,
    "callbacks_accepted": 1,
    # 08:00 has 3 of 6 in time, 08:30 only the callback (0 of 1), 09:00 1 of 1; against 50 %
    "intervals_met": 2 / 3,
}

# 2 h x (2 x 30 + 1 x 40), two sessions at 0.5, nine contacts taken in at 0.1
COST = 200 + 1 + 0.9
TOTAL = {
    "service_level_offered": (4 + 1) / 9,
    "asa": (70 + 30) / 6,
    "quote_error": (15 - 10 + 570) / 3,
    "occupancy": (690 + 600) / 21_600,
    "aht": 1260 / 7,
    "aht_contact": 1260 / 6,
    "fcr_true": 4 / 5,
    "repeat_rate": 1 / 7,
    "cost": COST,
    "cost_per_contact": COST / 7,
    "cost_per_minute": COST / 21,
    "cost_per_resolution": COST / 6,
    "intervals_met": 3 / 4,
    "arrived": 11,
    "contacts": 10,
}


@pytest.fixture(scope="module")
def counted() -> Cells:
    return cells(ten_contacts_logs(), scenario())


def _of(kpi: str, frame: pl.DataFrame, queue: str | None) -> float | None:
    rows = value(find(kpi), frame)
    return rows.filter(pl.col("queue").eq_missing(pl.lit(queue, pl.String)))["value"].item()


def test_every_kpi_of_the_catalogue_is_worked_out_here() -> None:
    assert set(CARE) == {kpi.key for kpi in CATALOGUE}


@pytest.mark.parametrize(("kpi", "expected"), CARE.items())
def test_kpi_of_a_queue_is_what_the_hand_says(counted: Cells, kpi: str, expected: float | None) -> None:
    assert _of(kpi, counted.days, "care") == (None if expected is None else pytest.approx(expected, rel=1e-12))


@pytest.mark.parametrize(("kpi", "expected"), TOTAL.items())
def test_kpi_of_all_queues_counts_each_by_its_own_threshold(counted: Cells, kpi: str, expected: float) -> None:
    assert _of(kpi, counted.days, None) == pytest.approx(expected, rel=1e-12)


def test_an_empty_denominator_is_null_and_only_an_empty_numerator_is_zero(counted: Cells) -> None:
    assert _of("abandon_rate", counted.days, "expert") == 0
    assert _of("callback_take_rate", counted.days, "expert") is None


def test_a_scheduled_callback_is_late_by_what_lies_between_its_time_and_human_voice() -> None:
    """Promised for 08:38, answered at 08:40, ten minutes after acceptance."""
    logs = ten_contacts_logs()
    promised = pl.when(pl.col("outcome") == "callback_answered").then(at("08:38")).alias("promised_ms")
    late = cells(Logs(logs.contacts.with_columns(promised), logs.agents, logs.queues), scenario())
    assert (_of("callback_lateness", late.days, "care"), _of("time_to_callback", late.days, "care")) == (120, 600)


def test_who_is_rung_first_and_gives_up_on_hold_was_reached_and_not_served_at_no_agents_time() -> None:
    logs, first = ten_contacts_logs(), scenario().patched({"queues.care.callback.dial": "customer_first"})
    called = pl.col("outcome") == "callback_answered"
    held = [pl.when(called).then(at("08:39")).alias("picked_up_ms")]
    held += [pl.when(~called).then(pl.col(name)).alias(name) for name in ("answered_ms", "talk_ms", "agent", "group")]
    held += [pl.when(called).then(pl.lit("callback_failed")).otherwise("outcome").alias("outcome")]
    gave_up = cells(Logs(logs.contacts.with_columns(held), logs.agents, logs.queues), first)
    assert _of("callback_connect_rate", gave_up.days, "care") == 1
    assert _of("callback_success_rate", gave_up.days, "care") == 0
    assert _of("ring_time_lost", gave_up.days, "care") == 0


def test_percentiles_are_nearest_ranks_of_whole_ms(counted: Cells) -> None:
    found = counted.percentiles.filter(pl.col("queue") == "care")
    by_name = dict(zip(found["kpi"], found["value_ms"], strict=True))
    assert set(by_name) == {kpi.name for kpi in PERCENTILES}
    # answered 0, 0, 10, 20, 40 s; with the abandoned 3 and 30 s
    assert [by_name[f"wait_{p}"] for p in ("p50", "p80", "p90", "max")] == [10_000, 20_000, 40_000, 40_000]
    assert [by_name[f"wait_all_{p}"] for p in ("p50", "p80", "p90", "max")] == [10_000, 30_000, 40_000, 40_000]
    assert by_name["time_to_callback_p90"] == 600_000


def test_sums_over_intervals_are_the_sums_over_days(counted: Cells) -> None:
    apart = ["replication", "queue", "days"]
    sums = [name for name in counted.days.columns if name not in (*apart, "day")]
    by_day = counted.days.group_by("queue", maintain_order=True).agg(pl.col(sums).sum()).sort("queue")
    by_interval = counted.intervals.group_by("queue", maintain_order=True).agg(pl.col(sums).sum()).sort("queue")
    for name in sums:
        assert by_interval[name].to_list() == pytest.approx(by_day[name].to_list(), rel=1e-12), name


def test_a_strategys_own_cost_a_day_is_in_the_total_of_days_and_of_intervals() -> None:
    dearer = cells(ten_contacts_logs(), scenario(), cost_per_day=120.0)
    assert _of("cost", dearer.days, None) == pytest.approx(COST + 120)
    assert dearer.intervals["cost"].sum() == pytest.approx(COST + 120)


def test_queues_have_no_cost_of_their_own(counted: Cells) -> None:
    assert counted.days.filter(pl.col("queue").is_not_null())["cost"].is_null().all()
