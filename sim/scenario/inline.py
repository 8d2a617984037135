"""CSV columns that a scenario names, read into it, so that what is played stands on one page.

`profile_csv: forecast.csv#care` becomes `profile`, and so does a column by day; `times_csv: calls.csv#arrived` becomes
`times`; `empirical: {csv: talks.csv#talk, unit: s}` becomes `values`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from sim.scenario.faults import Fault, Place, ScenarioError, fault
from sim.scenario.hours import by_day
from sim.scenario.nodes import Node, from_plain
from sim.scenario.once import VOLUME
from sim.scenario.words import which_instead
from sim.units import format_clock, parse_clock, parse_duration

MOST_TIMES = 100_000
"""Recorded times that a page takes: what it is written back as must be readable again."""
MOST_TOLD = 5
"""Lines of one file that are told singly; of the others, how many."""
UNITS = ("ms", "s", "m", "h")

Read = Callable[[Node, Path | None, str], Node]
"""Reads the column that a node names, looked for from a folder; the path is for complaints."""
Cell = TypeVar("Cell")
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
                key, stand_in = _volume(name, node, child)
                keys[key] = stand_in
        elif last == "empirical" and "csv" in child.keys:
            keys[key] = _reported(_values, child, folder, faults, inner) or _stand_in(child)
        else:
            keys[key] = _filled(child, folder, faults, inner)
    return Node(keys, node.place, node.key)


def _volume(times: str, arrivals: Node, column: Node) -> tuple[str, Node]:
    """A volume that draws no second complaint about a column already reported, and hides none about a second way."""
    before = times.removesuffix("times")
    if any(before + other in arrivals.keys for other in VOLUME["times_csv"]):
        return times, Node([], column.place, column.key)
    return f"{before}per_day", Node(1, column.place, column.key)


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
    """A clock table, or one by day where a column is named by day."""
    if not by_day(node):
        return _weights(node, folder, path)
    return Node(
        {key: _weights(child, folder, f"{path}.{key}") for key, child in node.keys.items()}, node.place, node.key
    )


def _weights(node: Node, folder: Path | None, path: str) -> Node:
    table: dict[str, Node] = {}

    def weight(clock: str, cell: str) -> None:
        parse_clock(clock)
        if clock in table:
            raise ValueError(f"{clock} is there twice: keep one line per clock")
        if not re.fullmatch(r"\d+(\.\d+)?", cell):
            raise ValueError(f"'{cell}' is not a number of 0 or more: write digits alone")
        table[clock] = Node(float(cell), node.place, node.key)

    _each_row(node, path, _column(node, folder, path), weight)
    return Node(table, node.place, node.key)


def _times(node: Node, folder: Path | None, path: str) -> Node:
    """A list of days, each a list of clock times."""
    rows = _column(node, folder, path)
    if len(rows) > MOST_TIMES:
        raise _refusal(node, path, f"{len(rows):,} times are more than a page can hold", f"keep {MOST_TIMES:,} at most")
    days: dict[str, list[int]] = {}
    for day, clock in _each_row(node, path, rows, lambda _, cell: _day_and_clock(cell)):
        days.setdefault(day, []).append(clock)
    if "" in days and len(days) > 1:
        raise _refusal(
            node, path, "some times have a date and some have none", "write the date to all of them, or none"
        )
    in_order = [sorted(days[day]) for day in sorted(days)]
    return from_plain([[format_clock(clock) for clock in day] for day in in_order], node.place)


def _day_and_clock(cell: str) -> tuple[str, int]:
    """The date of a cell, empty where it has none, and its ms after midnight."""
    try:
        if re.fullmatch(r"\d{1,2}:.*", cell):
            return "", parse_clock(cell)
        if not re.match(r"\d{4}-\d{2}-\d{2}[T ]", cell):
            raise ValueError
        when = datetime.fromisoformat(cell)
    except ValueError:
        raise ValueError(f"'{cell}' is not a time: write it like 08:00:12, or 2026-11-30T08:00:12") from None
    since = when - when.replace(hour=0, minute=0, second=0, microsecond=0)
    return when.date().isoformat(), since // timedelta(milliseconds=1)


def _values(node: Node, folder: Path | None, path: str) -> Node:
    unit = node.at("unit")
    if unit is not None and unit.text not in UNITS:
        raise _refusal(unit, f"{path}.unit", "not a unit of time", f"write one of {', '.join(UNITS)}")
    for key, child in node.keys.items():
        if key not in ("csv", "unit"):
            raise _refusal(child, f"{path}.{key}", "does not go with csv", "write csv and unit alone")
    source, named = node.keys["csv"], unit.text if unit and unit.text else ""

    def duration(_: str, cell: str) -> Node:
        text = cell + named if re.fullmatch(r"\d+(\.\d+)?", cell) else cell
        try:
            parse_duration(text)
        except ValueError:
            cure = "write durations like 50s in it, or name theirs with unit: s"
            raise ValueError(f"'{cell}' is not a duration: {cure}") from None
        return Node(text, source.place, source.key)

    values = _each_row(source, f"{path}.csv", _column(source, folder, f"{path}.csv"), duration)
    return Node({"values": Node(values, source.place, source.key)}, node.place, node.key)


def _each_row(node: Node, path: str, rows: Column, read: Callable[[str, str], Cell]) -> list[Cell]:
    """What `read` makes of the first cell and the column's cell of each row; where it raises ValueError, the row is
    told by its line in the file."""
    name = (node.text or "").partition("#")[0]
    found: list[Cell] = []
    faults: list[Fault] = []
    for line, first, cell in rows:
        try:
            found.append(read(first, cell))
        except ValueError as error:
            wrong, _, cure = str(error).partition(": ")
            faults.append(fault(node.place, path, f"{name} line {line}: {wrong}", cure))
    if len(faults) > MOST_TOLD:
        more = fault(node.place, path, f"and {len(faults) - MOST_TOLD:,} more lines of {name}", "mend the file")
        faults = [*faults[:MOST_TOLD], more]
    if faults:
        raise ScenarioError(tuple(faults))
    return found


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
