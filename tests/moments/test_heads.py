"""A head count is not a list of names: who comes and who goes when it changes."""

from __future__ import annotations

from tests.moments.story import customer, tell

MIDNIGHT = 86_400


def test_when_the_count_falls_idle_agents_leave_first_the_highest_number_first() -> None:
    told = tell(customer(at=0, talk=100), agents={0: 4, 60: 2})
    assert [told.signed_off(f"front {number}") for number in range(4)] == [MIDNIGHT, MIDNIGHT, 60, 60]


def test_an_idle_agent_leaves_before_a_busy_one_with_a_higher_number() -> None:
    # Agent 0 is idle since 10; agent 1 talks until 100.
    told = tell(customer(at=0, talk=10), customer(at=0, talk=100), agents={0: 2, 60: 1})
    assert told.signed_off("front 0") == 60
    assert told.signed_off("front 1") == MIDNIGHT


def test_when_the_count_falls_while_all_are_busy_whoever_finishes_first_leaves() -> None:
    told = tell(customer(at=0, talk=100), customer(at=0, talk=80), customer(at=10), agents={0: 2, 60: 1})
    assert told.answers() == [(0, "front 0"), (0, "front 1"), (100, "front 0")]
    assert told.agent("front 1") == [(0, 80, "talk")]


def test_whoever_finishes_first_leaves_though_its_number_is_the_lower() -> None:
    told = tell(customer(at=0, talk=80), customer(at=0, talk=100), customer(at=10), agents={0: 2, 60: 1})
    assert told.answers()[2] == (100, "front 1")
    assert told.agent("front 0") == [(0, 80, "talk")]


def test_nobody_starts_a_contact_while_as_many_are_busy_as_the_count_allows() -> None:
    # 3 fall to 1 at 60: those who finish at 70 and 80 leave, the waiting contact gets the third at 90.
    told = tell(*(customer(at=0, talk=talk) for talk in (90, 80, 70)), customer(at=65), agents={0: 3, 60: 1})
    assert told.answers()[3] == (90, "front 0")


def test_wrap_up_is_finished_before_a_busy_agent_leaves() -> None:
    told = tell(customer(at=0, talk=50, hold=5, wrap=20), agents={0: 1, 60: 0})
    assert told.agent("front 0") == [(0, 50, "talk"), (50, 55, "hold"), (55, 75, "wrap")]


def test_a_count_that_rises_again_keeps_the_agent_who_was_to_leave() -> None:
    told = tell(customer(at=0, talk=100), customer(at=0, talk=80), customer(at=65), agents={0: 2, 60: 1, 70: 2})
    assert told.answers()[2] == (80, "front 1")


def test_a_count_that_rises_signs_on_only_as_many_as_those_who_stay_leave_room_for() -> None:
    told = tell(customer(at=0, talk=100), customer(at=0, talk=80), customer(at=65), agents={0: 2, 60: 0, 70: 3})
    assert told.answers()[2] == (70, "front 2")
    assert told.agent("front 2")[0] == (70, 100, "talk")


def test_agents_who_sign_on_take_those_who_wait_the_lowest_number_first() -> None:
    told = tell(customer(at=10), customer(at=20), agents={0: 0, 60: 3})
    assert told.answers() == [(60, "front 0"), (60, "front 1")]
    assert told.agent("front 2") == [(60, MIDNIGHT, "idle")]


def test_a_count_of_nobody_leaves_contacts_to_their_patience() -> None:
    told = tell(customer(at=70, patience=15), agents={0: 2, 60: 0})
    assert [(fact.outcome, fact.ended) for fact in told.contacts] == [("abandoned", 85)]


def test_before_the_first_clock_of_the_plan_nobody_is_on() -> None:
    told = tell(customer(at=10, patience=5), customer(at=60), agents={60: 1})
    assert told.outcomes() == ["abandoned", "answered"]
