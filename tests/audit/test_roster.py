"""A log of agents by name that broke their plan is caught, each in its own way."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from sim.log.audit import audit
from sim.log.columns import Logs, to_logs
from tests.moments.story import by_name, customer, tell

SHIFTS = by_name(day={"agents": 2, "hours": (0, 600), "breaks": [(300, 60)]}, late={"hours": (500, 1_200)})
TOLD = tell(customer(at=290, talk=50), groups={"front": (["care"], SHIFTS)}, open="00:00-01:00")
GOOD = to_logs(TOLD.record, TOLD.scenario, 0)
SECOND = 1_000


def changed(agent: int, spans: list[tuple[int, int, str]]) -> Logs:
    """The log with other spans of one agent, in seconds."""
    rows = [{"replication": 0, "group": "front", "agent": agent, "from_ms": start * SECOND, "to_ms": end * SECOND,
             "state": state} for start, end, state in spans]  # fmt: skip
    others = GOOD.agents.filter(pl.col("agent") != agent)
    agents = pl.concat([others, pl.DataFrame(rows, schema=GOOD.agents.schema)])
    return replace(GOOD, agents=agents.sort("group", "agent", "from_ms"))


def test_the_log_as_it_is_passes() -> None:
    assert TOLD.agent("front 0") == [(0, 290, "idle"), (290, 340, "talk"), (340, 400, "break"), (400, 600, "idle")]
    assert TOLD.agent("front 1") == [(0, 300, "idle"), (300, 360, "break"), (360, 600, "idle")]
    assert audit(GOOD, TOLD.scenario) == ()


@pytest.mark.parametrize(
    ("fact", "spans"),
    [
        ("signs on with a shift", [(-10, 300, "idle"), (300, 360, "break"), (360, 600, "idle")]),
        ("there from the start of the shift to its end", [(5, 300, "idle"), (300, 360, "break"), (360, 600, "idle")]),
        ("nobody is idle after the shift", [(0, 300, "idle"), (300, 360, "break"), (360, 610, "idle")]),
        ("nobody goes on a break before it is due", [(0, 295, "idle"), (295, 355, "break"), (355, 600, "idle")]),
        ("a break lasts as long as planned", [(0, 300, "idle"), (300, 350, "break"), (350, 600, "idle")]),
        ("who is due for a break is not idle", [(0, 310, "idle"), (310, 370, "break"), (370, 600, "idle")]),
        ("who is due for a break is not idle", [(0, 600, "idle")]),
        ("a break is one that was planned", [(0, 300, "idle"), (300, 360, "meal"), (360, 600, "idle")]),
    ],
)
def test_an_agent_who_breaks_the_plan_is_found(fact: str, spans: list[tuple[int, int, str]]) -> None:
    (finding, *_) = [one for one in audit(changed(1, spans), TOLD.scenario) if fact in one]
    assert "agent 1" in finding


def test_a_contact_begun_after_the_shift_or_when_a_break_is_due_is_found() -> None:
    spans = [(0, 290, "idle"), (290, 340, "talk"), (340, 400, "break"), (400, 600, "idle"), (600, 630, "talk")]
    assert any("starts a contact after the shift" in one for one in audit(changed(0, spans), TOLD.scenario))
    spans = [(0, 310, "talk"), (310, 340, "talk"), (340, 400, "break"), (400, 590, "idle"), (590, 620, "talk")]
    assert any("nor starts a contact" in one for one in audit(changed(0, spans), TOLD.scenario))


def test_overtime_with_a_gap_is_found() -> None:
    spans = [(0, 300, "idle"), (300, 360, "break"), (360, 600, "idle"), (605, 615, "wrap")]
    assert any("without a gap" in one for one in audit(changed(1, spans), TOLD.scenario))


def test_a_log_without_the_plan_of_a_group_with_shifts_is_found() -> None:
    assert any("have a plan" in one for one in audit(replace(GOOD, roster=GOOD.roster.clear()), TOLD.scenario))
