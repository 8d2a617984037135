"""Every value in force of a scenario: what it means, and whether the planner wrote it or a default stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sim.scenario.defaults import as_change
from sim.scenario.dump import written
from sim.scenario.faults import Place
from sim.scenario.laws import Gamma, Law, Lognormal
from sim.scenario.nodes import Node, plain
from sim.scenario.schema import Scenario
from sim.scenario.shape import Shape, page_keys
from sim.scenario.values import Page
from sim.show.layout import TIE
from sim.units import format_clock

ONLY_BESIDE = {"profile": "per_day"}
INSTEAD_OF = {
    "offer_when_wait_over": "offer_when_waiting",
    "talk": "handle_time",
    "hold": "handle_time",
    "wrap_up": "handle_time",
    "handle_time": "talk",
    "cv": "sd",
    "day_to_day": "times",
    "busy_together": "times",
}
"""Keys that mean nothing unwritten unless, or if, their page has the other one."""

LISTED_AT_MOST = 200
"""Letters of a list from which on its length says more than its items."""


@dataclass(frozen=True)
class Explained:
    """One value in force."""

    path: str
    """Below the page that was asked about: `self_service.used_by`."""
    value: str
    """As it would be written, with its unit."""
    meaning: str
    source: str
    """Where a default comes from; empty for a value that is written, and where nobody published one."""
    place: Place | None
    """Where it is written; None for a default."""


@dataclass(frozen=True)
class Off:
    """A mechanism that the page does not name."""

    path: str


def explained(page: Page, node: Node | None, currency: str, above: str = "") -> Iterator[Explained | Off]:
    """The values of a page in the schema's order, mechanisms that are off among them; laws are one value each.

    `node` is what the file writes for the page, None where it writes nothing."""
    dumped = page.model_dump(mode="json", by_alias=True)
    for key, shape in page_keys(type(page)).items():
        value, below = getattr(page, key), _below(node, key)
        path = f"{above}.{key}" if above else key
        pages = shape.word == "names" and shape.of is not None and shape.of.word == "page"
        nothing = below is None and not _matters(page, key)
        if (pages and isinstance(page, Scenario)) or (isinstance(value, str) and not value) or nothing:
            continue
        if value is None:
            yield from _nothing(page, key, shape, below, path)
        elif pages:
            for name, one in value.items():
                yield from explained(one, _below(below, name), currency, f"{path}.{name}")
        elif isinstance(value, Page) and not isinstance(value, Law):
            yield from explained(value, below, currency, path)
        else:
            text = _with_unit(as_written(value, dumped[key], shape, below), shape.unit, currency)
            yield _entry(path, text, shape, below)
            yield from _spreads(value, path)


def _below(node: Node | None, key: str) -> Node | None:
    """What is written for a key; `days: 5` writes its count. `on` writes no key."""
    if node is None or isinstance(node.value, dict):
        return node.at(key) if node else None
    return node if key == "count" and isinstance(node.value, int) else None


def _nothing(page: Page, key: str, shape: Shape, node: Node | None, path: str) -> Iterator[Explained | Off]:
    """What holds where a page has no value for a key: it is off, or a rule that the docstring tells."""
    if shape.required:
        yield _entry(path, "none", shape, node)
    elif not _matters(page, key):
        return
    elif shape.switchable or shape.unwritten == "none":
        yield Off(path)
    elif shape.unwritten:
        yield _entry(path, shape.unwritten, shape, None)


def _matters(page: Page, key: str) -> bool:
    beside, instead = ONLY_BESIDE.get(key), INSTEAD_OF.get(key)
    return (beside is None or getattr(page, beside) is not None) and (
        instead is None or getattr(page, instead, None) is None
    )


def _entry(path: str, text: str, shape: Shape, node: Node | None) -> Explained:
    place = node.key if node is not None and node.value != "on" else None
    return Explained(path, text, shape.meaning, "" if place else shape.source, place)


def _spreads(law: Any, path: str) -> Iterator[Explained]:
    """The spread that a law takes where neither its cv nor its sd is written."""
    for name in law.model_fields_set if isinstance(law, Law) else ():
        inner = getattr(law, name)
        if isinstance(inner, Lognormal | Gamma) and inner.cv is None and inner.sd is None:
            shape = page_keys(type(inner))["cv"]
            yield _entry(f"{path}.{name}.cv", f"{shape.unwritten} {shape.unit}", shape, None)
        elif name == "mixture":
            yield from _spreads(inner.otherwise, f"{path}.mixture.otherwise")
        elif name == "by_arrival":
            for clock, part in inner.items():
                yield from _spreads(part, f"{path}.by_arrival.{format_clock(clock)}")


def as_written(value: Any, dumped: Any, shape: Shape, node: Node | None = None) -> str:
    """A value in the planner's own words where there are any; else `dumped`, which is the model's JSON of it."""
    if node is not None and node.value != "on":
        return flow(plain(node))
    if isinstance(value, Law):
        ((name, inner),) = written(value).items()
        return flow({name: inner["mean"] if list(inner) == ["mean"] else inner})
    if isinstance(dumped, float) and dumped.is_integer():
        return str(int(dumped))
    return flow(as_change(value) if shape.word == "relative" else dumped)


def _with_unit(text: str, unit: str, currency: str) -> str:
    counted = unit.replace("money ", f"{currency} " if currency else "")
    first, _, rest = counted.partition(" ")
    if text == "1" and first.endswith("s"):
        counted = f"{first[:-1]} {rest}".strip()
    return f"{text} {counted}".strip()


def flow(value: Any) -> str:
    """Plain values on one line, as YAML would be written: `{lognormal: {mean: 4m30s, cv: 1.0}}`; TIEs for spaces that
    no line may end at."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}:{TIE}{flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        text = "[" + ", ".join(map(flow, value)) + "]"
        return text if len(text) <= LISTED_AT_MOST else f"[{flow(value[0])}, ... {len(value):,} in all]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
