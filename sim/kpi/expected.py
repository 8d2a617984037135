"""Replies against what customers expect of email, by the calendar from joining the backlog.

`reply_within 4h` is the share of all email replied to within so long; there is one for each time under some queue's
`reply_expected`. `expectation_met` weighs each of a queue's times by the share of customers whose expectation it is:
with {15m: 12%, 4h: 46%} it is (12 x reply_within 15m + 34 x reply_within 4h) / 46. What is open at the end has not been
replied to within any time, even if that is not over yet.
"""

from __future__ import annotations

from itertools import pairwise

import polars as pl

from sim.kpi.kpi import Kpi, share
from sim.kpi.sums import column
from sim.scenario.schema import Scenario
from sim.units import format_duration

WITHIN = "replied within "
"""Prefix of a column a time: email replied to within it."""

EXPECTATION_SUMS = ("expecting", "expectation_met")
"""Columns of a cell where some queue has `reply_expected`: customers who wrote and expect a reply within some time, and
those of them whose reply came in it (numbers of customers, as each is so likely to be one of them)."""

EXPECTATION_MET = share(
    "expectation_met",
    "replied within the time expected / those who wrote and expect a reply within some time",
    column("expectation_met"),
    column("expecting"),
    "high",
    "By the shares of `reply_expected`; calendar time",
)


def reply_within(time: str) -> Kpi:
    """The share of email replied to within a time, as it is written."""
    return share(
        f"reply_within {time}",
        f"replied within {time} / joined the backlog",
        column(WITHIN + time),
        column("mails"),
        "high",
        "Calendar time",
    )


def times_expected(scenario: Scenario) -> tuple[int, ...]:
    """The times under `reply_expected`, ms, ascending; none where no queue has it."""
    return tuple(sorted({ms for page in scenario.queues.values() for ms in page.reply_expected or ()}))


def expectation_kpis(scenario: Scenario) -> tuple[Kpi, ...]:
    """`reply_within` for each time, and EXPECTATION_MET; none where no queue has `reply_expected`."""
    times = times_expected(scenario)
    return (*(reply_within(format_duration(ms)) for ms in times), EXPECTATION_MET) if times else ()


def expectation_columns(scenario: Scenario) -> tuple[str, ...]:
    """The columns that these KPIs are made from."""
    times = times_expected(scenario)
    return (*(WITHIN + format_duration(ms) for ms in times), *EXPECTATION_SUMS) if times else ()


def expectation_row_sums(scenario: Scenario) -> dict[str, pl.Expr]:
    """What a row with `reply` adds to each of `expectation_columns`."""
    if not times_expected(scenario):
        return {}
    took = pl.when(pl.col("reply").is_not_null()).then(pl.col("ended_ms") - pl.col("queued_ms"))
    made = {WITHIN + format_duration(ms): took <= ms for ms in times_expected(scenario)}
    expecting, met = pl.lit(0.0), pl.lit(0.0)
    for name, page in scenario.queues.items():
        wrote = (pl.col("queue") == name) & pl.col("lain").is_not_null()
        for (_, before), (within, until) in pairwise([(0, 0.0), *(page.reply_expected or {}).items()]):
            expecting += pl.when(wrote).then(until - before).otherwise(0.0)
            met += pl.when(wrote & (took <= within)).then(until - before).otherwise(0.0)
    return {**made, "expecting": expecting, "expectation_met": met}
