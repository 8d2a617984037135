"""Ctrl-C on the real process: it ends at once, in words, and leaves nobody behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests.cli.conftest import SMALL

GRACE_S = 1.0
"""What a planner is promised. A machine under load may take longer to end a process: twice this fails the test."""


BEGINS_S = 60
"""A process that has written nothing by then never will."""


def interrupted_while_working(
    begun: Callable[[], bool], processes: int, *words: object
) -> tuple[subprocess.Popen[str], str, float, list[int]]:
    command = [sys.executable, "-m", "sim", *map(str, (*words, "--days", "100000", "--processes", processes))]
    working = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    helpers = 0 if processes == 1 else processes + 1  # the workers, and the one that tracks what they share
    deadline = time.monotonic() + BEGINS_S
    while not begun() or len(children_of(working.pid)) < helpers:
        if working.poll() is not None or time.monotonic() > deadline:
            working.kill()
            pytest.fail(f"it does not come to work: {working.communicate()}")
        time.sleep(0.05)
    time.sleep(0.5)
    children = children_of(working.pid)
    start = time.monotonic()
    os.killpg(working.pid, signal.SIGINT)
    _, words_said = working.communicate(timeout=30)
    return working, words_said, time.monotonic() - start, children


@pytest.mark.parametrize("processes", [1, 2])
def test_ctrl_c_ends_the_work_at_once_and_says_what_is_kept(processes: int, tmp_path: Path) -> None:
    to = ["--csv", tmp_path, "--plot", tmp_path / "charts" / "today", "--log", tmp_path / "c.parquet"]

    def logs() -> bool:
        return any(one.is_file() for one in tmp_path.rglob("*"))

    ends_at_once(tmp_path, interrupted_while_working(logs, processes, "run", SMALL, *to))


@pytest.mark.slow
def test_ctrl_c_ends_erlang_beside_a_simulation_at_once(tmp_path: Path) -> None:
    to = tmp_path / "new" / "erlang.json"
    ends_at_once(tmp_path, interrupted_while_working(to.parent.is_dir, 2, "erlang", SMALL, "--json", to))


def ends_at_once(folder: Path, interrupted: tuple[subprocess.Popen[str], str, float, list[int]]) -> None:
    working, said, took, children = interrupted
    assert working.returncode == 130
    assert "Stopped" in said
    assert "Nothing is kept" in said
    assert "Traceback" not in said
    assert took < 2 * GRACE_S
    assert list(folder.iterdir()) == []
    deadline = time.monotonic() + 2 * GRACE_S
    while any(map(alive, children)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not [child for child in children if alive(child)]


def children_of(pid: int) -> list[int]:
    """All processes that a process has started, and those that they have."""
    return [child.pid for child in psutil.Process(pid).children(recursive=True)]


def alive(pid: int) -> bool:
    """Whether a process still works; one that ended and was not yet waited for does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
