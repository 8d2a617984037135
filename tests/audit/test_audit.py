"""A good log passes the audit; a log broken in any one way is caught, by the finding that names the way."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from sim.log.audit import audit
from sim.log.columns import AGENTS, CONTACTS, Logs
from tests.unit.log.hand import Row, abandoned, answered, at, contact, frame, scenario, span, ten_contacts_logs

c = pl.col


def _contact(issue: int, attempt: int = 1, leg: int = 1) -> pl.Expr:
    return (c("issue") == issue) & (c("attempt") == attempt) & (c("leg") == leg)


def _set(name: str, value: object, where: pl.Expr) -> Callable[[Logs], Logs]:
    """The log with one column changed on the contact rows `where`."""

    def change(logs: Logs) -> Logs:
        dtype = logs.contacts.schema[name]
        changed = pl.when(where).then(pl.lit(value, dtype)).otherwise(c(name)).alias(name)
        return Logs(logs.contacts.with_columns(changed), logs.agents, logs.queues)

    return change


def _without(where: pl.Expr) -> Callable[[Logs], Logs]:
    return lambda logs: Logs(logs.contacts.filter(~where), logs.agents, logs.queues)


def _and(row: Row) -> Callable[[Logs], Logs]:
    def change(logs: Logs) -> Logs:
        rows = pl.concat([logs.contacts, frame(dict(CONTACTS), [row])])
        return Logs(rows.sort("replication", "issue", "attempt", "leg"), logs.agents, logs.queues)

    return change


def _agents(change: Callable[[pl.DataFrame], pl.DataFrame]) -> Callable[[Logs], Logs]:
    return lambda logs: Logs(logs.contacts, change(logs.agents).sort("group", "agent", "from_ms"), logs.queues)


def _and_span(row: Row) -> Callable[[Logs], Logs]:
    return _agents(lambda agents: pl.concat([agents, frame(dict(AGENTS), [row])]))


def _lines(change: Callable[[pl.DataFrame], pl.DataFrame]) -> Callable[[Logs], Logs]:
    return lambda logs: Logs(logs.contacts, logs.agents, change(logs.queues))


def _late(agents: pl.DataFrame) -> pl.DataFrame:
    signs_on = (c("group") == "experts") & (c("from_ms") == at("08:00"))
    return agents.with_columns(pl.when(signs_on).then(at("08:05")).otherwise("from_ms").alias("from_ms"))


BREAKS: dict[str, tuple[Callable[[Logs], Logs], str]] = {
    "unknown outcome": (_set("outcome", "lost", _contact(1)), "exactly one known outcome"),
    "no outcome": (_set("outcome", None, _contact(1)), "exactly one known outcome"),
    "unknown queue": (_set("queue", "sales", _contact(6)), "a queue is one of the scenario"),
    "unknown kind": (_set("kind", "walk-in", _contact(6)), "a kind is a known one"),
    "unknown session": (_set("self_service", "bored", _contact(10)), "a session has a known end"),
    "rows out of order": (
        lambda logs: Logs(logs.contacts.reverse(), logs.agents, logs.queues),
        "rows are in order of replication",
    ),
    "a leg twice": (_and(abandoned(6, at("08:26"), 30)), "a leg has one row"),
    "queued before arriving": (_set("arrived_ms", at("08:25:30"), _contact(5)), "nobody queues before arriving"),
    "answered before queueing": (_set("queued_ms", at("08:01:11"), _contact(2)), "nobody is answered before queueing"),
    "left before arriving": (_set("ended_ms", at("08:04:00"), _contact(10)), "nobody leaves before arriving"),
    "wrong day": (_set("day", 1, _contact(1)), "a row is of a day played"),
    "no agent": (_set("agent", None, _contact(1)), "agent stands where an agent answered"),
    "talk of the abandoned": (_set("talk_ms", 5000, _contact(6)), "talk_ms stands where an agent answered"),
    "no end": (_set("ended_ms", None, _contact(6)), "ended_ms is null on open rows"),
    "unresolved unsaid": (_set("resolved", None, _contact(6)), "resolved is null on open rows"),
    "abandoned nowhere": (_set("queued_ms", None, _contact(6)), "has queued"),
    "blocked in the line": (_set("queued_ms", at("08:32"), _contact(5, 2)), "never queued"),
    "contained without a session": (_set("self_service", None, _contact(10)), "a session that contained is contained"),
    "session too short": (_set("self_service_ms", 9_000, _contact(4)), "at the end of the session"),
    "accepted unoffered": (_set("callback_offered", False, _contact(7)), "accepted only when offered"),
    "called back unaccepted": (_set("callback_accepted", False, _contact(7)), "who is called back accepted it"),
    "dialled too often": (_set("dials", 4, _contact(7)), "at most as often as the scenario says"),
    "dialled without a callback": (_set("dials", 1, _contact(1)), "only callbacks are dialled"),
    "told a wait by a queue that says none": (_set("announced_ms", 25_000, _contact(2)), "as padded"),
    "impatient": (_set("patience_ms", 29_000, _contact(6)), "exactly the patience in force"),
    "kept too long": (_set("patience_ms", 39_000, _contact(4)), "nobody waits longer than the patience"),
    "long conversation": (_set("ended_ms", at("08:02:01"), _contact(1)), "a conversation ends after talk and hold"),
    "no skill": (_set("group", "experts", _contact(1)), "an agent has the skill"),
    "no such head": (_set("agent", 7, _contact(1)), "an agent is one of the group's heads"),
    "new attempt from nowhere": (_set("followed_by", None, _contact(2)), "leads to its kind"),
    "wrong kind of attempt": (_set("kind", "repeat", _contact(5, 2)), "leads to its kind"),
    "attempt too early": (_set("arrived_ms", at("08:25:02"), _contact(5, 2)), "after the end of the one before"),
    "attempt left out": (_without(_contact(5, 1)), "begins with a new contact"),
    "first leg left out": (_without(_contact(3, 1, 1)), "begins with a first leg"),
    "leg from nowhere": (_set("followed_by", None, _contact(3)), "handled and escalates"),
    "leg left out": (_without(_contact(3, 1, 2)), "an escalated contact has its next leg"),
    "late leg": (_set("arrived_ms", at("08:13:41"), _contact(3, 1, 2)), "a later leg arrives as the one before ends"),
    "escalated astray": (_set("queue", "care", _contact(3, 1, 2)), "an escalation goes where the scenario says"),
    "redial after an answer": (_set("followed_by", "redial", _contact(1)), "a redial follows only"),
    "switch to nowhere": (_set("followed_by", "switch", _contact(1)), "a switch follows where"),
    "two contacts at once": (
        _and(answered(20, at("08:00:30"), 0, 30)),
        "an agent does the work of the contact answered",
    ),
    "work without a contact": (_without(_contact(1)), "an agent works only on contacts of the log"),
    "overlapping spans": (
        _and_span(span("front", 0, at("08:00:30"), at("08:01"), "idle")),
        "an agent does one thing at a time",
    ),
    "empty span": (_and_span(span("front", 0, at("09:30"), at("09:30"), "idle")), "a span ends after it begins"),
    "unknown state": (
        _agents(lambda agents: agents.with_columns(state=c("state").replace("wrap", "lunch"))),
        "a span has a known state",
    ),
    "a third head": (_and_span(span("front", 2, at("08:00"), at("08:10"), "idle")), "a span is of one of the group's"),
    "late head": (_agents(_late), "at every moment at least the head count is on"),
    "idle after closing's end": (
        _and_span(span("experts", 1, at("09:00"), at("09:10"), "idle")),
        "who is beyond the head count is busy",
    ),
    "a time without a schedule": (
        _set("promised_ms", at("08:35"), _contact(7)),
        "a scheduled callback has its time, and only such",
    ),
    "unrung dial": (_set("dials", 3, _contact(7)), "agents dial as long as unanswered callbacks ring"),
    "line too short": (
        _lines(lambda queues: queues.filter(c("ms") < at("08:25"))),
        "a line's length adds up to the waits",
    ),
    "line below nobody": (_lines(lambda queues: queues.with_columns(c("length") - 1)), "never shorter than nobody"),
    "line jumps": (_lines(lambda queues: queues.with_columns(c("length") * 2)), "one contact at a time"),
    "line back in time": (_lines(lambda queues: queues.reverse()), "in order of time"),
}


def test_good_log_passes() -> None:
    assert audit(ten_contacts_logs(), scenario()) == ()


@pytest.mark.parametrize("way", BREAKS)
def test_log_broken_in_one_way_is_caught_and_the_way_is_named(way: str) -> None:
    change, fact = BREAKS[way]
    findings = audit(change(ten_contacts_logs()), scenario())
    assert any(fact in finding for finding in findings), findings


PROMISED = contact(
    21, at("08:31"), queued_ms=at("08:31"), callback_offered=True, callback_accepted=True, promised_ms=at("08:35")
)
SLOTS = {"queues.care.callback.scheduled": {"slots": "5m", "capacity": 1, "wanted_after": {"constant": "5m"}}}
RUNG_FIRST = {"queues.care.callback.dial": "customer_first"}
BROKEN_HOLDS = {
    "nobody rung": (_set("dials", 0, _contact(7)), "who holds was rung first and picked up"),
    "never picked up": (_set("picked_up_ms", None, _contact(7)), "who is rung first is answered after picking up"),
    "picked up too late": (_set("picked_up_ms", at("08:41"), _contact(7)), "times are in order on hold"),
    "gave up early": (_set("outcome", "callback_failed", _contact(7)), "held exactly the patience in force"),
    "kept too long": (_set("patience_ms", 59_000, _contact(7)), "nobody holds longer than the patience in force"),
}


@pytest.mark.parametrize("way", BROKEN_HOLDS)
def test_hold_after_picking_up_told_wrongly_is_caught(way: str) -> None:
    change, fact = BROKEN_HOLDS[way]
    good = _set("picked_up_ms", at("08:39"), _contact(7))(ten_contacts_logs())
    findings = audit(change(good), scenario().patched(RUNG_FIRST))
    assert any(fact in finding for finding in findings), findings


BROKEN_PROMISES = {
    "no time": (_set("promised_ms", None, _contact(7)), "a scheduled callback has its time"),
    "a time gone by": (_set("promised_ms", at("08:25"), _contact(7)), "promised for later, and kept or late"),
    "called too early": (_set("promised_ms", at("08:45"), _contact(7)), "promised for later, and kept or late"),
    "between two slots": (_set("promised_ms", at("08:36"), _contact(7)), "the start of a slot"),
    "a slot too full": (_and(PROMISED), "a slot holds no more than its capacity"),
}


@pytest.mark.parametrize("way", BROKEN_PROMISES)
def test_scheduled_callback_promised_wrongly_is_caught(way: str) -> None:
    planned = scenario().patched(SLOTS)
    good = _set("promised_ms", at("08:35"), _contact(7))(ten_contacts_logs())
    assert audit(good, planned) == ()
    change, fact = BROKEN_PROMISES[way]
    findings = audit(change(good), planned)
    assert any(fact in finding for finding in findings), findings


@pytest.mark.parametrize(
    ("change", "fact"),
    [
        (_set("reason", "weather", _contact(2)), "a row has a reason of its queue"),
        (_set("reason", None, _contact(2)), "a row has a reason of its queue"),
        (_set("reason", "billing", _contact(3, 1, 2)), "and none where the queue has none"),
        (_set("reason", "password", _contact(2, 2)), "an issue keeps its reason on a queue"),
    ],
)
def test_a_reason_that_does_not_belong_is_caught(change: Callable[[Logs], Logs], fact: str) -> None:
    pages = scenario().model_dump(mode="json", by_alias=True, exclude_unset=True)["queues"]
    pages["care"]["reasons"] = {"password": {"share": "20%"}, "billing": {"share": "80%"}}
    with_reasons = scenario(queues=pages)
    good = _set("reason", "billing", c("queue") == "care")(ten_contacts_logs())
    assert audit(good, with_reasons) == ()
    assert any(fact in finding for finding in audit(change(good), with_reasons))


def test_finding_names_the_row() -> None:
    change, _ = BREAKS["impatient"]
    assert audit(change(ten_contacts_logs()), scenario())[0] == (
        "who abandoned waited exactly the patience in force: broken by 1 row, "
        "first replication 0, issue 6, attempt 1, leg 1, queue care, outcome abandoned"
    )


def test_contact_taken_while_the_head_count_has_fallen_below_those_busy_is_caught() -> None:
    """Two heads until 08:30, one after: agent 1 is busy past the fall, agent 0 must not start beside it."""
    fallen = scenario(
        queues={"care": {"arrivals": {"per_day": 10}, "talk": {"exponential": "2m"}}},
        agents={"front": {"skills": ["care"], "on_queue": {"08:00": 2, "08:30": 1}}},
    )
    rows = [answered(1, at("08:29"), 0, 300, agent=1), answered(2, at("08:31"), 0, 60)]
    spans = [
        span("front", 0, at("08:00"), at("08:31"), "idle"),
        span("front", 0, at("08:31"), at("08:32"), "talk"),
        span("front", 0, at("08:32"), at("10:00"), "idle"),
        span("front", 1, at("08:00"), at("08:29"), "idle"),
        span("front", 1, at("08:29"), at("08:34"), "talk"),
    ]
    log = Logs(frame(dict(CONTACTS), rows), frame(dict(AGENTS), spans), ten_contacts_logs().queues.clear())
    assert [finding.split(":")[0] for finding in audit(log, fallen)] == [
        "who is beyond the head count is busy",
        "nobody beyond the head count starts a contact",
    ]


def test_more_inside_than_lines_is_caught_once_a_millisecond_is_over() -> None:
    """Two lines, two sessions from 08:00, until 08:02 and 08:01; a third begins as the second ends, or just before."""
    care = {"arrivals": {"per_day": 10}, "talk": {"exponential": "2m"}}
    narrow = scenario(
        queues={"care": care | {"lines": 2}}, agents={"front": {"skills": ["care"], "on_queue": {"08:00": 2}}}
    )
    rows = [
        contact(1, at("08:00"), outcome="contained", ended_ms=at("08:02"), resolved=True, self_service="contained",
                self_service_ms=120_000),
        contact(2, at("08:00"), outcome="self_service_abandoned", ended_ms=at("08:01"), resolved=False,
                self_service="gave_up", self_service_ms=60_000),
        contact(3, at("08:01"), outcome="contained", ended_ms=at("08:03"), resolved=True, self_service="contained",
                self_service_ms=120_000),
    ]  # fmt: skip
    spans = [span("front", agent, at("08:00"), at("10:00"), "idle") for agent in (0, 1)]
    good = Logs(frame(dict(CONTACTS), rows), frame(dict(AGENTS), spans), ten_contacts_logs().queues.clear())
    assert audit(good, narrow) == ()
    early = frame(dict(CONTACTS), [*rows[:2], rows[2] | {"arrived_ms": at("08:01") - 1, "self_service_ms": 120_001}])
    assert audit(Logs(early, good.agents, good.queues), narrow) == (
        "a queue never has more inside than lines: broken by 1 row, first replication 0, queue care, ms 28859999",
    )


def test_who_still_waits_at_the_horizon_stands_in_the_line_to_its_end() -> None:
    log = ten_contacts_logs()
    waiting = contact(30, at("09:50"), queued_ms=at("09:50"), quoted_ms=60_000)
    line = pl.DataFrame({"replication": [0], "ms": [at("09:50")], "queue": ["care"], "length": [1]})
    rows = pl.concat([log.contacts, frame(dict(CONTACTS), [waiting])])
    assert audit(Logs(rows, log.agents, pl.concat([log.queues, line])), scenario()) == ()
    assert len(audit(Logs(rows, log.agents, log.queues), scenario())) == 1
