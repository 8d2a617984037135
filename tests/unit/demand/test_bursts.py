"""Bursts: how many they bring, when, and that they are nobody else's business. Tolerances are k = 4 standard errors."""

from __future__ import annotations

from math import exp, log, sqrt
from typing import Any

import numpy as np
import pytest

from sim.demand.bursts import burst_of_day, burst_size
from sim.demand.draw import Demand, draw
from sim.demand.streams import Streams
from sim.scenario.schema import Scenario
from sim.units import DAY, HOUR, MINUTE, NEVER

from .pages import first_block, page, rows_by_issue, same, steady

K = 4
DAYS = 400
OUTAGE: dict[str, Any] = {"at": "10:00", "size": 200, "rise": "20m", "decay": "1h"}


def desk(burst: dict[str, Any] | None = None, queue: dict[str, Any] | None = None, **more: Any) -> Scenario:
    bursts = {"bursts": {"outage": burst}} if burst else {}
    hours = {"open": "08:00-20:00", "repeats": "none"}
    return page({"care": steady(300) | bursts | (queue or {})}, **(hours | more))


def times_of(burst: dict[str, Any], day: int, **more: Any) -> np.ndarray:
    """When the customers of a day's burst come, in ms after that day's midnight."""
    return burst_of_day(desk(burst, **more), "care", "outage", Streams(1, 0), day)


def from_burst(demand: Demand) -> np.ndarray:
    return demand.issue % 10**10 >= 10**9


def test_a_burst_brings_its_size_on_average() -> None:
    counts = np.array([len(times_of(OUTAGE, day)) for day in range(DAYS)])
    assert abs(counts.mean() - 200) < K * sqrt(200 / DAYS)  # Poisson


def test_an_uncertain_size_varies_by_a_factor_of_its_own_beside_chance() -> None:
    scenario = desk(OUTAGE | {"uncertainty": "30%"})
    sizes = np.array([burst_size(scenario, "care", "outage", Streams(1, 0), day) for day in range(2_000)])
    assert abs(sizes.mean() - 200) < K * 60 / sqrt(2_000)
    # The variance of a sample's variance of a gamma law of cv c: kurtosis 3 + 6 c^2.
    assert abs(sizes.var() - 60**2) < K * 60**2 * sqrt((2 + 6 * 0.3**2) / 2_000)


def test_the_rate_rises_in_a_straight_line_and_then_halves_every_decay() -> None:
    after = np.concatenate([times_of(OUTAGE, day) for day in range(DAYS)]) - 10 * HOUR
    tau = 60 / log(2)  # minutes
    mass = 20 / 2 + tau
    for minutes in (5, 10, 20, 30, 80, 140, 300):
        rising = min(minutes, 20) ** 2 / (2 * 20)
        share = (rising + tau * (1 - exp(-max(minutes - 20, 0) / tau))) / mass
        found = (after < minutes * MINUTE).mean()
        assert abs(found - share) < K * sqrt(share * (1 - share) / len(after)), minutes


def test_a_burst_without_rise_begins_at_its_peak() -> None:
    after = np.concatenate([times_of({"at": "10:00", "size": 200, "decay": "30m"}, day) for day in range(DAYS)])
    half = (after < 10 * HOUR + 30 * MINUTE).mean()
    assert abs(half - 0.5) < K * sqrt(0.25 / len(after))


def test_those_of_the_night_are_held_until_the_opening_and_come_spread_over_held() -> None:
    night = np.concatenate([times_of(OUTAGE | {"at": "23:00", "held": "30m"}, day) for day in range(DAYS)])
    opening = DAY + 8 * HOUR
    after = night - opening
    assert after.min() >= 0  # nobody at night
    tau = 60 / log(2)
    by_then = 10 + tau * (1 - exp(-(9 * 60 - 20) / tau))  # held of the whole: those until 08:00
    held = by_then / (10 + tau)
    first_half = (after < 15 * MINUTE).sum() / (after < 30 * MINUTE).sum()
    assert abs((after < 30 * MINUTE).mean() - held) < K * sqrt(held * (1 - held) / len(after)) + 0.001
    assert abs(first_half - 0.5) < K * sqrt(0.25 / len(after))


def test_before_the_opening_of_its_own_day_a_burst_is_held_as_well() -> None:
    early = times_of({"at": "03:00", "size": 200, "decay": "1s", "held": "10m"}, 0)
    assert early.min() >= 8 * HOUR
    assert early.max() < 8 * HOUR + 10 * MINUTE


def test_whom_last_nights_burst_left_comes_this_morning() -> None:
    demand = draw(desk({"at": "22:00", "size": 50, "decay": "1s", "held": "10m"}), 1, 0)
    came = demand.arrived_ms[from_burst(demand)]
    assert len(came) > 0
    assert came.min() >= 8 * HOUR
    assert came.max() < 8 * HOUR + 10 * MINUTE
    assert set((demand.issue[from_burst(demand)] // 10**10).tolist()) == {-1}  # numbered by the day of their burst


def test_over_closed_days_they_are_held_until_the_queue_opens_again() -> None:
    night = {"at": "22:00", "size": 50, "decay": "1s", "held": "10m"}
    scenario = desk(night, open={"mon-fri": "08:00-20:00", "sat-sun": "closed"}, days={"count": 1, "first": "mon"})
    demand = draw(scenario, 1, 0)
    assert demand.arrived_ms[from_burst(demand)].max() < 8 * HOUR + 10 * MINUTE
    assert set((demand.issue[from_burst(demand)] // 10**10).tolist()) == {-3, -2, -1}  # Friday's, Saturday's, Sunday's


@pytest.mark.parametrize(
    ("day", "first", "comes_on"),
    [
        (None, None, [0, 1, 2, 3, 4, 5, 6]),
        (2, None, [1]),
        ("wed", "mon", [2]),
        ("2026-12-01", "2026-11-30", [1]),
        ("mon", "2026-11-30", [0]),
    ],
)
def test_a_burst_comes_on_its_day(day: object, first: str | None, comes_on: list[int]) -> None:
    when = {"day": day} if day else {}
    scenario = desk(OUTAGE | {"decay": "10m"} | when, days={"count": 7} | ({"first": first} if first else {}))
    demand = draw(scenario, 1, 0)
    assert sorted(set((demand.arrived_ms[from_burst(demand)] // DAY).tolist())) == comes_on


def test_a_burst_that_may_come_does_so_on_its_share_of_days() -> None:
    came = [len(times_of(OUTAGE | {"chance": "40%"}, day)) > 0 for day in range(DAYS)]
    assert abs(np.mean(came) - 0.4) < K * sqrt(0.4 * 0.6 / DAYS)


def test_a_burst_moves_no_other_customer() -> None:
    more = {"unresolved": {"chance": "50%"}, "patience": {"exponential": "2m"}}
    plain, with_burst = (draw(desk(burst, more, repeats="carry"), 1, 0) for burst in (None, OUTAGE))
    columns = tuple(name for name in ("talk_ms", "patience_ms", "returns_ms", "resolved"))
    after = rows_by_issue(with_burst, columns)
    for issue, rows in rows_by_issue(plain, columns).items():
        assert after.pop(issue) == rows
    assert after
    assert all(issue % 10**10 >= 10**9 for issue in after)


def test_a_bigger_burst_leaves_those_who_came_their_work() -> None:
    laws = {"talk": {"exponential": "4m"}}
    small, large = (draw(desk(OUTAGE | {"size": size}, laws), 1, 0) for size in (100, 200))
    few, many = (rows_by_issue(demand, ("talk_ms",)) for demand in (small, large))
    assert len(few) < len(many)
    assert all(many[issue] == rows for issue, rows in few.items())


def test_a_second_burst_moves_nobody_of_the_first() -> None:
    one = desk(OUTAGE)
    two = one.patched({"queues.care.bursts": {"billing": OUTAGE}})
    alone, beside = (rows_by_issue(draw(scenario, 1, 0), ("talk_ms", "patience_ms")) for scenario in (one, two))
    assert all(beside[issue] == rows for issue, rows in alone.items())


def test_a_bursts_customers_have_its_times_and_patience_and_it_is_their_reason() -> None:
    own = {"talk": {"constant": "1m"}, "patience": {"constant": "9m"}}
    demand = draw(desk(OUTAGE | own, {"patience": {"constant": "2m"}, "wrap_up": {"constant": "5s"}}), 1, 0)
    mine = from_burst(demand)
    found = {name: first_block(demand, name) for name in ("talk_ms", "wrap_ms", "patience_ms", "reason")}
    assert {name: set(values[mine].tolist()) for name, values in found.items()} == {
        "talk_ms": {60_000}, "wrap_ms": {5_000}, "patience_ms": {540_000}, "reason": {0},
    }  # fmt: skip
    assert {name: set(values[~mine].tolist()) for name, values in found.items()} == {
        "talk_ms": {100_000}, "wrap_ms": {5_000}, "patience_ms": {120_000}, "reason": {-1},
    }  # fmt: skip


def test_an_outage_brings_email_too_for_which_nobody_waits() -> None:
    mail = {"channel": "email", "open": "00:00-24:00", "chases": {"after": {"constant": "1h"}}}
    demand = draw(desk(OUTAGE | {"at": "22:00", "talk": {"constant": "1m"}}, mail), 1, 0)
    mine = from_burst(demand)
    assert (demand.arrived_ms[mine] > 20 * HOUR).any()  # nobody is held: mail comes at night, too
    found = {name: set(first_block(demand, name)[mine].tolist()) for name in ("talk_ms", "patience_ms", "chases_ms")}
    assert found == {"talk_ms": {60_000}, "patience_ms": {NEVER}, "chases_ms": {HOUR}}


def test_beside_reasons_a_burst_is_numbered_after_them() -> None:
    reasons = {"password": {"share": "30%"}, "other": {"share": "70%"}}
    demand = draw(desk(OUTAGE, {"reasons": reasons}), 1, 0)
    reason = first_block(demand, "reason")
    assert set(reason[from_burst(demand)].tolist()) == {2}
    assert set(reason[~from_burst(demand)].tolist()) == {0, 1}


def test_a_message_contains_a_burst_by_its_own_chance() -> None:
    bot = {"self_service": {"used_by": "100%", "contained": "0%", "gives_up": "0%", "lasts": {"constant": "20s"}}}
    demand = draw(desk(OUTAGE | {"contained": "100%", "size": 50}, bot), 1, 0)
    ends = first_block(demand, "session_end")
    assert set(ends[from_burst(demand)].tolist()) == {1}
    assert 1 not in ends[~from_burst(demand)]


def test_on_another_queue_a_burst_is_the_reason_of_its_name_where_there_is_one() -> None:
    def second_tier(name: str) -> set[int]:
        tier = {"reasons": {name: {"share": "0%", "talk": {"constant": "7m"}}, "other": {"share": "100%"}}}
        care = steady(10, escalate={"chance": "100%", "to": "expert"}, bursts={"outage": OUTAGE})
        demand = draw(page({"care": care, "expert": tier}, open="08:00-20:00", repeats="none"), 1, 0)
        mine = demand.first_row[:-1][from_burst(demand)] + 1  # the second leg
        return set(demand.talk_ms[mine].tolist())

    assert second_tier("outage") == {420_000}
    assert second_tier("weather") == {100_000}


def test_the_same_seed_brings_the_same_burst() -> None:
    assert same(draw(desk(OUTAGE), 1, 0), draw(desk(OUTAGE), 1, 0))
    assert not np.array_equal(draw(desk(OUTAGE), 1, 0).issue, draw(desk(OUTAGE), 2, 0).issue)
