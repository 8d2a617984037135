"""A queue's figures: mean, interval, and what a bad day looks like."""

from __future__ import annotations

from sim.show.figures import amount, by_unit, money, percent, share
from sim.show.found import Found
from sim.show.layout import INDENT, columns, indented, sentences
from sim.study.summary import KpiRow
from sim.units import format_duration

HEAD = ("mean", "95 % interval", "a day in ten is worse than")


def kpi_blocks(found: Found, full: bool) -> list[list[str]]:
    """A block for each queue, worst first; with `full` every KPI of each, and of all together."""
    queues: tuple[str | None, ...] = found.worst_first
    if full:
        return [_lines(found, queue, _every(found, queue)) for queue in (*queues, None)]
    return [_lines(found, queue, _main(found, queue)) for queue in found.worst_first]


def _main(found: Found, queue: str) -> list[tuple[str, str]]:
    """The labels and names of the KPIs that a planner looks at first, those of callbacks only where offered."""
    page, target = found.study.scenario.queues[queue], found.target(queue)
    within = format_duration(target.within) if target else "20s"
    formula = target.formula if target else "offered"
    wanted = [(f"service level   {formula}, within {within}", found.level(queue))]
    if page.callback and formula != "excl_callbacks":
        wanted.append((f"                excl_callbacks, within {within}", "service_level_excl_callbacks"))
    wanted += [
        ("speed of answer (ASA)", "asa"),
        ("time to a human (callbacks counted)", "time_to_human"),
        ("wait, 95th percentile", "wait_p95"),
        ("abandoned", "abandon_rate"),
    ]
    if page.callback:
        wanted += [("callback taken, of those offered", "callback_take_rate"), ("time to callback", "time_to_callback")]
    if page.unresolved or page.escalate:
        wanted.append(("resolved by the first contact", "fcr_true"))
    return [*wanted, ("handle time (AHT)", "aht"), ("occupancy", "occupancy")]


def _every(found: Found, queue: str | None) -> list[tuple[str, str]]:
    return [(row.kpi, row.kpi) for row in found.rows if row.queue == queue and row.interval is None]


def _lines(found: Found, queue: str | None, wanted: list[tuple[str, str]]) -> list[str]:
    name = queue or "all queues together"
    cells = [[name, HEAD[0], "", HEAD[1], "", HEAD[2]]]
    for label, kpi in wanted:
        row = found.row(kpi, queue)
        if row is not None:
            cells.append([label, *_figures(row), _bad_day(found, row)])
    return indented(_joined(cells))


def _joined(cells: list[list[str]]) -> list[str]:
    """The two ends of an interval lean on the dash between them."""
    ends = columns([["", "", ""] if row[3] == HEAD[1] else row[2:5] for row in cells], "rlr", gap=1)
    spans = [HEAD[1] if row[3] == HEAD[1] else end for row, end in zip(cells, ends, strict=True)]
    return columns([[row[0], row[1], span, row[5]] for row, span in zip(cells, spans, strict=True)], "lrlr", gap=3)


def _figures(row: KpiRow) -> list[str]:
    low, high = (_bare(end, row.unit) for end in (row.low, row.high))
    dash = "-" if row.low is not None and row.high is not None else ""
    return [by_unit(row.mean, row.unit), low if dash else "", dash, high if dash else ""]


def _bare(value: float | None, unit: str) -> str:
    return percent(value) if unit == "share" else by_unit(value, unit)


def _bad_day(found: Found, row: KpiRow) -> str:
    value = found.day_in_ten(row.kpi, row.queue)
    return share(value, 0) if row.unit == "share" else by_unit(value, row.unit)


def cost_line(found: Found) -> list[str]:
    """What the plan costs a day and a contact, and the hours behind it."""
    currency = found.study.scenario.currency
    on_queue, paid = found.mean("on_queue_hours"), found.mean("paid_hours")
    hours = (
        f"{amount(on_queue, 1)} h on queue / {amount(paid, 1)} h paid, shrinkage {share(found.mean('shrinkage'), 0)}"
    )
    if not found.mean("cost"):
        return [f"{INDENT}hours a day  ({hours})"]
    each = f"{money(found.mean('cost_per_contact'), currency, 2)} a contact handled"
    solved = f"{money(found.mean('cost_per_resolution'), currency, 2)} an issue resolved"
    return sentences(f"cost a day  {money(found.mean('cost'), currency)}  ({hours}); {each}, {solved}", hang=12)
