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
    _listeners: list[Callable[[int, int], None]] = field(default_factory=list)

    def told(self, done: int, of: int) -> None:
        """To be called as work is done."""
        self.done, self.of = done, of
        for listener in self._listeners:
            listener(done, of)


@contextmanager
def watched(what: str, tally: Tally) -> Iterator[None]:
    """Draws `tally` as a bar on stderr while the block works, if stderr is a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    looks = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*looks, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        tally._listeners.append(lambda done, of: bar.update(task, completed=done, total=of))
        yield
