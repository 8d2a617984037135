"""Modelled experience: what bothers a customer costs the points that the scenario says, and moves each KPI its way."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl
import pytest

from sim.kpi.catalogue import CATALOGUE, catalogue
from sim.kpi.compute import cells
from sim.kpi.experience import EXPERIENCE
from sim.kpi.kpi import value
from sim.scenario.schema import Scenario
from sim.study.statistics import pooled_ratio
from sim.study.summary import in_bounds
from tests.unit.log.hand import Row, abandoned, answered, at, logs, scenario

HAND = {"best": 9, "per_minute_waited": 0.25, "per_transfer": 1, "per_repeat": 1.5, "unresolved": 3, "spread": 2}
MINUTES = 60


def _page(**constants: object) -> Scenario:
    return scenario(experience=HAND | {"leaves": "32%"} | constants)


def _of(rows: Iterable[Row], page: Scenario | None = None) -> dict[str, float | None]:
    """csat, nps, ces and churn of all queues together."""
    page = page or _page()
    days = cells(logs(rows), page).days.filter(pl.col("queue").is_null())
    return {kpi.name: value(kpi, days)["value"].item() for kpi in EXPERIENCE}


def _helped(waits: Iterable[int], resolved: Iterable[bool]) -> list[Row]:
    """A contact for each wait, in minutes."""
    return [
        answered(number, at("08:00"), minutes * MINUTES, 60, resolved=well)
        for number, (minutes, well) in enumerate(zip(waits, resolved, strict=True))
    ]


def test_customer_helped_at_once_has_the_best_points() -> None:
    """9 points, sd 2: promotes with Phi(0.25) = 0.59871, detracts with Phi(-1.25) = 0.10565, content: Phi(1.375)."""
    found = _of(_helped([0], [True]))
    assert found["nps"] == pytest.approx(59.871 - 10.565, abs=1e-3)
    assert found["csat"] == pytest.approx(0.91543, abs=1e-5)
    assert found["ces"] == pytest.approx(1 + 0.6 * 9)
    assert found["churn"] == pytest.approx(0.32 * 0.10565, abs=1e-6)


def test_each_bother_costs_its_points() -> None:
    at_once = answered(1, at("08:00"), 0, 60)
    waited = answered(2, at("08:00"), 4 * MINUTES, 60)
    again = answered(1, at("09:00"), 0, 60, attempt=2, kind="repeat")
    handed_on = [
        answered(3, at("08:00"), 0, 60, resolved=False, followed_by="escalation"),
        answered(3, at("08:01"), 2 * MINUTES, 60, leg=2, queue="expert", kind="escalation", group="experts"),
    ]
    in_vain = answered(4, at("08:00"), 0, 60, resolved=False)
    for rows, points in [
        ([waited], 9 - 4 * 0.25),
        ([at_once, again], (9 + 9 - 1.5) / 2),
        (handed_on, 9 - 1 - 2 * 0.25),
        ([in_vain], 9 - 3),
    ]:
        assert _of(rows)["ces"] == pytest.approx(1 + 0.6 * points)


def test_who_is_called_back_at_a_promised_time_waited_past_it_alone() -> None:
    """Asked at 08:00, promised 09:00, called at 09:04: four minutes; without a promise it would be 64."""
    called = {"outcome": "callback_answered", "callback_accepted": True, "dials": 1}
    booked = answered(1, at("08:00"), 64 * MINUTES, 60, **called, promised_ms=at("09:00"))
    assert _of([booked])["ces"] == pytest.approx(1 + 0.6 * (9 - 4 * 0.25))


def test_effort_of_asking_at_all_costs_ease_and_nothing_else() -> None:
    before, after = (_of(_helped([4], [True]), _page(effort=effort)) for effort in (0, 0.5))
    assert after["ces"] == pytest.approx(1 + 0.6 * (9 - 4 * 0.25 - 0.5))
    assert {name: after[name] for name in ("csat", "nps", "churn")} == {
        name: before[name] for name in ("csat", "nps", "churn")
    }


def test_doubled_waits_lower_each_by_what_the_minutes_cost() -> None:
    """4 minutes are 8 points, 8 minutes 7: one point lies between Phi(+-0.25) and Phi(+-0.75)."""
    before, after = (_of(_helped([minutes] * 3, [True] * 3)) for minutes in (4, 8))
    assert [found["nps"] for found in (before, after)] == pytest.approx([17.467, -17.467], abs=1e-3)
    assert [found["csat"] for found in (before, after)] == pytest.approx([0.80921, 0.64617], abs=1e-5)
    assert [found["ces"] for found in (before, after)] == pytest.approx([5.8, 5.2])
    assert [found["churn"] for found in (before, after)] == pytest.approx([0.32 * 0.22663, 0.32 * 0.40129], abs=1e-5)


def test_doubled_uneven_waits_lower_ease_by_the_mean_minutes() -> None:
    before, after = (_of(_helped(waits, [True] * 3))["ces"] for waits in ((1, 2, 6), (2, 4, 12)))
    assert before is not None
    assert after == pytest.approx(before - 0.6 * 0.25 * 3)


def test_halved_resolution_lowers_each_by_half_of_what_unresolved_costs() -> None:
    """Half of the customers fall from 9 points to 6: from NPS +49.3 to -49.3, from 0.9154 satisfied to 0.4503."""
    before, after = (_of(_helped([0] * 4, well)) for well in ([True] * 4, [True, True, False, False]))
    assert [found["nps"] for found in (before, after)] == pytest.approx([49.306, 0], abs=1e-3)
    assert [found["csat"] for found in (before, after)] == pytest.approx([0.91543, (0.91543 + 0.45026) / 2], abs=1e-5)
    assert [found["ces"] for found in (before, after)] == pytest.approx([6.4, 6.4 - 0.6 * 3 / 2])


@pytest.mark.parametrize(("best", "nps"), [(9, 100), (8, 0), (6, -100)])
def test_nps_is_promoters_minus_detractors_and_never_the_other_way_round(best: float, nps: float) -> None:
    assert _of(_helped([0], [True]), _page(best=best, spread=0))["nps"] == nps


def test_interval_of_nps_may_lie_below_nothing() -> None:
    tops, bottoms = -pl.Series([40.0, 60.0]).to_numpy()[None], pl.Series([1.0, 1.0]).to_numpy()[None]
    held = in_bounds(pooled_ratio(tops, bottoms), tops, bottoms)
    assert held.low[0] < held.mean[0] == -50


def test_customers_who_reached_nobody_are_not_asked() -> None:
    assert _of([abandoned(1, at("08:00"), 30)]) == dict.fromkeys(("csat", "nps", "ces", "churn"))


def test_only_a_scenario_that_names_experience_has_it() -> None:
    assert catalogue(scenario()) == CATALOGUE
    assert {kpi.name for kpi in catalogue(_page())} > {"csat", "nps", "ces", "churn"}
    assert "satisfied" not in cells(logs([]), scenario()).days.columns
