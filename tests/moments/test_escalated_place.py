"""Where an escalated leg stands in the next queue's line."""

from __future__ import annotations

from typing import Any

import pytest

from tests.moments.story import customer, tell
from tests.moments.told import Fact


def experts(*others: Any, place: str | None) -> list[Fact]:
    """One expert, busy until 100. A customer queued at the front at 10, answered there at once and handed over at 40;
    `others` are those who wait for the expert, too."""
    how = {} if place is None else {"place": place}
    queues = {"care": {"escalate": {"chance": "50%", "to": "expert", **how}}, "expert": {}}
    told = tell(
        customer(at=0, queue="expert", talk=100),
        customer(at=10, talk=30).escalated("expert", talk=7),
        *others,
        queues=queues, groups={"front": (["care"], 1), "experts": (["expert"], 1)},
    )  # fmt: skip
    return sorted((fact for fact in told.contacts if fact.queue == "expert"), key=lambda fact: fact.answered or 0)[1:]


@pytest.mark.parametrize(
    ("place", "turns"),
    [(None, [1, 2, 3, 4]), ("first", [1, 2, 3, 4]), ("as_waited", [2, 1, 3, 4]), ("last", [2, 3, 1, 4])],
)
def test_an_escalated_leg_stands_first_or_with_its_wait_so_far_or_last(place: str | None, turns: list[int]) -> None:
    # Others came for the expert at 5, 20 and 50: before the customer queued, while they talked, and after.
    others = [customer(at=at, queue="expert", talk=7) for at in (5, 20, 50)]
    assert [fact.customer for fact in experts(*others, place=place)] == turns


def test_a_third_leg_counts_from_when_the_first_queued() -> None:
    # Customer 1 queued at 10, is handed over at 20 and at 30; another queued for the last tier at 15.
    onwards = {"escalate": {"chance": "50%", "to": "expert", "place": "as_waited"}}
    queues = {"care": {"escalate": {"chance": "50%", "to": "second"}}, "second": onwards, "expert": {}}
    told = tell(
        customer(at=0, queue="expert", talk=100),
        customer(at=10, talk=10).escalated("second", talk=10).escalated("expert", talk=7),
        customer(at=15, queue="expert"),
        queues=queues, groups={"front": (["care", "second"], 1), "experts": (["expert"], 1)},
    )  # fmt: skip
    assert [(fact.customer, fact.leg, fact.answered) for fact in told.contacts if fact.queue == "expert"] == [
        (0, 1, 0), (1, 3, 100), (2, 1, 107)]  # fmt: skip


def test_between_queues_an_escalated_leg_that_keeps_its_wait_is_compared_by_it() -> None:
    # At 100 the leg on expert has waited 90 s in all; the contact on sales, which came at 20, 80 s.
    for place, first in (("as_waited", "expert"), ("last", "sales")):
        queues = {"care": {"escalate": {"chance": "50%", "to": "expert", "place": place}}, "expert": {}, "sales": {}}
        told = tell(
            customer(at=0, queue="sales", talk=100),
            customer(at=10, talk=30).escalated("expert", talk=7),
            customer(at=20, queue="sales", talk=7),
            queues=queues,
            groups={"front": (["care"], 1), "both": (["sales", "expert"], 1, {"next_contact": "longest_wait"})},
        )  # fmt: skip
        assert [fact.queue for fact in told.contacts if fact.answered == 100] == [first]
