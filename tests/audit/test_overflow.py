"""Overflow, as the log shows it."""

from __future__ import annotations

from typing import Any

import pytest

from sim.log.audit import audit
from sim.log.columns import Logs
from sim.scenario.schema import Scenario
from sim.units import MINUTE
from tests.unit.log.hand import answered, at, change, logs, scenario, span

START = at("08:00")


def page(**terms: Any) -> Scenario:
    queue = {"arrivals": {"per_day": 10}, "talk": {"exponential": "2m"}}
    back = {"skills": ["gold", "care"], "on_queue": 2, "overflow": {"care": terms}}
    front = {"skills": ["care"], "on_queue": 1}
    return scenario(queues={"care": queue, "gold": queue}, agents={"front": front, "back": back})


def morning() -> Logs:
    """The front talks from minute 0 to 6. One who waits for care from minute 1 is taken at minute 3 by the back, whose
    other agent has been busy with gold since minute 2."""
    rows = [
        answered(1, START, wait=0, talk=360),
        answered(2, START + MINUTE, wait=120, talk=60, group="back", agent=0),
        answered(3, START + 2 * MINUTE, wait=0, talk=240, group="back", agent=1, queue="gold"),
    ]
    states = [
        ("back", 0, [(0, "idle"), (3, "talk"), (4, "idle")]),
        ("back", 1, [(0, "idle"), (2, "talk"), (6, "idle")]),
        ("front", 0, [(0, "talk"), (6, "idle")]),
    ]
    spans = [
        span(group, agent, START + begin * MINUTE, START + end * MINUTE, state)
        for group, agent, steps in states
        for (begin, state), (end, _) in zip(steps, [*steps[1:], (120, "")], strict=True)
    ]
    return logs(rows, spans, [change(START + MINUTE, "care", 1), change(START + 3 * MINUTE, "care", 0)])


@pytest.mark.parametrize("terms", [{"after": "2m"}, {"after": "1m", "idle": {}}])
def test_who_is_taken_when_all_conditions_hold_passes(terms: dict[str, Any]) -> None:
    assert audit(morning(), page(**terms)) == ()


@pytest.mark.parametrize(
    ("terms", "fact"),
    [
        ({"after": "121s"}, "back takes care only after a wait"),
        ({"reserve": 1}, "back takes care only above its reserve"),
        ({"waiting": 2}, "back takes care only from a long line"),
        ({"idle": {"front": 1}}, "back takes care only while front is idle"),
    ],
)
def test_who_is_taken_though_a_condition_does_not_hold_is_caught(terms: dict[str, Any], fact: str) -> None:
    (finding,) = audit(morning(), page(**terms))
    assert finding.startswith(f"{fact}: broken by 1 row, first replication 0, issue 2")
