"""Figures that nobody in this project computed: closed forms, solved Markov chains, published tables and simulations.

`facts.json` is a list of {place, name, model, inputs, outputs, source}. Minutes and rates per minute. `place` is the
case's place in the collection that it was copied from, and the seed of its simulation: given, never chosen. An
output is a number, or what another simulation printed: {mean, low, high, level}, `rounded` where its last digit tells.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

from scipy.special import ndtri


@dataclass(frozen=True)
class Estimate:
    """A figure and its standard error."""

    value: float
    error: float


@dataclass(frozen=True)
class Fact:
    """One reference case."""

    place: int
    name: str
    model: str
    inputs: dict[str, Any]
    outputs: dict[str, Any]
    source: str

    def told(self, figure: str) -> Estimate:
        """An output by its name; `name.0` is the first of a list. Its error is 0 unless another simulation found it."""
        name, _, place = figure.partition(".")
        output = self.outputs[name][int(place)] if place else self.outputs[name]
        return _printed(output) if isinstance(output, dict) else Estimate(float(output), 0.0)


def _printed(output: dict[str, float]) -> Estimate:
    """From an interval's half width, and from rounding to the last digit printed (uniform)."""
    half = (output["high"] - output["low"]) / 2 if "level" in output else 0.0
    sampling = half / float(ndtri((1 + output["level"]) / 2)) if half else 0.0
    return Estimate(output["mean"], sqrt(sampling**2 + output.get("rounded", 0.0) ** 2 / 12))


FACTS = {
    fact["name"]: Fact(**fact)
    for fact in json.loads((Path(__file__).parent / "facts.json").read_text(encoding="utf-8"))
}


def facts(family: str) -> list[Fact]:
    """Those whose names begin so."""
    return [fact for name, fact in FACTS.items() if name.startswith(family)]
