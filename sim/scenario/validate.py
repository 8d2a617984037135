"""From the tree as written to the frozen scenario, or to everything that is wrong with it."""

from __future__ import annotations

from pydantic import ValidationError

from sim.scenario.crosscheck import crosscheck
from sim.scenario.faults import EMPTY, Fault, ScenarioError
from sim.scenario.nodes import Node, plain
from sim.scenario.schema import Scenario
from sim.scenario.translate import translated


def validated(root: Node) -> tuple[Scenario | None, tuple[Fault, ...]]:
    """The scenario if nothing is wrong with it, and the faults of the schema and of the cross checks together."""
    faults = list(crosscheck(root))
    scenario = None
    try:
        scenario = Scenario.model_validate(plain(root))
    except ValidationError as error:
        told = [one for each in error.errors(include_url=False) if (one := translated(each, root))]
        knows_more = {each.path for each in told}
        faults = [each for each in faults if each.wrong != EMPTY or each.path not in knows_more] + told
    if faults or scenario is None:
        return None, in_order(faults)
    scenario._raw = root
    return scenario, ()


def in_order(faults: list[Fault]) -> tuple[Fault, ...]:
    """Each fault once, by file (the first one found first), line and column."""
    files = list(dict.fromkeys(each.file for each in faults))
    return tuple(sorted(dict.fromkeys(faults), key=lambda each: (files.index(each.file), each.line, each.column)))


def scenario_from(root: Node) -> Scenario:
    """The scenario; `ScenarioError` with all faults if there are any."""
    scenario, faults = validated(root)
    if scenario is None:
        raise ScenarioError(faults)
    return scenario
