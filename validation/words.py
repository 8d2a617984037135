"""What the page calls things: families, figures, and why some figures and cases are not compared."""

from __future__ import annotations

FAMILIES = {
    "Nobody waits: Erlang B": ("erlang_b",),
    "Everybody waits: Erlang C": ("erlang_c",),
    "Who waits may leave: Erlang A, and patience of any law": ("erlang_a", "mmn_g"),
    "A bounded waiting room": ("mmnk",),
    "Handle times of any law": ("mg1", "mdn", "mphn"),
    "Redials": ("abandon_redial",),
    "Repeats": ("repeat_contact",),
    "Blocked customers who ring again": ("blocked_retrial",),
    "Self-service in front": ("ivr_open",),
    "Lines shared by self-service, waiting and conversation": ("ivr_trunks",),
    "Two tiers": ("escalation",),
    "Callbacks": ("callback",),
    "Several chats at once": ("chat",),
    "Priorities and skills": ("priority", "n_design", "x_design"),
    "A day from empty, rates and heads by the half-hour": ("mt_",),
    "What other simulations print": ("pub_cc",),
}
"""Heading -> how the names of its cases begin."""

FIGURES = {
    "p_block": "blocked",
    "p_block_fresh": "blocked, new customers",
    "p_wait": "delayed",
    "p_wait1": "delayed, tier 1",
    "p_wait2": "delayed, tier 2",
    "p_wait_any_attempt": "delayed",
    "p_abandon": "abandoned",
    "p_abandon1": "abandoned, first",
    "p_abandon2": "abandoned, second",
    "p_abandon_per_attempt": "abandoned",
    "p_abandon_of_all": "abandoned, of all",
    "p_callback": "callbacks taken",
    "p_served_within_t": "answered within T",
    "service_level_t": "answered within T",
    "SL_offered": "answered within T",
    "mean_wait": "mean wait, min",
    "mean_wait1": "mean wait, tier 1, min",
    "mean_wait2": "mean wait, second, min",
    "mean_wait_accepted": "mean wait, min",
    "mean_wait_agent": "mean wait, min",
    "mean_wait_per_attempt": "mean wait, min",
    "mean_wait_live": "mean wait, live, min",
    "mean_callback_delay": "time to callback, min",
    "ASA_served": "speed of answer, min",
    "ASA_min": "speed of answer, min",
    "attempts_per_fresh": "attempts a customer",
    "retry_rate": "redials, a minute",
    "mean_orbit": "between two tries",
    "rate2": "escalated, a minute",
    "occupancy": "occupancy",
    "agent_busy_fraction": "occupancy",
    "mean_handle_time_served": "handle time, min",
    "slot_utilisation": "places for chats taken",
    "mean_chats_per_busy_agent": "chats of a busy agent",
    "abandons": "abandoned, a day",
    "in_target": "answered within 20 s, a day",
    "arrivals": "arrivals, a day",
    "mean_wait_s": "waits / 1660, s",
    "prop_wait_lt_s": "waits under 20 s / 1660",
    "prop_lost": "abandoned / 1660",
    "served": "answered, a day",
    "in_time": "within 20 s, of answered and abandoned later",
    "share_class0_served_by_pool1": "of the first, answered by the second group",
}

_LITTLE = "follows from waits and rates by Little's law"
_QUOTIENT = "follows from figures that are compared (a quotient, a complement, or patience times those who leave)"
_BY_THE_PAGE = "another cut of the same waits; `tests/theory/test_the_whole_way.py` holds those of `erlang_a_1`"
_RARE = "needs more than 3 million contacts to be known to one part in 60"
_BESIDE = "not a headline figure of its case; others of the same line are compared"

LEFT_OUT = {
    "Lq": _LITTLE,
    "Lq1": _LITTLE,
    "Lq2": _LITTLE,
    "mean_live_queue": _LITTLE,
    "mean_active_chats": _QUOTIENT,
    "mean_chats_per_agent": _QUOTIENT,
    "mean_orbit": _LITTLE,
    "mean_in_ivr": _LITTLE,
    "mean_time_in_orbit": _QUOTIENT,
    "attempt_rate": _QUOTIENT,
    "served": _QUOTIENT,
    "mean_wait_given_wait": _QUOTIENT,
    "p_abandon_given_wait": _QUOTIENT,
    "p_wait_given_accepted": _QUOTIENT,
    "p_abandon_of_live": _QUOTIENT,
    "p_abandon": _QUOTIENT,
    "abandoned": _RARE,
    "SL_answered": _QUOTIENT,
    "p_lost_customer": _QUOTIENT,
    "mean_total_time": _QUOTIENT,
    "mean_wait": _QUOTIENT,
    "occupancy": _QUOTIENT,
    "occupancy2": _QUOTIENT,
    "arrivals": "the case's own input",
    "p_wait_gt_t": _BY_THE_PAGE,
    "p_abandon_within_t": _BY_THE_PAGE,
    "mean_wait_abandoned": _BY_THE_PAGE,
    "SL_excl_short_abandons": _BY_THE_PAGE,
    "SL_abandons_in_t_ok": _BY_THE_PAGE,
    "P_served_wait_gt_t_plus_ab": _BY_THE_PAGE,
    "p_wait": "all agents busy on arrival; of who leaves at once the log tells no wait",
    "p_wait_fresh": _BESIDE,
    "p_wait_live_or_callback": _BESIDE,
    "p_block": _RARE,
    "p_served_within_t": _QUOTIENT,
    "p_time_all_busy2": "an average over time, not over contacts; the log tells contacts",
    "mean_offered_wait": "the wait of a customer of endless patience; the log tells real ones",
    "end_in_system": "a snapshot at midnight of fewer than four contacts",
    "mean_wait1": _QUOTIENT,
    "mean_wait2": _RARE,
    "mean_callback_delay": _RARE,
    "mean_callbacks_pending": "by Little's law from the time to callback; where that is left out, as rare as it",
}
"""Outputs of cases that are simulated, and why they are not compared again."""

NOT_COVERED = {
    "emp_anonbank_Feb_1999": "a real log: reading exports is not there yet",
    "approx_kingman": "an approximation for arrivals more bursty than Poisson (squared cv 1.5), which the model lacks",
}
"""Cases of the collection that the model does not cover."""


def figure_words(figure: str) -> str:
    """A figure's name on the page; `.0` and `.1` are the first and the second queue or group."""
    name, _, place = figure.partition(".")
    return FIGURES[name] + (f", {('first', 'second')[int(place)]}" if place else "")
