"""Who comes again and the opening hours, as the log shows them."""

from __future__ import annotations

import pytest

from sim.log.audit import audit
from tests.unit.log.hand import Row, answered, at, contact, logs, scenario

FACT = "who comes again is turned away as closed when the queue is, and only then"


def again(clock: str, **fields: object) -> Row:
    """A redial that finds the queue open or closed at a clock; it opens at 08:00 and closes at 10:00."""
    return contact(1, at(clock), attempt=2, kind="redial", **fields)


def findings(row: Row) -> list[str]:
    first = answered(1, at("08:00"), wait=0, talk=60)
    return [one for one in audit(logs([first, row]), scenario()) if one.startswith(FACT)]


@pytest.mark.parametrize("clock", ["10:00", "10:30"])
def test_who_comes_again_after_closing_is_turned_away(clock: str) -> None:
    assert findings(again(clock, outcome="closed", ended_ms=at(clock), resolved=False)) == []
    (finding,) = findings(again(clock, queued_ms=at(clock), outcome="open"))
    assert "broken by 1 row, first replication 0, issue 1" in finding


@pytest.mark.parametrize("clock", ["08:00", "09:59"])
def test_who_comes_again_while_it_is_open_is_let_in(clock: str) -> None:
    assert findings(again(clock, queued_ms=at(clock), outcome="open")) == []
    (finding,) = findings(again(clock, outcome="closed", ended_ms=at(clock), resolved=False))
    assert "broken by 1 row, first replication 0, issue 1" in finding
