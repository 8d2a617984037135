"""What is wrong with a scenario: each fault with its place and its cure, all of them at once."""

from __future__ import annotations

from dataclasses import dataclass

EMPTY = "nothing is written here"
EMPTY_ENTRY = "an entry of the list is empty"


@dataclass(frozen=True, order=True)
class Place:
    """Where something is written. Line and column count from 1; line 0 is a place without lines, like `--set`."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True)
class Fault:
    """One thing wrong, and what to write instead."""

    file: str
    line: int
    column: int
    path: str
    wrong: str
    cure: str

    def __str__(self) -> str:
        place = str(Place(self.file, self.line, self.column))
        path = f" {self.path}" if self.path else ""
        joint = ", " if self.cure.endswith("?") else ": "
        return f"{place}{path}: {self.wrong}{joint}{self.cure}"


def fault(place: Place, path: str, wrong: str, cure: str) -> Fault:
    """A fault at a place."""
    return Fault(place.file, place.line, place.column, path, wrong, cure)


def fault_from_text(place: Place, path: str, text: str) -> Fault:
    """A fault from a value's own complaint, which reads `what is wrong: what to write`."""
    wrong, _, cure = text.partition(": ")
    return fault(place, path, wrong, cure or "see `ccsim schema` for what may stand here")


class ScenarioError(Exception):
    """A scenario that cannot be used; `faults` lists everything found."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(each) for each in faults))
        self.faults = faults

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[tuple[Fault, ...]]]:
        """Exceptions are rebuilt from their arguments when they cross processes."""
        return ScenarioError, (self.faults,)
