"""Broken logs of chats are caught."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl

from sim.log.audit import audit
from sim.log.columns import Logs, to_logs
from sim.scenario.schema import Scenario
from tests.moments.story import customer, tell


def played() -> tuple[Logs, Scenario]:
    """Two chats at once on one agent."""
    groups: Any = {"front": (["care"], 1, {"chats": {"at_once": 2}})}
    told = tell(customer(at=0), customer(at=10), queues={"care": {"channel": "chat"}}, groups=groups)
    return to_logs(told.record, told.scenario, 0), told.scenario


def test_an_agent_with_more_chats_open_than_it_may_have_is_caught() -> None:
    logs, scenario = played()
    front = scenario.agents["front"]
    assert front.chats is not None
    one = front.model_copy(update={"chats": front.chats.model_copy(update={"at_once": 1})})
    (finding,) = audit(logs, scenario.model_copy(update={"agents": {"front": one}}))
    assert finding.startswith("an agent never has more chats open than at once: broken by 1 row")


def test_time_in_chat_that_no_chat_fills_is_caught() -> None:
    logs, scenario = played()
    longer = replace(logs, agents=logs.agents.with_columns(
        pl.when(pl.col("state") == "idle").then(pl.lit("chat")).otherwise("state").alias("state")))  # fmt: skip
    assert audit(logs, scenario) == ()
    assert any(line.startswith("an agent is in chat only while one is open") for line in audit(longer, scenario))
