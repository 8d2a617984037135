"""Agents by name: when they come, go on their breaks, and leave. Midnight is 0; shifts are written in seconds here."""

from __future__ import annotations

from typing import Any

import pytest

from tests.moments.story import by_name, customer, tell
from tests.moments.told import Told


def worked(*customers: Any, closing: str = "served_out", **shifts: dict[str, Any]) -> Told:
    """One group `front` with these shifts; the queue is open from 00:00 to 01:00."""
    return tell(*customers, groups={"front": (["care"], by_name(**shifts))}, open="00:00-01:00", closing=closing)


def test_agents_are_numbered_shift_by_shift_and_there_from_the_start_of_theirs_to_its_end() -> None:
    told = worked(early={"agents": 2, "hours": (0, 600)}, late={"agents": 1, "hours": (300, 900)})
    assert [told.agent(f"front {number}") for number in range(3)] == [
        [(0, 600, "idle")],
        [(0, 600, "idle")],
        [(300, 900, "idle")],
    ]


def test_a_contact_that_comes_as_the_shift_begins_is_answered_at_once() -> None:
    told = worked(customer(at=300), late={"hours": (300, 900)})
    assert told.answers() == [(300, "front 0")]


def test_a_contact_that_comes_as_the_shift_ends_finds_nobody() -> None:
    told = worked(customer(at=600, patience=5), early={"hours": (0, 600)})
    assert told.outcomes() == ["abandoned"]


def test_a_contact_that_ends_as_the_shift_does_is_the_last_though_somebody_waits() -> None:
    told = worked(customer(at=500, talk=100), customer(at=550, patience=500), early={"hours": (0, 600)})
    assert told.outcomes() == ["answered", "abandoned"]
    assert told.signed_off("front 0") == 600


def test_who_is_on_a_contact_as_the_shift_ends_finishes_it_and_leaves_though_others_are_idle() -> None:
    told = worked(customer(at=590, talk=50, wrap=10), early={"hours": (0, 600)}, late={"hours": (595, 900)})
    assert told.agent("front 0") == [(0, 590, "idle"), (590, 640, "talk"), (640, 650, "wrap")]
    assert told.agent("front 1") == [(595, 900, "idle")]


def test_who_finishes_first_stays_if_the_shift_of_another_is_over() -> None:
    told = worked(
        customer(at=500, talk=120),
        customer(at=500, talk=110),
        customer(at=605),
        early={"hours": (0, 600)},
        late={"hours": (0, 900)},
    )
    assert told.answers() == [(500, "front 0"), (500, "front 1"), (610, "front 1")]


def test_who_leaves_late_takes_nobody_who_waits() -> None:
    told = worked(customer(at=590, talk=50), customer(at=610, patience=60), early={"hours": (0, 600)})
    assert told.outcomes() == ["answered", "abandoned"]


def test_an_idle_agent_goes_on_the_break_at_once_and_is_back_when_it_ends() -> None:
    told = worked(customer(at=310, patience=5), customer(at=360), day={"hours": (0, 900), "breaks": [(300, 60)]})
    assert told.outcomes() == ["abandoned", "answered"]
    assert told.agent("front 0")[:3] == [(0, 300, "idle"), (300, 360, "break"), (360, 390, "talk")]


def test_a_contact_that_comes_as_a_break_is_due_is_not_offered_to_who_goes() -> None:
    told = worked(customer(at=300), day={"hours": (0, 900), "breaks": [(300, 60)]})
    assert told.answers() == [(360, "front 0")]


def test_a_break_that_begins_late_keeps_its_length() -> None:
    told = worked(customer(at=290, talk=50), customer(at=320), day={"hours": (0, 900), "breaks": [(300, 60)]})
    assert told.agent("front 0")[1:4] == [(290, 340, "talk"), (340, 400, "break"), (400, 430, "talk")]


def test_a_break_that_has_not_begun_at_the_end_of_the_shift_falls_away() -> None:
    told = worked(customer(at=570, talk=100), day={"hours": (0, 600), "breaks": [(580, 10)]})
    assert told.agent("front 0") == [(0, 570, "idle"), (570, 670, "talk")]


def test_a_late_break_ends_with_the_shift() -> None:
    told = worked(customer(at=500, talk=70), day={"hours": (0, 600), "breaks": [(510, 60)]})
    assert told.agent("front 0")[1:] == [(500, 570, "talk"), (570, 600, "break")]


def test_a_break_that_falls_due_during_a_late_one_follows_it() -> None:
    told = worked(customer(at=90, talk=60), day={"hours": (0, 600), "breaks": [(100, 60)], "meal": (180, 90)})
    assert told.agent("front 0")[2:4] == [(150, 210, "break"), (210, 300, "meal")]


def test_who_is_due_for_a_break_counts_no_longer_in_the_quoted_wait() -> None:
    # Two agents on, each a minute a contact: 30 s for the first in line, 60 s once one of them is due elsewhere.
    talks = customer(at=10, talk=100), customer(at=10, talk=100)
    told = worked(
        *talks,
        customer(at=20),
        customer(at=60, patience=1),
        one={"hours": (0, 900), "breaks": [(50, 60)]},
        two={"hours": (0, 900)},
    )
    assert [fact.quoted for fact in told.contacts[2:]] == [30, 120]


def test_breaks_by_rule_are_spread_so_that_no_more_are_away_than_need_be() -> None:
    # Five agents, two places: three go first, two after them.
    told = worked(day={"agents": 5, "hours": (0, 900), "breaks": [(300, 60, 420)]})
    starts = [next(span[0] for span in told.agent(f"front {number}") if span[2] == "break") for number in range(5)]
    assert starts == [300, 300, 300, 360, 360]


def test_a_shift_that_ends_at_closing_stays_while_somebody_is_inside() -> None:
    told = worked(customer(at=3_590, talk=30), customer(at=3_595, talk=30), day={"hours": (0, 3_600)})
    assert told.answers() == [(3_590, "front 0"), (3_620, "front 0")]
    assert told.signed_off("front 0") == 3_650


def test_a_shift_that_ends_before_closing_does_not_stay() -> None:
    told = worked(customer(at=3_590, talk=30), customer(at=3_595, patience=60), day={"hours": (0, 3_599)})
    assert told.outcomes() == ["answered", "abandoned"]


def test_a_break_that_has_not_begun_at_closing_falls_away_for_who_stays() -> None:
    told = worked(customer(at=3_500, talk=200), customer(at=3_550), day={"hours": (0, 3_600), "breaks": [(3_550, 30)]})
    assert told.answers()[1] == (3_700, "front 0")


def test_disconnected_lines_keep_nobody_after_the_shift() -> None:
    told = worked(customer(at=3_590, talk=30), closing="disconnected", day={"agents": 2, "hours": (0, 3_600)})
    assert [told.signed_off(f"front {number}") for number in range(2)] == [3_620, 3_600]


@pytest.mark.parametrize(("weekdays", "there"), [("mon-fri", [True, False]), ("sat, sun", [False, True])])
def test_a_shift_is_worked_on_its_weekdays(weekdays: str, there: list[bool]) -> None:
    shift = {"day": {"hours": (0, 600), "weekdays": weekdays}, "always": {"hours": (0, 60)}}
    told = tell(groups={"front": (["care"], by_name(**shift))}, open="00:00-01:00", days={"count": 2, "first": "fri"})
    assert [any(start == day * 86_400 for start, *_ in told.agent("front 0")) for day in range(2)] == there


def test_a_night_shift_works_on_through_midnight() -> None:
    told = tell(
        customer(at=86_395, talk=10),
        groups={"front": (["care"], by_name(night={"hours": (82_800, 86_400 + 3_600), "breaks": [(86_390, 20)]}))},
        days=2,
    )
    spans = told.agent("front 0")
    assert spans[:2] == [(0, 10, "break"), (10, 3_600, "idle")]  # of the night before the first day
    assert spans[3:5] == [(86_390, 86_410, "break"), (86_410, 86_420, "talk")]
    assert told.signed_off("front 0") == 172_800
