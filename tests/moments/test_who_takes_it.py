"""What depends on who takes a contact: how long it lasts, and whether that settles it."""

from __future__ import annotations

from typing import Any

from sim.demand.streams import Streams
from sim.roster.attendance import attended
from tests.moments.story import customer, page, tell
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


def test_a_talk_limit_leaves_alone_who_is_fast_enough_to_stay_below_it() -> None:
    # 150 s at twice the speed are 75 s: not 50 s, half of the 100 s at which the limit would have cut.
    told = tell(customer(at=0, talk=150), groups={"front": (["care"], 1, {"speed": "200%"})}, queues=LIMIT)
    assert works(told) == [(75, 0, 0, 75)]


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


def test_an_agent_leaves_a_matter_open_whose_own_chance_of_that_is_above_the_threshold() -> None:
    # The queue's chance is 40 %; the two agents' own, drawn with the roster, are that times their factor.
    groups = {"front": (["care"], 2, {"differ": {"resolution": "50%"}})}
    queues = {"care": {"unresolved": {"chance": "40%"}}}
    first, second = attended(page(groups=groups, queues=queues), Streams(1, 0)).left_open_permille.tolist()
    assert first != second
    between = 0.4 * (first + second) / 2000
    customers = [customer(at=at, talk=1, open_below=between, returns=3600).then(talk=1) for at in (0, 0.5)]
    told = tell(*customers, groups=groups, queues=queues)
    settled = {fact.agent: fact.resolved for fact in told.contacts if fact.attempt == 1}
    assert settled == {"front 0": first < second, "front 1": second < first}


DECEMBER = {"days": {"count": 2, "first": "2026-12-01"}}
NEW = {"learning": {"starts_at": "+50%", "over": "5d"}}


def test_who_is_hired_today_is_the_highest_number_and_takes_longer_than_the_others() -> None:
    customers = [customer(at=at, talk=30, hold=5.001, wrap=10) for at in (0, 1)]
    told = tell(*customers, groups={"front": (["care"], 2, NEW | {"hires": {"2026-12-01": 1}})}, **DECEMBER)
    assert told.answers() == [(0, "front 0"), (1, "front 1")]
    assert works(told) == [(30, 5.001, 10, 35.001), (45, 7.501, 15, 53.501)]


def test_who_was_hired_a_day_ago_has_learnt_a_fifth_and_a_call_through_midnight_is_as_slow_as_it_began() -> None:
    # +50 % on the first day, +40 % on the second; 23:59:00 is the first day's.
    day = 86_400
    customers = [customer(at=at, talk=100) for at in (0, day - 60, day + 300)]
    told = tell(*customers, groups={"front": (["care"], 1, NEW | {"hires": {"2026-12-01": 1}})}, **DECEMBER)
    assert [(fact.answered, fact.talk) for fact in told.contacts] == [(0, 150), (day - 60, 150), (day + 300, 140)]


def test_who_waits_over_midnight_is_served_at_the_pace_of_the_day_of_the_answer() -> None:
    customers = [customer(at=at, talk=100) for at in (86_400 - 50, 86_400 - 10)]
    told = tell(*customers, groups={"front": (["care"], 1, NEW | {"hires": {"2026-12-01": 1}})}, **DECEMBER)
    assert [(fact.answered, fact.talk) for fact in told.contacts] == [(86_400 - 50, 150), (86_400 + 100, 140)]


def test_a_chat_and_an_email_take_somebody_new_longer_too() -> None:
    new = NEW | {"hires": {"2026-11-29": 1}}  # there for two days: +30 %
    chat = tell(customer(at=0, talk=100, wrap=10), queues={"care": {"channel": "chat"}}, **DECEMBER,
                groups={"front": (["care"], 1, new | {"chats": {"at_once": 2}})})  # fmt: skip
    assert works(chat) == [(130, 0, 13, 130)]
    email = tell(customer(at=0, talk=100), queues={"care": {"channel": "email"}}, **DECEMBER,
                 groups={"front": (["care"], 1, new)})  # fmt: skip
    assert works(email) == [(130, 0, 0, 130)]
