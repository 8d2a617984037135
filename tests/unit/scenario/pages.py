"""A sound page for the scenario tests, and how to write it to a file."""

from __future__ import annotations

from pathlib import Path

from sim.scenario.faults import ScenarioError
from sim.scenario.load import load
from sim.scenario.schema import Scenario

SUPPORT = """\
name: Support desk, weekday
interval: 30m
days: {count: 5, warm_up: 1}
open: 08:00-20:00
currency: EUR
queues:
  care:
    channel: voice
    arrivals:
      counts: first_attempts
      per_day: 1900
      day_to_day: 10%
      profile: {08:00: 30, 09:00: 55, 10:00: 70, 12:00: 52}
    talk: {lognormal: {mean: 4m30s, cv: 1.0}}
    wrap_up: {exponential: 30s}
    patience: {exponential: 3m}
    target: {answer: 80%, within: 20s, formula: offered}
    self_service:
      used_by: 60%
      contained: 30%
      lasts: {lognormal: {mean: 48s, cv: 0.8}}
      on_failure: {talk: +10%, patience: -20%}
      cost: 0.35
    redial: {chance: 35%, after: {exponential: 10m}, at_most: 3}
    escalate: {chance: 12%, to: expert}
    unresolved: {chance: 26%, comes_back: 80%, after: {lognormal: {mean: 1d, cv: 1}}}
  expert:
    channel: voice
    arrivals: none
    handle_time: {lognormal: {mean: 11m, cv: 0.9}}
    patience: {exponential: 6m}
    target: {answer: 80%, within: 60s}
agents:
  front: {skills: [care], scheduled: {08:00: 9, 09:00: 14, 17:00: 19}, shrinkage: 30%, cost_per_hour: 27}
  experts: {skills: [expert, care], on_queue: {08:00: 4}, cost_per_hour: 34}
strategies:
  callbacks:
    about: Call back when the wait is over two minutes
    set: {queues.care.callback: {offer_when_wait_over: 2m, accepted_by: 37%, keeps_place: true, attempts: 3}}
  two_more_evening: {about: Two part-timers, set: {agents.front.scheduled: "+2 @ 17:00-20:00"}}
  better_bot: {about: Containment up eight points, set: {queues.care.self_service.contained: 38%}, cost: {per_day: 120}}
  both: {use: [two_more_evening, better_bot]}
decide: {meet: [care], on: 80% of days, then: lowest cost}
"""


def write(folder: Path, text: str = SUPPORT, name: str = "page.yaml") -> Path:
    """The text as a file in the folder."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def page(folder: Path, text: str = SUPPORT, sets: tuple[str, ...] = ()) -> Scenario:
    """The text as a scenario."""
    return load(write(folder, text), sets)


def complaints(folder: Path, text: str, sets: tuple[str, ...] = ()) -> list[str]:
    """Every fault of the text as a planner reads it, without the folder; none if it is sound."""
    try:
        load(write(folder, text), sets, to_compare=True)
    except ScenarioError as error:
        return [str(each).replace(f"{folder}/", "") for each in error.faults]
    return []


def with_line(old: str, new: str, text: str = SUPPORT) -> str:
    """The page with one passage replaced."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the page"
    return text.replace(old, new)
