"""What must hold between a customer's rows: a leg or an attempt comes only after one that leads to it."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from sim.log.columns import Logs
from sim.log.findings import broken
from sim.scenario.schema import Scenario
from sim.units import DAY

_c = pl.col
_LEAVES = {
    "redial": ["abandoned", "balked", "blocked", "callback_cancelled"],
    "repeat": ["answered", "callback_answered", "contained"],
    "switch": ["answered", "callback_answered", "abandoned", "balked"],
    "escalation": ["answered", "callback_answered"],
}
"""What a contact that is followed by this kind ended as."""


def followers(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """Each row against the one before it on the same issue."""
    rows = _beside_previous(logs.contacts)
    first = rows.filter(~_c("same_issue"))
    yield from broken("an issue begins with a first leg", first, _c("leg") != 1)
    yield from broken(
        "an issue begins with a new contact, or with a return from before the first day",
        first,
        _c("kind") != pl.when(_c("attempt") == 1).then(pl.lit("new")).otherwise(pl.lit("repeat")),
    )
    legs = rows.filter("same_issue", _c("attempt") == _c("attempt_before"))
    yield from broken("legs follow one by one", legs, _c("leg") != _c("leg_before") + 1)
    yield from _escalations(legs, scenario)
    attempts = rows.filter("same_issue", _c("attempt") != _c("attempt_before"))
    yield from broken(
        "attempts follow one by one, each from its first leg",
        attempts,
        (_c("attempt") != _c("attempt_before") + 1) | (_c("leg") != 1),
    )
    yield from broken(
        "an attempt comes only where the one before leads to its kind",
        attempts,
        _c("kind").ne_missing(_c("followed_by_before")),
    )
    early = (_c("arrived_ms") < _c("ended_ms_before")) | _c("ended_ms_before").is_null()
    yield from broken("an attempt comes after the end of the one before", attempts, early)
    moved = (_c("kind") == "switch") & _c("queue").ne_missing(_c("switched_to_before"))
    yield from broken("who switches turns up where they went", attempts, moved)


def _escalations(legs: pl.DataFrame, scenario: Scenario) -> Iterator[str]:
    goes_to = {name: queue.escalate.to for name, queue in scenario.queues.items() if queue.escalate}
    to = _c("queue_before").replace_strict(goes_to, default=None, return_dtype=pl.String)
    yield from broken(
        "a later leg comes only where the one before was handled and escalates",
        legs,
        (_c("kind") != "escalation") | _c("followed_by_before").ne_missing(pl.lit("escalation")),
    )
    yield from broken(
        "a later leg arrives as the one before ends", legs, _c("arrived_ms").ne_missing(_c("ended_ms_before"))
    )
    yield from broken("an escalation goes where the scenario says", legs, _c("queue").ne_missing(to))


def leads(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """What a row leads to fits how it ended; an escalation within the days played is there."""
    rows = logs.contacts
    for kind, outcomes in _LEAVES.items():
        yield from broken(
            f"a {kind} follows only {', '.join(outcomes)}",
            rows,
            (_c("followed_by") == kind) & ~_c("outcome").is_in(outcomes),
        )
    inside = _c("switched_to").is_in(list(scenario.queues)).fill_null(False)
    follows = (_c("followed_by") == "switch").fill_null(False)
    yield from broken("a switch follows where a contact moves to a queue of the file", rows, inside.ne(follows))
    end = (scenario.days.warm_up + scenario.days.count) * DAY
    next_leg = (_c("leg").shift(-1) == _c("leg") + 1) & (_c("attempt").shift(-1) == _c("attempt"))
    there = (next_leg & (_c("issue").shift(-1) == _c("issue"))).fill_null(False)
    due = (_c("followed_by") == "escalation") & (_c("ended_ms") < end)
    missing = rows.with_columns((due & ~there).fill_null(False).alias("missing"))
    yield from broken("an escalated contact has its next leg", missing, _c("missing"))


def warm_transfers(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """In a warm transfer the first agent stays until both have conferred, or the customer has left; in a cold one not
    at all. The conference is part of the second talk."""
    rows = logs.contacts
    warm = [name for name, page in scenario.queues.items() if page.escalate and page.escalate.warm]
    goes_on = _c("queue").is_in(warm) & (_c("followed_by") == "escalation").fill_null(False)
    same = pl.all_horizontal(_c(name) == _c(name).shift(-1) for name in ("replication", "issue", "attempt"))
    let_go = pl.coalesce(_c("answered_ms") + _c("confer_ms"), "ended_ms").shift(-1)
    beside = rows.with_columns(
        (goes_on & same.fill_null(False) & (let_go - _c("ended_ms") != _c("transfer_ms"))).alias("otherwise"),
        (same.shift(1).fill_null(False) & goes_on.shift(1).fill_null(False)).alias("came_with_one"),
    )
    yield from broken("an agent stays in a warm transfer until its conference ends", beside, _c("otherwise"))
    yield from broken("nobody stays where nothing is passed on warmly", rows, (_c("transfer_ms") > 0) & ~goes_on)
    alone = (_c("confer_ms") > 0) & ~_c("came_with_one")
    yield from broken("who confers took over from another agent", beside, alone)
    yield from broken("a conference is part of the talk", rows, _c("confer_ms") > _c("talk_ms"))


def reasons(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """Each row has one of its queue's reasons or bursts; it may have none where there are no reasons. An issue has one
    alone on each queue."""
    rows, wrong = logs.contacts, _c("reason").is_not_null()
    for name, page in scenario.queues.items():
        if page.reason_names:
            one_of_them = _c("reason").is_in(page.reason_names).fill_null(not page.reasons)
            wrong = pl.when(_c("queue") == name).then(~one_of_them).otherwise(wrong)
    yield from broken("a row has a reason of its queue, and none where the queue has none", rows, wrong)
    if any(page.reason_names for page in scenario.queues.values()):
        changed = _c("reason").ne_missing(_c("reason").first().over("replication", "issue", "queue"))
        yield from broken("an issue keeps its reason on a queue", rows, changed)


def _beside_previous(contacts: pl.DataFrame) -> pl.DataFrame:
    names = ("attempt", "leg", "queue", "ended_ms", "followed_by", "switched_to")
    same = (_c("issue") == _c("issue").shift(1)) & (_c("replication") == _c("replication").shift(1))
    return contacts.with_columns(
        same.fill_null(False).alias("same_issue"), *(_c(name).shift(1).alias(f"{name}_before") for name in names)
    )


FACTS = (followers, leads, warm_transfers, reasons)
