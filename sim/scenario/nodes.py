"""A scenario as it is written: plain values that remember where they stand, merged as RFC 7396."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sim.scenario.by_day import names_days, parse_days
from sim.scenario.faults import Place
from sim.scenario.laws import Law
from sim.scenario.once import other_ways
from sim.units import parse_clock

Scalar = str | int | float | bool | None

Read = TypeVar("Read")

LAWS = frozenset(Law.model_fields)


@dataclass(frozen=True, slots=True)
class Node:
    """A value with the place of its text and of its key (for an item of a list, its own place)."""

    value: Scalar | dict[str, Node] | list[Node]
    place: Place
    key: Place

    @property
    def keys(self) -> dict[str, Node]:
        """What stands under a mapping; nothing for anything else."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def items(self) -> list[Node]:
        """The items of a list; none for anything else."""
        return self.value if isinstance(self.value, list) else []

    @property
    def text(self) -> str | None:
        """The value if it is text."""
        return self.value if isinstance(self.value, str) else None

    def read(self, parse: Callable[[str], Read]) -> Read | None:
        """What the value says to a reader like `parse_clock`; None where it cannot be read, which is told elsewhere."""
        try:
            return parse(str(self.value))
        except ValueError:
            return None

    def at(self, *path: str) -> Node | None:
        """The node under a path of keys, or None."""
        here: Node | None = self
        for key in path:
            here = here.keys.get(key) if here else None
        return here


def plain(node: Node) -> Any:
    """The values alone: dicts, lists and scalars."""
    if isinstance(node.value, dict):
        return {key: plain(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [plain(item) for item in node.value]
    return node.value


def from_plain(value: Any, place: Place) -> Node:
    """Plain values as nodes that all stand at one place."""
    if isinstance(value, Mapping):
        return Node({str(key): from_plain(child, place) for key, child in value.items()}, place, place)
    if isinstance(value, list | tuple):
        return Node([from_plain(item, place) for item in value], place, place)
    return Node(value if isinstance(value, Scalar) else str(value), place, place)


def merged(base: Node, patch: Node) -> Node:
    """`patch` laid over `base`: mappings merge key by key, null removes, anything else replaces.

    A null that finds nothing to remove stays, to be found as a fault. What could never stand together replaces: a law
    one of another name, volume or heads those written in another way. A strategy is also removed by `off`.
    """
    return _laid_over(without_other_ways(base, patch), patch, ())


def _laid_over(base: Node, patch: Node, path: tuple[str, ...]) -> Node:
    if not isinstance(base.value, dict) or not isinstance(patch.value, dict) or _replaces(base, patch):
        return patch
    result = dict(base.value)
    for written, child in patch.value.items():
        key = same_key(result, written)
        if child.value is None and key not in result and other_ways(path, key) == ("profile_csv",):
            key = "profile_csv"
        if key not in result:
            result[key] = child
        elif child.value is None or (path == ("strategies",) and child.value == "off"):
            del result[key]
        else:
            result[key] = _laid_over(result[key], child, (*path, key))
    return Node(result, patch.place, patch.key)


def without_other_ways(base: Node, patch: Node, path: tuple[str, ...] = ()) -> Node:
    """`base` without the volume and the heads that `patch` writes in another way."""
    told = {key: child for key, child in patch.keys.items() if child.value not in (None, "off")}
    dropped = {other for key in told for other in other_ways(path, key)}
    if not isinstance(base.value, dict):
        return base
    left = {
        key: without_other_ways(child, told[key], (*path, key)) if key in told else child
        for key, child in base.value.items()
        if key not in dropped or key in patch.keys
    }
    return Node(left, base.place, base.key)


def same_key(keys: Mapping[str, Node], key: str) -> str:
    """The key of a table that is the same clock as `key` (`08:00` for `8:00`), or the same days; else `key` itself."""
    if key in keys:
        return key
    parse = parse_days if names_days(key) else parse_clock
    try:
        meant = parse(key)
        return next(other for other in keys if parse(other) == meant)
    except (ValueError, StopIteration):
        return key


def _replaces(base: Node, patch: Node) -> bool:
    """Whether two mappings could not stand together: laws of different names, clocks and days."""
    clocks_and_days = any(map(names_days, base.keys)) != any(map(names_days, patch.keys))
    return other_law(base, patch) or (bool(base.keys and patch.keys) and clocks_and_days)


def other_law(base: Node, patch: Node) -> bool:
    """Whether both are laws, of different names."""
    return (
        len(base.keys) == len(patch.keys) == 1
        and base.keys.keys() != patch.keys.keys()
        and (base.keys.keys() | patch.keys.keys()) <= LAWS
    )


def places(node: Node) -> Iterator[Place]:
    """Every place in the tree, keys included."""
    yield node.place
    yield node.key
    for child in [*node.keys.values(), *node.items]:
        yield from places(child)
