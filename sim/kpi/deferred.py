"""Email: replies, targets and backlogs. A scenario has these figures where a queue of it is of email.

Times run by the clock of the queue's target, the calendar without one, from joining the backlog. The reply is sent when
the work is done. A target is decided once the reply is sent or the time is over; what is still open, and not due before
the end of the last day played, is neither met nor missed, and in no service level. On a queue of email N is what is
decided (all, without a target), A what is answered of it, A_T what is answered within T; it has no waits and no
abandons, and in totals over all queues the line's figures (N, A, service levels, waits) are those of live queues alone.
"""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sim.demand.means import mean_handle_ms
from sim.kpi.kpi import Kpi, Percentile, per, seconds, share
from sim.kpi.sums import DAYS, column
from sim.scenario.opening_clock import opening_clock
from sim.scenario.schema import Scenario
from sim.units import DAY, HOUR

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_c = pl.col

DEFERRED_SUMS = (
    "mails", "replied", "reply_ms", "due", "missed", "settled", "resolution_ms", "taken_up", "messages", "backlog",
    "backlog_work_ms",
)  # fmt: skip
"""Columns of a cell where the scenario has email: legs that joined a backlog; of them, those replied to, and the time
until then; those whose target is decided, and those that missed it; those that settled an issue begun in the log, and
the time since it began; those on which work has begun, and the messages that had come by then; what lies in the backlog
at the end of the day (in its last interval), and the mean work of it."""

DEFERRED: tuple[Kpi, ...] = (
    seconds(
        "first_response_time",
        "sum from joining the backlog to the reply / replied",
        column("reply_ms"),
        column("replied"),
        "low",
        "FRT: read answered_share beside it, for what has no reply yet is not in it",
    ),
    share("answered_share", "replied / joined the backlog", column("replied"), column("mails"), "high"),
    share(
        "target_missed_rate",
        "replied late, or open past the target / target decided",
        column("missed"),
        column("due"),
        "low",
        "What is open and not yet due is left out",
    ),
    seconds(
        "resolution_time",
        "sum from the issue's first arrival to the reply that settled it / settled",
        column("resolution_ms"),
        column("settled"),
        "low",
        "By the calendar, over all contacts and channels of the issue",
    ),
    per(
        "backlog",
        "lies in the backlog as a day ends",
        column("backlog"),
        DAYS,
        "low",
        about="At 24:00, with what is at work",
    ),
    per(
        "backlog_hours",
        "the backlog times the queue's mean handle time, as a day ends",
        column("backlog_work_ms"),
        DAYS * HOUR,
        "low",
        "hours",
        "Hours of work that lie there",
    ),
)
"""The KPIs of a scenario with email."""

MESSAGES = per(
    "messages_per_contact",
    "messages sent by the time work on them began / taken up",
    column("messages"),
    column("taken_up"),
    "low",
    about="Where customers write again (`chases`)",
)

DEFERRED_PERCENTILES: tuple[Percentile, ...] = (
    *(Percentile(f"first_response_time_p{p}", f"p{p} of times to the reply", "reply", p, "") for p in (50, 90)),
    *(Percentile(f"backlog_age_p{p}", f"p{p} of ages as days end", "backlog_age", p, "") for p in (50, 90)),
    Percentile("backlog_age_max", "the oldest as days end", "backlog_age", 100, ""),
)
"""Their percentiles."""

_ONLY_LIVE = ("abandoned", "abandoned_in_t", "short_abandoned", "wait_answered_ms", "wait_abandoned_ms", "delayed")
"""Sums of the line that a backlog has not."""


def has_email(scenario: Scenario) -> bool:
    """Whether these figures exist."""
    return any(queue.deferred for queue in scenario.queues.values())


def email_kpis(scenario: Scenario) -> tuple[Kpi, ...]:
    """DEFERRED, and MESSAGES where customers write again; none without email."""
    chased = any(queue.chases for queue in scenario.queues.values())
    return (DEFERRED + ((MESSAGES,) if chased else ())) if has_email(scenario) else ()


def since_queued(rows: pl.DataFrame, until: Ints, scenario: Scenario) -> Ints:
    """How long each row has lain at `until` by its queue's clock, ms."""
    queued, queue = rows["queued_ms"].fill_null(0).to_numpy(), rows["queue"]
    lain: Ints = until - queued
    by_hours = [name for name, page in scenario.queues.items() if page.target and page.target.clock == "opening_hours"]
    if by_hours:
        clock, mine = opening_clock(scenario), queue.is_in(by_hours).to_numpy()
        lain[mine] = clock.read(until[mine]) - clock.read(queued[mine])
    return lain


def with_replies(rows: pl.DataFrame, contacts: pl.DataFrame, scenario: Scenario) -> pl.DataFrame:
    """Counted rows of one replication, of all its `contacts`, with `lain` (joined the backlog; ms until the reply, or
    the end of the days played), `reply` (the same where there is one) and `resolution_ms`."""
    end = (scenario.days.warm_up + scenario.days.count) * DAY
    lay = _c("worked_ms").is_not_null()
    lain = pl.Series("lain", since_queued(rows, rows["ended_ms"].fill_null(end).to_numpy(), scenario))
    begun = contacts.filter(_c("attempt") == 1).group_by("issue").agg(_c("arrived_ms").min().alias("begun_ms"))
    told = rows.with_columns(lain).join(begun, on="issue", how="left", maintain_order="left")
    settled = lay & _c("resolved").fill_null(value=False)
    return told.with_columns(
        pl.when(lay).then("lain").alias("lain"),
        pl.when(lay & _c("ended_ms").is_not_null()).then("lain").alias("reply"),
        pl.when(settled).then(_c("ended_ms") - _c("begun_ms")).alias("resolution_ms"),
    )


def email_sums(line: dict[str, pl.Expr]) -> dict[str, pl.Expr]:
    """The sums of `line` as rows of email add to them, and DEFERRED_SUMS but for the backlog."""
    lay, replied, late = _c("lain").is_not_null(), _c("reply").is_not_null(), _c("lain") > _c("threshold_ms")
    in_time = replied & ~late
    decided = pl.when("promises").then(replied | late).otherwise(lay)
    email = {
        "queued": lay & decided,
        "answered": replied,
        "still_waiting": lay & decided & ~replied,
        "answered_in_t": in_time,
        "answered_under_t": replied & (_c("lain") < _c("threshold_ms")),
    }
    nothing = pl.lit(value=False)
    own = {name: pl.when("deferred").then(email.get(name, nothing)).otherwise(sum_) for name, sum_ in line.items()}
    return own | {
        "mails": lay,
        "replied": replied,
        "reply_ms": _c("reply"),
        "due": lay & _c("promises") & (replied | late),
        "missed": lay & _c("promises") & late,
        "settled": _c("resolution_ms").is_not_null(),
        "resolution_ms": _c("resolution_ms"),
        "taken_up": _c("messages").is_not_null(),
        "messages": _c("messages"),
    }


def live_totals(cube: dict[str, Floats], line: tuple[str, ...], scenario: Scenario) -> None:
    """In arrays (day, interval, queue or total last): totals of the line are of live queues, and what a backlog has not
    is no figure there."""
    pages = list(scenario.queues.values())
    live = [number for number, page in enumerate(pages) if not page.deferred]
    for name in line:
        cube[name][:, :, -1] = cube[name][:, :, live].sum(axis=2)
    for number, page in enumerate(pages):
        unknown = _ONLY_LIVE if page.target else (*_ONLY_LIVE, "answered_in_t")
        for name in unknown if page.deferred else ():
            cube[name][:, :, number] = np.nan


def backlog_cube(contacts: pl.DataFrame, scenario: Scenario) -> tuple[dict[str, Floats], dict[str | None, Ints]]:
    """`backlog` and `backlog_work_ms` of one replication, in the last interval of each counted day, and by queue (None
    for all together) the sorted ages of what lies there then."""
    days, per_day = scenario.days, DAY // scenario.interval
    found = np.zeros((days.count, per_day, len(scenario.queues) + 1))
    work, ages = found.copy(), {name: [np.zeros(0, np.int64)] for name in (*scenario.queues, None)}
    for number, (name, page) in enumerate(scenario.queues.items()):
        if not page.deferred:
            found[:, :, number] = work[:, :, number] = np.nan
            continue
        rows = contacts.filter(_c("queue") == name, _c("worked_ms").is_not_null())
        for day in range(days.count):
            midnight = (days.warm_up + day + 1) * DAY
            lying = rows.filter(_c("queued_ms") < midnight, ~(_c("ended_ms") < midnight).fill_null(value=False))
            found[day, -1, [number, -1]] += len(lying)
            work[day, -1, [number, -1]] += len(lying) * mean_handle_ms(scenario, name)
            aged = since_queued(lying, np.full(len(lying), midnight), scenario)
            ages[name].append(aged)
            ages[None].append(aged)
    by_queue = {name: np.sort(np.concatenate(parts)) for name, parts in ages.items()}
    return {"backlog": found, "backlog_work_ms": work}, by_queue
