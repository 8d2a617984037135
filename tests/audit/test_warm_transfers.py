"""A log in which somebody stays longer or shorter in a warm transfer than they did is caught."""

from __future__ import annotations

import polars as pl
import pytest

from sim.demand.draw import draw
from sim.engine.flatten import flatten
from sim.engine.reference import play
from sim.log.audit import audit
from sim.log.columns import Logs, to_logs
from sim.roster.heads import plan_heads
from sim.scenario.schema import Scenario

WARM = Scenario.model_validate(
    {
        "name": "warm",
        "open": "08:00-12:00",
        "queues": {
            "care": {
                "arrivals": {"per_hour": 30},
                "talk": {"exponential": "3m"},
                "escalate": {"chance": "50%", "to": "expert", "warm": {"exponential": "1m"}},
            },
            "expert": {"arrivals": "none", "talk": {"exponential": "5m"}, "patience": {"exponential": "4m"}},
        },
        "agents": {"front": {"skills": ["care"], "on_queue": 4}, "experts": {"skills": ["expert"], "on_queue": 1}},
    }
)
LOGS = to_logs(play(draw(WARM, 3, 0), plan_heads(WARM), flatten(WARM), check=True), WARM, 0)
_c = pl.col
BROKEN = {
    "an agent stays in a warm transfer until its conference ends": ("transfer_ms", _c("transfer_ms") > 0, 1),
    "nobody stays where nothing is passed on warmly": ("transfer_ms", _c("transfer_ms") == 0, 5),
    "who confers took over from another agent": ("confer_ms", _c("confer_ms") == 0, 5),
    "a conference is part of the talk": ("confer_ms", _c("confer_ms") > 0, 10**9),
}


def test_warm_transfers_come_up_and_pass() -> None:
    assert audit(LOGS, WARM) == ()
    rows = LOGS.contacts
    assert rows.filter(_c("transfer_ms") > 0).height > 20
    assert rows.filter(_c("outcome") == "abandoned").height > 5


@pytest.mark.parametrize("fact", BROKEN)
def test_a_transfer_told_otherwise_is_caught(fact: str) -> None:
    name, where, more = BROKEN[fact]
    changed = pl.when(where).then(_c(name) + more).otherwise(_c(name)).alias(name)
    found = audit(Logs(LOGS.contacts.with_columns(changed), LOGS.agents, LOGS.queues), WARM)
    assert any(one.startswith(fact) for one in found)
