"""Logs written by hand: a morning of ten contacts that everything can be checked on, and the pieces to write others."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from sim.log.columns import AGENTS, CONTACTS, QUEUES, Column, Logs
from sim.scenario.schema import Scenario
from sim.units import SECOND, parse_clock

Row = dict[str, object]


def at(clock: str, day: int = 0) -> int:
    """`08:00:20` as ms from midnight before the first day played."""
    return parse_clock(clock) + day * 86_400_000


def scenario(**changes: object) -> Scenario:
    """Two hours of a morning: two at the front, one expert; a callback, a bot, prices."""
    page: dict[str, object] = {
        "name": "By hand",
        "interval": "30m",
        "open": "08:00-10:00",
        "queues": {
            "care": {
                "arrivals": {"per_day": 10},
                "talk": {"exponential": "2m"},
                "target": {"answer": "50%", "within": "20s"},
                "callback": {"ring": "30s", "attempts": 3},
                "self_service": {"cost": 0.5},
                "escalate": {"chance": "10%", "to": "expert"},
                "cost_per_contact": 0.1,
            },
            "expert": {
                "arrivals": "none",
                "talk": {"exponential": "10m"},
                "target": {"answer": "80%", "within": "60s"},
            },
        },
        "agents": {
            "front": {"skills": ["care"], "on_queue": 2, "cost_per_hour": 30},
            "experts": {"skills": ["expert"], "on_queue": 1, "cost_per_hour": 40},
        },
    }
    return Scenario.model_validate(page | changes)


def contact(issue: int, arrived_ms: int, **fields: object) -> Row:
    """A row of the contact log on queue care: new, no session, infinite patience, nothing known of its end yet."""
    blank: Row = dict.fromkeys(CONTACTS)
    blank |= {
        "replication": 0,
        "day": arrived_ms // 86_400_000,
        "issue": issue,
        "attempt": 1,
        "leg": 1,
        "queue": "care",
        "channel": "voice",
        "kind": "new",
        "arrived_ms": arrived_ms,
        "patience_ms": 10**15,
        "left_silently": False,
        "callback_offered": False,
        "callback_accepted": False,
        "dials": 0,
        "self_service_ms": 0,
        "outcome": "open",
    }
    return blank | fields


def answered(
    issue: int, queued_ms: int, wait: int, talk: int, hold: int = 0, wrap: int = 0, agent: int = 0, **fields: object
) -> Row:
    """A row answered after `wait` by agent `agent` of the front; wait, talk, hold and wrap in seconds."""
    picked_up = queued_ms + wait * SECOND
    work: Row = {
        "queued_ms": queued_ms,
        "answered_ms": picked_up,
        "talk_ms": talk * SECOND,
        "hold_ms": hold * SECOND,
        "transfer_ms": 0,
        "confer_ms": 0,
        "wrap_ms": wrap * SECOND,
        "ended_ms": picked_up + (talk + hold) * SECOND,
        "group": "front",
        "agent": agent,
        "outcome": "answered",
        "resolved": True,
    }
    return contact(issue, **({"arrived_ms": queued_ms} | work | fields))


def abandoned(issue: int, queued_ms: int, wait: int, **fields: object) -> Row:
    """A row that abandoned after `wait` seconds, its patience."""
    left: Row = {
        "queued_ms": queued_ms,
        "ended_ms": queued_ms + wait * SECOND,
        "patience_ms": wait * SECOND,
        "outcome": "abandoned",
        "resolved": False,
    }
    return contact(issue, **({"arrived_ms": queued_ms} | left | fields))


def frame(columns: dict[str, Column], rows: Iterable[Row]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema={name: column.dtype for name, column in columns.items()})


def span(group: str, agent: int, from_ms: int, to_ms: int, state: str, replication: int = 0) -> Row:
    return {
        "replication": replication,
        "group": group,
        "agent": agent,
        "from_ms": from_ms,
        "to_ms": to_ms,
        "state": state,
    }


def change(ms: int, queue: str, length: int) -> Row:
    return {"replication": 0, "ms": ms, "queue": queue, "length": length}


def logs(contacts: Iterable[Row], agents: Iterable[Row] = (), queues: Iterable[Row] = ()) -> Logs:
    return Logs(frame(dict(CONTACTS), contacts), frame(dict(AGENTS), agents), frame(dict(QUEUES), queues))


def ten_contacts() -> list[Row]:
    """Ten contacts of eight issues in eleven legs, 08:00 to 10:00."""
    called_back = answered(
        7, at("08:30"), 600, 120, quoted_ms=180_000, callback_offered=True, callback_accepted=True, dials=2
    )
    return [
        answered(1, at("08:00"), 0, 100, wrap=20),
        answered(
            2, at("08:01"), 10, 60, quoted_ms=25_000, hold=20, wrap=20, agent=1, resolved=False, followed_by="repeat"
        ),
        answered(2, at("09:00"), 0, 40, attempt=2, kind="repeat"),
        answered(3, at("08:10"), 20, 200, quoted_ms=10_000, resolved=False, followed_by="escalation"),
        answered(
            3, at("08:13:40"), 30, 600, quoted_ms=600_000, leg=2, queue="expert", kind="escalation", group="experts"
        ),
        answered(
            4, at("08:20"), 40, 80, quoted_ms=10**15, arrived_ms=at("08:19:50"),
            self_service="failed", self_service_ms=10_000,
        ),
        abandoned(5, at("08:25"), 3, quoted_ms=60_000, followed_by="redial"),
        contact(
            5, at("08:32"), attempt=2, kind="redial", outcome="blocked", ended_ms=at("08:32"), resolved=False
        ),
        abandoned(6, at("08:26"), 30),
        called_back | {"outcome": "callback_answered"},
        contact(
            10, at("08:05"), outcome="contained", ended_ms=at("08:05:50"), resolved=True,
            self_service="contained", self_service_ms=50_000,
        ),
    ]  # fmt: skip


def ten_contacts_spans() -> list[Row]:
    """What the three agents did: agent 0 of the front takes all but contact 2, and rings contact 7 in vain at 08:35."""
    done = {
        ("front", 0): [
            ("08:00:00", "talk"), ("08:01:40", "wrap"), ("08:02:00", "idle"),
            ("08:10:20", "talk"), ("08:13:40", "idle"),
            ("08:20:40", "talk"), ("08:22:00", "idle"),
            ("08:35:00", "dial"), ("08:35:30", "idle"),
            ("08:40:00", "talk"), ("08:42:00", "idle"),
            ("09:00:00", "talk"), ("09:00:40", "idle"),
        ],
        ("front", 1): [
            ("08:00:00", "idle"), ("08:01:10", "talk"), ("08:02:10", "hold"), ("08:02:30", "wrap"),
            ("08:02:50", "idle"),
        ],
        ("experts", 0): [("08:00:00", "idle"), ("08:14:10", "talk"), ("08:24:10", "idle")],
    }  # fmt: skip
    return [
        span(group, agent, at(start), at(end), state)
        for (group, agent), states in sorted(done.items())
        for (start, state), (end, _) in zip(states, [*states[1:], ("10:00", "")], strict=True)
    ]


def ten_contacts_lines() -> list[Row]:
    """Who waited, one at a time: contacts 2, 3, its leg 2 on expert, 4, 5 and 6."""
    return [
        change(at("08:01:00"), "care", 1),
        change(at("08:01:10"), "care", 0),
        change(at("08:10:00"), "care", 1),
        change(at("08:10:20"), "care", 0),
        change(at("08:13:40"), "expert", 1),
        change(at("08:14:10"), "expert", 0),
        change(at("08:20:00"), "care", 1),
        change(at("08:20:40"), "care", 0),
        change(at("08:25:00"), "care", 1),
        change(at("08:25:03"), "care", 0),
        change(at("08:26:00"), "care", 1),
        change(at("08:26:30"), "care", 0),
    ]


def ten_contacts_logs() -> Logs:
    """The whole morning, as good as a log can be."""
    return logs(ten_contacts(), ten_contacts_spans(), ten_contacts_lines())
