"""Callbacks at a time that the customer picks: which slot is promised, when it is due, what closing does to it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.moments.story import customer, tell
from tests.moments.told import Told

BUSY = customer(at=600, talk=30)
"""Comes at the opening and keeps the one agent until 630; the next is quoted 60."""
TEN_MINUTES = {"slots": "2m", "capacity": 1, "wanted_after": {"exponential": "5m"}}
"""Five slots between 600 and 1,200: at 600, 720, 840, 960 and 1,080."""
DAY = 86_400


def offer(capacity: int = 1, **keys: Any) -> dict[str, Any]:
    """A queue that offers scheduled callbacks from a quoted wait of 60 s."""
    scheduled = {**TEN_MINUTES, "capacity": capacity}
    return {"callback": {"scheduled": scheduled, "offer_when_wait_over": "60s", "ring": "10s", **keys}}


def wants(after: float, at: float = 605, **facts: Any) -> Any:
    """Somebody who accepts and would like the call so many seconds later."""
    return customer(at=at, wants_after=after, **{"accepts": True, "reached_at_dial": 1, "talk": 7, **facts})


def told_of(*customers: Any, care: dict[str, Any] | None = None, **keys: Any) -> Told:
    return tell(BUSY, *customers, care=care or offer(), **{"open": "00:10-00:20", **keys})


@pytest.mark.parametrize(("after", "promised"), [(0, 720), (115, 720), (115.001, 840), (475, 1_080)])
def test_promised_is_the_first_slot_that_begins_at_or_after_the_time_they_would_like(
    after: float, promised: int
) -> None:
    told = told_of(wants(after))
    assert (told.contacts[1].promised, told.contacts[1].answered) == (promised, promised)


def test_a_slot_that_begins_as_the_offer_is_made_is_due_at_once() -> None:
    told = told_of(customer(at=700, talk=40), wants(0, at=720))
    assert (told.contacts[2].promised, told.contacts[2].answered) == (720, 740)


def test_a_full_slot_passes_the_promise_on_to_the_next() -> None:
    told = told_of(wants(0), wants(0, at=606), wants(120, at=607))
    assert [fact.promised for fact in told.contacts] == [None, 720, 840, 960]


def test_of_two_in_one_millisecond_the_lower_row_gets_the_last_place_of_a_slot() -> None:
    told = told_of(wants(0), wants(0))
    assert [fact.promised for fact in told.contacts] == [None, 720, 840]


def test_no_slot_left_is_no_offer_and_the_customer_waits() -> None:
    told = told_of(wants(480), wants(475), wants(475, at=606))
    assert [(fact.offered, fact.promised, fact.outcome) for fact in told.contacts] == [
        (False, None, "answered"), (False, None, "answered"), (True, 1_080, "callback_answered"),
        (False, None, "answered"),
    ]  # fmt: skip


def test_who_declines_takes_no_place_in_a_slot() -> None:
    told = told_of(wants(0, accepts=False), wants(0, at=606))
    assert [fact.promised for fact in told.contacts] == [None, None, 720]


def test_a_later_day_that_is_played_has_slots_too() -> None:
    told = told_of(wants(480), days=2)
    assert (told.contacts[1].promised, told.contacts[1].answered) == (DAY + 600, DAY + 600)


@pytest.mark.parametrize("at_closing", ["serve_out", "carry", "cancel"])
def test_a_promise_for_tomorrow_keeps_nobody_in_the_house_and_stands_at_closing(at_closing: str) -> None:
    told = told_of(wants(DAY), care=offer(at_closing=at_closing), days=2)
    assert (told.contacts[1].outcome, told.contacts[1].answered) == ("callback_answered", DAY + 720)
    assert told.agent("front 0")[:3] == [(600, 630, "talk"), (630, 1_200, "idle"), (DAY + 600, DAY + 720, "idle")]


@pytest.mark.parametrize(
    ("at_closing", "outcome", "ended"),
    [("serve_out", "callback_answered", 1_257), ("carry", "callback_answered", DAY + 607),
     ("cancel", "callback_cancelled", 1_200)],
)  # fmt: skip
def test_one_that_is_due_and_not_over_at_closing_is_like_any_other(at_closing: str, outcome: str, ended: float) -> None:
    late = customer(at=1_050, talk=200)
    told = told_of(wants(475), late, care=offer(at_closing=at_closing), days=2)
    assert (told.contacts[1].promised, told.contacts[1].outcome, told.contacts[1].ended) == (1_080, outcome, ended)


def test_one_that_is_due_stands_at_its_old_place() -> None:
    # The agent is busy from 700 to 760; who came at 650 for 720 stands ahead of who came at 710.
    told = told_of(customer(at=640, talk=120), wants(0, at=650), customer(at=710, talk=5))
    assert [fact.answered for fact in told.contacts] == [600, 640, 760, 767]


def test_live_first_it_waits_until_no_live_contact_does() -> None:
    told = told_of(
        customer(at=640, talk=120), wants(0, at=650), customer(at=710, talk=5), care=offer(keeps_place=False)
    )
    assert [fact.answered for fact in told.contacts] == [600, 640, 765, 760]


def test_it_is_no_place_ahead_of_anybody_until_it_is_due() -> None:
    told = told_of(wants(0), customer(at=606), customer(at=719, talk=20), customer(at=720, patience=9))
    # At 606 the callback is for 720 and nobody is ahead; at 720 it is due, behind the call that began at 719: (1 + 1) x
    # 60 s.
    assert [fact.quoted for fact in told.contacts] == [None, 60, 60, None, 120]


def test_one_that_is_due_as_an_agent_frees_and_a_contact_arrives_goes_first() -> None:
    told = told_of(customer(at=640, talk=80), wants(0, at=650), customer(at=720, talk=5))
    assert [fact.answered for fact in told.contacts] == [600, 640, 720, 727]


def test_who_rings_again_before_the_time_gives_the_slot_back() -> None:
    again = {"rings_again": {"chance": "50%", "after": {"exponential": "1m"}}}
    caller = wants(0, rings_again=5).then(talk=1)
    told = told_of(caller, wants(0, at=609.999), wants(0, at=610.001), care=offer(**again))
    assert [(fact.outcome, fact.promised) for fact in told.contacts] == [
        ("answered", None), ("callback_cancelled", 720), ("answered", None), ("callback_answered", 840),
        ("callback_answered", 720),
    ]  # fmt: skip


def test_the_most_that_may_pend_counts_what_is_scheduled() -> None:
    told = told_of(wants(0), wants(0, at=606), care=offer(capacity=2, most_pending=1))
    assert [fact.offered for fact in told.contacts] == [False, True, False]


def test_slots_are_counted_from_the_queues_own_opening() -> None:
    told = told_of(wants(0, at=700), customer(at=690, talk=40), open="00:11-00:20")
    assert told.contacts[1].promised == 780
