"""The plan of agents by name beside what they did: shifts, breaks, and the time beyond the shift."""

from __future__ import annotations

import polars as pl

_c = pl.col
_WHO = ["group", "agent"]


def planned_by_name(plan: pl.DataFrame, spans: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Spans (from_ms, to_ms) of a group with shifts: `shift_ms`, `break_ms`, `meal_ms` as planned, `absent_ms`,
    `overtime_ms`, what its agents were there for beyond their shifts, and `adhered_ms`, when they were on the queue as
    planned. `plan` and `spans` are rows of one replication's ROSTER and AGENTS."""
    found = {f"{name}_ms": plan.filter(_c("planned") == name) for name in ("shift", "break", "meal", "absent")}
    on_queue = spans.filter(~_c("state").is_in(["break", "meal"]))
    return found | {"overtime_ms": _beyond(found["shift_ms"], spans), "adhered_ms": _together(found, on_queue)}


def _together(planned: dict[str, pl.DataFrame], on_queue: pl.DataFrame) -> pl.DataFrame:
    """When an agent was planned on the queue and was there: both counted at each change, one agent after the other."""
    changes = [
        *_changes(planned["shift_ms"], "plan", +1),
        *(change for away in ("break", "meal", "absent") for change in _changes(planned[f"{away}_ms"], "plan", -1)),
        *_changes(on_queue, "there", +1),
    ]
    steps = pl.concat(changes, how="diagonal").fill_null(0).sort(*_WHO, "from_ms")
    steps = steps.with_columns(
        _c("plan").cum_sum().over(_WHO),
        _c("there").cum_sum().over(_WHO),
        _c("from_ms").shift(-1).over(_WHO).alias("to_ms"),
    )
    return steps.filter(_c("plan") > 0, _c("there") > 0, _c("to_ms") > _c("from_ms"))


def _changes(spans: pl.DataFrame, what: str, by: int) -> list[pl.DataFrame]:
    return [
        spans.select(*_WHO, _c(end).alias("from_ms"), pl.lit(way * by, pl.Int64).alias(what))
        for end, way in (("from_ms", 1), ("to_ms", -1))
    ]


def _beyond(shifts: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """The parts of an agent's spans after the end of the shift that was the last to begin, until the next begins."""
    rows = shifts.sort(*_WHO, "from_ms").select(
        *_WHO,
        _c("from_ms").alias("on_ms"),
        _c("to_ms").alias("off_ms"),
        _c("from_ms").shift(-1).over(_WHO).alias("next_ms"),
    )
    joined = spans.sort("from_ms").join_asof(
        rows.sort("on_ms"), left_on="from_ms", right_on="on_ms", by=_WHO, strategy="backward", check_sortedness=False
    )
    return joined.select(
        pl.max_horizontal("from_ms", "off_ms").alias("from_ms"),
        pl.min_horizontal("to_ms", "next_ms").alias("to_ms"),
    ).filter(_c("to_ms") > _c("from_ms"))
