"""`make validation`: plays every case and writes docs/validation.md, its chart and the scenario file of each case."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from sim.scenario.dump import dump
from validation.agreement import Found
from validation.cases import CASES, scenario_of
from validation.chart import draw_z
from validation.facts import FACTS
from validation.found import play_all, read, save
from validation.report import page, z_scores

DOCS = Path(__file__).resolve().parents[1] / "docs"
FOUND = DOCS / "validation" / "found.json"


def main() -> None:
    """Plays, then writes."""
    FOUND.parent.mkdir(exist_ok=True)
    save(play_all(os.cpu_count() or 1), FOUND)
    write(read(FOUND))


def write(found: Mapping[str, Found]) -> None:
    """The page, the chart and the scenario files, from figures found before."""
    (DOCS / "validation.md").write_text(page(found), encoding="utf-8")
    draw_z(DOCS / "validation.svg", *z_scores(found))
    for name in CASES:
        (DOCS / "validation" / f"{name}.yaml").write_text(scenario_file(name), encoding="utf-8")


def scenario_file(name: str) -> str:
    """The case as a file that `ccsim run` plays on the same customers."""
    case, fact = CASES[name], FACTS[name]
    lines = [
        "# yaml-language-server: $schema=../scenario.schema.json",
        f"# {fact.model}. Theirs beside ours: docs/validation.md. The same customers:",
        f"#   ccsim run docs/validation/{name}.yaml --days {case.replications * case.days} --seed {fact.place}",
    ]
    if case.warm_up:
        lines.append(
            f"# The page leaves out the first {case.warm_up} hours of each run, from empty; `ccsim run` counts them."
        )
    return "\n".join([*lines, dump(scenario_of(name))])


if __name__ == "__main__":
    main()
