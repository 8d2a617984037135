"""How a formula treats each kind of contact: read off the formula itself, by counting one contact of the kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from sim.kpi.kpi import Kpi
from sim.kpi.sums import CONTACT_SUMS, A, B, F, column
from sim.units import format_duration

Treatment = Literal["in both", "below only", "left out"]
"""Whether a contact counts above and below the line of a ratio."""


@dataclass(frozen=True, eq=False)
class Kind:
    """Contacts that reached the queue and that every formula treats alike."""

    about: str
    """`abandoned under 5s`."""
    one: dict[str, int]
    """The sums of a cell that holds one such contact."""
    count: pl.Expr
    """How many a cell holds."""

    @property
    def abandoned(self) -> bool:
        """Whether they abandoned or balked."""
        return bool(self.one["abandoned"])


def kinds(within: int, short: int) -> tuple[Kind, ...]:
    """The kinds of contact of a queue with threshold `within` and short limit `short`, ms: they make up N."""
    answered_at = [(within, column("answered_under_t"), column("answered_in_t"))]
    abandoned_at = {
        short: (column("short_under_s"), column("short_abandoned")),
        within: (column("abandoned_under_t"), column("abandoned_in_t")),
    }
    edges = [(at, *abandoned_at[at]) for at in sorted(abandoned_at)]
    callback, still = column("accepted"), column("still_waiting")
    return (
        *(Kind(f"answered {said}", _answered(wait, within), count) for said, wait, count in _waits(answered_at, A)),
        *(Kind(f"abandoned {said}", _left(wait, within, short), count) for said, wait, count in _waits(edges, B)),
        Kind("callback accepted", _one("left_line", "accepted"), callback),
        Kind("disconnected at closing", _one("left_line"), F - callback),
        Kind("still waiting at the end", _one("still_waiting"), still),
    )


def treatments(kpi: Kpi, of: Sequence[Kind]) -> list[Treatment]:
    """How the KPI's formula counts one contact of each kind; its expressions are sums over contacts."""
    cells = pl.DataFrame([kind.one for kind in of])
    counted = cells.select(kpi.numerator.alias("top"), kpi.denominator.alias("bottom"))
    return [
        "in both" if top and bottom else "below only" if bottom else "left out" for top, bottom in counted.iter_rows()
    ]


def _waits(edges: Sequence[tuple[int, pl.Expr, pl.Expr]], all_of: pl.Expr) -> list[tuple[str, int, pl.Expr]]:
    """Waits below, at and above each edge (wait, how many waited less, how many at most so long): in words, one such
    wait in ms, and how many there are."""
    found: list[tuple[str, int, pl.Expr]] = []
    below: pl.Expr = pl.lit(0)
    since = -1
    for edge, less, at_most in edges:
        named = format_duration(edge)
        if edge - 1 > since:
            said = f"under {named}" if since < 0 else f"{format_duration(since)} to {named}"
            found.append((said, edge - 1, less - below))
        found.append((f"at {named} exactly", edge, at_most - less))
        below, since = at_most, edge
    return [*found, (f"over {format_duration(since)}", since + 1, all_of - below)]


def _one(*counted: str) -> dict[str, int]:
    return dict.fromkeys(CONTACT_SUMS, 0) | dict.fromkeys(("queued", *counted), 1)


def _answered(wait: int, within: int) -> dict[str, int]:
    return _one("answered") | {"answered_in_t": int(wait <= within), "answered_under_t": int(wait < within)}


def _left(wait: int, within: int, short: int) -> dict[str, int]:
    return _one("abandoned") | {
        "abandoned_in_t": int(wait <= within),
        "abandoned_under_t": int(wait < within),
        "short_abandoned": int(wait <= short),
        "short_under_s": int(wait < short),
        "short_under_t": int(wait < short and wait < within),
    }
