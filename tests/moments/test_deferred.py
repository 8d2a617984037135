"""Email: taken up when nothing live is to do, interrupted, laid down, carried over night."""

from __future__ import annotations

from typing import Any

from tests.moments.story import by_name, customer, tell
from tests.moments.told import Told

QUEUES: dict[str, Any] = {"care": {}, "mail": {"channel": "email"}}
BOTH = ["care", "mail"]


def told_of(*customers: Any, agents: Any = 1, deferred: Any = None, queues: Any = None, **keys: Any) -> Told:
    """Calls on `care` and mail on `mail`, both served by `front`."""
    group = (BOTH, agents, {"deferred": deferred} if deferred else {})
    return tell(*customers, queues=queues or QUEUES, groups={"front": group}, **keys)


def mail(at: float, **facts: Any) -> Any:
    return customer(at, queue="mail", **facts)


def work(told: Told, agent: str = "front 0") -> list[tuple[float, float, str]]:
    return [span for span in told.agent(agent) if span[2] != "idle"]


def test_an_email_is_answered_when_its_work_is_done() -> None:
    (fact,) = told_of(mail(at=10, talk=50)).contacts
    assert (fact.outcome, fact.queued, fact.answered, fact.ended, fact.agent) == ("answered", 10, 10, 60, "front 0")


def test_an_email_waits_while_somebody_waits_live_even_if_it_came_first() -> None:
    told = told_of(customer(at=0, talk=100), mail(at=10), customer(at=20, talk=30))
    assert [fact.answered for fact in told.contacts] == [0, 130, 100]


def test_a_call_of_the_same_millisecond_gets_the_idle_agent_before_an_email() -> None:
    told = told_of(mail(at=10, talk=50), customer(at=10, talk=30))
    assert [(fact.answered, fact.ended) for fact in told.contacts] == [(40, 90), (10, 40)]
    assert told.record.contacts["interruptions"].tolist() == [0, -1]


def test_what_is_left_of_an_email_interrupted_twice_is_done_to_the_millisecond() -> None:
    # 50.001 s of work: 10.5 s until 20.5, 4.499 s from 50.501 to 55, 35.002 s from 85.
    told = told_of(mail(at=10, talk=50.001), customer(at=20.5, talk=30.001), customer(at=55, talk=30))
    assert work(told) == [
        (10, 20.5, "email"), (20.5, 50.501, "talk"), (50.501, 55, "email"), (55, 85, "talk"), (85, 120.002, "email")
    ]  # fmt: skip
    email = told.contacts[0]
    assert (email.answered, email.ended) == (10, 120.002)
    assert told.record.contacts["interruptions"].tolist() == [2, -1, -1]
    assert told.record.contacts["worked_ms"].tolist() == [50_001, -1, -1]


def test_an_email_taken_up_and_interrupted_in_the_same_millisecond_keeps_all_its_work() -> None:
    # At 100 the first agent frees and takes up the mail; the call of no length then hands over, at 100 as well.
    queues = {"care": {"escalate": {"chance": "50%", "to": "expert"}}, "expert": {}, "mail": {"channel": "email"}}
    groups = {"experts": (["expert", "mail"], 1), "front": (["care"], 1)}
    told = tell(
        customer(at=20, queue="expert", talk=80), mail(at=30, talk=40), customer(at=90, talk=10),
        customer(at=95, talk=0).escalated("expert", talk=7),
        queues=queues, groups=groups,
    )  # fmt: skip
    assert work(told, "experts 0") == [(20, 100, "talk"), (100, 107, "talk"), (107, 147, "email")]
    _, email, *_ = told.contacts
    assert (email.answered, email.ended) == (100, 147)
    assert told.record.contacts["interruptions"].tolist()[1] == 1


CHASED: dict[str, Any] = {
    "care": {},
    "mail": {"channel": "email", "chases": {"after": {"constant": "1h"}, "at_most": 2, "longer": "+10%"}},
}


def chasing(*customers: Any) -> list[tuple[int, float | None]]:
    """What each had sent as it was taken up, and how long the work on it was; of email."""
    told = told_of(*customers, queues=CHASED)
    messages = told.record.contacts["messages"].tolist()
    return [(sent, fact.talk) for sent, fact in zip(messages, told.contacts, strict=True) if fact.queue == "mail"]


def test_each_patience_passed_before_it_is_taken_up_is_one_message_more_and_more_work() -> None:
    # Taken up one after the other, at 100, 155, 171.509 and 181.509.
    busy = customer(at=0, talk=100)
    mails = [mail(at=at, talk=talk, chases=chases)
             for at, talk, chases in ((0, 50, 60), (0, 15.009, 80), (0, 10, 1000), (10, 10, 160))]  # fmt: skip
    # 50 + 5 s; 15.009 x 1.1 = 16.5099 to the ms below; none; a wait of 171.509 s holds 160 s once.
    assert chasing(busy, *mails) == [(2, 55), (2, 16.509), (1, 10), (2, 11)]


def test_a_wait_of_exactly_the_patience_sends_a_message_and_a_millisecond_less_does_not() -> None:
    assert chasing(customer(at=0, talk=100), mail(at=0, talk=10, chases=50)) == [(3, 12)]
    assert chasing(customer(at=0, talk=99.999), mail(at=0, talk=10, chases=50)) == [(2, 11)]


def test_nobody_writes_again_more_often_than_they_may_nor_who_is_taken_up_at_once() -> None:
    assert chasing(customer(at=0, talk=100), mail(at=0, talk=10, chases=1)) == [(3, 12)]
    assert chasing(mail(at=0, talk=10, chases=1)) == [(1, 10)]


def test_what_is_sent_while_the_work_is_laid_down_does_not_count() -> None:
    # Taken up at once, laid down from 5 to 105.
    assert chasing(mail(at=0, talk=10, chases=20), customer(at=5, talk=100)) == [(1, 10)]


def test_what_nobody_has_taken_up_has_no_messages_counted_and_other_email_has_one() -> None:
    never = told_of(mail(at=0, talk=10, chases=20), agents=0, queues=CHASED)
    assert never.record.contacts["messages"].tolist() == [-1]
    assert told_of(mail(at=0, talk=10)).record.contacts["messages"].tolist() == [1]


def test_who_began_last_is_interrupted_and_of_two_the_highest_number() -> None:
    three = [mail(at=0, talk=500), mail(at=5, talk=500), mail(at=5, talk=500)]
    calls = [customer(at=10, talk=1000), customer(at=20, talk=1000), customer(at=30, talk=1000)]
    told = told_of(*three, *calls, agents=3)
    assert [fact.agent for fact in told.contacts[3:]] == ["front 2", "front 1", "front 0"]


def test_an_interrupted_email_goes_on_before_others_of_its_age_with_whoever_is_free() -> None:
    # The second agent ends a call at 30 and takes up the mail that the first laid down at 20, not the one beside it.
    told = told_of(customer(at=0, talk=30), mail(at=10, talk=100), mail(at=10, talk=100), customer(at=20, talk=500),
                   agents=2)  # fmt: skip
    assert [(fact.agent, fact.answered, fact.ended) for fact in told.contacts[1:3]] == [
        ("front 0", 10, 120), ("front 0", 120, 220)]  # fmt: skip
    assert work(told, "front 1") == [(10, 20, "email"), (20, 520, "talk")]


def test_an_interrupted_email_goes_on_before_a_leg_that_has_waited_as_long() -> None:
    # The leg keeps its wait since 10 and has the lower number; the mail, of 10 as well, was begun and laid down at 20.
    queues = {"care": {"escalate": {"chance": "50%", "to": "mail", "place": "as_waited"}}, "mail": QUEUES["mail"]}
    told = told_of(customer(at=10, talk=15).escalated("mail", talk=40), mail(at=10, talk=100),
                   customer(at=20, talk=500), agents=2, queues=queues)  # fmt: skip
    assert [(fact.agent, fact.answered, fact.ended) for fact in told.contacts[1:3]] == [
        ("front 0", 115, 155), ("front 0", 10, 115)]  # fmt: skip


def test_who_is_taken_from_an_email_for_a_call_of_no_length_may_be_the_one_to_go_on_with_it() -> None:
    # At 100 the call takes the first group's agent and is over, as another group's frees: then both are idle.
    groups = {"front": (["mail", "care"], 1), "back": (["mail"], 1)}
    told = tell(mail(at=0, talk=200), mail(at=10, talk=90), customer(at=100, talk=0), queues=QUEUES, groups=groups)
    assert work(told, "front 0") == [(0, 100, "email"), (100, 200, "email")]
    assert work(told, "back 0") == [(10, 100, "email")]


def test_work_that_may_not_be_interrupted_lets_a_call_wait() -> None:
    told = told_of(mail(at=10, talk=50), customer(at=20, talk=30), deferred={"interruptible": False})
    assert [fact.answered for fact in told.contacts] == [10, 60]


def test_the_first_group_with_interruptible_work_is_interrupted() -> None:
    groups = {"back": (["mail", "care"], 1), "front": (BOTH, 1)}
    told = tell(mail(at=0, talk=500), mail(at=5, talk=500), customer(at=10), queues=QUEUES, groups=groups)
    # Mail is the first skill of `back`, calls that of `front`: `back` takes up the first mail, `front` the call.
    assert [fact.agent for fact in told.contacts] == ["back 0", "front 0", "front 0"]
    assert work(told)[:2] == [(5, 10, "email"), (10, 40, "talk")]


def test_agents_are_kept_in_reserve_for_live_contacts() -> None:
    # Of three idle one takes up a mail: then no more than two are idle.
    told = told_of(mail(at=0, talk=50), mail(at=0, talk=50), agents=3, deferred={"reserve": 2})
    assert [fact.answered for fact in told.contacts] == [0, 50]
    told = told_of(mail(at=0, talk=50), mail(at=0, talk=50), agents=2, deferred={"reserve": 2})
    assert told.outcomes() == ["open", "open"]


def test_a_backlog_is_carried_over_night_and_what_is_left_at_the_end_is_open() -> None:
    day = 24 * 3600
    told = told_of(mail(at=59 * 60, talk=100), mail(at=12 * 3600, talk=30), mail(at=day + 59 * 60, talk=3000),
                   open="00:00-01:00", days=2)  # fmt: skip
    # The first is laid down at closing with 40 s to go; the second, of the night, comes after it.
    assert [(fact.outcome, fact.day, fact.answered, fact.ended) for fact in told.contacts] == [
        ("answered", 0, 3540, day + 40), ("answered", 0, day + 40, day + 70), ("open", 1, None, None)]  # fmt: skip
    assert told.record.contacts["worked_ms"].tolist() == [100_000, 30_000, 60_000]
    assert told.signed_off("front 0") == day + 3600


def test_a_closed_group_that_stays_for_calls_takes_up_no_email() -> None:
    hour = 3600
    told = told_of(customer(at=hour - 10, talk=60), mail(at=hour - 5, talk=5), agents=2, open="00:00-01:00")
    assert [(fact.outcome, fact.answered) for fact in told.contacts] == [("answered", 3590), ("answered", 3595)]
    told = told_of(customer(at=hour - 10, talk=60), mail(at=hour, talk=5), agents=2, open="00:00-01:00")
    assert told.outcomes() == ["answered", "open"]
    assert told.signed_off("front 1") == hour + 50


def test_work_that_may_not_be_interrupted_is_finished_after_closing_and_the_agent_then_leaves() -> None:
    hour = 3600
    told = told_of(mail(at=hour - 10, talk=60), deferred={"interruptible": False}, open="00:00-01:00")
    assert told.contacts[0].ended == hour + 50
    assert told.agent("front 0") == [(0, hour - 10, "idle"), (hour - 10, hour + 50, "email")]


def test_when_heads_fall_idle_agents_go_first_then_interruptible_work_then_who_finishes_first() -> None:
    # At 100 two of four go: the idle one and, of the two on mail, the one with the higher number.
    three = [customer(at=0, talk=200), mail(at=10, talk=300), mail(at=20, talk=300)]
    told = told_of(*three, agents={0: 4, 100: 2})
    assert [told.signed_off(f"front {number}") for number in (2, 3)] == [100, 100]
    assert told.agent("front 2")[-1] == (20, 100, "email")
    assert work(told, "front 0") == [(0, 200, "talk"), (200, 420, "email")]
    # Where work may not be interrupted, the first to finish goes.
    told = told_of(*three, agents={0: 4, 100: 2}, deferred={"interruptible": False})
    assert [told.signed_off(f"front {number}") for number in (0, 3)] == [200, 100]


def test_agents_who_sign_on_take_who_waits_live_before_they_take_up_email() -> None:
    told = told_of(customer(at=0, talk=500), mail(at=10, talk=40), mail(at=20, talk=40), customer(at=30),
                   agents={0: 1, 100: 3})  # fmt: skip
    assert [(fact.answered, fact.agent) for fact in told.contacts] == [
        (0, "front 0"), (100, "front 2"), (130, "front 1"), (100, "front 1")]  # fmt: skip


def test_the_earliest_deadline_is_taken_up_first_where_the_group_says_so() -> None:
    claims = {"channel": "email", "target": {"answer": "90%", "within": "10m"}}
    queues = {"mail": {"channel": "email", "target": {"answer": "90%", "within": "1h"}}, "claims": claims,
              "other": {"channel": "email"}}  # fmt: skip
    customers = [mail(at=0, talk=100), customer(5, queue="other"), mail(at=10), customer(20, queue="claims")]
    turns = {}
    for rule in ("first_come", "earliest_deadline"):
        groups = {"back": (list(queues), 1, {"deferred": {"next": rule}})}
        told = tell(*customers, queues=queues, groups=groups)
        turns[rule] = [fact.customer for fact in sorted(told.contacts, key=lambda fact: fact.answered or 0)]
    assert turns == {"first_come": [0, 1, 2, 3], "earliest_deadline": [0, 3, 2, 1]}


def test_a_deadline_on_the_opening_clock_stands_still_while_the_page_is_closed() -> None:
    # Opens at 01:00, closes at 02:00. Both came in the night before; by the calendar `mail` is due first, at 00:50.
    hour, target = 3600, {"answer": "90%", "within": "40m", "clock": "opening_hours"}
    email = {"channel": "email", "open": "00:00-24:00"}
    queues = {"mail": {**email, "target": target}, "claims": {**email, "target": {"answer": "90%", "within": "90m"}}}
    groups = {"back": (list(queues), {hour: 1}, {"deferred": {"next": "earliest_deadline"}})}
    told = tell(mail(at=600, talk=5), customer(300, queue="claims", talk=5), queues=queues, groups=groups,
                open="01:00-02:00")  # fmt: skip
    # mail is due at 01:40, claims at 01:35.
    assert [fact.answered for fact in told.contacts] == [hour + 5, hour]


def test_a_backlog_from_before_the_first_day_is_worked_off_oldest_first_and_counts_on_that_day() -> None:
    told = told_of(mail(at=-100_000, talk=10), mail(at=-200_000, talk=10), mail(at=0, talk=10))
    assert [(fact.arrived, fact.day, fact.answered) for fact in told.contacts] == [
        (-100_000, 0, 10), (-200_000, 0, 0), (0, 0, 20)]  # fmt: skip
    assert told.lengths("mail")[:2] == [(-200_000, 1), (-100_000, 2)]


def test_what_follows_an_email_follows_its_reply() -> None:
    queues = {"care": {}, "mail": {"channel": "email", "switch": {"answered": {"to": "care", "chance": "5%"}},
                                   "unresolved": "on"}}  # fmt: skip
    told = told_of(mail(at=0, talk=50, moves=("care", 10)).then(queue="care", talk=30),
                   mail(at=100, talk=10, returns=200).then(talk=5), queues=queues)  # fmt: skip
    assert [(fact.customer, fact.queue, fact.kind, fact.arrived, fact.answered) for fact in told.contacts] == [
        (0, "mail", "new", 0, 0), (0, "care", "switch", 60, 60),
        (1, "mail", "new", 100, 100), (1, "mail", "repeat", 310, 310)]  # fmt: skip


def test_a_repeat_by_email_comes_at_any_hour_and_is_never_turned_away() -> None:
    told = told_of(mail(at=10, talk=5, returns=7200).then(talk=5), open="00:00-01:00", days=2)
    assert [(fact.outcome, fact.arrived, fact.answered) for fact in told.contacts] == [
        ("answered", 10, 10), ("answered", 7215, 86_400)]  # fmt: skip


def test_a_repeat_by_email_that_comes_before_the_first_day_is_not_turned_away() -> None:
    queues = {"care": {}, "mail": {"channel": "email", "self_service": "on"}}
    told = told_of(mail(at=-300, session=("contained", 60), returns=40).then(talk=5), queues=queues)
    assert [(fact.outcome, fact.arrived, fact.answered) for fact in told.contacts] == [
        ("contained", -300, None), ("answered", -200, 0)]  # fmt: skip


def test_a_call_escalated_to_email_lies_there_before_other_mail() -> None:
    queues = {"care": {"escalate": {"chance": "50%", "to": "mail"}}, "mail": {"channel": "email"}}
    told = told_of(mail(at=0, talk=10), customer(at=1, talk=20).escalated("mail", talk=9), mail(at=2, talk=10),
                   queues=queues)  # fmt: skip
    assert [(fact.queue, fact.answered) for fact in told.contacts] == [
        ("mail", 0), ("care", 1), ("mail", 21), ("mail", 39)]  # fmt: skip


def test_a_live_first_callback_is_dialled_before_an_email_is_taken_up() -> None:
    callback = {"offer_when_waiting": 0, "accepted_by": "100%", "keeps_place": False, "picks_up": "100%"}
    told = told_of(customer(at=0, talk=100), mail(at=5, talk=10), customer(at=10, accepts=True, reached_at_dial=1),
                   queues={"care": {"callback": callback}, "mail": {"channel": "email"}})  # fmt: skip
    assert [fact.answered for fact in told.contacts] == [0, 130, 100]


def test_email_is_laid_down_for_a_break_and_at_the_end_of_a_shift_and_another_agent_goes_on() -> None:
    # 600 s of work: 100 s until the break, 100 s more until the shift ends at 300, the other 400 s by the second agent.
    shifts = by_name(early={"hours": (0, 300), "breaks": [(100, 100)]}, late={"hours": (250, 3000)})
    told = tell(mail(at=0, talk=600), queues=QUEUES, groups={"front": (BOTH, shifts)}, open="00:00-01:00")
    assert told.agent("front 0") == [(0, 100, "email"), (100, 200, "break"), (200, 300, "email")]
    assert told.agent("front 1") == [(250, 300, "idle"), (300, 700, "email"), (700, 3000, "idle")]
    assert (told.contacts[0].agent, told.contacts[0].ended) == ("front 1", 700)
