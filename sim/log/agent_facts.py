"""What must hold for agents: one thing at a time, exactly the work of their contacts, head counts as planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sim.engine.record import STATES
from sim.log.columns import Logs
from sim.log.findings import broken, told
from sim.roster.heads import Roster, plan_heads
from sim.scenario.schema import Scenario
from sim.units import DAY, HOUR

Ints = NDArray[np.int64]
_c = pl.col
_WHO = ("replication", "group", "agent")
_SPAN = (*_WHO, "from_ms", "to_ms", "state")


def spans(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """Spans have a length, a known state and a known agent, and none overlaps another of the same agent."""
    rows = logs.agents.sort(*_WHO, "from_ms")
    seats = dict(zip(scenario.agents, plan_heads(scenario).seats, strict=True))
    seat = _c("group").replace_strict(seats, default=0, return_dtype=pl.Int64)
    yield from broken("a span ends after it begins", rows, _c("to_ms") <= _c("from_ms"))
    yield from broken("a span has a known state", rows, ~_c("state").is_in(STATES[1:]).fill_null(False))
    yield from broken("a span is of one of the group's heads", rows, ~_c("agent").is_between(0, seat - 1))
    overlap = (_c("from_ms") < _c("to_ms").shift(1).over(_WHO)).fill_null(False).alias("overlap")
    yield from broken(
        "an agent does one thing at a time, never two contacts", rows.with_columns(overlap), _c("overlap")
    )


def work(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """Talk, hold and wrap-up of every contact stand among its agent's spans, to the ms, and nothing else does."""
    said = _work_of_contacts(logs.contacts)
    done = logs.agents.filter(_c("state").is_in(["talk", "hold", "wrap"])).select(_SPAN)
    for fact, here, there in (
        ("an agent does the work of the contact answered: nobody is answered by who is off or busy", said, done),
        ("an agent works only on contacts of the log", done, said),
    ):
        odd = here.join(there, on=_SPAN, how="anti")
        if len(odd):
            yield told(fact, odd)
    yield from _dials(logs, scenario)


def _work_of_contacts(contacts: pl.DataFrame) -> pl.DataFrame:
    rows = contacts.filter(_c("answered_ms").is_not_null(), _c("agent").is_not_null())
    talked = _c("answered_ms") + _c("talk_ms")
    held = talked + _c("hold_ms")
    parts = {"talk": (_c("answered_ms"), talked), "hold": (talked, held), "wrap": (held, held + _c("wrap_ms"))}
    spans = [
        rows.select(*_WHO, start.alias("from_ms"), end.alias("to_ms"), pl.lit(state).alias("state"))
        for state, (start, end) in parts.items()
    ]
    return pl.concat(spans).filter(_c("to_ms") > _c("from_ms"))


def _dials(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """Unanswered dials cost their ring time: in sum over each replication."""
    ring = {name: queue.callback.ring if queue.callback else 0 for name, queue in scenario.queues.items()}
    unanswered = _c("dials") - (_c("outcome") == "callback_answered").cast(pl.Int64)
    rung = unanswered * _c("queue").replace_strict(ring, default=0, return_dtype=pl.Int64)
    said = logs.contacts.group_by("replication").agg(rung.sum().alias("said"))
    spent = (_c("to_ms") - _c("from_ms")).sum().alias("spent")
    done = logs.agents.filter(_c("state") == "dial").group_by("replication").agg(spent)
    both = said.join(done, on="replication", how="full", coalesce=True).fill_null(0).sort("replication")
    yield from broken("agents dial as long as unanswered callbacks ring", both, _c("said") != _c("spent"))


# Head counts --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Plan:
    """A group's head counts as steps: at `ms` they become `rostered`. `allowed` is the same but for closing, when the
    heads of the last stretch may stay to serve those inside."""

    ms: Ints
    rostered: Ints
    allowed: Ints


def heads(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """Agent state time = rostered time + overtime: at every moment at least the head count is on, who is beyond it is
    busy, and nobody beyond it starts a contact. After closing the last heads may stay."""
    roster = plan_heads(scenario)
    end = (scenario.days.warm_up + scenario.days.count) * DAY
    for number, group in enumerate(scenario.agents):
        plan = _plan(roster, number)
        mine = logs.agents.filter(_c("group") == group)
        # A replication without a single span of the group has its head count missing too.
        for replication in logs.contacts["replication"].unique().sort():
            name = f"{group}, replication {replication}"
            yield from _heads_of(mine.filter(_c("replication") == replication), plan, end, name)


def _heads_of(rows: pl.DataFrame, plan: _Plan, end: int, name: str) -> Iterator[str]:
    busy_rows = rows.filter(_c("state") != "idle")
    moments = np.unique(np.concatenate([plan.ms, rows["from_ms"].to_numpy(), rows["to_ms"].to_numpy()]))
    on, busy = _count_at(rows, moments), _count_at(busy_rows, moments)
    step = np.searchsorted(plan.ms, moments, side="right") - 1
    rostered = np.where(step >= 0, plan.rostered[step], 0) if len(plan.ms) else np.zeros_like(moments)
    allowed = np.where(step >= 0, plan.allowed[step], 0) if len(plan.ms) else np.zeros_like(moments)
    starts = np.isin(moments, _starts(busy_rows))
    for fact, breaks in (
        ("at every moment at least the head count is on", (on < rostered) & (moments < end)),
        ("who is beyond the head count is busy", (on > allowed) & (busy < on)),
        ("nobody beyond the head count starts a contact", starts & (busy > allowed)),
    ):
        if breaks.any():
            at = int(moments[breaks][0])
            yield (
                f"{fact}: {name}, first at {at} ms (day {at // DAY} of those played, {at % DAY / HOUR:.3f} h), "
                f"{on[breaks][0]} on, {busy[breaks][0]} busy, {allowed[breaks][0]} planned"
            )


def _count_at(rows: pl.DataFrame, moments: Ints) -> Ints:
    begun = np.searchsorted(np.sort(rows["from_ms"].to_numpy()), moments, side="right")
    over = np.searchsorted(np.sort(rows["to_ms"].to_numpy()), moments, side="right")
    return begun - over


def _starts(busy: pl.DataFrame) -> Ints:
    """When contacts and dials begin: a busy span that does not go on from talk or hold of the same agent."""
    ordered = busy.sort("agent", "from_ms")
    state, before = ordered["state"], ordered["state"].shift(1)
    joined = (ordered["from_ms"] == ordered["to_ms"].shift(1)) & (ordered["agent"] == ordered["agent"].shift(1))
    later_part = (state == "wrap") | ((state == "hold") & (before == "talk"))
    return ordered.filter(~(joined & later_part).fill_null(False))["from_ms"].to_numpy()


def _plan(roster: Roster, group: int) -> _Plan:
    steps = [(ms, heads) for ms, number, heads in roster.changes.tolist() if number == group]
    closings = [(ms, -1) for ms, number in roster.closings.tolist() if number == group]
    ms = np.array([at for at, _ in sorted(steps + closings)], dtype=np.int64)
    rostered, allowed, last = [], [], 0
    for _, heads in sorted(steps + closings):
        last = last if heads < 0 else heads
        rostered.append(max(heads, 0))
        allowed.append(last)
    return _Plan(ms, np.array(rostered, dtype=np.int64), np.array(allowed, dtype=np.int64))


FACTS = (spans, work, heads)
