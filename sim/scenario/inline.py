"""CSV columns that a scenario names, read into it, so that what is played stands on one page.

`profile_csv: forecast.csv#care` becomes `profile`; `times_csv: calls.csv#arrived` becomes `times`;
`empirical: {csv: talks.csv#talk, unit: s}` becomes `values`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from sim.scenario.faults import Fault, Place, ScenarioError, fault
from sim.scenario.nodes import Node, from_plain
from sim.scenario.words import which_instead
from sim.units import format_clock, parse_clock, parse_duration

MOST_TIMES = 100_000
"""Recorded times that a page takes: what it is written back as must be readable again."""
UNITS = ("ms", "s", "m", "h")

Read = Callable[[Node, Path | None, str], Node]
"""Reads the column that a node names, looked for from a folder; the path is for complaints."""
Column = list[tuple[int, str, str]]
"""Line number, first cell, cell of the column."""


def inlined(node: Node, folder: Path | None = None) -> tuple[Node, list[Fault]]:
    """The tree with every CSV column in place of its name; files are looked for from `folder`, or else from the folder
    of the file that names them."""
    faults: list[Fault] = []
    return _filled(node, folder, faults, ""), faults


def _filled(node: Node, folder: Path | None, faults: list[Fault], path: str) -> Node:
    if isinstance(node.value, list):
        return Node([_filled(item, folder, faults, path) for item in node.value], node.place, node.key)
    if not isinstance(node.value, dict):
        return node
    keys: dict[str, Node] = {}
    for key, child in node.keys.items():
        inner = f"{path}.{key}" if path else key
        before, _, last = key.rpartition(".")
        if last in COLUMNS:
            filled, read = COLUMNS[last]
            name = f"{before}.{filled}" if before else filled
            if name in node.keys:
                faults.append(fault(child.key, inner, f"the {filled} is written twice", f"keep {key} or {filled}"))
            elif column := _reported(read, child, folder, faults, inner):
                keys[name] = column
            elif filled == "times":
                keys[name.removesuffix("times") + "per_day"] = Node(1, child.place, child.key)  # no second complaint
        elif last == "empirical" and "csv" in child.keys:
            keys[key] = _reported(_values, child, folder, faults, inner) or _stand_in(child)
        else:
            keys[key] = _filled(child, folder, faults, inner)
    return Node(keys, node.place, node.key)


def _stand_in(node: Node) -> Node:
    """A value that draws no second complaint about a column already reported."""
    second = Node("1s", node.place, node.key)
    return Node({"values": Node([second], node.place, node.key)}, node.place, node.key)


def _reported(read: Read, node: Node, folder: Path | None, faults: list[Fault], path: str) -> Node | None:
    try:
        result = read(node, folder, path)
    except ScenarioError as error:
        faults += error.faults
        return None
    return result


def _profile(node: Node, folder: Path | None, path: str) -> Node:
    table: dict[str, Node] = {}
    for line, clock, cell in _column(node, folder, path):
        try:
            parse_clock(clock)
        except ValueError as error:
            raise _refusal(
                node, path, f"line {line}: {error}".replace(": write", " - write"), "mend the file"
            ) from None
        if clock in table:
            raise _refusal(node, path, f"line {line}: {clock} is there twice", "keep one line per clock")
        if not re.fullmatch(r"\d+(\.\d+)?", cell):
            raise _refusal(node, path, f"line {line}: '{cell}' is not a number of 0 or more", "mend the file")
        table[clock] = Node(float(cell), node.place, node.key)
    return Node(table, node.place, node.key)


def _times(node: Node, folder: Path | None, path: str) -> Node:
    """A list of days, each a list of clock times."""
    rows = _column(node, folder, path)
    if len(rows) > MOST_TIMES:
        raise _refusal(node, path, f"{len(rows):,} times are more than a page can hold", f"keep {MOST_TIMES:,} at most")
    days: dict[str, list[int]] = {}
    for line, _, cell in rows:
        day, clock = _day_and_clock(node, path, line, cell)
        days.setdefault(day, []).append(clock)
    if "" in days and len(days) > 1:
        raise _refusal(
            node, path, "some times have a date and some have none", "write the date to all of them, or none"
        )
    in_order = [sorted(days[day]) for day in sorted(days)]
    return from_plain([[format_clock(clock) for clock in day] for day in in_order], node.place)


def _day_and_clock(node: Node, path: str, line: int, cell: str) -> tuple[str, int]:
    """The date of a cell, empty where it has none, and its ms after midnight."""
    try:
        if re.fullmatch(r"\d{1,2}:.*", cell):
            return "", parse_clock(cell)
        if not re.match(r"\d{4}-\d{2}-\d{2}[T ]", cell):
            raise ValueError
        when = datetime.fromisoformat(cell)
    except ValueError:
        cure = "write it like 08:00:12, or 2026-11-30T08:00:12"
        raise _refusal(node, path, f"line {line}: '{cell}' is not a time", cure) from None
    since = when - when.replace(hour=0, minute=0, second=0, microsecond=0)
    return when.date().isoformat(), since // timedelta(milliseconds=1)


def _values(node: Node, folder: Path | None, path: str) -> Node:
    unit = node.at("unit")
    if unit is not None and unit.text not in UNITS:
        raise _refusal(unit, f"{path}.unit", "not a unit of time", f"write one of {', '.join(UNITS)}")
    for key, child in node.keys.items():
        if key not in ("csv", "unit"):
            raise _refusal(child, f"{path}.{key}", "does not go with csv", "write csv and unit alone")
    values = []
    source = node.keys["csv"]
    for line, _, cell in _column(source, folder, f"{path}.csv"):
        text = cell + unit.text if unit and unit.text and re.fullmatch(r"\d+(\.\d+)?", cell) else cell
        try:
            parse_duration(text)
        except ValueError:
            cure = "write durations like 50s in it, or name theirs with unit: s"
            raise _refusal(source, f"{path}.csv", f"line {line}: '{cell}' is not a duration", cure) from None
        values.append(Node(text, source.place, source.key))
    return Node({"values": Node(values, source.place, source.key)}, node.place, node.key)


def _column(node: Node, folder: Path | None, path: str) -> Column:
    """The rows of `file.csv#column`; a row whose cell is empty is left out."""
    name, joint, column = (node.text or "").partition("#")
    if not name or not joint or not column:
        raise _refusal(node, path, "not a column of a CSV file", "write it like forecast.csv#care")
    file = (Path(node.place.file).parent if folder is None else folder) / name
    try:
        text = file.read_text(encoding="utf-8-sig")
        semicolons = ";" in text.partition("\n")[0]
        rows = list(csv.reader(text.splitlines(), delimiter=";" if semicolons else ","))
    except FileNotFoundError:
        near = sorted(each.name for each in file.parent.glob("*.csv"))
        cure = which_instead(name, near) if near else "check its name; it is looked for beside the file that names it"
        raise _refusal(node, path, f"there is no file {file}", cure) from None
    except (OSError, ValueError, csv.Error):
        raise _refusal(node, path, f"{file} cannot be read as CSV text", "save it as CSV in UTF-8") from None
    header = [cell.strip() for cell in rows[0]] if rows else []
    if column not in header:
        raise _refusal(node, path, f"{name} has no column '{column}'", which_instead(column, header))
    at = header.index(column)
    found = [(line, row[0].strip(), row[at].strip()) for line, row in enumerate(rows[1:], 2) if len(row) > at]
    found = [row for row in found if row[2]]
    if not found:
        raise _refusal(node, path, f"column '{column}' of {name} is empty", "write its values")
    return found


COLUMNS: dict[str, tuple[str, Read]] = {"profile_csv": ("profile", _profile), "times_csv": ("times", _times)}
"""Key that names a column -> the key that holds it, and how it is read."""


def _refusal(node: Node, path: str, wrong: str, cure: str) -> ScenarioError:
    place: Place = node.place
    return ScenarioError((fault(place, path, wrong, cure),))
