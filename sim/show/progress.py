"""How far the work is, on stderr; silent where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


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
    """Draws `tally` as a bar on stderr while the block works, if stderr is a terminal."""
    if not sys.stderr.isatty():
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
