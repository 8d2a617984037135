"""What a command does once it has played or counted: write the files that were asked for, and print its page."""

from __future__ import annotations

import sys
from importlib.metadata import version

from sim.kpi.profiles import PROFILES
from sim.scenario.dump import scenario_hash
from sim.scenario.schema import Scenario
from sim.show.compare_page import compare_page
from sim.show.export import Origin
from sim.show.outputs import Outputs, say, write_comparison, write_run
from sim.show.reconcile import reconcile_page
from sim.show.run_page import run_page
from sim.study.compare import Comparison
from sim.study.reasons import reason_rows
from sim.study.replicate import Study
from sim.study.summary import summarise


def show_run(outputs: Outputs, study: Study, full: bool, profile: str) -> None:
    """One plan, its KPIs by the definitions of `profile`. Raises CannotWrite."""
    by = PROFILES[profile]
    rows, origin = summarise(study, profile=by), origin_of(study.scenario, study.seed, study.replications, profile)
    reasons = reason_rows(study)
    write_run(outputs, study, rows, origin, reasons)
    say(outputs, run_page(study, rows, origin, full=full, profile=by), rows, origin, reasons)


def show_reconciled(study: Study) -> None:
    """One log by every profile."""
    sys.stdout.write(reconcile_page(study, origin_of(study.scenario, study.seed, study.replications)))


def show_comparison(outputs: Outputs, comparison: Comparison) -> None:
    """Several plans and the verdict. Raises CannotWrite."""
    first = comparison.baseline.study
    rows, origin = comparison.rows(), origin_of(first.scenario, comparison.seed, comparison.replications)
    reasons = comparison.reasons()
    write_comparison(outputs, comparison, rows, origin, reasons)
    say(outputs, compare_page(comparison, origin), rows, origin, reasons, comparison.decision())


def origin_of(scenario: Scenario, seed: int, replications: int, profile: str = "neutral") -> Origin:
    """Where the figures come from."""
    return Origin(version("ccsim"), scenario.name, scenario_hash(scenario), seed, replications, profile)
