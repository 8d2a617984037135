"""What a handful of days cannot tell, and the line that says so."""

from __future__ import annotations

from sim.show.figures import plural
from sim.show.found import Found
from sim.show.layout import sentences

ENOUGH = 10
"""With fewer days none is one in ten."""


def enough_days(found: Found) -> bool:
    """Whether bad days and busy days can be told from the others."""
    return found.study.days >= ENOUGH


def few_days(found: Found) -> list[str]:
    """Why the page says nothing of bad days and busy days; nothing where it does."""
    if enough_days(found):
        return []
    return sentences(
        f"{plural(found.study.days, 'day')} cannot tell what bad or busy days do: --days {ENOUGH} or more."
    )
