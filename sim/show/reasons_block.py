"""What each contact reason of a queue is of its contacts and of its agents' work."""

from __future__ import annotations

import polars as pl

from sim.show.figures import UNKNOWN, by_unit, share
from sim.show.found import Found
from sim.show.layout import WIDTH, columns, cut, indented
from sim.units import SECOND

HEAD = ["contacts", "contained", "handled", "handle time", "agents' work"]
"""Shares of the queue's contacts, of the reason's own, of the queue's handled, and of its talk, hold and wrap-up."""

LONGEST_LABEL = WIDTH // 3


def reasons_blocks(found: Found) -> list[list[str]]:
    """A block for each queue with reasons, in file order, over all days played."""
    queues = found.study.scenario.queues.items()
    return [_block(found, name, list(page.reasons)) for name, page in queues if page.reasons]


def _block(found: Found, queue: str, reasons: list[str]) -> list[str]:
    """The reasons in file order. An escalated contact counts on each of its queues, a redial again."""
    mine = found.study.cells.reasons.filter(pl.col("queue") == queue).drop("queue").group_by("reason").sum()
    sums = {row["reason"]: row for row in mine.to_dicts()}
    total = {name: sum(row[name] for row in sums.values()) for name in ("arrived", "handled", "handle_ms")}
    rows = [[cut(f"{queue}, by reason", LONGEST_LABEL), *HEAD]]
    for reason in reasons:
        if (row := sums.get(reason)) is None:
            rows.append([cut(reason, LONGEST_LABEL), "0.0 %", *[UNKNOWN] * 4])
            continue
        mean = row["handle_ms"] / row["handled"] / SECOND if row["handled"] else None
        rows.append(
            [
                cut(reason, LONGEST_LABEL),
                _part(row["arrived"], total["arrived"]),
                _part(row["contained"], row["arrived"]),
                _part(row["handled"], total["handled"]),
                by_unit(mean, "s"),
                _part(row["handle_ms"], total["handle_ms"]),
            ]
        )
    return indented(columns(rows, "lrrrrr", gap=3))


def _part(some: int, of: int) -> str:
    return share(some / of if of else None, 1)
