"""Every way of being wrong in the table is noticed by the test that it names, on a copy of the source."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import copy2, copytree

import pytest

from tests.mutations.mutation import Mutation
from tests.mutations.table import MUTATIONS

ROOT = Path(__file__).resolve().parents[2]
TESTS_FAILED = 1
"""Pytest's exit code where tests ran and failed; a test not found, or source that does not load, gives another."""


MINUTES_AT_MOST = 10
"""A mutant that never ends would hang all the others."""


def named(mutation: Mutation) -> str:
    return mutation.name


def copy_of_the_source(folder: Path) -> Path:
    for part in ("sim", "tests", "validation"):
        copytree(ROOT / part, folder / part)
    copy2(ROOT / "pyproject.toml", folder)
    return folder


def run(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        check=False,
        timeout=MINUTES_AT_MOST * 60,
    )


def pytest_in(copy: Path, *names: str) -> subprocess.CompletedProcess[str]:
    return run(copy, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "slow or not slow", *names)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=named)
def test_what_a_mutation_turns_stands_in_the_source_once_and_what_catches_it_is_there(mutation: Mutation) -> None:
    assert (ROOT / "sim" / mutation.file).read_text(encoding="utf-8").count(mutation.old) == 1
    file, _, test = mutation.caught_by.partition("::")
    defined = (ROOT / "tests" / file).read_text(encoding="utf-8")
    assert re.search(rf"^def {test.partition('[')[0]}\(", defined, re.MULTILINE)


@pytest.mark.slow
def test_on_a_copy_without_a_mutation_all_these_tests_pass(tmp_path: Path) -> None:
    copy = copy_of_the_source(tmp_path)
    assert run(copy, "-c", "import sim; print(sim.__file__)").stdout.startswith(str(copy))
    done = pytest_in(copy, *sorted({f"tests/{mutation.caught_by}" for mutation in MUTATIONS}))
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("mutation", MUTATIONS, ids=named)
def test_a_mutation_is_caught_by_the_test_it_names(mutation: Mutation, tmp_path: Path) -> None:
    copy = copy_of_the_source(tmp_path)
    source = copy / "sim" / mutation.file
    source.write_text(source.read_text(encoding="utf-8").replace(mutation.old, mutation.new), encoding="utf-8")
    done = pytest_in(copy, "-x", f"tests/{mutation.caught_by}")
    assert done.returncode == TESTS_FAILED, f"not caught by {mutation.caught_by}:\n{done.stdout}{done.stderr}"
    print(re.findall(r"^E .*$", done.stdout, re.MULTILINE)[:3])
