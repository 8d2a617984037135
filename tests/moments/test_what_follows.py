"""What a contact leads to: redials, repeats, other channels, and their bounds."""

from __future__ import annotations

from typing import Any

from tests.moments.story import FOR_EVER, Customer, customer, tell

NOBODY_ON = {"agents": {0: 0, 3_600: 1}}


def impatient(**facts: Any) -> Customer:
    """Comes at 0, waits 5, rings again 10 later."""
    return customer(at=0, patience=5, redials=10, **facts)


def test_who_abandons_rings_again_after_the_pause() -> None:
    told = tell(impatient().then(patience=7), care={"redial": {}}, **NOBODY_ON)
    first, second = told.contacts
    assert (first.outcome, first.ended, first.followed_by, first.resolved) == ("abandoned", 5, "redial", False)
    assert (second.kind, second.attempt, second.arrived, second.ended) == ("redial", 2, 15, 22)
    assert second.followed_by is None


def test_an_issue_redials_at_most_so_often_as_the_queue_allows() -> None:
    again = {"patience": 5, "redials": 10}
    told = tell(impatient().then(**again).then(**again), care={"redial": {"at_most": 2}}, **NOBODY_ON)
    assert [(fact.kind, fact.arrived) for fact in told.contacts] == [("new", 0), ("redial", 15), ("redial", 30)]
    assert told.contacts[2].followed_by is None


def test_a_redial_with_the_same_patience_has_that_of_the_attempt_before() -> None:
    told = tell(impatient().then(patience=99), care={"redial": {"patience": "same"}}, **NOBODY_ON)
    assert told.contacts[1].patience == 5


def test_a_redial_with_fresh_patience_has_its_own() -> None:
    told = tell(impatient().then(patience=99), care={"redial": {"patience": "fresh"}}, **NOBODY_ON)
    assert told.contacts[1].patience == 99


def test_history_scales_the_patience_of_a_redial_in_whole_permille_rounded_down() -> None:
    # 10.001 s x 667 permille = 6670.667 ms.
    care = {"redial": {}, "history": {"redial": "x0.667"}}
    told = tell(impatient().then(patience=10.001), care=care, **NOBODY_ON)
    assert told.contacts[1].patience == 6.67


def test_history_does_not_scale_the_same_patience_over_and_over() -> None:
    care = {"redial": {"patience": "same"}, "history": {"redial": "-50%"}}
    told = tell(impatient().then(patience=99), care=care, **NOBODY_ON)
    assert told.contacts[1].patience == 5


def test_history_leaves_infinite_patience_infinite() -> None:
    told = tell(impatient().then(), care={"redial": {}, "history": {"redial": "-50%"}}, **NOBODY_ON)
    assert told.contacts[1].patience == FOR_EVER


def test_history_scales_the_patience_of_a_repeat_and_not_of_the_first_contact() -> None:
    care = {"history": {"repeat": "-20%"}}
    told = tell(customer(at=0, patience=50, returns=100).then(patience=50), care=care)
    assert [fact.patience for fact in told.contacts] == [50, 40]


def test_an_unresolved_contact_comes_back_counted_from_the_end_of_the_conversation() -> None:
    told = tell(customer(at=0, talk=30, hold=5, wrap=60, returns=100).then())
    first, second = told.contacts
    assert (first.ended, first.resolved, first.followed_by) == (35, False, "repeat")
    assert (second.kind, second.arrived, second.answered, second.resolved) == ("repeat", 135, 135, True)


def test_a_contact_left_unresolved_that_does_not_come_back_is_just_that() -> None:
    told = tell(customer(at=0, resolved=False))
    assert (told.contacts[0].resolved, told.contacts[0].followed_by) == (False, None)


def test_a_repeat_may_redial_and_a_redial_may_repeat() -> None:
    story = customer(at=0, talk=10, returns=20).then(patience=5, redials=10).then(returns=10).then()
    told = tell(story, agents={0: 1, 20: 0, 40: 1}, care={"redial": {}})
    assert [(fact.kind, fact.outcome, fact.arrived) for fact in told.contacts] == [
        ("new", "answered", 0), ("repeat", "abandoned", 30), ("redial", "answered", 45), ("repeat", "answered", 85),
    ]  # fmt: skip


TWO_QUEUES = {
    "care": {"redial": {"at_most": 1}, "switch": {"answered": {"chance": "50%", "to": "sales"},
                                                  "abandoned": {"chance": "50%", "to": "sales"}}},
    "sales": {},
}  # fmt: skip


def test_an_answered_contact_may_go_on_in_another_queue_as_the_issues_next_attempt() -> None:
    told = tell(customer(at=0, talk=30, moves=("sales", 60)).then(queue="sales"), queues=TWO_QUEUES)
    first, second = told.contacts
    assert (first.switched_to, first.followed_by, first.resolved) == ("sales", "switch", False)
    assert (second.queue, second.kind, second.attempt, second.leg, second.arrived) == ("sales", "switch", 2, 1, 90)


def test_an_answered_contact_may_leave_for_a_channel_outside() -> None:
    care = {"switch": {"answered": {"chance": "50%", "leaves_to": "email"}}}
    left = tell(customer(at=0, moves=("email", 60)), care=care).contacts[0]
    assert (left.outcome, left.switched_to, left.followed_by, left.resolved) == ("answered", "email", None, False)


def test_who_abandons_and_does_not_redial_may_go_on_in_another_queue() -> None:
    told = tell(
        customer(at=0, patience=5, leaves_for=("sales", 60)).then(queue="sales"),
        queues=TWO_QUEUES,
        agents={0: 0, 60: 1},
    )
    assert [(fact.queue, fact.kind, fact.arrived) for fact in told.contacts] == [
        ("care", "new", 0),
        ("sales", "switch", 65),
    ]


def test_who_redials_does_not_switch_until_the_redials_are_used_up() -> None:
    both = {"patience": 5, "redials": 10, "leaves_for": ("sales", 60)}
    told = tell(
        customer(at=0, **both).then(**both).then(queue="sales"), queues=TWO_QUEUES, agents={0: 0, 60: 1},
    )  # fmt: skip
    assert [(fact.queue, fact.kind, fact.arrived) for fact in told.contacts] == [
        ("care", "new", 0), ("care", "redial", 15), ("sales", "switch", 80),
    ]  # fmt: skip
    assert [fact.switched_to for fact in told.contacts] == [None, "sales", None]


def test_an_issue_makes_at_most_so_many_attempts_and_the_hit_is_counted() -> None:
    told = tell(customer(at=0, returns=10).then(returns=10), attempts_at_most=2)
    assert [fact.followed_by for fact in told.contacts] == ["repeat", None]
    assert told.record.capped == 1


def test_an_issue_that_ends_within_its_attempts_is_no_hit() -> None:
    assert tell(customer(at=0, returns=10).then(), attempts_at_most=2).record.capped == 0


def test_a_return_carried_in_from_an_earlier_day_arrives_as_a_repeat_with_its_attempt() -> None:
    care = {"history": {"repeat": "-20%"}}
    carried = tell(customer(at=5, first_attempt=3, patience=50), care=care).contacts[0]
    assert (carried.kind, carried.attempt, carried.arrived, carried.patience) == ("repeat", 3, 5, 40)


def test_the_attempts_of_earlier_days_count_towards_the_most_there_are() -> None:
    told = tell(customer(at=5, first_attempt=3, returns=10), attempts_at_most=3)
    assert (len(told.contacts), told.record.capped) == (1, 1)


def test_an_escalated_contact_that_comes_back_begins_on_its_first_queue() -> None:
    told = tell(
        customer(at=0, talk=30).escalated("expert", talk=10, returns=100).then(),
        queues={"care": {"escalate": {"chance": "50%", "to": "expert"}}, "expert": {}},
    )
    assert [(fact.attempt, fact.leg, fact.queue, fact.arrived) for fact in told.contacts] == [
        (1, 1, "care", 0), (1, 2, "expert", 30), (2, 1, "care", 140),
    ]  # fmt: skip


def test_an_issue_without_attempts_left_moves_to_no_other_queue() -> None:
    told = tell(customer(at=0, moves=("sales", 60)), queues=TWO_QUEUES, attempts_at_most=1)
    assert [(fact.switched_to, fact.followed_by) for fact in told.contacts] == [(None, None)]
    assert told.record.capped == 1
