"""What must hold by the opening hours of a queue, which may differ from day to day."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from sim.log.columns import Logs
from sim.log.findings import broken
from sim.scenario.opening import open_days
from sim.scenario.schema import Scenario
from sim.units import DAY

_ARRIVED = pl.col("arrived_ms")
OPENS, CLOSES = pl.col("day_opens"), pl.col("day_closes")


def with_hours(rows: pl.DataFrame, moment: pl.Expr, scenario: Scenario) -> pl.DataFrame:
    """Rows with OPENS and CLOSES, in ms, of their queue on the day of a moment; both null on days not played."""
    days = scenario.days.warm_up + scenario.days.count
    hours = [
        (queue, day, opens, closes)
        for queue in scenario.queues
        for day, (opens, closes) in enumerate(open_days(scenario, queue, 0, days - 1))
    ]
    schema = {"queue": pl.String, "of_day": pl.Int64, "day_opens": pl.Int64, "day_closes": pl.Int64}
    table = pl.DataFrame(hours, schema=schema, orient="row")
    return rows.with_columns((moment // DAY).alias("of_day")).join(table, on=("queue", "of_day"), how="left")


def turned_away(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """Who comes again finds the queue closed outside its opening hours, and only then."""
    rows = with_hours(logs.contacts.filter(pl.col("attempt") > 1, leg=1, channel="voice"), _ARRIVED, scenario)
    outside = ((_ARRIVED < OPENS) | (_ARRIVED >= CLOSES)).fill_null(True)
    at_the_door = pl.col("queued_ms").is_null() & pl.col("self_service").is_null()
    closed = pl.col("outcome").eq("closed") & at_the_door
    yield from broken(
        "who comes again is turned away as closed when the queue is, and only then", rows, closed != outside
    )


FACTS = (turned_away,)
