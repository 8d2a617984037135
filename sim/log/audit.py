"""Facts that any log must obey, whoever wrote it: KPIs are only as good as the log they are counted from."""

from __future__ import annotations

from sim.log import (
    agent_facts,
    chain_facts,
    chat_facts,
    contact_facts,
    deferred_facts,
    hours_facts,
    house_facts,
    overflow_facts,
    priority_facts,
    queue_facts,
    roster_facts,
)
from sim.log.columns import Logs
from sim.scenario.schema import Scenario

FACTS = (
    *contact_facts.FACTS,
    *chain_facts.FACTS,
    *agent_facts.FACTS,
    *chat_facts.FACTS,
    *queue_facts.FACTS,
    *hours_facts.FACTS,
    *house_facts.FACTS,
    *priority_facts.FACTS,
    *deferred_facts.FACTS,
    *overflow_facts.FACTS,
    *roster_facts.FACTS,
)
"""Each takes (logs, scenario) and yields a line for each thing that does not hold."""


def audit(logs: Logs, scenario: Scenario) -> tuple[str, ...]:
    """What is wrong with a log of this scenario: a line for each broken fact, naming rows. Empty if nothing is."""
    return tuple(finding for fact in FACTS for finding in fact(logs, scenario))
