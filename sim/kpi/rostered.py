"""The plan of agents by name beside what they did: shifts, breaks, and the time beyond the shift."""

from __future__ import annotations

import polars as pl

_c = pl.col
_WHO = ["group", "agent"]


def planned_by_name(plan: pl.DataFrame, spans: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Spans (from_ms, to_ms) of a group with shifts: `shift_ms`, `break_ms`, `meal_ms` as planned, and `overtime_ms`,
    what its agents were there for beyond their shifts. `plan` and `spans` are rows of one replication's ROSTER and
    AGENTS."""
    found = {f"{name}_ms": plan.filter(_c("planned") == name) for name in ("shift", "break", "meal")}
    return found | {"overtime_ms": _beyond(found["shift_ms"], spans)}


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
