"""The shape of a Demand, and what a change to the scenario leaves as it was."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.demand.draw import NOBODY, Demand, draw
from sim.demand.legs import BLANK
from sim.scenario.schema import Scenario
from sim.units import DAY

from .pages import COLUMNS, first_block, page, rows_by_issue, same, steady

ALL_ON: dict[str, Any] = {
    "talk": {"lognormal": {"mean": "4m"}},
    "hold": {"mixture": {"zero": "70%", "otherwise": {"exponential": "40s"}}},
    "wrap_up": {"exponential": "30s"},
    "patience": {"exponential": "3m"},
    "self_service": {"used_by": "60%", "hand_over": {"share": "50%"}, "false_containment": {"chance": "10%"}},
    "balk": {"when_wait_over": {"exponential": "10m"}, "chance": "50%"},
    "callback": {},
    "redial": {},
    "lines": 20,
    "redial_blocked": {},
    "escalate": {"chance": "12%", "to": "expert"},
    "unresolved": {},
    "switch": {"abandoned": {"chance": "20%", "leaves_to": "email"}, "answered": {"chance": "5%", "to": "desk"}},
    "talk_limit": {"at": "10m", "unresolved": "50%"},
    "when_closed": {"returns_within": "1h"},
}
OTHERS: dict[str, Any] = {"expert": {"patience": {"exponential": "6m"}}, "desk": {"unresolved": {}}}


def full(per_day: float = 150, without: str = "", days: Any = 3, **more: Any) -> Scenario:
    care = {"arrivals": {"per_day": per_day}} | {key: value for key, value in ALL_ON.items() if key != without}
    return page({"care": care | more} | OTHERS, days=days, open="08:00-20:00")


def unchanged(before: Demand, after: Demand, but: tuple[str, ...] = ()) -> None:
    """Every issue of `before` is in `after`, and its first block holds the same but for these columns."""
    columns = tuple(name for name in COLUMNS if name not in but)
    width = len(before.places[0])
    old, new = rows_by_issue(before, columns), rows_by_issue(after, columns)
    assert old
    for issue, rows in old.items():
        assert new[issue][:width] == rows[:width]


def test_a_seed_and_a_replication_give_the_same_demand_again() -> None:
    assert same(draw(full(), 1, 0), draw(full(), 1, 0))
    assert not same(draw(full(), 1, 0), draw(full(), 1, 1))


def test_one_agent_more_never_changes_who_comes() -> None:
    scenario = full()
    front = scenario.agents["front"].model_copy(update={"on_queue": {0: 2}})
    assert same(draw(scenario, 1, 0), draw(scenario.model_copy(update={"agents": {"front": front}}), 1, 0))


def test_all_is_whole_milliseconds_in_order_and_of_one_length() -> None:
    demand = draw(full(), 1, 0)
    n, rows = len(demand.issue), int(demand.first_row[-1])
    for name in ("issue", "origin", "arrived_ms", "first_attempt", "attempts"):
        assert (getattr(demand, name).dtype, len(getattr(demand, name))) == (np.int64, n)
    for name in COLUMNS:
        assert (getattr(demand, name).dtype, len(getattr(demand, name))) == (np.int64, rows)
    assert (np.diff(demand.issue) > 0).all()
    assert (np.diff(demand.first_row) == demand.attempts * 3).all()
    assert demand.arrived_ms.min() >= 0
    assert demand.arrived_ms.max() < 3 * DAY
    assert len(demand.day_factor) == 3


def test_a_block_holds_the_origins_legs_first_then_those_a_switch_can_reach() -> None:
    demand = draw(full(), 1, 0)
    assert demand.places == (((0, 1), (1, 2), (2, 1)), ((1, 1),), ((2, 1),))
    assert demand.queue[:3].tolist() == [0, 1, 2]


def test_a_switch_reaches_on_through_the_second_tier_and_its_own_switches() -> None:
    to = {"answered": {"chance": "10%", "to": "c"}}
    queues = {"a": steady(5, escalate={"chance": "10%", "to": "b"}), "b": {"switch": to}}
    scenario = page(queues | {"c": {"switch": {"answered": {"chance": "10%", "to": "d"}}}, "d": {}})
    assert draw(scenario, 1, 0).places[0] == ((0, 1), (1, 2), (2, 1), (3, 1))


def test_an_issue_is_numbered_by_day_queue_and_index() -> None:
    demand = draw(page({"a": {}, "b": steady(3)}, days=2), 1, 0)
    days = demand.arrived_ms // DAY
    index = np.concatenate([np.arange((days == day).sum()) for day in (0, 1)])
    assert demand.issue.tolist() == (days * 10**10 + 10**7 + index).tolist()


def test_more_volume_leaves_the_patience_and_work_of_those_who_came() -> None:
    before, after = (rows_by_issue(draw(full(volume), 1, 0)) for volume in (150, 200))
    played = [issue for issue in before if issue >= 0]
    assert len([issue for issue in after if issue >= 0]) > len(played)
    assert all(after[issue] == before[issue] for issue in played)


@pytest.mark.parametrize(
    ("mechanism", "but"),
    [
        ("callback", ("accept_from_ms", "reached_at_dial")),
        ("redial", ("redials_ms",)),
        ("redial_blocked", ("redials_blocked_ms",)),
        ("balk", ("balk_over_ms",)),
        ("hold", ("hold_ms",)),
        ("wrap_up", ("wrap_ms",)),
        ("talk_limit", ("talk_ms", "resolved", "returns_ms")),
        ("unresolved", ("resolved", "returns_ms")),
        ("when_closed", ("spread_ms",)),
    ],
)
def test_a_new_mechanism_moves_no_old_number(mechanism: str, but: tuple[str, ...]) -> None:
    played = {"repeats": "none"}
    without, with_it = (full(without=name).model_copy(update=played) for name in (mechanism, ""))
    unchanged(draw(without, 1, 0), draw(with_it, 1, 0), but)


@pytest.mark.parametrize(
    ("callback", "column"),
    [
        ({"rings_again": {"chance": "30%", "after": {"exponential": "5m"}}}, "rings_again_ms"),
        ({"scheduled": {"capacity": 4, "wanted_after": {"exponential": "2h"}}}, "wanted_after_ms"),
    ],
)
def test_what_is_added_to_a_callback_moves_no_old_number(callback: dict[str, Any], column: str) -> None:
    without, with_it = (full(callback=page).model_copy(update={"repeats": "none"}) for page in ({}, callback))
    unchanged(draw(without, 1, 0), draw(with_it, 1, 0), (column,))


def test_an_added_queue_moves_nothing() -> None:
    care = {"care": steady(100, patience={"exponential": "3m"}, unresolved={}, redial={})}
    alone, after = draw(page(care), 1, 0), draw(page(care | {"new": steady(50)}), 1, 0)
    before = draw(page({"new": steady(50)} | care), 1, 0)
    assert rows_by_issue(alone).items() <= rows_by_issue(after).items()
    others = tuple(name for name in COLUMNS if name != "queue")
    moved_up = {issue - 10**7: rows for issue, rows in rows_by_issue(before, others).items()}
    assert rows_by_issue(alone, others).items() <= moved_up.items()


def test_an_added_warm_up_day_moves_nothing_but_the_numbering() -> None:
    before, after = draw(full(days=2), 1, 0), draw(full(days={"count": 2, "warm_up": 1}), 1, 0)
    old, new = rows_by_issue(before), rows_by_issue(after)
    played = [issue for issue in old if issue >= 0]
    assert all(new[issue + 10**10] == old[issue] for issue in played)
    arrived = dict(zip(after.issue.tolist(), after.arrived_ms.tolist(), strict=True))
    assert all(
        arrived[issue + 10**10] == ms + DAY
        for issue, ms in zip(before.issue.tolist(), before.arrived_ms.tolist(), strict=True)
        if issue >= 0
    )
    assert after.day_factor[1:].tolist() == before.day_factor.tolist()


def test_a_higher_chance_keeps_those_it_already_concerned() -> None:
    some, more = (draw(full(unresolved={"chance": chance}, talk_limit="off"), 1, 0) for chance in ("20%", "40%"))
    old = rows_by_issue(some, ("returns_ms",))
    new = rows_by_issue(more, ("returns_ms",))
    returned = {issue: rows[0] for issue, rows in old.items() if rows[0] != (NOBODY,) and issue >= 0}
    assert returned
    assert all(new[issue][0] == delay for issue, delay in returned.items())


@pytest.mark.parametrize(
    ("more", "attempts"),
    [
        ({"patience": {"exponential": "3m"}, "redial": {"chance": "100%", "at_most": 2}}, 3),
        ({"balk": {"when_wait_over": {"constant": "1m"}}, "redial": {"chance": "100%", "at_most": 2}}, 3),
        ({"patience": {"exponential": "3m"}, "redial": {"chance": "100%", "at_most": 50}}, 12),
        ({"patience": {"exponential": "3m"}, "redial": {"chance": "0%"}}, 1),
        ({"redial": {"chance": "100%"}}, 1),
        ({"lines": 5, "redial_blocked": {"chance": "100%", "at_most": 2}}, 3),
        ({"waiting_room": 0, "redial_blocked": {"chance": "100%", "at_most": 50}}, 12),
        ({"redial_blocked": {"chance": "100%"}}, 1),
        (
            {
                "lines": 5,
                "redial_blocked": {"chance": "100%", "at_most": 4},
                "patience": {"exponential": "3m"},
                "redial": {"chance": "100%", "at_most": 2},
            },
            5,
        ),
        ({"unresolved": {"chance": "100%", "comes_back": "100%"}}, 12),
        ({"unresolved": {"chance": "100%", "comes_back": "0%"}}, 1),
        ({"switch": {"answered": {"chance": "100%", "to": "other"}}}, 2),
        ({"switch": {"answered": {"chance": "100%", "leaves_to": "email"}}}, 1),
        ({"patience": {"exponential": "3m"}, "switch": {"abandoned": {"chance": "100%", "to": "other"}}}, 2),
        ({"self_service": {"contained": "100%", "gives_up": "0%", "false_containment": {"chance": "100%"}}}, 12),
        ({"self_service": {"contained": "0%", "gives_up": "100%"}, "unresolved": {"chance": "100%"}}, 1),
    ],
    ids=str,
)
def test_an_issue_has_a_block_for_each_attempt_it_could_make(more: dict[str, Any], attempts: int) -> None:
    demand = draw(page({"care": steady(20, **more), "other": {}}, repeats="none"), 1, 0)
    assert set(demand.attempts.tolist()) == {attempts}


def test_a_next_block_is_there_exactly_where_the_last_one_redials() -> None:
    redial = {"patience": {"exponential": "3m"}, "redial": {"chance": "50%", "at_most": 3}}
    demand = draw(page({"care": steady(500, **redial)}), 1, 0)
    for rows in rows_by_issue(demand, ("redials_ms",)).values():
        assert all(ms != NOBODY for (ms,) in rows[:-1])
        assert rows[-1] == (NOBODY,) or len(rows) == 4


def test_those_whom_self_service_would_contain_may_be_blocked_before_it_and_ring_again() -> None:
    contained = {"self_service": {"contained": "100%", "gives_up": "0%"}}
    blocked = {"lines": 5, "redial_blocked": {"chance": "50%", "at_most": 1}}
    demand = draw(page({"care": steady(200, **contained, **blocked)}), 1, 0)
    again = first_block(demand, "redials_blocked_ms") != NOBODY
    assert 0 < again.sum() < len(again)
    assert demand.attempts.tolist() == [1 + rings for rings in again.tolist()]


def test_an_issues_redials_of_a_queue_are_bounded_by_that_queues_own_limit() -> None:
    care = steady(20, lines=5, redial_blocked={"chance": "100%", "at_most": 1})
    other = {"lines": 5, "redial_blocked": {"chance": "100%", "at_most": 9}}
    demand = draw(page({"care": care, "other": other}, repeats="none"), 1, 0)
    assert set(demand.attempts.tolist()) == {2}


def test_attempts_at_most_bounds_an_issue_carried_in_too() -> None:
    comes_back = {"unresolved": {"chance": "100%", "comes_back": "100%"}}
    demand = draw(page({"care": steady(20, **comes_back)}, attempts_at_most=4), 1, 0)
    assert set((demand.first_attempt + demand.attempts - 1).tolist()) == {4}
    assert set(demand.first_attempt.tolist()) == {1, 2, 3, 4}


def test_legs_that_cannot_come_up_are_blank() -> None:
    demand = draw(page({"care": steady(200, escalate={"chance": "30%", "to": "expert"}), "expert": {}}), 1, 0)
    goes_on = first_block(demand, "escalates") == 1
    second = demand.talk_ms[demand.first_row[:-1] + 1]
    assert 0 < goes_on.sum() < len(goes_on)
    assert set(second[goes_on].tolist()) == {100_000}
    assert set(second[~goes_on].tolist()) == {BLANK["talk_ms"]}


def test_nobody_comes_where_no_queue_has_arrivals() -> None:
    demand = draw(page({"a": {}, "b": {}}, days=2), 1, 0)
    assert (len(demand.issue), demand.first_row.tolist(), demand.day_factor.tolist()) == (0, [0], [1.0, 1.0])
