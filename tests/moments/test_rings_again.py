"""A customer who was promised a callback and rings again instead of waiting for it."""

from __future__ import annotations

from typing import Any

from tests.moments.story import customer, tell

BUSY = customer(at=0, talk=30)
"""Keeps the one agent until 30; the next is quoted 60."""
PROMISED: dict[str, Any] = {"at": 5, "accepts": True, "reached_at_dial": 1}


def offer(**keys: Any) -> dict[str, Any]:
    """A queue that offers callbacks from a quoted wait of 60 s; customers may ring again."""
    limit = {"offer_when_wait_over": "60s", "ring": "10s", "retry_after": "60s"}
    return {"callback": {"rings_again": {"chance": "50%", "after": {"exponential": "1m"}}, **limit, **keys}}


def test_who_rings_again_ends_the_promise_and_comes_as_a_redial() -> None:
    told = tell(BUSY, customer(**PROMISED, rings_again=10).then(talk=7), care=offer())
    _, promised, redial = told.contacts
    assert (promised.outcome, promised.ended, promised.followed_by) == ("callback_cancelled", 15, "redial")
    assert (redial.kind, redial.attempt, redial.arrived, redial.quoted, redial.answered) == ("redial", 2, 15, 60, 30)


def test_who_rings_again_may_be_offered_a_callback_again() -> None:
    told = tell(
        BUSY, customer(**PROMISED, rings_again=10).then(accepts=True, reached_at_dial=1, talk=7), care=offer()
    )  # fmt: skip
    assert told.outcomes() == ["answered", "callback_cancelled", "callback_answered"]


def test_who_was_called_back_before_does_not_ring_again() -> None:
    told = tell(BUSY, customer(**PROMISED, talk=7, rings_again=30).then(), care=offer())
    assert told.outcomes() == ["answered", "callback_answered"]


def test_who_rings_again_as_an_agent_frees_is_not_dialled() -> None:
    # At 30 contacts come before dispatch: the promise is over, and the redial waits for the agent who frees.
    told = tell(BUSY, customer(**PROMISED, rings_again=25).then(talk=7), care=offer())
    assert [(fact.outcome, fact.dials, fact.answered) for fact in told.contacts] == [
        ("answered", 0, 0), ("callback_cancelled", 0, None), ("answered", 0, 30),
    ]  # fmt: skip


def test_whose_callback_falls_due_again_as_they_ring_is_dialled_first() -> None:
    # 30 dial, 40 rung out, 100 due again; at 100 the agent is idle, and at 100 the customer would ring.
    told = tell(
        BUSY, customer(at=5, accepts=True, reached_at_dial=2, talk=7, rings_again=95).then(), care=offer()
    )  # fmt: skip
    assert [(fact.outcome, fact.answered) for fact in told.contacts] == [("answered", 0), ("callback_answered", 100)]


def test_an_agent_who_is_ringing_them_rings_to_the_end_in_vain() -> None:
    told = tell(BUSY, customer(at=5, accepts=True, rings_again=28).then(talk=7), care=offer())
    _, promised, redial = told.contacts
    assert (promised.outcome, promised.ended, promised.dials) == ("callback_cancelled", 33, 1)
    assert (redial.arrived, redial.answered) == (33, 40)
    assert told.agent("front 0")[1:3] == [(30, 40, "dial"), (40, 47, "talk")]


def test_who_would_ring_again_when_the_queue_is_closed_keeps_the_promise() -> None:
    told = tell(
        customer(at=1_150, talk=100), customer(at=1_160, accepts=True, reached_at_dial=1, rings_again=40).then(),
        care=offer(), open="00:10-00:20",
    )  # fmt: skip
    assert told.outcomes() == ["answered", "callback_answered"]


def test_who_may_make_no_more_attempts_keeps_the_promise_and_is_counted() -> None:
    told = tell(BUSY, customer(**PROMISED, rings_again=10), care=offer(), attempts_at_most=1)
    assert told.outcomes() == ["answered", "callback_answered"]
    assert told.record.capped == 1


def test_ringing_again_uses_up_no_redial() -> None:
    # They ring again at 15, then abandon twice: at_most 1 allows the first redial after abandoning and no second.
    caller = customer(**PROMISED, rings_again=10).then(patience=1, redials=1).then(patience=1, redials=1)
    told = tell(BUSY, caller, care={**offer(), "redial": {"at_most": 1}})
    assert [(fact.outcome, fact.followed_by) for fact in told.contacts] == [
        ("answered", None), ("callback_cancelled", "redial"), ("abandoned", "redial"), ("abandoned", None),
    ]  # fmt: skip


def test_who_rings_again_makes_room_for_another_promise() -> None:
    told = tell(
        BUSY, customer(**PROMISED, rings_again=10).then(), customer(at=14), customer(at=16), care=offer(most_pending=1)
    )
    assert [fact.offered for fact in told.contacts] == [False, True, True, False, True]
