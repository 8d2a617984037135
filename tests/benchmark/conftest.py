"""The benchmark day and every plan on it, played once for all tests of this folder."""

from __future__ import annotations

import pytest

import sim
from sim.scenario.strategies import plans
from sim.study.run import Run
from tests.benchmark.figures import DAYS, PAGE


@pytest.fixture(scope="session")
def played() -> dict[str, Run]:
    """Logs and KPIs of each plan, by name, on the same few days."""
    return {plan.name: sim.run(plan.scenario, replications=DAYS) for plan in plans(PAGE)}
