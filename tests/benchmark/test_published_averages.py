"""The benchmark day gives the averages that the trade publishes, each within the tolerance that the file states."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from sim.demand.arrivals import cumulative_rate
from sim.scenario.schema import Scenario
from sim.study.replicate import replicate
from sim.units import HOUR
from tests.benchmark.figures import FILE, PAGE, of_cells

Found = dict[str, float]

# Published figure, tolerance, how it is measured.
PUBLISHED: dict[str, tuple[float, float, Callable[[Found], float]]] = {
    "interaction length, s": (708, 12, lambda found: found["aht_contact"]),
    "settled at the first contact": (0.74, 0.01, lambda found: found["fcr_true"]),
    "cost a minute": (1.60, 0.05, lambda found: found["cost_per_minute"]),
    "cost a resolution": (15.56, 0.45, lambda found: found["cost_per_resolution"]),
    "try it themselves first": (0.81, 0.01, lambda found: found["sum.sessions"] / found["sum.contacts"]),
    "calls that become emails": (0.20, 0.01, lambda found: found["care.channel_switch_rate to email"]),
    "CSAT": (0.86, 0.01, lambda found: found["csat"]),
    "NPS": (32, 2, lambda found: found["nps"]),
    "CES": (5.5, 0.05, lambda found: found["ces"]),
}

HANDLED = 15.56 / (1.60 * 11.8)

# What the arithmetic in the file says must then be so, and what the heads are sensible by.
FOLLOWS: dict[str, tuple[float, float, Callable[[Found], float]]] = {
    "handled contacts a resolution": (
        HANDLED,
        0.02,
        lambda found: found["sum.handled_contacts"] / found["sum.resolved"],
    ),
    "resolved in self-service": (
        1 - 0.74 * HANDLED,
        0.02,
        lambda found: found["sum.contained_resolved"] / found["sum.resolved"],
    ),
    "occupancy": (0.815, 0.065, lambda found: found["occupancy"]),
    "service level": (0.80, 0.04, lambda found: found["care.service_level_offered"]),
}


def _misses(page: Scenario, days: int) -> dict[str, float]:
    """Figures beyond their tolerance on so many days."""
    found = of_cells(replicate(page, days, 1).cells)
    measured = {name: (of(found), figure, tolerance) for name, (figure, tolerance, of) in (PUBLISHED | FOLLOWS).items()}
    return {name: own for name, (own, figure, tolerance) in measured.items() if abs(own - figure) > tolerance}


def test_a_few_days_as_busy_as_forecast_give_the_published_averages() -> None:
    """Without busy and quiet days twelve suffice: the cost of a minute then has a standard error of 0.015."""
    assert _misses(PAGE.patched({"queues.care.arrivals.day_to_day": "0%"}), 12) == {}


@pytest.mark.slow
def test_the_file_as_it_stands_gives_the_published_averages() -> None:
    """200 days: the cost of a minute has a standard error of 0.012."""
    assert _misses(PAGE, 200) == {}


def test_the_line_is_open_from_seven_to_seven_and_busiest_at_eleven() -> None:
    edges, means = cumulative_rate(PAGE, "care")
    rates = (means[1:] - means[:-1]) / (edges[1:] - edges[:-1])
    assert PAGE.hours("care") == (7 * HOUR, 19 * HOUR)
    assert edges[rates.argmax()] == 11 * HOUR


def test_the_tolerances_here_are_those_that_the_file_states() -> None:
    """Shares in the file are in percent and in points."""
    said = re.findall(r"^#   [a-zA-Z, ]+  +.*\+-([\d.]+)", FILE.read_text(encoding="utf-8"), re.M)
    assert [float(one) for one in said[:6]] == [12, 1, 0.05, 0.45, 1, 1]
