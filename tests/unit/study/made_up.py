"""Plans whose days and costs are written down, not played."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from sim.kpi.compute import Cells
from sim.scenario.schema import Scenario
from sim.study.figures import Figure
from sim.study.plan_result import PlanResult
from sim.study.replicate import Study
from sim.study.shares import share_of_days
from sim.study.statistics import Interval
from sim.study.target import DaysMet

PAGE = Scenario.model_validate(
    {
        "name": "Made up",
        "currency": "EUR",
        "queues": {
            "care": {
                "arrivals": {"per_day": 100},
                "talk": {"exponential": "3m"},
                "target": {"answer": "80%", "within": "20s"},
            }
        },
        "agents": {"front": {"skills": ["care"], "on_queue": {"00:00": 5}}},
    }
)
NO_CELLS = Cells(pl.DataFrame(), pl.DataFrame(), pl.DataFrame())


def study_of(cells: Cells = NO_CELLS, factors: Sequence[float] = (), page: Scenario = PAGE) -> Study:
    """A study of one-day replications with these cells and day factors."""
    days = pl.DataFrame({"replication": range(len(factors)), "day": [0] * len(factors), "factor": list(factors)})
    return Study(page, 1, len(factors), cells, days, 0, 0)


def plan_of(name: str, met: int, of: int, cost: float, first: int = 0) -> PlanResult:
    """A plan that meets `met` of `of` one-day replications in a row, from day `first` on, at this cost a day."""
    hits = np.zeros(of)
    hits[first : first + met] = 1
    each = pl.DataFrame({"replication": range(of), "day": [0] * of, "met": hits == 1})
    days = DaysMet(("care",), each, of, met, 0, share_of_days(hits, np.ones(of)).at(0))
    level = Figure("service_level", "offered", "care", "share", Interval(met / of, None, None), None, False, False)
    money = Figure("cost", "cost", None, "money", Interval(cost, None, None), None, False, False)
    return PlanResult(name, "", 0.0, False, study_of(), days, 0, 0, (level, money))
