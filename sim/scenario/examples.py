"""What may be written at a place of the file, by example: for keys that are missing or written as something else."""

from __future__ import annotations

from sim.scenario.shape import shape_at

MISSING = {
    "name": "Support desk, weekday",
    "queues": "with the lines under it, by name",
    "arrivals": "{per_day: 1900}, or none for a queue fed by others",
    "skills": "[care]",
    "share": "40%",
    "size": "600",
    "decay": "1h",
    "zero": "10%",
    "contained": "30%",
    "unresolved": "50%",
    "answer": "80%",
    "within": "20s",
    "mean": "4m30s",
    "from": "2m",
    "mode": "3m",
    "k": "2",
    "cv": "15%",
    "correlation": "70%",
    "above": "85%",
    "values": "[50s, 2m, 7m]",
    "otherwise": "{exponential: 5m}",
    "when_wait_over": "{exponential: 6m}",
    "returns_within": "30m",
    "age": "{exponential: 6h}",
    "per_day": "120",
    "meet": "[care]",
    "on": "80% of days",
}
"""What to write for a key that is missing, where the key alone says it."""

MISSING_OF_KIND = {
    "names": "with the groups under it, by name",
    "text": "expert",
    "count": "7",
    "number": "1.5",
    "share": "35%",
    "relative": "+10%",
    "duration": "15m",
    "clock": "10:00",
    "shift_hours": "08:00-16:30",
    "law": "{exponential: 3m}",
}
"""What to write for any other that is missing, by the kind of its value."""

PAGES = {
    "days": "{count: 5, warm_up: 1}",
    "arrivals": "{per_day: 1900}, or none",
    "weekdays": "{mon: +15%, sat: -60%}",
    "within_day": "{cv: 15%, correlation: 70%}",
    "target": "{answer: 80%, within: 20s}",
    "cost": "{per_day: 120}",
    "decide": "{meet: [care], on: 80% of days, then: lowest cost}",
    "when_closed": "{returns_within: 30m}",
    "erlang": "{mean: 4m, k: 2}",
    "gamma": "{mean: 4m, cv: 0.8}",
    "escalate": "{chance: 12%, to: expert}",
    "talk_limit": "{at: 15m, unresolved: 50%}",
    "slow_down": "{above: 85%, by: +10%}",
    "adherence": "{late: {chance: 10%, by: {exponential: 5m}}}",
    "backlog": "{count: 90, age: {uniform: {from: 0s, to: 2d}}}",
}
"""What to write for a mechanism that is not written as one."""

NAMED = {
    "queues": ("care", "{arrivals: {per_day: 1900}, handle_time: {exponential: 5m}}"),
    "agents": ("front", "{skills: [care], on_queue: 9}"),
    "strategies": ("one_more", "{set: {agents.front.on_queue: +1}}"),
    "set": ("agents.front.on_queue", "+1"),
    "shifts": ("early", "{agents: 7, hours: 08:00-16:30}"),
    "bursts": ("outage", "{at: 10:00, size: 600, rise: 10m, decay: 1h}"),
    "overflow": ("care", "{after: 2m}"),
    "idle": ("front", "2"),
    "own_times": ("care", "{talk: {exponential: 3m}}"),
    "hires": ("2026-12-01", "10"),
    "reply_expected": ("4h", "46%"),
    "speed": ("care", "90%"),
    "chats.speed": ("2", "87%"),
    "reasons": ("password", "{share: 20%, talk: {exponential: 3m}}"),
    "weeks": ("49", "+20%"),
}
"""Of what is written by name (or date, or time): a name, and what may stand under it."""


def missing_value(loc: list[str]) -> str:
    """What to write for the missing key at the end of a path."""
    shape = shape_at(loc)
    kind = shape.word if shape else "any"
    if loc[-1] in MISSING and kind != "names":
        return MISSING[loc[-1]]
    return MISSING["queues"] if loc == ["queues"] else MISSING_OF_KIND.get(kind, "a value")


def example(loc: list[str]) -> str | None:
    """What may stand at a path whose value has keys of its own; None where no example is better than its keys."""
    shape, above = shape_at(loc), shape_at(loc[:-1])
    if above is not None and above.word == "names":  # what the planner calls it says nothing
        found = _named(loc[:-1])
        return found[1] if found else None
    if shape is not None and shape.word == "names" and (found := _named(loc)):
        second = ", other: {share: 80%}" if loc[-1] == "reasons" else ""
        return f"{{{found[0]}: {found[1]}{second}}}"
    return PAGES.get(loc[-1]) if loc else None


def _named(loc: list[str]) -> tuple[str, str] | None:
    return NAMED.get(".".join(loc[-2:])) or NAMED.get(loc[-1])
