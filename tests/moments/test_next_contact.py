"""Which contact an agent who frees takes."""

from __future__ import annotations

from typing import Any

from tests.moments.story import customer, tell
from tests.moments.told import Told

BUSY = customer(at=0, talk=100)
"""Keeps the one agent until 100."""
SALES_FIRST = {"at": 10, "talk": 1, "queue": "sales"}


def told_of(*customers: Any, rule: str = "skill_order", queues: Any = None, skills: Any = ("care", "sales")) -> Told:
    groups = {"both": (list(skills), 1, {"next_contact": rule})}
    return tell(BUSY, *customers, queues=queues or {"care": {}, "sales": {}}, groups=groups)


def in_turn(told: Told) -> list[int]:
    """The customers after the first, in the order in which they were answered."""
    return [fact.customer for fact in sorted(told.contacts, key=lambda fact: fact.answered or 0)][1:]


def test_the_longest_wait_is_taken_whatever_the_order_of_skills() -> None:
    waiting = [customer(at=20), customer(**SALES_FIRST), customer(at=30, queue="sales")]
    assert in_turn(told_of(*waiting, rule="longest_wait")) == [2, 1, 3]
    assert in_turn(told_of(*waiting)) == [1, 2, 3]


def test_of_two_waits_equally_long_the_earlier_skill_is_taken() -> None:
    waiting = [customer(**SALES_FIRST), customer(at=10)]
    assert in_turn(told_of(*waiting, rule="longest_wait")) == [2, 1]
    assert in_turn(told_of(*waiting, rule="longest_wait", skills=("sales", "care"))) == [1, 2]


def test_the_most_overdue_is_taken_first() -> None:
    # At 100 care has waited 90 s of 60, sales 75 s of 20: 30 s and 55 s too long.
    queues = {name: {"target": {"answer": "80%", "within": within}} for name, within in
              (("care", "60s"), ("sales", "20s"))}  # fmt: skip
    waiting = [customer(at=10), customer(at=25, queue="sales")]
    assert in_turn(told_of(*waiting, rule="most_overdue", queues=queues)) == [2, 1]
    assert in_turn(told_of(*waiting, rule="longest_wait", queues=queues)) == [1, 2]


def test_who_is_overdue_first_is_taken_while_nobody_is() -> None:
    # At 100 care has 10 s left of 60, sales 5 s of 20.
    queues = {name: {"target": {"answer": "80%", "within": within}} for name, within in
              (("care", "60s"), ("sales", "20s"))}  # fmt: skip
    waiting = [customer(at=50), customer(at=85, queue="sales")]
    assert in_turn(told_of(*waiting, rule="most_overdue", queues=queues)) == [2, 1]


def test_a_weight_counts_a_wait_so_many_times() -> None:
    # At 100 care has waited 60 s, sales 25 s: times 2.5 that is 62.5 s, times 2.3 it is 57.5 s.
    waiting = [customer(at=40), customer(at=75, queue="sales")]
    for weight, turns in ((2.5, [2, 1]), (2.3, [1, 2])):
        queues = {"care": {}, "sales": {"weight": weight}}
        assert in_turn(told_of(*waiting, rule="weighted_wait", queues=queues)) == turns


def test_a_weighted_wait_is_weighed_again_at_each_choice() -> None:
    # At 100: care 90 s, sales 20 s x 4 = 80 s. At 130, when the first is done: care 110 s, sales 50 s x 4 = 200 s.
    queues = {"care": {}, "sales": {"weight": 4}}
    waiting = [customer(at=10, talk=30), customer(at=20, talk=30), customer(at=80, queue="sales")]
    assert in_turn(told_of(*waiting, rule="weighted_wait", queues=queues)) == [1, 3, 2]


def test_a_queue_with_priority_is_served_first_whatever_the_rule() -> None:
    waiting = [customer(at=10), customer(at=20), customer(at=90, queue="sales")]
    queues = {"care": {}, "sales": {"before": ["care"]}}
    for rule in ("skill_order", "longest_wait", "weighted_wait"):
        assert in_turn(told_of(*waiting, rule=rule, queues=queues)) == [3, 1, 2]


def test_priority_reaches_through_a_queue_where_nobody_waits() -> None:
    queues = {"care": {}, "sales": {"before": ["care"]}, "gold": {"before": ["sales"]}}
    told = told_of(customer(at=10), customer(at=20, queue="gold"), queues=queues, skills=("care", "sales", "gold"))
    assert in_turn(told) == [2, 1]


def test_where_nothing_comes_before_either_the_rule_decides() -> None:
    # sales comes before care, and neither before nor after other: while sales waits, care is out of the choice.
    queues = {"care": {}, "other": {}, "sales": {"before": ["care"]}}
    waiting = [customer(at=10), customer(at=20, queue="other"), customer(at=30, queue="sales")]
    told = told_of(*waiting, rule="longest_wait", queues=queues, skills=("care", "other", "sales"))
    assert in_turn(told) == [2, 3, 1]


def test_an_escalated_leg_comes_before_longer_waits_on_other_queues() -> None:
    # A second agent hands customer 2 over at 95.
    queues = {"care": {"escalate": {"chance": "50%", "to": "expert"}}, "expert": {}, "sales": {}}
    groups = {"both": (["sales", "expert"], 1, {"next_contact": "longest_wait"}), "front": (["care"], 1)}
    told = tell(
        customer(at=0, talk=100, queue="sales"), customer(at=10, queue="sales"),
        customer(at=90, talk=5).escalated("expert", talk=7),
        queues=queues, groups=groups,
    )  # fmt: skip
    assert [(fact.queue, fact.answered) for fact in told.contacts] == [
        ("sales", 0), ("sales", 107), ("care", 90), ("expert", 100)]  # fmt: skip


def test_who_has_left_the_head_of_a_line_claims_nothing() -> None:
    waiting = [customer(at=20), customer(at=10, queue="sales", patience=50), customer(at=30, queue="sales")]
    told = told_of(*waiting, rule="longest_wait")
    assert [fact.outcome for fact in told.contacts] == ["answered", "answered", "abandoned", "answered"]
    assert (told.contacts[1].answered, told.contacts[3].answered) == (100, 130)


def test_a_head_start_makes_a_wait_count_so_much_longer() -> None:
    # At 100 care has waited 80 s, sales 25 s: with a head start of 60 s that is 85 s, with one of 50 s it is 75 s.
    waiting = [customer(at=20), customer(at=75, queue="sales")]
    for head_start, turns in (("60s", [2, 1]), ("50s", [1, 2])):
        queues = {"care": {}, "sales": {"head_start": head_start}}
        assert in_turn(told_of(*waiting, rule="longest_wait", queues=queues)) == turns


def test_a_head_start_is_weighed_like_the_wait() -> None:
    # At 100 care has waited 90 s; sales 10 s and a head start of 20 s, times 4: 120 s. Times 2 it is 60 s.
    waiting = [customer(at=10), customer(at=90, queue="sales")]
    for weight, turns in ((4, [2, 1]), (2, [1, 2])):
        queues = {"care": {}, "sales": {"head_start": "20s", "weight": weight}}
        assert in_turn(told_of(*waiting, rule="weighted_wait", queues=queues)) == turns
