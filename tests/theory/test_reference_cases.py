"""The simulation against figures that others computed: demand and engine together give what queueing theory says.

A figure agrees when it lies within 3.5 standard errors of the exact one, known at least as well as one part in 60, from
at most 3 million contacts, on a seed that is the case's place in its collection. With some 110 figures, each from 20
replications or more, a sound engine raises a false alarm in one such table of eight; as the seeds are fixed, always or
never.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from sim.scenario.schema import Scenario
from sim.units import MINUTE
from tests.theory import played, scenarios
from tests.theory.facts import FACTS
from tests.theory.played import Measure
from tests.theory.scenarios import Inputs, Page

K = 3.5
PRECISION = 1 / 60
MOST_CONTACTS = 3_000_000


@dataclass(frozen=True)
class Case:
    """How a reference case is simulated, and which of its figures are compared."""

    build: Callable[[Inputs], Page]
    figures: dict[str, Measure]
    replications: int
    days: int
    """In each replication."""
    warm_up: int
    """Hours of the first day, from empty, that are not counted."""
    quick: bool = False


BLOCKED = {"p_block": played.blocked()}
WAITS = {"p_wait": played.delayed(), "mean_wait": played.mean_wait(), "occupancy": played.occupancy()}
SERVICE_LEVEL = {"service_level_t": played.service_level()}
ROOM = {"p_block": played.blocked(), "mean_wait_accepted": played.mean_wait(), "occupancy": played.occupancy()}
LEAVING = {
    "p_wait": played.delayed(),
    "p_abandon": played.abandoned(),
    "ASA_served": played.speed_of_answer(),
    "SL_offered": played.service_level(),
}
ANY_LAW = {
    "p_abandon": played.abandoned(),
    "ASA_served": played.speed_of_answer(),
    "p_served_within_t": played.service_level(),
}
REDIALS = {
    "attempts_per_fresh": played.attempts_per_issue(),
    "p_abandon_per_attempt": played.abandoned(),
    "mean_wait_per_attempt": played.mean_wait(),
    "p_wait_any_attempt": played.delayed(),
}
TIERS = {"mean_wait1": played.mean_wait(0), "p_wait1": played.delayed(0), "p_wait2": played.delayed(1)}
TIERS_LEAVING = {
    "p_abandon1": played.abandoned(0),
    "rate2": played.arrivals_a_minute(1),
    "p_wait2": played.delayed(1),
    "p_abandon2": played.abandoned(1),
}
CALLBACKS = {
    "p_callback": played.callbacks_taken(),
    "mean_wait_live": played.mean_wait(),
    "p_abandon_of_all": played.abandoned(),
}
# Mean waits that need more than 3 million contacts are left out: the 13 callbacks pending, a patient second tier.
CALLBACK_DELAY = {"mean_callback_delay": played.callback_delay()}
DAY = {
    "abandons": played.abandoned_a_day,
    "mean_wait": played.mean_wait_until_closing,
    "occupancy": played.occupancy_scheduled,
    "SL_offered": played.service_level(),
}

CASES = {
    "erlang_b_n5": Case(scenarios.lognormal_loss, BLOCKED, 40, 5, 4, quick=True),
    "erlang_b_n120": Case(scenarios.constant_loss, BLOCKED, 40, 3, 4),
    "erlang_c_1": Case(scenarios.birth_death, WAITS | SERVICE_LEVEL, 40, 20, 12),
    "erlang_c_3": Case(scenarios.birth_death, WAITS | SERVICE_LEVEL, 40, 13, 8),
    "mmnk_1": Case(scenarios.birth_death, ROOM, 40, 9, 4),
    "mmnk_3": Case(scenarios.birth_death, ROOM, 40, 1, 4, quick=True),
    "erlang_a_1": Case(scenarios.birth_death, LEAVING, 40, 2, 6, quick=True),
    "erlang_a_3": Case(scenarios.birth_death, LEAVING, 40, 3, 6),
    "erlang_a_5": Case(scenarios.birth_death, LEAVING | {"SL_offered": played.service_level(within=MINUTE)}, 40, 5, 12),
    "erlang_a_finite_room": Case(scenarios.birth_death, LEAVING, 40, 4, 4),
    "mmn_g_lognormal_m6.5_cv1.5": Case(scenarios.lognormal_patience, ANY_LAW, 40, 2, 8),
    "mmn_g_balk10_exp5": Case(scenarios.balking_patience, ANY_LAW, 40, 2, 8),
    "abandon_redial_1": Case(scenarios.redials, REDIALS, 40, 4, 12),
    "abandon_redial_3": Case(scenarios.redials, REDIALS, 40, 2, 12),
    "abandon_redial_5": Case(scenarios.redials, REDIALS, 40, 2, 12),
    "callback_1": Case(scenarios.callbacks, CALLBACKS | CALLBACK_DELAY, 40, 12, 12),
    "callback_3": Case(scenarios.callbacks, CALLBACKS | {"occupancy": played.occupancy()}, 40, 6, 12),
    "callback_5": Case(scenarios.callbacks, CALLBACKS | CALLBACK_DELAY, 40, 9, 24),
    "mt_day48_exhaustive": Case(scenarios.half_hours, {**DAY, "p_abandon": played.abandoned_of_arrived}, 250, 1, 0),
    "mt_overload_step": Case(scenarios.half_hours, DAY, 130, 1, 0),
    "mg1_1": Case(scenarios.mg1, WAITS, 40, 85, 72),
    "mg1_3": Case(scenarios.mg1, WAITS, 40, 120, 360),
    "mdn_1": Case(scenarios.mdn, WAITS, 40, 6, 8),
    "mdn_3": Case(scenarios.mdn, WAITS, 25, 10, 6),
    "mphn_1": Case(scenarios.erlang_stages, WAITS, 40, 15, 12),
    "mphn_3": Case(scenarios.erlang_stages, WAITS | {"p_abandon": played.abandoned()}, 40, 2, 12, quick=True),
    "ivr_open_1": Case(scenarios.open_ivr, LEAVING, 40, 2, 6),
    "escalation_1": Case(scenarios.two_tiers, TIERS, 40, 16, 24),
    "escalation_ab_1": Case(scenarios.two_tiers, TIERS_LEAVING, 40, 5, 24),
    "escalation_ab_3": Case(scenarios.two_tiers, TIERS_LEAVING, 40, 5, 24),
    "repeat_contact_1": Case(scenarios.repeats, WAITS | SERVICE_LEVEL, 40, 20, 24),
    "repeat_contact_3": Case(scenarios.repeats, WAITS | SERVICE_LEVEL, 40, 12, 24),
}


def scenario_of(name: str) -> Scenario:
    """The reference case as a scenario of as many days as the table gives it."""
    case = CASES[name]
    return Scenario.model_validate({**case.build(FACTS[name].inputs), "days": case.days})


def marked(name: str) -> object:
    return pytest.param(name, marks=[] if CASES[name].quick else pytest.mark.slow)


@pytest.mark.parametrize("name", [marked(name) for name in CASES])
def test_simulated_figures_agree_with_the_exact_ones(name: str) -> None:
    case, fact = CASES[name], FACTS[name]
    sums: dict[str, list[played.Sums]] = {figure: [] for figure in case.figures}
    contacts = 0
    for one in played.replications(scenario_of(name), case.replications, fact.place, case.warm_up):
        contacts += len(one.record.contacts["row"])
        for figure, measure in case.figures.items():
            sums[figure].append(measure(one))
    faults = []
    for figure, exact in ((figure, fact.outputs[figure]) for figure in case.figures):
        found = played.estimate(sums[figure])
        z, precision = (found.value - exact) / found.error, found.error / exact
        line = f"{name:27} {figure:22} exact {exact:<9.6g} found {found.value:<9.6g} s/v {precision:.4f} z {z:+.2f}"
        print(f"{line} {contacts:,} contacts")
        if abs(z) > K or precision > PRECISION:
            faults.append(line)
    assert not faults, "\n" + "\n".join(faults)
    assert contacts <= MOST_CONTACTS
