"""Where contacts went: every outcome, adding up to all of them."""

from __future__ import annotations

import polars as pl

from sim.show.figures import adding_up, amount
from sim.show.found import Found
from sim.show.layout import columns, indented, sentences
from sim.units import SECOND, format_duration

BAR = 30
OTHER_ENDS = {
    "outcome_callback_answered": "called back",
    "outcome_contained": "contained by self-service",
    "outcome_abandoned": "abandoned",
    "outcome_balked": "left on hearing the wait",
    "outcome_callback_failed": "called back, not reached",
    "outcome_callback_cancelled": "callback cancelled at closing",
    "outcome_self_service_abandoned": "hung up in self-service",
    "outcome_blocked": "turned away, line full",
    "outcome_closed": "came outside opening hours",
    "outcome_open": "still inside at the end",
}


def flow(found: Found) -> list[str]:
    """A line for each outcome with its share, count a day and a bar; what is nought on every day is left out."""
    sums = found.study.cells.days.filter(pl.col("queue").is_null()).drop("queue").sum().to_dicts()[0]
    days, arrived = found.study.days, sums["arrived"]
    if not arrived:
        return indented(["Nobody came."])
    by_queue = found.study.cells.days.filter(pl.col("queue").is_not_null())  # the total of the line leaves email out
    in_time = min(by_queue["answered_in_t"].sum(), sums["outcome_answered"])
    ends = {f"answered {_in_time(found)}": in_time, "answered later": sums["outcome_answered"] - in_time}
    ends |= {label: sums[column] for column, label in _other_ends(found).items()}
    ends = {label: count for label, count in ends.items() if count}
    shares = adding_up([100 * count / arrived for count in ends.values()], 1)
    counts = adding_up([count / days for count in ends.values()], 0)
    longest = max(ends.values())
    rows = [
        [label, f"{part:.1f} %", amount(count) if count else "<1", "#" * max(1, round(BAR * ends[label] / longest))]
        for label, part, count in zip(ends, shares, counts, strict=True)
    ]
    total = ["", "100.0 %", amount(round(arrived / days)), ""]
    return [*sentences(_head(sums, days), hang=2), *indented(columns([*rows, total], "lrrl"))]


def _other_ends(found: Found) -> dict[str, str]:
    """Callbacks are cancelled at closing alone, unless the file says that customers ring again; they fail unreached,
    unless customers are rung first and hold."""
    callbacks = [queue.callback for queue in found.study.scenario.queues.values() if queue.callback]
    ends = dict(OTHER_ENDS)
    if any(callback.rings_again for callback in callbacks):
        ends["outcome_callback_cancelled"] = "callback cancelled (rang again, closing)"
    if any(callback.dial == "customer_first" for callback in callbacks):
        ends["outcome_callback_failed"] = "called back, not reached or gave up"
    return ends


def _head(sums: dict[str, float], days: int) -> str:
    came = {
        "first attempts": sums["contacts"] - sums["redials"] - sums["repeats"] - sums["switches"],
        "redials": sums["redials"],
        "repeats": sums["repeats"],
        "from another queue": sums["switches"],
        "escalated": sums["arrived"] - sums["contacts"],
    }
    came = {what: count for what, count in came.items() if count}
    rounded = adding_up([count / days for count in came.values()], 0)
    parts = " + ".join(f"{amount(count)} {what}" for what, count in zip(came, rounded, strict=True))
    return f"Where {amount(round(sums['arrived'] / days))} contacts a day went ({parts})"


def _in_time(found: Found) -> str:
    limits = {queue.target.within if queue.target else 20 * SECOND for queue in found.study.scenario.queues.values()}
    return f"within {format_duration(limits.pop())}" if len(limits) == 1 else "in time"
