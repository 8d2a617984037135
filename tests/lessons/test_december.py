"""New people at the desk: what they cost in handle time and in service, on the same customers as trained ones."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
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
WEEKS = (range(0, 5), range(7, 11))
"""Days from 14 December: to Friday the 18th, and Monday the 21st to Christmas Eve."""
TRAINED = {"agents.temporaries.hires": "off", "agents.temporaries.learning": "off"}
MONTHS = 12
K = 4
"""Standard errors of a paired difference by which an effect must stand out."""


def peak(plan: str = "baseline", trained: bool = False) -> Scenario:
    """The days from 14 to 24 December; `trained` has the same heads, nobody of them new."""
    page = plan_of(load(PAGE, ["days.count=11", "days.first=2026-12-14"]), plan).scenario
    return page.patched(TRAINED if trained else {})


@cache
def contacts(plan: str = "baseline", trained: bool = False) -> pl.DataFrame:
    return sim.run(peak(plan, trained), replications=MONTHS, seed=5).contacts


def longer_by_day(days_before: int) -> pl.DataFrame:
    """How much longer than the regulars' a call takes the temporaries on each day from 14 December, who began so many
    days before: by a half on the first day, in a straight line to nothing after 14 days; whole permille."""
    factors = [1 + 0.5 * (1 - min((day + days_before) / 14, 1)) for day in range(11)]
    return pl.DataFrame({"day": range(11), "permille": [round(1000 * factor) for factor in factors]})


@pytest.mark.slow
@pytest.mark.parametrize(("plan", "days_before"), [("baseline", 0), ("week_earlier", 7)])
def test_a_customer_whom_a_new_person_takes_is_served_for_as_much_longer_as_they_have_still_to_learn(
    plan: str, days_before: int
) -> None:
    same = ["replication", "issue", "attempt", "leg"]
    new = contacts(plan).filter(pl.col("group") == "temporaries", pl.col("outcome") == "answered")
    both = new.join(contacts(trained=True).filter(pl.col("outcome") == "answered"), on=same, suffix="_trained")
    both = both.with_columns(day=pl.col("day").cast(pl.Int64)).join(longer_by_day(days_before), on="day")
    assert len(both) > 1_000
    for work in ("talk_ms", "wrap_ms"):
        assert (both[work] == both[f"{work}_trained"] * both["permille"] // 1000).all()  # rounded down


@pytest.mark.slow
def test_the_desks_handle_time_is_longer_by_the_share_of_the_new_and_falls_as_they_learn() -> None:
    """Each call takes its own share longer, whatever it takes: the mean is m times the mean of the factors."""
    longer = []
    for days in WEEKS:
        handled, trained = (
            contacts(trained=each).filter(pl.col("outcome") == "answered", pl.col("day").is_in(days))
            for each in (False, True)
        )
        handled = handled.with_columns(day=pl.col("day").cast(pl.Int64)).join(longer_by_day(0), on="day")
        new = handled["group"] == "temporaries"
        times, before = (calls["talk_ms"] + calls["wrap_ms"] for calls in (handled, trained))
        ratio = times.mean() / before.mean()
        error = sqrt(times.var() / len(times) / times.mean() ** 2 + before.var() / len(before) / before.mean() ** 2)
        assert ratio - 1 == pytest.approx(float((new * (handled["permille"] - 1000)).mean()) / 1000, abs=K * error)
        longer.append(ratio - 1)
    assert longer[0] > 1.5 * longer[1] > 0


def lost(plan: str = "baseline", trained: bool = False) -> pl.Series:
    """The share that hangs up in each of the months."""
    by_month = contacts(plan, trained).group_by("replication", maintain_order=True)
    return by_month.agg((pl.col("outcome") == "abandoned").mean())["outcome"]


@pytest.mark.slow
def test_the_longer_ago_the_same_people_began_the_fewer_callers_are_lost_at_the_peak() -> None:
    """Three people all the time: new on the 14th, there for a week, for two."""
    for newer, older in pairwise([lost(), lost("week_earlier"), lost("two_weeks_earlier")]):
        more = newer - older
        assert more.mean() > K * more.std() / sqrt(MONTHS)


@pytest.mark.slow
def test_who_began_two_weeks_before_the_peak_is_trained_by_then() -> None:
    assert lost("two_weeks_earlier").to_list() == lost(trained=True).to_list()


def test_two_people_from_the_7th_work_about_as_many_hours_as_three_from_the_14th() -> None:
    """Ten hours a weekday, five on Christmas Eve."""

    def hours(plan: str) -> float:
        page = plan_of(load(PAGE), plan).scenario
        spans = [span for day in range(32) for span in stretches(page, "temporaries", day)]
        return sum(span.on_queue * (span.to_ms - span.from_ms) for span in spans) / HOUR

    assert hours("baseline") == 3 * (5 * 10 + 3 * 10 + 5)
    assert hours("two_a_week_earlier") == 2 * (5 * 10 + 5 * 10 + 3 * 10 + 5)
