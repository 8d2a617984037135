"""Facts that any log must obey, whoever wrote it: KPIs are only as good as the log they are counted from."""

from __future__ import annotations

from sim.log.columns import Logs
from sim.scenario.schema import Scenario


def audit(logs: Logs, scenario: Scenario) -> tuple[str, ...]:
    """What is wrong with a log of this scenario: one line a broken fact, saying which rows. Empty if nothing is."""
    raise NotImplementedError
