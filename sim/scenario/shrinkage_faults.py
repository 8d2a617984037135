"""Shrinkage that counts twice what shifts or absence say already."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.faults import Fault, fault
from sim.scenario.nodes import Node
from sim.units import parse_share

USUAL = {"leave": "10%", "sickness": "5%", "breaks": "6%", "training": "5%", "meetings": "4%"}
"""The kinds with what is usual of each, for a cure."""


def shrinkage_faults(root: Node) -> Iterator[Fault]:
    """Sickness beside absence, and breaks beside shifts that have some: by kind, or in a figure for all kinds."""
    groups = root.at("agents")
    for name, group in (groups.keys if groups else {}).items():
        shrinkage, path = group.at("shrinkage"), f"agents.{name}.shrinkage"
        twice = dict(_said_elsewhere(group))
        if shrinkage is None or not twice:
            continue
        if not isinstance(shrinkage.value, dict | list) and _counts(shrinkage):
            kinds, beside = (" and ".join(words) for words in (twice, twice.values()))
            wrong = f"one figure for all kinds counts {kinds} twice, beside {beside}"
            others = ", ".join(f"{kind}: {share}" for kind, share in USUAL.items() if kind not in twice)
            yield fault(shrinkage.place, path, wrong, f"write the other kinds alone, like {{{others}}}")
        for kind, where in twice.items():
            written = shrinkage.at(kind)
            if written is not None and _counts(written):
                cure = f"remove {kind} here, or {where}"
                yield fault(written.key, f"{path}.{kind}", f"this counts {kind} twice, beside {where}", cure)


def _said_elsewhere(group: Node) -> Iterator[tuple[str, str]]:
    """(kind, the key that says it) of what the group plays in place of shrinkage."""
    absence, shifts = group.at("absence"), group.at("shifts")
    if absence is not None and absence.value != "off":
        yield "sickness", "absence"
    if any(breaks.items for shift in (shifts.keys if shifts else {}).values() if (breaks := shift.at("breaks"))):
        yield "breaks", "the shifts' breaks"


def _counts(share: Node) -> bool:
    """Whether a share is more than nothing; one that cannot be read is told elsewhere."""
    return bool(share.value if isinstance(share.value, int | float) else share.read(parse_share))
