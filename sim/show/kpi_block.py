"""A queue's figures: mean, interval, and what a bad day looks like."""

from __future__ import annotations

from sim.kpi.profiles import NEUTRAL
from sim.show.export import key
from sim.show.few_days import enough_days
from sim.show.figures import UNKNOWN, by_unit, percent, share
from sim.show.found import Found
from sim.show.layout import fitted
from sim.show.queue_order import misses_first
from sim.study.summary import KpiRow
from sim.units import format_duration

EXPERIENCE = (
    ("modelled: CSAT, 4 or 5 of 5", "csat"),
    ("modelled: NPS, -100 to 100", "nps"),
    ("modelled: ease (CES), 1 to 7", "ces"),
    ("modelled: leave for good", "churn"),
)
"""Labels and names of the KPIs that a scenario with `experience` has."""


def kpi_blocks(found: Found, full: bool) -> list[list[str]]:
    """A block for each queue, those that miss first; with `full` every KPI of each, and of all together."""
    queues: tuple[str | None, ...] = (*misses_first(found), None) if full else misses_first(found)
    tables = []
    for queue in queues:
        wanted = _every(found, queue) if full or queue is None else _main(found, queue)
        rows = [(label, row) for label, kpi in wanted if (row := found.row(kpi, queue))]
        head = [queue or "all queues together", "mean", "95 % interval", "a day in ten is worse than"]
        tables.append([head, *([label, *_figures(found, row)] for label, row in rows)])
    every = [cells for table in tables for cells in table]
    lines = iter(fitted(every, "lrll") if enough_days(found) else fitted([cells[:-1] for cells in every], "lrl"))
    return [[next(lines) for _ in table] for table in tables]


def _main(found: Found, queue: str) -> list[tuple[str, str]]:
    """The labels and names of the KPIs that a planner looks at first, those of callbacks only where offered, those
    of quotes only where the file announces them, or chooses how to quote."""
    page, target = found.study.scenario.queues[queue], found.target(queue)
    if page.deferred:
        return _of_email(found, queue)
    within = format_duration(target.within) if target else "20s"
    formula = target.formula if target else "offered"
    told = f"{formula}, within {within}" if target else f"no target: counted within {within}"
    wanted = [(f"service level   {told}", found.level(queue))]
    if found.profile is not NEUTRAL:
        own = found.profile.level
        wanted = [(f"service level   {own.formula}, within {within}", own.key)]
        wanted += [(f"  as the target has it: {formula}", found.level(queue))] if target else []
    elif page.callback and formula != "excl_callbacks":
        wanted.append((f"                excl_callbacks, within {within}", "service_level_excl_callbacks"))
    wanted += [
        ("speed of answer (ASA)", "asa"),
        ("time to a human (callbacks counted)", "time_to_human"),
        ("wait, 95th percentile", "wait_p95"),
        ("abandoned", "abandon_rate"),
    ]
    if page.can_block:
        wanted.append(("turned away, line full", "blocked_rate"))
    if page.announce or "quote" in page.model_fields_set:
        wanted += [("quoted wait, less the wait", "quote_error"), ("  off by, either way", "quote_error_abs")]
    if page.announce:
        wanted.append(("waited longer than announced", "announced_late_share"))
    if page.callback:
        wanted += [("callback taken, of those offered", "callback_take_rate"), ("time to callback", "time_to_callback")]
    if page.callback and page.callback.scheduled:
        wanted.append(("  of it past the promised time", "callback_lateness"))
    if page.unresolved or page.escalate:
        wanted.append(("resolved by the first contact", "fcr_true"))
    wanted += [("handle time (AHT)", "aht"), ("occupancy", "occupancy")]
    if page.channel == "chat":
        wanted += [("chats in hand, of a busy agent", "concurrency"), ("places for chats taken", "slot_occupancy")]
    return [*wanted, *(modelled for modelled in EXPERIENCE if found.mean(modelled[1], queue) is not None)]


def _of_email(found: Found, queue: str) -> list[tuple[str, str]]:
    """Nobody waits on the line: replies, and what lies in the backlog."""
    target, wanted = found.target(queue), []
    if target:
        clock = "" if target.clock == "calendar" else ", opening hours"
        wanted.append((f"service level   replied within {format_duration(target.within)}{clock}", found.level(queue)))
    by = ", opening hours" if target and target.clock == "opening_hours" else ""
    page = found.study.scenario.queues[queue]
    times = [format_duration(ms) for ms in page.reply_expected or ()]
    calendar = ", by the calendar" if target and target.clock == "opening_hours" else ""
    expected = [(f"  within {time}{calendar}", f"reply_within {time}") for time in times]
    return [
        *wanted,
        (f"time to the reply{by}", "first_response_time"),
        ("  90th percentile", "first_response_time_p90"),
        ("replied to by the end", "answered_share"),
        *expected,
        *([(f"  within the time expected{calendar}", "expectation_met")] if expected else []),
        *([("messages by the time it is taken up", "messages_per_contact")] if page.chases else []),
        ("backlog as a day ends, contacts", "backlog"),
        ("  hours of work in it", "backlog_hours"),
        (f"  age{by}, 90th percentile", "backlog_age_p90"),
        ("  the oldest", "backlog_age_max"),
        ("handle time (AHT)", "aht"),
        ("occupancy", "occupancy"),
    ]


def _every(found: Found, queue: str | None) -> list[tuple[str, str]]:
    rows = [row for row in found.rows if row.queue == queue and row.interval is None and row.mean is not None]
    return [(key(row), key(row)) for row in rows]


def _figures(found: Found, row: KpiRow) -> list[str]:
    # Of most that are neither good nor bad nothing is worse; a busier agent is.
    sided = found.better(row) != "neither" or row.kpi == "occupancy"
    bad_day = found.day_in_ten(row) if sided else None
    return [
        by_unit(row.mean, row.unit),
        _between(row.low, row.high, row.unit),
        share(bad_day, 0) if row.unit == "share" else by_unit(bad_day, row.unit),
    ]


def _between(low: float | None, high: float | None, unit: str) -> str:
    """`76.3 - 78.4`: the two ends, the unit where it is not that of the mean beside them."""
    if low is None or high is None:
        return UNKNOWN
    ends = (percent(low), percent(high)) if unit == "share" else (by_unit(low, unit), by_unit(high, unit))
    if unit == "s" and all(end.endswith(" s") for end in ends):
        ends = (ends[0].removesuffix(" s"), ends[1].removesuffix(" s"))
    return f"{ends[0]:>6} - {ends[1]}"
