"""A log on disk: contacts in one Parquet or CSV file, its companions beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sim.log.columns import Logs
from sim.scenario.schema import Scenario


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


@contextmanager
def saving(
    path: str | Path, scenario: Scenario, seed: int, replications: int, version: str
) -> Iterator[Callable[[Logs], None]]:
    """Write a log piece by piece: `with saving(...) as add: add(logs)`, in replication order.

    Pieces go to temporary files; only when the block ends well do the files take their names, companions first and
    contacts last. LogError if the ending is neither .parquet nor .csv, or the folder cannot be written.
    """
    raise NotImplementedError


def write(
    path: str | Path, logs: Iterable[Logs], scenario: Scenario, seed: int, replications: int, version: str
) -> None:
    """Write all pieces at once; see `saving`."""
    raise NotImplementedError


def read(path: str | Path) -> SavedRun:
    """The run that `write` saved at `path`. LogError says which file is missing or which column is wrong."""
    raise NotImplementedError
