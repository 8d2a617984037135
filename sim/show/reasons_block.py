"""What each contact reason of a queue is of its contacts and of its agents' work."""

from __future__ import annotations

from collections.abc import Mapping

from sim.show.figures import UNKNOWN, by_unit, share
from sim.show.found import Found
from sim.show.layout import WIDTH, columns, cut, indented
from sim.study.reasons import ReasonRow, reason_rows

HEADS = {
    "share_of_contacts": "contacts",
    "share_contained": "contained",
    "share_of_handled": "handled",
    "aht": "handle time",
    "share_of_work": "agents' work",
}
"""Of each KPI by reason, in reading order."""

LONGEST_LABEL = WIDTH // 3


def reasons_blocks(found: Found) -> list[list[str]]:
    """A block for each queue with reasons, in file order, over all days played."""
    by_queue: dict[str, dict[str, dict[str, ReasonRow]]] = {}
    for row in reason_rows(found.study):
        by_queue.setdefault(row.queue, {}).setdefault(row.reason, {})[row.kpi] = row
    return [_block(queue, reasons) for queue, reasons in by_queue.items()]


def _block(queue: str, reasons: Mapping[str, Mapping[str, ReasonRow]]) -> list[str]:
    rows = [[cut(f"{queue}, by reason", LONGEST_LABEL), *HEADS.values()]]
    for reason, kpis in reasons.items():
        rows.append([cut(reason, LONGEST_LABEL), *_cells([kpis[kpi] for kpi in HEADS])])
    return indented(columns(rows, "lrrrrr", gap=3))


def _cells(kpis: list[ReasonRow]) -> list[str]:
    if not kpis[0].mean:
        return [share(0.0, 1), *[UNKNOWN] * (len(kpis) - 1)]  # nobody came for it
    return [share(one.mean, 1) if one.unit == "share" else by_unit(one.mean, one.unit) for one in kpis]
