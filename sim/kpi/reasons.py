"""By contact reason: how many come for it, how many self-service contains, and what the others take of agents.

Counted by leg over whole days: an escalated contact counts on each of its queues, a redial again. Agents' work is talk,
hold and wrap-up of handled legs. `--json` has them as `reasons`, a row for each plan, queue, reason and KPI, with the
keys of `kpis` but `interval`, `p5` and `p95`; `--csv` in `reasons.csv`; neither where no queue has reasons. A burst is
a reason of its queue, after its other ones.
"""

from __future__ import annotations

import polars as pl

from sim.kpi.kpi import Kpi, seconds, share
from sim.kpi.sums import HANDLE_MS
from sim.scenario.schema import Scenario

_c = pl.col
_HANDLED = _c("outcome").is_in(["answered", "callback_answered"])

REASON_SUMS = ("arrived", "contained", "handled", "handle_ms")
OF_QUEUE = "queue_"
"""Before the name of a sum: the same over all reasons of the queue."""

REASON_KPIS: tuple[Kpi, ...] = (
    share("share_of_contacts", "its contacts / the queue's", _c("arrived"), _c(OF_QUEUE + "arrived"), "neither"),
    share("share_contained", "its contacts contained / its contacts", _c("contained"), _c("arrived"), "high"),
    share("share_of_handled", "its handled / the queue's", _c("handled"), _c(OF_QUEUE + "handled"), "neither"),
    seconds("aht", "(talk + hold + wrap) / handled legs", _c("handle_ms"), _c("handled"), "low"),
    share("share_of_work", "its agents' work / the queue's", _c("handle_ms"), _c(OF_QUEUE + "handle_ms"), "neither"),
)  # fmt: skip
"""Of `reason_sums` and, with OF_QUEUE, of their sums over the queue."""


def reason_sums(rows: pl.DataFrame, scenario: Scenario, replication: int) -> pl.DataFrame:
    """A row per queue and reason over the counted days of a replication: `arrived` legs, those `contained`, those
    `handled`, and the talk, hold and wrap-up of these, `handle_ms`. On a queue with bursts and without reasons the
    customers of its normal day are a row too, of no reason. None where no queue has either."""
    with_some = [name for name, page in scenario.queues.items() if page.reason_names]
    return (
        rows.filter(_c("queue").is_in(with_some))
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
