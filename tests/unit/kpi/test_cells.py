"""Which cell a contact and an agent's hour belong to, and the KPIs that look at more than one row."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from sim.kpi.catalogue import catalogue, find
from sim.kpi.compute import Cells, cells, nearest_rank
from sim.kpi.kpi import Kpi, value
from sim.scenario.schema import Scenario
from sim.units import HOUR, MINUTE
from tests.unit.log.hand import abandoned, answered, at, contact, logs, scenario, span, ten_contacts_logs

c = pl.col


def _total(counted: Cells, kpi: str | Kpi) -> float | None:
    found = find(kpi) if isinstance(kpi, str) else kpi
    return value(found, counted.days).filter(c("queue").is_null())["value"].item()


def _line(**page: object) -> Scenario:
    """One queue, one group of one, open 08:00-10:00 unless the page says more."""
    queue = {"arrivals": {"per_day": 10}, "talk": {"exponential": "2m"}, "target": {"answer": "80%", "within": "20s"}}
    agents = {"front": {"skills": ["care"], "on_queue": 1, "cost_per_hour": 30}}
    return scenario(**({"queues": {"care": queue}, "agents": agents} | page))


def test_contact_belongs_to_the_interval_in_which_it_queued_not_arrived() -> None:
    row = answered(1, at("08:30"), 0, 60, arrived_ms=at("08:29:30"), self_service="failed", self_service_ms=30_000)
    found = cells(logs([row]), _line()).intervals.filter(c("queue") == "care", c("arrived") > 0)
    assert found["interval"].to_list() == [8 * HOUR + 30 * MINUTE]


def test_contact_belongs_to_the_interval_in_which_it_queued_not_answered() -> None:
    row = answered(1, at("08:29:30"), 60, 60)
    found = cells(logs([row]), _line()).intervals.filter(c("queue") == "care", c("answered") > 0)
    assert found["interval"].to_list() == [8 * HOUR]


def test_redials_of_the_blocked_are_no_redials_of_those_who_abandoned() -> None:
    blocked = {"outcome": "blocked", "resolved": False, "followed_by": "redial"}
    rows = [
        abandoned(1, at("08:10"), 30, followed_by="redial"),
        contact(1, at("08:20"), attempt=2, kind="redial", ended_ms=at("08:20"), **blocked),
        answered(1, at("08:30"), 0, 60, attempt=3, kind="redial"),
        abandoned(2, at("08:40"), 30),
    ]
    counted = cells(logs(rows), _line())
    assert (_total(counted, "redials"), _total(counted, "redial_rate")) == (2, 1 / 2)
    assert _total(counted, "blocked_rate") == 1 / 4


def test_row_that_never_queued_belongs_to_the_interval_of_its_arrival() -> None:
    row = contact(1, at("08:59:59"), outcome="blocked", ended_ms=at("08:59:59"), resolved=False)
    found = cells(logs([row]), _line()).intervals.filter(c("queue") == "care", c("arrived") > 0)
    assert found["interval"].to_list() == [8 * HOUR + 30 * MINUTE]


def test_leg_queued_after_its_days_midnight_counts_in_that_days_last_interval() -> None:
    page = _line(open="00:00-24:00", days={"count": 2, "warm_up": 0})
    late = answered(1, at("00:10", day=1), 0, 60, arrived_ms=at("23:59"), day=0)
    counted = cells(logs([late]), page)
    assert counted.days.filter(c("queue") == "care")["answered"].to_list() == [1, 0]
    assert counted.intervals.filter(c("queue") == "care", c("answered") > 0)["interval"].to_list() == [
        23 * HOUR + 30 * MINUTE
    ]


def test_warm_up_days_are_not_counted() -> None:
    page = _line(days={"count": 1, "warm_up": 1})
    warm = answered(1, at("08:00"), 0, 60, day=-1)
    counted_one = answered(2, at("08:00", day=1), 0, 60, day=0)
    spans = [
        span("front", 0, at("08:00"), at("10:00"), "idle"),
        span("front", 0, at("08:00", 1), at("10:00", 1), "talk"),
    ]
    counted = cells(logs([warm, counted_one], spans), page)
    assert counted.days["arrived"].to_list() == [1, 1]
    assert counted.days["busy_ms"].to_list() == [2 * HOUR] * 2
    assert counted.days["idle_ms"].to_list() == [0, 0]


def test_span_over_intervals_is_split_exactly_where_they_end() -> None:
    spans = [span("front", 0, at("08:00"), at("08:20"), "idle"), span("front", 0, at("08:20"), at("09:10"), "talk")]
    found = cells(logs([], spans), _line()).intervals.filter(c("queue") == "care")
    assert found["busy_ms"].to_list() == [10 * MINUTE, 30 * MINUTE, 10 * MINUTE, 0]
    assert found["idle_ms"].to_list() == [20 * MINUTE, 0, 0, 0]


def test_work_after_closing_is_overtime_and_is_paid() -> None:
    spans = [span("front", 0, at("08:00"), at("09:50"), "idle"), span("front", 0, at("09:50"), at("10:30"), "talk")]
    counted = cells(logs([answered(1, at("09:50"), 0, 2400)], spans), _line())
    assert _total(counted, "overtime_hours") == 0.5
    assert _total(counted, "cost") == 2.5 * 30
    assert _total(counted, "occupancy") == pytest.approx(40 / 150)
    assert _total(counted, "occupancy_scheduled") == pytest.approx(40 / 120)


def test_time_beyond_the_last_midnight_falls_in_the_last_interval() -> None:
    page = _line(open="23:00-24:00")
    spans = [span("front", 0, at("23:00"), at("24:00") + 20 * MINUTE, "talk")]
    found = cells(logs([], spans), page).intervals.filter(c("queue") == "care")
    assert found["busy_ms"].to_list() == [30 * MINUTE, 50 * MINUTE]


def test_shrinkage_is_paid_and_not_on_the_queue() -> None:
    """10 scheduled at 30 % are 7 on the queue; 7 on the queue at 30 % are 10 paid."""
    for heads in ({"scheduled": 10}, {"on_queue": 7}):
        page = _line(agents={"front": {"skills": ["care"], "shrinkage": "30%", "cost_per_hour": 30, **heads}})
        seven = [span("front", agent, at("08:00"), at("10:00"), "idle") for agent in range(7)]
        counted = cells(logs([], seven), page)
        assert _total(counted, "shrinkage") == pytest.approx(0.3)
        assert _total(counted, "utilization") == pytest.approx(0.7)
        assert _total(counted, "cost") == pytest.approx(10 * 2 * 30)


def test_who_balks_counts_as_abandoned_with_wait_0() -> None:
    gone = contact(1, at("08:00"), queued_ms=at("08:00"), outcome="balked", ended_ms=at("08:00"), resolved=False)
    counted = cells(logs([gone, abandoned(2, at("08:00"), 30)]), _line())
    row = counted.days.filter(c("queue") == "care")
    assert row.select("queued", "abandoned", "abandoned_in_t", "short_abandoned", "delayed").row(0) == (2, 2, 1, 1, 1)
    assert _total(counted, "balked_rate") == 0.5
    assert _total(counted, "time_to_abandon") == 15


def test_disconnected_at_closing_left_the_line_and_turned_away_never_was_in_it() -> None:
    cut = contact(1, at("09:59"), queued_ms=at("09:59"), outcome="closed", ended_ms=at("10:00"), resolved=False)
    away = contact(2, at("10:30"), outcome="closed", ended_ms=at("10:30"), resolved=False)
    row = cells(logs([cut, away]), _line()).days.filter(c("queue") == "care")
    assert row.select("arrived", "queued", "left_line", "outcome_closed").row(0) == (2, 1, 1, 2)


def test_fcr_looks_seven_days_ahead_and_only_at_issues_that_have_them() -> None:
    """Of ten days: issue 1 comes back on day 3, issue 2 after eight days, issue 3 never; issue 4 comes too late."""
    page = _line(days=10)
    rows = [
        answered(1, at("09:00"), 0, 60, resolved=False, followed_by="repeat"),
        answered(1, at("09:00", 3), 0, 60, attempt=2, kind="repeat"),
        answered(2, at("09:00"), 0, 60, resolved=False, followed_by="repeat"),
        answered(2, at("09:00", 8), 0, 60, attempt=2, kind="repeat"),
        answered(3, at("09:00"), 0, 60),
        answered(4, at("09:00", 5), 0, 60),
    ]
    counted = cells(logs(rows), page)
    assert _total(counted, "fcr") == pytest.approx(2 / 3)
    assert _total(counted, "fcr_true") == pytest.approx(2 / 4)


def test_return_from_before_the_log_is_no_issues_first_contact() -> None:
    counted = cells(logs([answered(1, at("09:00"), 0, 60, attempt=2, kind="repeat")]), _line())
    assert _total(counted, "fcr_true") is None
    assert _total(counted, "one_and_done") == 0
    assert _total(counted, "contacts_per_issue") is None


def test_channel_switches_have_a_rate_for_each_destination() -> None:
    queue = {
        "arrivals": {"per_day": 10},
        "talk": {"exponential": "2m"},
        "switch": {
            "answered": {"chance": "10%", "leaves_to": "email"},
            "abandoned": {"chance": "10%", "leaves_to": "shop"},
        },
    }
    page = _line(queues={"care": queue})
    rows = [
        answered(1, at("09:00"), 0, 60, resolved=False, switched_to="email"),
        answered(2, at("09:00"), 0, 60),
        abandoned(3, at("09:00"), 30, switched_to="shop"),
    ]
    counted = cells(logs(rows), page)
    pairs = [kpi for kpi in catalogue(page) if kpi.name.startswith("channel_switch_rate")]
    assert [(kpi.name, _total(counted, kpi)) for kpi in pairs] == [("channel_switch_rate to email", 0.5)]
    assert _total(counted, "abandon_switch_rate") == 1
    assert _total(counted, "one_and_done") == pytest.approx(1 / 3)


def test_who_is_served_after_closing_counts_in_the_day_but_in_no_interval_that_is_judged() -> None:
    """Open 08:00-10:00: one answered in time at 09:30; one queues at 10:00, after self-service, and waits 60 s."""
    late = answered(2, at("10:00"), 60, 60, arrived_ms=at("09:59"), self_service="failed", self_service_ms=60_000)
    counted = cells(logs([answered(1, at("09:30"), 0, 60), late]), _line(open="08:00-10:00"))
    assert _total(counted, "service_level_offered") == 0.5
    assert _total(counted, "intervals_met") == 1
    assert counted.intervals.filter(c("queue") == "care", c("interval") >= 10 * HOUR)["interval_count"].to_list() == [0]


@pytest.mark.parametrize("name", ["on_queue_hours", "paid_hours", "overtime_hours", "occupancy", "utilization"])
def test_hours_by_queue_say_that_shared_groups_count_in_each(name: str) -> None:
    page = _line(
        queues={name: {"arrivals": {"per_day": 10}, "talk": {"exponential": "2m"}} for name in ("care", "sales")},
        agents={"front": {"skills": ["care", "sales"], "on_queue": 1}},
    )
    hours = value(find("on_queue_hours"), cells(logs([]), page).days)["value"].to_list()
    assert hours[0] == hours[1] == hours[2] > 0
    assert "shared groups count in each" in find(name).about


def test_virtual_wait_ends_when_a_later_contact_is_taken_or_an_agent_stays_free() -> None:
    """Contact 2 leaves at 08:01; contact 3, queued after it, is taken at 08:01:05: it would have waited 65 - 50 = 15 s.
    Contact 4 leaves at 08:02:10 and the agent is free at 08:02:25: it would have waited 25 s."""
    rows = [
        answered(1, at("08:00"), 0, 60),
        abandoned(2, at("08:00:50"), 10),
        answered(3, at("08:00:55"), 10, 80),
        abandoned(4, at("08:02"), 10),
    ]
    spans = [
        span("front", 0, at("08:00"), at("08:01:05"), "talk"),
        span("front", 0, at("08:01:05"), at("08:02:25"), "talk"),
        span("front", 0, at("08:02:25"), at("10:00"), "idle"),
    ]
    counted = cells(logs(rows, spans), _line())
    # In 20 s: contacts 1 and 3, who were answered, and contact 2, who would have been.
    assert _total(counted, "service_level_virtual") == 3 / 4


def test_every_day_and_queue_has_its_row_though_nothing_happened() -> None:
    counted = cells(logs([]), scenario(days=3))
    assert counted.days.select("day", "queue").rows() == [
        (day, queue) for day in range(3) for queue in ("care", "expert", None)
    ]
    assert counted.days["arrived"].sum() == 0
    assert counted.percentiles["value_ms"].is_null().all()


def test_replications_counted_together_are_those_counted_apart() -> None:
    one = ten_contacts_logs()
    two = type(one)(
        *(frame.with_columns(replication=pl.lit(1, pl.Int64)) for frame in (one.contacts, one.agents, one.queues))
    )
    together = cells(type(one).concat([one, two]), scenario())
    apart = Cells.concat([cells(one, scenario()), cells(two, scenario())])
    for name in ("days", "intervals", "percentiles"):
        assert getattr(together, name).equals(getattr(apart, name))


@pytest.mark.parametrize(
    ("percent", "expected"), [(50, 20), (75, 30), (76, 40), (100, 40), (1, 10)], ids=["p50", "p75", "p76", "max", "p1"]
)
def test_nearest_rank_is_a_value_that_was_seen(percent: int, expected: int) -> None:
    assert nearest_rank(np.array([10, 20, 30, 40]), percent) == expected
