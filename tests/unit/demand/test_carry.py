"""Returns carried in from the days before the first."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np
import pytest

from sim.demand.arrivals import arrivals_of_day
from sim.demand.carry import CARRY_DAYS_AT_MOST, carried_days
from sim.demand.draw import NOBODY, Demand, draw
from sim.demand.streams import Streams
from sim.units import DAY, HOUR, MINUTE

from .pages import page, steady

K = 4
ALWAYS = {"chance": "100%", "comes_back": "100%"}


@pytest.mark.parametrize(
    ("queue", "days"),
    [
        ({}, 0),
        ({"unresolved": {"chance": "0%"}}, 0),
        ({"unresolved": {"after": {"constant": "24h"}}}, 1),
        ({"unresolved": {"after": {"constant": "25h"}}}, 2),
        # exp(-K) <= 0.005 first holds for K = 6
        ({"unresolved": {"after": {"exponential": "1d"}}}, 6),
        # exp(ln 2 / -2 + 2.576 sqrt(ln 2)) = 6.04 days
        ({"unresolved": {}}, 7),
        ({"talk_limit": {"at": "5m", "unresolved": "10%"}}, 7),
        ({"self_service": {"false_containment": {"chance": "5%", "after": {"constant": "3d"}}}}, 3),
        ({"unresolved": {"after": {"exponential": "30d"}}}, CARRY_DAYS_AT_MOST),
    ],
    ids=str,
)
def test_as_many_days_are_looked_back_as_the_slowest_return_needs(queue: dict[str, Any], days: int) -> None:
    assert carried_days(page({"care": steady(10, **queue)})) == days


def test_no_day_is_looked_back_where_repeats_are_not_carried() -> None:
    assert carried_days(page({"care": steady(10, unresolved={})}, repeats="none")) == 0


def repeats_by_day(demand: Demand, days: int) -> np.ndarray:
    """Repeats that arrive on each day played if every contact is answered on arrival (one queue, one leg)."""
    counts = np.zeros(days)
    for at, ms in enumerate(demand.arrived_ms.tolist()):
        attempt = int(demand.first_attempt[at])
        for row in range(demand.first_row[at], demand.first_row[at + 1]):
            if ms >= days * DAY:
                break
            counts[ms // DAY] += attempt > 1
            ms += int(demand.talk_ms[row] + demand.returns_ms[row])
            attempt += 1
    return counts


def test_the_first_day_has_as_many_returns_as_the_later_ones() -> None:
    days, runs = 4, 50
    scenario = page({"care": steady(200, unresolved={})}, days=days)
    counts = np.array([repeats_by_day(draw(scenario, 1, run), days) for run in range(runs)])
    # A share r = 0.26 x 0.80 of all contacts returns: 200 r / (1 - r) repeats a day in the long run, nearly Poisson.
    # Of them at most 1 % are lost with the days not looked back at.
    mean = 200 * 0.208 / 0.792
    assert np.abs(counts.mean(axis=0) - mean).max() < K * sqrt(mean / runs) + 0.01 * mean


def test_without_carrying_the_first_day_starts_without_returns() -> None:
    scenario = page({"care": steady(200, unresolved={"after": {"constant": "1d"}})}, days=2, repeats="none")
    demand = draw(scenario, 1, 0)
    assert set(demand.first_attempt.tolist()) == {1}
    assert repeats_by_day(demand, 2)[0] == 0


def two_days_back(**more: Any) -> Demand:
    """Open 08:00-20:00, no work, all come back after 28 h: from day -2 at 08-16, on day -1 at 12-20, on day 0 at 16-24;
    from day -2 at 16-20, on day -1 at 20-24 (closed)."""
    queue = steady(200, talk={"constant": "0s"}, unresolved=ALWAYS | {"after": {"constant": "28h"}}, **more)
    return draw(page({"care": queue}, open="08:00-20:00"), 1, 0)


def test_a_chain_is_followed_to_its_first_attempt_within_the_days_played() -> None:
    demand = two_days_back()
    from_day = demand.issue // 10**10
    assert set(demand.first_attempt[from_day == -1].tolist()) == {2}
    assert set(demand.first_attempt[from_day == -2].tolist()) == {3}
    clocks = demand.arrived_ms[from_day == -2] / HOUR
    assert clocks.min() >= 16
    assert clocks.max() < 24


def test_a_return_while_closed_is_turned_away_on_the_days_before_too() -> None:
    kept = two_days_back()
    moved = two_days_back(when_closed={"returns_within": "1h"})
    late = (moved.issue // 10**10 == -2) & (moved.first_attempt == 2)
    clocks = moved.arrived_ms[late] / HOUR
    assert late.any()
    assert clocks.min() >= 8
    assert clocks.max() <= 9
    assert not np.isin(moved.issue[late], kept.issue).any()


def test_an_issue_carried_in_is_drawn_like_any_other() -> None:
    demand = two_days_back()
    carried = demand.first_row[:-1][demand.first_attempt > 1]
    assert (demand.returns_ms[carried] == 28 * HOUR).all()
    assert (demand.queue[carried] == 0).all()


def test_a_switch_on_a_day_before_carries_the_return_into_the_other_queue() -> None:
    switch = {"answered": {"chance": "100%", "to": "desk", "after": {"constant": "30h"}}}
    scenario = page({"care": steady(50, switch=switch), "desk": {"unresolved": {"after": {"constant": "40h"}}}})
    demand = draw(scenario, 1, 0)
    carried = demand.first_attempt > 1
    assert set(demand.origin[carried].tolist()) == {1}
    assert set(demand.queue[demand.first_row[:-1][carried]].tolist()) == {1}
    assert (demand.issue[carried] % 10**10 < 10**7).all()
    assert (demand.switch_answered_to[demand.first_row[:-1][carried]] == NOBODY).all()


@pytest.mark.parametrize("moved", [True, False])
def test_who_would_come_back_on_a_closed_day_is_carried_to_the_opening_after_it_or_turned_away(moved: bool) -> None:
    """Monday is the first day played; each of Friday's customers comes back a day later, on the closed Saturday."""
    care = steady(40, unresolved={"chance": "100%", "comes_back": "100%", "after": {"constant": "1d"}})
    scenario = page(
        {"care": care | ({"when_closed": {"returns_within": "10m"}} if moved else {})},
        open={"mon-fri": "08:00-10:00", "sat, sun": "closed"},
        days={"count": 1, "first": "mon"},
        attempts_at_most=2,
    )
    demand = draw(scenario, 1, 0)
    carried = demand.arrived_ms[demand.first_attempt == 2]
    on_friday = len(arrivals_of_day(scenario, "care", Streams(1, 0), -3))
    assert on_friday > 0
    assert len(carried) == (on_friday if moved else 0)
    assert all(8 * HOUR <= ms < 8 * HOUR + 10 * MINUTE for ms in carried.tolist())
