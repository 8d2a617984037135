"""The benchmark day and every plan on it, played once for all tests of this folder."""

from __future__ import annotations

import pytest

import sim
from sim.scenario.strategies import plans
from sim.study.run import Run
from tests.benchmark.figures import DAYS, PAGE

SMALLER_HOUSE = {
    "queues.care.arrivals.per_day": "x0.4",
    "agents.front.on_queue": "x0.4",
    "queues.email.arrivals.per_day": "x0.4",
    "queues.email.backlog.count": "x0.4",
    "agents.writers.on_queue": "x0.4",
}
"""What a lever moves, it moves in a house of two fifths too, and that is played in two fifths of the time. The few
chats stay."""

LEVER_DAYS = 4


@pytest.fixture(scope="session")
def baseline() -> Run:
    """Logs and KPIs of the day as it stands."""
    return sim.run(PAGE, replications=DAYS)


@pytest.fixture(scope="session")
def smaller() -> dict[str, Run]:
    """Logs and KPIs of each plan, by name, on the same few days of a smaller house."""
    return {plan.name: sim.run(plan.scenario, replications=LEVER_DAYS) for plan in plans(PAGE.patched(SMALLER_HOUSE))}
