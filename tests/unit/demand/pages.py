"""Small scenarios, and a Demand taken apart, for the tests of this folder."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.demand.draw import Demand
from sim.demand.legs import BLANK
from sim.scenario.schema import Scenario

COLUMNS = ("queue", *BLANK)


def page(queues: dict[str, dict[str, Any]], **more: Any) -> Scenario:
    """A scenario of these queues, each with talk of 100 s unless it says otherwise, and one agent."""
    filled = {name: {"arrivals": "none"} | _talk(queue) | queue for name, queue in queues.items()}
    agents = {"front": {"skills": list(queues), "on_queue": 1}}
    return Scenario.model_validate({"name": "test", "queues": filled, "agents": agents} | more)


def _talk(queue: dict[str, Any]) -> dict[str, Any]:
    return {} if "talk" in queue or "handle_time" in queue else {"talk": {"constant": "100s"}}


def steady(per_day: float, **more: Any) -> dict[str, Any]:
    """A queue of `per_day` new customers, on every day alike."""
    return {"arrivals": {"per_day": per_day, "day_to_day": 0}} | more


def first_block(demand: Demand, column: str) -> np.ndarray:
    """A column on the first leg of every issue's first block."""
    return np.asarray(getattr(demand, column)[demand.first_row[:-1]])


def rows_by_issue(demand: Demand, columns: tuple[str, ...] = COLUMNS) -> dict[int, list[tuple[int, ...]]]:
    """Issue -> its rows, each as a tuple of these columns."""
    rows = list(zip(*(getattr(demand, name).tolist() for name in columns), strict=True))
    ends = demand.first_row.tolist()
    return {issue: rows[ends[at] : ends[at + 1]] for at, issue in enumerate(demand.issue.tolist())}


def same(one: Demand, other: Demand) -> bool:
    """Whether two demands are equal in every number."""
    names = [name for name in Demand.__dataclass_fields__ if name != "places"]
    return one.places == other.places and all(np.array_equal(getattr(one, n), getattr(other, n)) for n in names)
