"""Agents' time by interval, split exactly where an interval ends: worked, rostered, paid."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sim.kpi.rostered import planned_by_name
from sim.kpi.spans import by_interval
from sim.log.chat_facts import held_places
from sim.log.columns import Logs
from sim.roster.heads import stretches
from sim.scenario.schema import Scenario
from sim.units import DAY, HOUR

Floats = NDArray[np.float64]
BY_NAME = ("by_name_ms", "adhered_ms")
USUAL_SHIFT = 8 * HOUR
"""Paid time that stands for a shift where agents have none of their own."""
ONE_AT_A_TIME = ("talk", "hold", "transfer", "wrap", "dial", "email")
"""States in which an agent has one contact in hand."""
WORK = (*ONE_AT_A_TIME, "chat")
"""States in which an agent is busy."""


def agent_cube(logs: Logs, scenario: Scenario) -> dict[str, Floats]:
    """AGENT_SUMS, `paid_cost`, `overtime_cost` of one replication: arrays (counted day, interval, queue or total last).

    Days are calendar days; time beyond the last day's midnight (overtime) falls in its last interval.
    """
    groups = [_group_cube(logs, scenario, group) for group in scenario.agents]
    serves = np.array([[queue in page.skills for queue in scenario.queues] for page in scenario.agents.values()])
    weights = np.column_stack([serves, np.ones(len(groups), dtype=bool)]).astype(float)
    names = (
        "busy_ms",
        "idle_ms",
        "in_hand_ms",
        "places_ms",
        "rostered_ms",
        "overtime_ms",
        "paid_ms",
        "agent_shifts",
        *BY_NAME,
        "paid_cost",
        "overtime_cost",
    )
    return {name: np.einsum("gdi,gq->diq", np.stack([cube[name] for cube in groups]), weights) for name in names}


def _group_cube(logs: Logs, scenario: Scenario, group: str) -> dict[str, Floats]:
    days, per_day = scenario.days, DAY // scenario.interval
    edges = np.arange((days.warm_up + days.count) * per_day + 1, dtype=np.int64) * scenario.interval
    spans = logs.agents.filter(pl.col("group") == group)

    def counted(rows: pl.DataFrame) -> Floats:
        return by_interval(rows, edges).reshape(-1, per_day)[days.warm_up :]

    cube = {
        "busy_ms": counted(spans.filter(pl.col("state").is_in(WORK))),
        "idle_ms": counted(spans.filter(pl.col("state") == "idle")),
    }
    cube["in_hand_ms"], cube["places_ms"] = cube["busy_ms"], cube["busy_ms"] + cube["idle_ms"]
    if (chats := scenario.agents[group].chats) is not None:
        places = held_places(logs.contacts.filter(pl.col("group") == group), scenario)
        calls = spans.filter(pl.col("state").is_in(ONE_AT_A_TIME))
        cube["in_hand_ms"] = counted(places) + counted(calls)
        cube["places_ms"] = chats.at_once * cube["places_ms"]
    if scenario.agents[group].shifts is None:
        planned = np.array([_planned_day(scenario, group, day) for day in range(days.count)])
        absent = logs.roster.filter(pl.col("group") == group)
        cube["rostered_ms"], cube["paid_ms"] = planned[:, 0] - counted(absent), planned[:, 1]
        cube["overtime_ms"] = cube["busy_ms"] + cube["idle_ms"] - cube["rostered_ms"]
        cube["agent_shifts"] = cube["paid_ms"] / USUAL_SHIFT
        cube |= dict.fromkeys(BY_NAME, np.zeros_like(cube["busy_ms"]))
    else:
        plan = logs.roster.filter(pl.col("group") == group)
        cube |= {name: counted(rows) for name, rows in planned_by_name(plan, spans).items()}
        cube["by_name_ms"] = cube["shift_ms"] - cube["absent_ms"] - cube["break_ms"] - cube["meal_ms"]
        cube["rostered_ms"] = cube["by_name_ms"]
        cube["paid_ms"] = (cube["shift_ms"] - cube["meal_ms"]) / (1 - scenario.agents[group].shrinkage_in_all)
        each = [counted(rows) / length for length, rows in _by_shift(plan, scenario, group)]
        cube["agent_shifts"] = np.sum(each, axis=0)
    hourly = scenario.agents[group].cost_per_hour
    cube["paid_cost"] = cube["paid_ms"] * (hourly / HOUR)
    cube["overtime_cost"] = cube["overtime_ms"] * (hourly * scenario.agents[group].overtime_rate / HOUR)
    return cube


def _by_shift(plan: pl.DataFrame, scenario: Scenario, group: str) -> Iterator[tuple[int, pl.DataFrame]]:
    """Each shift of a group with its length in ms, and the rows of the roster in which its agents work it."""
    first = 0
    for shift in (scenario.agents[group].shifts or {}).values():
        on_ms, off_ms = shift.hours
        theirs = pl.col("agent").is_between(first, first + shift.agents - 1)
        yield off_ms - on_ms, plan.filter(theirs & (pl.col("planned") == "shift"))
        first += shift.agents


def _planned_day(scenario: Scenario, group: str, day: int) -> tuple[Floats, Floats]:
    """Head-milliseconds on the queue and paid for, per interval of a counted day."""
    edges = np.arange(0, DAY + 1, scenario.interval)
    rostered, paid = np.zeros(len(edges) - 1), np.zeros(len(edges) - 1)
    for stretch in stretches(scenario, group, day):
        inside = np.clip(np.minimum(edges[1:], stretch.to_ms) - np.maximum(edges[:-1], stretch.from_ms), 0, None)
        rostered += inside * stretch.on_queue
        paid += inside * stretch.paid
    return rostered, paid
