"""The table: how each reference case is simulated, and which of its figures are compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sim.scenario.schema import Scenario
from sim.units import MINUTE, SECOND
from validation import figures, pages, printed
from validation.facts import FACTS
from validation.figures import Measure


@dataclass(frozen=True)
class Case:
    """How a reference case is simulated, and which of its figures are compared."""

    build: Callable[[dict[str, Any]], dict[str, Any]]
    """The case's inputs -> a scenario's page."""
    figures: dict[str, Measure]
    replications: int
    days: int
    """In each replication."""
    warm_up: int
    """Hours of the first day, from empty, that are not counted."""
    quick: bool = False


BLOCKED = {"p_block": figures.blocked()}
WAITS = {"p_wait": figures.delayed(), "mean_wait": figures.mean_wait(), "occupancy": figures.occupancy()}
SERVICE_LEVEL = {"service_level_t": figures.service_level()}
ROOM = {"p_block": figures.blocked(), "mean_wait_accepted": figures.mean_wait(), "occupancy": figures.occupancy()}
LEAVING = {
    "p_wait": figures.delayed(),
    "p_abandon": figures.abandoned(),
    "ASA_served": figures.speed_of_answer(),
    "SL_offered": figures.service_level(),
}
ANY_LAW = {
    "p_abandon": figures.abandoned(),
    "ASA_served": figures.speed_of_answer(),
    "p_served_within_t": figures.service_level(),
}
WAITED = {"p_wait": figures.delayed(), "mean_wait": figures.mean_wait()}
REDIALS = {
    "attempts_per_fresh": figures.attempts_per_issue(),
    "p_abandon_per_attempt": figures.abandoned(),
    "mean_wait_per_attempt": figures.mean_wait(),
    "p_wait_any_attempt": figures.delayed(),
}
BLOCKED_REDIALS = {
    "p_block_fresh": figures.new_blocked,
    "retry_rate": figures.redials_a_minute,
    "mean_orbit": figures.will_redial,
    "occupancy": figures.occupancy(),
}
ON_LINES = {"p_block": figures.blocked(), "mean_wait_agent": figures.mean_wait(), "occupancy": figures.occupancy()}
TIERS = {"mean_wait1": figures.mean_wait(0), "p_wait1": figures.delayed(0), "p_wait2": figures.delayed(1)}
TIERS_LEAVING = {
    "p_abandon1": figures.abandoned(0),
    "rate2": figures.arrivals_a_minute(1),
    "p_wait2": figures.delayed(1),
    "p_abandon2": figures.abandoned(1),
}
CALLBACKS = {
    "p_callback": figures.callbacks_taken(),
    "mean_wait_live": figures.mean_wait(),
    "p_abandon_of_all": figures.abandoned(),
}
# Mean waits that need more than 3 million contacts are left out: the 13 callbacks pending, a patient second tier.
CALLBACK_DELAY = {"mean_callback_delay": figures.callback_delay()}
DAY = {
    "abandons": figures.abandoned_a_day,
    "mean_wait": figures.mean_wait_until_closing,
    "occupancy": figures.occupancy_scheduled,
    "SL_offered": figures.service_level(),
}

CLASSES = {
    "p_wait": figures.delayed(0),
    "p_abandon1": figures.abandoned(0),
    "p_abandon2": figures.abandoned(1),
    "mean_wait2": figures.mean_wait(1),
}
N_DESIGN = {
    "p_abandon.0": figures.abandoned(0),
    "p_abandon.1": figures.abandoned(1),
    "p_wait.0": figures.delayed(0),
    "share_class0_served_by_pool1": printed.share_served_by(0, 1),
}
N_MODEL = {
    "p_abandon.0": figures.abandoned(0),
    "p_abandon.1": figures.abandoned(1),
    "ASA_served.0": figures.speed_of_answer(0),
    "ASA_served.1": figures.speed_of_answer(1),
    "occupancy.0": figures.occupancy(0),
    "occupancy.1": figures.occupancy(1),
    "p_wait.0": figures.delayed(0),
    "p_wait.1": figures.delayed(1),
}
CHATS = {
    "p_wait": figures.delayed(),
    "p_abandon": figures.abandoned(),
    "mean_wait": figures.mean_wait(),
    "agent_busy_fraction": figures.occupancy(),
    "mean_handle_time_served": figures.handle_time(),
    "slot_utilisation": figures.places_taken,
    "mean_chats_per_busy_agent": figures.chats_in_hand,
}
MMCAB = {
    "abandons": printed.abandons_a_day,
    "in_target": printed.answered_in_time_a_day(20 * SECOND),
    "ASA_min": figures.speed_of_answer(),
    "occupancy": figures.occupancy_scheduled,
}
MSK = {
    "served": printed.answered_a_day,
    "in_time": printed.in_time_of_answered_and_late(20 * SECOND),
}
CALLCC = {
    "arrivals": printed.arrivals_a_day,
    "mean_wait_s": printed.seconds_waited_of_expected(1660),
    "prop_wait_lt_s": printed.shorter_waits_of_expected(1660, 20 * SECOND),
    "prop_lost": printed.abandons_of_expected(1660),
}

CASES = {
    "erlang_b_n5": Case(pages.lognormal_loss, BLOCKED, 40, 5, 4, quick=True),
    "erlang_b_n120": Case(pages.constant_loss, BLOCKED, 40, 3, 4),
    "erlang_c_1": Case(pages.birth_death, WAITS | SERVICE_LEVEL, 40, 20, 12),
    "erlang_c_3": Case(pages.birth_death, WAITS | SERVICE_LEVEL, 40, 13, 8),
    "mmnk_1": Case(pages.birth_death, ROOM, 40, 9, 4),
    "mmnk_3": Case(pages.birth_death, ROOM, 40, 1, 4, quick=True),
    "erlang_a_1": Case(pages.birth_death, LEAVING, 40, 2, 6, quick=True),
    "erlang_a_3": Case(pages.birth_death, LEAVING, 40, 3, 6),
    "erlang_a_5": Case(pages.birth_death, LEAVING | {"SL_offered": figures.service_level(within=MINUTE)}, 40, 5, 12),
    "erlang_a_finite_room": Case(pages.birth_death, LEAVING, 40, 4, 4),
    "mmn_g_lognormal_m6.5_cv1.5": Case(pages.lognormal_patience, ANY_LAW | WAITED, 40, 2, 8),
    "mmn_g_balk10_exp5": Case(pages.balking_patience, ANY_LAW, 40, 2, 8),
    "abandon_redial_1": Case(pages.redials, REDIALS, 40, 4, 12),
    "abandon_redial_3": Case(pages.redials, REDIALS, 40, 2, 12),
    "abandon_redial_5": Case(pages.redials, REDIALS, 40, 2, 12),
    "blocked_retrial_1": Case(pages.blocked_redials, BLOCKED_REDIALS, 40, 3, 6),
    "blocked_retrial_3": Case(pages.blocked_redials, BLOCKED_REDIALS, 40, 8, 12),
    "chat_1": Case(pages.chats, CHATS, 40, 18, 8),
    "chat_3": Case(pages.chats, CHATS, 40, 14, 8),
    "chat_5": Case(pages.chats, CHATS, 40, 6, 8),
    "callback_1": Case(pages.callbacks, CALLBACKS | CALLBACK_DELAY, 40, 12, 12),
    "callback_3": Case(pages.callbacks, CALLBACKS | {"occupancy": figures.occupancy()}, 40, 6, 12),
    "callback_5": Case(pages.callbacks, CALLBACKS | CALLBACK_DELAY, 40, 9, 24),
    "mt_day48_exhaustive": Case(pages.half_hours, {**DAY, "p_abandon": figures.abandoned_of_arrived}, 250, 1, 0),
    "mt_overload_step": Case(pages.half_hours, DAY, 130, 1, 0),
    "mg1_1": Case(pages.mg1, WAITS, 40, 85, 72),
    "mg1_3": Case(pages.mg1, WAITS, 40, 120, 360),
    "mdn_1": Case(pages.mdn, WAITS, 40, 6, 8),
    "mdn_3": Case(pages.mdn, WAITS, 25, 10, 6),
    "mphn_1": Case(pages.erlang_stages, WAITS, 40, 15, 12),
    "mphn_3": Case(pages.erlang_stages, WAITS | {"p_abandon": figures.abandoned()}, 40, 2, 12, quick=True),
    "ivr_open_1": Case(pages.open_ivr, LEAVING, 40, 2, 6),
    "ivr_trunks_1": Case(pages.ivr_on_lines, ON_LINES, 40, 12, 6),
    "ivr_trunks_3": Case(pages.ivr_on_lines, ON_LINES, 40, 9, 6),
    "escalation_1": Case(pages.two_tiers, TIERS, 40, 16, 24),
    "escalation_ab_1": Case(pages.two_tiers, TIERS_LEAVING, 40, 5, 24),
    "escalation_ab_3": Case(pages.two_tiers, TIERS_LEAVING, 40, 5, 24),
    "repeat_contact_1": Case(pages.repeats, WAITS | SERVICE_LEVEL, 40, 20, 24),
    "repeat_contact_3": Case(pages.repeats, WAITS | SERVICE_LEVEL, 40, 12, 24),
    "priority_ky_1": Case(
        pages.by_priority, {"p_wait": figures.delayed(), "mean_wait.1": figures.mean_wait(1)}, 40, 9, 12
    ),
    "priority_ky_3": Case(
        pages.by_priority, {"p_wait": figures.delayed(), "mean_wait.0": figures.mean_wait(0)}, 40, 8, 24
    ),
    "priority_ab_1": Case(pages.by_priority, CLASSES, 40, 4, 12),
    "priority_ab_3": Case(pages.by_priority, CLASSES, 40, 5, 12),
    "n_design_1": Case(pages.specialists_and_flex, N_DESIGN, 40, 8, 12),
    "n_design_3": Case(pages.specialists_and_flex, N_DESIGN, 40, 12, 12),
    "x_design_1": Case(pages.two_cross_trained, N_DESIGN, 40, 8, 12),
    "pub_cc_MMCAb": Case(pages.eight_hours, MMCAB, 1000, 1, 0),
    "pub_cc_SimpleMSK": Case(pages.three_queues_by_period, MSK, 400, 1, 0),
    "pub_cc_CallCC": Case(pages.busy_days, CALLCC, 60, 30, 0),
    "pub_cc_N_model": Case(pages.specialists_and_flex, N_MODEL, 40, 6, 12),
    "pub_cc_V_model": Case(
        pages.by_priority, {"p_abandon.0": figures.abandoned(0), "p_abandon.1": figures.abandoned(1)}, 40, 5, 12
    ),
}


def page_of(name: str) -> dict[str, Any]:
    """The reference case as a planner's page, of as many days as the table gives it."""
    return {**CASES[name].build(FACTS[name].inputs), "name": f"Reference case {name}", "days": CASES[name].days}


def scenario_of(name: str) -> Scenario:
    """The same as a scenario."""
    return Scenario.model_validate(page_of(name))
