"""The KPI catalogue: each KPI has one name, one formula, one denominator and one unit, here and nowhere else.

Letters in formulas: N = A + B + F + open reached the queue; A answered, B abandoned (who balks counts here, with wait 0),
F left the line otherwise (callback accepted, disconnected at closing); A_T, B_T within the queue's threshold T (wait <= T,
20 s where the queue has no target); B_s abandoned within its short limit s. An accepted callback is F in its queue: its
conversation counts in handled, AHT, occupancy and time_to_human, never in A or asa. Sources: vendors' reference pages
(AT&T CMS, Cisco, Genesys, Talkdesk, Amazon Connect, Bright Pattern), ICMI, SWPP, Call Centre Helper.
"""

from __future__ import annotations

import polars as pl

from sim.kpi.kpi import Better, Kpi, Percentile, Unit
from sim.kpi.sums import SWITCHED
from sim.log.columns import outside_channels
from sim.scenario.schema import Formula, Scenario
from sim.units import HOUR, MINUTE, SECOND

_c = pl.col
_N, _A, _B, _F = _c("queued"), _c("answered"), _c("abandoned"), _c("left_line")
_A_T, _B_T, _B_S = _c("answered_in_t"), _c("abandoned_in_t"), _c("short_abandoned")
_HANDLED, _ARRIVED, _DAYS = _c("handled"), _c("arrived"), _c("days")
_HANDLE_MS = _c("talk_ms") + _c("hold_ms") + _c("wrap_ms")
_ON_QUEUE_MS = _c("busy_ms") + _c("idle_ms")


def _share(name: str, formula: str, top: pl.Expr, bottom: pl.Expr, better: Better, about: str = "") -> Kpi:
    return Kpi(name, formula, top, bottom, "share", better, about)


def _seconds(name: str, formula: str, ms: pl.Expr, bottom: pl.Expr, better: Better, about: str = "") -> Kpi:
    return Kpi(name, formula, ms / SECOND, bottom, "s", better, about)


def _per(
    name: str, formula: str, top: pl.Expr, bottom: pl.Expr, better: Better, unit: Unit = "count", about: str = ""
) -> Kpi:
    return Kpi(name, formula, top, bottom, unit, better, about)


SERVICE_LEVELS: dict[Formula, Kpi] = {
    "offered": _share(
        "service_level_offered", "A_T / N", _A_T, _N, "high", "The default: Call Centre Helper; Cisco negative"
    ),
    "answered_only": _share("service_level_answered_only", "A_T / A", _A_T, _A, "high", "AT&T CMS"),
    "excl_short": _share("service_level_excl_short", "A_T / (N - B_s)", _A_T, _N - _B_S, "high", "Genesys; Talkdesk"),
    "excl_abandoned_in_t": _share(
        "service_level_excl_abandoned_in_t", "A_T / (N - B_T)", _A_T, _N - _B_T, "high", "Cisco ignore; Bright Pattern"
    ),
    "credit_abandoned_in_t": _share(
        "service_level_credit_abandoned_in_t", "(A_T + B_T) / N", _A_T + _B_T, _N, "high", "Cisco positive"
    ),
    "credit_short": _share("service_level_credit_short", "(A_T + B_s) / N", _A_T + _B_S, _N, "high", "ICMI"),
    "excl_callbacks": _share(
        "service_level_excl_callbacks", "A_T / (N - F)", _A_T, _N - _F, "high", "Where callbacks are offered"
    ),
    "dequeued": _share(
        "service_level_dequeued",
        "(A_T + B_T + callbacks accepted) / N",
        _A_T + _B_T + _c("accepted"),
        _N,
        "high",
        "Amazon Connect: whoever left the queue within T; a callback is accepted on arrival",
    ),
    "virtual": _share(
        "service_level_virtual",
        "P(virtual wait <= T)",
        _c("virtual_in_t"),
        _c("virtual_of"),
        "high",
        "Simulation only, one first-come queue (Jouini, Koole, Roubos 2013); null otherwise",
    ),
}
"""The service levels by their formula's name, as `target.formula` writes it."""

WAITS = (
    _seconds("asa", "sum of waits of answered / A", _c("wait_answered_ms"), _A, "low", "Speed of answer"),
    _seconds(
        "time_to_human",
        "sum from queued to human voice / (A + callbacks served)",
        _c("wait_answered_ms") + _c("callback_wait_ms"),
        _A + _c("served"),
        "low",
        "The honest ASA: callbacks counted",
    ),
    _seconds(
        "wait_all",
        "sum of waits of answered and abandoned / (A + B)",
        _c("wait_answered_ms") + _c("wait_abandoned_ms"),
        _A + _B,
        "low",
    ),
    _seconds("time_to_abandon", "sum of waits of abandoned / B", _c("wait_abandoned_ms"), _B, "neither"),
    _share("delay_share", "(A + B with wait > 0) / (A + B)", _c("delayed"), _A + _B, "low"),
    _seconds(
        "patience_estimate",
        "sum of waits of answered and abandoned / B",
        _c("wait_answered_ms") + _c("wait_abandoned_ms"),
        _B,
        "neither",
        "Mean patience if it is exponential",
    ),
)

ABANDONMENT = (
    _share("abandon_rate", "B / N", _B, _N, "low", "Accepted callbacks are not abandons"),
    _share("abandon_rate_excl_short", "(B - B_s) / (N - B_s)", _B - _B_S, _N - _B_S, "low"),
    _share("blocked_rate", "blocked / arrived", _c("outcome_blocked"), _ARRIVED, "low"),
    _share("balked_rate", "balked / arrived", _c("outcome_balked"), _ARRIVED, "low"),
    _share("closed_rate", "closed / arrived", _c("outcome_closed"), _ARRIVED, "low"),
)

AGENTS = (
    _share(
        "occupancy",
        "(talk + hold + wrap + dial) / (that + idle on queue)",
        _c("busy_ms"),
        _ON_QUEUE_MS,
        "neither",
        "By queue: of the groups that have it as a skill",
    ),
    _share(
        "occupancy_scheduled",
        "the same work, overtime included / rostered time on queue",
        _c("busy_ms"),
        _c("rostered_ms"),
        "neither",
        "Can pass 100 %",
    ),
    _share("utilization", "rostered time on queue / paid time", _c("rostered_ms"), _c("paid_ms"), "neither"),
    _share(
        "shrinkage", "paid time not on queue / paid time", _c("paid_ms") - _c("rostered_ms"), _c("paid_ms"), "neither"
    ),
    _per("overtime_hours", "agents' hours beyond the roster, a day", _c("overtime_ms") / HOUR, _DAYS, "low", "hours"),
    _per("on_queue_hours", "rostered hours on queue, a day", _c("rostered_ms") / HOUR, _DAYS, "neither", "hours"),
    _per("paid_hours", "paid hours, a day", _c("paid_ms") / HOUR, _DAYS, "low", "hours", "Overtime not in it"),
    _per("contacts_per_agent_hour", "handled / on-queue hours", _HANDLED, _ON_QUEUE_MS / HOUR, "high"),
    _per(
        "contacts_per_agent_shift",
        "handled / (paid hours / 8)",
        _HANDLED,
        _c("paid_ms") / (8 * HOUR),
        "high",
        about="A head count has no shifts: eight paid hours stand for one",
    ),
    _seconds("aht", "(talk + hold + wrap) / handled legs", _HANDLE_MS, _HANDLED, "low", "Average handle time"),
    _seconds(
        "aht_contact",
        "(talk + hold + wrap of all legs) / handled contacts",
        _c("contact_handle_ms"),
        _c("handled_contacts"),
        "low",
        "By queue: of the contacts whose first leg it handled",
    ),
    _per("holds_per_contact", "handled with hold / handled", _c("held"), _HANDLED, "low"),
    _seconds("hold_avg", "hold / handled with hold", _c("hold_ms"), _c("held"), "low"),
    _seconds("wrap_avg", "wrap-up / handled", _c("wrap_ms"), _HANDLED, "low"),
)

FLOW = (
    _share(
        "fcr",
        "issues with no further contact within 7 d of their first handled one / issues first handled 7 d before the log's end",
        _c("fcr"),
        _c("fcr_of"),
        "high",
        "First-contact resolution as any log shows it",
    ),
    _share(
        "fcr_true",
        "issues resolved by their first handled contact / issues first handled",
        _c("fcr_true"),
        _c("fcr_true_of"),
        "high",
        "Simulation only; an escalation inside the contact does not break it",
    ),
    _share(
        "fcr_tier1",
        "issues resolved by the first leg of their first handled contact / issues first handled",
        _c("fcr_tier1"),
        _c("fcr_true_of"),
        "high",
        "Simulation only; an escalation breaks it",
    ),
    _share(
        "one_and_done",
        "contacts that were their issue's only one / contacts",
        _c("only_contacts"),
        _c("contacts"),
        "high",
    ),
    _per("contacts_per_issue", "contacts / issues begun", _c("contacts"), _c("issues"), "low"),
    _share("repeat_rate", "repeats / handled", _c("repeats"), _HANDLED, "low"),
    _share("redial_rate", "redials / abandoned", _c("redials"), _B, "neither"),
    _share("escalation_rate", "escalated / handled", _c("escalated"), _HANDLED, "low"),
    _per(
        "transfers_per_contact",
        "legs beyond the first / handled contacts",
        _c("more_legs"),
        _c("handled_contacts"),
        "low",
    ),
    _share(
        "abandon_switch_rate", "abandoned that went to another channel / B", _c("switched_abandoned"), _B, "neither"
    ),
    _share("containment_gross", "contained / sessions", _c("contained"), _c("sessions"), "high"),
    _share(
        "containment_net",
        "contained, resolved and no further contact / sessions",
        _c("contained_resolved"),
        _c("sessions"),
        "high",
    ),
    _share("self_service_abandon_rate", "hung up inside / sessions", _c("gave_up"), _c("sessions"), "low"),
)

CALLBACKS = (
    _share("callback_offer_rate", "offered a callback / N", _c("offered"), _N, "neither"),
    _share("callback_take_rate", "accepted / offered", _c("accepted"), _c("offered"), "neither"),
    _share("callback_connect_rate", "reached / accepted", _c("served"), _c("accepted"), "high"),
    _share(
        "callback_success_rate",
        "served / accepted",
        _c("served"),
        _c("accepted"),
        "high",
        "Whoever is reached is served here: equal to callback_connect_rate",
    ),
    _per("attempts_per_callback", "dials / accepted", _c("dials"), _c("accepted"), "low"),
    _seconds(
        "time_to_callback", "sum from acceptance to human voice / served", _c("callback_wait_ms"), _c("served"), "low"
    ),
    _per(
        "ring_time_lost", "agents' hours on unanswered dials, a day", _c("ring_lost_ms") / HOUR, _DAYS, "low", "hours"
    ),
)

COST = (
    _per(
        "cost",
        "paid hours and overtime at the hourly cost, sessions, contacts taken in, a plan's own cost; a day",
        _c("cost"),
        _DAYS,
        "low",
        "money",
        "In total only",
    ),
    _per("cost_per_contact", "cost / handled", _c("cost"), _HANDLED, "low", "money", "In total only"),
    _per("cost_per_minute", "cost / handled minutes", _c("cost"), _HANDLE_MS / MINUTE, "low", "money", "In total only"),
    _per(
        "cost_per_resolution",
        "cost / issues resolved, self-service included",
        _c("cost"),
        _c("resolved"),
        "low",
        "money",
        "In total only",
    ),
)

VOLUME = (
    _per("arrived", "legs that arrived, a day", _ARRIVED, _DAYS, "neither"),
    _per("contacts", "contacts, a day", _c("contacts"), _DAYS, "neither"),
    _per("offered", "N, a day", _N, _DAYS, "neither"),
    _per("answered", "A, a day", _A, _DAYS, "high"),
    _per("abandoned", "B, a day", _B, _DAYS, "low"),
    _per("handled", "legs handled, a day", _HANDLED, _DAYS, "high"),
    _per("redials", "redials, a day", _c("redials"), _DAYS, "low"),
    _per("repeats", "repeats, a day", _c("repeats"), _DAYS, "low"),
    _per("callbacks_accepted", "callbacks accepted, a day", _c("accepted"), _DAYS, "neither"),
    _share(
        "intervals_met",
        "intervals that meet the queue's target / intervals with contacts",
        _c("interval_met"),
        _c("interval_count"),
        "high",
        "By the target's own formula; queues without a target have none",
    ),
)

CATALOGUE: tuple[Kpi, ...] = (
    *SERVICE_LEVELS.values(),
    *WAITS,
    *ABANDONMENT,
    *AGENTS,
    *FLOW,
    *CALLBACKS,
    *COST,
    *VOLUME,
)
"""Every KPI that any scenario has, in reading order."""

PERCENTILES: tuple[Percentile, ...] = (
    *(Percentile(f"wait_p{p}", f"p{p} of waits of answered", "wait", p, "") for p in (50, 80, 90, 95, 99)),
    Percentile("wait_max", "longest wait of answered", "wait", 100, ""),
    *(Percentile(f"wait_all_p{p}", f"p{p} of waits of A and B", "wait_all", p, "") for p in (50, 80, 90, 95, 99)),
    Percentile("wait_all_max", "longest wait of A and B", "wait_all", 100, ""),
    Percentile("time_to_callback_p90", "p90 from acceptance to human voice", "time_to_callback", 90, ""),
)
"""What cannot be added up: nearest rank per replication over the counted days, then averaged over replications."""


def catalogue(scenario: Scenario) -> tuple[Kpi, ...]:
    """CATALOGUE and, for each place that contacts may move on to, `channel_switch_rate to PLACE`."""
    return CATALOGUE + tuple(
        _share(
            f"channel_switch_rate to {place}",
            f"switched to {place} / handled",
            _c(SWITCHED + place),
            _HANDLED,
            "neither",
            "By the queue they were handled on",
        )
        for place in destinations(scenario)
    )


def destinations(scenario: Scenario) -> tuple[str, ...]:
    """The queues and outside channels that handled contacts may move on to, each once."""
    moves = [queue.switch.answered for queue in scenario.queues.values() if queue.switch and queue.switch.answered]
    inside = {move.to for move in moves}
    outside = {move.leaves_to for move in moves}
    places = (*scenario.queues, *outside_channels(scenario))
    return tuple(place for place in places if place in inside | outside)


def find(name: str) -> Kpi:
    """The KPI of CATALOGUE with this name; KeyError if there is none."""
    return _BY_NAME[name]


_BY_NAME = {kpi.name: kpi for kpi in CATALOGUE}
