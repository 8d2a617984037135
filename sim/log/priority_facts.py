"""What must hold where a queue has priority: nobody behind it is taken over somebody who waits there."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sim.log.columns import Logs
from sim.log.findings import broken
from sim.scenario.schema import Scenario

_c = pl.col


def priority(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """While a contact waits on a queue, before and after a moment, no agent who serves that queue without conditions
    takes one then from a queue behind it. Callbacks are left out: the log does not say when they may be dialled. So is
    who turns up as several places of a desk free: its agent takes one contact a turn, and the new ones choose before
    the next turn."""
    live = logs.contacts.filter(_c("queued_ms").is_not_null(), ~_c("callback_accepted"))
    for first, page in scenario.queues.items():
        for behind in page.before or ():
            groups = [
                name
                for name, group in scenario.agents.items()
                if {first, behind} <= set(group.skills) and first not in (group.overflow or {})
            ]
            several = [name for name in groups if scenario.agents[name].chats is not None]
            at_once = _c("group").is_in(several) & (_c("answered_ms") == _c("queued_ms"))
            taken = live.filter(_c("queue") == behind, _c("group").is_in(groups), ~at_once)
            taken = taken.filter(_c("answered_ms").is_not_null())
            for replication in taken["replication"].unique().sort():
                mine = _c("replication") == replication
                rows = taken.filter(mine)
                over = somebody_waits(live.filter(mine, _c("queue") == first), rows["answered_ms"].to_numpy())
                fact = f"{first} comes before {behind}"
                yield from broken(fact, rows.with_columns(pl.Series("over", over)), _c("over"))


def somebody_waits(rows: pl.DataFrame, when: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether some wait began before and ended after each of these ms; one without an end goes on."""
    left = rows.select(pl.coalesce("answered_ms", "ended_ms", pl.lit(np.iinfo(np.int64).max)).alias("left"))["left"]
    waited = rows.with_columns(left).filter(_c("left") > _c("queued_ms"))
    began = np.searchsorted(np.sort(waited["queued_ms"].to_numpy()), when, side="left")
    ended = np.searchsorted(np.sort(waited["left"].to_numpy()), when, side="right")
    waits: NDArray[np.bool_] = began > ended
    return waits


FACTS = (priority,)
