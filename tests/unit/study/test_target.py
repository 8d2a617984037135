"""Days that meet the target, and how busy they were, on days written down: contacts that reached the queue, in time."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import polars as pl
import pytest

from sim.kpi.compute import Cells
from sim.scenario.arrivals import Arrivals
from sim.scenario.schema import Days
from sim.study.busy import Moved, busy_bands, what_moves
from sim.study.replicate import Study
from sim.study.target import days_met, intervals_met, target_of
from tests.unit.study.made_up import PAGE, study_of

DAYS = [(10, 8), (10, 7), (0, 0), (20, 20)]
FACTORS = [0.95, 1.05, 0.5, 1.0]


def written(days: list[tuple[int, int]], factors: list[float]) -> Study:
    rows = {
        "replication": range(len(days)),
        "day": [0] * len(days),
        "queue": ["care"] * len(days),
        "queued": [queued for queued, _ in days],
        "answered_in_t": [in_time for _, in_time in days],
        "interval_met": [1] * len(days),
        "interval_count": [2 if queued else 0 for queued, _ in days],
    }
    return study_of(Cells(pl.DataFrame(rows), pl.DataFrame(), pl.DataFrame()), factors)


def test_a_day_on_the_target_meets_it_and_a_day_without_contacts_is_counted_apart() -> None:
    found = days_met(written(DAYS, FACTORS), ["care"])
    assert found.each.get_column("met").to_list() == [True, False, None, True]
    assert (found.days, found.met, found.empty) == (3, 2, 1)
    assert found.share.mean == pytest.approx(2 / 3)
    assert np.array_equal(found.by_replication(), [[1], [0], [math.nan], [1]], equal_nan=True)


def test_a_day_on_which_one_queue_is_closed_is_judged_by_the_others() -> None:
    both = pl.concat([written(DAYS, FACTORS).cells.days, written([(0, 0), (4, 4), (0, 0), (4, 1)], FACTORS).cells.days
                      .with_columns(queue=pl.lit("sales"))])  # fmt: skip
    page = PAGE.model_copy(update={"queues": {"care": PAGE.queues["care"], "sales": PAGE.queues["care"]}})
    study = study_of(Cells(both, pl.DataFrame(), pl.DataFrame()), FACTORS, page)
    assert days_met(study, ["care", "sales"]).each.get_column("met").to_list() == [True, False, None, False]


def test_intervals_that_meet_are_a_share_of_those_with_contacts() -> None:
    assert intervals_met(written(DAYS, FACTORS), "care") == pytest.approx(4 / 6)


def test_a_queue_without_a_target_is_refused_with_the_cure() -> None:
    care = PAGE.queues["care"].model_copy(update={"target": None})
    with pytest.raises(ValueError, match="write target"):
        target_of(PAGE.model_copy(update={"queues": {"care": care}}), "care")


def test_days_fall_into_bands_by_how_much_busier_than_forecast_they_are() -> None:
    bands = busy_bands(written(DAYS, FACTORS), "care")
    assert [(band.label, band.days) for band in bands] == [
        ("under -10 %", 1),
        ("-10..0 %", 1),
        ("0..+10 %", 2),
        ("over +10 %", 0),
    ]
    assert [band.service_level for band in bands] == [None, 0.8, pytest.approx(27 / 30), None]
    assert [band.met for band in bands] == [None, 1.0, 0.5, None]


def test_without_day_to_day_variation_there_are_no_bands() -> None:
    assert busy_bands(written(DAYS, [1.0] * 4), "care") == ()
    assert what_moves(written(DAYS, [1.0] * 4), "care") is None


def test_volume_explains_everything_where_the_level_is_a_straight_line_in_it() -> None:
    study = written([(10, 9), (10, 8), (10, 7)], [0.9, 1.0, 1.1])
    assert what_moves(study, "care") == Moved(None, pytest.approx(1.0))


def test_volume_explains_nothing_where_quiet_and_busy_days_are_alike() -> None:
    study = written([(10, 9), (10, 5), (10, 5), (10, 9)], [0.9, 0.9, 1.1, 1.1])
    assert what_moves(study, "care") == Moved(None, pytest.approx(0.0))


def of_two_days(days: list[tuple[int, int]], factors: list[float], arrivals: dict[str, Any]) -> Study:
    """Replications of a Monday and a Tuesday."""
    care = PAGE.queues["care"].model_copy(update={"arrivals": Arrivals.model_validate({"per_day": 100} | arrivals)})
    page = PAGE.model_copy(update={"queues": {"care": care}, "days": Days(count=2, first="mon")})
    study = written(days, factors)
    order = [pl.Series("replication", np.repeat(range(len(days) // 2), 2)), pl.Series("day", [0, 1] * (len(days) // 2))]
    cells = Cells(study.cells.days.with_columns(order), pl.DataFrame(), pl.DataFrame())
    return Study(page, 1, len(days) // 2, cells, study.day_factors.with_columns(order), 0, 0)


BUSY_MONDAYS = {"weekdays": {"mon": "+10%"}}


def test_which_day_it_is_and_how_busy_it_is_share_the_variance() -> None:
    """Mondays answer 4, 6, 4 and 6 of 10, Tuesdays 8, 8, 8 and 8: between the days lies 1 - (4 / 6) / (22 / 7) of the
    variance of the eight; on Mondays the quiet ones are the good ones, and all that is left is how busy they are."""
    days = [(10, 4), (10, 8), (10, 6), (10, 8)] * 2
    busy = [1.1, 1.0, 0.9, 1.0] * 2
    between = 1 - (4 / 6) / (22 / 7)
    assert what_moves(of_two_days(days, busy, BUSY_MONDAYS), "care") == Moved(
        pytest.approx(between), pytest.approx(1 - between)
    )


def test_days_that_the_page_does_not_tell_apart_move_nothing() -> None:
    days = [(10, 4), (10, 8), (10, 6), (10, 8)]
    found = what_moves(of_two_days(days, [1.1, 1.0, 0.9, 1.0], {}), "care")
    assert found is not None
    assert found.which_day is None


def test_days_that_differ_by_no_more_than_chance_makes_explain_nothing() -> None:
    """Mondays answer 4 and 6 of 10, and so do Tuesdays."""
    days = [(10, 4), (10, 4), (10, 6), (10, 6)]
    assert what_moves(of_two_days(days, [1.1, 1.1, 0.9, 0.9], BUSY_MONDAYS), "care") == Moved(0.0, pytest.approx(1.0))


def test_a_day_of_the_plan_judged_once_cannot_be_told_from_chance() -> None:
    days = of_two_days([(10, 4), (10, 8), (10, 5), (0, 0)], [1.1, 0.9, 1.0, 1.0], BUSY_MONDAYS)
    assert what_moves(days, "care") is None
