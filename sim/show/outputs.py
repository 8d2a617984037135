"""What a command was asked to write, and where: tried before the long work, written after it."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sim.show.export import Origin, as_json, write_csv, write_json
from sim.show.files import CannotWrite, ready_directory, ready_file, write_text
from sim.show.layout import INDENT, WIDTH

if TYPE_CHECKING:
    from sim.study.compare import Comparison
    from sim.study.reasons import ReasonRow
    from sim.study.replicate import Study
    from sim.study.summary import KpiRow

STDOUT = "-"


@dataclass(frozen=True)
class Outputs:
    """Places for results (None: not wanted), and what is written so far: an interrupted command says what is kept."""

    json: str | None = None
    csv: Path | None = None
    plot: Path | None = None
    log: Path | None = None
    written: list[Path] = field(default_factory=list)
    made: list[Path] = field(default_factory=list)
    """Directories that were not there before."""

    def ready(self) -> None:
        """Makes the directories and tries them. Raises CannotWrite."""
        for directory in (self.csv, self.plot):
            if directory is not None:
                self.made.extend(ready_directory(directory))
        for file in (self.log, Path(self.json) if self.json and self.json != STDOUT else None):
            if file is not None:
                self.made.extend(ready_file(file))
        if self.log is not None and self.log.suffix not in (".parquet", ".csv"):
            raise CannotWrite(f"{self.log}: a log is written as .parquet or .csv, name it so")


def write_run(
    outputs: Outputs, study: Study, rows: Sequence[KpiRow], origin: Origin, reasons: Sequence[ReasonRow]
) -> None:
    """The files that `run` and `kpi` were asked for."""
    _write_tables(outputs, rows, origin, reasons)
    if outputs.plot:
        from sim.show.run_plots import plot_run

        outputs.written.extend(plot_run(outputs.plot, study, rows, origin))


def write_comparison(
    outputs: Outputs, comparison: Comparison, rows: Sequence[KpiRow], origin: Origin, reasons: Sequence[ReasonRow]
) -> None:
    """The files that `compare` was asked for."""
    _write_tables(outputs, rows, origin, reasons, comparison.decision())
    if outputs.plot:
        from sim.show.compare_plots import plot_comparison

        outputs.written.extend(plot_comparison(outputs.plot, comparison, origin))


def _write_tables(
    outputs: Outputs,
    rows: Sequence[KpiRow],
    origin: Origin,
    reasons: Sequence[ReasonRow],
    verdict: Mapping[str, object] | None = None,
) -> None:
    if outputs.json and outputs.json != STDOUT:
        outputs.written.append(write_json(Path(outputs.json), origin, rows, verdict, reasons))
    if outputs.csv:
        outputs.written.extend(write_csv(outputs.csv, origin, rows, reasons))


def say(
    outputs: Outputs,
    text: str,
    rows: Sequence[KpiRow],
    origin: Origin,
    reasons: Sequence[ReasonRow],
    verdict: Mapping[str, object] | None = None,
) -> None:
    """The page and the names of the files written; or, with `--json -`, the JSON alone."""
    if outputs.json == STDOUT:
        sys.stdout.write(as_json(origin, rows, verdict, reasons))
        return
    sys.stdout.write(text)
    for head, endings in (("Charts", (".svg",)), ("Tables", (".csv", ".json"))):
        if paths := [path for path in outputs.written if path.suffix in endings]:
            sys.stdout.write("\n".join(_named(head, paths)) + "\n")
    if outputs.log:
        sys.stdout.write(f"  Log: {outputs.log}, its companions beside it\n")


def say_alone(outputs: Outputs, text: str, json: str) -> None:
    """A page with a JSON of its own, which is written where it is wanted; `-` prints that alone. Raises CannotWrite."""
    if outputs.json and outputs.json != STDOUT:
        outputs.written.append(write_text(Path(outputs.json), json))
    sys.stdout.write(json if outputs.json == STDOUT else text)


def _named(head: str, paths: Sequence[Path]) -> list[str]:
    """`Charts: out/waits.svg  service.svg`: what lies beside the one before goes by its name alone."""
    names = [
        path.name if place and path.parent == paths[place - 1].parent else str(path) for place, path in enumerate(paths)
    ]
    line = f"{INDENT}{head}: {'  '.join(names)}"
    return [line] if len(line) <= WIDTH else [f"{INDENT}{head}:", *(f"{INDENT * 2}{path}" for path in paths)]
