"""How far the work is, on stderr: a bar in a terminal, now and then a line elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

LINE_EVERY_S = 10
"""Where stderr is no terminal, a line says how far the work is, so often at most: short work stays silent."""


@dataclass
class Tally:
    """Replications done so far: what a bar shows, and what an interrupted command can still say."""

    done: int = 0
    of: int = 0
    round: int = 0
    """Which round of a search is played; nobody knows before its end how many it takes. 0 where nothing is sought."""
    _listeners: list[Callable[[], None]] = field(default_factory=list)

    def __str__(self) -> str:
        """`round 3, 12 of 100 replications`."""
        searching = f"round {self.round}, " if self.round else ""
        return f"{searching}{self.done:,} of {self.of:,} replications"

    def told(self, done: int, of: int) -> None:
        """To be called as work is done."""
        self.done, self.of = done, of
        for listener in self._listeners:
            listener()

    def another_round(self, of: int) -> None:
        """To be called as a search begins to play so many replications again."""
        self.round += 1
        self.told(0, of)


@contextmanager
def watched(what: str, tally: Tally) -> Iterator[None]:
    """Shows `tally` on stderr while the block works."""
    if not sys.stderr.isatty():
        tally._listeners.append(_lines(what, tally))
        yield
        return
    from rich import progress
    from rich.console import Console

    looks = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeElapsedColumn(),  # moves each second, however long one replication takes
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(*looks, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)

        def moved() -> None:
            searching = f", round {tally.round}" if tally.round else ""
            bar.update(task, description=f"{what}{searching}", completed=tally.done, total=tally.of)

        tally._listeners.append(moved)
        yield


def _lines(what: str, tally: Tally) -> Callable[[], None]:
    said = time.monotonic()

    def line() -> None:
        nonlocal said
        if time.monotonic() - said >= LINE_EVERY_S:
            said = time.monotonic()
            print(f"{what}: {tally}", file=sys.stderr, flush=True)

    return line
