"""What the plan costs a day, and the parts that it adds up from."""

from __future__ import annotations

from sim.roster.heads import days_differ, stretches
from sim.scenario.schema import Scenario
from sim.scenario.shrinkage import ShrinkageByKind
from sim.show.figures import adding_up, amount, money, share
from sim.show.found import Found
from sim.show.layout import sentences
from sim.study.replicate import Study
from sim.units import HOUR

LEAST = 0.005
"""Money a day that no page shows."""


def cost_block(found: Found) -> list[str]:
    """Cost a day and a contact with the hours behind it, then its parts; the hours alone where nothing costs."""
    currency = found.study.scenario.currency
    on_queue, paid = found.mean("on_queue_hours"), found.mean("paid_hours")
    hours = f"{amount(on_queue, 1)} h on queue / {amount(paid, 1)} h paid, {_shrinkage(found)}"
    if not found.mean("cost"):
        return sentences(f"hours a day  ({hours})", hang=13)
    each = f"{money(found.mean('cost_per_contact'), currency, 2)} a contact handled"
    solved = f"{money(found.mean('cost_per_resolution'), currency, 2)} an issue resolved"
    told = f"cost a day  {money(found.mean('cost'), currency)}  ({hours}); {each}, {solved}"
    return [*sentences(told, hang=12), *sentences(" " * 12 + _added_up(cost_parts(found.study), currency), hang=12)]


def _shrinkage(found: Found) -> str:
    """`shrinkage 30 %`, with its kinds where a group writes them; the rest is groups that do not, breaks of shifts,
    absence, and rounding to whole heads."""
    in_all = found.mean("shrinkage")
    kinds = _kinds(found.study.scenario)
    if in_all is None or not kinds:
        return f"shrinkage {share(in_all, 0)}"
    parts = kinds | {"other": in_all - sum(kinds.values())}
    rounded = adding_up([part * 100 for part in parts.values()], 0)
    told = ", ".join(f"{what} {amount(part)} %" for what, part in zip(parts, rounded, strict=True) if part)
    return f"shrinkage {share(in_all, 0)}: {told}"


def _kinds(scenario: Scenario) -> dict[str, float]:
    """Each kind of shrinkage as a share of all paid hours; none where no group writes it by kind."""
    paid = {name: _paid_hours(scenario, name) for name in scenario.agents}
    kinds: dict[str, float] = {}
    for name, group in scenario.agents.items():
        for kind, part in group.shrinkage if isinstance(group.shrinkage, ShrinkageByKind) else ():
            kinds[kind] = kinds.get(kind, 0.0) + part * paid[name] / (sum(paid.values()) or 1)
    return {kind: part for kind, part in kinds.items() if part}


def _added_up(parts: dict[str, float], currency: str) -> str:
    """`paid hours 1,315 + self-service 32 = EUR 1,347`, without the parts that are nought."""
    there = {what: part for what, part in parts.items() if abs(part) >= LEAST}
    rounded = adding_up(list(there.values()), 0)
    told = " + ".join(f"{what} {amount(part)}" for what, part in zip(there, rounded, strict=True))
    return f"{told} = {money(sum(there.values()), currency)}"


def cost_parts(study: Study) -> dict[str, float]:
    """Money a day of each part of the KPI `cost`; they add up to it."""
    sums = {row["queue"]: row for row in study.cells.days.group_by("queue").sum().to_dicts()}
    services = {name: queue.self_service for name, queue in study.scenario.queues.items() if queue.self_service}
    parts = {
        "paid hours": _paid(study.scenario),
        "overtime": sums[None]["overtime_cost"] / study.days,
        "self-service": sum(sums[name]["sessions"] * one.cost for name, one in services.items()) / study.days,
        "the plan's own price": study.cost_per_day,
    }
    handled = " and handled" if any(group.cost_per_contact for group in study.scenario.agents.values()) else ""
    return parts | {f"contacts taken in{handled}": sums[None]["cost"] / study.days - sum(parts.values())}


def _paid(scenario: Scenario) -> float:
    """The planned hours of a day at each group's hourly cost."""
    return sum(_paid_hours(scenario, name) * group.cost_per_hour for name, group in scenario.agents.items())


def _paid_hours(scenario: Scenario, group: str) -> float:
    """A group's planned hours of a day; of the mean counted day where they differ."""
    days = range(scenario.days.count if days_differ(scenario) else 1)
    return sum(
        part.paid * (part.to_ms - part.from_ms) / HOUR for day in days for part in stretches(scenario, group, day)
    ) / len(days)
