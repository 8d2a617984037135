"""Offered counts brought down to new customers. Tolerances are k = 4 standard errors of a mean over issues."""

from __future__ import annotations

from functools import partial
from math import sqrt
from typing import Any

import numpy as np
import pytest

from sim.demand.draw import draw
from sim.scenario.schema import Scenario
from sim.study.offered import OfferedError, brought_down, with_per_issue
from sim.study.replicate import replicate

K = 4


def line(per_day: float, agents: int, **more: Any) -> Scenario:
    arrivals = {"counts": "offered", "offered_per_issue": 1, "per_day": per_day, "day_to_day": 0}
    care = {"arrivals": arrivals, "handle_time": {"exponential": "2m"}} | more
    agents_of = {"team": {"skills": ["care"], "on_queue": agents}}
    page = {"name": "counted", "days": 4, "queues": {"care": care}, "agents": agents_of}
    return Scenario.model_validate(page)


def per_issue(scenario: Scenario, replications: int = 1) -> float:
    (one,) = brought_down(scenario, partial(replicate, replications=replications, seed=1)).queues
    return one.per_issue


def test_repeats_are_taken_out_by_the_sum_of_their_geometric_series() -> None:
    """Nobody waits: an issue makes 1 + p + p^2 + ... contacts, p = 26 % x 80 %, with a variance of p / (1 - p)^2."""
    unresolved = {"chance": "26%", "comes_back": "80%", "after": {"exponential": "1h"}}
    p, issues = 0.26 * 0.8, 500 * 4 / 1.2626
    found = per_issue(line(500, 30, unresolved=unresolved))
    assert abs(found - 1 / (1 - p)) < K * sqrt(p) / (1 - p) / sqrt(issues)


def test_redials_are_taken_out_where_everybody_abandons() -> None:
    """Nobody answers: 1 + 1/2 + 1/4 + 1/8 contacts with three redials at most; their variance is 0.86."""
    redial = {"chance": "50%", "after": {"constant": "5m"}, "at_most": 3}
    found = per_issue(line(500, 0, patience={"constant": "1m"}, redial=redial))
    assert abs(found - 1.875) < K * sqrt(0.86 / (500 * 4 / 1.875))


def test_contacts_that_a_bot_keeps_from_the_line_are_put_back() -> None:
    service = {"used_by": "100%", "contained": "30%", "gives_up": "5%"}
    found = per_issue(line(500, 30, self_service=service))
    assert abs(found - 0.65) < K * sqrt(0.65 * 0.35 / (500 * 4 / 0.65))


def test_a_burst_comes_on_top_of_what_was_counted() -> None:
    """The count is of normal days: what callers make of it is found as if there were no burst."""
    storm = {"outage": {"at": "10:00", "size": 400, "decay": "1h"}}
    quiet = {"patience": {"exponential": "1m"}, "redial": "on"}
    assert per_issue(line(500, 2, bursts=storm, **quiet)) == per_issue(line(500, 2, **quiet))


def test_what_is_played_with_the_figure_found_is_what_was_counted() -> None:
    """On a line where one in six abandons and half of them ring again, on days on which the figure was not sought."""
    scenario = line(720, 1, patience={"exponential": "2m"}, redial={"chance": "50%"})
    found = per_issue(scenario)
    assert 1.02 < found < 1.3
    played = replicate(with_per_issue(scenario, {"care": found}), 2, 2)
    a_day = played.cells.days.filter(queue="care")["queued"].to_numpy()
    # Issues are Poisson and make at most four contacts each: the variance of a day's count is below twice its mean.
    assert abs(float(a_day.mean()) - 720) < K * sqrt(2 * 720 * (1 / 4 + 1 / len(a_day)))


def test_a_strategy_that_settles_more_meets_the_same_customers() -> None:
    today = with_per_issue(line(500, 5, unresolved={}, redial={}), {"care": 1.3})
    better = today.patched({"queues.care.unresolved.chance": "10%", "queues.care.redial": "off"})
    first, again = (draw(plan, 1, 0) for plan in (today, better))
    new, still = (demand.arrived_ms[demand.first_attempt == 1] for demand in (first, again))
    assert np.array_equal(new, still)


def test_a_queue_that_others_send_as_many_as_it_counts_is_refused() -> None:
    page: dict[str, Any] = line(100, 5).model_dump(mode="json", by_alias=True, exclude_unset=True)
    first: dict[str, Any] = {"arrivals": {"per_day": 300}, "handle_time": {"constant": "1m"}}
    first["escalate"] = {"chance": "100%", "to": "care"}
    scenario = Scenario.model_validate(
        page
        | {"queues": {"first": first, **page["queues"]}, "days": 1}
        | {"agents": {"team": {"skills": ["first", "care"], "on_queue": 30}}}
    )
    with pytest.raises(
        OfferedError, match="care: other queues, redials and repeats bring it as many as it counts: write"
    ):
        per_issue(scenario, 1)


def test_a_file_without_an_offered_count_has_nothing_to_bring_down() -> None:
    scenario = line(100, 5).patched(
        {"queues.care.arrivals.counts": "first_attempts", "queues.care.arrivals.offered_per_issue": None}
    )
    with pytest.raises(OfferedError, match="no queue counts offered contacts"):
        per_issue(scenario, 1)
