"""Several chats at once: how fast they go on, who is given them, and what holds a place."""

from __future__ import annotations

from typing import Any

from tests.moments.story import Customer, customer, tell
from tests.moments.told import Told

HALF: dict[str, Any] = {"at_once": 2, "speed": {2: "50%"}}
"""Two at once, each at half the speed."""
AS_ALONE: dict[str, Any] = {"at_once": 2, "slower_by": "0%"}
"""Two at once that slow nobody down."""


def told_of(*customers: Customer, chats: dict[str, Any], heads: Any = 1, care: Any = None, **keys: Any) -> Told:
    """One queue of chats, one group."""
    queues = {"care": {"channel": "chat", **(care or {})}}
    return tell(*customers, queues=queues, groups={"front": (["care"], heads, {"chats": chats})}, **keys)


def beside_calls(*customers: Customer, chats: dict[str, Any], skills: tuple[str, ...] = ("call", "care")) -> Told:
    """Chats and calls on one agent."""
    queues = {"care": {"channel": "chat"}, "call": {}}
    return tell(*customers, queues=queues, groups={"front": (list(skills), 1, {"chats": chats})})


def ends(told: Told) -> list[float | None]:
    return [fact.ended for fact in told.contacts]


# How fast they go on ------------------------------------------------------------------------------------------------


def test_a_chat_that_joins_slows_the_other_and_one_that_leaves_lets_it_go_on_faster() -> None:
    # The first has done 20 s when the second comes; at half the speed 10 s of work take 20, until 40. The first has
    # done 30 by then, and needs 30 more alone.
    told = told_of(customer(at=0, talk=60), customer(at=20, talk=10), chats=HALF)
    assert ends(told) == [70, 40]


def test_an_end_between_two_milliseconds_is_rounded_up() -> None:
    # 1 / 1.15 is 869,565 millionths: 10,000 ms x 1,000,000 / 869,565 = 11,500.0057.
    told = told_of(customer(at=0, talk=10), customer(at=0, talk=10), chats={"at_once": 2, "slower_by": "15%"})
    assert ends(told) == [11.501, 11.501]


def test_what_is_rounded_up_counts_for_the_other_chat() -> None:
    # Until 11.501 s the second, too, has done 11,501 x 869,565 = 10,000,867,065 millionths of a ms, not 10,000 ms. Of
    # 20,000 it lacks 9,999.132935, alone, rounded up.
    told = told_of(customer(at=0, talk=10), customer(at=0, talk=20), chats={"at_once": 2, "slower_by": "15%"})
    assert ends(told) == [11.501, 21.501]


def test_wrap_up_holds_a_place_and_slows_the_others_while_the_customer_is_gone() -> None:
    # At half the speed 5 s of talk end at 10, 10 s of wrap-up at 30; the second has done 15 by then, and 16 when the
    # third is gone.
    told = told_of(customer(at=0, talk=5, wrap=10), customer(at=0, talk=20), customer(at=1, talk=1), chats=HALF)
    first, second, third = told.contacts
    assert (first.ended, first.freed, second.ended) == (10, 30, 36)
    assert (third.answered, third.ended) == (30, 32)


def test_a_conversation_slowed_down_leads_on_when_it_really_ends() -> None:
    queues: Any = {"care": {"channel": "chat", "escalate": {"chance": "10%", "to": "expert"}}, "expert": {}}
    groups = {"front": (["care"], 1, {"chats": HALF}), "back": (["expert"], 1)}
    told = tell(
        customer(at=0, talk=30).escalated("expert"), customer(at=0, talk=30), queues=queues, groups=groups
    )  # fmt: skip
    assert [(fact.arrived, fact.answered) for fact in told.contacts] == [(0, 0), (60, 60), (0, 0)]


# Who is given them --------------------------------------------------------------------------------------------------


def test_the_agent_with_the_fewest_open_is_given_a_chat_and_of_equals_the_one_longest_so() -> None:
    told = told_of(*(customer(at=at) for at in range(4)), chats=AS_ALONE, heads=2)
    assert [fact.agent for fact in told.contacts] == ["front 0", "front 1", "front 0", "front 1"]


def test_who_has_the_fewest_open_comes_before_who_is_the_least_busy() -> None:
    # Agent 0 has begun 10 s of work and is empty again; agent 1 has 5 s open.
    customers = [customer(at=0, talk=10), customer(at=12, talk=5), customer(at=13)]
    groups = {"front": (["care"], 2, {"chats": AS_ALONE, "next_agent": "least_busy"})}
    told = tell(*customers, queues={"care": {"channel": "chat"}}, groups=groups)
    assert [fact.agent for fact in told.contacts] == ["front 0", "front 1", "front 0"]


def test_a_lot_chooses_among_those_with_the_fewest_open_alone() -> None:
    groups = {"front": (["care"], 3, {"chats": AS_ALONE, "next_agent": "at_random"})}
    customers = [customer(at=0, lot=0.5), customer(at=1, lot=0.5), customer(at=2, lot=0.99), customer(at=3, lot=0.99)]
    told = tell(*customers, queues={"care": {"channel": "chat"}}, groups=groups)
    assert [fact.agent for fact in told.contacts] == ["front 1", "front 2", "front 0", "front 2"]


def test_a_full_agent_takes_the_first_in_line_as_a_place_frees() -> None:
    told = told_of(*(customer(at=at, talk=30) for at in range(3)), chats=AS_ALONE)
    assert told.answers() == [(0, "front 0"), (1, "front 0"), (30, "front 0")]


def test_of_two_who_come_to_have_room_the_emptier_chooses_first() -> None:
    # At 30 agent 1 has nothing left, agent 0 the third chat.
    talks = [(0, 30), (1, 29), (2, 60), (3, 27), (10, 5), (11, 5)]
    told = told_of(*(customer(at=at, talk=talk) for at, talk in talks), chats=AS_ALONE, heads=2)
    assert told.answers()[4:] == [(30, "front 1"), (30, "front 0")]


def test_an_agent_who_signs_on_takes_one_chat_a_turn_until_its_desk_is_full() -> None:
    # Agents 0 and 1 come together: the first in line to 0, the second to 1, the third to 0.
    told = told_of(*(customer(at=at) for at in range(3)), chats=AS_ALONE, heads={0: 0, 10: 2})
    assert told.answers() == [(10, "front 0"), (10, "front 1"), (10, "front 0")]


def test_who_comes_as_two_places_free_chooses_after_the_first_turn_of_their_agent() -> None:
    # Both chats end at 30. The agent takes the first in line; then the newcomer, of a queue behind it, finds a place.
    queues = {"care": {"channel": "chat", "before": ["sales"]}, "sales": {"channel": "chat"}}
    groups = {"front": (["care", "sales"], 1, {"chats": AS_ALONE})}
    told = tell(*(customer(at=at, talk=talk) for at, talk in ((0, 30), (1, 29), (2, 50), (3, 50))),
                customer(at=30, queue="sales", talk=90), queues=queues, groups=groups)  # fmt: skip
    assert [fact.answered for fact in told.contacts] == [0, 1, 30, 80, 30]


# Beside calls -------------------------------------------------------------------------------------------------------


def test_a_call_waits_for_an_empty_desk_while_chats_go_on_being_taken() -> None:
    told = beside_calls(
        customer(at=0, talk=30), customer(at=5, queue="call"), customer(at=10, talk=40), chats=AS_ALONE
    )  # fmt: skip
    assert [fact.answered for fact in told.contacts] == [0, 50, 10]


def test_a_call_beside_a_chat_runs_at_full_speed_slows_the_chat_and_keeps_others_out() -> None:
    # From 10 to 30 the first goes on at half the speed: 20 s of it are done at 30, when the call ends and the third
    # begins. At half the speed that takes until 50; 30 s are left of the first then.
    told = beside_calls(
        customer(at=0, talk=60), customer(at=10, talk=20, queue="call"), customer(at=15, talk=10),
        chats={**HALF, "calls_with": 1},
    )  # fmt: skip
    assert [(fact.answered, fact.ended) for fact in told.contacts] == [(0, 80), (10, 30), (30, 50)]
    assert told.agent("front 0")[:3] == [(0, 10, "chat"), (10, 30, "talk"), (30, 80, "chat")]


def test_an_empty_agent_takes_the_call_or_the_chat_by_its_skills() -> None:
    def first_taken(*skills: str) -> list[float | None]:
        waiting = [customer(at=0, talk=20, queue="call"), customer(at=1), customer(at=2, queue="call")]
        return [fact.answered for fact in beside_calls(*waiting, chats=AS_ALONE, skills=skills).contacts]

    assert first_taken("call", "care") == [0, 50, 20]
    assert first_taken("care", "call") == [0, 20, 50]


# Silent customers ---------------------------------------------------------------------------------------------------


def test_who_leaves_silently_keeps_the_place_in_line_and_then_one_with_the_agent() -> None:
    told = told_of(
        customer(at=0, talk=60), customer(at=10, patience=20, silent=True), customer(at=40, talk=5),
        chats={"at_once": 1}, care={"patience": "on", "silent": {"holds": "2m"}},
    )  # fmt: skip
    _, silent, third = told.contacts
    assert (silent.outcome, silent.ended, silent.silent_until, silent.agent) == ("abandoned", 30, 60, "front 0")
    assert third.answered == 180
    assert told.agent("front 0")[0] == (0, 185, "chat")
    assert told.lengths("care") == [(10, 1), (40, 2), (60, 1), (180, 0)]


def test_who_left_silently_slows_nobody_down() -> None:
    # The second gets its place at 30; the first, alone again from then, goes on at full speed.
    told = told_of(
        customer(at=0, talk=40), customer(at=0, talk=15), customer(at=5, patience=5, silent=True),
        chats=HALF, care={"patience": "on", "silent": {"holds": "2m"}},
    )  # fmt: skip
    assert ends(told) == [55, 30, 10]


def test_who_left_silently_may_try_again_meanwhile() -> None:
    told = told_of(
        customer(at=0, talk=60), customer(at=10, patience=20, silent=True, redials=5).then(),
        chats={"at_once": 1}, care={"patience": "on", "silent": {"holds": "1m"}, "redial": "on"},
    )  # fmt: skip
    again = told.contacts[2]
    assert (again.kind, again.arrived, again.answered) == ("redial", 35, 120)


def test_closing_that_cuts_off_ends_silent_waits_too() -> None:
    told = told_of(
        customer(at=0, talk=30), customer(at=1, patience=5, silent=True),
        chats={"at_once": 1}, care={"patience": "on", "silent": "on"}, heads={0: 0, 86_000: 1}, open="00:00-23:00",
        closing="disconnected",
    )  # fmt: skip
    assert [fact.outcome for fact in told.contacts] == ["closed", "abandoned"]
    assert told.contacts[1].silent_until == 23 * 3600


# Leaving ------------------------------------------------------------------------------------------------------------


def test_when_heads_fall_who_has_least_in_hand_takes_no_more_and_goes_when_done() -> None:
    # At 20 agent 1 has one chat open, agent 0 two; the chat at 25 goes to agent 0 all the same.
    customers = [customer(at=at, talk=60) for at in (0, 1, 2, 25)]
    told = told_of(*customers, chats={"at_once": 3, "slower_by": "0%"}, heads={0: 2, 20: 1})
    assert told.answers()[3] == (25, "front 0")
    assert told.agent("front 1") == [(0, 1, "idle"), (1, 61, "chat")]


def test_who_was_to_go_stays_if_heads_rise_again_in_time() -> None:
    customers = [customer(at=0, talk=60), customer(at=1, talk=60), customer(at=35)]
    told = told_of(*customers, chats=AS_ALONE, heads={0: 2, 20: 1, 30: 2})
    assert told.contacts[2].agent == "front 0"
    assert told.agent("front 1")[:3] == [(0, 1, "idle"), (1, 61, "chat"), (61, 86_400, "idle")]


def test_after_closing_agents_stay_for_a_chat_that_may_yet_lead_to_them() -> None:
    # At half the speed both conversations take until 23:00:40.
    queues: Any = {"care": {"channel": "chat", "escalate": {"chance": "10%", "to": "expert"}}, "expert": {}}
    groups = {"front": (["care"], 1, {"chats": HALF}), "back": (["expert"], 1)}
    late = 23 * 3600 - 20
    told = tell(
        customer(at=late, talk=30).escalated("expert", talk=10), customer(at=late, talk=30),
        queues=queues, groups=groups, open="00:00-23:00",
    )  # fmt: skip
    assert told.contacts[1].answered == late + 60
    assert told.signed_off("back 0") == late + 70


# The quoted wait ----------------------------------------------------------------------------------------------------


def test_the_quoted_wait_is_over_what_full_desks_get_done() -> None:
    # One ahead and itself, 60 s each, over 1 agent x 2 chats x 0.5.
    told = told_of(*(customer(at=0) for _ in range(4)), chats=HALF)
    assert [fact.quoted for fact in told.contacts] == [None, None, 60, 120]
