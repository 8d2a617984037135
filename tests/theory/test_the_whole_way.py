"""The same figures by the planner's own way, from the scenario file to the KPI table."""

from __future__ import annotations

from math import exp
from pathlib import Path

import pytest
import yaml
from scipy.stats import t as student

from sim.scenario.load import load
from sim.study.replicate import replicate
from sim.study.summary import KpiRow, summarise
from tests.theory.test_reference_cases import marked
from validation.agreement import PRECISION, K
from validation.cases import CASES
from validation.facts import FACTS, Fact

Figures = dict[tuple[str, str], float]
"""(queue, KPI) -> exact value; shares as fractions, times in seconds. Occupancy only where days are many: the KPI
counts the agents who stay while the last day is served out."""


def erlang_a(fact: Fact) -> Figures:
    told = fact.outputs
    return {
        ("care", "abandon_rate"): told["p_abandon"],
        ("care", "asa"): 60 * told["ASA_served"],
        ("care", "time_to_abandon"): 60 * told["mean_wait_abandoned"],
        ("care", "delay_share"): told["p_wait"],
        ("care", "patience_estimate"): 60 / fact.inputs["theta"],
        ("care", "aht"): 60 / fact.inputs["mu"],
        ("care", "service_level_offered"): told["SL_offered"],
        ("care", "service_level_answered_only"): told["SL_answered"],
        ("care", "service_level_excl_abandoned_in_t"): told["SL_excl_short_abandons"],
        ("care", "service_level_credit_abandoned_in_t"): told["SL_abandons_in_t_ok"],
        # a wait over t outlasts both the line and the caller's patience, which are independent
        ("care", "service_level_virtual"): 1 - told["p_wait_gt_t"] * exp(fact.inputs["theta"] * fact.inputs["t"]),
    }


def bounded_room(fact: Fact) -> Figures:
    told = fact.outputs
    return {
        ("care", "blocked_rate"): told["p_block"],
        ("care", "asa"): 60 * told["mean_wait_accepted"],
        ("care", "delay_share"): told["p_wait_given_accepted"],
    }


def redials(fact: Fact) -> Figures:
    told = fact.outputs
    return {
        ("care", "contacts_per_issue"): told["attempts_per_fresh"],
        ("care", "redial_rate"): fact.inputs["redial_prob"],
        ("care", "wait_all"): 60 * told["mean_wait_per_attempt"],
    }


def open_ivr(fact: Fact) -> Figures:
    line = erlang_a(fact)
    return {figure: line[figure] for figure in line if figure[1] in ("abandon_rate", "asa", "delay_share")} | {
        ("care", "containment_gross"): fact.inputs["containment"]
    }


def two_tiers(fact: Fact) -> Figures:
    told = fact.outputs
    return {
        ("care", "abandon_rate"): told["p_abandon1"],
        ("expert", "abandon_rate"): told["p_abandon2"],
        ("expert", "delay_share"): told["p_wait2"],
        ("care", "escalation_rate"): fact.inputs["escalate_prob"],
    }


def callbacks(fact: Fact) -> Figures:
    told = fact.outputs
    return {
        ("care", "abandon_rate"): told["p_abandon_of_all"],
        ("care", "callback_take_rate"): fact.inputs["accept_prob"],
        ("care", "time_to_callback"): 60 * told["mean_callback_delay"],
        ("care", "occupancy"): told["occupancy"],
    }


WAYS = {
    "erlang_a_1": erlang_a,
    "mmnk_3": bounded_room,
    "abandon_redial_1": redials,
    "ivr_open_1": open_ivr,
    "escalation_ab_1": two_tiers,
    "callback_1": callbacks,
}


def written(fact: Fact, folder: Path) -> Path:
    """The case as a planner's file, with the service level's T and a day of warm-up."""
    page = CASES[fact.name].build(fact.inputs)
    page["queues"]["care"]["target"] = {"answer": "80%", "within": "20s"}
    path = folder / "case.yaml"
    path.write_text(yaml.safe_dump({**page, "days": {"count": CASES[fact.name].days, "warm_up": 1}}, sort_keys=False))
    return path


@pytest.mark.parametrize("name", [marked(name) for name in WAYS])
def test_the_kpi_table_of_a_scenario_file_agrees_with_the_exact_figures(name: str, tmp_path: Path) -> None:
    fact, replications = FACTS[name], CASES[name].replications
    study = replicate(load(written(fact, tmp_path)), replications, seed=fact.place)
    table = {(row.queue, key_of(row)): row for row in summarise(study) if row.interval is None}
    faults = []
    for figure, exact in WAYS[name](fact).items():
        row = table[figure]
        assert row.mean is not None
        assert row.low is not None
        assert row.high is not None
        error = (row.high - row.low) / 2 / student.ppf(0.975, replications - 1)
        z = (row.mean - exact) / error
        line = f"{name:18} {' '.join(figure):42} exact {exact:<9.6g} found {row.mean:<9.6g} z {z:+.2f}"
        print(f"{line} s/v {error / exact:.4f}")
        if abs(z) > K or error / exact > PRECISION:
            faults.append(line)
    assert not faults, "\n" + "\n".join(faults)


def key_of(row: KpiRow) -> str:
    return f"{row.kpi}_{row.formula}" if row.kpi == "service_level" else row.kpi
