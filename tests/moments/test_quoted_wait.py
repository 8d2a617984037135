"""The quoted wait: (live contacts ahead + virtual-hold places ahead + 1) x mean handle time // agents on."""

from __future__ import annotations

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


def test_the_quoted_wait_is_infinite_with_nobody_on() -> None:
    told = tell(customer(at=1, patience=5), agents={0: 0, 60: 1})
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
