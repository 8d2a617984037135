"""Callbacks: when they are offered, when they are dialled, and what an unanswered dial costs."""

from __future__ import annotations

from typing import Any

import pytest

from tests.moments.story import customer, tell

BUSY = customer(at=0, talk=30)
"""Keeps the one agent until 30; the next is quoted 60."""


def offer(**keys: Any) -> dict[str, Any]:
    """A queue that offers callbacks from a quoted wait of 60 s unless told."""
    limit = {} if "offer_when_waiting" in keys else {"offer_when_wait_over": "60s"}
    return {"callback": {"ring": "10s", "retry_after": "60s", **limit, **keys}}


@pytest.mark.parametrize(("limit", "offered"), [("60s", True), ("60001ms", False)])
def test_a_callback_is_offered_from_a_quoted_wait_of_exactly_the_limit(limit: str, offered: bool) -> None:
    told = tell(BUSY, customer(at=5), care=offer(offer_when_wait_over=limit))
    assert told.contacts[1].offered is offered


def test_a_callback_is_offered_from_so_many_live_contacts_waiting() -> None:
    told = tell(BUSY, customer(at=5), customer(at=6), customer(at=7), care=offer(offer_when_waiting=1))
    assert [fact.offered for fact in told.contacts] == [False, False, True, True]


def test_a_limit_on_the_line_alone_offers_nothing_on_an_empty_line_with_nobody_on() -> None:
    told = tell(customer(at=5, patience=9), agents={0: 0, 60: 1}, care=offer(offer_when_waiting=1))
    assert told.contacts[0].offered is False


def test_a_callback_is_not_offered_while_an_agent_is_idle() -> None:
    told = tell(customer(at=0, accepts=True), care=offer(offer_when_waiting=0))
    assert (told.contacts[0].offered, told.outcomes()) == (False, ["answered"])


def test_who_declines_waits_in_the_line() -> None:
    told = tell(BUSY, customer(at=5, accepts=False), care=offer())
    declined = told.contacts[1]
    assert (declined.offered, declined.accepted, declined.answered) == (True, False, 30)


def test_who_never_accepts_does_not_even_with_nobody_on() -> None:
    told = tell(customer(at=5, patience=9), agents={0: 0, 60: 1}, care=offer())
    refused = told.contacts[0]
    assert (refused.offered, refused.accepted, refused.outcome) == (True, False, "abandoned")


def test_virtual_hold_keeps_its_place_in_the_live_line() -> None:
    told = tell(
        BUSY, customer(at=5, talk=7), customer(at=6, accepts=True, reached_at_dial=1, talk=7), customer(at=7),
        care=offer(offer_when_waiting=1),
    )  # fmt: skip
    assert [fact.answered for fact in told.contacts] == [0, 30, 37, 44]
    assert told.contacts[2].outcome == "callback_answered"


def test_who_accepted_has_no_patience_to_lose() -> None:
    told = tell(BUSY, customer(at=5, patience=1, accepts=True, reached_at_dial=1), care=offer())
    assert told.contacts[1].answered == 30


def test_live_first_waits_until_no_live_contact_does() -> None:
    told = tell(
        BUSY, customer(at=5, accepts=True, reached_at_dial=1), customer(at=6, talk=7), customer(at=35, talk=7),
        care=offer(keeps_place=False),
    )  # fmt: skip
    assert [fact.answered for fact in told.contacts] == [0, 44, 30, 37]


def test_live_first_is_dialled_only_while_more_than_the_reserve_are_idle() -> None:
    told = tell(
        BUSY, customer(at=0, talk=50), customer(at=5, accepts=True, reached_at_dial=1),
        agents=2, care=offer(keeps_place=False, reserve=1, offer_when_wait_over="30s"),
    )  # fmt: skip
    assert told.answers() == [(0, "front 0"), (0, "front 1"), (50, "front 0")]


def test_live_first_does_not_hold_back_for_live_contacts_of_another_queue() -> None:
    told = tell(
        BUSY, customer(at=5, accepts=True, reached_at_dial=1), customer(at=6, queue="sales"),
        queues={"care": offer(keeps_place=False), "sales": {}},
        groups={"front": (["care"], 1), "sellers": (["sales"], {0: 0, 600: 1})},
    )  # fmt: skip
    assert told.contacts[1].answered == 30


def test_virtual_hold_counts_in_the_quoted_wait_and_live_first_does_not() -> None:
    customers = [BUSY, customer(at=5, accepts=True, reached_at_dial=1), customer(at=6)]
    assert tell(*customers, care=offer()).contacts[2].quoted == 120
    assert tell(*customers, care=offer(keeps_place=False)).contacts[2].quoted == 60


def test_who_accepted_takes_no_place_in_the_room() -> None:
    told = tell(
        BUSY, customer(at=5, accepts=True, reached_at_dial=1), customer(at=6), care={"waiting_room": 1, **offer()}
    )
    assert told.outcomes() == ["answered", "callback_answered", "answered"]
    assert told.lengths("care")[0] == (6, 1)


def test_an_unanswered_dial_costs_the_ring_and_is_tried_again_after_the_pause() -> None:
    told = tell(BUSY, customer(at=5, accepts=True, reached_at_dial=2, talk=20), care=offer())
    callback = told.contacts[1]
    assert (callback.dials, callback.answered, callback.ended, callback.resolved) == (2, 100, 120, True)
    assert told.agent("front 0")[:4] == [(0, 30, "talk"), (30, 40, "dial"), (40, 100, "idle"), (100, 120, "talk")]


def test_an_agent_whose_dial_rang_out_takes_the_next_in_line() -> None:
    told = tell(BUSY, customer(at=5, accepts=True, reached_at_dial=2), customer(at=6), care=offer())
    assert told.contacts[2].answered == 40


@pytest.mark.parametrize("keeps_place", [True, False])
def test_a_callback_tried_again_stands_at_its_old_place(keeps_place: bool) -> None:
    # 30 dial, 40 rung out, 40-120 another contact; from 50 and 60 two more accepted ones wait; 100 due again.
    waiting = {"accepts": True, "reached_at_dial": 1, "talk": 7}
    told = tell(
        BUSY, customer(at=5, accepts=True, reached_at_dial=2, talk=7), customer(at=40, talk=80),
        customer(at=50, **waiting), customer(at=60, **waiting),
        care=offer(keeps_place=keeps_place),
    )  # fmt: skip
    assert [fact.answered for fact in told.contacts] == [0, 120, 40, 127, 134]


def test_a_callback_tried_again_finds_the_idle_agent_before_an_arrival_with_a_higher_row() -> None:
    told = tell(BUSY, customer(at=5, accepts=True, reached_at_dial=2, talk=7), customer(at=100), care=offer())
    assert [fact.answered for fact in told.contacts] == [0, 100, 107]


def test_after_the_last_dial_the_callback_has_failed() -> None:
    told = tell(BUSY, customer(at=5, accepts=True), care=offer(attempts=2))
    failed = told.contacts[1]
    assert (failed.outcome, failed.dials, failed.ended, failed.resolved) == ("callback_failed", 2, 110, False)


@pytest.mark.parametrize(("at", "offered"), [(599.999, True), (600, False)])
def test_no_callback_is_offered_in_the_last_stretch_before_closing(at: float, offered: bool) -> None:
    told = tell(customer(at=590, talk=30), customer(at=at), care=offer(last_offer="10m"), open="00:05-00:20")
    assert told.contacts[1].offered is offered


def test_a_queue_round_the_clock_has_its_last_stretch_at_the_end_of_the_last_day() -> None:
    told = tell(
        customer(at=DAY - 500, talk=30), customer(at=DAY - 490), customer(at=2 * DAY - 500, talk=30),
        customer(at=2 * DAY - 490), days=2, care=offer(last_offer="10m"),
    )  # fmt: skip
    assert [fact.offered for fact in told.contacts] == [False, True, False, False]


def test_no_callback_is_offered_while_the_most_are_pending() -> None:
    waiting = {"accepts": True, "reached_at_dial": 1}
    told = tell(
        BUSY, customer(at=5, **waiting), customer(at=5, **waiting), customer(at=6), care=offer(most_pending=2)
    )  # fmt: skip
    assert [fact.offered for fact in told.contacts] == [False, True, True, False]


def test_a_promise_that_ends_as_a_contact_arrives_makes_room_for_one_more() -> None:
    # 30 dial, 40 rung out for the last time; the one agent takes who waits since 32; at 40 another arrives.
    told = tell(
        BUSY, customer(at=5, accepts=True), customer(at=32, talk=90), customer(at=39.999), customer(at=40),
        care=offer(most_pending=1, attempts=1),
    )  # fmt: skip
    assert (told.contacts[1].outcome, told.contacts[1].ended) == ("callback_failed", 40)
    assert [fact.offered for fact in told.contacts] == [False, True, False, False, True]


DAY = 86_400
CLOSES = 1_200
TWO_DAYS: dict[str, Any] = {"open": "00:10-00:20", "days": 2}
LATE = customer(at=1_150, talk=100)
"""Keeps the one agent until 1,250, past closing at 1,200."""
PROMISED = customer(at=1_160, talk=20, accepts=True, reached_at_dial=1)


def test_callbacks_pending_at_closing_are_served_out_before_the_agents_leave() -> None:
    told = tell(LATE, PROMISED, care=offer(), **TWO_DAYS)
    assert told.contacts[1].answered == 1_250
    assert told.agent("front 0")[2] == (1_250, 1_270, "talk")


def test_agents_stay_through_the_pauses_of_callbacks_that_are_served_out() -> None:
    told = tell(LATE, customer(at=1_160, accepts=True), care=offer(attempts=2), **TWO_DAYS)
    assert (told.contacts[1].outcome, told.contacts[1].ended) == ("callback_failed", 1_330)
    assert told.agent("front 0")[2:5] == [(1_250, 1_260, "dial"), (1_260, 1_320, "idle"), (1_320, 1_330, "dial")]
    assert told.agent("front 0")[5][0] == DAY + 600


def test_callbacks_pending_at_closing_are_cancelled_there() -> None:
    told = tell(LATE, PROMISED, care=offer(at_closing="cancel"), **TWO_DAYS)
    cancelled = told.contacts[1]
    assert (cancelled.outcome, cancelled.ended, cancelled.resolved) == ("callback_cancelled", CLOSES, False)


def test_a_callback_that_rings_at_closing_is_cancelled_and_the_ring_goes_on() -> None:
    told = tell(
        customer(at=1_100, talk=95), customer(at=1_160, accepts=True), care=offer(at_closing="cancel"), **TWO_DAYS
    )
    assert (told.contacts[1].outcome, told.contacts[1].ended, told.contacts[1].dials) == (
        "callback_cancelled", CLOSES, 1,
    )  # fmt: skip
    assert told.agent("front 0")[2] == (1_195, 1_205, "dial")


@pytest.mark.parametrize("keeps_place", [True, False])
def test_callbacks_pending_at_closing_are_carried_to_the_next_opening(keeps_place: bool) -> None:
    told = tell(LATE, PROMISED, care=offer(at_closing="carry", keeps_place=keeps_place), **TWO_DAYS)
    carried = told.contacts[1]
    assert (carried.day, carried.outcome, carried.answered) == (0, "callback_answered", DAY + 600)


def test_carried_callbacks_keep_the_order_of_their_places() -> None:
    told = tell(
        LATE, customer(at=1_170, talk=20, accepts=True, reached_at_dial=1), PROMISED,
        care=offer(at_closing="carry"), **TWO_DAYS,
    )  # fmt: skip
    assert [fact.answered for fact in told.contacts] == [1_150, DAY + 620, DAY + 600]


def test_a_pause_that_ends_after_closing_is_carried_to_the_next_opening() -> None:
    told = tell(
        customer(at=1_100, talk=70), customer(at=1_160, accepts=True, reached_at_dial=2), customer(at=1_190, talk=200),
        care=offer(at_closing="carry"), **TWO_DAYS,
    )  # fmt: skip
    assert told.contacts[1].answered == DAY + 600


def test_callbacks_still_carried_after_the_last_day_are_open() -> None:
    told = tell(LATE, PROMISED, care=offer(at_closing="carry"), open="00:10-00:20")
    assert (told.contacts[1].outcome, told.contacts[1].ended, told.contacts[1].resolved) == ("open", None, None)


@pytest.mark.parametrize("at_closing", ["serve_out", "carry", "cancel"])
def test_no_callback_is_offered_after_closing(at_closing: str) -> None:
    late = customer(at=1_190, session=("failed", 20), accepts=True, reached_at_dial=1)
    told = tell(LATE, late, care=offer(at_closing=at_closing), **TWO_DAYS)
    assert [(fact.offered, fact.answered) for fact in told.contacts] == [(False, 1_150), (False, 1_250)]


def test_a_ring_of_no_length_costs_the_agent_nothing() -> None:
    told = tell(BUSY, customer(at=5, accepts=True, reached_at_dial=2, talk=20), care=offer(ring="0s"))
    assert told.contacts[1].answered == 90
    assert told.agent("front 0")[:3] == [(0, 30, "talk"), (30, 90, "idle"), (90, 110, "talk")]
