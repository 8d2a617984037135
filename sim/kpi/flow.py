"""What becomes of contacts: volume, resolution, self-service, callbacks."""

from __future__ import annotations

from sim.kpi.kpi import per, seconds, share
from sim.kpi.sums import ARRIVED, DAYS, HANDLED, A, B, N, column
from sim.units import HOUR

FLOW = (
    share(
        "fcr",
        "issues with no contact within 7 d of their first handled one / issues first handled 7 d before the log's end",
        column("fcr"),
        column("fcr_of"),
        "high",
        "First-contact resolution as any log shows it",
    ),
    share(
        "fcr_true",
        "issues resolved by their first handled contact / issues first handled",
        column("fcr_true"),
        column("fcr_true_of"),
        "high",
        "Simulation only; an escalation inside the contact does not break it",
    ),
    share(
        "fcr_tier1",
        "issues resolved by the first leg of their first handled contact / issues first handled",
        column("fcr_tier1"),
        column("fcr_true_of"),
        "high",
        "Simulation only; an escalation breaks it",
    ),
    share(
        "one_and_done",
        "contacts that were their issue's only one / contacts",
        column("only_contacts"),
        column("contacts"),
        "high",
    ),
    per("contacts_per_issue", "contacts / issues begun", column("contacts"), column("issues"), "low"),
    share("repeat_rate", "repeats / handled", column("repeats"), HANDLED, "low"),
    share(
        "redial_rate",
        "redials / abandoned",
        column("redials") - column("redials_blocked"),
        B,
        "neither",
        "Who rings again while a callback is to come is among the redials, too; who had been blocked is not",
    ),
    share("escalation_rate", "escalated / handled", column("escalated"), HANDLED, "low"),
    per(
        "transfers_per_contact",
        "legs beyond the first / handled contacts",
        column("more_legs"),
        column("handled_contacts"),
        "low",
    ),
    share(
        "abandon_switch_rate", "abandoned that went to another channel / B", column("switched_abandoned"), B, "neither"
    ),
    share("containment_gross", "contained / sessions", column("contained"), column("sessions"), "high"),
    share(
        "containment_net",
        "contained, resolved and no further contact / sessions",
        column("contained_resolved"),
        column("sessions"),
        "high",
    ),
    share("self_service_abandon_rate", "hung up inside / sessions", column("gave_up"), column("sessions"), "low"),
)

CALLBACKS = (
    share("callback_offer_rate", "offered a callback / N", column("offered"), N, "neither"),
    share("callback_take_rate", "accepted / offered", column("accepted"), column("offered"), "neither"),
    share("callback_connect_rate", "reached / accepted", column("reached"), column("accepted"), "high"),
    share(
        "callback_success_rate",
        "served / accepted",
        column("served"),
        column("accepted"),
        "high",
        "Equal to callback_connect_rate, but for those who are rung first and give up on hold",
    ),
    per("attempts_per_callback", "dials / accepted", column("dials"), column("accepted"), "low"),
    seconds(
        "time_to_callback",
        "sum from acceptance to human voice / served",
        column("callback_wait_ms"),
        column("served"),
        "low",
    ),
    seconds(
        "callback_lateness",
        "sum from the promised time to human voice / served scheduled callbacks",
        column("callback_late_ms"),
        column("scheduled_served"),
        "low",
    ),
    per(
        "ring_time_lost",
        "agents' hours on unanswered dials, a day",
        column("ring_lost_ms"),
        DAYS * HOUR,
        "low",
        "hours",
    ),
)

VOLUME = (
    per("arrived", "legs that arrived, a day", ARRIVED, DAYS, "neither"),
    per("contacts", "contacts, a day", column("contacts"), DAYS, "neither"),
    per("offered", "N, a day", N, DAYS, "neither"),
    per("answered", "A, a day", A, DAYS, "high"),
    per("abandoned", "B, a day", B, DAYS, "low"),
    per("handled", "legs handled, a day", HANDLED, DAYS, "high"),
    per("redials", "redials, a day", column("redials"), DAYS, "low"),
    per("repeats", "repeats, a day", column("repeats"), DAYS, "low"),
    per("callbacks_accepted", "callbacks accepted, a day", column("accepted"), DAYS, "neither"),
    share(
        "intervals_met",
        "open intervals that meet the queue's target / open intervals with contacts",
        column("interval_met"),
        column("interval_count"),
        "high",
        "By the target's own formula; queues without a target have none, nor has the time after closing",
    ),
)
