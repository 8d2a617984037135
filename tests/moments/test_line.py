"""Room in the line, and who serves whom."""

from __future__ import annotations

from tests.moments.story import customer, tell

NO_ROOM = {"waiting_room": 0}
ONE_PLACE = {"waiting_room": 1}


def test_a_full_room_blocks() -> None:
    told = tell(customer(at=0, talk=30), customer(at=5), customer(at=10), care=ONE_PLACE)
    blocked = told.contacts[2]
    assert told.outcomes() == ["answered", "answered", "blocked"]
    assert (blocked.queued, blocked.ended, blocked.resolved) == (None, 10, False)


def test_without_room_to_wait_a_contact_is_answered_where_an_agent_is_idle() -> None:
    told = tell(customer(at=0, talk=30), customer(at=10), customer(at=30), care=NO_ROOM)
    assert told.outcomes() == ["answered", "blocked", "answered"]


def test_the_room_counts_those_who_wait_and_not_those_who_are_served() -> None:
    told = tell(*(customer(at=0, talk=30) for _ in range(3)), customer(at=1), agents=3, care=ONE_PLACE)
    assert told.outcomes() == ["answered"] * 4


def test_who_abandons_leaves_a_place() -> None:
    told = tell(customer(at=0, talk=30), customer(at=5, patience=5), customer(at=11), care=ONE_PLACE)
    assert told.outcomes() == ["answered", "abandoned", "answered"]


def test_an_arrival_in_the_millisecond_in_which_a_patience_ends_still_finds_the_room_full() -> None:
    told = tell(customer(at=0, talk=30), customer(at=5, patience=5), customer(at=10), care=ONE_PLACE)
    assert told.outcomes() == ["answered", "abandoned", "blocked"]


def test_the_line_is_served_in_the_order_of_arrival() -> None:
    told = tell(customer(at=0, talk=30), customer(at=20, talk=1), customer(at=10, talk=1))
    assert [fact.answered for fact in told.contacts] == [0, 31, 30]


def test_the_length_of_the_line_is_written_at_each_change() -> None:
    told = tell(customer(at=0, talk=30), customer(at=5, patience=5), customer(at=7))
    assert told.lengths("care") == [(5, 1), (7, 2), (10, 1), (30, 0)]


def test_who_waits_is_not_taken_before_the_wrap_up_is_done() -> None:
    told = tell(customer(at=0, talk=30, hold=5, wrap=20), customer(at=10), agents=1)
    assert told.answers()[1] == (55, "front 0")


def test_the_agent_idle_for_longest_is_chosen() -> None:
    # Agent 0 is idle since 10, agent 1 since 6.
    told = tell(customer(at=0, talk=10), customer(at=5, talk=1), customer(at=20), customer(at=21), agents=2)
    assert told.answers()[2:] == [(20, "front 1"), (21, "front 0")]


def test_of_two_agents_idle_for_equally_long_the_lower_number_is_chosen() -> None:
    told = tell(customer(at=0, talk=10), customer(at=0, talk=10), customer(at=20), agents=2)
    assert told.answers()[2] == (20, "front 0")


TWO_QUEUES = {"care": {}, "sales": {}}


def test_a_contact_tries_those_groups_first_for_whom_its_queue_is_an_earlier_skill() -> None:
    groups = {"all_round": (["sales", "care"], 1), "own": (["care"], 1)}
    told = tell(customer(at=0), customer(at=1), queues=TWO_QUEUES, groups=groups)
    assert told.answers() == [(0, "own 0"), (1, "all_round 0")]


def test_a_contact_tries_equally_skilled_groups_in_the_order_of_the_file() -> None:
    groups = {"north": (["care"], 1), "south": (["care", "sales"], 1)}
    told = tell(customer(at=5), customer(at=6), queues=TWO_QUEUES, groups=groups)
    assert told.answers() == [(5, "north 0"), (6, "south 0")]


def test_the_order_of_groups_comes_before_the_longest_idle() -> None:
    # `south` is idle since 0, `north` only since 10.
    groups = {"north": (["care"], 1), "south": (["care"], 1)}
    told = tell(customer(at=0, talk=10), customer(at=20), groups=groups)
    assert told.answers() == [(0, "north 0"), (20, "north 0")]


def test_an_agent_takes_its_first_skill_first_however_long_others_wait() -> None:
    told = tell(
        customer(at=0, talk=30), customer(at=5, queue="sales", talk=1), customer(at=10, talk=1),
        queues=TWO_QUEUES, groups={"both": (["care", "sales"], 1)},
    )  # fmt: skip
    assert [fact.answered for fact in told.contacts] == [0, 31, 30]


def test_an_agent_does_not_take_what_it_is_not_skilled_for() -> None:
    told = tell(
        customer(at=0, talk=30), customer(at=5, patience=60),
        queues=TWO_QUEUES, groups={"care_only": (["care"], 1), "sales_only": (["sales"], 1)},
    )  # fmt: skip
    assert told.answers() == [(0, "care_only 0"), (30, "care_only 0")]
    assert told.agent("sales_only 0") == [(0, 86_400, "idle")]


def test_agents_who_free_together_choose_in_the_order_of_their_numbers() -> None:
    told = tell(
        customer(at=0, talk=30), customer(at=0, talk=30), customer(at=5), customer(at=6), agents=2,
    )  # fmt: skip
    assert told.answers()[2:] == [(30, "front 0"), (30, "front 1")]


TIERS = {
    "queues": {"care": {"escalate": {"chance": "50%", "to": "expert"}}, "expert": {}},
    "groups": {"front": (["care"], 1), "experts": (["expert"], 1)},
}


def test_an_escalated_leg_leaves_at_the_end_of_the_conversation_while_wrap_up_goes_on() -> None:
    told = tell(customer(at=0, talk=30, hold=10, wrap=20).escalated("expert", talk=60), **TIERS)
    first, second = told.contacts
    assert (first.ended, first.followed_by, first.resolved) == (40, "escalation", False)
    assert (second.leg, second.kind, second.arrived, second.agent) == (2, "escalation", 40, "experts 0")
    assert (second.ended, second.resolved, second.attempt) == (100, True, 1)
    assert told.agent("front 0")[:3] == [(0, 30, "talk"), (30, 40, "hold"), (40, 60, "wrap")]


def test_an_escalated_leg_goes_ahead_of_new_contacts() -> None:
    told = tell(
        customer(at=0, talk=100, queue="expert"),
        customer(at=10, talk=5, queue="expert"),
        customer(at=20, talk=30).escalated("expert", talk=7),
        **TIERS,
    )
    assert [fact.answered for fact in told.contacts] == [0, 107, 20, 100]


def test_escalated_legs_go_in_the_order_in_which_they_were_queued() -> None:
    told = tell(
        customer(at=0, talk=100, queue="expert"),
        customer(at=31, talk=10).escalated("expert", talk=5),
        customer(at=0, talk=30).escalated("expert", talk=5),
        **TIERS,
    )
    assert [fact.answered for fact in told.contacts if fact.leg == 2] == [105, 100]


def test_an_escalated_leg_is_not_blocked_by_a_full_room() -> None:
    queues = {**TIERS["queues"], "expert": NO_ROOM}
    told = tell(
        customer(at=0, talk=100, queue="expert"),
        customer(at=0, talk=30).escalated("expert", talk=5),
        queues=queues, groups=TIERS["groups"],
    )  # fmt: skip
    assert told.contacts[2].answered == 100


def test_an_agent_with_both_skills_takes_the_leg_it_escalates_itself() -> None:
    told = tell(
        customer(at=0, talk=30).escalated("expert", talk=5),
        queues=TIERS["queues"], groups={"all_round": (["care", "expert"], 1)},
    )  # fmt: skip
    assert told.answers() == [(0, "all_round 0"), (30, "all_round 0")]


def test_who_abandons_a_second_leg_rings_again_on_the_queue_of_the_first() -> None:
    queues = {**TIERS["queues"], "expert": {"redial": {}}}
    told = tell(
        customer(at=0, talk=100, queue="expert"),
        customer(at=0, talk=30).escalated("expert", patience=20, redials=60).then(),
        queues=queues, groups=TIERS["groups"],
    )  # fmt: skip
    leg, redial = told.contacts[2:]
    assert (leg.outcome, leg.ended, leg.followed_by) == ("abandoned", 50, "redial")
    assert (redial.queue, redial.kind, redial.attempt, redial.leg, redial.arrived) == ("care", "redial", 2, 1, 110)
