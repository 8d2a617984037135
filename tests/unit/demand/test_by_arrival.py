"""Laws by the time of day at which the issue arrived. Means are held within k = 4 standard errors."""

from __future__ import annotations

from math import exp, sqrt
from typing import Any

import numpy as np
import pytest

from sim.demand.draw import Demand, draw
from sim.demand.means import law_mean_ms
from sim.units import DAY, HOUR, MINUTE

from .pages import first_block, page, steady

K = 4
NOON = 12 * HOUR
EXPONENTIAL = {"by_arrival": {"08:00": {"exponential": "2m"}, "12:00": {"exponential": "4m"}}}
CONSTANT = {"by_arrival": {"08:00": {"constant": "1m"}, "12:00": {"constant": "2m"}}}


def care(law: dict[str, Any], **more: Any) -> Demand:
    """Some 6,000 customers from 08:00 to 16:00."""
    return draw(page({"care": steady(6000, talk=law, **more)}, open="08:00-16:00", repeats="none"), 1, 0)


def test_times_follow_the_law_of_the_period_in_which_the_issue_arrived() -> None:
    demand = care(EXPONENTIAL)
    talk, late = first_block(demand, "talk_ms"), demand.arrived_ms >= NOON
    longer = exp(-1)
    for some, mean in ((talk[~late], 2 * MINUTE), (talk[late], 4 * MINUTE)):
        assert abs(some.mean() - mean) < K * mean / sqrt(len(some))
        assert abs((some > mean).mean() - longer) < K * sqrt(longer * (1 - longer) / len(some))


def test_each_uniform_is_the_same_whatever_the_law_that_maps_it() -> None:
    alone: list[dict[str, Any]] = [{"exponential": "2m"}, {"exponential": "4m"}]
    early, late, both = (first_block(care(law), "talk_ms") for law in (*alone, EXPONENTIAL))
    assert np.array_equal(both, np.where(care(EXPONENTIAL).arrived_ms < NOON, early, late))


def test_the_last_law_holds_through_midnight_until_the_first_clock() -> None:
    demand = care({"by_arrival": {"10:00": {"constant": "1m"}, "14:00": {"constant": "2m"}}})
    by_day = (demand.arrived_ms >= 10 * HOUR) & (demand.arrived_ms < 14 * HOUR)
    assert np.array_equal(first_block(demand, "talk_ms"), np.where(by_day, MINUTE, 2 * MINUTE))


def test_a_redial_past_the_clock_keeps_the_law_under_which_its_issue_arrived() -> None:
    redial = {"chance": "100%", "after": {"constant": "5h"}, "at_most": 1}
    demand = care(CONSTANT, patience={"constant": "0s"}, redial=redial)
    assert set(demand.attempts.tolist()) == {2}
    talk = demand.talk_ms.reshape(-1, 2)
    wanted = np.where(demand.arrived_ms < NOON, MINUTE, 2 * MINUTE)
    assert np.array_equal(talk, np.column_stack([wanted, wanted]))


def test_its_mean_is_weighted_by_the_customers_expected_under_each_law() -> None:
    """Two hours of 60 customers at 2 min, one of 120 at 5 min: (120 x 2 + 120 x 5) / 240 is 3.5 min; for a queue that
    others feed as well."""
    law = {"by_arrival": {"08:00": {"exponential": "2m"}, "10:00": {"exponential": "5m"}}}
    rates = {"per_hour": {"08:00": 60, "10:00": 120}, "day_to_day": 0}
    scenario = page({"care": {"arrivals": rates, "talk": law}, "expert": {"talk": law}}, open="08:00-11:00")
    for queue, written in scenario.queues.items():
        assert written.talk is not None
        assert law_mean_ms(written.talk, scenario, queue) == pytest.approx(3.5 * MINUTE)


def test_a_return_carried_in_has_the_law_of_the_clock_on_the_day_it_first_came() -> None:
    back = {"unresolved": {"chance": "100%", "comes_back": "100%", "after": {"constant": "1d"}}}
    carried_in = {"open": "08:00-16:00", "attempts_at_most": 2}
    demand = draw(page({"care": steady(200, talk=CONSTANT) | back}, **carried_in), 1, 0)
    carried = demand.issue < 0
    talk = first_block(demand, "talk_ms")[carried]
    first_came = (demand.arrived_ms[carried] - talk) % DAY
    assert set(talk.tolist()) == {MINUTE, 2 * MINUTE}
    assert np.array_equal(talk == 2 * MINUTE, first_came >= NOON)
