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
from sim.study.run import Run
from sim.units import HOUR, MINUTE, SECOND, format_duration
from tests.benchmark.figures import DAYS, FILE, PAGE, of_cells

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
AS_FORECAST = {f"queues.{queue}.arrivals.day_to_day": "0%" for queue in ("care", "chat", "email", "back_office")}
README_DAYS = 100
"""Days of the figures that the README shows: the cost of a minute then has a standard error of 0.02."""


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
    return lambda found: found[top] / found[bottom]


def _minutes_a_resolution(found: dict[str, float]) -> float:
    return found["sum.contact_handle_ms"] / MINUTE / found["sum.resolved"]


def _calls_a_resolution(found: dict[str, float]) -> float:
    return found["care.sum.handled_contacts"] / sum(found[name] for name in LINE_RESOLVED)


def _in_self_service(found: dict[str, float]) -> float:
    return found["care.sum.contained_resolved"] / sum(found[name] for name in LINE_RESOLVED)


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


PUBLISHED = (
    Average("interaction length", 708, 12, _of("care.aht_contact"), lambda own: format_duration(round(own) * SECOND)),
    Average("settled at the first contact", 0.74, 0.01, _of("care.fcr_true"), _percent),
    Average("cost of a handled minute, USD", 1.60, 0.05, _of("cost_per_minute"), "{:.2f}".format),
    Average("cost of a resolution, USD", 15.56, 0.45, _of("cost_per_resolution"), "{:.2f}".format),
    Average(
        "contacts that try self-service first", 0.81, 0.01, _ratio("care.sum.sessions", "care.sum.contacts"), _percent
    ),
    Average("calls that become emails", 0.20, 0.01, _of("care.channel_switch_rate to email"), _percent),
    Average("chats that become emails", 0.25, 0.02, _of("chat.channel_switch_rate to email"), _percent),
    Average("emails that become calls", 0.05, 0.01, _of("email.channel_switch_rate to care"), _percent),
    Average("messages of a customer before an answer", 1.15, 0.03, _of("email.messages_per_contact"), "{:.2f}".format),
    Average("CSAT", 0.86, 0.01, _of("csat"), _percent),
    Average("NPS", 32, 2, _of("nps"), "{:+.0f}".format),
    Average("CES, of 7", 5.5, 0.05, _of("ces"), "{:.2f}".format),
)

HANDLED = 15.56 / (1.60 * 11.8)
LINE_RESOLVED = ("care.sum.resolved", "expert.sum.resolved")
FOLLOWS = (
    Average("handled minutes a resolution", 15.56 / 1.60, 0.3, _minutes_a_resolution, str),
    Average("handled calls a resolution on the line", HANDLED, 0.02, _calls_a_resolution, str),
    Average("resolved in self-service", 1 - 0.74 * HANDLED, 0.02, _in_self_service, str),
    Average("settled at the first contact, by the whole floor", 0.74, 0.01, _of("fcr_true"), str),
    Average("occupancy", 0.815, 0.065, _of("occupancy"), str),
    Average("service level in 20 s", 0.80, 0.04, _of("care.service_level_offered"), str),
    Average("chats answered in a minute", 0.85, 0.06, _of("chat.service_level_offered"), str),
    Average("mail answered in four hours", 0.87, 0.06, _of("email.service_level_offered"), str),
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
    assert _missed(_found(PAGE.patched(AS_FORECAST), 12)) == {}


@pytest.mark.slow
def test_the_file_as_it_stands_gives_the_published_averages_and_the_readme_shows_them() -> None:
    found = _found(PAGE, README_DAYS)
    assert _missed(found) == {}
    for each in PUBLISHED:
        assert f"| {each.name} | {each.said(each.figure)} | {each.said(each.measured(found))} |" in README
    assert f"and {_percent(found['email.expectation_met'])} of those are answered" in README


def _rates(queue: str) -> tuple[list[int], list[float]]:
    """From when each rate of its arrivals holds, and the rate."""
    edges, means = cumulative_rate(PAGE, queue)
    return edges.tolist(), ((means[1:] - means[:-1]) / (edges[1:] - edges[:-1])).round(12).tolist()


def test_the_line_is_open_from_seven_to_seven_and_busiest_at_eleven() -> None:
    edges, rates = _rates("care")
    assert PAGE.hours("care") == (7 * HOUR, 19 * HOUR)
    assert edges[rates.index(max(rates))] == 11 * HOUR


def test_chats_are_at_their_peak_from_eleven_to_fifteen() -> None:
    edges, rates = _rates("chat")
    at_peak = [number for number, rate in enumerate(rates) if rate == max(rates)]
    assert (edges[at_peak[0]], edges[at_peak[-1] + 1]) == (11 * HOUR, 15 * HOUR)


def test_mail_is_answered_within_the_published_span_of_ten_minutes_to_twelve_hours(baseline: Run) -> None:
    found = of_cells(baseline.study.cells)
    assert 10 * MINUTE < 1000 * found["email.first_response_time"] < 12 * HOUR


def test_as_much_mail_lies_there_in_the_morning_as_the_day_leaves_behind(baseline: Run) -> None:
    """Some 45 a day, with a standard deviation of 8: within three standard errors."""
    backlog, found = PAGE.queues["email"].backlog, of_cells(baseline.study.cells)
    assert backlog is not None
    assert found["email.backlog"] == pytest.approx(backlog.count, abs=3 * 8 / DAYS**0.5)


def test_the_tolerances_here_are_those_that_the_file_states() -> None:
    """The file states shares in points."""
    said = re.findall(r"\+-([\d.]+)", FILE.read_text(encoding="utf-8"))
    assert [float(one) for one in said] == [
        100 * each.tolerance if each.said is _percent else each.tolerance for each in PUBLISHED
    ]
