"""The yardstick against figures that others computed, printed or published (`validation/facts.json`)."""

from __future__ import annotations

from math import inf, sqrt

import pytest

from sim.theory.erlang import SteadyState, erlang_a, erlang_b, erlang_c
from validation.facts import FACTS, Fact, facts

SIX_DIGITS = 5e-6


def named(case: Fact) -> str:
    return case.name


@pytest.mark.parametrize("case", facts("erlang_b"), ids=named)
def test_erlang_b_is_the_share_blocked_where_nobody_can_wait(case: Fact) -> None:
    assert erlang_b(case.inputs["n"], case.inputs["a"]) == pytest.approx(case.outputs["p_block"], rel=SIX_DIGITS)


@pytest.mark.parametrize("case", facts("erlang_c") + facts("repeat_contact"), ids=named)
def test_erlang_c_gives_waits_and_service_level_where_all_wait(case: Fact) -> None:
    # served customers who come back make an Erlang C at lambda / (1 - p), whatever the delay
    given, told = case.inputs, case.outputs
    came = given["lam"] / (1 - given.get("return_prob", 0))
    found = erlang_c(given["n"], came, given["mu"], given["t"])
    assert found.p_wait == pytest.approx(told["p_wait"], rel=SIX_DIGITS)
    assert found.mean_wait == found.asa == pytest.approx(told["mean_wait"], rel=SIX_DIGITS)
    assert found.mean_queue == pytest.approx(told["Lq"], rel=SIX_DIGITS)
    assert found.occupancy == pytest.approx(told["occupancy"], rel=SIX_DIGITS)
    assert found.service_level == pytest.approx(told["service_level_t"], rel=SIX_DIGITS)
    assert found.p_longer == pytest.approx(told["p_wait_gt_t"], rel=SIX_DIGITS)


def steady_state_of(case: Fact) -> SteadyState:
    given = case.inputs
    room = given["K"] - given["n"] if "K" in given else None
    came = given["lam"] * (1 - given.get("containment", 0))
    return erlang_a(given["n"], came, given["mu"], given.get("theta", 0.0), given.get("t", 0.0), room)


@pytest.mark.parametrize("case", facts("erlang_a") + facts("ivr_open"), ids=named)
def test_erlang_a_gives_waits_abandonment_and_service_level(case: Fact) -> None:
    found, told = steady_state_of(case), case.outputs
    assert found.p_block == pytest.approx(told.get("p_block", 0.0), rel=SIX_DIGITS)
    assert found.p_wait == pytest.approx(told["p_wait"], rel=SIX_DIGITS)
    assert found.p_abandon == pytest.approx(told["p_abandon"], rel=SIX_DIGITS)
    assert found.mean_wait == pytest.approx(told["mean_wait"], rel=SIX_DIGITS)
    assert found.asa == pytest.approx(told["ASA_served"], rel=SIX_DIGITS)
    assert found.service_level == pytest.approx(told["SL_offered"], rel=SIX_DIGITS)
    assert found.p_longer == pytest.approx(told["p_wait_gt_t"], rel=SIX_DIGITS)
    assert found.mean_queue == pytest.approx(told["Lq"], rel=SIX_DIGITS)
    assert found.occupancy == pytest.approx(told["occupancy"], rel=SIX_DIGITS)


@pytest.mark.parametrize("case", facts("mmnk"), ids=named)
def test_patient_customers_and_a_bounded_room_block_some_and_keep_the_rest(case: Fact) -> None:
    found, told = steady_state_of(case), case.outputs
    assert found.p_block == pytest.approx(told["p_block"], rel=SIX_DIGITS)
    assert found.p_wait == pytest.approx(told["p_wait_given_accepted"], rel=SIX_DIGITS)
    assert found.mean_wait == found.asa == pytest.approx(told["mean_wait_accepted"], rel=SIX_DIGITS)
    assert found.mean_queue == pytest.approx(told["Lq"], rel=SIX_DIGITS)
    assert found.occupancy == pytest.approx(told["occupancy"], rel=SIX_DIGITS)
    assert found.p_abandon == 0


def test_garnett_mandelbaum_and_reiman_print_these_waits_for_50_agents() -> None:
    told = FACTS["pub_gmr2002_table"].outputs
    patient = erlang_c(50, 48.0, 1.0, told["no_abandon"]["p90_wait_s"] / 60)
    assert patient.asa * 60 == pytest.approx(told["no_abandon"]["ASA_s"], abs=0.05)
    assert patient.mean_queue == pytest.approx(told["no_abandon"]["Lq"], abs=0.5)
    assert patient.occupancy == pytest.approx(told["no_abandon"]["occupancy"], abs=0.005)
    assert patient.p_longer == pytest.approx(0.10, abs=0.0005)
    leaving = erlang_a(50, 48.0, 1.0, 0.5, told["with_abandon"]["p90_wait_s"] / 60)
    assert leaving.p_abandon == pytest.approx(told["with_abandon"]["p_abandon"], abs=0.0005)
    assert leaving.mean_wait * 60 == pytest.approx(told["with_abandon"]["mean_wait_s"], abs=0.05)
    assert leaving.mean_queue == pytest.approx(told["with_abandon"]["Lq"], abs=0.5)
    assert leaving.occupancy == pytest.approx(told["with_abandon"]["occupancy"], abs=0.005)
    assert leaving.p_longer == pytest.approx(0.10, abs=0.001)


def test_herzogs_callcenter_simulator_prints_these_waits() -> None:
    told = FACTS["pub_herzog_erlang_tests"].outputs
    assert erlang_c(13, 3.5, 1 / 3).mean_wait * 60 == pytest.approx(told["wait_s_mm13"], abs=0.005)
    assert erlang_a(13, 3.5, 1 / 3, 1 / 5, room=87).mean_wait * 60 == pytest.approx(told["wait_s_mm13_M"], abs=0.005)
    assert erlang_a(9, 3.5, 1 / 3, 1 / 5, room=91).mean_wait * 60 == pytest.approx(told["wait_s_mm9_M"], abs=0.005)


@pytest.mark.parametrize("case", facts("qed_limit"), ids=named)
def test_ten_thousand_agents_come_within_a_hundredth_of_the_square_root_limit(case: Fact) -> None:
    agents, beta, ratio = 10_000, case.inputs["beta"], case.inputs["theta_over_mu"]
    found = erlang_a(agents, agents - beta * sqrt(agents), 1.0, ratio)
    assert found.p_wait == pytest.approx(case.outputs["limit_p_wait"], rel=0.01)
    assert sqrt(agents) * found.p_abandon == pytest.approx(case.outputs["limit_sqrt_n_p_abandon"], rel=0.01)


def test_ten_thousand_agents_under_a_hundredth_of_their_load_keep_nobody_waiting() -> None:
    assert erlang_b(10_000, 100.0) == 0.0
    assert erlang_c(10_000, 100.0, 1.0, 0.1).service_level == 1.0
    assert erlang_a(10_000, 100.0, 1.0, 0.5, 0.1).service_level == 1.0


def test_twice_the_load_loses_half_however_long_the_patience() -> None:
    # fluid limit: served = agents * mu, so 1 - 1/2 abandon, after ln 2 / theta = 6.93 on the way to the head
    found = erlang_a(10_000, 20_000.0, 1.0, 0.1, 0.1)
    assert found.p_abandon == pytest.approx(0.5, abs=1e-9)
    assert found.asa == pytest.approx(6.931, abs=0.001)
    assert found.occupancy == pytest.approx(1.0, abs=1e-9)
    assert found.occupancy <= 1


def test_patience_beyond_measure_is_erlang_c() -> None:
    patient, leaving = erlang_c(5, 3.0, 1.0, 0.1), erlang_a(5, 3.0, 1.0, 1e-9, 0.1)
    assert leaving.asa == pytest.approx(patient.asa, rel=1e-7)
    assert leaving.service_level == pytest.approx(patient.service_level, rel=1e-7)


def test_a_room_without_places_is_erlang_b() -> None:
    assert erlang_a(5, 3.2, 1.0, 0.5, room=0).p_block == pytest.approx(erlang_b(5, 3.2), rel=1e-12)


def test_a_load_of_all_agents_has_no_end_to_its_waits() -> None:
    assert erlang_c(5, 5.0, 1.0, 20.0).service_level == 0.0
    assert erlang_c(5, 5.0, 1.0).asa == inf


def test_patience_without_end_in_a_room_without_end_is_asked_of_erlang_c() -> None:
    with pytest.raises(ValueError, match="erlang_c"):
        erlang_a(5, 3.0, 1.0, 0.0)
