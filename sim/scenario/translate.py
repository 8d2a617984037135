"""The models' complaints in a planner's words, each with the place of the text that caused it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic_core import ErrorDetails

from sim.scenario.bursts import Burst
from sim.scenario.by_day import BY_DAY, EVERY_DAY, names_days
from sim.scenario.examples import example, missing_value
from sim.scenario.faults import EMPTY, EMPTY_ENTRY, Fault, Place, fault, fault_from_text
from sim.scenario.nodes import Node, plain
from sim.scenario.reasons import Reason
from sim.scenario.shape import Shape, shape_at
from sim.scenario.shrinkage import BY_KIND, IN_ALL
from sim.scenario.words import LATER_CHANNELS, meant, unknown_key, which_instead

NOT_WRITTEN = (EVERY_DAY, BY_DAY, IN_ALL, BY_KIND)
"""Parts of pydantic's places that stand in no file."""

NAMES_LISTED = {"skills": "queues", "before": "queues", "meet": "queues", "use": "strategies"}
"""Lists of names, and what they name."""

BOUNDS = {
    "greater_than_equal": ("ge", "{} or more"),
    "greater_than": ("gt", "more than {}"),
    "less_than_equal": ("le", "{} or less"),
    "less_than": ("lt", "less than {}"),
}


def translated(error: ErrorDetails, root: Node) -> Fault | None:
    """One of pydantic's errors as a fault; None where another of its errors tells it already."""
    where = tuple(part for part in error["loc"] if part not in NOT_WRITTEN)
    loc = [str(part) for part in where if part != "[key]"]
    node, depth = _nearest(root, where)
    path, reached = _dotted(where), _dotted(where[:depth])
    kind = error["type"]
    if unnamed := _unnamed(root, loc):
        return unnamed
    if kind == "missing":
        if _mistyped(node, loc):
            return None
        parent = ".".join(loc[:-1]) or "the page"
        return fault(node.key, path, "missing", f"write {loc[-1]}: {missing_value(loc)} under {parent}")
    if kind == "extra_forbidden":
        return fault(node.key, path, *_unknown(root, loc))
    if node.value is None and depth == len(where):
        return _empty(node, where, path, loc)
    if kind == "value_error":
        return _refused(node, _place(node, where), reached, loc, str(error["ctx"]["error"]))
    wrong, cure = _wording(kind, loc, node, root, error.get("ctx", {}))
    return fault(_place(node, where), reached, wrong, cure)


def _unnamed(root: Node, loc: list[str]) -> Fault | None:
    """The keys of a shift or a burst that stand where its name belongs are one fault, and not one each."""
    for depth in range(1, len(loc)):
        shape, node = shape_at(loc[:depth]), root.at(*loc[:depth])
        if shape is None or shape.of is None or shape.word != "names" or node is None:
            continue
        known = shape.of.keys
        bare = [key for key, child in node.keys.items() if not known.keys() & child.keys and _says_something(child)]
        if any(key in known for key in bare):
            cure = f"write a name over them, like {loc[depth - 1]}: {example(loc[:depth])}"
            return fault(node.key, ".".join(loc[:depth]), "these keys stand under no name", cure)
    return None


def _says_something(node: Node) -> bool:
    return node.value not in (None, "off", {})


def _mistyped(page: Node, loc: list[str]) -> bool:
    """Whether a key that is missing is there by another name, which is told."""
    shape = shape_at(loc[:-1])
    known = list(shape.keys) if shape else []
    return any(key not in known and meant(key, known) == loc[-1] for key in page.keys)


def _unknown(root: Node, loc: list[str]) -> tuple[str, str]:
    shape, page = shape_at(loc[:-1]), root.at(*loc[:-1])
    known = shape.keys if shape else {}
    return _cut_at_comma(page, loc[-1], known) or unknown_key(loc[-1], list(known))


def _cut_at_comma(page: Node | None, key: str, known: Mapping[str, Shape]) -> tuple[str, str] | None:
    """Of `{weekdays: mon, wed, fri}`, which YAML reads as three keys, the list that is meant."""
    parts: dict[str, list[str]] = {}  # the key with a value -> the words after it, keys without one
    last = ""
    for each, child in page.keys.items() if page else ():
        if child.value is not None:
            last = each
        parts.setdefault(last, []).append(each if child.value is None else str(child.value))
    for begun, words in parts.items():
        if begun in known and known[begun].word in ("list", "weekdays") and key in words[1:]:
            return f"the comma before it ends {begun}: {words[0]}", f"write {begun}: [{', '.join(words)}]"
    return None


def _empty(node: Node, where: tuple[int | str, ...], path: str, loc: list[str]) -> Fault:
    if isinstance(where[-1], int):
        return fault(node.place, path, EMPTY_ENTRY, "write it, or remove the dash or comma")
    above = shape_at(loc[:-1])
    closes = above is not None and above.by_day and above.word == "hours" and names_days(loc[-1])
    cure = "write closed, or hours like 08:00-20:00" if closes else "write a value, or remove the line"
    return fault(node.key, path, EMPTY, cure)


def _refused(node: Node, place: Place, path: str, loc: list[str], text: str) -> Fault:
    """A value's own complaint. What it shows of a value with keys or brackets is in no planner's words."""
    shape = shape_at(loc)
    if isinstance(node.value, dict | list):
        shown = str(plain(node))
        text = text.replace(f"'{shown}'", "this").replace(shown, "this")
    only = node.items[0].text if len(node.items) == 1 else None
    if only and shape and shape.word not in ("list", "weekdays"):
        return fault(
            place, path, "this is a list, and one value belongs here", f"write {loc[-1]}: {node.items[0].text}"
        )
    return fault_from_text(place, path, text)


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


def _wording(kind: str, loc: list[str], node: Node, root: Node, ctx: Mapping[str, Any]) -> tuple[str, str]:
    shown, shape = _shown(node), shape_at(loc)
    if kind == "literal_error" and shape is not None:
        return _not_a_choice(loc[-1], node, shape)
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
        return _not_a_page(loc, node, root, shape, shown)
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


def _not_a_page(loc: list[str], node: Node, root: Node, shape: Shape | None, shown: str) -> tuple[str, str]:
    word = shape.word if shape else "any"
    if word == "list":
        return f"{shown} is not a list", _as_a_list(loc[-1], node, root)
    if word == "table":
        if shape and shape.of and shape.of.word == "law":
            return f"{shown} is not a table of clocks", "write it like {08:00: {exponential: 3m}}, clock by clock"
        return f"{shown} is not a table of clocks", "write it like {08:00: 9, 12:00: 14}, or one number for all day"
    if shape is not None and shape.page is Reason and node.value == "off":
        wrong = "a reason is not switched off: its share must go elsewhere"
        return wrong, "remove it (null in `set`), and write the shares of the others anew, 100% in all"
    if shape is not None and shape.page is Burst and node.value == "off":
        return "one burst is not switched off", "remove it (null in `set`), or write bursts: off for all of them"
    if written := example(loc):
        return f"{shown} is not a set of keys", f"write {loc[-1]}: {written}"
    if shape is not None and word == "law":
        return f"{shown} does not say how it varies", "write it like {exponential: 3m} or {constant: 3m}"
    if shape is not None and shape.switchable:
        names = ", ".join(shape.keys)
        return f"{shown} is not a set of keys", f"write on, off, or keys: {names}"
    names = ", ".join(shape.keys) if shape else ""
    return f"{shown} is not a set of keys", f"write its keys under it: {names}" if names else "write names under it"


def _as_a_list(key: str, node: Node, root: Node) -> str:
    named = root.at(NAMES_LISTED[key]) if key in NAMES_LISTED else None
    known = list(named.keys) if named else []
    written = [part.strip() for part in (node.text or "").split(",")]
    if node.text and (not known or any(meant(part, known) for part in written)):
        return f"write [{node.text}]"
    return f"write names of {NAMES_LISTED.get(key, 'queues')}, like [{', '.join(known[:2]) or 'care'}]"
