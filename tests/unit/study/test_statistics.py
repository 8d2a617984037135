"""Intervals whose numbers can be checked by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.study.shares import days_to_settle, effective_days, share_of_days, turned
from sim.study.statistics import (
    NOTHING,
    mean_over_replications,
    over_days,
    paired_difference,
    pooled_ratio,
)

T_ONE_DEGREE = 12.706204736  # two-sided 95 %


def test_ratio_is_pooled_and_not_the_mean_of_the_days() -> None:
    assert pooled_ratio([9, 1], [10, 90]).at(0).mean == pytest.approx(0.1)


def test_ratio_interval_is_the_delta_method_by_hand() -> None:
    """Residuals 2 - 0.5 x 2 and 1 - 0.5 x 4 are 1 and -1; their mean's error is 1; the mean denominator is 3."""
    found = pooled_ratio([2, 1], [2, 4]).at(0)
    assert found.mean == pytest.approx(0.5)
    assert found.half_width == pytest.approx(T_ONE_DEGREE * 1 / 3)


def test_empty_denominators_say_nothing_and_never_zero() -> None:
    assert pooled_ratio([0, 0], [0, 0]).at(0) == NOTHING


def test_a_replication_without_a_denominator_is_no_fault() -> None:
    assert pooled_ratio([0, 1], [0, 4]).at(0).mean == pytest.approx(0.25)


def test_one_replication_has_a_mean_and_no_interval() -> None:
    found = pooled_ratio([1], [4]).at(0)
    assert (found.mean, found.low, found.high) == (0.25, None, None)


def test_pairing_cancels_what_the_days_share() -> None:
    """Each day is worse by exactly 2 seconds a contact, whatever the day was like: no doubt is left."""
    found = paired_difference([30, 70, 20], [10, 10, 10], [10, 50, 0], [10, 10, 10]).at(0)
    assert found.mean == pytest.approx(2)
    assert found.half_width == pytest.approx(0, abs=1e-12)


def test_intervals_that_hold_together_are_wider() -> None:
    one = paired_difference([3, 7, 2], [5, 5, 5], [1, 5, 1], [5, 5, 5]).at(0).half_width
    five = paired_difference([3, 7, 2], [5, 5, 5], [1, 5, 1], [5, 5, 5], comparisons=5).at(0).half_width
    assert one is not None
    assert five is not None
    assert five / one == pytest.approx(9.924843 / 4.302653, rel=1e-6)  # t with 2 degrees at 99 % and 95 %


def test_replications_without_a_percentile_are_left_out() -> None:
    found = mean_over_replications([1.0, math.nan, 3.0]).at(0)
    assert found.mean == pytest.approx(2)
    assert found.half_width == pytest.approx(T_ONE_DEGREE * 1)


def test_days_without_a_value_leave_the_quantile() -> None:
    assert over_days([1.0, math.nan, 3.0], 0.5) == 2.0
    assert over_days([math.nan], 0.5) is None


def test_one_day_a_replication_is_exactly_wilson() -> None:
    """82 of 100: z^2 = 3.8415, middle (0.82 + 0.019207) / 1.038415 = 0.808162, half width 0.074836."""
    found = share_of_days([1] * 82 + [0] * 18, [1] * 100).at(0)
    assert found.mean == pytest.approx(0.82)
    assert (found.low, found.high) == pytest.approx((0.733326, 0.882998), abs=1e-6)


def test_all_days_met_is_not_certainty() -> None:
    """Wilson at 100 of 100: low = n / (n + z^2)."""
    found = share_of_days([1] * 100, [1] * 100).at(0)
    assert found.low == pytest.approx(100 / (100 + 1.959964**2), abs=1e-6)
    assert found.high == 1


def test_days_that_stand_or_fall_together_count_as_one() -> None:
    """Weeks of five days that are met or missed whole: 40 replications say a little less than 40 days, not 200."""
    met = np.array([5, 0] * 20)
    assert 36 < float(effective_days(met, np.full(40, 5))) < 40


def test_no_day_to_judge_says_nothing() -> None:
    assert share_of_days([0, 0], [0, 0]).at(0) == NOTHING


def test_days_won_and_lost_are_counted_on_days_that_both_can_judge() -> None:
    base = np.array([[0.0], [0.0], [1.0], [1.0], [math.nan], [0.0]])
    plan = np.array([[1.0], [1.0], [0.0], [1.0], [1.0], [math.nan]])
    found = turned(plan, base)
    assert (found.won, found.lost) == (2, 1)
    assert found.difference.mean == pytest.approx(1 / 4)


def test_equal_plans_cannot_be_told_apart_by_any_number_of_days() -> None:
    found = turned(np.ones((20, 1)), np.ones((20, 1)))
    assert (found.won, found.lost, found.days_to_tell) == (0, 0, None)
    assert found.difference.holds(0)


def test_days_that_tell_two_plans_apart_are_more_than_those_that_do_not() -> None:
    """One day, won: with a day more on either side 2/3 and 1/3, 1.96^2 x (1 - 1/9) / (1/3)^2 = 30.7 days."""
    found = turned([[1.0]], [[0.0]])
    assert found.difference.holds(0)
    assert found.days_to_tell == 31


def test_82_percent_needs_1600_days_to_be_told_from_80() -> None:
    """1.96^2 x 0.8 x 0.2 / 0.02^2 = 1,537, said with two digits."""
    assert days_to_settle(0.82, 0.80) == 1_600
    assert days_to_settle(0.80, 0.80) is None


def test_with_the_days_that_settle_it_the_interval_is_clear_of_the_threshold() -> None:
    needed = days_to_settle(0.86, 0.80)
    assert needed is not None
    met = np.zeros(needed)
    met[: round(0.86 * needed)] = 1
    assert not share_of_days(met, np.ones(needed)).at(0).holds(0.80)


@pytest.mark.parametrize("met", [0, 1])
def test_a_share_lies_in_its_own_interval_on_any_number_of_days(met: int) -> None:
    """At 0 % and at 100 % one end is the share itself, which floats must not pass."""
    for days in range(1, 200):
        found = share_of_days(np.full(days, met), np.ones(days)).at(0)
        assert found.low is not None
        assert found.high is not None
        assert found.low <= met <= found.high
