"""What the engine writes down passes the audit, with everything on at once."""

from __future__ import annotations

import pytest

from sim.demand.draw import draw
from sim.engine.flatten import flatten
from sim.engine.reference import play
from sim.log.audit import audit
from sim.log.columns import to_logs
from sim.roster.heads import plan_heads
from sim.scenario.schema import Scenario

BUSY_LINE = {
    "name": "Everything at once",
    "interval": "30m",
    "days": {"count": 2, "warm_up": 1},
    "open": "08:00-18:00",
    "queues": {
        "care": {
            "arrivals": {"per_day": 800},
            "talk": {"lognormal": {"mean": "4m"}},
            "hold": {"mixture": {"zero": "80%", "otherwise": {"exponential": "1m"}}},
            "wrap_up": {"exponential": "30s"},
            "patience": {"exponential": "3m"},
            "waiting_room": 12,
            "lines": 20,
            "redial_blocked": {"chance": "50%"},
            "balk": {"when_wait_over": {"exponential": "10m"}},
            "self_service": {"false_containment": {"chance": "20%"}, "hand_over": "on"},
            "redial": {"chance": "50%"},
            "callback": {"offer_when_wait_over": "1m", "accepted_by": "50%"},
            "escalate": {"chance": "12%", "to": "expert"},
            "unresolved": {"chance": "26%"},
            "switch": {
                "abandoned": {"chance": "20%", "leaves_to": "email"},
                "answered": {"chance": "5%", "to": "expert"},
            },
        },
        "expert": {"arrivals": "none", "handle_time": {"lognormal": {"mean": "9m"}}, "patience": {"exponential": "6m"}},
    },
    "agents": {
        "front": {"skills": ["care"], "scheduled": {"08:00": 6, "10:00": 9, "15:00": 5}, "shrinkage": "30%"},
        "experts": {"skills": ["expert", "care"], "on_queue": {"08:00": 2, "12:00": 1, "14:00": 2}},
    },
}


@pytest.mark.parametrize("dial", ["agent_first", "customer_first"])
@pytest.mark.parametrize("closing", ["served_out", "disconnected"])
@pytest.mark.parametrize("keeps_place", [True, False])
@pytest.mark.parametrize("at_closing", ["serve_out", "carry", "cancel"])
def test_logs_of_the_engine_pass(closing: str, keeps_place: bool, at_closing: str, dial: str) -> None:
    busy = Scenario.model_validate(BUSY_LINE | {"closing": closing}).patched(
        {
            "queues.care.callback.keeps_place": keeps_place,
            "queues.care.callback.at_closing": at_closing,
            "queues.care.callback.dial": dial,
        }
    )
    record = play(draw(busy, seed=3, replication=0), plan_heads(busy), flatten(busy), check=True)
    logs = to_logs(record, busy, 0)
    assert logs.contacts["outcome"].n_unique() >= 8
    assert audit(logs, busy) == ()
