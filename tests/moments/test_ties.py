"""What happens first when two things fall on one millisecond."""

from __future__ import annotations

from tests.moments.story import customer, tell


def test_a_contact_whose_patience_ends_as_an_agent_frees_is_answered() -> None:
    told = tell(customer(at=0, talk=30), customer(at=10, talk=5, patience=20))
    assert told.answers() == [(0, "front 0"), (30, "front 0")]


def test_a_contact_whose_patience_ends_a_millisecond_before_an_agent_frees_abandons() -> None:
    told = tell(customer(at=0, talk=30), customer(at=10, talk=5, patience=19.999))
    second = told.contacts[1]
    assert (second.outcome, second.ended) == ("abandoned", 29.999)


def test_a_contact_without_any_patience_is_answered_where_an_agent_is_idle_and_else_leaves_at_once() -> None:
    told = tell(customer(at=0, talk=30, patience=0), customer(at=10, patience=0), customer(at=30, patience=0))
    assert told.outcomes() == ["answered", "abandoned", "answered"]
    assert told.contacts[1].ended == 10


def test_an_agent_who_signs_off_as_a_contact_arrives_does_not_take_it() -> None:
    told = tell(customer(at=60, patience=5), agents={0: 1, 60: 0})
    assert told.outcomes() == ["abandoned"]
    assert told.agent("front 0") == [(0, 60, "idle")]


def test_an_agent_who_signs_on_as_a_contact_arrives_takes_it() -> None:
    told = tell(customer(at=60), agents={0: 0, 60: 1})
    assert told.answers() == [(60, "front 0")]
    assert told.contacts[0].quoted is None


def test_an_agent_who_frees_as_its_head_goes_leaves_and_is_not_offered_work() -> None:
    told = tell(customer(at=30, talk=30), customer(at=40, patience=100), agents={0: 1, 60: 0})
    assert told.outcomes() == ["answered", "abandoned"]
    assert told.signed_off("front 0") == 60


def test_of_two_arrivals_in_one_millisecond_the_lower_row_gets_the_only_agent() -> None:
    told = tell(customer(at=10, talk=30), customer(at=10, talk=30))
    assert told.answers() == [(10, "front 0"), (40, "front 0")]


def test_a_redial_that_lands_on_an_arrival_goes_first_if_its_row_is_lower() -> None:
    caller = customer(at=10, patience=5, redials=15).then(talk=10)
    told = tell(customer(at=0, talk=20), caller, customer(at=30, talk=10), care={"redial": {}})
    assert [(fact.customer, fact.kind, fact.answered) for fact in told.contacts] == [
        (0, "new", 0), (1, "new", None), (1, "redial", 30), (2, "new", 40),
    ]  # fmt: skip


def test_a_redial_that_lands_on_an_arrival_goes_second_if_its_row_is_higher() -> None:
    caller = customer(at=10, patience=5, redials=15).then(talk=10)
    told = tell(customer(at=0, talk=20), customer(at=30, talk=10), caller, care={"redial": {}})
    assert [(fact.customer, fact.kind, fact.answered) for fact in told.contacts] == [
        (0, "new", 0), (1, "new", 30), (2, "new", None), (2, "redial", 40),
    ]  # fmt: skip


def test_an_agent_who_frees_in_the_millisecond_of_an_arrival_takes_the_one_who_waits() -> None:
    told = tell(customer(at=0, talk=30), customer(at=30, talk=7), customer(at=10, talk=5))
    assert [fact.answered for fact in told.contacts] == [0, 35, 30]


def test_an_agent_who_frees_in_the_millisecond_of_an_arrival_takes_it_if_nobody_waits() -> None:
    told = tell(customer(at=0, talk=30), customer(at=30, patience=0))
    assert told.answers() == [(0, "front 0"), (30, "front 0")]


def test_work_of_no_length_lets_the_agent_serve_everybody_in_one_millisecond() -> None:
    told = tell(customer(at=0, talk=10), *(customer(at=1, talk=0, patience=9) for _ in range(3)), customer(at=2))
    assert [fact.answered for fact in told.contacts] == [0, 10, 10, 10, 10]


def test_arrivals_without_work_in_one_millisecond_each_find_the_agent_free_again() -> None:
    told = tell(customer(at=5, talk=0, patience=0), customer(at=5, talk=0, patience=0), customer(at=5, patience=0))
    assert [fact.answered for fact in told.contacts] == [5, 5, 5]


def test_a_waiting_contact_keeps_its_agent_when_another_arrives_that_a_second_idle_group_can_serve() -> None:
    # At 30 the only agent who speaks both frees; sales waits for it, care arrives, and `plain` is idle.
    told = tell(
        customer(at=0, talk=30, queue="sales"),
        customer(at=10, talk=5, queue="sales"),
        customer(at=30, talk=5, queue="care"),
        queues={"care": {}, "sales": {}},
        groups={"both": (["care", "sales"], 1), "plain": (["care"], 1)},
    )
    assert told.answers() == [(0, "both 0"), (30, "both 0"), (30, "plain 0")]


def test_who_leaves_and_turns_up_elsewhere_at_once_does_so_before_the_next_patience_ends() -> None:
    # At 30 both lose patience, the lower row first; it finds the other still in line: (1 + 1) x 60 s.
    told = tell(
        customer(at=20, patience=10, leaves_for=("sales", 0)).then(queue="sales"),
        customer(at=10, patience=20, queue="sales"),
        customer(at=0, talk=90, queue="sales"),
        queues={"care": {"switch": {"abandoned": {"chance": "50%", "to": "sales"}}}, "sales": {}},
        groups={"care_only": (["care"], {0: 0, 600: 1}), "sales_only": (["sales"], 1)},
    )
    assert told.contacts[1].quoted == 120
    assert told.outcomes() == ["abandoned", "answered", "abandoned", "answered"]
