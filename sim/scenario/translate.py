"""The models' complaints in a planner's words, each with the place of the text that caused it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic_core import ErrorDetails

from sim.scenario.bursts import Burst
from sim.scenario.by_day import BY_DAY, EVERY_DAY, names_days
from sim.scenario.faults import Fault, Place, fault, fault_from_text
from sim.scenario.nodes import Node, plain
from sim.scenario.reasons import Reason
from sim.scenario.shape import Shape, scenario_shape
from sim.scenario.shrinkage import BY_KIND, IN_ALL
from sim.scenario.words import LATER_CHANNELS, unknown_key, which_instead

EXAMPLES = {
    "name": "Support desk, weekday",
    "queues": "with the lines under it, by name",
    "agents": "with the groups under it, by name",
    "arrivals": "{per_day: 1900}, or none for a queue fed by others",
    "skills": "[care]",
    "chance": "35%",
    "share": "40%",
    "size": "600",
    "decay": "1h",
    "zero": "10%",
    "contained": "30%",
    "unresolved": "50%",
    "answer": "80%",
    "within": "20s",
    "at": "15m",
    "mean": "4m30s",
    "from": "2m",
    "mode": "3m",
    "to": "6m",
    "k": "2",
    "cv": "15%",
    "correlation": "70%",
    "shape": "1.5",
    "values": "[50s, 2m, 7m]",
    "otherwise": "{exponential: 5m}",
    "when_wait_over": "{exponential: 6m}",
    "returns_within": "30m",
    "per_day": "120",
    "meet": "[care]",
    "on": "80% of days",
}
"""What to write for a key that is missing."""

PAGES = {
    "days": "{count: 5, warm_up: 1}",
    "arrivals": "{per_day: 1900}, or none",
    "adherence": "{late: {chance: 10%, by: {exponential: 5m}}}",
    "backlog": "{count: 90, age: {uniform: {from: 0s, to: 2d}}}",
    "weekdays": "{mon: +15%, sat: -60%}",
    "weeks": "{49: +20%}",
    "bursts": "{outage: {at: 10:00, size: 600, rise: 10m, decay: 1h}}",
    "within_day": "{cv: 15%, correlation: 70%}",
    "target": "{answer: 80%, within: 20s}",
    "cost": "{per_day: 120}",
    "decide": "{meet: [care], on: 80% of days, then: lowest cost}",
    "when_closed": "{returns_within: 30m}",
    "erlang": "{mean: 4m, k: 2}",
    "gamma": "{mean: 4m, cv: 0.8}",
    "escalate": "{chance: 12%, to: expert}",
    "talk_limit": "{at: 15m, unresolved: 50%}",
    "reasons": "{password: {share: 20%, talk: {exponential: 3m}}, other: {share: 80%}}",
}
"""What to write for a mechanism that is not written as one."""

NOT_WRITTEN = (EVERY_DAY, BY_DAY, IN_ALL, BY_KIND)
"""Parts of pydantic's places that stand in no file."""

BOUNDS = {
    "greater_than_equal": ("ge", "{} or more"),
    "greater_than": ("gt", "more than {}"),
    "less_than_equal": ("le", "{} or less"),
    "less_than": ("lt", "less than {}"),
}


def translated(error: ErrorDetails, root: Node) -> Fault:
    """One of pydantic's errors as a fault."""
    where = tuple(part for part in error["loc"] if part not in NOT_WRITTEN)
    loc = [str(part) for part in where if part != "[key]"]
    node, depth = _nearest(root, where)
    path = _dotted(where)
    kind, key = error["type"], loc[-1] if loc else ""
    shape = _shape_at(loc)
    if kind == "missing":
        parent = ".".join(loc[:-1])
        return fault(node.key, path, "missing", f"write {key}: {EXAMPLES.get(key, '...')} under {parent or 'the page'}")
    if kind == "extra_forbidden":
        parent_shape = _shape_at(loc[:-1])
        return fault(node.key, path, *unknown_key(key, list(parent_shape.keys) if parent_shape else []))
    if kind == "value_error":
        text = str(error["ctx"]["error"])
        return fault_from_text(_place(node, where), _dotted(where[:depth]), text)
    wrong, cure = _wording(kind, key, node, shape, error.get("ctx", {}))
    return fault(_place(node, where), _dotted(where[:depth]), wrong, cure)


def _place(node: Node, loc: tuple[int | str, ...]) -> Place:
    return node.key if loc and loc[-1] == "[key]" else node.place


def _dotted(loc: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in loc if isinstance(part, str) and part != "[key]")


def _nearest(root: Node, loc: tuple[int | str, ...]) -> tuple[Node, int]:
    """The deepest node on the way to a place, and how many steps there exist in the text."""
    node = root
    for depth, part in enumerate(loc):
        child = node.items[part] if isinstance(part, int) and part < len(node.items) else node.keys.get(str(part))
        if child is None:
            return node, len(loc) if part == "[key]" else depth
        node = child
    return node, len(loc)


def _shape_at(loc: list[str]) -> Shape | None:
    shape: Shape | None = scenario_shape()
    for part in loc:
        if shape is not None and shape.by_day and names_days(part):
            shape = shape.of_a_day
        elif shape is not None:
            shape = shape.of or shape.keys.get(part)
    return shape


def _wording(kind: str, key: str, node: Node, shape: Shape | None, ctx: Mapping[str, Any]) -> tuple[str, str]:
    shown = _shown(node)
    if kind == "literal_error" and shape is not None:
        return _not_a_choice(key, node, shape)
    if kind in BOUNDS:
        name, words = BOUNDS[kind]
        return f"{shown} is out of range", f"write {words.format(ctx[name])}"
    if kind in ("too_short", "too_long"):
        return "too few entries" if kind == "too_short" else "too many entries", _how_many(ctx)
    if kind.startswith("int"):
        return f"{shown} is not a whole number", "write digits alone, like 3"
    if kind.startswith("bool"):
        return f"{shown} is neither true nor false", "write true or false"
    if kind == "string_type":
        return f"{shown} is not text", f"put it in quotes: '{shown}'"
    if kind in ("dict_type", "tuple_type", "model_type", "model_attributes_type"):
        return _not_a_page(key, node, shape, shown)
    return f"{shown} does not belong here", "see `ccsim schema` for what may stand here"


def _shown(node: Node) -> str:
    if isinstance(node.value, dict | list):
        return "this"
    return f"'{node.value}'" if isinstance(node.value, str) else str(node.value).lower()


def _how_many(ctx: Mapping[str, Any]) -> str:
    if "max_length" in ctx:
        return f"write {ctx['max_length']} at most"
    return f"write at least {ctx.get('min_length', 1)}"


def _not_a_choice(key: str, node: Node, shape: Shape) -> tuple[str, str]:
    word = str(plain(node))
    if key == "channel" and word in LATER_CHANNELS:
        return f"{word} comes in a later version", "write voice, or leave the queue out for now"
    return f"'{word}' is none of this key's words", which_instead(word, shape.choices)


def _not_a_page(key: str, node: Node, shape: Shape | None, shown: str) -> tuple[str, str]:
    word = shape.word if shape else "any"
    if word == "list":
        one = f"[{plain(node)}]" if isinstance(node.value, str) else "[care]"
        return f"{shown} is not a list", f"write {one}"
    if word == "table":
        if shape and shape.of and shape.of.word == "law":
            return f"{shown} is not a table of clocks", "write it like {08:00: {exponential: 3m}}, clock by clock"
        return f"{shown} is not a table of clocks", "write it like {08:00: 9, 12:00: 14}, or one number for all day"
    if shape is not None and shape.page is Reason and node.value == "off":
        wrong = "a reason is not switched off: its share must go elsewhere"
        return wrong, "remove it (null in `set`), and write the shares of the others anew, 100% in all"
    if shape is not None and shape.page is Burst and node.value == "off":
        return "one burst is not switched off", "remove it (null in `set`), or write bursts: off for all of them"
    if key in PAGES:
        return f"{shown} is not a set of keys", f"write {key}: {PAGES[key]}"
    if shape is not None and word == "law":
        return f"{shown} does not say how it varies", "write it like {exponential: 3m} or {constant: 3m}"
    if shape is not None and shape.switchable:
        names = ", ".join(shape.keys)
        return f"{shown} is not a set of keys", f"write on, off, or keys: {names}"
    names = ", ".join(shape.keys) if shape else ""
    return f"{shown} is not a set of keys", f"write its keys under it: {names}" if names else "write names under it"
