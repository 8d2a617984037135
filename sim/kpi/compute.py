"""From a log to cells: the sums that every KPI is made of, by day and by interval, and percentiles by replication.

One replication is counted at a time, in arrays over (counted day, interval, queue): `cube[name][day, interval, queue]`,
the total last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sim.kpi.capacity import agent_cube
from sim.kpi.catalogue import destinations, percentiles
from sim.kpi.deferred import DEFERRED_SUMS, backlog_cube, has_email, live_totals
from sim.kpi.expected import EXPECTATION_SUMS, expectation_columns
from sim.kpi.experience import EXPERIENCE_SUMS, experience_sums
from sim.kpi.issues import ISSUE_SUMS, issue_sums
from sim.kpi.line import SERVICE_LEVELS
from sim.kpi.reasons import reason_sums
from sim.kpi.recovery import recovery
from sim.kpi.rows import LINE, row_sums, with_waits
from sim.kpi.sums import SUMS, SWITCHED
from sim.kpi.virtual import has_virtual_waits, virtual_waits
from sim.log.columns import Logs
from sim.scenario.schema import Scenario
from sim.units import DAY

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Cube = dict[str, Floats]

MONEY_OR_PARTS = ("paid_ms", "agent_shifts", "cost", "overtime_cost", *EXPECTATION_SUMS, *EXPERIENCE_SUMS)
"""Sums that are not whole numbers."""
VIRTUAL = ("virtual_in_t", "virtual_of")


@dataclass(frozen=True)
class Cells:
    """Sums over counted days (warm-up is left out); `queue` null is the total. Columns SUMS, and SWITCHED + place;
    DEFERRED_SUMS where the scenario has email, `expectation_columns` where a queue of it has `reply_expected`,
    EXPERIENCE_SUMS where it has `experience`.

    days: a row per (replication, day, queue), with every day and queue present.
    intervals: a row per (replication, queue, interval), `interval` its start in ms after midnight, summed over the
    days; those in which the queue is open, or something happened on it. `days` are those on which it is open then.
    percentiles: (replication, queue, kpi, value_ms), value_ms null where nobody is in it.
    reasons: a row per (replication, queue, reason) with the sums of `reason_sums`; no rows without reasons.
    """

    days: pl.DataFrame
    intervals: pl.DataFrame
    percentiles: pl.DataFrame
    reasons: pl.DataFrame = field(default_factory=pl.DataFrame)

    @staticmethod
    def concat(parts: Iterable[Cells]) -> Cells:
        """Cells of several replications of one scenario as one, each column in one piece; ValueError without any."""
        every = list(parts)
        return Cells(
            pl.concat([part.days for part in every], rechunk=True),
            pl.concat([part.intervals for part in every], rechunk=True),
            pl.concat([part.percentiles for part in every], rechunk=True),
            pl.concat([part.reasons for part in every], rechunk=True),
        )


def cells(logs: Logs, scenario: Scenario, cost_per_day: float = 0.0) -> Cells:
    """Count the replications in `logs`. `cost_per_day` is a plan's own cost, part of the total's `cost` of each day."""
    return Cells.concat(_count(number, part, scenario, cost_per_day) for number, part in _replications(logs))


def _replications(logs: Logs) -> Iterator[tuple[int, Logs]]:
    """Each replication's own rows."""
    numbers = sorted({*logs.contacts["replication"].unique(), *logs.agents["replication"].unique()})
    for number in numbers or [0]:
        mine = pl.col("replication") == number
        contacts = logs.contacts.filter(mine).sort("issue", "attempt", "leg")
        yield number, Logs(contacts, logs.agents.filter(mine), logs.queues.filter(mine), logs.roster.filter(mine))


def _count(replication: int, logs: Logs, scenario: Scenario, cost_per_day: float) -> Cells:
    contacts, agents = logs.contacts, logs.agents
    email, more = has_email(scenario), [issue_sums(contacts, scenario)]
    if scenario.experience:
        more.append(experience_sums(contacts, scenario.experience))
    rows = with_waits(pl.concat([contacts, *more], how="horizontal"), scenario)
    cube = _contact_cube(rows, agents, scenario) | agent_cube(logs, scenario)
    backlog, ages = backlog_cube(contacts, scenario) if email else ({}, {})
    cube |= backlog
    open_on = _open_intervals(scenario)
    shown: NDArray[np.bool_] = np.any(open_on, axis=0)
    cube["cost"] = np.full_like(cube["arrived"], np.nan)
    own = cost_per_day * shown[:, -1] / max(1, shown[:, -1].sum())
    agents_cost = cube.pop("paid_cost") + cube["overtime_cost"]
    cube["cost"][:, :, -1] = agents_cost[:, :, -1] + cube.pop("contact_money")[:, :, -1] + own
    cube["overtime_cost"][:, :, :-1] = np.nan
    cube |= _intervals_met(cube, scenario, open_on)
    cube |= recovery(rows, (cube["interval_count"] > cube["interval_met"])[:, :, :-1], scenario)
    shown |= (cube["arrived"] + cube["busy_ms"] + cube["idle_ms"]).sum(axis=0) > 0
    return Cells(
        _days_frame(cube, scenario, replication),
        _intervals_frame(cube, shown, np.sum(open_on, axis=0), scenario, replication),
        _percentiles(rows, ages, scenario, replication),
        reason_sums(rows, scenario, replication),
    )


def _contact_cube(rows: pl.DataFrame, agents: pl.DataFrame, scenario: Scenario) -> Cube:
    queues, per_day, days = len(scenario.queues), DAY // scenario.interval, scenario.days.count
    cell = (rows["day"] * per_day + rows["interval_number"]).to_numpy() * queues + rows["queue_number"].to_numpy()
    whole = (*ISSUE_SUMS, *(EXPERIENCE_SUMS if scenario.experience else ()))
    sums = pl.concat([row_sums(rows, scenario), rows.select(whole)], how="horizontal")
    if has_virtual_waits(scenario):
        waits = virtual_waits(rows, agents)
        in_t = (waits <= rows["threshold_ms"]).fill_null(False)
        sums = sums.with_columns(
            in_t.cast(pl.Float64).alias("virtual_in_t"), waits.is_not_null().cast(pl.Float64).alias("virtual_of")
        )
    cube = {}
    for column in sums:
        counted = np.bincount(cell, weights=column.to_numpy(), minlength=days * per_day * queues)
        # bincount of nothing makes whole numbers, which hold no NaN.
        by_queue = counted.astype(np.float64).reshape(days, per_day, queues)
        cube[column.name] = np.concatenate([by_queue, by_queue.sum(axis=2, keepdims=True)], axis=2)
    if has_email(scenario):
        live_totals(cube, LINE, scenario)
    return {name: np.full_like(cube["arrived"], np.nan) for name in VIRTUAL} | cube


def _open_intervals(scenario: Scenario) -> NDArray[np.bool_]:
    """(counted day, interval, queue or total): whether the queue is open in any part of the interval."""
    starts = np.arange(0, DAY, scenario.interval)[:, None]
    days = range(scenario.days.count)
    hours = np.array([[scenario.hours_on(queue, day) for queue in scenario.queues] for day in days])
    opens, closes = hours[:, None, :, 0], hours[:, None, :, 1]
    by_queue = (starts < closes) & (starts + scenario.interval > opens)
    return np.concatenate([by_queue, by_queue.any(axis=2, keepdims=True)], axis=2)


def _intervals_met(cube: Cube, scenario: Scenario, is_open: NDArray[np.bool_]) -> Cube:
    """Each open interval of each day against its queue's target, by the target's formula; the total adds the queues'.
    Who is served out after closing counts in the day, but nobody staffs for an interval then."""
    met, count = np.zeros_like(cube["arrived"]), np.zeros_like(cube["arrived"])
    for number, queue in enumerate(scenario.queues.values()):
        if queue.target is not None:
            level = SERVICE_LEVELS[queue.target.formula]
            needed = {*level.numerator.meta.root_names(), *level.denominator.meta.root_names()}
            frame = pl.DataFrame({name: cube[name][:, :, number].ravel() for name in needed})
            top, bottom = (frame.select(e.alias("x"))["x"].to_numpy() for e in (level.numerator, level.denominator))
            some = np.nan_to_num(bottom).reshape(count.shape[:2]) > 0
            judged = (some & is_open[:, :, number]).ravel()
            count[:, :, number] = judged.reshape(count.shape[:2])
            # The small allowance lets 8 of 10 meet 80 % whatever the float product says.
            met[:, :, number] = (judged & (top >= queue.target.answer * bottom - 1e-9)).reshape(met.shape[:2])
    for array in (met, count):
        array[:, :, -1] = array[:, :, :-1].sum(axis=2)
    return {"interval_met": met, "interval_count": count}


def _days_frame(cube: Cube, scenario: Scenario, replication: int) -> pl.DataFrame:
    names = [*scenario.queues, None]
    days = np.repeat(np.arange(scenario.days.count), len(names))
    keys = {"replication": np.full(len(days), replication), "day": days, "queue": names * scenario.days.count}
    values = {name: array.sum(axis=1).ravel() for name, array in cube.items()}
    return _frame(keys, values | {"days": np.ones(len(days))}, scenario)


def _intervals_frame(
    cube: Cube, shown: NDArray[np.bool_], days_open: NDArray[np.int64], scenario: Scenario, replication: int
) -> pl.DataFrame:
    """What happens in an interval that is open on no day counts for all days."""
    queue, interval = np.nonzero(shown.T)
    days = days_open[interval, queue]
    names = [*scenario.queues, None]
    keys = {
        "replication": np.full(len(queue), replication),
        "queue": [names[number] for number in queue.tolist()],
        "interval": interval * scenario.interval,
    }
    values = {name: array.sum(axis=0)[interval, queue] for name, array in cube.items()}
    return _frame(keys, values | {"days": np.where(days > 0, days, scenario.days.count).astype(float)}, scenario)


def _frame(keys: dict[str, object], values: Cube, scenario: Scenario) -> pl.DataFrame:
    order = [*SUMS, *(SWITCHED + place for place in destinations(scenario))]
    order += (*DEFERRED_SUMS, *expectation_columns(scenario)) if has_email(scenario) else ()
    order += EXPERIENCE_SUMS if scenario.experience else ()
    frame = pl.DataFrame(keys | {name: values[name] for name in order}, schema_overrides={"queue": pl.String})
    whole = [name for name in order if name not in MONEY_OR_PARTS]
    return frame.with_columns(pl.col(order).fill_nan(None)).with_columns(pl.col(whole).round().cast(pl.Int64))


def _percentiles(
    rows: pl.DataFrame, ages: dict[str | None, Ints], scenario: Scenario, replication: int
) -> pl.DataFrame:
    """`ages` of the backlog as days end, sorted, by queue; none without email."""
    wanted = percentiles(scenario)
    columns = {kpi.of for kpi in wanted} - {"backlog_age"}
    found: list[tuple[int, str | None, str, int | None]] = []
    for queue in (*scenario.queues, None):
        mine = rows if queue is None else rows.filter(pl.col("queue") == queue)
        sorted_ms = {of: mine[of].drop_nulls().sort().to_numpy() for of in columns}
        if queue in ages:
            sorted_ms["backlog_age"] = ages[queue]
        for kpi in wanted:
            found.append((replication, queue, kpi.name, nearest_rank(sorted_ms[kpi.of], kpi.percent)))
    schema = {"replication": pl.Int64, "queue": pl.String, "kpi": pl.String, "value_ms": pl.Int64}
    return pl.DataFrame(found, schema=schema, orient="row")


def nearest_rank(sorted_ms: NDArray[np.int64], percent: int) -> int | None:
    """The smallest value that at least so many percent do not pass; None of nothing."""
    if not len(sorted_ms):
        return None
    rank = -(-percent * len(sorted_ms) // 100)
    return int(sorted_ms[rank - 1])
