"""The sentence that says when a queue is normal again, on a morning counted by hand."""

from __future__ import annotations

from sim.kpi.compute import cells
from sim.study.after_bursts import after_bursts
from tests.unit.kpi.test_recovery import STARTS, desk, morning
from tests.unit.study.made_up import study_of


def said(missed: tuple[str, ...], **burst: object) -> list[str]:
    page = desk({"at": "08:10"} | burst)
    return after_bursts(study_of(cells(morning(missed), page), [1.0], page))


def test_it_says_how_long_after_its_beginning_and_at_what_time() -> None:
    assert said(("08:00", "08:30")) == ["After a burst care is normal again in 50m on average (at 09:00)."]


def test_it_says_on_how_many_days_the_queue_closes_before() -> None:
    assert said(STARTS) == [
        "After a burst care is normal again in 2h20m on average (at 10:30); on 100% of days not before closing."
    ]


def test_of_a_burst_of_the_night_it_says_the_time_since_the_opening() -> None:
    assert said(("08:00", "08:30"), at="06:00") == [
        "After a burst care is normal again in 1h on average, counted from the opening (at 09:00)."
    ]


def test_of_a_burst_that_did_not_come_nothing_is_said() -> None:
    assert said(STARTS, day=1, at="22:00", size=1) == []
