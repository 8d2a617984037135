"""Work on several processes: in order, whole, and gone when it is over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest

from sim.study.pool import WorkerLostError, in_order


def slow_if_early(task: int) -> int:
    time.sleep(0.05 if task < 2 else 0)
    return task * task


def die_once(task: tuple[Path, int]) -> int:
    """Kills its process at task 3, the first time it gets there."""
    marker, number = task
    if number == 3 and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_always(task: int) -> int:
    if task == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def complain(task: int) -> int:
    raise ValueError(f"task {task} is wrong")


def surroundings(task: int) -> tuple[int, bool, int]:
    return pl.thread_pool_size(), signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []), os.getpid()


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"


@pytest.mark.parametrize("processes", [1, 2])
def test_results_come_in_the_order_of_the_tasks(processes: int) -> None:
    assert list(in_order(slow_if_early, range(8), processes)) == [number**2 for number in range(8)]


def test_a_killed_worker_is_replaced_and_its_work_done_again(tmp_path: Path) -> None:
    tasks = [(tmp_path / "died", number) for number in range(8)]
    assert list(in_order(die_once, tasks, 2)) == list(range(8))
    assert (tmp_path / "died").exists()


def test_work_that_kills_its_worker_twice_is_an_error_in_words() -> None:
    with pytest.raises(WorkerLostError, match="killed twice"):
        list(in_order(die_always, range(4), 2))


@pytest.mark.parametrize("processes", [1, 2])
def test_what_the_work_raises_is_raised_to_the_caller(processes: int) -> None:
    with pytest.raises(ValueError, match="task 0 is wrong"):
        list(in_order(complain, range(4), processes))


def test_workers_use_one_polars_thread_and_leave_ctrl_c_to_the_parent() -> None:
    before = os.environ.get("POLARS_MAX_THREADS")
    for threads, blocked, _ in in_order(surroundings, range(3), 2):
        assert threads == 1
        assert blocked
    assert os.environ.get("POLARS_MAX_THREADS") == before


def test_no_worker_stays_when_the_results_are_left_half_way() -> None:
    with closing(in_order(surroundings, range(50), 2)) as results:
        pid = next(results)[2]
    assert pid != os.getpid()
    assert not is_alive(pid)


INTERRUPTED = """
import os, sys, time
from contextlib import closing
from sim.study.pool import in_order
from tests.unit.study.test_pool import sleep_long

if __name__ == "__main__":
    try:
        with closing(in_order(sleep_long, [sys.argv[1]] * 4, 2)) as results:
            list(results)
    except KeyboardInterrupt:
        sys.exit(130)
"""


def sleep_long(folder: str) -> None:
    Path(folder, str(os.getpid())).touch()
    time.sleep(600)


def test_ctrl_c_ends_parent_and_workers_at_once_and_quietly(tmp_path: Path) -> None:
    """The signal goes to the whole process group, as from a terminal; each task would take ten minutes."""
    script, pids = tmp_path / "script.py", tmp_path / "pids"
    script.write_text(INTERRUPTED)
    pids.mkdir()
    parent = subprocess.Popen(
        [sys.executable, str(script), str(pids)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while len(list(pids.iterdir())) < 2:
        assert parent.poll() is None
        time.sleep(0.02)
    os.killpg(parent.pid, signal.SIGINT)
    _, said = parent.communicate(timeout=60)
    assert (parent.returncode, said) == (130, b"")
    assert not any(is_alive(int(path.name)) for path in pids.iterdir())
