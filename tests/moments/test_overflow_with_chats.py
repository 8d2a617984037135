"""Overflow where agents have several chats: idle is who has an empty desk, and room is on any desk with a place."""

from __future__ import annotations

from typing import Any

from tests.moments.story import customer, tell
from tests.moments.told import Told

AS_ALONE: dict[str, Any] = {"at_once": 2, "slower_by": "0%"}
"""Two at once that slow nobody down."""
CHATS: dict[str, Any] = {"care": {"channel": "chat"}, "gold": {"channel": "chat"}}
BESIDE_CALLS: dict[str, Any] = {"care": {}, "gold": {"channel": "chat"}}


def helped(
    *customers: Any,
    queues: Any = CHATS,
    skills: Any = ("gold", "care"),
    back: int = 2,
    beside: int = 0,
    **overflow: Any,
) -> Told:
    """The front serves care, one at a time; the back has two chats at once of gold, and care under conditions."""
    groups = {
        "front": (["care"], 1, {"chats": {"at_once": 1}} if "channel" in queues["care"] else {}),
        "back": (list(skills), back, {"chats": AS_ALONE | {"calls_with": beside}, "overflow": {"care": overflow}}),
    }
    return tell(*customers, queues=queues, groups=groups)


def gold(at: float, **facts: Any) -> Any:
    return customer(at, queue="gold", **facts)


def test_a_chat_that_has_waited_so_long_goes_to_the_emptiest_desk_of_the_group_that_takes_it_then() -> None:
    # Agent 0 of the back has one open, agent 1 none; then each has one, agent 0 for longer.
    told = helped(gold(at=0), customer(at=0, talk=100), customer(at=10), customer(at=15), after="30s")
    assert told.answers() == [(0, "back 0"), (0, "front 0"), (40, "back 1"), (45, "back 0")]


def test_without_a_reserve_a_desk_with_a_place_is_enough() -> None:
    # Both desks have one chat; the third in line finds both places taken until gold is done.
    told = helped(
        gold(at=0, talk=90), gold(at=0, talk=90), customer(at=0, talk=100),
        customer(at=10), customer(at=11), customer(at=12), after="30s",
    )  # fmt: skip
    assert told.answers()[3:] == [(40, "back 0"), (41, "back 1"), (70, "back 0")]


def test_a_reserve_counts_agents_with_an_empty_desk_alone() -> None:
    # From 5 to 55 agent 1 alone has an empty desk, and three places are free: it is kept. Agent 0 is empty at 55.
    told = helped(gold(at=5, talk=50), customer(at=0, talk=100), customer(at=10), customer(at=12), reserve=1)
    assert told.answers() == [(5, "back 0"), (0, "front 0"), (55, "back 0"), (85, "back 0")]


def test_a_call_is_kept_from_the_reserve_though_who_has_a_chat_might_take_it_beside() -> None:
    # Beside one chat a call may be taken, but while agent 0 has it only agent 1 is idle.
    told = helped(
        gold(at=5, talk=50), customer(at=0, talk=100), customer(at=10), queues=BESIDE_CALLS, beside=1, reserve=1
    )  # fmt: skip
    assert told.answers() == [(5, "back 0"), (0, "front 0"), (55, "back 0")]


def test_a_call_overflows_to_agents_who_may_take_one_beside_so_many_chats() -> None:
    # The call of 10 has waited long enough at 40: beside a chat it is taken then, else as the desk is empty.
    for beside, answered in ((1, 40), (0, 60)):
        told = helped(
            gold(at=0, talk=60), customer(at=0, talk=100), customer(at=10),
            queues=BESIDE_CALLS, back=1, beside=beside, after="30s",
        )  # fmt: skip
        assert told.answers()[2] == (answered, "back 0")


def test_groups_whose_idleness_counts_count_empty_desks() -> None:
    # Sales is two; one of them has a chat open until 50, and beside it room for another, or for a call.
    groups = {
        "sales": (["gold", "ring"], 2, {"chats": AS_ALONE | {"calls_with": 1}}), "front": (["care"], 1),
        "back": (["care"], 1, {"overflow": {"care": {"idle": {"sales": 2}}}}),
    }  # fmt: skip
    told = tell(
        gold(at=0, talk=50), customer(at=0, talk=100), customer(at=10),
        queues=BESIDE_CALLS | {"ring": {}}, groups=groups,
    )  # fmt: skip
    assert told.answers() == [(0, "sales 0"), (0, "front 0"), (50, "back 0")]


def test_who_left_a_chat_silently_overflows_as_if_still_there() -> None:
    queues = CHATS | {"care": CHATS["care"] | {"patience": "on", "silent": {"holds": "1m"}}}
    told = helped(
        customer(at=0, talk=100), customer(at=10, patience=5, silent=True), queues=queues, back=1, after="30s"
    )  # fmt: skip
    silent = told.contacts[1]
    assert (silent.outcome, silent.ended, silent.silent_until, silent.agent) == ("abandoned", 15, 40, "back 0")


def test_a_chat_that_comes_as_others_may_be_taken_leaves_them_their_places() -> None:
    # At 40 a place of the back frees for the chat that has waited, and gold of that second waits for the next.
    told = helped(
        customer(at=0, talk=100), gold(at=0, talk=40), gold(at=1, talk=50), customer(at=5), gold(at=40),
        skills=("care", "gold"), back=1, after="30s",
    )  # fmt: skip
    assert told.answers()[3:] == [(40, "back 0"), (51, "back 0")]
    assert told.contacts[4].quoted is not None


def test_an_agent_with_a_chat_takes_no_more_than_the_conditions_let_in_as_a_place_frees() -> None:
    # At 30 agent 0 still has one chat open, and agent 1 is the only one idle: care waits until both desks are empty.
    told = helped(
        gold(at=0, talk=30), gold(at=0, talk=35), gold(at=1, talk=60), customer(at=0, talk=100), customer(at=10),
        reserve=1,
    )  # fmt: skip
    assert told.answers()[:3] == [(0, "back 0"), (0, "back 1"), (1, "back 0")]
    assert told.answers()[4] == (61, "back 0")


def test_who_waits_and_is_not_taken_keeps_no_place_from_a_chat_that_comes() -> None:
    # At 40 a place of the back frees, and care has not waited long enough: gold of that second is not quoted a wait.
    told = helped(
        customer(at=0, talk=100), gold(at=0, talk=40), gold(at=1, talk=50), customer(at=20), gold(at=40),
        skills=("care", "gold"), back=1, after="30s",
    )  # fmt: skip
    assert told.answers()[3:] == [(51, "back 0"), (40, "back 0")]
    assert told.contacts[4].quoted is None
