"""What must hold for deferred work: what comes in goes out or is left, stretches add up, live contacts come first."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from sim.log.columns import Logs
from sim.log.findings import broken
from sim.log.priority_facts import somebody_waits
from sim.scenario.schema import Scenario

_c = pl.col
_WHOSE = ("replication", "issue")


def backlog(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """Who joined a backlog was answered or is open, and what the backlog's record ends with is what is open."""
    email = [name for name, queue in scenario.queues.items() if queue.deferred]
    rows, deferred = logs.contacts, _c("queue").is_in(email)
    joined = rows.filter(deferred, _c("queued_ms").is_not_null())
    for name in ("worked_ms", "interruptions"):
        there = deferred & _c("queued_ms").is_not_null()
        yield from broken(f"{name} stands on deferred contacts, and only there", rows, _c(name).is_not_null().ne(there))
    yield from _messages(rows, scenario)
    astray = ~_c("outcome").is_in(["answered", "open"])
    yield from broken("what comes into a backlog is answered or left", joined, astray)
    done = _c("outcome") == "answered"
    yield from broken("what is answered has all its work done", joined, done & (_c("worked_ms") != _c("talk_ms")))
    quick = _c("ended_ms") - _c("answered_ms") < _c("worked_ms")
    yield from broken("deferred work takes no less time than there is work", joined, done & quick)
    last = logs.queues.filter(deferred).group_by("replication", "queue").agg(_c("length").last())
    left = joined.group_by("replication", "queue").agg((_c("outcome") == "open").sum().cast(pl.Int64).alias("left"))
    both = left.join(last, on=("replication", "queue"), how="left")
    yield from broken("what is left of a backlog is open", both, _c("left") != _c("length"))


def _messages(rows: pl.DataFrame, scenario: Scenario) -> Iterator[str]:
    """They are counted as work begins: one, and more only where customers write again, of those who had to wait."""
    most = {name: 1 + (queue.chases.at_most if queue.chases else 0) for name, queue in scenario.queues.items()}
    begun = _c("worked_ms").is_not_null() & (_c("answered_ms").is_not_null() | (_c("interruptions") > 0))
    yield from broken("messages stand on deferred contacts that were taken up, and only there", rows,
                      _c("messages").is_not_null().ne(begun))  # fmt: skip
    at_most = _c("queue").replace_strict(most, default=1, return_dtype=pl.Int64)
    yield from broken("customers write as often as they may", rows, ~_c("messages").is_between(1, at_most))
    at_once = (_c("answered_ms") == _c("queued_ms")) & (_c("messages") > 1)
    yield from broken("who does not wait does not write again", rows, at_once)


def stretches(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """The stretches of an issue's deferred work add up to the work done, by agents who can do it, each after it was
    taken up and before the reply."""
    spans = logs.agents.filter(_c("state") == "email")
    yield from broken("deferred work says whose it is", spans, _c("issue").is_null())
    yield from broken("only deferred work says whose it is", logs.agents,
                      _c("issue").is_not_null() & (_c("state") != "email"))  # fmt: skip
    rows = logs.contacts.filter(_c("worked_ms").is_not_null())
    said = rows.group_by(_WHOSE).agg(
        _c("worked_ms").sum(),
        _c("queue"),
        pl.when(_c("answered_ms").has_nulls()).then(None).otherwise(_c("answered_ms").min()).alias("first_ms"),
        pl.when(_c("ended_ms").has_nulls()).then(None).otherwise(_c("ended_ms").max()).alias("last_ms"),
    )
    lasts = (_c("to_ms") - _c("from_ms")).sum().alias("spent")
    spent = spans.group_by(_WHOSE).agg(lasts, _c("from_ms").min(), _c("to_ms").max())
    both = said.join(spent, on=_WHOSE, how="full", coalesce=True).sort(_WHOSE)
    wrong = _c("worked_ms").fill_null(0) != _c("spent").fill_null(0)
    yield from broken("the stretches of deferred work add up to the work done", both, wrong)
    outside = (_c("from_ms") < _c("first_ms")) | (_c("to_ms") > _c("last_ms"))
    yield from broken("deferred work is done from taking up to the reply", both, outside)
    skills = {group: list(page.skills) for group, page in scenario.agents.items()}
    able = spans.join(said.select(*_WHOSE, "queue"), on=_WHOSE, how="left").with_columns(
        _c("group").replace_strict(skills, default=None, return_dtype=pl.List(pl.String)).alias("skills")
    )
    yield from broken("deferred work is done by who has the skill", able,
                      _c("queue").list.set_intersection("skills").list.len() == 0)  # fmt: skip


def live_first(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """No deferred work begins while a live contact waits whom that agent could serve, and none that may be interrupted
    goes on as one begins to wait. Queues that a group takes under conditions are left out, and so are callbacks: the
    log does not say when they may be dialled."""
    live = logs.contacts.filter(_c("queued_ms").is_not_null(), ~_c("callback_accepted"), _c("worked_ms").is_null())
    spans = logs.agents.filter(_c("state") == "email")
    for group, page in scenario.agents.items():
        unconditional = [skill for skill in page.skills if skill not in (page.overflow or {})]
        waiting = live.filter(_c("queue").is_in(unconditional))
        mine = spans.filter(_c("group") == group)
        for replication in mine["replication"].unique().sort():
            here = _c("replication") == replication
            work, line = mine.filter(here), waiting.filter(here)
            begins = pl.Series("over", somebody_waits(line, work["from_ms"].to_numpy()))
            fact = f"{group} begins no deferred work while somebody waits"
            yield from broken(fact, work.with_columns(begins), _c("over"))
            if page.deferred is None or page.deferred.interruptible:
                yield from _lets_wait(work, line, group)


def _lets_wait(work: pl.DataFrame, line: pl.DataFrame, group: str) -> Iterator[str]:
    waits = line.filter(pl.coalesce("answered_ms", "ended_ms", "queued_ms") > _c("queued_ms"))
    when = waits["queued_ms"].to_numpy()
    begun = np.searchsorted(np.sort(work["from_ms"].to_numpy()), when, side="right")
    over = np.searchsorted(np.sort(work["to_ms"].to_numpy()), when, side="right")
    at_work = pl.Series("at_work", begun > over)
    yield from broken(f"{group} lets nobody wait for deferred work", waits.with_columns(at_work), _c("at_work"))


FACTS = (backlog, stretches, live_first)
