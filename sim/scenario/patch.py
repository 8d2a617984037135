"""Changes laid onto a scenario by path, as `strategies.*.set`, `--set` and `Scenario.patched` write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sim.scenario.by_day import names_days, parse_days, value_for
from sim.scenario.changes import CHANGED, Change, changed_table, parse_change
from sim.scenario.dump import tree_of, written
from sim.scenario.faults import Place, ScenarioError, fault, fault_from_text
from sim.scenario.hours import by_day, table_hours
from sim.scenario.nodes import Node, from_plain, other_law, plain, same_key, without_other_ways
from sim.scenario.reason_faults import at_a_reason
from sim.scenario.shape import Shape, scenario_shape
from sim.scenario.validate import scenario_from
from sim.scenario.words import meant, unknown_key, which_instead
from sim.units import DAY

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario

NEVER_CHANGED = (
    "relative",
    "interval",
    "text",
    "choice",
    "list",
    "any",
    "bool",
    "hours",
    "weekdays",
    "break",
    "shift_hours",
)
"""Words that `+2` could not mean: it is the value."""
CHANGEABLE = ("number", "count", "duration", "share", "percentage", "table", "law")
NUMBERED = ("relative", "percentage", "share")
"""Of names with such values a new one may be written bare."""


def patched(scenario: Scenario, changes: Mapping[str, object]) -> Scenario:
    """The scenario with changes by path; `ScenarioError` with everything wrong in them."""
    root = tree_of(scenario)
    for path, value in changes.items():
        root = change(root, path, from_plain(value, Place("patched")))
    return scenario_from(root)


def change(root: Node, path: str, value: Node) -> Node:
    """The tree with one change; `ScenarioError` if the path leads nowhere or the change cannot be made."""
    keys = path.split(".")
    written = value
    for key in reversed(keys):
        written = Node({key: written}, value.place, value.key)
    root = without_other_ways(root, written)
    result = _Way(root, path, value).put(root, scenario_shape(), keys, (), value)
    return result if result is not None else root


@dataclass(frozen=True)
class _Way:
    """One change on its way through the tree."""

    root: Node
    path: str
    value: Node

    def refusal(self, wrong: str, cure: str, place: Place | None = None) -> ScenarioError:
        return ScenarioError((fault(place or self.value.key, self.path, wrong, cure),))

    def put(self, here: Node | None, shape: Shape, keys: list[str], done: tuple[str, ...], value: Node) -> Node | None:
        """The node at `done` with `value` put under the remaining keys; None if it is removed."""
        if not keys:
            return self.new_value(here, shape, done, value)
        if shape.by_day and (by_day(here) or names_days(keys[0])):
            return self.put_on_days(here, shape, keys, done, value)
        opened = self.opened(here, shape, done, value)
        key = same_key(opened, keys[0]) if shape.word == "table" else keys[0]
        inner = self.step(shape, opened, key, last=len(keys) == 1, value=value)
        child = self.put(opened.get(key), inner, keys[1:], (*done, key), value)
        rest = {**opened, key: child} if child is not None else {k: v for k, v in opened.items() if k != key}
        return Node({k: v for k, v in rest.items() if v is not None}, (here or value).place, (here or value).key)

    def put_on_days(
        self, here: Node | None, shape: Shape, keys: list[str], done: tuple[str, ...], value: Node
    ) -> Node | None:
        """The same under a value by day: at the days named, which begin with the value that they have now,
        if it is the same one."""
        path = ".".join(done)
        if here is None or not by_day(here):
            raise self.refusal(f"{path} is the same on all days", f"write {path}: {{mon-fri: ..., sat-sun: ...}} first")
        if not names_days(keys[0]):
            cure = f"write {'.'.join((*done, next(iter(here.keys)), *keys))}"
            raise self.refusal(f"{path} is written by day, and {keys[0]} names none", cure)
        try:
            key = same_key(here.keys, keys[0])
            first, *others = (value_for(here.keys, day) for day in parse_days(keys[0]))
            now = here.keys.get(key) or (first if all(one is first for one in others) else None)
        except ValueError as error:
            raise ScenarioError((fault_from_text(self.value.key, self.path, str(error)),)) from None
        child = self.put(now, shape.of_a_day, keys[1:], (*done, key), value)
        rest = {**here.keys, key: child}
        return Node({k: v for k, v in rest.items() if v is not None}, here.place, here.key)

    def opened(self, here: Node | None, shape: Shape, done: tuple[str, ...], value: Node) -> dict[str, Node]:
        """What stands under a node, its short forms written out; nothing where it is off."""
        if not shape.keys and not shape.of:
            raise self.refusal(f"{'.'.join(done)} has no keys under it", f"write {'.'.join(done)}")
        if here is None or (here.value in ("on", "off", "none") and shape.word in ("page", "law")):
            if here is None and shape.default is not None and shape.word in ("page", "law"):
                return from_plain(written(shape.default), value.place).keys
            return {}
        if here.keys or isinstance(here.value, dict):
            return here.keys
        if shape.word == "share" and not isinstance(value.value, dict):
            path, kinds = ".".join(done), ", ".join(f"{key}: ..." for key in shape.keys)
            raise self.refusal(f"{path} is one figure, {here.value}", f"write {path}: {{{kinds}}} first")
        if shape.short_key:
            return {shape.short_key: here}
        if shape.word == "table":
            return {"00:00": here}
        return {}

    def step(self, shape: Shape, opened: dict[str, Node], key: str, *, last: bool, value: Node) -> Shape:
        """The shape one key further; a fault where nothing of that name can stand."""
        if shape.word == "table" and shape.of:
            return shape.of
        if shape.word == "names" and shape.of:
            # Weeks, dates, speeds and shares: none is a slip for another.
            numbered = shape.of.word in NUMBERED or names_days(key)
            new = last and (numbered or (isinstance(value.value, dict) and meant(key, list(opened)) is None))
            if key in opened or new:
                return shape.of
            raise self.refusal(f"there is no '{key}' to change", which_instead(key, list(opened)))
        if key in shape.keys:
            return shape.keys[key]
        named = next(iter(self.under_a_name(shape, opened, key)), None)
        if named:
            path = self.path.replace(f".{key}", f".{named}", 1)
            raise self.refusal(f"each of those named has {key} of its own", f"write {path}", place=value.key)
        raise self.refusal(*unknown_key(key, list(shape.keys)), place=value.key)

    def under_a_name(self, shape: Shape, opened: dict[str, Node], key: str) -> Iterator[str]:
        """Where a key stands that belongs to each shift, burst or reason, and not to the page above them."""
        for part, node in opened.items():
            inner = shape.keys.get(part)
            if inner and inner.word == "names" and inner.of and key in inner.of.keys:
                yield from (f"{part}.{name}.{key}" for name in node.keys)

    def new_value(self, here: Node | None, shape: Shape, done: tuple[str, ...], value: Node) -> Node | None:
        strategy = len(done) == 2 and done[0] == "strategies"
        if value.value is None or (value.value == "off" and ((shape.optional and not shape.switchable) or strategy)):
            if here is None and value.value is None:
                raise self.refusal("there is nothing to remove", "leave it out")
            return None
        if isinstance(value.value, dict):
            return self.laid_over(here, shape, done, value)
        if isinstance(value.value, list) and shape.word == "table":
            for one in value.value:  # several changes of one table, in the order they are written
                here = self.new_value(here, shape, done, one)
            return here
        wanted = self.parsed(here, shape, value)
        if wanted is None:
            return value
        if here is not None and by_day(here):
            return self.on_every_day(here, shape, done, value, wanted)
        if here is None and shape.default is not None and self.root.at(*done[:-1]) is not None:
            here = from_plain(written(shape.default, shape.word), value.place)
        if here is None or here.value in ("on", "off", "none"):
            raise self.nothing_to_change(done, wanted)
        try:
            return self.applied(here, shape, done, wanted)
        except ValueError as error:
            raise ScenarioError((fault_from_text(value.place, self.path, str(error)),)) from None
        except ArithmeticError:
            raise self.refusal(f"{wanted.text} cannot be reckoned", "write the new value itself") from None

    def on_every_day(self, here: Node, shape: Shape, done: tuple[str, ...], value: Node, wanted: Change) -> Node:
        """A change of each day's value; the days whose hours lie outside its range stay."""
        keys, changed = dict(here.keys), False
        for key, child in here.keys.items():
            opens, closes = table_hours(self.root, (*done, key)) or (0, DAY)
            start, end = wanted.hours or (opens, closes)
            if max(opens, start) < min(closes, end):
                keys[key], changed = self.new_value(child, shape.of_a_day, (*done, key), value) or child, True
        if not changed:
            raise self.refusal(f"{wanted.text} is outside the hours of every day", "write a range within some day's")
        return Node(keys, here.place, here.key)

    def nothing_to_change(self, done: tuple[str, ...], wanted: Change) -> ScenarioError:
        reason = at_a_reason(self.root, done)
        cure = (
            f"write it at each reason that has one, like {reason}: {wanted.text}"
            if reason
            else "write the value itself"
        )
        return self.refusal(f"nothing is written there that {wanted.text} could change", cure)

    def laid_over(self, here: Node | None, shape: Shape, done: tuple[str, ...], value: Node) -> Node:
        """A mapping merges key by key; a law of another name, a table, and people by date, replaces the old one."""
        if shape.word == "table" or shape.whole:
            return self.new_table(done, value)
        if (not shape.page and shape.word != "names") or (here is not None and other_law(here, value)):
            return value
        result = here if here is not None and isinstance(here.value, dict) else None
        if result is None:
            result = Node(self.opened(here, shape, done, value), value.place, value.key)
            if shape.word == "law" and other_law(result, value):
                return value
        for key, child in value.keys.items():
            after = self.put(result, shape, [key], done, child)
            result = after if after is not None else result
        return Node(result.value, value.place, value.key)

    def new_table(self, done: tuple[str, ...], value: Node) -> Node:
        """A table written as a value is the whole table: clocks of the old one would still be in force unseen, as would
        dates."""
        for clock, child in value.keys.items():
            if child.value is None:
                raise self.refusal(f"this table replaces the old one, in which {clock} stood", f"leave {clock} out")
            if self.is_change(child):
                cure = f"write its value, or {'.'.join((*done, clock))}: {child.value} alone"
                raise self.refusal(f"this table replaces the old one, which leaves {child.value} nothing", cure)
        return value

    def is_change(self, value: Node) -> bool:
        try:
            return not isinstance(value.value, dict | list) and parse_change(value.value) is not None
        except ValueError:
            return False  # no value either: left to the key that it stands at

    def parsed(self, here: Node | None, shape: Shape, value: Node) -> Change | None:
        """The change that the value says, where a change can be made."""
        if shape.word in NEVER_CHANGED or isinstance(value.value, list):
            return None
        scalar = value.value if not isinstance(value.value, dict) else None
        try:
            wanted = parse_change(scalar)
        except ValueError as error:
            raise ScenarioError((fault_from_text(value.place, self.path, str(error)),)) from None
        if wanted and (shape.word not in CHANGEABLE or (shape.word == "share" and here is not None and here.keys)):
            numbers = [key for key, inner in shape.keys.items() if inner.word in CHANGEABLE]
            cure = f"go on to one of {', '.join(numbers)}" if numbers else "write its new keys"
            raise self.refusal(f"{wanted.text} says not which number under it to change", cure)
        if wanted and wanted.hours and (shape.word != "table" or _of_laws(shape)):
            raise self.refusal("only a table of clocks changes by the time of day", "leave out what follows @")
        return wanted

    def applied(self, here: Node, shape: Shape, done: tuple[str, ...], wanted: Change) -> Node:
        """The value after the change, standing where the change stands."""
        value = self.value
        if _of_laws(shape):
            return self.scaled_law(here, shape, wanted)
        if shape.word == "table" and shape.of:
            table = plain(here) if isinstance(here.value, dict) else {"00:00": plain(here)}
            hours = table_hours(self.root, done) or (0, DAY)
            return from_plain(changed_table(table, wanted, shape.of.word, hours), value.place)
        if isinstance(here.value, dict | list):
            raise ValueError("nothing that could be changed stands there: write the new value")
        return Node(CHANGED[shape.word](here.value, replace(wanted, least=shape.least)), value.place, value.key)

    def scaled_law(self, here: Node, shape: Shape, wanted: Change) -> Node:
        """Every duration of the law times the factor; shares, counts and shapes stay."""
        if wanted.factor is None:
            law = next(iter(here.keys), "lognormal")
            example = wanted.text if wanted.ms is not None else "+30s"
            cure = f"write {example} at {self.path}.{law}.mean, or a percentage here"
            raise ValueError(f"{wanted.text} is not a change of a law: {cure}")
        return self.scaled(here, shape, wanted)

    def scaled(self, here: Node, shape: Shape, wanted: Change) -> Node:
        if isinstance(here.value, list):
            inner = shape.of or shape
            return Node([self.scaled(item, inner, wanted) for item in here.value], here.place, here.key)
        if isinstance(here.value, dict):
            inside = {k: shape.of if shape.word == "table" else shape.keys.get(k) for k in here.keys}
            keys = {k: self.scaled(v, one, wanted) if (one := inside[k]) else v for k, v in here.keys.items()}
            return Node(keys, self.value.place, self.value.key)
        if shape.word == "duration" or shape.short_key == "mean":
            return Node(CHANGED["duration"](here.value, wanted), self.value.place, self.value.key)
        return here


def _of_laws(shape: Shape) -> bool:
    """A law, or laws by the clock of arrival: they change by a factor, all their durations alike."""
    return shape.word == "law" or (shape.of is not None and shape.of.word == "law")
