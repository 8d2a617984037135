"""The quoted wait, by default (live contacts ahead + virtual-hold places ahead + 1) x mean handle time // agents on."""

from __future__ import annotations

import pytest

from sim.units import DAY, HOUR, SECOND
from tests.moments.story import FOR_EVER, customer, tell

LONG = [customer(at=0, talk=300) for _ in range(3)]


def test_the_quoted_wait_grows_by_a_share_of_the_handle_time_for_each_contact_ahead_rounded_down() -> None:
    told = tell(*LONG, customer(at=1), customer(at=2), agents=3, care={"talk": {"constant": "100s"}})
    assert [fact.quoted for fact in told.contacts] == [None, None, None, 33.333, 66.666]


def test_the_quoted_wait_takes_hold_and_wrap_up_into_the_handle_time() -> None:
    care = {"talk": {"constant": "60s"}, "hold": {"constant": "5s"}, "wrap_up": {"constant": "10s"}}
    told = tell(LONG[0], customer(at=1), care=care)
    assert told.contacts[1].quoted == 75


def test_the_quoted_wait_counts_the_agents_of_every_group_that_serves_the_queue() -> None:
    told = tell(*LONG, customer(at=1), groups={"north": (["care"], 1), "south": (["care"], 2)})
    assert told.contacts[3].quoted == 20


def test_agents_who_only_finish_their_contact_are_not_on_for_the_quoted_wait() -> None:
    told = tell(*LONG, customer(at=70), agents={0: 3, 60: 1})
    assert told.contacts[3].quoted == 60


@pytest.mark.parametrize("estimator", ["queue_length", "last_waited", "head_of_line"])
def test_the_quoted_wait_is_infinite_with_nobody_on_whatever_the_estimator(estimator: str) -> None:
    told = tell(customer(at=1, patience=5), agents={0: 0, 60: 1}, care={"quote": estimator})
    assert told.contacts[0].quoted == FOR_EVER


def test_a_contact_that_is_answered_at_once_is_not_quoted_a_wait() -> None:
    assert tell(customer(at=1)).contacts[0].quoted is None


def test_a_quoted_wait_of_exactly_the_limit_is_tolerated() -> None:
    told = tell(LONG[0], customer(at=1, balks_over=60))
    assert told.outcomes() == ["answered", "answered"]


def test_a_quoted_wait_over_the_limit_is_not() -> None:
    told = tell(LONG[0], customer(at=1, balks_over=59.999))
    balked = told.contacts[1]
    assert (balked.outcome, balked.queued, balked.ended, balked.resolved) == ("balked", 1, 1, False)


def test_nobody_balks_while_an_agent_is_idle() -> None:
    assert tell(customer(at=1, balks_over=0)).outcomes() == ["answered"]


def test_who_never_balks_does_not_even_with_nobody_on() -> None:
    assert tell(customer(at=1, patience=5), agents={0: 0, 60: 1}).outcomes() == ["abandoned"]


def test_who_balks_may_redial() -> None:
    told = tell(LONG[0], customer(at=1, balks_over=0, redials=30).then(), care={"redial": {}})
    assert [(fact.kind, fact.arrived) for fact in told.contacts[1:]] == [("new", 1), ("redial", 31)]


def test_a_full_room_comes_before_the_quote() -> None:
    told = tell(LONG[0], customer(at=1, balks_over=0), care={"waiting_room": 0})
    assert (told.contacts[1].outcome, told.contacts[1].quoted) == ("blocked", None)


# Other estimators -------------------------------------------------------------------------------------------------

LAST, HEAD = {"quote": "last_waited"}, {"quote": "head_of_line"}
CALL_BACK = {"callback": {"offer_when_waiting": 0}}


def test_last_waited_is_the_wait_of_whoever_was_answered_last() -> None:
    told = tell(customer(at=0, talk=30), customer(at=10, talk=30), customer(at=20), customer(at=40), care=LAST)
    assert [fact.quoted for fact in told.contacts] == [None, 0, 0, 20]


def test_last_waited_is_nothing_where_the_last_was_answered_at_once() -> None:
    told = tell(customer(at=0, talk=30), customer(at=10, talk=10), customer(at=50), customer(at=55), care=LAST)
    assert told.contacts[3].quoted == 0


def test_last_waited_does_not_look_at_callbacks() -> None:
    told = tell(
        customer(at=0, talk=60), customer(at=1, accepts=True, reached_at_dial=1), customer(at=70), care=LAST | CALL_BACK
    )
    assert (told.contacts[1].outcome, told.contacts[1].answered) == ("callback_answered", 60)
    assert told.contacts[2].quoted == 0


@pytest.mark.parametrize(("hours", "quoted"), [("09:00-10:00", 0), ("00:00-24:00", 20)])
def test_last_waited_forgets_yesterday_where_the_queue_has_closed_since(hours: str, quoted: float) -> None:
    """Yesterday's second caller waited 20 s; today the only agent is with sales when care's first caller comes."""
    nine, tomorrow = 9 * HOUR // SECOND, (DAY + 9 * HOUR) // SECOND
    told = tell(
        customer(at=nine, talk=30),
        customer(at=nine + 10),
        customer(at=tomorrow, queue="sales"),
        customer(at=tomorrow + 5),
        queues={"care": LAST, "sales": {}},
        open=hours,
        days=2,
    )
    assert told.contacts[3].quoted == quoted


def test_head_of_line_is_the_wait_so_far_of_the_first_in_line_and_nothing_where_none_waits() -> None:
    told = tell(customer(at=0, talk=100), customer(at=10), customer(at=40), customer(at=50), care=HEAD)
    assert [fact.quoted for fact in told.contacts] == [None, 0, 30, 40]


def test_head_of_line_is_the_next_one_when_the_first_has_abandoned() -> None:
    told = tell(customer(at=0, talk=100), customer(at=10, patience=20), customer(at=15), customer(at=40), care=HEAD)
    assert told.contacts[3].quoted == 25


def test_head_of_line_does_not_look_at_callbacks_that_keep_a_place_before_it() -> None:
    told = tell(
        customer(at=0, talk=100),
        customer(at=1, accepts=True, reached_at_dial=1),
        customer(at=11),
        customer(at=21),
        care=HEAD | CALL_BACK,
    )
    assert [fact.quoted for fact in told.contacts[2:]] == [0, 10]


def test_head_of_line_is_the_escalated_leg_that_is_answered_next() -> None:
    told = tell(
        customer(at=0, talk=20).escalated("expert"),
        customer(at=0, queue="expert", talk=100),
        customer(at=5, queue="expert"),
        customer(at=30, queue="expert"),
        queues={"care": {"escalate": {"chance": "0%", "to": "expert"}}, "expert": HEAD},
        groups={"front": (["care"], 1), "experts": (["expert"], 1)},
    )
    assert told.contacts[1].queued == 20
    assert told.contacts[4].quoted == 10
