"""Erlang B, C and A against exact sums and integrals (`independent.py`), at loads from 0.1 to 10,000 erlangs."""

from __future__ import annotations

from fractions import Fraction
from math import exp

import pytest

from sim.theory.erlang import erlang_a, erlang_b, erlang_c
from tests.unit.theory.independent import blocked, blocked_to_forty_digits, waits

NINE_DIGITS = 1e-9
BELOW_NOTICE = 1e-14
STEADY = [("1/10", 1), ("1/10", 2), ("1", 3), ("10", 14), ("100", 107), ("1000", 1012), ("10000", 10_015)]
OVERLOADED = [("1", 1), ("10", 8), ("100", 80), ("1000", 900), ("10000", 8_500), ("10000", 10_000)]


@pytest.mark.parametrize(("load", "agents"), STEADY[:4] + OVERLOADED[:2])
def test_both_independent_ways_to_erlang_b_are_one(load: str, agents: int) -> None:
    exact, cut = blocked(agents, Fraction(load)), blocked_to_forty_digits(agents, Fraction(load))
    assert abs(exact - cut) < Fraction(1, 10**40)


@pytest.mark.parametrize(("load", "agents"), STEADY + OVERLOADED)
def test_erlang_b_to_nine_digits(load: str, agents: int) -> None:
    exact = float(blocked_to_forty_digits(agents, Fraction(load)))
    assert erlang_b(agents, float(Fraction(load))) == pytest.approx(exact, rel=NINE_DIGITS)


@pytest.mark.parametrize("within", [0.1, 3.0])
@pytest.mark.parametrize(("load", "agents"), STEADY)
def test_erlang_c_to_nine_digits(load: str, agents: int, within: float) -> None:
    # n / (n - a) and the n terms below it, all in units of a^n / n!
    all_busy = Fraction(agents) / (agents - Fraction(load))
    p_wait = float(all_busy / (1 / blocked_to_forty_digits(agents, Fraction(load)) - 1 + all_busy))
    spare = float(agents - Fraction(load))
    found = erlang_c(agents, float(Fraction(load)), 1.0, within)
    assert found.p_wait == pytest.approx(p_wait, rel=NINE_DIGITS)
    assert found.asa == pytest.approx(p_wait / spare, rel=NINE_DIGITS)
    assert found.service_level == pytest.approx(1 - p_wait * exp(-spare * within), rel=NINE_DIGITS)


@pytest.mark.parametrize("within", [0.1, 2.0])
@pytest.mark.parametrize("patience", [0.05, 1.0, 30.0])
@pytest.mark.parametrize(("load", "agents"), STEADY + OVERLOADED)
def test_erlang_a_to_nine_digits(load: str, agents: int, patience: float, within: float) -> None:
    told = waits(agents, float(Fraction(load)), patience, within)
    found = erlang_a(agents, float(Fraction(load)), 1.0, 1 / patience, within)
    for mine, theirs in (
        (found.p_wait, told.p_wait),
        (found.service_level, told.in_time),
        (found.p_longer, told.longer),
        (found.p_abandon, told.abandon),
        (found.mean_wait, told.mean_wait),
        (found.asa, told.asa),
    ):
        assert mine == pytest.approx(theirs, rel=NINE_DIGITS, abs=BELOW_NOTICE)


@pytest.mark.parametrize("patience", [100.0, 100_000.0])
def test_patience_of_days_and_thresholds_of_hours_stay_at_nine_digits(patience: float) -> None:
    # 12,000 erlangs on 10,000 agents: waits of a fifth of the patience or so
    for within in (0.15 * patience, 0.183 * patience):
        told = waits(10_000, 12_000.0, patience, within)
        found = erlang_a(10_000, 12_000.0, 1.0, 1 / patience, within)
        assert found.p_abandon == pytest.approx(told.abandon, rel=NINE_DIGITS)
        assert found.asa == pytest.approx(told.asa, rel=NINE_DIGITS)
        assert found.service_level == pytest.approx(told.in_time, rel=NINE_DIGITS, abs=BELOW_NOTICE)


def test_a_room_of_a_million_places_nobody_fills_is_a_room_without_end() -> None:
    endless, large = erlang_a(50, 48.0, 1.0, 0.5, 0.2), erlang_a(50, 48.0, 1.0, 0.5, 0.2, room=1_000_000)
    assert large == endless


def test_a_room_below_the_usual_queue_is_always_all_but_full() -> None:
    # 2,000 erlangs on 1,000 agents with 10 places: the chain goes up twice as fast as down, full half of the time,
    # one place free a quarter, .. (a ratio of 1 / 2 to within the few who abandon)
    found = erlang_a(1000, 2000.0, 1.0, 1e-6, room=10)
    assert found.p_block == pytest.approx(0.5, abs=1e-3)
    assert found.occupancy == pytest.approx(1.0, abs=1e-3)
