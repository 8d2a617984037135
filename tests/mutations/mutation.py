"""What a mutation is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutation:
    """One line of the model turned wrong."""

    name: str
    """What the mutant does."""
    file: str
    """Below `sim/`."""
    old: str
    """Stands in the file exactly once."""
    new: str
    caught_by: str
    """The test that must fail, below `tests/`."""
