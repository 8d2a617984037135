"""Replies, targets and backlogs, counted on days that can be checked by hand."""

from __future__ import annotations

from typing import Any

import polars as pl

from sim.kpi.catalogue import catalogue, find
from sim.kpi.compute import Cells, cells
from sim.kpi.deferred import DEFERRED, MESSAGES, email_kpis
from sim.kpi.kpi import Kpi, value
from sim.log.columns import to_logs
from sim.scenario.opening_clock import opening_clock
from sim.units import DAY, HOUR
from tests.moments.story import customer, page, tell

HOUR_S, DAY_S = 3600, 86_400


def mail(at: float, **facts: Any) -> Any:
    return customer(at, queue="mail", **facts)


def counted(
    *customers: Any, target: dict[str, Any] | None = None, chases: dict[str, Any] | None = None, **keys: Any
) -> Cells:
    """Calls on `care`, mail on `mail`, one agent for both; open for the first hour of each day."""
    email: dict[str, Any] = {"channel": "email", "talk": {"constant": "30m"}}
    email |= {name: value for name, value in (("target", target), ("chases", chases)) if value}
    groups = {"front": (["care", "mail"], 1)}
    care = {"switch": {"answered": {"chance": "5%", "to": "mail"}}}
    told = tell(*customers, queues={"care": care, "mail": email}, groups=groups, open="00:00-01:00", **keys)
    return cells(to_logs(told.record, told.scenario, 0), told.scenario)


def kpi(found: Cells, name: str, queue: str | None = "mail") -> float | None:
    one: Kpi = next((one for one in (*DEFERRED, MESSAGES) if one.name == name), None) or find(name)
    return value(one, found.days).filter(pl.col("queue").eq_missing(pl.lit(queue)))["value"].item()


def percentile(found: Cells, name: str) -> int | None:
    return found.percentiles.filter(pl.col("queue") == "mail", pl.col("kpi") == name)["value_ms"].item()


def test_the_first_response_is_the_reply_at_the_end_of_the_work() -> None:
    found = counted(mail(at=0, talk=100), mail(at=10, talk=50), mail(at=20, talk=9000))
    assert kpi(found, "first_response_time") == (100 + 140) / 2
    assert kpi(found, "answered_share") == 2 / 3
    assert percentile(found, "first_response_time_p90") == 140_000


def test_what_is_open_and_not_yet_due_is_neither_met_nor_missed() -> None:
    # Due within 24 h: the first replied, the second late by the second midnight, the third not due by then.
    customers = [mail(at=0, talk=100), mail(at=200, talk=20_000), mail(at=DAY_S + 100, talk=9_000)]
    found = counted(*customers, target={"answer": "90%", "within": "24h"}, days=2)
    assert kpi(found, "target_missed_rate") == 1 / 2
    assert kpi(found, "service_level_offered") == 1 / 2
    assert kpi(found, "offered") == 2 / 2  # two decided, on two days
    assert kpi(found, "answered_share") == 1 / 3


def test_on_the_opening_clock_the_night_does_not_count() -> None:
    # Comes ten minutes before closing, with 15 minutes of work: replied to five minutes after the next opening.
    late = mail(at=HOUR_S - 600, talk=900)
    for clock, took in (("opening_hours", 900), ("calendar", DAY_S - HOUR_S + 900)):
        found = counted(late, target={"answer": "90%", "within": "20m", "clock": clock}, days=2)
        assert kpi(found, "first_response_time") == took
        assert kpi(found, "target_missed_rate") == (0 if clock == "opening_hours" else 1)


def test_the_backlog_is_what_lies_there_as_a_day_ends_with_its_age_and_mean_work() -> None:
    # The first midnight finds two, 22 h and 12 h old; the second finds one, 36 h old, with 100 s of its work left.
    customers = [mail(at=2 * HOUR_S, talk=10), mail(at=12 * HOUR_S, talk=3690)]
    found = counted(*customers, days=2)
    days = found.days.filter(pl.col("queue") == "mail")
    assert days["backlog"].to_list() == [2, 1]
    assert kpi(found, "backlog") == 1.5
    assert kpi(found, "backlog_hours") == 1.5 * 0.5
    ages = [percentile(found, f"backlog_age_{which}") for which in ("p50", "p90", "max")]
    assert ages == [22 * HOUR, 36 * HOUR, 36 * HOUR]


def test_messages_are_counted_of_what_was_taken_up() -> None:
    # Taken up at 0 with one message, at 100 with a second; the third is not taken up.
    mails = [mail(at=0, talk=100, chases=60), mail(at=0, talk=19_900, chases=60), mail(at=200, talk=10, chases=60)]
    found = counted(*mails, chases={"at_most": 1, "longer": "+0%"})
    assert kpi(found, "messages_per_contact") == 3 / 2
    assert "messages_per_contact" not in {one.name for one in email_kpis(page(queues={"mail": {"channel": "email"}}))}


def test_resolution_counts_from_the_first_contact_on_whatever_channel() -> None:
    call = customer(at=0, talk=60, moves=("mail", 40)).then(queue="mail", talk=20)
    assert kpi(counted(call), "resolution_time") == 120


def test_totals_of_the_line_are_those_of_live_queues() -> None:
    target = {"answer": "90%", "within": "1m"}
    customers = [mail(at=0, talk=500), customer(at=10, talk=20), customer(at=25, talk=20)]
    found = counted(*customers, target=target)
    assert kpi(found, "asa") is None
    assert kpi(found, "abandon_rate") is None
    assert kpi(found, "asa", "care") == kpi(found, "asa", None) == 2.5
    assert kpi(found, "answered", None) == 2
    assert kpi(found, "handled", None) == 3
    assert kpi(found, "service_level_offered", None) == 1
    assert kpi(found, "backlog", "care") is None


def test_email_work_counts_in_occupancy() -> None:
    found = counted(mail(at=0, talk=900), customer(at=900, talk=900))
    assert kpi(found, "occupancy") == kpi(found, "occupancy", None) == 0.5


def test_a_scenario_without_email_has_none_of_these() -> None:
    live = page()
    names = {one.name for one in DEFERRED}
    assert names.isdisjoint({one.name for one in catalogue(live)})
    assert names <= {one.name for one in catalogue(page(queues={"mail": {"channel": "email"}}))}


def test_the_opening_clock_stands_still_from_closing_to_opening() -> None:
    clock = opening_clock(page(open="08:00-18:00"))
    assert clock.after(9 * HOUR, 4 * HOUR) == 13 * HOUR
    assert clock.after(17 * HOUR, 4 * HOUR) == DAY + 11 * HOUR
    assert clock.after(20 * HOUR, 4 * HOUR) == DAY + 12 * HOUR
    assert clock.after(17 * HOUR, HOUR) == 18 * HOUR
    assert clock.after(-DAY + 17 * HOUR, 2 * HOUR) == 9 * HOUR
