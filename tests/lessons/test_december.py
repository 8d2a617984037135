"""New people at the desk: what they cost in handle time and in service, on the same customers as trained ones."""

from __future__ import annotations

from functools import cache
from math import sqrt
from pathlib import Path

import polars as pl
import pytest

import sim
from sim.roster.heads import stretches
from sim.scenario.load import load
from sim.scenario.schema import Scenario
from sim.scenario.strategies import plan_of
from sim.units import HOUR

PAGE = Path(__file__).resolve().parents[2] / "scenarios" / "december.yaml"
FIRST_WEEK, SECOND_WEEK = range(0, 5), range(7, 11)
"""Days from 14 December, when the temporaries start: to Friday the 18th, and Monday the 21st to Christmas Eve."""
SPEED = {"first_week": 0.67, "second_week": 0.80}
MONTHS = 12
K = 4
"""Standard errors of a paired difference by which an effect must stand out."""


def peak(plan: str = "baseline", trained: bool = False) -> Scenario:
    """The days from 14 to 24 December; `trained` has the same heads at the speed of the regulars."""
    page = plan_of(load(PAGE, ["days.count=11", "days.first=2026-12-14"]), plan).scenario
    return page.patched({f"agents.{group}.speed": "100%" for group in SPEED} if trained else {})


@cache
def contacts(trained: bool) -> pl.DataFrame:
    return sim.run(peak(trained=trained), replications=MONTHS, seed=5).contacts


def answered_by_both(group: str) -> pl.DataFrame:
    """Contacts that the new people of a group took, beside themselves where all are trained."""
    same = ["replication", "issue", "attempt", "leg"]
    new = contacts(trained=False).filter(pl.col("group") == group, pl.col("outcome") == "answered")
    return new.join(contacts(trained=True).filter(pl.col("outcome") == "answered"), on=same, suffix="_trained")


@pytest.mark.slow
@pytest.mark.parametrize("group", ["first_week", "second_week"])
def test_a_customer_whom_a_new_person_takes_is_served_for_as_much_longer_as_they_are_slower(group: str) -> None:
    both = answered_by_both(group)
    assert len(both) > 1_000
    for work in ("talk_ms", "wrap_ms"):
        exactly = both[f"{work}_trained"] / SPEED[group]
        assert (both[work] - exactly).abs().max() <= 1  # whole ms, rounded down


@pytest.mark.slow
def test_the_desks_handle_time_is_longer_by_the_share_of_the_new_and_falls_as_they_learn() -> None:
    """A share s of the calls with people of speed v, and m without them: the mean is m * (1 - s + s / v)."""
    longer = []
    for group, days in (("first_week", FIRST_WEEK), ("second_week", SECOND_WEEK)):
        handled, trained = (
            contacts(each).filter(pl.col("outcome") == "answered", pl.col("day").is_in(days)) for each in (False, True)
        )
        new = float((handled["group"] == group).mean())
        times, before = (calls["talk_ms"] + calls["wrap_ms"] for calls in (handled, trained))
        ratio = times.mean() / before.mean()
        error = sqrt(times.var() / len(times) / times.mean() ** 2 + before.var() / len(before) / before.mean() ** 2)
        assert ratio == pytest.approx(1 - new + new / SPEED[group], abs=K * error)
        longer.append(ratio - 1)
    assert longer[0] > 1.5 * longer[1] > 0


@pytest.mark.slow
def test_new_people_lose_more_callers_than_as_many_trained_ones() -> None:
    lost, lost_trained = (
        contacts(trained).group_by("replication", maintain_order=True).agg((pl.col("outcome") == "abandoned").mean())
        for trained in (False, True)
    )
    more = lost["outcome"] - lost_trained["outcome"]
    assert more.mean() > K * more.std() / sqrt(MONTHS)


def test_two_people_from_the_7th_work_about_as_many_hours_as_three_from_the_14th() -> None:
    """Ten hours a weekday, five on Christmas Eve."""

    def hours(plan: str) -> float:
        page = plan_of(load(PAGE), plan).scenario
        temporaries = [name for name in page.agents if name != "regulars"]
        spans = [span for name in temporaries for day in range(32) for span in stretches(page, name, day)]
        return sum(span.on_queue * (span.to_ms - span.from_ms) for span in spans) / HOUR

    assert hours("baseline") == 3 * (5 * 10 + 3 * 10 + 5)
    assert hours("two_a_week_earlier") == 2 * (5 * 10 + 5 * 10 + 3 * 10 + 5)
