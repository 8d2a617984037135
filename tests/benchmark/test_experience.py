"""The experience constants of the benchmark day are free, so that hitting the published levels proves nothing. Held
fixed, they say how far CSAT, NPS and ease (CES) fall when the same customers wait longer, or are helped less often."""

from __future__ import annotations

import polars as pl
import pytest

from sim.kpi.compute import cells
from sim.log.columns import Logs
from sim.study.replicate import replicate
from sim.study.run import Run
from tests.benchmark.figures import DAYS, PAGE, of_cells

PER_MINUTE, UNRESOLVED, EASE_A_POINT = 0.5, 2.0, 0.6
"""Points that a minute waited and an unsettled matter cost on that day, and the ease of one point."""

WAIT = pl.when(pl.col("channel") != "email").then(pl.col("answered_ms") - pl.col("queued_ms")).otherwise(0)
"""Nobody waits on the line for email."""
HALF = pl.col("issue") % 2 == 0


def _told(run: Run, **changed: pl.Expr) -> dict[str, float]:
    """What customers make of the same days with these columns of the log changed."""
    contacts = run.contacts.with_columns(**changed)
    return of_cells(cells(Logs(contacts, run.agents, run.queues), PAGE))


def _lost(before: dict[str, float], after: dict[str, float]) -> tuple[float, float, float]:
    """Points of CSAT in percent, of NPS, and of ease."""
    return 100 * (before["csat"] - after["csat"]), before["nps"] - after["nps"], before["ces"] - after["ces"]


def test_the_file_holds_the_constants_that_these_sizes_rest_on() -> None:
    assert PAGE.experience is not None
    assert (PAGE.experience.per_minute_waited, PAGE.experience.unresolved) == (PER_MINUTE, UNRESOLVED)


def test_doubled_waits_cost_half_a_point_for_each_minute_added(baseline: Run) -> None:
    before, after = _told(baseline), _told(baseline, answered_ms=pl.col("answered_ms") + WAIT)
    csat, nps, ease = _lost(before, after)
    minutes = baseline.contacts.select(WAIT.sum()).item() / 60_000 / before["sum.experienced"]
    assert ease == pytest.approx(EASE_A_POINT * PER_MINUTE * minutes, rel=0.03)  # a few are at no ease already
    assert (csat, nps, ease) == pytest.approx((1.0, 2.1, 0.04), rel=0.2)


def test_halved_resolution_costs_two_points_for_each_matter_left_open(baseline: Run) -> None:
    before, after = _told(baseline), _told(baseline, resolved=pl.col("resolved") & HALF)
    csat, nps, ease = _lost(before, after)
    assert after["fcr_true"] == pytest.approx(before["fcr_true"] / 2, rel=0.05)
    assert ease == pytest.approx(EASE_A_POINT * UNRESOLVED * before["fcr_true"] / 2, rel=0.05)
    assert (csat, nps, ease) == pytest.approx((10.7, 27.7, 0.45), rel=0.05)


def test_heads_that_double_the_waits_cost_what_the_waits_cost_and_a_little_for_second_tries(baseline: Run) -> None:
    before = _told(baseline)
    after = of_cells(replicate(PAGE.patched({"agents.front.on_queue": "-3"}), DAYS, 1).cells)
    assert after["care.asa"] / before["care.asa"] == pytest.approx(2, rel=0.1)
    assert _lost(before, after) == pytest.approx((1.0, 2.6, 0.045), rel=0.25)
