"""At high occupancy agents slow down: as a contact is answered, by how many of the group are busy."""

from __future__ import annotations

from typing import Any

from tests.moments.story import customer, tell

SLOW: dict[str, Any] = {"slow_down": {"above": "50%", "by": "+10%"}}


def test_with_more_than_the_share_busy_who_answers_takes_longer_and_nobody_else_does() -> None:
    # 1 of 4 busy, 2 of 4 (half, not more), 3 of 4; at 200 s the third is still at work, the other two are idle again.
    customers = [customer(at=at, talk=talk, hold=10, wrap=5.005)
                 for at, talk in ((0, 100), (1, 100), (2, 300), (200, 30))]  # fmt: skip
    told = tell(*customers, groups={"front": (["care"], 4, SLOW)})
    assert [(fact.talk, fact.hold, fact.wrap) for fact in told.contacts] == [
        (100, 10, 5.005),
        (100, 10, 5.005),
        (330, 11, 5.505),
        (30, 10, 5.005),
    ]


def test_who_frees_and_takes_who_waits_is_busy_and_wrap_up_is_work() -> None:
    # At 21.9 s one is in wrap-up and the other takes who waits: both are busy. At 100 s 1 of 2 is not more than half.
    customers = [customer(at=0, talk=5, wrap=55), customer(at=1, talk=19), customer(at=2, talk=10),
                 customer(at=100, talk=10)]  # fmt: skip
    told = tell(*customers, groups={"front": (["care"], 2, SLOW)})
    assert [(fact.answered, fact.talk) for fact in told.contacts] == [(0, 5), (1, 20.9), (21.9, 11), (100, 10)]


def test_each_group_counts_its_own_agents() -> None:
    customers = [customer(at=at, talk=100) for at in (0, 1, 2)]
    told = tell(*customers, groups={"first": (["care"], 1, {}), "second": (["care"], 2, SLOW)})
    assert [(agent, fact.talk) for (_, agent), fact in zip(told.answers(), told.contacts, strict=True)] == [
        ("first 0", 100),
        ("second 0", 100),
        ("second 1", 110),
    ]


def test_slowing_down_the_speed_and_learning_are_rounded_once() -> None:
    # 11 ms x 1.5 (new) x 1.1 / 2 = 9.075 ms, and step by step 16, 17, 8; 17 ms: 14.025, and 25, 27, 13.
    new = {"learning": {"starts_at": "+50%", "over": "5d"}, "hires": {"2026-12-01": 1}, "speed": "200%"}
    told = tell(customer(at=0, talk=0.011, hold=0.017), groups={"front": (["care"], 1, SLOW | new)},
                days={"count": 1, "first": "2026-12-01"})  # fmt: skip
    (fact,) = told.contacts
    assert (fact.talk, fact.hold, fact.wrap) == (0.009, 0.014, 0)
