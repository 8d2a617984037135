"""Callbacks that ring the customer first: when they are rung, what no agent pays for, and holding the line."""

from __future__ import annotations

from typing import Any

import pytest

from tests.moments.story import customer, tell

BUSY = customer(at=0, talk=30)
"""Keeps the one agent until 30; the next is quoted 60."""
DAY = 86_400


def offer(**keys: Any) -> dict[str, Any]:
    """A queue that offers callbacks from a quoted wait of 60 s and rings the customer first, for 10 s."""
    limit = {"offer_when_wait_over": "60s", "ring": "10s", "retry_after": "60s"}
    return {"callback": {"dial": "customer_first", **limit, **keys}}


def promised(at: float, talk: float = 7, **facts: Any) -> Any:
    """Somebody who accepts, and picks up at the first dial."""
    return customer(at=at, talk=talk, **{"accepts": True, "reached_at_dial": 1, **facts})


def test_the_customer_is_rung_when_the_agent_would_dial_and_no_agent_is_bound() -> None:
    told = tell(BUSY, promised(5, talk=20), care=offer())
    assert (told.contacts[1].picked_up, told.contacts[1].answered, told.contacts[1].dials) == (40, 40, 1)
    assert told.agent("front 0")[:3] == [(0, 30, "talk"), (30, 40, "idle"), (40, 60, "talk")]


def test_a_ring_that_nobody_picks_up_costs_no_agent_time_and_is_tried_again_after_the_pause() -> None:
    told = tell(BUSY, promised(5, talk=20, reached_at_dial=2), care=offer())
    assert (told.contacts[1].dials, told.contacts[1].answered) == (2, 110)
    assert told.agent("front 0")[:3] == [(0, 30, "talk"), (30, 110, "idle"), (110, 130, "talk")]


def test_after_the_last_ring_the_callback_has_failed() -> None:
    told = tell(BUSY, promised(5, reached_at_dial=0), care=offer(attempts=2))
    assert (told.contacts[1].outcome, told.contacts[1].dials, told.contacts[1].ended) == ("callback_failed", 2, 110)


def test_an_agent_who_passes_the_callback_takes_the_next_live_contact_and_the_customer_holds() -> None:
    told = tell(BUSY, promised(5), customer(at=6, talk=50), care=offer())
    assert (told.contacts[1].picked_up, told.contacts[1].answered) == (40, 80)
    assert told.contacts[2].answered == 30
    assert told.lengths("care") == [(6, 1), (30, 0), (40, 1), (80, 0)]


def test_who_holds_stands_at_the_old_place_ahead_of_the_line() -> None:
    told = tell(BUSY, promised(5), customer(at=6, talk=50), customer(at=7), care=offer())
    assert [fact.answered for fact in told.contacts] == [0, 80, 30, 87]


@pytest.mark.parametrize(("patience", "outcome", "ended"), [(39.999, "callback_failed", 79.999),
                                                            (40, "callback_answered", 87)])  # fmt: skip
def test_patience_on_hold_runs_in_full_from_picking_up(patience: float, outcome: str, ended: float) -> None:
    told = tell(BUSY, promised(5, patience=patience), customer(at=6, talk=50), care=offer())
    assert (told.contacts[1].outcome, told.contacts[1].ended, told.contacts[1].dials) == (outcome, ended, 1)


def test_what_was_announced_before_the_callback_takes_no_patience_from_those_who_hold() -> None:
    care = {**offer(), "announce": {"pad": "-100%", "overdue": 2}}
    told = tell(BUSY, promised(5, patience=39.999), customer(at=6, talk=50), care=care)
    assert (told.contacts[1].announced, told.contacts[1].patience, told.contacts[1].ended) == (0, 39.999, 79.999)


def test_who_gives_up_on_hold_does_not_redial() -> None:
    told = tell(
        BUSY, promised(5, patience=20, redials=1).then(), customer(at=6, talk=50), care={**offer(), "redial": {}}
    )
    assert (told.contacts[1].outcome, told.contacts[1].ended, told.contacts[1].followed_by) == (
        "callback_failed", 60, None,
    )  # fmt: skip


def test_one_customer_at_a_time_is_rung_for_an_idle_agent() -> None:
    told = tell(BUSY, promised(5), promised(6), care=offer())
    assert [(fact.picked_up, fact.answered) for fact in told.contacts] == [(None, 0), (40, 40), (57, 57)]


def test_two_customers_are_rung_for_two_idle_agents() -> None:
    told = tell(
        BUSY, customer(at=0, talk=30), promised(5), promised(6), agents=2, care=offer(offer_when_wait_over="30s")
    )
    assert told.answers()[2:] == [(40, "front 0"), (40, "front 1")]


def test_a_ring_that_nobody_picks_up_has_the_next_customer_rung() -> None:
    told = tell(BUSY, promised(5, reached_at_dial=0), promised(6), care=offer(attempts=1))
    assert [(fact.outcome, fact.picked_up) for fact in told.contacts[1:]] == [
        ("callback_failed", None), ("callback_answered", 50),
    ]  # fmt: skip


def test_who_arrives_during_the_ring_takes_the_idle_agent() -> None:
    told = tell(BUSY, promised(5), customer(at=35, talk=20), care=offer())
    assert [(fact.picked_up, fact.answered) for fact in told.contacts] == [(None, 0), (40, 55), (None, 35)]


def test_an_agent_whose_ring_was_for_nobody_in_the_end_has_another_rung_when_idle_again() -> None:
    # 30 the first is rung; 35-38 the agent takes a call; at 38 the second is rung though the first still rings.
    told = tell(BUSY, promised(5), promised(6), customer(at=35, talk=3), care=offer())
    assert [(fact.picked_up, fact.answered) for fact in told.contacts] == [
        (None, 0), (40, 40), (48, 48), (None, 35),
    ]  # fmt: skip


def test_who_arrives_as_an_agent_frees_takes_it_before_anybody_is_rung() -> None:
    told = tell(BUSY, promised(5), customer(at=30, talk=10), care=offer())
    assert [(fact.picked_up, fact.answered) for fact in told.contacts] == [(None, 0), (50, 50), (None, 30)]


def test_who_picks_up_as_an_agent_frees_is_answered_at_once() -> None:
    told = tell(BUSY, promised(5, patience=0), customer(at=6, talk=10), care=offer())
    assert (told.contacts[1].picked_up, told.contacts[1].answered) == (40, 40)


def test_live_first_is_rung_while_more_than_the_reserve_are_idle_and_holds_at_the_old_place() -> None:
    told = tell(
        BUSY, customer(at=0, talk=50), promised(5), customer(at=55, talk=30), customer(at=56, talk=9),
        customer(at=57, talk=9),
        agents=2, care=offer(keeps_place=False, reserve=1, offer_when_wait_over="30s"),
    )  # fmt: skip
    # At 30 one is idle, at 50 two: rung until 60. Those who came at 55 and 56 have the agents; 57 waits behind 5.
    assert [(fact.picked_up, fact.answered) for fact in told.contacts] == [
        (None, 0), (None, 0), (60, 65), (None, 55), (None, 56), (None, 72),
    ]  # fmt: skip


def test_live_first_is_not_rung_as_an_agent_passes() -> None:
    told = tell(BUSY, promised(5), customer(at=6, talk=50), care=offer(keeps_place=False))
    assert (told.contacts[1].picked_up, told.contacts[2].answered) == (90, 30)


def test_who_is_rung_keeps_a_virtual_hold_place_and_who_holds_is_live() -> None:
    told = tell(
        BUSY, promised(5), customer(at=6, talk=50), customer(at=35), customer(at=45), care=offer()
    )  # fmt: skip
    # At 35 one is rung: (1 + 1) x 60. At 45 two wait live: (2 + 1) x 60.
    assert [fact.quoted for fact in told.contacts[3:]] == [120, 180]


def test_a_promise_is_over_only_when_who_holds_is_answered() -> None:
    told = tell(BUSY, promised(5), customer(at=6, talk=50), customer(at=80), customer(at=80.001),
                care=offer(most_pending=1))  # fmt: skip
    assert [fact.offered for fact in told.contacts] == [False, True, False, False, True]


def test_who_rings_again_during_the_ring_ends_the_promise_and_the_next_is_rung() -> None:
    again = {"rings_again": {"chance": "50%", "after": {"exponential": "1m"}}}
    told = tell(BUSY, promised(5, rings_again=28).then(talk=1), promised(6), care=offer(**again))
    assert [(fact.outcome, fact.dials, fact.picked_up, fact.answered) for fact in told.contacts] == [
        ("answered", 0, None, 0), ("callback_cancelled", 0, None, None), ("answered", 0, None, 33),
        ("callback_answered", 1, 44, 44),
    ]  # fmt: skip


def test_who_holds_does_not_ring_again() -> None:
    again = {"rings_again": {"chance": "50%", "after": {"exponential": "1m"}}}
    told = tell(BUSY, promised(5, rings_again=40).then(), customer(at=6, talk=50), care=offer(**again))
    assert told.outcomes() == ["answered", "callback_answered", "answered"]


@pytest.mark.parametrize(
    ("at_closing", "outcome", "answered", "dials"),
    [("serve_out", "callback_answered", 1_205, 1), ("carry", "callback_answered", DAY + 610, 1),
     ("cancel", "callback_cancelled", None, 0)],
)  # fmt: skip
def test_a_ring_is_served_out_or_broken_off_at_closing(
    at_closing: str, outcome: str, answered: float | None, dials: int
) -> None:
    told = tell(
        customer(at=1_100, talk=95), promised(1_160), care=offer(at_closing=at_closing), open="00:10-00:20", days=2
    )
    called = told.contacts[1]
    assert (called.outcome, called.answered, called.dials) == (outcome, answered, dials)


@pytest.mark.parametrize("at_closing", ["serve_out", "carry", "cancel"])
@pytest.mark.parametrize("closing", ["served_out", "disconnected"])
def test_who_holds_at_closing_is_inside_like_any_live_contact_but_never_cut_off_if_served_out(
    closing: str, at_closing: str
) -> None:
    # The agent takes the contact of 1,165 at 1,180 and passes the callback; from 1,190 its customer holds.
    told = tell(
        customer(at=1_150, talk=30), promised(1_160), customer(at=1_165, talk=120),
        care=offer(at_closing=at_closing), open="00:10-00:20", closing=closing,
    )  # fmt: skip
    kept = closing == "served_out" or at_closing == "serve_out"
    assert told.contacts[1].picked_up == 1_190
    assert (told.contacts[1].outcome, told.contacts[1].ended) == (
        ("callback_answered", 1_307) if kept else ("callback_cancelled", 1_200)
    )
