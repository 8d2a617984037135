"""The plans that several files hold, for one comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sim.scenario.faults import Fault, ScenarioError
from sim.scenario.load import load
from sim.scenario.strategies import Plan, plans
from sim.scenario.tree import read_tree
from sim.study.compare import NotComparableError


def plans_of(files: Sequence[Path], sets: Sequence[str]) -> list[Plan]:
    """Every plan of every file; of several files each plan is called after its own. All faults of all files at once."""
    found: list[tuple[Path, tuple[Plan, ...]]] = []
    faults: list[Fault] = []
    for file in files:
        try:
            found.append((file, plans(load(file, sets, to_compare=True))))
        except ScenarioError as error:
            faults += error.faults
    if faults:
        raise ScenarioError(tuple(faults))
    if len(found) == 1:
        return list(found[0][1])
    names = {file: file.stem if [one.stem for one in files].count(file.stem) == 1 else str(file) for file in files}
    if len(names) < len(files):
        raise NotComparableError("a file is named twice: name each once")
    return [
        replace(plan, name=names[file] if place == 0 else f"{names[file]}: {plan.name}")
        for file, plans_of_file in found
        for place, plan in enumerate(plans_of_file)
    ]


def rule_line(file: Path) -> int | None:
    """The line of `decide:`, if the file itself writes it."""
    decide = read_tree(file.read_text(encoding="utf-8"), str(file))[0].at("decide")
    return decide.key.line if decide else None
