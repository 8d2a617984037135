"""What an engine writes down: facts about contacts, agents and queues, as plain arrays. No KPI arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

NONE = -1
"""No value (a time that did not come, no group, no agent). Becomes null in the log."""

OUTCOMES = (
    "answered",
    "abandoned",
    "blocked",
    "balked",
    "closed",
    "contained",
    "self_service_abandoned",
    "callback_answered",
    "callback_failed",
    "callback_cancelled",
    "open",
)
KINDS = ("new", "redial", "repeat", "switch", "escalation")
STATES = ("off", "idle", "talk", "hold", "wrap", "dial", "break", "meal", "chat", "email", "transfer")
PLANNED = ("shift", "break", "meal", "absent", "late", "early")


@dataclass(frozen=True)
class Record:
    """One replication as an engine saw it. Numbers index the scenario's queues and groups, OUTCOMES, KINDS, STATES."""

    contacts: dict[str, Ints]
    """A row a leg that arrived, in order (issue, attempt, leg); all arrays of one length. Keys: row (in `Demand`),
    issue, day (of the attempt's arrival, from 0 = the first day played), attempt, leg, queue, reason (its place in
    `places.reason_names`, or NONE), kind, arrived_ms, queued_ms, quoted_ms (NEVER with no agent on), announced_ms
    (the same, padded; NONE where nothing is announced), patience_ms (as in force), left_silently,
    silent_until_ms (NONE unless they left the line as such), callback_offered, callback_accepted, promised_ms (NONE
    unless scheduled), picked_up_ms (NONE unless rung first), dials,
    answered_ms, talk_ms, hold_ms, wrap_ms (NONE unless answered), ended_ms (when the customer left: for answered
    contacts the end of the conversation, wrap-up follows; NONE while open), worked_ms and interruptions (of deferred
    work, else NONE), messages (of deferred work once taken up, else NONE), group, agent (number within the group),
    outcome, resolved (1, 0, NONE while open), session_end, session_ms, switched_to (a queue's number, or
    len(queues) + place in the outside channels), followed_by (kind of the next contact that this one leads to, even
    past the horizon, or NONE)."""
    agents: dict[str, Ints]
    """State spans, half-open, by (group, agent, from_ms): agent, group, from_ms, to_ms, state, never `off`; issue
    (whose deferred work it is, else NONE)."""
    queues: dict[str, Ints]
    """ms, queue, length: live contacts waiting after each change, in the order they happened."""
    capped: int
    """Issues that would have gone on but for attempts_at_most."""
    horizon_ms: int
    """The end of the play, half-open; what is inside then is `open`."""
    plan: dict[str, Ints] = field(default_factory=dict)
    """What was planned for agents by name, a row a shift and a row a break within it, and rows for what they missed of
    it, or heads of a head count, by (group, agent, from_ms): group, agent, from_ms, to_ms, planned (a number of
    PLANNED). Without rows where every group is a head count whose people all come."""
