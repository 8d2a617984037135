"""The tables of a log, one meaning a column, and their making from what an engine recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sim.demand.places import outside_channels, reason_names
from sim.engine.record import KINDS, NONE, OUTCOMES, PLANNED, STATES, Ints, Record
from sim.scenario.schema import Scenario

SESSIONS = (None, "contained", "gave_up", "failed", "handed_over")
"""How a self-service session ends, in the order of `sim.demand.draw`'s NO_SESSION .. HANDED_OVER."""


class Column(NamedTuple):
    """What a column holds."""

    dtype: type[pl.DataType]
    meaning: str


_TEXT, _WHOLE, _YES = pl.String, pl.Int64, pl.Boolean

CONTACTS: Mapping[str, Column] = MappingProxyType(
    {
        "replication": Column(_WHOLE, "Which replication, from 0."),
        "day": Column(
            _WHOLE, "Day on which this attempt arrived: 0 is the first counted day, warm-up days are negative."
        ),
        "issue": Column(
            _WHOLE, "The customer's need: the same number for all its contacts, in every plan of one seed."
        ),
        "attempt": Column(
            _WHOLE, "Which contact of the issue, from 1; a return from before the first day starts higher."
        ),
        "leg": Column(_WHOLE, "Which leg of the contact: 1, then 2 and up after an escalation."),
        "queue": Column(_TEXT, "The queue of this leg."),
        "reason": Column(_TEXT, "Why they contact: one of the queue's reasons, or bursts; null where it has none."),
        "channel": Column(_TEXT, "The queue's channel."),
        "kind": Column(_TEXT, "new, redial, repeat, switch or escalation."),
        "arrived_ms": Column(
            _WHOLE,
            "When the leg arrived, ms from midnight before the first day played (warm-up included); below 0 for email "
            "that lay there before.",
        ),
        "queued_ms": Column(_WHOLE, "When it reached the queue, after self-service; null if it never did."),
        "quoted_ms": Column(
            _WHOLE, "The wait it was quoted on reaching the queue; 10**15 with no agent on, null if none."
        ),
        "announced_ms": Column(
            _WHOLE, "The wait it was told, as padded; 10**15 with no agent on, null if nothing was announced."
        ),
        "patience_ms": Column(_WHOLE, "The wait it would bear in the line, as in force; 10**15 is for ever."),
        "left_silently": Column(
            _YES, "It abandoned without closing the chat's window: nobody knew, and it kept its place in the line."
        ),
        "silent_until_ms": Column(
            _WHOLE,
            "Until when such a one kept its place: given to an agent (group, agent) then, or cut off at closing; else "
            "null.",
        ),
        "callback_offered": Column(_YES, "A callback was offered."),
        "callback_accepted": Column(_YES, "The callback was accepted: it left the line on the spot."),
        "promised_ms": Column(_WHOLE, "The time to which a scheduled callback was promised; null without one."),
        "picked_up_ms": Column(
            _WHOLE, "When the customer picked up and held for an agent; null unless customers are rung first."
        ),
        "dials": Column(_WHOLE, "Times the customer was rung."),
        "answered_ms": Column(
            _WHOLE,
            "When an agent answered, or the customer picked up the callback; null if neither. Of deferred work, when "
            "an agent first took it up.",
        ),
        "talk_ms": Column(
            _WHOLE,
            "Conversation, hold excluded, as it took: a chat's with whatever slowed it, all of deferred work; null "
            "unless answered.",
        ),
        "hold_ms": Column(_WHOLE, "Time on hold; null unless answered."),
        "transfer_ms": Column(
            _WHOLE,
            "After the conversation, the agent's time with the customer in a warm transfer: until the next leg's agent "
            "had answered and they had conferred, or the customer left; null unless answered.",
        ),
        "confer_ms": Column(
            _WHOLE, "Of the talk, the conference at its start with the agent of the leg before; null unless answered."
        ),
        "wrap_ms": Column(
            _WHOLE, "The agent's work after the conversation, as it took like talk_ms; null unless answered."
        ),
        "worked_ms": Column(_WHOLE, "Agents' work so far on a deferred contact, all stretches; null for live ones."),
        "interruptions": Column(_WHOLE, "Times that deferred work on it was laid down; null for live contacts."),
        "messages": Column(
            _WHOLE,
            "What its customer had sent by the time deferred work on it first began, the first message included; null "
            "before that, and for live contacts.",
        ),
        "ended_ms": Column(
            _WHOLE, "When the customer left (wrap-up follows), or the reply to deferred work was sent; null while open."
        ),
        "group": Column(
            _TEXT,
            "The agent group that answered, was given a silent chat, or finished deferred work; null if none did.",
        ),
        "agent": Column(_WHOLE, "The agent's number within the group, from 0; null if none answered."),
        "outcome": Column(_TEXT, "How it ended, exactly one of " + ", ".join(OUTCOMES) + "."),
        "resolved": Column(_YES, "The matter was settled on this leg; null while open."),
        "self_service": Column(
            _TEXT, "How its session ended: contained, gave_up, failed, handed_over; null without one."
        ),
        "self_service_ms": Column(_WHOLE, "Length of its self-service session; 0 without one."),
        "switched_to": Column(_TEXT, "The queue, or the channel outside the file, it moved to; null if it did not."),
        "followed_by": Column(_TEXT, "Kind of the next contact it leads to, even past the horizon; null if none."),
    }
)

AGENTS: Mapping[str, Column] = MappingProxyType(
    {
        "replication": Column(_WHOLE, "Which replication, from 0."),
        "group": Column(_TEXT, "The agent group."),
        "agent": Column(_WHOLE, "The agent's number within the group, from 0."),
        "from_ms": Column(_WHOLE, "Start of the span, ms from midnight before the first day played."),
        "to_ms": Column(_WHOLE, "End of the span, not part of it."),
        "state": Column(
            _TEXT,
            "One of " + ", ".join(STATES[1:]) + "; an agent without a span is off. In chat: at least one chat is open, "
            "and no call or dial in hand.",
        ),
        "issue": Column(_WHOLE, "Whose deferred work it is: a stretch of it; null for all else."),
    }
)

QUEUES: Mapping[str, Column] = MappingProxyType(
    {
        "replication": Column(_WHOLE, "Which replication, from 0."),
        "ms": Column(_WHOLE, "When the line changed, ms from midnight before the first day played."),
        "queue": Column(_TEXT, "The queue."),
        "length": Column(
            _WHOLE,
            "Live contacts waiting after the change; accepted callbacks are in it only while they hold. Of email, the "
            "backlog: those that nobody is at work on.",
        ),
    }
)

ROSTER: Mapping[str, Column] = MappingProxyType(
    {
        "replication": Column(_WHOLE, "Which replication, from 0."),
        "group": Column(_TEXT, "The agent group, one with shifts or absence; head counts stand in the scenario."),
        "agent": Column(_WHOLE, "The agent's number within the group, from 0."),
        "from_ms": Column(_WHOLE, "Start as planned, ms from midnight before the first day played."),
        "to_ms": Column(_WHOLE, "End as planned, not part of it."),
        "planned": Column(
            _TEXT,
            "One of " + ", ".join(PLANNED) + ": the others lie within a shift, and the last three are what of it the "
            "agent was not there for; of a head count there are only those who are absent, numbered as heads.",
        ),
    }
)


def _no_roster() -> pl.DataFrame:
    return pl.DataFrame(schema={name: column.dtype for name, column in ROSTER.items()})


@dataclass(frozen=True)
class Logs:
    """One or more replications as frames with the columns of CONTACTS, AGENTS, QUEUES and ROSTER, in that order.

    Rows are in order: contacts by (replication, issue, attempt, leg), agents and roster by (replication, group, agent,
    from_ms), queues by replication and then as they happened.
    """

    contacts: pl.DataFrame
    agents: pl.DataFrame
    queues: pl.DataFrame
    roster: pl.DataFrame = field(default_factory=_no_roster)

    @staticmethod
    def concat(parts: Iterable[Logs]) -> Logs:
        """Several replications in one log; the parts come in replication order. ValueError without any."""
        every = list(parts)
        return Logs(
            pl.concat([part.contacts for part in every]),
            pl.concat([part.agents for part in every]),
            pl.concat([part.queues for part in every]),
            pl.concat([part.roster for part in every]),
        )


def to_logs(record: Record, scenario: Scenario, replication: int) -> Logs:
    """One replication's record as frames: numbers become names, NONE becomes null, warm-up days become negative."""
    return Logs(
        _contacts(record.contacts, scenario, replication),
        _agents(record.agents, scenario, replication),
        _queues(record.queues, scenario, replication),
        _roster(record.plan, scenario, replication) if record.plan else _no_roster(),
    )


def _whole(values: Ints) -> pl.Series:
    series = pl.Series(values, dtype=pl.Int64)
    return series.set(series == NONE, None)


def _names(values: Ints, names: Sequence[str | None]) -> pl.Series:
    """The name at each number; NONE, the last name by Python's counting, is null."""
    return pl.Series([*names, None], dtype=pl.String).gather(np.where(values == NONE, len(names), values))


def _yes(values: Ints) -> pl.Series:
    return _whole(values).cast(pl.Boolean)


def _frame(columns: Mapping[str, Column], values: Mapping[str, pl.Series], replication: int, rows: int) -> pl.DataFrame:
    filled = {"replication": pl.repeat(replication, rows, dtype=pl.Int64, eager=True), **values}
    return pl.DataFrame({name: filled[name] for name in columns})


def _contacts(record: Mapping[str, Ints], scenario: Scenario, replication: int) -> pl.DataFrame:
    queues, rows = list(scenario.queues), len(record["issue"])
    channels = [queue.channel for queue in scenario.queues.values()]
    values = {
        name: _whole(record[name])
        for name, column in CONTACTS.items()
        if column.dtype is pl.Int64 and name in record and name not in ("issue", "day")
    }
    yes = ("left_silently", "callback_offered", "callback_accepted", "resolved")
    values |= {name: _yes(record[name]) for name in yes}
    values["issue"] = pl.Series(record["issue"], dtype=pl.Int64)
    values["day"] = pl.Series(record["day"] - scenario.days.warm_up, dtype=pl.Int64)
    values["queue"] = _names(record["queue"], queues)
    values["reason"] = _names(record["reason"], reason_names(scenario))
    values["channel"] = _names(record["queue"], channels)
    values["kind"] = _names(record["kind"], KINDS)
    values["group"] = _names(record["group"], list(scenario.agents))
    values["outcome"] = _names(record["outcome"], OUTCOMES)
    ended = _session_ended(record)
    values["self_service"] = _names(np.where(ended, record["session_end"], 0), SESSIONS)
    values["self_service_ms"] = _whole(np.where(ended, record["session_ms"], 0))
    values["switched_to"] = _names(record["switched_to"], [*queues, *outside_channels(scenario)])
    values["followed_by"] = _names(record["followed_by"], KINDS)
    return _frame(CONTACTS, values, replication, rows)


def _session_ended(record: Mapping[str, Ints]) -> NDArray[np.bool_]:
    """Who comes outside opening hours has no session, whatever was drawn; one that the horizon cuts has no end."""
    outcome, queued = record["outcome"], record["queued_ms"]
    turned_away = (outcome == OUTCOMES.index("closed")) & (record["ended_ms"] == record["arrived_ms"])
    still_inside = (outcome == OUTCOMES.index("open")) & (queued == NONE)
    ended: NDArray[np.bool_] = ~turned_away & ~still_inside
    return ended


def _agents(record: Mapping[str, Ints], scenario: Scenario, replication: int) -> pl.DataFrame:
    values = {name: _whole(record[name]) for name in ("agent", "from_ms", "to_ms", "issue")}
    values["group"] = _names(record["group"], list(scenario.agents))
    values["state"] = _names(record["state"], STATES)
    return _frame(AGENTS, values, replication, len(record["agent"]))


def _queues(record: Mapping[str, Ints], scenario: Scenario, replication: int) -> pl.DataFrame:
    values = {"ms": _whole(record["ms"]), "length": _whole(record["length"])}
    values["queue"] = _names(record["queue"], list(scenario.queues))
    return _frame(QUEUES, values, replication, len(record["ms"]))


def _roster(record: Mapping[str, Ints], scenario: Scenario, replication: int) -> pl.DataFrame:
    values = {name: _whole(record[name]) for name in ("agent", "from_ms", "to_ms")}
    values["group"] = _names(record["group"], list(scenario.agents))
    values["planned"] = _names(record["planned"], PLANNED)
    return _frame(ROSTER, values, replication, len(record["agent"]))
