"""Opening hours, half-open, and what becomes of those inside at closing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.moments.story import Customer, customer, tell

DAY = 86_400
OPENS, CLOSES = 600, 1_200
HOURS: dict[str, Any] = {"open": "00:10-00:20"}
CUT_OFF: dict[str, Any] = {**HOURS, "closing": "disconnected"}


def returning(at: float, **facts: Any) -> Customer:
    """A return carried in: unlike new customers it may come outside opening hours."""
    return customer(at=at, first_attempt=2, **facts)


@pytest.mark.parametrize(("at", "outcome"), [(OPENS - 0.001, "closed"), (OPENS, "answered"),
                                             (CLOSES - 0.001, "answered"), (CLOSES, "closed")])  # fmt: skip
def test_opening_hours_are_half_open(at: float, outcome: str) -> None:
    assert tell(returning(at), **HOURS).outcomes() == [outcome]


def test_who_finds_it_closed_is_turned_away_for_good() -> None:
    told = tell(
        customer(at=1_190, patience=5, redials=10).then(redials=10),
        agents={600: 0, 1_199: 1}, care={"redial": {}}, **HOURS,
    )  # fmt: skip
    turned_away = told.contacts[1]
    assert (turned_away.kind, turned_away.outcome, turned_away.arrived) == ("redial", "closed", 1_205)
    assert (turned_away.ended, turned_away.queued, turned_away.resolved, turned_away.followed_by) == (
        1_205, None, False, None,
    )  # fmt: skip


MOVED = {"redial": {}, "when_closed": {"returns_within": "5m"}}


def test_who_finds_it_closed_may_come_after_the_next_opening_instead() -> None:
    told = tell(
        customer(at=1_190, patience=5, redials=10).then(spread=90),
        agents={600: 0, 1_199: 1},
        care=MOVED,
        days=2,
        **HOURS,
    )
    moved = told.contacts[1]
    assert (moved.kind, moved.day, moved.arrived) == ("redial", 1, DAY + OPENS + 90)


def test_who_comes_before_opening_is_moved_to_the_same_days_opening() -> None:
    assert tell(returning(5, spread=7), care=MOVED, **HOURS).contacts[0].arrived == OPENS + 7


def test_who_would_be_moved_past_the_last_day_is_not_played() -> None:
    told = tell(
        customer(at=1_190, patience=5, redials=10).then(spread=90), agents={600: 0, 1_199: 1}, care=MOVED, **HOURS
    )
    assert [(fact.outcome, fact.followed_by) for fact in told.contacts] == [("abandoned", "redial")]


def test_a_return_due_after_the_last_day_is_not_played() -> None:
    told = tell(customer(at=0, returns=2 * DAY).then())
    assert [(fact.outcome, fact.followed_by, fact.resolved) for fact in told.contacts] == [
        ("answered", "repeat", False)
    ]


def test_a_return_due_on_a_later_day_is_played_there() -> None:
    told = tell(customer(at=0, talk=30, returns=DAY).then(), days=2)
    assert (told.contacts[1].day, told.contacts[1].arrived) == (1, DAY + 30)


def test_those_who_wait_at_closing_are_served_out() -> None:
    told = tell(customer(at=1_100, talk=200), customer(at=1_190, talk=50), customer(at=1_195, talk=50), **HOURS)
    assert [fact.answered for fact in told.contacts] == [1_100, 1_300, 1_350]
    assert told.signed_off("front 0") == 1_400


def test_nobody_signs_off_before_the_last_conversation_ends_and_wrap_up_keeps_only_its_own_agent() -> None:
    told = tell(customer(at=1_100, talk=200, hold=10, wrap=40), agents=2, **HOURS)
    assert told.signed_off("front 1") == 1_310
    assert told.signed_off("front 0") == 1_350


def test_with_nobody_inside_agents_sign_off_at_closing() -> None:
    told = tell(customer(at=1_100, talk=30), **HOURS)
    assert told.signed_off("front 0") == CLOSES


def test_who_abandons_after_closing_lets_the_agents_go() -> None:
    # The agent cannot take sales at all, but an escalation from there could still reach it.
    told = tell(
        customer(at=1_100, queue="sales", patience=150),
        queues={"care": {}, "sales": {"escalate": {"chance": "50%", "to": "care"}}},
        groups={"front": (["care"], 1), "sellers": (["sales"], {600: 1, 1_000: 0})}, **HOURS,
    )  # fmt: skip
    assert told.signed_off("front 0") == 1_250


def test_agents_whom_nobody_inside_can_reach_sign_off_at_closing() -> None:
    told = tell(
        customer(at=1_100, talk=200),
        queues={"care": {}, "sales": {}}, groups={"front": (["care"], 1), "sellers": (["sales"], 1)}, **HOURS,
    )  # fmt: skip
    assert (told.signed_off("front 0"), told.signed_off("sellers 0")) == (1_300, CLOSES)


def test_agents_stay_for_those_in_self_service() -> None:
    told = tell(customer(at=1_190, session=("failed", 100), talk=20), care={"self_service": {}}, **HOURS)
    assert told.contacts[0].answered == 1_290
    assert told.signed_off("front 0") == 1_310


def test_agents_stay_for_a_leg_that_escalates_after_closing() -> None:
    told = tell(
        customer(at=1_190, talk=100).escalated("expert", talk=50),
        queues={"care": {"escalate": {"chance": "50%", "to": "expert"}}, "expert": {}},
        groups={"front": (["care"], 1), "experts": (["expert"], 1)}, **HOURS,
    )  # fmt: skip
    assert told.contacts[1].answered == 1_290
    assert (told.signed_off("front 0"), told.signed_off("experts 0")) == (1_290, 1_340)


def test_at_closing_those_who_wait_may_be_cut_off() -> None:
    told = tell(customer(at=1_100, talk=200), customer(at=1_190, redials=5), care={"redial": {}}, **CUT_OFF)
    cut = told.contacts[1]
    assert (cut.outcome, cut.queued, cut.ended, cut.followed_by) == ("closed", 1_190, CLOSES, None)


def test_a_conversation_under_way_is_not_cut_off() -> None:
    told = tell(customer(at=1_100, talk=200, wrap=10), agents=2, **CUT_OFF)
    assert told.contacts[0].ended == 1_300
    assert (told.signed_off("front 0"), told.signed_off("front 1")) == (1_310, CLOSES)


def test_who_is_in_self_service_at_closing_is_cut_off_when_the_session_ends() -> None:
    told = tell(customer(at=1_190, session=("failed", 100)), care={"self_service": {}}, **CUT_OFF)
    assert (told.contacts[0].outcome, told.contacts[0].ended, told.contacts[0].queued) == ("closed", 1_290, None)


def test_a_leg_that_escalates_after_closing_is_cut_off() -> None:
    told = tell(
        customer(at=1_190, talk=100).escalated("expert"),
        queues={"care": {"escalate": {"chance": "50%", "to": "expert"}}, "expert": {}}, **CUT_OFF,
    )  # fmt: skip
    assert [(fact.outcome, fact.ended) for fact in told.contacts] == [("answered", 1_290), ("closed", 1_290)]


def test_an_agent_who_frees_at_closing_takes_who_is_served_out_but_not_who_is_cut_off() -> None:
    customers = customer(at=1_100, talk=100), customer(at=1_190, talk=20)
    assert tell(*customers, **HOURS).contacts[1].answered == CLOSES
    assert tell(*customers, **CUT_OFF).contacts[1].outcome == "closed"


def test_serving_out_ends_a_day_after_closing() -> None:
    # One talks for ever; the other agent waits for a leg that might still come, but not beyond a day.
    told = tell(customer(at=1_100, talk=2 * DAY), agents=2, **HOURS)
    assert told.signed_off("front 1") == CLOSES + DAY


def test_who_still_waits_a_day_after_the_last_closing_is_open() -> None:
    told = tell(customer(at=1_100), agents={0: 1, 1_000: 0}, **HOURS)
    left = told.contacts[0]
    assert (left.outcome, left.ended, left.resolved) == ("open", None, None)


def test_who_waits_over_the_night_is_answered_at_the_next_opening() -> None:
    told = tell(customer(at=1_100), agents={600: 1, 1_000: 0}, days=2, **HOURS)
    assert (told.contacts[0].day, told.contacts[0].answered) == (0, DAY + OPENS)


def test_a_queue_that_closes_earlier_lets_its_agents_work_on_for_the_other() -> None:
    told = tell(
        customer(at=1_250, queue="sales", talk=10), returning(1_250),
        queues={"care": {"open": "00:10-00:20"}, "sales": {"open": "00:10-00:30"}},
    )  # fmt: skip
    assert told.outcomes() == ["answered", "closed"]
    assert told.signed_off("front 0") == 1_800


def test_round_the_clock_a_day_passes_into_the_next_without_closing() -> None:
    told = tell(customer(at=DAY - 10, talk=50), customer(at=DAY - 5, talk=5), days=2)
    assert [(fact.day, fact.answered) for fact in told.contacts] == [(0, DAY - 10), (0, DAY + 40)]
    assert told.signed_off("front 0") == 2 * DAY
