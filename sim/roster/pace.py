"""How long each agent needs, and how much they leave open: agents differ, and those who are new need longer, by how
long they have been there, day by day.

A seat's tenure on the first day played is the steady state of a yearly turnover: people leave at a constant rate of
turnover a year, each leaver's seat is filled at once, so that tenure is exponential with mean 1 year / turnover. One
uniform a seat, or an agent by name, from a named stream: more of them leave the others as they were. People hired on a
date are the group's highest numbers.
"""

from __future__ import annotations

from datetime import date

import numpy as np
from scipy.special import ndtri

from sim.demand.streams import Floats, Streams
from sim.roster.heads import Ints, on_queue_and_paid
from sim.scenario.differ import EVEN
from sim.scenario.group import Group
from sim.scenario.schema import Scenario
from sim.units import DAY

PERMILLE = 1000
YEAR_DAYS = 365.0


def pace_permille(scenario: Scenario, streams: Streams, seats: tuple[int, ...]) -> Ints:
    """Shape (agents of all groups, days played + 1), as in `Roster`: who is served after the last midnight is still
    answered on the day after. Shape (0, 0) where nobody is new."""
    if not any(page.has_new_people or (page.differ and page.differ.speed) for page in scenario.agents.values()):
        return np.empty((0, 0), np.int64)
    days = np.arange(scenario.days.warm_up + scenario.days.count + 1)
    rows = []
    for (name, page), count in zip(scenario.agents.items(), seats, strict=True):
        tenure = _tenure_days(scenario, name, count, streams)[:, np.newaxis] + days
        own = _factors(page, name, count, streams)[:, np.newaxis]
        rows.append(np.rint(PERMILLE * own * _while_learning(page, np.maximum(tenure, 0))).astype(np.int64))
    return np.concatenate(rows)


def left_open_permille(scenario: Scenario, streams: Streams, seats: tuple[int, ...]) -> Ints:
    """Shape (agents of all groups), as in `Roster`; empty where no chance to leave a matter open differs."""
    if not any(page.differ and page.differ.resolution for page in scenario.agents.values()):
        return np.empty(0, np.int64)
    every = []
    for (name, page), count in zip(scenario.agents.items(), seats, strict=True):
        spread = EVEN * page.differ.resolution if page.differ else 0.0
        even = 2 * _uniforms(page, name, count, streams, "resolution") - 1 if spread else np.zeros(count)
        every.append(np.floor(PERMILLE * (1 + spread * even)).astype(np.int64))
    return np.concatenate(every)


def _factors(page: Group, group: str, seats: int, streams: Streams) -> Floats:
    """Each seat's own factor on handle time: lognormal of mean 1 where they differ."""
    if page.differ is None or not page.differ.speed:
        return np.ones(seats)
    sigma = np.sqrt(np.log1p(page.differ.speed**2))
    factors: Floats = np.exp(sigma * ndtri(_uniforms(page, group, seats, streams, "speed")) - sigma**2 / 2)
    return factors


def _while_learning(page: Group, tenure_days: Floats) -> Floats:
    """The factor on handle time of somebody there for so many days."""
    learning = page.learning
    if learning is None:
        return np.ones(tenure_days.shape)
    return 1 + (learning.starts_at - 1) * (1 - np.minimum(tenure_days * DAY / learning.over, 1))


def _tenure_days(scenario: Scenario, group: str, seats: int, streams: Streams) -> Floats:
    """How long each seat's agent has been there on the first day played; infinite where nothing says they are new,
    below 0 where they are hired later."""
    page, tenure = scenario.agents[group], np.full(seats, np.inf)
    if page.learning is not None and page.turnover:
        tenure = -np.log(_uniforms(page, group, seats, streams, "tenure")) * YEAR_DAYS / page.turnover
    first, hired = scenario.days.first or "", 0
    for day, heads in sorted((page.hires or {}).items(), reverse=True):
        above, hired = on_queue_and_paid(page, hired)[0], hired + heads
        since = date.fromisoformat(first) - date.fromisoformat(day)
        tenure[max(seats - on_queue_and_paid(page, hired)[0], 0) : max(seats - above, 0)] = (
            since.days - scenario.days.warm_up
        )
    return tenure


def _uniforms(page: Group, group: str, seats: int, streams: Streams, of: str) -> Floats:
    """One uniform a seat; by name, of each shift by place."""
    if page.shifts is None:
        return streams.uniforms(("agents", group, of), seats)
    each = (streams.uniforms(("agents", group, shift, of), those.agents) for shift, those in page.shifts.items())
    return np.concatenate(list(each))
