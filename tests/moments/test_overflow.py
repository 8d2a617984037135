"""When a group takes a queue under conditions: after a wait, above a reserve, from a long line, others being idle."""

from __future__ import annotations

from typing import Any

from tests.moments.story import customer, tell
from tests.moments.told import Told

TWO = {"care": {}, "gold": {}}


def helped(*customers: Any, front: int = 1, back: int = 1, skills: Any = ("gold", "care"), **overflow: Any) -> Told:
    """The front serves care; the back serves gold, and care under conditions."""
    groups = {"front": (["care"], front), "back": (list(skills), back, {"overflow": {"care": overflow}})}
    return tell(*customers, queues=TWO, groups=groups)


def test_who_has_waited_so_long_is_taken_by_the_group_that_takes_them_only_then() -> None:
    told = helped(customer(at=0, talk=100), customer(at=10), customer(at=20), after="30s")
    assert told.answers() == [(0, "front 0"), (40, "back 0"), (70, "back 0")]


def test_who_has_not_waited_so_long_is_not_taken_though_they_stand_first() -> None:
    # The leg handed over at 45 stands before the contact of 10, but has waited 15 s when that has waited 50.
    queues = {"care": {"escalate": {"chance": "50%", "to": "expert"}}, "expert": {}}
    groups = {
        "front": (["care"], 1), "experts": (["expert"], 1),
        "back": (["expert"], {0: 0, 60: 1}, {"overflow": {"expert": {"after": "40s"}}}),
    }  # fmt: skip
    told = tell(
        customer(at=0, queue="expert", talk=100), customer(at=10, queue="expert"),
        customer(at=15, talk=30).escalated("expert"),
        queues=queues, groups=groups,
    )  # fmt: skip
    assert told.answers() == [(0, "experts 0"), (60, "back 0"), (15, "front 0"), (90, "back 0")]


def test_a_leg_that_keeps_its_wait_may_have_waited_long_enough_as_it_comes() -> None:
    for place, answered in (("as_waited", 45), ("last", 85), ("first", 85)):
        queues = {"care": {"escalate": {"chance": "50%", "to": "expert", "place": place}}, "expert": {}}
        groups = {
            "front": (["care"], 1), "experts": (["expert"], 1),
            "back": (["expert"], 1, {"overflow": {"expert": {"after": "40s"}}}),
        }  # fmt: skip
        told = tell(
            customer(at=0, queue="expert", talk=100),
            customer(at=5, talk=40).escalated("expert"),
            queues=queues, groups=groups,
        )  # fmt: skip
        assert told.answers()[2] == (answered, "back 0")


def test_a_group_with_a_reserve_keeps_so_many_idle_agents_for_its_other_queues() -> None:
    # Both of the back are idle, then one, which is kept for gold until the other frees.
    told = helped(
        customer(at=0, talk=100), customer(at=10, talk=50), customer(at=20), customer(at=30, queue="gold", talk=5),
        front=1, back=2, reserve=1,
    )  # fmt: skip
    assert told.answers() == [(0, "front 0"), (10, "back 0"), (60, "back 0"), (30, "back 1")]


def test_a_long_line_is_helped_until_it_is_short_again() -> None:
    # At 30 three wait, and the first of them is taken; at 60 two do, and the back stays idle.
    waiting = [customer(at=at) for at in (10, 20, 30)]
    told = helped(customer(at=0, talk=100), *waiting, waiting=3)
    assert told.answers() == [(0, "front 0"), (30, "back 0"), (100, "front 0"), (130, "front 0")]
    assert told.lengths("care")[:4] == [(10, 1), (20, 2), (30, 3), (30, 2)]


def test_a_group_helps_while_enough_of_another_are_idle() -> None:
    # The guard opens at 50, as the second of the sales frees; the back, long idle, takes the first in line then.
    groups = {
        "front": (["care"], 1), "sales": (["gold"], 2),
        "back": (["care"], 1, {"overflow": {"care": {"idle": {"sales": 2}}}}),
    }  # fmt: skip
    told = tell(
        customer(at=0, talk=100), customer(at=0, queue="gold", talk=50),
        customer(at=10), customer(at=60, queue="gold", talk=70), customer(at=70),
        queues=TWO, groups=groups,
    )  # fmt: skip
    assert told.answers() == [(0, "front 0"), (0, "sales 0"), (50, "back 0"), (60, "sales 1"), (100, "front 0")]


def test_all_conditions_must_hold() -> None:
    # At 40 the contact has waited long enough, at 50 two wait, at 60 two agents of the back are idle.
    told = helped(
        customer(at=0, queue="gold", talk=60), customer(at=0, talk=100), customer(at=10), customer(at=50),
        back=2, after="30s", waiting=2, reserve=1,
    )  # fmt: skip
    assert told.answers()[2:] == [(60, "back 0"), (100, "front 0")]


def test_who_waits_and_is_not_taken_hinders_nobody_from_being_answered_at_once() -> None:
    # At 40 an agent of the back frees, and another stays in reserve: gold of that second is not quoted a wait.
    told = helped(
        customer(at=0, talk=100), customer(at=0, queue="gold", talk=40), customer(at=5, queue="gold", talk=90),
        customer(at=10), customer(at=40, queue="gold"),
        back=2, reserve=1,
    )  # fmt: skip
    assert told.answers()[4] == (40, "back 0")
    assert told.contacts[4].quoted is None


def test_a_callback_has_waited_since_it_queued() -> None:
    # Dialled by the back once it has waited 30 s, though the customer hung up at 10.
    care = {"callback": {"offer_when_waiting": 0, "ring": "10s"}}
    groups = {"front": (["care"], 1), "back": (["care"], 1, {"overflow": {"care": {"after": "30s"}}})}
    for keeps_place in (True, False):
        queues = {"care": {"callback": care["callback"] | {"keeps_place": keeps_place}}}
        told = tell(
            customer(at=0, talk=100), customer(at=10, accepts=True, reached_at_dial=1), queues=queues, groups=groups
        )
        assert told.answers() == [(0, "front 0"), (40, "back 0")]


def test_a_callback_waits_for_a_live_contact_whom_nobody_idle_takes() -> None:
    # The back is idle and might dial from 40 on, but until 50 somebody waits live, who has not waited long enough.
    callback = {"offer_when_waiting": 0, "keeps_place": False, "ring": "10s"}
    groups = {"front": (["care"], 1), "back": (["care"], 1, {"overflow": {"care": {"after": "30s"}}})}
    told = tell(
        customer(at=0, talk=100), customer(at=10, accepts=True, reached_at_dial=1), customer(at=25, patience=25),
        queues={"care": {"callback": callback}}, groups=groups,
    )  # fmt: skip
    assert told.outcomes() == ["answered", "callback_answered", "abandoned"]
    assert told.contacts[1].answered == 50


def test_whom_a_group_may_not_take_has_no_priority_over_others_there() -> None:
    # Gold comes before care, but the back takes gold only after a minute.
    queues = {"care": {}, "gold": {"before": ["care"]}}
    groups = {"both": (["care", "gold"], 1, {"overflow": {"gold": {"after": "60s"}}}), "gold": (["gold"], 1)}
    told = tell(
        customer(at=0, talk=50), customer(at=0, queue="gold", talk=100),
        customer(at=10), customer(at=5, queue="gold"),
        queues=queues, groups=groups,
    )  # fmt: skip
    assert told.answers() == [(0, "both 0"), (0, "gold 0"), (50, "both 0"), (80, "both 0")]


def test_agents_whose_idleness_counts_stay_until_those_who_wait_for_it_are_served() -> None:
    # All close at 86 400; the contact of 86 340 is taken at 86 440 if somebody of sales is idle then, and done at 445.
    overflow = {"care": {"after": "100s", "idle": {"sales": 1}}}
    groups = {"sales": (["gold"], 1), "back": (["care"], 1, {"overflow": overflow})}
    told = tell(customer(at=86_340, talk=5), queues=TWO, groups=groups)
    assert told.answers() == [(86_440, "back 0")]
    assert told.signed_off("sales 0") == 86_445
