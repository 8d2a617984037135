"""Commands run as a planner would type them, within this process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.cli import app

SMALL = Path(__file__).with_name("small.yaml")


@dataclass(frozen=True)
class Said:
    """What a command printed and how it ended."""

    out: str
    err: str
    code: int


def typed(*words: object) -> Said:
    """What `ccsim WORDS` prints."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Said(result.stdout, result.stderr, result.exit_code)


@dataclass(frozen=True)
class Played:
    """A run of the small scenario with everything it can write."""

    said: Said
    folder: Path


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder = tmp_path_factory.mktemp("run")
    to = ["--json", folder / "kpis.json", "--csv", folder, "--log", folder / "calls.parquet", "--plot", folder]
    return Played(typed("run", SMALL, "--days", 12, "--processes", 1, *to), folder)


@pytest.fixture(scope="session")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder = tmp_path_factory.mktemp("compare")
    to = ["--json", folder / "kpis.json", "--csv", folder, "--plot", folder]
    return Played(typed("compare", SMALL, "--days", 12, "--processes", 1, *to), folder)
