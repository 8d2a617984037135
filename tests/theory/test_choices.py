"""What the choice of an agent and of a contact must leave as it is, customer by customer."""

from __future__ import annotations

import heapq
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.demand.draw import draw
from sim.engine.flatten import flatten
from sim.engine.record import NONE
from sim.engine.reference import play
from sim.roster.heads import plan_heads
from sim.scenario.schema import Scenario

HEADS = 6


def two_queues(first: dict[str, Any] | None = None, **group: Any) -> Scenario:
    """A day round the clock of some 2,800 calls on two queues, one group for both, a little too few of them."""
    queue = {
        "arrivals": {"per_hour": 58, "day_to_day": "0%"},
        "talk": {"exponential": "3m"},
        "patience": {"exponential": "4m"},
    }
    return Scenario.model_validate(
        {
            "name": "V",
            "open": "00:00-24:00",
            "days": 1,
            "repeats": "none",
            "queues": {"first": queue | (first or {}), "second": queue},
            "agents": {"team": {"skills": ["first", "second"], "on_queue": HEADS, **group}},
        }
    )


def answered(scenario: Scenario) -> NDArray[np.int64]:
    """When each contact was answered; the customers are the same for all."""
    record = play(draw(scenario, 1, 0), plan_heads(scenario), flatten(scenario), check=True)
    return record.contacts["answered_ms"]


@pytest.mark.parametrize("rule", ["least_busy", "at_random"])
def test_which_agent_of_a_group_is_chosen_changes_no_wait(rule: str) -> None:
    assert np.array_equal(answered(two_queues(next_agent=rule)), answered(two_queues()))


def test_priority_over_the_earlier_skill_is_as_if_it_were_the_later() -> None:
    swapped = two_queues({"before": ["second"]}, skills=["second", "first"])
    assert np.array_equal(answered(swapped), answered(two_queues()))


def test_the_longest_wait_among_two_queues_is_one_line() -> None:
    """Against the textbook's list of the times at which agents free, first come, first served."""
    scenario = two_queues(next_contact="longest_wait")
    demand, frees, found = draw(scenario, 1, 0), [0] * HEADS, {}
    for issue in np.lexsort((demand.first_row[:-1], demand.arrived_ms)).tolist():
        row, came = int(demand.first_row[issue]), int(demand.arrived_ms[issue])
        starts = max(came, frees[0])
        found[row] = starts if starts - came <= demand.patience_ms[row] else NONE
        if found[row] != NONE:
            heapq.heapreplace(frees, starts + int(demand.talk_ms[row]))
    assert answered(scenario).tolist() == [found[row] for row in sorted(found)]


def test_twice_the_weight_on_both_queues_is_the_longest_wait() -> None:
    both = two_queues(next_contact="weighted_wait").patched({"queues.first.weight": 2, "queues.second.weight": 2})
    assert np.array_equal(answered(both), answered(two_queues(next_contact="longest_wait")))
