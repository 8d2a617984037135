"""What `ccsim check --explain` prints: every value in force, its meaning, and who said so."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from textwrap import wrap

from sim.scenario.dump import tree_of
from sim.scenario.faults import Place
from sim.scenario.nodes import Node
from sim.scenario.queue import Queue
from sim.scenario.schema import Scenario, Strategy
from sim.scenario.values import Page
from sim.show.explain_values import Explained, Off, explained, flow
from sim.show.layout import INDENT, WIDTH, label_width, page, sentences, untied

MARGIN = INDENT * 2
DEFAULT = "default"
LONGEST_PLACE = 32


def explain_page(scenario: Scenario, file: str) -> str:
    """Every value in force by path, at most 104 columns wide: the page's own, then queues, groups, strategies."""
    root = tree_of(scenario)
    pages: list[tuple[str, Page]] = [(f"queues.{name}", one) for name, one in scenario.queues.items()]
    pages += [(f"agents.{name}", one) for name, one in scenario.agents.items()]
    return page(
        [
            [f"{file} is fine. Every value in force:"],
            sentences(
                "A path goes on from its heading. At the right stands the line that writes the value, or "
                f"{DEFAULT} where none does: then with its source, if it is a published one."
            ),
            _section("the whole page", _values(scenario, root, scenario.currency), file),
            *(_section(head, _values(one, _at(root, head), scenario.currency), file) for head, one in pages),
            _strategies(scenario, root, file),
        ]
    )


def _at(root: Node, path: str) -> Node | None:
    return root.at(*path.split(".", 1))


def _values(one: Page, node: Node | None, currency: str) -> list[Explained | Off]:
    idle = "self_service.contained" if isinstance(one, Queue) and one.contained_by_reason else None
    return [each for each in explained(one, node, currency) if each.path != idle]


def _section(head: str, found: Iterable[Explained | Off], file: str) -> list[str]:
    """A heading, its values, and what is off in one sentence."""
    values, off = [], []
    for one in found:
        if isinstance(one, Off):
            off.append(one.path)
        else:
            values.append(one)
    wide = label_width([one.path for one in values])
    lines = [(INDENT + head)[:WIDTH]]
    for one in values:
        lines += _value(one, wide, file)
    return lines + ([*_wrapped(f"off: {', '.join(off)}", MARGIN, MARGIN + "     ")] if off else [])


def _value(one: Explained, wide: int, file: str) -> list[str]:
    """Path, value and place on a line, the meaning below it."""
    place = said_at(one.place, file)[-LONGEST_PLACE:]
    first, *more = wrap(one.value, WIDTH - len(MARGIN) - wide - len(place) - 2, break_on_hyphens=False) or [""]
    above = [] if len(one.path) < wide else [MARGIN + one.path[: WIDTH - len(MARGIN)]]
    head = f"{MARGIN}{'' if above else one.path:{wide}}{first}"
    said = head + place.rjust(WIDTH - len(head))
    lines = untied([*above, said, *(" " * (len(MARGIN) + wide) + line for line in more)])
    told = f"{one.meaning} Source: {one.source}." if one.source else one.meaning
    return lines + _wrapped(told, MARGIN * 2, MARGIN * 2)


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def said_at(place: Place | None, file: str) -> str:
    """`line 14` of the file itself, `base.yaml:14` of another, `--set`, or that nobody wrote it."""
    if place is None:
        return DEFAULT
    if place.file == file and place.line:
        return f"line {place.line}"
    return f"{Path(place.file).name}:{place.line}" if place.line else place.file.partition(" ")[0]


def _strategies(scenario: Scenario, root: Node, file: str) -> list[str]:
    """Each strategy with what it changes."""
    found: list[Explained | Off] = []
    for name, one in scenario.strategies.items():
        node = root.at("strategies", name)
        found.append(Explained(name, _changes(one, scenario.currency), one.about, "", node.key if node else None))
    return _section("strategies", found, file) if found else []


def _changes(strategy: Strategy, currency: str) -> str:
    parts = [f"use {flow(strategy.use)}"] if strategy.use else []
    parts += [f"{path}: {flow(value)}" for path, value in strategy.set.items()]
    parts += [f"{strategy.cost.per_day:g} {currency} a day".replace("  ", " ")] if strategy.cost else []
    return "; ".join(parts)
