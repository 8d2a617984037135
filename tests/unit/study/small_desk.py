"""A desk small enough to play many times in a test: four hours, some 240 contacts, thinly staffed."""

from __future__ import annotations

from pathlib import Path

from sim.scenario.load import load
from sim.scenario.schema import Scenario

SMALL_DESK = """
name: Small desk
interval: 60m
days: {count: DAYS, warm_up: 0}
open: 09:00-13:00
currency: EUR
queues:
  care:
    arrivals: {per_day: 240}
    talk: {lognormal: {mean: 4m30s, cv: 1.0}}
    wrap_up: {exponential: 30s}
    patience: {exponential: 3m}
    target: {answer: 80%, within: 20s}
    redial: {chance: 35%}
agents:
  front: {skills: [care], on_queue: 7, cost_per_hour: 27}
strategies:
  two_more: {about: Two more all day, set: {agents.front.on_queue: "+2"}}
  callbacks: {about: Call back over a minute, set: {queues.care.callback: {offer_when_wait_over: 1m}}}
  flyers: {about: Changes no call, set: {queues.care.short_abandon: 6s}, cost: {per_day: 40}}
"""


def small_desk(folder: Path, days: int = 1) -> Scenario:
    """The desk as a scenario with so many days a replication."""
    path = folder / "desk.yaml"
    path.write_text(SMALL_DESK.replace("DAYS", str(days)))
    return load(path)
