"""Whatever a scenario says, the engine plays it to the end and the log passes its audit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from sim.demand.draw import draw
from sim.demand.streams import Streams
from sim.engine.flatten import flatten
from sim.engine.reference import play
from sim.log.audit import audit
from sim.log.columns import to_logs
from sim.roster.attendance import attended
from sim.scenario.schema import Scenario
from tests.engines.drawn import GRAINS, SAME_EACH_TIME, SEEDS, on_grain, scenarios


def plays_and_passes(scenario: Scenario, seed: int, grain: int) -> None:
    """With `check` the engine itself asserts that no match is left undone after a dispatch."""
    demand = on_grain(draw(scenario, seed, 0), grain)
    record = play(demand, attended(scenario, Streams(seed, 0)), flatten(scenario), check=True)
    assert audit(to_logs(record, scenario, 0), scenario) == ()


@settings(SAME_EACH_TIME, max_examples=60)
@given(scenario=scenarios(), seed=SEEDS, grain=GRAINS)
def test_a_drawn_scenario_leaves_no_match_undone_and_passes_the_audit(
    scenario: Scenario, seed: int, grain: int
) -> None:
    plays_and_passes(scenario, seed, grain)


@pytest.mark.slow
@settings(SAME_EACH_TIME, max_examples=1_000)
@given(scenario=scenarios(), seed=SEEDS, grain=GRAINS)
def test_many_drawn_scenarios_leave_no_match_undone_and_pass_the_audit(
    scenario: Scenario, seed: int, grain: int
) -> None:
    plays_and_passes(scenario, seed, grain)
