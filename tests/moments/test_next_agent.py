"""Which of a group's idle agents a contact gets."""

from __future__ import annotations

from typing import Any

from tests.moments.story import Customer, customer, tell
from tests.moments.told import Told

FOUR = [customer(at=0, talk=at + 1) for at in range(4)]
"""Agent 0 works 1 s, agent 1 works 2 s, and so on: all are idle from second 4."""


def told_of(*customers: Customer, rule: str, heads: Any = 4, **keys: Any) -> Told:
    return tell(*customers, groups={"front": (["care"], heads, {"next_agent": rule})}, **keys)


def test_the_least_busy_agent_is_chosen_however_shortly_idle() -> None:
    # Worked so far: agent 0 30 s (idle since 30), agent 1 10 s, then 5 s more (idle since 55).
    customers = [customer(at=0, talk=30), customer(at=0, talk=10), customer(at=50, talk=5), customer(at=60)]
    told = told_of(*customers, rule="least_busy", heads=2)
    assert told.answers()[2:] == [(50, "front 1"), (60, "front 1")]


def test_hold_and_wrap_up_make_an_agent_busy_too() -> None:
    customers = [customer(at=0, talk=5, hold=10, wrap=10), customer(at=0, talk=20), customer(at=60)]
    assert told_of(*customers, rule="least_busy", heads=2).answers()[2] == (60, "front 1")


def test_of_two_agents_equally_busy_the_lower_number_is_chosen() -> None:
    # Agent 1 is idle for longer: the other began later.
    customers = [customer(at=0, talk=20), customer(at=0, talk=10), customer(at=15, talk=10), customer(at=60)]
    assert told_of(*customers, rule="least_busy", heads=2).answers()[2:] == [(15, "front 1"), (60, "front 0")]


def test_a_dial_that_nobody_picks_up_makes_an_agent_busy() -> None:
    # Both are busy until 20; agent 0 dials in vain until 50.
    callback = {"callback": {"offer_when_waiting": 0, "ring": "30s", "attempts": 1}}
    told = told_of(
        customer(at=0, talk=20), customer(at=0, talk=20), customer(at=10, accepts=True), customer(at=60),
        rule="least_busy", heads=2, queues={"care": callback},
    )  # fmt: skip
    assert told.agent("front 0")[:2] == [(0, 20, "talk"), (20, 50, "dial")]
    assert told.answers()[3] == (60, "front 1")


def test_busy_time_counts_from_signing_on() -> None:
    # Agent 1 goes at 40 with 30 s behind it, and is back at 50; agent 0 has worked for 10 s.
    told = told_of(
        customer(at=0, talk=10), customer(at=0, talk=30), customer(at=60),
        rule="least_busy", heads={0: 2, 40: 1, 50: 2},
    )  # fmt: skip
    assert told.answers()[2] == (60, "front 1")


def test_a_lot_chooses_among_the_idle_agents_by_their_numbers() -> None:
    for lot, agent in ((0, 0), (0.24, 0), (0.25, 1), (0.5, 2), (0.75, 3), (0.99, 3)):
        told = told_of(*FOUR, customer(at=60, lot=lot), rule="at_random")
        assert told.answers()[4] == (60, f"front {agent}")


def test_a_lot_leaves_out_who_is_busy() -> None:
    # Agent 1 takes the first of the two; of agents 0, 2 and 3 the lot then finds the middle one.
    told = told_of(*FOUR, customer(at=60, lot=0.25), customer(at=61, lot=0.5), rule="at_random")
    assert told.answers()[4:] == [(60, "front 1"), (61, "front 2")]


def test_an_agent_chosen_at_random_may_leave_with_the_heads_and_come_back() -> None:
    customers = [customer(at=at, talk=5, lot=0.99) for at in (10, 30, 50)]
    told = told_of(*customers, rule="at_random", heads={0: 3, 20: 1, 40: 2})
    assert told.answers() == [(10, "front 2"), (30, "front 0"), (50, "front 1")]


def test_the_order_of_groups_comes_before_the_least_busy() -> None:
    groups = {name: (["care"], 1, {"next_agent": "least_busy"}) for name in ("north", "south")}
    told = tell(customer(at=0, talk=10), customer(at=20), groups=groups)
    assert told.answers() == [(0, "north 0"), (20, "north 0")]


def test_a_group_of_its_own_rule_leaves_the_others_theirs() -> None:
    groups = {"north": (["care"], 2, {"next_agent": "at_random"}), "south": (["sales"], 2)}
    told = tell(
        customer(at=0, talk=9, queue="sales"), customer(at=1, queue="sales", lot=0.99), customer(at=2, lot=0.99),
        queues={"care": {}, "sales": {}}, groups=groups,
    )  # fmt: skip
    assert told.answers() == [(0, "south 0"), (1, "south 1"), (2, "north 1")]
