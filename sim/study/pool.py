"""Work spread over spawned processes, results in order: it survives a killed worker; Ctrl-C leaves nobody behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import resource_tracker
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

IN_FLIGHT = 2
"""Tasks handed out per process: one at work and one at hand. What is finished out of turn waits in memory."""


class WorkerLostError(Exception):
    """A worker process was killed twice over the same work."""


def in_order(work: Callable[[Task], Result], tasks: Sequence[Task], processes: int) -> Generator[Result, None, None]:
    """`work` of each task, in the order of the tasks; in this process if `processes` is 1.

    A killed worker is replaced and what was in flight is done again, once. What `work` raises is raised here. Close the
    iterator (contextlib.closing) if it is left before its end: that stops the workers.
    """
    if processes == 1 or len(tasks) < 2:
        yield from map(work, tasks)
        return
    pool = _Pool(work, min(processes, len(tasks)))
    try:
        yield from pool.results(tasks)
    finally:
        pool.stop()


class _Pool(Generic[Task, Result]):
    """Some processes and the tasks in flight, first in line first."""

    def __init__(self, work: Callable[[Task], Result], processes: int) -> None:
        self.work = work
        self.processes = processes
        self.executor = self._start()
        self.flight: deque[tuple[int, Future[Result]]] = deque()
        self.redone: set[int] = set()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.processes, mp_context=multiprocessing.get_context("spawn"))

    def results(self, tasks: Sequence[Task]) -> Iterator[Result]:
        ahead = 0
        while ahead < len(tasks) or self.flight:
            try:
                while ahead < len(tasks) and len(self.flight) < IN_FLIGHT * self.processes:
                    self.flight.append((ahead, self._submit(tasks[ahead])))
                    ahead += 1
                result = _result(self.flight[0][1])
            except BrokenProcessPool:
                self._rebuild(tasks)
                continue
            self.flight.popleft()
            yield result

    def _submit(self, task: Task) -> Future[Result]:
        with _as_workers_start():
            return self.executor.submit(self.work, task)

    def _rebuild(self, tasks: Sequence[Task]) -> None:
        """A new pool does what the broken one had not finished."""
        lost = {place for place, future in self.flight if not future.done() or future.exception() is not None}
        if lost & self.redone:
            raise WorkerLostError(
                "a worker process was killed twice over the same replications, perhaps for want of memory: "
                "try fewer processes"
            )
        self.redone |= lost
        self.stop()
        self.executor = self._start()
        self.flight = deque(
            (place, self._submit(tasks[place]) if place in lost else future) for place, future in self.flight
        )

    def stop(self) -> None:
        """Ends the workers at once, whatever they are at: a task can take minutes and Ctrl-C may not."""
        # The executor forgets its processes as it shuts down, and has no call of its own to end them before 3.14.
        workers = list((self.executor._processes or {}).values())
        self.executor.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.join(0.5)
            if worker.is_alive():
                worker.kill()


def _result(future: Future[Result]) -> Result:
    """The future's result, waited for in short steps: polars installs its own SIGINT handler, which restarts the wait
    for a lock, so that Ctrl-C would never end a long one."""
    while not future.done():
        wait([future], timeout=0.1)
    return future.result()


@contextmanager
def _as_workers_start() -> Iterator[None]:
    """What a process started within inherits: SIGINT blocked (Ctrl-C in a terminal reaches the whole group; it is the
    parent's to answer, from the child's first instruction on) and one polars thread (the processes are the threads)."""
    with _interrupt_put_off():
        resource_tracker.ensure_running()  # its own start would lift the block
        with _environment_of_workers():
            old = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
            try:
                yield
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, old)


@contextmanager
def _interrupt_put_off() -> Iterator[None]:
    """Ctrl-C while a process is being born is answered when it is there: cut short, the child would cry out. The mask
    alone is not enough, as a signal may land on any other thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    caught: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: caught.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if caught:
        raise KeyboardInterrupt


@contextmanager
def _environment_of_workers() -> Iterator[None]:
    before = os.environ.get("POLARS_MAX_THREADS")
    os.environ["POLARS_MAX_THREADS"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["POLARS_MAX_THREADS"]
        else:
            os.environ["POLARS_MAX_THREADS"] = before
