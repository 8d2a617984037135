"""Weekdays as a planner names them."""

import pytest
from pydantic import TypeAdapter

from sim.scenario.calendar import OnWeekdays, format_weekdays, parse_weekdays


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("sat", (5,)),
        ("mon, wed", (0, 2)),
        ("wed,mon", (0, 2)),
        ("Mon - Wed, sat", (0, 1, 2, 5)),
        ("sat-mon", (0, 5, 6)),
        ("mon-sun", (0, 1, 2, 3, 4, 5, 6)),
        ("tue-mon", (0, 1, 2, 3, 4, 5, 6)),
        ("thu-thu", (3,)),
    ],
)
def test_weekdays_are_named_singly_in_lists_and_in_ranges(written: str, days: tuple[int, ...]) -> None:
    assert parse_weekdays(written) == days


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("monday", "'monday' is no weekday: write mon-fri, sat, or mon, wed"),
        ("mon-", "is no weekday"),
        ("mon-tue-wed", "is no weekday"),
        ("", "is no weekday"),
        ("mon,,wed", "is no weekday"),
        ("mon-wed, tue", "'mon-wed, tue' names tue twice: write it once"),
    ],
)
def test_other_words_are_no_weekdays(written: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        parse_weekdays(written)


@pytest.mark.parametrize("written", ["mon-fri", "sat", "mon, wed", "sat, sun", "mon-wed, sat", "mon, tue, thu-sun"])
def test_weekdays_are_written_back_as_they_read(written: str) -> None:
    assert format_weekdays(parse_weekdays(written)) == written


def test_a_key_takes_weekdays_in_words_or_in_a_list() -> None:
    key: TypeAdapter[tuple[int, ...]] = TypeAdapter(OnWeekdays)
    assert key.validate_python(["mon", "wed-fri"]) == key.validate_python("mon, wed-fri") == (0, 2, 3, 4)
    assert key.dump_json((0, 1, 2)) == b'"mon-wed"'
    for wrong in (3, [], ["mon", 3], {}):
        with pytest.raises(ValueError, match="is no weekday"):
            key.validate_python(wrong)
