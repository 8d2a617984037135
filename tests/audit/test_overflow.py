"""Overflow, as the log shows it."""

from __future__ import annotations

from typing import Any

import pytest

from sim.log.audit import audit
from sim.log.columns import Logs, to_logs
from sim.scenario.overflow import Overflow
from sim.scenario.schema import Scenario
from sim.units import MINUTE
from tests.moments.story import customer, tell
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


CHATS: dict[str, Any] = {"at_once": 2, "slower_by": "0%"}


def findings(*customers: Any, care: Any, gold: Any, keys: Any, **terms: Any) -> tuple[str, ...]:
    """Of a day on which the front is busy with one contact of care and the back, two agents, takes others without
    conditions, held against these."""
    queues: dict[str, Any] = {"care": care, "gold": gold, "mail": {"channel": "email"}}
    front = {"chats": {"at_once": 1}} if "channel" in care else {}
    groups = {
        "front": (["care"], 1, front),
        "back": (["care", "gold", "mail"], 2, keys | {"overflow": {"care": terms}}),
    }
    told = tell(customer(at=0, talk=300), *customers, queues=queues, groups=groups)
    back = told.scenario.agents["back"]
    overflow = {"care": Overflow.model_validate(terms | {"reserve": 1})}
    agents = told.scenario.agents | {"back": back.model_copy(update={"overflow": overflow})}
    return audit(to_logs(told.record, told.scenario, 0), told.scenario.model_copy(update={"agents": agents}))


def test_who_takes_up_email_again_as_somebody_is_taken_had_nothing_in_hand() -> None:
    # Gold interrupts the email at 5. At 40 both agents have nothing in hand: one takes care, one the email again.
    mail = customer(at=0, queue="mail", talk=50)
    golds = [customer(at=1, queue="gold", talk=39), customer(at=5, queue="gold", talk=35)]
    assert findings(mail, *golds, customer(at=10), care={}, gold={}, keys={}, after="30s") == ()


def test_who_is_given_a_silent_chat_as_somebody_is_taken_had_nothing_in_hand() -> None:
    chat: Any = {"channel": "chat"}
    golds = [customer(at=at, queue="gold", talk=40 - at) for at in (0, 1, 2, 3)]
    silent = customer(at=12, queue="gold", patience=5, silent=True)
    gold = chat | {"patience": "on", "silent": {"holds": "1m"}}
    assert findings(*golds, silent, customer(at=10), care=chat, gold=gold, keys={"chats": CHATS}, after="30s") == ()


def test_an_agent_who_is_given_two_chats_at_once_is_one_who_had_nothing_in_hand() -> None:
    # Of the back agent 1 has two chats open until 100, agent 0 an empty desk from 20, which both of care are given.
    chat: Any = {"channel": "chat"}
    golds = [customer(at=at, queue="gold", talk=until - at) for at, until in ((0, 20), (1, 100), (2, 20), (3, 100))]
    cares = [customer(at=10), customer(at=10)]
    (finding,) = findings(*golds, *cares, care=chat, gold=chat, keys={"chats": CHATS}, after="30s")
    assert finding.startswith("back takes care only above its reserve: broken by 2 rows")
