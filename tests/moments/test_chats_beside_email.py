"""Chats, email and calls on one agent: an email needs an empty desk, and a chat that finds no room interrupts it."""

from __future__ import annotations

from typing import Any

from tests.moments.story import Told, customer, tell

HALF: dict[str, Any] = {"at_once": 2, "speed": {2: "50%"}}
"""Two at once, each at half the speed."""
AS_ALONE: dict[str, Any] = {"at_once": 2, "slower_by": "0%"}
"""Two at once that slow nobody down."""
QUEUES: dict[str, Any] = {"call": {}, "care": {"channel": "chat"}, "mail": {"channel": "email"}}


def told_of(*customers: Any, agents: Any = 1, chats: dict[str, Any] = AS_ALONE, **keys: Any) -> Told:
    """Calls, chats and email, all served by `front`."""
    return tell(*customers, queues=QUEUES, groups={"front": (list(QUEUES), agents, {"chats": chats, **keys})})


def call(at: float, **facts: Any) -> Any:
    return customer(at, queue="call", **facts)


def chat(at: float, **facts: Any) -> Any:
    return customer(at, queue="care", **facts)


def mail(at: float, **facts: Any) -> Any:
    return customer(at, queue="mail", **facts)


def work(told: Told, agent: str = "front 0") -> list[tuple[float, float, str]]:
    return [span for span in told.agent(agent) if span[2] != "idle"]


def test_an_email_is_taken_up_once_the_last_chat_is_gone() -> None:
    told = told_of(chat(at=0, talk=60), mail(at=10, talk=30))
    assert work(told) == [(0, 60, "chat"), (60, 90, "email")]


def test_a_chat_that_finds_no_room_interrupts_an_email_which_goes_on_when_the_desk_is_empty() -> None:
    # 50 s of work: 20.5 s until the first chat comes, 29.5 s once both chats are over.
    told = told_of(mail(at=0, talk=50), chat(at=20.5, talk=30), chat(at=30, talk=40))
    assert work(told) == [(0, 20.5, "email"), (20.5, 70, "chat"), (70, 99.5, "email")]
    assert [fact.answered for fact in told.contacts] == [0, 20.5, 30]
    assert told.record.contacts["interruptions"].tolist() == [1, -1, -1]


def test_a_call_interrupts_an_email_where_chats_keep_the_other_agent_from_it() -> None:
    told = told_of(chat(at=0, talk=100), mail(at=10, talk=50), call(at=20, talk=30), agents=2)
    assert told.contacts[2].agent == "front 1"
    assert work(told, "front 1") == [(10, 20, "email"), (20, 50, "talk"), (50, 90, "email")]


def test_a_chat_comes_to_a_desk_with_room_before_it_interrupts_an_email_though_all_are_slower_there() -> None:
    # The first chat has done 10 s of its 20 when the second comes; each then does 10 s of work in 20.
    told = told_of(chat(at=0, talk=20), mail(at=1, talk=50), chat(at=10, talk=10), agents=2, chats=HALF)
    assert [(fact.agent, fact.ended) for fact in told.contacts] == [("front 0", 30), ("front 1", 51), ("front 0", 30)]


def test_with_every_desk_full_a_chat_interrupts_who_began_last() -> None:
    emails = mail(at=0, talk=500), mail(at=5, talk=500)
    told = told_of(*emails, chat(at=10, talk=40), chat(at=20, talk=40), chat(at=30, talk=100), agents=2)
    assert [fact.agent for fact in told.contacts[2:]] == ["front 1", "front 1", "front 0"]


def test_no_chat_is_given_to_an_agent_whose_email_may_not_be_interrupted() -> None:
    told = told_of(mail(at=0, talk=50), chat(at=10, talk=30), deferred={"interruptible": False})
    assert work(told) == [(0, 50, "email"), (50, 80, "chat")]


def test_who_has_a_chat_open_and_could_take_a_call_is_not_idle_for_email() -> None:
    # Of two agents one has an empty desk, which the reserve of one keeps free; the chat over, both have.
    both = {**AS_ALONE, "calls_with": 1}
    told = told_of(chat(at=0, talk=60), mail(at=10, talk=30), agents=2, chats=both, deferred={"reserve": 1})
    assert told.contacts[1].answered == 60


def test_who_goes_as_heads_fall_lays_an_email_down_and_finishes_a_chat() -> None:
    told = told_of(chat(at=0, talk=60), mail(at=10, talk=100), agents={0: 2, 40: 0})
    assert (told.signed_off("front 0"), told.signed_off("front 1")) == (60, 40)
    assert work(told, "front 1") == [(10, 40, "email")]


# A warm transfer beside chats ---------------------------------------------------------------------------------------

PASSING_ON: dict[str, Any] = {
    "call": {"escalate": {"chance": "50%", "to": "expert", "warm": {"constant": "20s"}}},
    "care": {"channel": "chat"},
    "expert": {"patience": {"constant": "60s"}},
}


def passed_on(at: float, **facts: Any) -> Any:
    return call(at, talk=20, wrap=10, confer=20).escalated("expert", talk=100, **facts)


def test_chats_go_on_beside_a_warm_transfer_and_none_is_given_to_who_keeps_the_customer() -> None:
    # The call is passed on at 30, answered at 70, and off the desk at 100. The chat has done 10 s by 10, 45 more by 100
    # and lacks 5: 10 s beside the second chat, which then has done 5 of its 10.
    groups = {"front": (["call", "care"], 1, {"chats": {**HALF, "calls_with": 1}}), "experts": (["expert"], 1)}
    told = tell(
        customer(at=0, queue="expert", talk=70), chat(at=0, talk=60), passed_on(at=10, patience=60),
        chat(at=50, talk=10), queues=PASSING_ON, groups=groups,
    )  # fmt: skip
    _, first, passed, _, second = told.contacts
    assert (passed.answered, passed.ended, passed.transfer) == (10, 30, 60)
    assert (first.ended, second.answered, second.ended) == (110, 100, 115)


def test_a_chat_beside_an_agent_kept_until_the_play_ends_goes_on_faster_after_their_wrap_up() -> None:
    # Slowed to half until the horizon two days on and 10 s of wrap-up, it has done a day and 5 s, and lacks 95.
    groups = {"front": (["call", "care"], 1, {"chats": {**HALF, "calls_with": 1}}), "experts": (["expert"], 0)}
    told = tell(chat(at=0, talk=86_500), passed_on(at=0), queues=PASSING_ON, groups=groups)
    assert told.contacts[0].ended == 2 * 86_400 + 10 + 95
