"""Our figures, kept beside the page: what each case of the table gave when it was last played."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

from sim.study.pool import in_order
from validation.agreement import Found, simulate
from validation.cases import CASES
from validation.facts import Estimate


def play_all(processes: int) -> dict[str, Found]:
    """Plays every case of the table, some minutes for each process; says each as it is done."""
    found = {}
    with closing(in_order(simulate, list(CASES), processes)) as played:
        for name, one in zip(CASES, played, strict=True):
            found[name] = one
            print(f"{name}: {one.contacts:,} contacts", flush=True)
    return found


def save(found: dict[str, Found], path: Path) -> None:
    """As JSON, a line a case: {case: {contacts, figures: {name: [value, standard error]}}}, to seven digits."""
    lines = [f"{json.dumps(name)}: {json.dumps(_written(one))}" for name, one in found.items()]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _written(one: Found) -> dict[str, object]:
    figures = {name: [float(f"{part:.7g}") for part in (of.value, of.error)] for name, of in one.figures.items()}
    return {"contacts": one.contacts, "figures": figures}


def read(path: Path) -> dict[str, Found]:
    """What `save` wrote."""
    return {
        name: Found(one["contacts"], {figure: Estimate(*pair) for figure, pair in one["figures"].items()})
        for name, one in json.loads(path.read_text(encoding="utf-8")).items()
    }
