"""Self-service before the queue: how a session ends, and what it leads to."""

from __future__ import annotations

from tests.moments.story import customer, tell

BOT = {"self_service": {}}


def test_a_contained_session_ends_resolved_and_never_reaches_the_queue() -> None:
    contained = tell(customer(at=0, session=("contained", 20)), care=BOT).contacts[0]
    assert (contained.outcome, contained.ended, contained.resolved) == ("contained", 20, True)
    assert (contained.queued, contained.agent) == (None, None)


def test_who_hangs_up_inside_self_service_is_gone_unresolved() -> None:
    quitter = tell(customer(at=0, session=("gave_up", 20)), care=BOT).contacts[0]
    assert (quitter.outcome, quitter.ended, quitter.resolved) == ("self_service_abandoned", 20, False)


def test_a_failed_session_reaches_the_queue_when_it_ends() -> None:
    failed = tell(customer(at=0, session=("failed", 20)), care=BOT).contacts[0]
    assert (failed.arrived, failed.queued, failed.answered) == (0, 20, 20)


def test_patience_runs_from_the_queue_and_not_from_the_session() -> None:
    told = tell(customer(at=0, talk=90), customer(at=0, session=("failed", 20), patience=30), care=BOT)
    assert (told.contacts[1].outcome, told.contacts[1].ended) == ("abandoned", 50)


def test_contacts_are_served_in_the_order_in_which_they_reach_the_queue() -> None:
    told = tell(
        customer(at=0, talk=90), customer(at=0, session=("failed", 40)), customer(at=1, session=("handed_over", 20)),
        care=BOT,
    )  # fmt: skip
    assert [fact.answered for fact in told.contacts] == [0, 120, 90]


def test_a_session_of_no_length_is_queued_as_it_comes() -> None:
    told = tell(customer(at=5, session=("failed", 0)), customer(at=5), care=BOT)
    assert [fact.answered for fact in told.contacts] == [5, 35]


def test_false_containment_comes_back_as_a_repeat_counted_from_the_sessions_end() -> None:
    told = tell(customer(at=0, session=("contained", 20), returns=100).then(talk=7), care=BOT)
    first, second = told.contacts
    assert (first.outcome, first.resolved, first.followed_by) == ("contained", False, "repeat")
    assert (second.kind, second.attempt, second.arrived, second.resolved) == ("repeat", 2, 120, True)


def test_who_is_blocked_after_self_service_leaves_when_the_session_ends() -> None:
    told = tell(
        customer(at=0, talk=90), customer(at=5, session=("failed", 20)), care={**BOT, "waiting_room": 0},
    )  # fmt: skip
    assert (told.contacts[1].outcome, told.contacts[1].queued, told.contacts[1].ended) == ("blocked", None, 25)
