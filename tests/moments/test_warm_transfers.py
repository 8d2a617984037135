"""A warm transfer: the first agent keeps the customer until the second has answered and both have conferred."""

from __future__ import annotations

from typing import Any

from sim.kpi.compute import cells
from sim.log.columns import to_logs
from tests.moments.story import customer, tell
from tests.moments.told import Told

QUEUES = {
    "care": {"escalate": {"chance": "50%", "to": "expert", "warm": {"constant": "20s"}}},
    "expert": {"patience": {"constant": "60s"}},
}
GROUPS = {"front": (["care"], 1), "experts": (["expert"], 1)}
PASSED_ON = customer(at=0, talk=30, wrap=10, confer=20).escalated("expert", talk=100, wrap=5, patience=60)


def told_of(*customers: Any, groups: Any = GROUPS, **keys: Any) -> Told:
    return tell(*customers, queues=QUEUES, groups=groups, **keys)


def test_with_an_expert_idle_both_confer_at_once_and_the_first_wraps_up_after_it() -> None:
    told = told_of(PASSED_ON)
    first, second = told.contacts
    assert (first.ended, first.transfer, first.wrap) == (30, 20, 10)
    assert (second.arrived, second.answered, second.talk, second.ended) == (30, 30, 120, 150)
    assert told.agent("front 0")[:3] == [(0, 30, "talk"), (30, 50, "transfer"), (50, 60, "wrap")]
    assert told.agent("experts 0")[:3] == [(0, 30, "idle"), (30, 150, "talk"), (150, 155, "wrap")]


def test_who_stays_with_a_customer_is_busy_and_not_beyond_the_hours_paid() -> None:
    told = told_of(PASSED_ON, customer(at=0, queue="expert", talk=70))
    found = cells(to_logs(told.record, told.scenario, 0), told.scenario).days
    care = found.filter(found["queue"] == "care")
    assert care["busy_ms"].sum() == (30 + 60 + 10) * 1_000
    assert care["overtime_ms"].sum() == 0


def test_while_the_expert_is_busy_the_first_agent_stays_and_takes_nobody_else() -> None:
    busy, waits = customer(at=0, queue="expert", talk=70), customer(at=35, talk=1)
    told = told_of(PASSED_ON, busy, waits)
    first, second, _, third = told.contacts
    assert (second.queued, second.answered) == (30, 70)
    assert first.transfer == 60
    assert told.agent("front 0")[:3] == [(0, 30, "talk"), (30, 90, "transfer"), (90, 100, "wrap")]
    assert third.answered == 100


def test_a_customer_who_gives_up_lets_the_first_agent_go() -> None:
    told = told_of(PASSED_ON, customer(at=0, queue="expert", talk=500), customer(at=35, talk=1))
    first, second, _, third = told.contacts
    assert (second.outcome, second.ended, first.transfer) == ("abandoned", 90, 60)
    assert third.answered == 100


def test_an_agent_let_go_as_an_expert_frees_is_let_go_by_the_answer() -> None:
    first, second, _ = told_of(PASSED_ON, customer(at=0, queue="expert", talk=90)).contacts
    assert (second.outcome, second.answered, first.transfer) == ("answered", 90, 80)


def test_without_a_wrap_up_the_agent_let_go_by_a_customer_takes_the_next_in_the_same_millisecond() -> None:
    no_wrap = customer(at=0, talk=30, confer=20).escalated("expert", talk=100, patience=60)
    told = told_of(no_wrap, customer(at=0, queue="expert", talk=500), customer(at=35, talk=1))
    assert told.contacts[-1].answered == 90


def test_a_bound_agent_answers_no_second_leg_of_their_own() -> None:
    told = told_of(PASSED_ON, groups={"front": (["care", "expert"], 1)})
    assert told.outcomes() == ["answered", "abandoned"]


def test_a_cold_transfer_frees_the_agent_after_wrap_up() -> None:
    queues = QUEUES | {"care": {"escalate": {"chance": "50%", "to": "expert"}}}
    cold = customer(at=0, talk=30, wrap=10).escalated("expert", talk=100)
    first, second = tell(cold, queues=queues, groups=GROUPS).contacts
    assert (first.transfer, second.talk) == (0, 100)


def test_who_signs_off_while_bound_stays_until_the_conference_is_over() -> None:
    groups = {"front": (["care"], {0: 1, 40: 0}), "experts": (["expert"], 1)}
    told = told_of(PASSED_ON, customer(at=0, queue="expert", talk=70), groups=groups)
    assert told.signed_off("front 0") == 100


def test_the_play_ends_on_an_agent_who_still_keeps_somebody() -> None:
    # Closed at 24:00 with no expert on, the queue is served out until 24 h later.
    forever = customer(at=0, talk=30, confer=20).escalated("expert")
    told = told_of(forever, groups={"front": (["care"], 1), "experts": (["expert"], 0)})
    first, second = told.contacts
    assert (second.outcome, first.transfer) == ("open", 2 * 86_400 - 30)
