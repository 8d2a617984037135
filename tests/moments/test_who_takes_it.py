"""What depends on who takes a contact: how long it lasts, and whether that settles it."""

from __future__ import annotations

from typing import Any

from tests.moments.story import customer, tell
from tests.moments.told import Told

LIMIT = {"care": {"talk_limit": {"at": "100s", "unresolved": "50%"}, "unresolved": {"chance": "30%"}}}
TIMES = {"own_times": {"care": {"talk": {"constant": "1s"}}}}


def two_groups(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """One agent each; who comes first gets the first."""
    return {"first": (["care"], 1, first), "second": (["care"], 1, second)}


def works(told: Told) -> list[tuple[float | None, ...]]:
    return [(fact.talk, fact.hold, fact.wrap, fact.ended) for fact in told.contacts]


def test_a_group_with_times_of_its_own_works_by_them_and_the_other_by_the_queues() -> None:
    customers = [customer(at=at, talk=30, hold=5, wrap=10, own=(60, 2, 0)) for at in (0, 1)]
    told = tell(*customers, groups=two_groups({}, TIMES))
    assert works(told) == [(30, 5, 10, 35), (60, 2, 0, 63)]
    assert told.agent("first 0")[:3] == [(0, 30, "talk"), (30, 35, "hold"), (35, 45, "wrap")]
    assert told.agent("second 0")[:3] == [(0, 1, "idle"), (1, 61, "talk"), (61, 63, "hold")]


def test_each_group_has_its_own_times_in_the_order_of_the_file() -> None:
    customers = [customer(at=at, talk=30, own=(60, 0, 0, 90, 0, 0)) for at in (0, 1)]
    assert works(tell(*customers, groups=two_groups(TIMES, TIMES))) == [(60, 0, 0, 60), (90, 0, 0, 91)]


def test_work_is_divided_by_the_speed_and_rounded_down_to_the_millisecond() -> None:
    customers = [customer(at=at, talk=100, hold=1, wrap=10) for at in (0, 1)]
    told = tell(*customers, groups=two_groups({"speed": "150%"}, {"speed": {"care": "50%"}}))
    assert works(told) == [(66.666, 0.666, 6.666, 67.332), (200, 2, 20, 203)]


def test_the_speed_holds_for_times_of_their_own_too() -> None:
    told = tell(customer(at=0, talk=30, own=(60, 0, 0)), groups={"front": (["care"], 1, TIMES | {"speed": "200%"})})
    assert works(told) == [(30, 0, 0, 30)]


def test_a_talk_limit_cuts_what_the_agent_would_have_needed() -> None:
    # 90 s at half the speed are 180 s, cut at 100 s; at full speed the limit is not met.
    customers = [customer(at=at, talk=90, cut_open_below=0.4, returns=3600).then(talk=1) for at in (0, 1)]
    told = tell(*customers, groups=two_groups({"speed": "50%"}, {}), queues=LIMIT)
    cut, back, whole = told.contacts
    assert (cut.talk, cut.resolved, cut.followed_by) == (100, False, "repeat")
    assert (back.kind, back.arrived) == ("repeat", 3700)
    assert (whole.talk, whole.resolved, whole.followed_by) == (90, True, None)


def test_a_matter_is_left_open_where_the_chance_of_that_is_above_its_threshold() -> None:
    customers = [customer(at=0, open_below=below, returns=60).then() for below in (0.3, 0.299999)]
    first, second, back = tell(*customers, agents=2, groups={"front": (["care"], 2, {"speed": "99%"})},
                               queues=LIMIT).contacts  # fmt: skip
    assert (first.resolved, first.followed_by) == (True, None)
    assert (second.resolved, back.kind) == (False, "repeat")


def test_the_least_busy_are_counted_by_what_they_did() -> None:
    # Both have had one call; the first needed 20 s for it, as they work at half the speed, the second 15 s.
    rule = {"next_agent": "least_busy", "speed": "50%"}
    customers = [customer(at=at, talk=talk) for at, talk in ((0, 10), (1, 7.5), (100, 1))]
    told = tell(*customers, groups={"front": (["care"], 2, rule)})
    assert [agent for _, agent in told.answers()] == ["front 0", "front 1", "front 1"]
