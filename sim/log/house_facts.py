"""What must hold for the house: a queue with limited lines never has more contacts inside than lines."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from sim.log.columns import Logs
from sim.log.findings import broken
from sim.scenario.schema import Scenario

_c = pl.col
_CONTACT = ("replication", "issue", "attempt")


def lines(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """Counted at the end of each millisecond: within one, who arrives as another leaves may have that line."""
    limits = {name: queue.lines for name, queue in scenario.queues.items() if queue.lines is not None}
    if not limits:
        return
    # Who accepts a callback hangs up on reaching the queue; who escalates stays until the last leg ends.
    off_line = pl.when("callback_accepted").then("queued_ms").otherwise("ended_ms")
    calls = logs.contacts.group_by(_CONTACT).agg(
        _c("queue").sort_by("leg").first(),
        _c("arrived_ms").min().alias("on"),
        off_line.has_nulls().alias("open"),
        pl.when(_c("callback_accepted").any()).then(off_line.min()).otherwise(off_line.max()).alias("off"),
    )
    calls = calls.filter(_c("queue").is_in(list(limits)))
    came = calls.select("replication", "queue", _c("on").alias("ms"), pl.lit(1).alias("inside"))
    went = calls.filter(~_c("open")).select("replication", "queue", _c("off").alias("ms"), pl.lit(-1).alias("inside"))
    change = pl.concat([came, went]).group_by("replication", "queue", "ms").agg(_c("inside").sum())
    house = change.sort("replication", "queue", "ms").with_columns(
        _c("inside").cum_sum().over("replication", "queue", order_by="ms")
    )
    limit = _c("queue").replace_strict(limits, default=None, return_dtype=pl.Int64)
    yield from broken("a queue never has more inside than lines", house, _c("inside") > limit)


FACTS = (lines,)
