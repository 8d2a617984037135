"""A queue that says the wait: what it says, who leaves on it, and how much less those who stay put up with."""

from __future__ import annotations

import pytest

from tests.moments.story import FOR_EVER, customer, tell

SAYS = {"announce": {}}
DOUBLE = {"announce": {"overdue": 2}}
"""Each minute past what was said doubles the chance to leave: k = ln 2 a minute, and 60 s past it become
ln(1 + ln 2) / ln 2 minutes = 45.582 s."""
LONG = customer(at=0, talk=600)


def test_the_announced_wait_is_the_quoted_one_where_it_is_not_padded() -> None:
    told = tell(LONG, customer(at=1), care=SAYS).contacts
    assert [(fact.quoted, fact.announced) for fact in told] == [(None, None), (60, 60)]


@pytest.mark.parametrize(("pad", "said"), [("+10%", 36.666), ("-50%", 16.666), ("x3.3333", 111.098), ("-100%", 0)])
def test_the_announced_wait_is_padded_in_whole_permille_and_rounded_down(pad: str, said: float) -> None:
    """Three agents, 100 s each: 33.333 s quoted."""
    care = {"announce": {"pad": pad}, "talk": {"constant": "100s"}}
    told = tell(*[LONG] * 3, customer(at=1), care=care, agents=3).contacts[3]
    assert (told.quoted, told.announced) == (33.333, said)


def test_an_infinite_wait_is_announced_as_such_and_changes_no_patience() -> None:
    told = tell(customer(at=1, patience=300), agents={0: 0, 60: 1}, care={"announce": {"pad": "-50%"}}).contacts[0]
    assert (told.quoted, told.announced, told.patience) == (FOR_EVER, FOR_EVER, 300)


def test_a_queue_that_announces_nothing_says_nothing() -> None:
    assert tell(LONG, customer(at=1)).contacts[1].announced is None


@pytest.mark.parametrize(("pad", "outcome"), [("+0%", "answered"), ("+20%", "balked")])
def test_balking_looks_at_the_announced_wait(pad: str, outcome: str) -> None:
    """60 s quoted, at most 65 tolerated: said as it is, they stay; said as 72 s, they leave."""
    told = tell(LONG, customer(at=1, balks_over=65), care={"announce": {"pad": pad}})
    assert told.contacts[1].outcome == outcome


def test_a_callback_is_offered_on_the_quoted_wait_and_not_on_the_announced_one() -> None:
    care = {"announce": {"pad": "+50%"}, "callback": {"offer_when_wait_over": "61s"}}
    told = tell(LONG, customer(at=1, accepts=True), care=care).contacts[1]
    assert (told.announced, told.offered) == (90, False)


def test_whoever_accepts_a_callback_keeps_patience_as_it_was() -> None:
    care = DOUBLE | {"callback": {"offer_when_wait_over": "60s"}}
    told = tell(LONG, customer(at=1, patience=120, accepts=True, reached_at_dial=1), care=care).contacts[1]
    assert (told.accepted, told.announced, told.patience) == (True, 60, 120)


def test_patience_past_the_announced_wait_is_shortened() -> None:
    told = tell(LONG, customer(at=1, patience=120), care=DOUBLE).contacts[1]
    assert (told.outcome, told.patience) == ("abandoned", 105.582)
    assert told.ended == 1 + 105.582


def test_patience_up_to_the_announced_wait_stays() -> None:
    told = tell(LONG, customer(at=1, patience=60), care=DOUBLE).contacts[1]
    assert (told.outcome, told.ended) == ("abandoned", 61)


def test_patience_without_end_stays() -> None:
    assert tell(LONG, customer(at=1), care=DOUBLE).contacts[1].patience == FOR_EVER


def test_overdue_of_one_changes_no_patience() -> None:
    told = tell(LONG, customer(at=1, patience=120), care={"announce": {"overdue": 1}}).contacts[1]
    assert (told.announced, told.patience) == (60, 120)


def test_who_is_answered_at_once_is_told_nothing_and_keeps_patience() -> None:
    told = tell(customer(at=0, patience=120), care=DOUBLE).contacts[0]
    assert (told.announced, told.patience) == (None, 120)


def test_a_redial_of_the_same_patience_has_it_as_it_was_before_the_announcement() -> None:
    """The second time 60 s are said again: the 120 s of patience are shortened once, not twice."""
    care = DOUBLE | {"redial": {"patience": "same"}}
    told = tell(LONG, customer(at=1, patience=120, redials=10).then(), care=care).contacts
    assert [fact.patience for fact in told[1:]] == [105.582, 105.582]


def test_an_escalated_leg_is_told_its_wait_too() -> None:
    told = tell(
        customer(at=0, talk=20).escalated("expert", patience=120),
        customer(at=0, queue="expert", talk=600),
        queues={"care": {"escalate": {"chance": "0%", "to": "expert"}}, "expert": DOUBLE},
        groups={"front": (["care"], 1), "experts": (["expert"], 1)},
    ).contacts[1]
    assert (told.leg, told.announced, told.patience) == (2, 60, 105.582)
