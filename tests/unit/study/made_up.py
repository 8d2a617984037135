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


def figure_of(kpi: str, by_day: np.ndarray, queue: str | None = None) -> Figure:
    """A figure with its value on each one-day replication."""
    mean = Interval(float(by_day.mean()), None, None)
    return Figure(kpi, kpi, queue, "share", mean, None, False, False, by_day, np.ones(len(by_day)))


def plan_of(
    name: str,
    met: int,
    of: int,
    cost: float | np.ndarray,
    first: int = 0,
    *,
    level: float | np.ndarray | None = None,
    by_hours: bool = False,
) -> PlanResult:
    """A plan that meets `met` of `of` one-day replications in a row, from day `first` on, at this cost a day (paid
    hours, with `by_hours`); its service level (80 % is promised) is the share of days that meet unless said."""
    hits = np.zeros(of)
    hits[first : first + met] = 1
    each = pl.DataFrame({"replication": range(of), "day": [0] * of, "met": hits == 1})
    days = DaysMet(("care",), each, of, met, 0, share_of_days(hits, np.ones(of)).at(0))
    figures = (
        figure_of("service_level", hits if level is None else np.full(of, 1.0) * level, "care"),
        figure_of("paid_hours" if by_hours else "cost", np.full(of, 1.0) * cost),
    )
    return PlanResult(name, "", 0.0, False, study_of(), days, 0, 0, figures, by_hours)
