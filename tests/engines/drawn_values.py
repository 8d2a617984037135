"""What drawn pages choose from: shares, and laws with their edges, nothing and for ever among them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Pages = st.SearchStrategy[dict[str, Any]]

OPENINGS = ("08:00-09:00", "00:00-01:00", "23:00-24:00", "00:00-24:00")
QUARTERS = {"08:00-09:00": 8 * 4, "00:00-01:00": 0, "23:00-24:00": 23 * 4, "00:00-24:00": 0}
"""The first quarter of an hour of each, counted from midnight."""

SHARES = st.sampled_from(["0%", "40%", "80%", "100%"])
WORK = st.sampled_from(
    [
        {"constant": "4m"},
        {"exponential": "2m"},
        {"constant": "30s"},
        {"constant": "0s"},
        {"mixture": {"zero": "50%", "otherwise": {"exponential": "3m"}}},
        {"by_arrival": {"08:20": {"constant": "1m"}, "23:30": {"exponential": "3m"}}},
    ]
)
PATIENCE = st.sampled_from(
    [
        {"constant": "1m"},
        {"exponential": "2m"},
        {"constant": "0s"},
        {"mixture": {"zero": "30%", "otherwise": {"exponential": "5m"}}},
    ]
)
PAUSES = st.sampled_from(
    [{"constant": "0s"}, {"constant": "30s"}, {"exponential": "2m"}, {"exponential": "10m"}, {"constant": "1d"}]
)
