"""Hours and heads by weekday and date: an opening over midnight, a closed Sunday, and what falls on it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.moments.story import Customer, customer, tell

DAY = 86_400
OPENS, CLOSES = 600, 1_200
SATURDAY = {"open": {"mon-sat": "00:10-00:20", "sun": "closed"}, "days": {"count": 3, "first": "sat"}}
"""Saturday, Sunday, Monday."""
MONDAY = 2 * DAY
NIGHT: dict[str, Any] = {
    "open": {"fri": "23:50-24:00", "sat": "00:00-00:10", "sun-thu": "closed"},
    "days": {"count": 2, "first": "fri"},
    "closing": "disconnected",
}
MOVED = {"redial": {}, "when_closed": {"returns_within": "5m"}}


def returning(at: float, **facts: Any) -> Customer:
    """A return carried in: unlike new customers it may come outside opening hours."""
    return customer(at=at, first_attempt=2, **facts)


def test_a_day_that_ends_at_midnight_as_the_next_begins_is_one_opening_with_it() -> None:
    told = tell(customer(at=DAY - 30, talk=60), customer(at=DAY - 20, talk=10), returning(DAY + 600), **NIGHT)
    assert told.answers() == [(DAY - 30, "front 0"), (DAY + 30, "front 0"), (None, None)]
    assert told.outcomes() == ["answered", "answered", "closed"]
    assert told.signed_off("front 0") == DAY + 600


def test_who_waits_at_the_closing_after_midnight_is_cut_off_then() -> None:
    told = tell(customer(at=DAY - 30, talk=900), customer(at=DAY + 500), **NIGHT)
    assert [(fact.outcome, fact.ended) for fact in told.contacts] == [("answered", DAY + 870), ("closed", DAY + 600)]


@pytest.mark.parametrize("at", [DAY, DAY + OPENS, DAY + CLOSES, 2 * DAY - 1])
def test_on_a_closed_day_who_comes_again_is_turned_away_whatever_the_hour(at: float) -> None:
    told = tell(returning(at), **SATURDAY)
    assert [(fact.outcome, fact.day) for fact in told.contacts] == [("closed", 1)]


def test_a_repeat_that_falls_on_the_closed_day_comes_after_the_next_opening_days_ahead() -> None:
    told = tell(customer(at=700, returns=DAY).then(spread=90), care=MOVED, **SATURDAY)
    again = told.contacts[1]
    assert (again.kind, again.day, again.arrived) == ("repeat", 2, MONDAY + OPENS + 90)


def test_a_redial_after_saturdays_closing_waits_for_monday() -> None:
    told = tell(
        customer(at=1_190, patience=5, redials=10).then(spread=7), agents={600: 0, 1_199: 1}, care=MOVED, **SATURDAY
    )
    assert (told.contacts[1].kind, told.contacts[1].arrived) == ("redial", MONDAY + OPENS + 7)


def test_who_would_come_after_the_last_opening_of_the_days_played_is_not_played() -> None:
    days = {**SATURDAY, "days": {"count": 2, "first": "sat"}}
    told = tell(customer(at=700, returns=DAY).then(spread=90), care=MOVED, **days)
    assert told.outcomes() == ["answered"]


def test_a_closed_last_day_is_played_to_its_end() -> None:
    days = {**SATURDAY, "days": {"count": 2, "first": "sat"}}
    assert tell(returning(2 * DAY - 60), **days).outcomes() == ["closed"]


def test_agents_who_serve_out_saturday_have_left_by_sunday_and_are_back_on_monday() -> None:
    told = tell(customer(at=1_190, talk=100), customer(at=MONDAY + 700, talk=10), **SATURDAY)
    assert told.agent("front 0") == [
        (600, 1_190, "idle"), (1_190, 1_290, "talk"),
        (MONDAY + 600, MONDAY + 700, "idle"), (MONDAY + 700, MONDAY + 710, "talk"),
        (MONDAY + 710, MONDAY + 1_200, "idle"),
    ]  # fmt: skip


def test_each_day_has_the_heads_of_its_weekday() -> None:
    told = tell(
        customer(at=700), customer(at=710), customer(at=MONDAY + 700), customer(at=MONDAY + 710),
        agents={"sat": {600: 1}, "mon-fri": {600: 2}}, **SATURDAY,
    )  # fmt: skip
    assert told.answers() == [(700, "front 0"), (730, "front 0"), (MONDAY + 700, "front 0"), (MONDAY + 710, "front 1")]


def test_a_date_has_its_own_hours_and_heads_whatever_its_weekday() -> None:
    told = tell(
        returning(700), returning(DAY + 700), returning(2 * DAY + 1_300), returning(2 * DAY + 700),
        agents={"mon-sun": {600: 1}, "2026-12-26": {600: 2}},
        open={"mon-sun": "00:10-00:20", "2026-12-25": "closed", "2026-12-26": "00:10-00:30"},
        days={"count": 3, "first": "2026-12-24"},
    )  # fmt: skip
    assert told.outcomes() == ["answered", "closed", "answered", "answered"]
    assert told.answers()[2] == (2 * DAY + 1_300, "front 1")  # front 0 has been idle for less


def test_a_group_works_while_any_of_its_queues_is_open_that_day() -> None:
    told = tell(
        returning(DAY + 700, queue="sales"), returning(DAY + 700, queue="care"),
        queues={"care": {"open": {"mon-sat": "00:10-00:20", "sun": "closed"}}, "sales": {}},
        open="00:10-00:20", days={"count": 2, "first": "sat"},
    )  # fmt: skip
    assert told.outcomes() == ["answered", "closed"]


CALLBACK = {"offer_when_wait_over": "10s", "ring": "10s", "picks_up": "100%", "retry_after": "1m"}


def test_callbacks_carried_over_a_closed_day_are_called_at_the_next_opening() -> None:
    told = tell(
        customer(at=1_100, talk=600), customer(at=1_150, accepts=True, reached_at_dial=1),
        care={"callback": {**CALLBACK, "at_closing": "carry"}}, **SATURDAY,
    )  # fmt: skip
    assert told.contacts[1].outcome == "callback_answered"
    assert told.contacts[1].answered == MONDAY + OPENS


def test_a_call_wanted_on_a_closed_day_is_promised_for_the_first_slot_after_it() -> None:
    wanted = {**CALLBACK, "scheduled": {"slots": "5m", "capacity": 1, "wanted_after": {"exponential": "1d"}}}
    told = tell(
        customer(at=690, talk=100), customer(at=700, accepts=True, reached_at_dial=1, wants_after=DAY),
        care={"callback": wanted}, **SATURDAY,
    )  # fmt: skip
    assert told.contacts[1].promised == told.contacts[1].answered == MONDAY + OPENS
