"""The columns of a cell: plain sums over contacts, agents' time and money, from which every KPI is made.

They add over days, intervals, replications and, but for agents' time and money, over queues: a queue's agents' time is
that of the groups that have it as a skill, the total that of all groups, and `cost` is null in a queue's rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import polars as pl

from sim.engine.record import OUTCOMES

CONTACT_SUMS: Mapping[str, str] = MappingProxyType(
    {
        "arrived": "legs that arrived; in total an escalated contact counts once on each of its queues",
        **{f"outcome_{name}": f"of them, those whose outcome is {name}" for name in OUTCOMES},
        "contacts": "contacts: first legs",
        "issues": "issues that began: first legs of first attempts",
        "redials": "first legs that are redials",
        "redials_blocked": "of `redials`, those of contacts that had been blocked",
        "repeats": "first legs that are repeats",
        "switches": "first legs that came from another channel of the file",
        "queued": "N = A + B + F + still waiting: legs that reached the queue",
        "answered": "A: answered from the live line",
        "abandoned": "B: abandoned or balked",
        "left_line": "F: left the line otherwise (callback accepted, disconnected at closing)",
        "still_waiting": "in the line at the horizon",
        "answered_in_t": "A_T: of A, those who waited T at most (T: the queue's target, or 20 s)",
        "abandoned_in_t": "B_T: of B, those who waited T at most; who balks waits 0",
        "short_abandoned": "B_s: of B, those who waited at most the queue's short_abandon",
        "answered_under_t": "of A_T, those who waited less than T",
        "abandoned_under_t": "of B_T, those who waited less than T",
        "short_under_s": "of B_s, those who waited less than s",
        "short_under_t": "of short_under_s, those who waited less than T too",
        "delayed": "of A and B, those who waited at all",
        "wait_answered_ms": "waits of A",
        "wait_abandoned_ms": "waits of B",
        "wait_short_ms": "waits of B_s",
        "wait_short_under_ms": "waits of short_under_s",
        "quoted": "of A, those quoted a finite wait: nobody was idle, and somebody was on",
        "announced": "of A, those who were told a finite wait",
        "announced_late": "of them, those who waited longer than that",
        "quote_error_ms": "their quoted waits less their waits",
        "quote_error_abs_ms": "by how much each of these quotes missed, either way",
        "virtual_in_t": "of `virtual_of`, those whose virtual wait is T at most; null unless one first-come queue",
        "virtual_of": "N - F; null unless one first-come queue",
        "offered": "callbacks offered",
        "accepted": "callbacks accepted",
        "served": "callbacks answered by the customer",
        "dials": "dials, picked up or not",
        "ring_lost_ms": "agent time on unanswered dials",
        "callback_wait_ms": "from accepting a callback to human voice, served callbacks",
        "reached": "callbacks picked up by the customer, those who gave up on hold among them",
        "scheduled_served": "of `served`, those scheduled",
        "callback_late_ms": "from the promised time to human voice, served scheduled callbacks",
        "handled": "legs handled to their end: answered, or a served callback",
        "talk_ms": "talk of handled legs",
        "hold_ms": "hold of handled legs",
        "transfer_ms": "of handled legs, what their agents stayed in warm transfers",
        "wrap_ms": "wrap-up of handled legs",
        "held": "handled legs with time on hold",
        "handled_contacts": "contacts whose first leg was handled",
        "contact_handle_ms": "handle time of all legs of those contacts, in the first leg's cell",
        "more_legs": "their legs beyond the first, in the first leg's cell",
        "escalated": "handled legs that go on to another queue",
        "resolved": "legs that settled the matter, self-service included",
        "sessions": "self-service sessions that ended",
        "contained": "sessions that ended with the need met, or so it seemed",
        "gave_up": "sessions that ended with the customer hanging up inside",
        "contained_resolved": "contained sessions that settled the matter, with no further contact on the issue",
        "fcr": "of `fcr_of`, issues with no further contact within 7 days, in the cell of their first handled contact",
        "fcr_of": "issues first handled at least 7 days before the log's end",
        "fcr_true": "of `fcr_true_of`, issues that their first handled contact resolved",
        "fcr_tier1": "of `fcr_true_of`, issues that its first leg resolved",
        "fcr_true_of": "issues whose first handled contact has ended",
        "only_contacts": "contacts that were their issue's only one",
        "switched_abandoned": "contacts that abandoned and went on in another channel",
    }
)
"""Sums over contact rows, in the cell (day, interval in which the row was queued, queue)."""

SWITCHED = "switched to "
"""Prefix of one more column a destination: handled legs that went on there."""

AGENT_SUMS: Mapping[str, str] = MappingProxyType(
    {
        "busy_ms": "agents' talk, hold, warm transfers, wrap-up, dialling and chats, once however many are open",
        "in_hand_ms": "the same, each chat for itself: the time of all contacts that agents have in hand",
        "places_ms": "time on the queue, times the chats at once of the agents' group (1 where it has no chats)",
        "idle_ms": "agents on the queue with nothing to do",
        "rostered_ms": "head counts over time, and shifts less their breaks, without who is absent",
        "overtime_ms": "agents' time beyond the head counts, or beyond their shifts",
        "paid_ms": "paid heads over time, shrinkage included, overtime not",
        "agent_shifts": "agents' shifts as planned, over their hours; of head counts, paid time in shifts of 8 hours",
        "by_name_ms": "of `rostered_ms`, what shifts put on the queue",
        "adhered_ms": "of `by_name_ms`, when those agents were on the queue",
    }
)
"""Sums over agents' state spans and the plan, split exactly where an interval ends."""

OTHER_SUMS: Mapping[str, str] = MappingProxyType(
    {
        "cost": "money: paid hours and overtime, sessions, contacts taken in, a plan's own cost a day; null by queue",
        "overtime_cost": "of it, agents' time beyond the head counts or their shifts; null by queue",
        "interval_met": "open intervals of the queue that met its target, by its own formula",
        "interval_count": "open intervals of a queue with a target in which somebody counted",
        "burst_days": "days on which a burst came to a queue with a target, in the interval in which it began",
        "recovery_ms": "from its beginning until the queue is normal again, or closes",
        "recovered": "of `burst_days`, those on which it is normal again before closing",
        "days": "days in this cell",
    }
)

SUMS: Mapping[str, str] = MappingProxyType({**CONTACT_SUMS, **AGENT_SUMS, **OTHER_SUMS})
"""Every column of a cell and its meaning, but for the SWITCHED ones."""

column = pl.col

# The letters of the trade's formulas.
N, A, B, F = column("queued"), column("answered"), column("abandoned"), column("left_line")
A_T, B_T, B_S = column("answered_in_t"), column("abandoned_in_t"), column("short_abandoned")
ARRIVED, HANDLED, DAYS = column("arrived"), column("handled"), column("days")
HANDLE_MS = column("talk_ms") + column("hold_ms") + column("transfer_ms") + column("wrap_ms")
ON_QUEUE_MS = column("busy_ms") + column("idle_ms")
