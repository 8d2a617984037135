"""YAML text to nodes, by the rules of YAML 1.2: `17:30`, `yes` and `+2` stay the text they are.

Built from PyYAML's events rather than its composer: events need no recursion, keep anchors in our hands and let
duplicate keys be reported all at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from sim.scenario.faults import Fault, Place, ScenarioError, fault
from sim.scenario.nodes import Node, Scalar

DEEPEST = 40
MOST_NODES = 200_000

_INT = re.compile(r"-?\d{1,18}")
_FLOAT = re.compile(r"-?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?")
_TRUE, _FALSE, _NULL = ("true", "True", "TRUE"), ("false", "False", "FALSE"), ("null", "Null", "NULL", "~", "")
_WORDS: dict[str, Scalar] = {**dict.fromkeys(_TRUE, True), **dict.fromkeys(_FALSE, False), **dict.fromkeys(_NULL)}

# PyYAML's complaints, and what a planner did to cause them.
_COMPLAINTS = (
    ("'\\t'", "a tab stands where spaces belong", "indent with spaces"),
    ("mapping values are not allowed", "a second colon on this line", "put the text in quotes, or start a new line"),
    ("expected <block end>", "the indentation does not match the lines above", "line it up with its neighbours"),
    ("could not find expected ':'", "no colon after this key", "write it like name: value"),
    ("unknown escape", "a backslash that means nothing in double quotes", "write \\\\, or use single quotes"),
    ("quoted scalar", "a quotation mark is not closed", "close it on the same line"),
    ("undefined alias", "the alias (*) has no anchor (&) before it", "write the value itself"),
    ("flow mapping", "a { is not closed, or a comma is missing in it", "close it with } and put commas between"),
    ("flow sequence", "a [ is not closed, or a comma is missing in it", "close it with ] and put commas between"),
    ("flow node", "a value is missing inside { } or [ ]", "write a value, or put the text in quotes"),
    ("but found another document", "a second document (---)", "keep one page to a file"),
)


def read_tree(text: str, file: str) -> tuple[Node, list[Fault]]:
    """The file's mapping, and what is wrong in it though it can be read (keys written twice, for instance).

    Raises `ScenarioError` where nothing can be read on: bad syntax, no mapping, too deep.
    """
    reading = _Reading(file, yaml.parse(text, Loader=yaml.SafeLoader))
    try:
        return reading.document(), reading.faults
    except yaml.MarkedYAMLError as error:
        raise ScenarioError((*reading.faults, _complaint(error, file))) from None
    except yaml.reader.ReaderError as error:
        place = _place_of(text, error.position, file)
        odd = fault(place, "", f"the character U+{int(error.character):04X} cannot stand in YAML", "remove it")
        raise ScenarioError((odd,)) from None
    except (ValueError, OverflowError, yaml.YAMLError):
        broken = fault(reading.last, "", "a backslash or % that YAML cannot read", "put the text in single quotes")
        raise ScenarioError((*reading.faults, broken)) from None


def read_value(text: str, file: str) -> Node:
    """One value, as `--set` takes it; `ScenarioError` if it cannot be read. Its place has no line."""
    try:
        node = _Reading(file, yaml.parse(text, Loader=yaml.SafeLoader), lines=False).only_value()
    except (yaml.YAMLError, ValueError, OverflowError):
        raise ScenarioError(
            (fault(Place(file), "", f"'{text}' cannot be read", "write it as it stands in the file"),)
        ) from None
    return node


def _complaint(error: yaml.MarkedYAMLError, file: str) -> Fault:
    mark = error.problem_mark or error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
    said = f"{error.context or ''} {error.problem or ''}"
    for part, wrong, cure in _COMPLAINTS:
        if part in said:
            return fault(place, "", wrong, cure)
    return fault(place, "", f"not YAML ({' '.join(said.split())})", "check quotes, colons and indentation here")


def _place_of(text: str, position: int, file: str) -> Place:
    before = text[:position]
    return Place(file, before.count("\n") + 1, position - before.rfind("\n"))


@dataclass
class _Reading:
    """One pass over a file's events."""

    file: str
    events: Iterator[yaml.Event]
    lines: bool = True
    faults: list[Fault] = field(default_factory=list)
    anchors: dict[str, tuple[Node, int] | None] = field(default_factory=dict)
    """Anchored nodes with their number of nodes; None while one is being read."""
    count: int = 0
    last: Place = field(default_factory=lambda: Place(""))

    def document(self) -> Node:
        self.last = Place(self.file, 1, 1)
        event = self._after_starts()
        if isinstance(event, yaml.StreamEndEvent):
            raise self._stop(self.last, "the file is empty", "start with name: and queues:")
        root = self._node(event, 0)
        if not isinstance(root.value, dict):
            raise self._stop(root.place, "this is not a page of keys", "start with name: and queues:, no dash before")
        self._one_document()
        return root

    def only_value(self) -> Node:
        event = self._after_starts()
        if isinstance(event, yaml.StreamEndEvent):
            raise self._stop(Place(self.file), "no value", "write path=value")
        node = self._node(event, 0)
        self._one_document()
        if self.faults:
            raise ScenarioError(tuple(self.faults))
        return node

    def _one_document(self) -> None:
        next(self.events)
        event = next(self.events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise self._stop(self._place(event), "a second document (---)", "keep one page to a file")

    def _after_starts(self) -> yaml.Event:
        event = next(self.events)
        while isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            event = next(self.events)
        return event

    def _stop(self, place: Place, wrong: str, cure: str) -> ScenarioError:
        return ScenarioError((*self.faults, fault(place, "", wrong, cure)))

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark if self.lines else None
        self.last = Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)
        return self.last

    def _node(self, event: yaml.Event, depth: int, key: Place | None = None) -> Node:
        place = self._place(event)
        self._grow(1, place)
        if depth > DEEPEST:
            raise self._stop(place, f"nested more than {DEEPEST} deep", "close the brackets above")
        if isinstance(event, yaml.AliasEvent):
            return self._alias(str(event.anchor), place, key)
        assert isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent | yaml.ScalarEvent)
        if event.tag is not None and event.tag != "!":
            self.faults.append(fault(place, "", f"the tag {event.tag} means nothing here", "remove it"))
        if event.anchor:
            self.anchors[event.anchor] = None
        before = self.count
        if isinstance(event, yaml.MappingStartEvent):
            node = Node(self._mapping(depth), place, key or place)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Node(self._sequence(depth), place, key or place)
        else:
            node = Node(self._scalar(event, place), place, key or place)
        if event.anchor:
            self.anchors[event.anchor] = (node, self.count - before + 1)
        return node

    def _grow(self, more: int, place: Place) -> None:
        self.count += more
        if self.count > MOST_NODES:
            raise self._stop(place, f"more than {MOST_NODES} values", "write fewer aliases (*)")

    def _alias(self, name: str, place: Place, key: Place | None) -> Node:
        """The anchored node again, placed where it stands; each use counts, or aliases of aliases explode."""
        if name not in self.anchors:
            raise self._stop(place, f"the alias *{name} has no anchor &{name} before it", "write the value itself")
        found = self.anchors[name]
        if found is None:
            raise self._stop(place, f"the alias *{name} stands inside itself", "write the value itself")
        node, size = found
        self._grow(size, place)
        return Node(node.value, place, key or place)

    def _mapping(self, depth: int) -> dict[str, Node]:
        result: dict[str, Node] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            place = self._place(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise self._stop(place, "a key must be plain text", "write it like name: value")
            key = str(event.value)
            self._refuse_odd_key(key, event, place, result)
            child = self._node(next(self.events), depth + 1, place)
            if key not in result and not (key == "<<" and event.implicit[0]):
                result[key] = child
        return result

    def _refuse_odd_key(self, key: str, event: yaml.ScalarEvent, place: Place, seen: dict[str, Node]) -> None:
        self._scalar(event, place)
        if key == "<<" and event.implicit[0]:
            self.faults.append(fault(place, key, "merge keys are not read", "write the keys out, or use extends:"))
        elif key in seen:
            first = seen[key].key
            self.faults.append(fault(place, key, f"written twice, first on line {first.line}", "keep one of the two"))

    def _sequence(self, depth: int) -> list[Node]:
        result = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            result.append(self._node(event, depth + 1))
        return result

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> Scalar:
        text = str(event.value)
        if any("\ud800" <= character <= "\udfff" for character in text):
            self.faults.append(fault(place, "", "half a character (\\ud800 to \\udfff)", "write the character itself"))
            return "?"
        return plain_value(text) if event.implicit[0] and event.style is None else text


def plain_value(text: str) -> Scalar:
    """An unquoted word by YAML 1.2's core schema, except that a written plus sign keeps it text."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
