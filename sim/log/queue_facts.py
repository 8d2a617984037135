"""What must hold for the lines: their recorded lengths add up to the waits of those who stood in them."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from sim.log.columns import Logs
from sim.log.findings import broken
from sim.scenario.schema import Scenario
from sim.units import DAY

_c = pl.col
_LINE = ("replication", "queue")


def steps(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """A line changes by one contact at a time, never below none, in order of time."""
    rows = _beside_previous(logs.queues).with_columns(
        (_c("length") - _c("length_before")).abs().alias("step"), (_c("ms") < _c("ms_before")).alias("late")
    )
    yield from broken("a line is never shorter than nobody", rows, _c("length") < 0)
    yield from broken("a line changes by one contact at a time", rows, _c("step") != 1)
    yield from broken("a line's changes are in order of time", rows, _c("late"))


def waits(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """The integral of each line's length is the sum of the waits in it: of those answered, abandoned, disconnected, or
    still there at the end. Who accepted a callback stands in it from picking up and holding on; who balks never. What
    lies in a backlog does until the reply, but for the time that somebody is at work on it."""
    # Beyond any horizon: what is still in line is there in both sums until then.
    end = (scenario.days.warm_up + scenario.days.count + 2) * DAY
    # A contact that joins adds the time from then to the end, one that leaves takes it away.
    lengths = _beside_previous(logs.queues).with_columns(
        ((_c("length") - _c("length_before")) * (end - _c("ms"))).alias("area")
    )
    in_line = ~_c("callback_accepted") | _c("picked_up_ms").is_not_null()
    standing = logs.contacts.filter(_c("queued_ms").is_not_null(), in_line)
    left = pl.when("left_silently").then(_c("silent_until_ms")).otherwise(pl.coalesce("answered_ms", "ended_ms"))
    left = pl.when(_c("worked_ms").is_null()).then(left).otherwise("ended_ms").fill_null(end)
    waited = left - _c("worked_ms").fill_null(0) - pl.coalesce("picked_up_ms", "queued_ms")
    areas = lengths.group_by(_LINE).agg(_c("area").sum())
    sums = standing.group_by(_LINE).agg(waited.sum().alias("waited"))
    both = areas.join(sums, on=_LINE, how="full", coalesce=True).with_columns(_c("area", "waited").fill_null(0))
    for row in both.filter(_c("area") != _c("waited")).sort(_LINE).iter_rows(named=True):
        yield (
            f"a line's length adds up to the waits of those in it: broken on {row['queue']}, replication "
            f"{row['replication']}, {row['area']:,} ms in the line's record, {row['waited']:,} ms on the contacts' rows"
        )


def _beside_previous(queues: pl.DataFrame) -> pl.DataFrame:
    """Each change beside the one before it in the same line; before the first nobody waits."""
    lines = queues.partition_by(_LINE, maintain_order=True) or [queues]
    return pl.concat(
        line.with_columns(
            _c("length").shift(1, fill_value=0).alias("length_before"),
            _c("ms").shift(1, fill_value=_c("ms").min()).alias("ms_before"),
        )
        for line in lines
    )


FACTS = (steps, waits)
