"""Lines, shared by self-service, waiting and conversation; who finds none, and rings again."""

from __future__ import annotations

from typing import Any

from sim.log.columns import to_logs
from tests.moments.story import customer, tell

ONE_LINE: dict[str, Any] = {"lines": 1}
TWO_LINES: dict[str, Any] = {"lines": 2}
BOT: dict[str, Any] = {"self_service": {}}
AGAIN = {"redial_blocked": {"at_most": 2}}


def test_who_finds_no_line_is_blocked_at_once_though_an_agent_is_idle() -> None:
    told = tell(customer(at=0, talk=30), customer(at=10), agents=2, care=ONE_LINE)
    blocked = told.contacts[1]
    assert (blocked.outcome, blocked.arrived, blocked.queued, blocked.ended) == ("blocked", 10, None, 10)


def test_those_who_wait_and_those_who_are_served_share_the_lines() -> None:
    told = tell(customer(at=0, talk=30), customer(at=5), customer(at=10), care=TWO_LINES)
    assert told.outcomes() == ["answered", "answered", "blocked"]


def test_a_session_in_self_service_holds_a_line() -> None:
    told = tell(customer(at=0, session=("contained", 20)), customer(at=19), customer(at=21), care=ONE_LINE | BOT)
    assert told.outcomes() == ["contained", "blocked", "answered"]


def test_who_is_blocked_at_the_door_has_no_session_whatever_was_drawn() -> None:
    told = tell(customer(at=0), customer(at=5, session=("failed", 20)), care=ONE_LINE | BOT)
    log = to_logs(told.record, told.scenario, 0).contacts
    assert (told.contacts[1].outcome, told.contacts[1].ended) == ("blocked", 5)
    assert log["self_service"].to_list() == [None, None]
    assert log["self_service_ms"].to_list() == [0, 0]


def test_who_is_blocked_for_want_of_a_place_after_self_service_had_a_session() -> None:
    told = tell(
        customer(at=0, talk=90), customer(at=5, session=("failed", 20)), care={**TWO_LINES, **BOT, "waiting_room": 0}
    )
    log = to_logs(told.record, told.scenario, 0).contacts
    assert told.outcomes() == ["answered", "blocked"]
    assert (log["self_service"][1], log["self_service_ms"][1]) == ("failed", 20_000)


def test_the_line_is_free_from_the_end_of_the_conversation_hold_included_not_of_the_wrap_up() -> None:
    one = customer(at=0, talk=30, hold=10, wrap=60)
    told = tell(one, customer(at=39), customer(at=40), agents=2, care=ONE_LINE)
    assert told.outcomes() == ["answered", "blocked", "answered"]


def test_an_arrival_in_the_millisecond_in_which_a_conversation_ends_finds_its_line_free() -> None:
    told = tell(customer(at=0, talk=30), customer(at=10, talk=0), customer(at=30), agents=1, care=TWO_LINES)
    assert told.answers() == [(0, "front 0"), (30, "front 0"), (30, "front 0")]


def test_the_line_of_a_session_that_ends_as_others_arrive_is_there_for_those_of_higher_rows() -> None:
    told = tell(customer(at=20), customer(at=0, session=("contained", 20)), customer(at=20), care=ONE_LINE | BOT)
    assert told.outcomes() == ["blocked", "contained", "answered"]


def test_an_arrival_in_the_millisecond_in_which_a_patience_ends_finds_its_line_taken() -> None:
    told = tell(customer(at=0, talk=30), customer(at=5, patience=5), customer(at=10), customer(at=11), care=TWO_LINES)
    assert told.outcomes() == ["answered", "abandoned", "blocked", "answered"]


def test_who_balks_leaves_a_line() -> None:
    told = tell(
        customer(at=0, talk=30), customer(at=5, balks_over=0), customer(at=6), care={**TWO_LINES, "balk": {
            "when_wait_over": {"constant": "1m"}}},
    )  # fmt: skip
    assert told.outcomes() == ["answered", "balked", "answered"]


def test_who_is_turned_away_for_want_of_a_place_leaves_the_line() -> None:
    care = {**TWO_LINES, "waiting_room": 0}
    told = tell(customer(at=0, talk=30), customer(at=5), customer(at=30, talk=9), customer(at=31), care=care)
    assert told.outcomes() == ["answered", "blocked", "answered", "blocked"]


def test_who_accepts_a_callback_hangs_up_and_the_dial_takes_no_line() -> None:
    callback = {"callback": {"offer_when_wait_over": "0s"}}
    told = tell(
        customer(at=0, talk=30),
        customer(at=5, accepts=True, reached_at_dial=1, talk=30),
        customer(at=10, talk=5),  # has the line that the second gave up
        customer(at=35, talk=5),  # comes while the second talks to the agent and the third waits
        customer(at=36, talk=5),
        care={**TWO_LINES, **callback},
    )
    assert told.outcomes() == ["answered", "callback_answered", "answered", "answered", "blocked"]


def test_an_escalated_contact_keeps_the_line_it_came_in_on_until_its_last_leg_ends() -> None:
    queues = {"care": {**ONE_LINE, "escalate": {"chance": "10%", "to": "expert"}}, "expert": {}}
    groups = {"front": (["care"], 2), "experts": (["expert"], 1)}
    told = tell(
        customer(at=0, talk=30, wrap=5).escalated("expert", talk=100),
        customer(at=129),
        customer(at=130),
        queues=queues,
        groups=groups,
    )
    assert [(fact.queue, fact.outcome) for fact in told.contacts] == [
        ("care", "answered"), ("expert", "answered"), ("care", "blocked"), ("care", "answered"),
    ]  # fmt: skip


def test_who_escalates_to_a_queue_needs_none_of_its_lines() -> None:
    queues = {"care": {"escalate": {"chance": "10%", "to": "expert"}}, "expert": ONE_LINE}
    told = tell(
        customer(at=0, queue="expert", talk=300),
        customer(at=0, talk=30).escalated("expert", talk=10),
        queues=queues,
        groups={"all": (["care", "expert"], 3)},
    )
    assert told.outcomes() == ["answered", "answered", "answered"]


def test_each_queue_has_lines_of_its_own() -> None:
    told = tell(
        customer(at=0), customer(at=1, queue="sales"), customer(at=2, queue="sales"), agents=3,
        queues={"care": ONE_LINE, "sales": ONE_LINE},
    )  # fmt: skip
    assert told.outcomes() == ["answered", "answered", "blocked"]


def test_who_is_cut_off_at_closing_leaves_a_line_for_the_next_day() -> None:
    told = tell(
        customer(at=3500, talk=200), customer(at=3550), customer(at=86_400), customer(at=86_401),
        care=TWO_LINES, open="00:00-01:00", closing="disconnected", days=2,
    )  # fmt: skip
    assert told.outcomes() == ["answered", "closed", "answered", "answered"]


def test_who_is_blocked_rings_again_after_the_time_drawn() -> None:
    second = customer(at=10, redials_blocked=25).then(talk=7)
    told = tell(customer(at=0, talk=30), second, care=ONE_LINE | AGAIN)
    first_try, again = told.contacts[1:]
    assert (first_try.outcome, first_try.followed_by) == ("blocked", "redial")
    assert (again.kind, again.attempt, again.arrived, again.answered) == ("redial", 2, 35, 35)


def test_who_finds_no_place_to_wait_rings_again_too() -> None:
    second = customer(at=10, redials_blocked=25).then(talk=7)
    told = tell(customer(at=0, talk=30), second, care={"waiting_room": 0, **AGAIN})
    assert told.outcomes() == ["answered", "blocked", "answered"]


def test_the_blocked_ring_again_at_most_so_often_as_the_queue_allows() -> None:
    stubborn = customer(at=1, redials_blocked=1).then(redials_blocked=1).then(redials_blocked=1).then()
    told = tell(customer(at=0, talk=90), stubborn, care=ONE_LINE | AGAIN)
    assert [fact.followed_by for fact in told.contacts[1:]] == ["redial", "redial", None]


def test_redials_after_abandoning_and_after_being_blocked_are_counted_together() -> None:
    # Abandons and redials once; then blocked, it has one redial of two behind it, then two.
    care = {**TWO_LINES, "patience": {"constant": "5s"}, "redial": {"at_most": 1}, **AGAIN}
    third = (
        customer(at=1, patience=5, redials=10).then(redials_blocked=1).then(redials_blocked=1).then()
    )  # abandons at 6; blocked at 16 and 17
    told = tell(customer(at=0, talk=90), third, customer(at=10, patience=50), care=care)
    mine = [(fact.arrived, fact.outcome, fact.followed_by) for fact in told.contacts if fact.customer == 1]
    assert mine == [(1, "abandoned", "redial"), (16, "blocked", "redial"), (17, "blocked", None)]


def test_who_was_blocked_redials_with_the_patience_of_a_redial() -> None:
    care = {**ONE_LINE, **AGAIN, "patience": {"constant": "8s"}, "history": {"redial": "-50%"}}
    told = tell(customer(at=0, talk=30), customer(at=10, redials_blocked=40).then(patience=8), care=care)
    assert told.contacts[2].patience == 4


def test_only_the_blocked_take_the_blocked_customers_way_back() -> None:
    care = {**TWO_LINES, **AGAIN, "patience": {"constant": "5s"}}
    told = tell(customer(at=0, talk=30), customer(at=1, patience=5, redials_blocked=1), care=care)
    assert [(fact.outcome, fact.followed_by) for fact in told.contacts[1:]] == [("abandoned", None)]
