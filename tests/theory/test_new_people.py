"""How long a desk's calls take on average with a yearly turnover: by arithmetic."""

from __future__ import annotations

from math import exp, sqrt

import numpy as np

from sim.demand.draw import draw
from sim.demand.streams import Streams
from sim.engine.flatten import flatten
from sim.engine.reference import play
from sim.roster.attendance import attended
from sim.scenario.schema import Scenario

DESK = Scenario.model_validate(
    {
        "name": "Desk",
        "open": "09:00-12:00",
        "queues": {"care": {"arrivals": {"per_hour": 100, "day_to_day": "0%"}, "talk": {"constant": "100s"}}},
        "agents": {
            "front": {
                "skills": ["care"],
                "next_agent": "at_random",
                "on_queue": 40,
                "learning": {"starts_at": "+50%", "over": "180d"},
                "turnover": "80%",
            }
        },
    }
)
"""Calls of 100 s each, to agents at random who are hardly ever all busy: who answers is as new as anybody."""


def mean_talk_s(replication: int) -> float:
    roster = attended(DESK, Streams(1, replication))
    contacts = play(draw(DESK, 1, replication), roster, flatten(DESK)).contacts
    return float(contacts["talk_ms"][contacts["answered_ms"] >= 0].mean()) / 1000


def test_calls_take_as_much_longer_as_the_turnover_makes_people_new() -> None:
    # Tenure exponential at 0.8 a year, +50 % x (1 - tenure / 180 d) until 180 d: on average
    # 50 % x (1 - (1 - exp(-a)) / a) longer, a = 0.8 x 180 / 365. Within 3 standard errors over 30 desks (0.3 %).
    talks = np.array([mean_talk_s(replication) for replication in range(30)])
    a = 0.8 * 180 / 365
    expected = 100 * (1 + 0.5 * (1 - (1 - exp(-a)) / a))
    assert abs(talks.mean() - expected) < 3 * talks.std(ddof=1) / sqrt(len(talks))
    assert expected > 108
