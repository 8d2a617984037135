"""What the quoted wait was worth: by how much it missed the wait that came. Letters as in `sim.kpi.catalogue`."""

from __future__ import annotations

from sim.kpi.kpi import seconds
from sim.kpi.sums import column

_QUOTED = column("quoted")

QUOTES = (
    seconds(
        "quote_error",
        "sum of (quoted wait - wait) / of A, those quoted a finite wait",
        column("quote_error_ms"),
        _QUOTED,
        "neither",
        "Over 0 the quote promises too long a wait, below 0 too short a one",
        signed=True,
    ),
    seconds(
        "quote_error_abs",
        "sum of |quoted wait - wait| / of A, those quoted a finite wait",
        column("quote_error_abs_ms"),
        _QUOTED,
        "low",
    ),
)
