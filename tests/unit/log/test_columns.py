"""From an engine's record to named columns."""

from __future__ import annotations

import numpy as np
import polars as pl

from sim.engine.record import KINDS, NONE, OUTCOMES, Record
from sim.log.columns import AGENTS, CONTACTS, QUEUES, Logs, to_logs
from tests.unit.log.hand import scenario, ten_contacts_logs


def _record(**columns: list[int]) -> Record:
    """Two legs: one answered on care after a failed session, one turned away though a session was drawn."""
    made: dict[str, list[int]] = {name: [NONE, NONE] for name in CONTACTS if name != "replication"}
    made |= {
        "row": [0, 1],
        "issue": [7, -1],
        "day": [0, 1],
        "attempt": [1, 2],
        "leg": [1, 1],
        "queue": [0, 0],
        "kind": [KINDS.index("new"), KINDS.index("repeat")],
        "arrived_ms": [1000, 90_000_000],
        "queued_ms": [3000, NONE],
        "callback_offered": [0, 0],
        "callback_accepted": [0, 0],
        "dials": [0, 0],
        "patience_ms": [60_000, 60_000],
        "answered_ms": [4000, NONE],
        "talk_ms": [5000, NONE],
        "hold_ms": [0, NONE],
        "wrap_ms": [0, NONE],
        "ended_ms": [9000, 90_000_000],
        "group": [0, NONE],
        "agent": [0, NONE],
        "outcome": [OUTCOMES.index("answered"), OUTCOMES.index("closed")],
        "resolved": [1, 0],
        "session_end": [3, 1],
        "session_ms": [2000, 5000],
    }
    made |= columns
    arrays = {name: np.array(values, dtype=np.int64) for name, values in made.items()}
    spans = {name: np.array([0], dtype=np.int64) for name in ("agent", "group", "from_ms")}
    agents = spans | {"to_ms": np.array([10]), "state": np.array([1]), "issue": np.array([NONE])}
    queues = {"ms": np.array([3000]), "queue": np.array([1]), "length": np.array([1])}
    return Record(arrays, agents, queues, 0, 100_000_000)


def _logs() -> Logs:
    return to_logs(_record(), scenario(days={"count": 1, "warm_up": 1}), 4)


def test_tables_have_exactly_the_documented_columns_and_types() -> None:
    made = _logs()
    for frame, columns in ((made.contacts, CONTACTS), (made.agents, AGENTS), (made.queues, QUEUES)):
        assert dict(frame.schema) == {name: column.dtype for name, column in columns.items()}
        assert all(column.meaning for column in columns.values())


def test_numbers_become_names_and_no_value_becomes_null() -> None:
    first, second = _logs().contacts.rows(named=True)
    assert (first["queue"], first["group"], first["outcome"], first["kind"]) == ("care", "front", "answered", "new")
    assert (first["resolved"], first["self_service"], first["self_service_ms"]) == (True, "failed", 2000)
    assert (second["group"], second["answered_ms"], second["followed_by"]) == (None, None, None)
    assert first["replication"] == 4
    assert _logs().queues.row(0) == (4, 3000, "expert", 1)
    assert _logs().agents.row(0) == (4, "front", 0, 0, 10, "idle", None)


def test_warm_up_days_are_negative() -> None:
    assert _logs().contacts["day"].to_list() == [-1, 0]


def test_issue_carried_in_keeps_its_negative_number_whatever_it_is() -> None:
    assert _logs().contacts["issue"].to_list() == [7, -1]


def test_who_is_turned_away_had_no_session_whatever_was_drawn() -> None:
    turned_away = _logs().contacts.row(1, named=True)
    assert (turned_away["self_service"], turned_away["self_service_ms"]) == (None, 0)


def test_logs_of_replications_are_put_one_after_the_other() -> None:
    one = ten_contacts_logs()
    assert Logs.concat([one, one]).contacts.equals(pl.concat([one.contacts, one.contacts]))
