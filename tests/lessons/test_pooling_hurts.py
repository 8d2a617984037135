"""Lesson 5: two desks become one, and everybody together waits longer. Theory, the published figures, and the play."""

from __future__ import annotations

import pytest
from scipy.stats import t as student

from sim.scenario.load import load
from sim.scenario.schema import Scenario
from sim.scenario.strategies import plans
from sim.study.replicate import Study, replicate
from sim.study.statistics import Interval
from sim.study.summary import summarise
from sim.units import HOUR, MINUTE
from tests.lessons.pages import as_number, path_of, shown

K = 4
ROUNDED = {"questions": 0.005, "claims": 0.05, "everybody": 0.005}
PUBLISHED = {
    ("baseline", "questions"): 2.50,
    ("baseline", "claims"): 25.0,
    ("baseline", "everybody"): 4.55,
    ("pooled", "everybody"): 6.15,
}
"""Mean waits in minutes. Source: van Dijk, van der Sluis 2008."""
WORDS = {"questions": "questions", "claims": "claims", None: "everybody"}

Waits = dict[tuple[str, str], Interval]
"""(plan, whose) -> the mean wait in minutes."""


def page() -> Scenario:
    return load(path_of("pooling-hurts"))


def waits(replications: int, seed: int) -> tuple[Waits, Waits]:
    """Each plan's mean waits, and what they differ by from the desks apart on the same customers."""
    baseline: Study | None = None
    found: Waits = {}
    differences: Waits = {}
    for plan in plans(page()):
        study = replicate(plan.scenario, replications, seed)
        for row in summarise(study, against=baseline):
            if row.kpi == "asa" and row.interval is None:
                found[plan.name, WORDS[row.queue]] = in_minutes(row)
                if row.difference:
                    differences[plan.name, WORDS[row.queue]] = in_minutes(row.difference)
        baseline = baseline or study
    return found, differences


def in_minutes(seconds: Interval) -> Interval:
    return Interval(*(None if end is None else end / 60 for end in (seconds.mean, seconds.low, seconds.high)))


def error(interval: Interval, replications: int) -> float:
    assert interval.half_width is not None
    return interval.half_width / float(student.ppf(0.975, replications - 1))


@pytest.mark.parametrize(("queue", "wait"), [("questions", 2.5), ("claims", 25.0)])
def test_a_desk_of_its_own_makes_its_customers_wait_as_pollaczek_and_khinchine_say(queue: str, wait: float) -> None:
    line = page().queues[queue]
    assert line.arrivals is not None
    assert line.arrivals.per_hour is not None
    assert line.handle_time is not None
    assert line.handle_time.constant is not None
    (calls,) = line.arrivals.per_hour.values()
    length, busy = line.handle_time.constant, calls / HOUR * line.handle_time.constant
    assert busy * length / (2 * (1 - busy)) / MINUTE == pytest.approx(wait)


@pytest.mark.slow
def test_one_line_for_both_makes_everybody_together_wait_longer_and_help_one_way_shorter() -> None:
    replications = 40
    _, differences = waits(replications, seed=3)
    pooled, one_way = differences["pooled", "everybody"], differences["one_way", "everybody"]
    assert pooled.mean is not None
    assert one_way.mean is not None
    assert pooled.mean > K * error(pooled, replications)
    assert one_way.mean < -K * error(one_way, replications)


@pytest.mark.slow
def test_the_waits_are_those_published_and_those_at_the_foot_of_the_page() -> None:
    replications = 120
    found, _ = waits(replications, seed=2)
    for (plan, whose), published in PUBLISHED.items():
        wait = found[plan, whose]
        assert wait.mean is not None
        assert abs(wait.mean - published) <= K * error(wait, replications) + ROUNDED[whose]
    for plan, told in shown("pooling-hurts").items():
        for whose, figure in told.items():
            wait = found[plan, whose]
            assert wait.mean is not None
            assert abs(60 * wait.mean - as_number(figure)) <= K * 60 * error(wait, replications) + 0.5
