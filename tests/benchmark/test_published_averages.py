"""The benchmark day gives the averages that the trade publishes, each within the tolerance that the file states."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from sim.demand.arrivals import cumulative_rate
from sim.scenario.schema import Scenario
from sim.study.replicate import replicate
from sim.units import HOUR, SECOND, format_duration
from tests.benchmark.figures import FILE, PAGE, of_cells

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
DAYS = 200
"""Days of the figures that the README shows: the cost of a minute then has a standard error of 0.012."""


@dataclass(frozen=True)
class Average:
    """A figure that the day is to give."""

    name: str
    figure: float
    tolerance: float
    measured: Callable[[dict[str, float]], float]
    said: Callable[[float], str]


def _of(name: str) -> Callable[[dict[str, float]], float]:
    return lambda found: found[name]


def _ratio(top: str, bottom: str) -> Callable[[dict[str, float]], float]:
    return lambda found: found[f"sum.{top}"] / found[f"sum.{bottom}"]


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


PUBLISHED = (
    Average("interaction length", 708, 12, _of("aht_contact"), lambda own: format_duration(round(own) * SECOND)),
    Average("settled at the first contact", 0.74, 0.01, _of("fcr_true"), _percent),
    Average("cost of a handled minute, USD", 1.60, 0.05, _of("cost_per_minute"), "{:.2f}".format),
    Average("cost of a resolution, USD", 15.56, 0.45, _of("cost_per_resolution"), "{:.2f}".format),
    Average("contacts that try self-service first", 0.81, 0.01, _ratio("sessions", "contacts"), _percent),
    Average("calls that become emails", 0.20, 0.01, _of("care.channel_switch_rate to email"), _percent),
    Average("CSAT", 0.86, 0.01, _of("csat"), _percent),
    Average("NPS", 32, 2, _of("nps"), "{:+.0f}".format),
    Average("CES, of 7", 5.5, 0.05, _of("ces"), "{:.2f}".format),
)

HANDLED = 15.56 / (1.60 * 11.8)
FOLLOWS = (
    Average("handled contacts a resolution", HANDLED, 0.02, _ratio("handled_contacts", "resolved"), str),
    Average("resolved in self-service", 1 - 0.74 * HANDLED, 0.02, _ratio("contained_resolved", "resolved"), str),
    Average("occupancy", 0.815, 0.065, _of("occupancy"), str),
    Average("service level in 20 s", 0.80, 0.04, _of("care.service_level_offered"), str),
)
"""What the file's arithmetic says must then be so, and what makes the heads sensible."""


def _found(page: Scenario, days: int) -> dict[str, float]:
    return of_cells(replicate(page, days, 1).cells)


def _missed(found: dict[str, float]) -> dict[str, float]:
    """Figures beyond their tolerance."""
    measured = {each: each.measured(found) for each in (*PUBLISHED, *FOLLOWS)}
    return {each.name: own for each, own in measured.items() if abs(own - each.figure) > each.tolerance}


def test_a_few_days_as_busy_as_forecast_give_the_published_averages() -> None:
    """Without busy and quiet days twelve suffice: the cost of a minute then has a standard error of 0.015."""
    assert _missed(_found(PAGE.patched({"queues.care.arrivals.day_to_day": "0%"}), 12)) == {}


@pytest.mark.slow
def test_the_file_as_it_stands_gives_the_published_averages_and_the_readme_shows_them() -> None:
    found = _found(PAGE, DAYS)
    assert _missed(found) == {}
    for each in PUBLISHED:
        assert f"| {each.name} | {each.said(each.figure)} | {each.said(each.measured(found))} |" in README


def test_the_line_is_open_from_seven_to_seven_and_busiest_at_eleven() -> None:
    edges, means = cumulative_rate(PAGE, "care")
    rates = (means[1:] - means[:-1]) / (edges[1:] - edges[:-1])
    assert PAGE.hours("care") == (7 * HOUR, 19 * HOUR)
    assert edges[rates.argmax()] == 11 * HOUR


def test_the_tolerances_here_are_those_that_the_file_states() -> None:
    """The file states shares in points."""
    said = re.findall(r"\+-([\d.]+)", FILE.read_text(encoding="utf-8"))
    assert [float(one) for one in said] == [
        100 * each.tolerance if each.said is _percent else each.tolerance for each in PUBLISHED
    ]
