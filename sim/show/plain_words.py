"""How a command ends: in words and with an exit code, whatever went wrong. Imports nothing heavy."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.show.progress import Tally

if TYPE_CHECKING:
    from sim.show.outputs import Outputs

FAULT_OF_PROGRAM, BAD_INPUT, INTERRUPTED, CLOSED_PIPE = 1, 2, 130, 141
TOLD = {
    "sim.scenario.faults.ScenarioError": BAD_INPUT,
    "sim.log.store.LogError": BAD_INPUT,
    "sim.show.erlang_asked.ErlangFaults": BAD_INPUT,
    "sim.show.files.CannotWrite": BAD_INPUT,
    "sim.study.compare.NotComparableError": BAD_INPUT,
    "sim.study.askable.NotAskableError": BAD_INPUT,
    "sim.study.staffable.StaffError": BAD_INPUT,
    "sim.study.offered.OfferedError": BAD_INPUT,
    "sim.show.plain_words.BrokenLog": FAULT_OF_PROGRAM,
    "sim.study.replicate.AuditError": FAULT_OF_PROGRAM,
    "sim.study.pool.WorkerLostError": FAULT_OF_PROGRAM,
}
"""Errors whose own text is what a planner has to read."""


class BrokenLog(Exception):  # noqa: N818
    """A saved log that breaks facts which every log obeys; its text lists them."""


@dataclass
class Stage:
    """How far a command has come: what it says when it is interrupted."""

    tally: Tally
    outputs: Outputs | None = None

    def __str__(self) -> str:
        played = f" after {self.tally}" if self.tally.of else ""
        written = self.outputs.written if self.outputs else []
        kept = f"Kept: {', '.join(map(str, written))}." if written else "Nothing is kept: no file was written."
        return f"Stopped{played}. {kept}"


@contextmanager
def plain_words() -> Iterator[Stage]:
    """Says in words what went wrong, and ends with the exit code that goes with it."""
    stage = Stage(Tally())
    try:
        yield stage
        sys.stdout.flush()
    except KeyboardInterrupt:
        print(f"\n{stage}", file=sys.stderr)
        raise SystemExit(INTERRUPTED) from None
    except BrokenPipeError:
        # Whoever read has had enough. What Python still holds back for stdout must go nowhere, or it complains at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(CLOSED_PIPE) from None
    except Exception as error:
        code = _exit_code(error)
        if code is None:
            raise
        print(error, file=sys.stderr)
        raise SystemExit(code) from None
    finally:
        if stage.outputs and stage.outputs.made:
            from sim.show.files import take_back

            take_back(stage.outputs.made)


def _exit_code(error: Exception) -> int | None:
    """The exit code of an error whose text is for the planner; None for any other, which keeps its traceback."""
    # By name: importing the classes would load the whole house to say that a file has a slip in it.
    kind = type(error)
    return TOLD.get(f"{kind.__module__}.{kind.__qualname__}")
