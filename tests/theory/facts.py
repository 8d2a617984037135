"""Figures that nobody in this project computed: closed forms, solved Markov chains, published tables.

`facts.json` is a list of {place, name, model, inputs, outputs, source}. Minutes and rates per minute. `place` is the
case's place in the collection that it was copied from, and the seed of its simulation: given, never chosen.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Fact:
    """One reference case."""

    place: int
    name: str
    model: str
    inputs: dict[str, Any]
    outputs: dict[str, Any]
    source: str


FACTS = {fact["name"]: Fact(**fact) for fact in json.loads((Path(__file__).parent / "facts.json").read_text())}


def facts(family: str) -> list[Fact]:
    """Those whose names begin so."""
    return [fact for name, fact in FACTS.items() if name.startswith(family)]
