"""The trade's published service-level examples, to the digit."""

from __future__ import annotations

import polars as pl
import pytest

from sim.kpi.catalogue import SERVICE_LEVELS
from sim.kpi.kpi import value
from sim.scenario.queue import Formula

ICMI = {"A": 1000, "B": 60, "A_T": 860, "B_T": 20, "B_s": 10, "F": 0}
CISCO = {"A": 90, "B": 10, "A_T": 70, "B_T": 10, "B_s": 0, "F": 0}
GENESYS = {"A": 300, "B": 100, "A_T": 200, "B_T": 0, "B_s": 50, "F": 0}
CALLBACKS = {"A": 70, "B": 10, "A_T": 60, "B_T": 5, "B_s": 5, "F": 20}

EXAMPLES: list[tuple[dict[str, int], Formula, float]] = [
    (ICMI, "offered", 81.13),
    (ICMI, "answered_only", 86.00),
    (ICMI, "excl_short", 81.90),
    (ICMI, "excl_abandoned_in_t", 82.69),
    (ICMI, "credit_abandoned_in_t", 83.02),
    (ICMI, "credit_short", 82.08),
    (ICMI, "excl_callbacks", 81.13),
    (CISCO, "excl_abandoned_in_t", 77.78),
    (CISCO, "offered", 70.00),
    (CISCO, "credit_abandoned_in_t", 80.00),
    (GENESYS, "excl_short", 57.14),
    (CALLBACKS, "offered", 60.00),
    (CALLBACKS, "excl_callbacks", 75.00),
    (CALLBACKS, "dequeued", 85.00),
]


def _cells(counts: dict[str, int]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "queue": ["care"],
            "queued": [counts["A"] + counts["B"] + counts["F"]],
            "answered": [counts["A"]],
            "abandoned": [counts["B"]],
            "left_line": [counts["F"]],
            "accepted": [counts["F"]],
            "answered_in_t": [counts["A_T"]],
            "abandoned_in_t": [counts["B_T"]],
            "short_abandoned": [counts["B_s"]],
        }
    )


@pytest.mark.parametrize(("counts", "formula", "percent"), EXAMPLES)
def test_published_example_comes_out_to_the_digit(counts: dict[str, int], formula: Formula, percent: float) -> None:
    level = value(SERVICE_LEVELS[formula], _cells(counts))["value"].item()
    assert round(100 * level, 2) == percent


def test_ratios_are_pooled_and_percentages_never_averaged() -> None:
    """10 of 10 and 0 of 90 are 10 %, not 50 %."""
    busy = {"A": 90, "B": 0, "A_T": 0, "B_T": 0, "B_s": 0, "F": 0}
    quiet = {"A": 10, "B": 0, "A_T": 10, "B_T": 0, "B_s": 0, "F": 0}
    both = pl.concat([_cells(busy), _cells(quiet)])
    assert value(SERVICE_LEVELS["offered"], both)["value"].to_list() == [0.1]
    assert value(SERVICE_LEVELS["offered"], both, by=())["value"].to_list() == [0.1]


def test_level_of_nobody_is_null_not_zero() -> None:
    nobody = dict.fromkeys(ICMI, 0)
    assert value(SERVICE_LEVELS["offered"], _cells(nobody))["value"].to_list() == [None]
