"""Time inside spans, split exactly where an interval ends."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def by_interval(spans: pl.DataFrame, edges: NDArray[np.int64]) -> Floats:
    """Time inside the spans (from_ms, to_ms) between neighbouring edges, ms; the last interval takes what lies beyond
    it too."""
    starts, ends = np.sort(spans["from_ms"].to_numpy()), np.sort(spans["to_ms"].to_numpy())
    until = edges.copy()
    until[-1] = max(edges[-1], ends[-1] if len(ends) else 0)
    return np.diff(_time_before(starts, until) - _time_before(ends, until)).astype(np.float64)


def _time_before(marks: NDArray[np.int64], until: NDArray[np.int64]) -> NDArray[np.int64]:
    """Sum over the marks before each moment of the time since the mark: two of these make the time inside spans."""
    passed = np.searchsorted(marks, until)
    summed = np.append(0, np.cumsum(marks, dtype=np.int64))
    before: NDArray[np.int64] = passed * until - summed[passed]
    return before
