"""A log on disk: contacts in one Parquet or CSV file, its companions beside it.

`calls.parquet` holds contacts; `calls-agents.parquet`, `calls-queues.parquet`, `calls-scenario.yaml` stand beside it,
and `calls-roster.parquet` where a group has shifts or absence.
The scenario is a page that loads like any other; its first line, a comment, holds version, seed and replications.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import polars as pl

from sim.log.columns import AGENTS, CONTACTS, QUEUES, ROSTER, Column, Logs
from sim.scenario.dump import dump, scenario_hash
from sim.scenario.load import load
from sim.scenario.schema import Scenario

Table = tuple[str, Mapping[str, Column]]
TABLES: tuple[Table, ...] = (("agents", AGENTS), ("queues", QUEUES), ("contacts", CONTACTS))
"""In the order in which the files take their names: contacts last, so that a log with contacts is whole."""

_ORIGIN = re.compile(r"# ccsim (\S+), seed (\d+), replications (\d+), scenario [0-9a-f]{6}\n")


class LogError(ValueError):
    """A saved log that cannot be written or read; the text names the file and the cure."""


@dataclass(frozen=True)
class SavedRun:
    """A log read back, with all that is needed to count its KPIs again."""

    logs: Logs
    scenario: Scenario
    seed: int
    replications: int
    version: str


def tables_of(scenario: Scenario) -> tuple[Table, ...]:
    """The tables of a log of this scenario: a roster where agents work by name, or may be absent."""
    told = any(page.shifts is not None or page.absence is not None for page in scenario.agents.values())
    return (("roster", ROSTER), *TABLES) if told else TABLES


def files_of(path: Path) -> dict[str, Path]:
    """The files of the log whose contacts are at `path`: contacts, agents, queues, scenario, and roster where there is
    one. LogError for an ending that is neither .parquet nor .csv."""
    if path.suffix not in (".parquet", ".csv"):
        raise LogError(f"{path}: a log ends in .parquet or .csv, write {path.with_suffix('.parquet').name}")
    return {
        "contacts": path,
        "agents": path.with_name(f"{path.stem}-agents{path.suffix}"),
        "queues": path.with_name(f"{path.stem}-queues{path.suffix}"),
        "scenario": path.with_name(f"{path.stem}-scenario.yaml"),
        "roster": path.with_name(f"{path.stem}-roster{path.suffix}"),
    }


# Writing -----------------------------------------------------------------------------------------------------------


@contextmanager
def saving(
    path: str | Path, scenario: Scenario, seed: int, replications: int, version: str
) -> Iterator[Callable[[Logs], None]]:
    """Write a log piece by piece: `with saving(...) as add: add(logs)`, in replication order.

    Pieces go to temporary files; only when the block ends well do the files take their names, companions first and
    contacts last, so that a partial result never stands where a good one did. LogError if the ending is neither
    .parquet nor .csv, or the folder cannot be written.
    """
    files = files_of(Path(path))
    suffix, tables = files["contacts"].suffix, tables_of(scenario)
    with _faults_named(path):
        folder = _beside(files["contacts"])
    pieces = 0

    def add(logs: Logs) -> None:
        nonlocal pieces
        with _faults_named(path):
            for name, _ in tables:
                _write_piece(folder, name, getattr(logs, name), suffix, pieces)
        pieces += 1

    try:
        add(Logs(*(pl.DataFrame(schema=_schema(columns)) for columns in (CONTACTS, AGENTS, QUEUES, ROSTER))))
        yield add
        origin = f"# ccsim {version}, seed {seed}, replications {replications}, scenario {scenario_hash(scenario)}\n"
        with _faults_named(path):
            (folder / "scenario").write_text(origin + dump(scenario), encoding="utf-8")
            for name, _ in tables:
                _join_pieces(folder, name, suffix)
            for name in ("scenario", *(name for name, _ in tables)):
                (folder / name).replace(files[name])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _faults_named(path: str | Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LogError(f"{path}: cannot be written ({error.strerror or error}): choose another place") from error


def write(
    path: str | Path, logs: Iterable[Logs], scenario: Scenario, seed: int, replications: int, version: str
) -> None:
    """Write all pieces, in replication order; see `saving`."""
    with saving(path, scenario, seed, replications, version) as add:
        for piece in logs:
            add(piece)


def _beside(path: Path) -> Path:
    """A folder for what is not whole yet, on the same disk as `path`, so that renaming cannot fail half-way."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return Path(mkdtemp(prefix=f".{path.stem}-", dir=path.parent))


def _schema(columns: Mapping[str, Column]) -> dict[str, type[pl.DataType]]:
    return {name: column.dtype for name, column in columns.items()}


def _write_piece(folder: Path, name: str, frame: pl.DataFrame, suffix: str, piece: int) -> None:
    if suffix == ".csv":
        with (folder / name).open("ab") as file:
            frame.write_csv(file, include_header=piece == 0)
    else:
        frame.write_parquet(folder / f"{name}-{piece:07d}.parquet")


def _join_pieces(folder: Path, name: str, suffix: str) -> None:
    """One Parquet file from the pieces, streamed: a thousand replications are never in memory at once."""
    if suffix == ".parquet":
        pieces = sorted(folder.glob(f"{name}-*.parquet"))
        pl.scan_parquet(pieces).sink_parquet(folder / name)


# Reading -----------------------------------------------------------------------------------------------------------


def read(path: str | Path) -> SavedRun:
    """The run that `write` saved at `path`. LogError says which file is missing or which column is wrong; ScenarioError
    what is wrong with an edited scenario."""
    files = files_of(Path(path))
    _all_there(files, ("contacts", "agents", "queues", "scenario"))
    version, seed, replications = _origin(files["scenario"])
    scenario = load(files["scenario"])
    wanted = tables_of(scenario)
    _all_there(files, tuple(name for name, _ in wanted))
    logs = Logs(**{name: _read_table(files[name], columns) for name, columns in wanted})
    return SavedRun(logs, scenario, seed, replications, version)


def _all_there(files: Mapping[str, Path], names: tuple[str, ...]) -> None:
    for name in names:
        if not files[name].is_file():
            whose = "" if name == "contacts" else f": {files['contacts'].name} was saved with it, keep them together"
            raise LogError(f"{files[name]}: there is no such file{whose}")


def _origin(path: Path) -> tuple[str, int, int]:
    with path.open(encoding="utf-8", errors="replace") as file:
        found = _ORIGIN.fullmatch(file.readline())
    if not found:
        line = "# ccsim VERSION, seed N, replications N, scenario HASH"
        raise LogError(f"{path}:1: the first line is not '{line}': put it back, or save the log again")
    return found[1], int(found[2]), int(found[3])


def _read_table(path: Path, columns: Mapping[str, Column]) -> pl.DataFrame:
    try:
        frame = pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_csv(path, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError) as error:
        kind = "Parquet" if path.suffix == ".parquet" else "CSV"
        raise LogError(f"{path}: cannot be read as {kind}: save the log again") from error
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        raise LogError(f"{path}: column {missing[0]} is missing: save the log again")
    return frame.select(_typed(path, frame[name], column) for name, column in columns.items())


def _typed(path: Path, values: pl.Series, column: Column) -> pl.Series:
    """A Parquet column must have its type; a CSV column must read as it."""
    if values.dtype == column.dtype:
        return values
    if path.suffix == ".csv" and column.dtype is pl.Boolean and set(values.unique()) <= {"true", "false", None}:
        return values == "true"
    if path.suffix == ".csv" and column.dtype is pl.Int64:
        whole = values.cast(pl.Int64, strict=False)
        if whole.null_count() == values.null_count():
            return whole
    wanted = {pl.Int64: "whole numbers", pl.Boolean: "true or false", pl.String: "text"}[column.dtype]
    raise LogError(f"{path}: column {values.name} must hold {wanted}, {column.meaning} Save the log again")
