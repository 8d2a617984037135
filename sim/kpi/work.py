"""What the agents do and what it costs: occupancy, paid time, handle times, money."""

from __future__ import annotations

from sim.kpi.kpi import per, seconds, share
from sim.kpi.sums import DAYS, HANDLE_MS, HANDLED, ON_QUEUE_MS, column
from sim.units import HOUR, MINUTE

SHARED = "By queue: of the groups that have it as a skill; shared groups count in each, only the total adds up"

AGENTS = (
    share(
        "occupancy",
        "(talk + hold + wrap + dial + in chat) / (that + idle on queue)",
        column("busy_ms"),
        ON_QUEUE_MS,
        "neither",
        SHARED,
    ),
    share(
        "occupancy_scheduled",
        "the same work, overtime included / rostered time on queue",
        column("busy_ms"),
        column("rostered_ms"),
        "neither",
        f"Can pass 100 %. {SHARED}",
    ),
    share(
        "utilization", "rostered time on queue / paid time", column("rostered_ms"), column("paid_ms"), "neither", SHARED
    ),
    share(
        "shrinkage",
        "paid time not on queue / paid time",
        column("paid_ms") - column("rostered_ms"),
        column("paid_ms"),
        "neither",
        SHARED,
    ),
    per(
        "overtime_hours",
        "agents' hours beyond the roster, a day",
        column("overtime_ms"),
        DAYS * HOUR,
        "low",
        "hours",
        SHARED,
    ),
    per(
        "on_queue_hours",
        "rostered hours on queue, a day",
        column("rostered_ms"),
        DAYS * HOUR,
        "neither",
        "hours",
        SHARED,
    ),
    per(
        "paid_hours",
        "paid hours, a day",
        column("paid_ms"),
        DAYS * HOUR,
        "low",
        "hours",
        f"Overtime not in it; the hours of a group paid by the contact are. {SHARED}",
    ),
    per("contacts_per_agent_hour", "handled / on-queue hours", HANDLED * HOUR, ON_QUEUE_MS, "high", about=SHARED),
    per(
        "contacts_per_agent_shift",
        "handled / agent shifts",
        HANDLED,
        column("agent_shifts"),
        "high",
        about=f"Shifts as planned, whoever is absent; of head counts eight paid hours stand for a shift. {SHARED}",
    ),
    seconds(
        "aht",
        "(talk + hold + wrap) / handled legs",
        HANDLE_MS,
        HANDLED,
        "low",
        "Average handle time; what an agent stays in a warm transfer (`transfer_ms`) is in it",
    ),
    seconds(
        "aht_contact",
        "(talk + hold + wrap of all legs) / handled contacts",
        column("contact_handle_ms"),
        column("handled_contacts"),
        "low",
        "Warm transfers (`transfer_ms`) in it. By queue: of the contacts whose first leg it handled",
    ),
    per("holds_per_contact", "handled with hold / handled", column("held"), HANDLED, "low"),
    seconds("hold_avg", "hold / handled with hold", column("hold_ms"), column("held"), "low"),
    seconds("wrap_avg", "wrap-up / handled", column("wrap_ms"), HANDLED, "low"),
)

BY_NAME = (
    share(
        "adherence",
        "time on the queue while rostered on it / time rostered on it",
        column("adhered_ms"),
        column("by_name_ms"),
        "high",
        f"Of agents with shifts; who is absent all day is left out. {SHARED}",
    ),
)
"""Of scenarios with shifts."""

CHATS = (
    per(
        "concurrency",
        "contact time / agent time on contact",
        column("in_hand_ms"),
        column("busy_ms"),
        "neither",
        about=f"Chats, calls and dials in hand of an agent who has any; silent chats count, too. {SHARED}",
    ),
    share(
        "slot_occupancy",
        "slot time / (slots x on-queue time)",
        column("in_hand_ms"),
        column("places_ms"),
        "neither",
        f"Places for chats taken, by silent ones too; a call takes one. {SHARED}",
    ),
)
"""Of scenarios with chats."""

COST = (
    per(
        "cost",
        "paid hours and overtime at the hourly cost, sessions, contacts taken in or handled, a plan's own cost; a day",
        column("cost"),
        DAYS,
        "low",
        "money",
        "In total only",
    ),
    per("cost_per_contact", "cost / handled", column("cost"), HANDLED, "low", "money", "In total only"),
    per(
        "cost_per_minute", "cost / handled minutes", column("cost") * MINUTE, HANDLE_MS, "low", "money", "In total only"
    ),
    per(
        "cost_per_resolution",
        "cost / issues resolved, self-service included",
        column("cost"),
        column("resolved"),
        "low",
        "money",
        "In total only",
    ),
)
