"""How a broken fact is said: what must hold, how many rows break it, and which is the first."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl


def broken(fact: str, rows: pl.DataFrame, breaks: pl.Expr) -> Iterator[str]:
    """The finding that `fact` does not hold for the rows where `breaks` is true, if there are any."""
    bad = rows.filter(breaks)
    if len(bad):
        yield told(fact, bad)


def told(fact: str, bad: pl.DataFrame) -> str:
    """`abandoned waited exactly the patience in force: broken by 3 rows, first replication 0, issue 17, ...`"""
    first = ", ".join(
        f"{name.removesuffix('_ms')} {bad[name][0]}" + (" ms" if name.endswith("_ms") else "")
        for name in _NAMING
        if name in bad.columns and bad[name][0] is not None
    )
    return f"{fact}: broken by {len(bad)} row{'s' if len(bad) > 1 else ''}, first {first}"


_NAMING = ("replication", "issue", "attempt", "leg", "queue", "group", "agent", "state", "ms", "from_ms", "outcome")
"""Columns that say which row it is, in whichever table."""
