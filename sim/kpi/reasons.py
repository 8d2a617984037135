"""Sums by contact reason: how many come for it, how many self-service contains, and what the others take of agents."""

from __future__ import annotations

import polars as pl

from sim.kpi.sums import HANDLE_MS

_c = pl.col
_HANDLED = _c("outcome").is_in(["answered", "callback_answered"])


def reason_sums(rows: pl.DataFrame, replication: int) -> pl.DataFrame:
    """A row per queue and reason over the counted days of a replication: `arrived` legs, those `contained`, those
    `handled`, and the talk, hold and wrap-up of these, `handle_ms`. None where no queue has reasons."""
    return (
        rows.filter(_c("reason").is_not_null())
        .group_by("queue", "reason")
        .agg(
            pl.len().cast(pl.Int64).alias("arrived"),
            (_c("outcome") == "contained").sum().cast(pl.Int64).alias("contained"),
            _HANDLED.sum().cast(pl.Int64).alias("handled"),
            HANDLE_MS.filter(_HANDLED).sum().alias("handle_ms"),
        )
        .sort("queue", "reason")
        .select(pl.lit(replication, pl.Int64).alias("replication"), pl.all())
    )
