"""What the quoted wait was worth: by how much it missed the wait that came, how often what was said fell short.

Letters as in `sim.kpi.catalogue`.
"""

from __future__ import annotations

from sim.kpi.kpi import seconds, share
from sim.kpi.sums import column

_QUOTED = column("quoted")
_WHOSE = "Only who is answered counts: those driven off by a long wait are missing. Of the quote before any `pad`"

QUOTES = (
    seconds(
        "quote_error",
        "sum of (quoted wait - wait) / of A, those quoted a finite wait",
        column("quote_error_ms"),
        _QUOTED,
        "neither",
        f"The bias: over 0 the quote promises too long a wait, below 0 too short a one. {_WHOSE}",
        signed=True,
    ),
    seconds(
        "quote_error_abs",
        "sum of |quoted wait - wait| / of A, those quoted a finite wait",
        column("quote_error_abs_ms"),
        _QUOTED,
        "low",
        f"How far off a quote is: choose an estimator by this, for errors either way cancel out in the bias. {_WHOSE}",
    ),
)

ANNOUNCED = (
    share(
        "announced_late_share",
        "of A, those who waited longer than announced / of A, those who were told a finite wait",
        column("announced_late"),
        column("announced"),
        "low",
        "Where a queue announces; by what was said, `pad` included; the others are glad",
    ),
)
"""The KPIs of a scenario that announces waits."""
