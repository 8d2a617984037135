"""Numbers as they are printed."""

import pytest

from sim.show.figures import adding_up, amount, by_unit, duration, money, plural, share, signed


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.0, "0.0 s"),
        (10.66, "10.7 s"),
        (59.94, "59.9 s"),
        (59.96, "1m00s"),
        (91.4, "1m31s"),
        (3599.4, "59m59s"),
        (3599.6, "1h00m"),
        (7500, "2h05m"),
        (-4.5, "-4.5 s"),
        (None, "-"),
        (float("nan"), "-"),
    ],
)
def test_a_wait_is_told_in_the_unit_it_is_felt_in(seconds: float | None, text: str) -> None:
    assert duration(seconds) == text


def test_what_is_not_known_prints_as_a_dash() -> None:
    assert {share(None), amount(float("nan")), money(None, "EUR"), signed(None), by_unit(None, "count")} == {"-"}


def test_money_carries_its_currency_and_thousands() -> None:
    assert money(8234.6, "EUR") == "EUR 8,235"
    assert money(4.567, "", 2) == "4.57"


def test_a_difference_that_rounds_to_nothing_has_no_sign() -> None:
    assert [signed(value, 1, 100) for value in (0.0862, -0.006, 0.0004, -0.0004)] == ["+8.6", "-0.6", "0.0", "0.0"]


def test_a_share_that_is_just_below_nought_is_not_minus_nought() -> None:
    assert share(-1e-12) == "0.0 %"


def test_rounded_parts_add_up_to_the_rounded_whole() -> None:
    assert adding_up([33.333, 33.333, 33.334], 1) == [33.3, 33.3, 33.4]
    assert adding_up([0.4, 0.4, 0.4], 0) == [1.0, 0.0, 0.0]
    assert sum(adding_up([12.25, 7.25, 80.5], 0)) == 100


def test_one_is_not_plural() -> None:
    assert (plural(1, "day"), plural(1600, "day"), plural(2, "strategy", "strategies")) == (
        "1 day",
        "1,600 days",
        "2 strategies",
    )
