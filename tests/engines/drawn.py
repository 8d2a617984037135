"""Scenarios drawn at the edges: nobody on, no patience, no room, work of no length, times on a coarse grain."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from sim.demand.draw import Demand
from sim.scenario.schema import Scenario
from sim.units import NEVER
from tests.engines.drawn_people import groups
from tests.engines.drawn_queues import queues
from tests.engines.drawn_values import OPENINGS

SAME_EACH_TIME = settings(derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A fixed seed and no clock: a test that passes here passes everywhere."""

QUEUES = ("care", "sales", "expert")
GRAINS = st.sampled_from([30_000, 1_000, 1])
SEEDS = st.integers(0, 10_000)


def without_lines_to_email(drawn: dict[str, Any], email: set[str]) -> dict[str, Any]:
    """The queues; lines are unlimited where second tiers lead on to email, tier after tier, later queues first."""
    leads: set[str] = set(email)
    for name in reversed(drawn):
        if drawn[name].get("escalate", {}).get("to") in leads:
            leads.add(name)
            drawn[name].pop("lines", None)
    return drawn


@st.composite
def pages(draw: st.DrawFn) -> dict[str, Any]:
    """A whole scenario as its file would say it."""
    names, opening = QUEUES[: draw(st.integers(1, 3))], draw(st.sampled_from(OPENINGS))
    weekend = draw(st.none() | st.sampled_from([*OPENINGS, "closed"]))
    # A day alone, which the naive engine plays, is one that is open.
    first = draw(st.sampled_from(["mon", "fri"] if weekend == "closed" else ["mon", "fri", "sun"]))
    chats = frozenset(draw(st.lists(st.sampled_from(names), unique=True)) if draw(st.booleans()) else ())
    email = {name for name in names if name not in chats and draw(st.sampled_from([False, False, True]))}
    return {
        "name": "drawn",
        "open": opening if weekend is None else {"mon-fri": opening, "sat-sun": weekend},
        "days": draw(st.sampled_from([{"count": 1}, {"count": 2}, {"count": 1, "warm_up": 1}])) | {"first": first},
        "closing": draw(st.sampled_from(["served_out", "disconnected"])),
        "repeats": draw(st.sampled_from(["none", "carry"])),
        "attempts_at_most": draw(st.sampled_from([1, 2, 4, 12])),
        "queues": without_lines_to_email({name: draw(queues(name, names, chats, email)) for name in names}, email),
        "agents": draw(groups(names, opening, weekend, chats, email)),
    }


def scenarios() -> st.SearchStrategy[Scenario]:
    """The same, checked by the schema."""
    return pages().map(Scenario.model_validate)


def on_grain(demand: Demand, grain: int) -> Demand:
    """The same customers with every time rounded down to whole grains (ms): ties at every turn."""

    def rounded(name: str) -> np.ndarray:
        values = getattr(demand, name)
        return np.where((values > 0) & (values < NEVER), values - values % grain, values)

    times = {each.name: rounded(each.name) for each in fields(demand) if each.name.endswith("_ms")}
    return replace(demand, **times | {"chases_ms": np.maximum(times["chases_ms"], 1)})
