"""Virtual waits: how long those who abandoned would have waited (Jouini, Koole, Roubos 2013)."""

from __future__ import annotations

import numpy as np
import polars as pl

from sim.scenario.schema import Scenario
from sim.units import NEVER


def has_virtual_waits(scenario: Scenario) -> bool:
    """Only a single first-come queue of calls has them: one queue, every group serving it, nobody called back or put
    ahead."""
    queue = next(iter(scenario.queues.values()))
    return len(scenario.queues) == 1 and queue.channel == "voice" and queue.callback is None and queue.escalate is None


def virtual_waits(rows: pl.DataFrame, agents: pl.DataFrame) -> pl.Series:
    """The wait in ms that each row had, or would have had: for those answered their own; for those who abandoned or
    balked until an agent takes a contact queued after them, or stays free with none waiting; NEVER for those still
    waiting at the horizon. Null for rows outside N - F. `rows` of one replication, with the column `wait_all`."""
    c = pl.col
    numbered = rows.select("queued_ms", "answered_ms", "ended_ms", "wait", "wait_all", "outcome").with_row_index("row")
    line = numbered.filter(c("queued_ms").is_not_null()).sort("queued_ms", "row")
    answered = line["answered_ms"].fill_null(NEVER).to_numpy()
    taken_later = np.append(np.minimum.accumulate(answered[::-1])[::-1][1:], NEVER)[: len(answered)]
    idle = np.append(np.sort(agents.filter(c("state") == "idle")["from_ms"].to_numpy()), NEVER)
    left = line["ended_ms"].fill_null(NEVER).to_numpy()
    free_again = idle[np.minimum(np.searchsorted(idle, left), len(idle) - 1)]
    would_wait = np.minimum(taken_later, free_again) - line["queued_ms"].to_numpy()
    virtual = line.select("row", pl.Series("would_wait", would_wait))
    abandoned = c("outcome").is_in(["abandoned", "balked"])
    waiting = (c("outcome") == "open") & c("queued_ms").is_not_null()
    wait = pl.when(abandoned).then("would_wait").when(waiting).then(pl.lit(NEVER)).otherwise("wait")
    return numbered.join(virtual, on="row", how="left", maintain_order="left").select(wait).to_series()
