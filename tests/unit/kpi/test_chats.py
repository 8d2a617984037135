"""What agents with several chats do, counted by hand."""

from __future__ import annotations

from typing import Any

import pytest

from sim.kpi.catalogue import catalogue
from sim.kpi.compute import cells
from sim.kpi.kpi import values
from sim.log.columns import to_logs
from tests.moments.story import Customer, customer, page, tell

CHATS: dict[str, Any] = {"at_once": 2, "speed": {2: "50%"}, "calls_with": 1}


def counted(*customers: Customer) -> dict[str, float]:
    """KPIs over all queues, of one agent who is there all day."""
    queues: Any = {"care": {"channel": "chat", "patience": "on", "silent": {"holds": "60s"}}, "call": {}}
    told = tell(*customers, queues=queues, groups={"front": (["care", "call"], 1, {"chats": CHATS})})
    found = cells(to_logs(told.record, told.scenario, 0), told.scenario)
    kpis = [
        kpi for kpi in catalogue(told.scenario) if kpi.name in ("concurrency", "slot_occupancy", "occupancy", "aht")
    ]
    return values(kpis, found.days.filter(found.days["queue"].is_null()), by=()).row(0, named=True)


def test_two_chats_are_two_contacts_in_hand_of_one_busy_agent() -> None:
    # The first lasts until 70, the second from 20 to 40, each at half the speed meanwhile.
    told = counted(customer(at=0, talk=60), customer(at=20, talk=10))
    assert told["concurrency"] == pytest.approx(90 / 70)
    assert told["slot_occupancy"] == pytest.approx(90 / (2 * 86_400))
    assert told["occupancy"] == pytest.approx(70 / 86_400)
    assert told["aht"] == 45


def test_a_call_beside_a_chat_takes_a_place_like_one() -> None:
    # The chat has 40 s left at 20, and 10 of them done when the call ends at 40: until 70.
    told = counted(customer(at=0, talk=60), customer(at=20, talk=20, queue="call"))
    assert told["concurrency"] == pytest.approx(90 / 70)
    assert told["occupancy"] == pytest.approx(70 / 86_400)


def test_who_left_silently_takes_a_place_and_is_not_handled() -> None:
    # Two chats until 40; the silent one from then to 100.
    told = counted(customer(at=0, talk=20), customer(at=0, talk=20), customer(at=5, patience=5, silent=True))
    assert told["concurrency"] == pytest.approx((40 + 40 + 60) / 100)
    assert told["aht"] == 40


def test_only_scenarios_with_chats_have_these_kpis() -> None:
    assert not {"concurrency", "slot_occupancy"} & {kpi.name for kpi in catalogue(page())}
