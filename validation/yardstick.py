"""Published figures that `sim.theory` is held against; nothing is simulated here."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from sim.theory.erlang import erlang_a, erlang_c
from validation.facts import FACTS


@dataclass(frozen=True)
class Printed:
    """One published figure, ours, and how far apart they may be: the printed rounding, or what a limit leaves."""

    case: str
    what: str
    theirs: float
    ours: float
    within: float

    @property
    def holds(self) -> bool:
        return abs(self.ours - self.theirs) <= self.within


def printed_figures() -> list[Printed]:
    """All of them, by case."""
    return [*_fifty_agents(), *_thirteen_agents(), *_limits()]


def _fifty_agents() -> list[Printed]:
    case = "pub_gmr2002_table"
    patient_told, leaving_told = FACTS[case].outputs["no_abandon"], FACTS[case].outputs["with_abandon"]
    patient = erlang_c(50, 48.0, 1.0, patient_told["p90_wait_s"] / 60)
    leaving = erlang_a(50, 48.0, 1.0, 0.5, leaving_told["p90_wait_s"] / 60)
    return [
        Printed(case, "Erlang C: speed of answer, s", patient_told["ASA_s"], 60 * patient.asa, 0.05),
        Printed(case, "Erlang C: length of the line", patient_told["Lq"], patient.mean_queue, 0.5),
        Printed(case, "Erlang C: occupancy", patient_told["occupancy"], patient.occupancy, 0.005),
        Printed(case, "Erlang C: waits over the printed 90th percentile", 0.10, patient.p_longer, 0.0005),
        Printed(case, "Erlang A: abandoned", leaving_told["p_abandon"], leaving.p_abandon, 0.0005),
        Printed(case, "Erlang A: mean wait, s", leaving_told["mean_wait_s"], 60 * leaving.mean_wait, 0.05),
        Printed(case, "Erlang A: length of the line", leaving_told["Lq"], leaving.mean_queue, 0.5),
        Printed(case, "Erlang A: occupancy", leaving_told["occupancy"], leaving.occupancy, 0.005),
        Printed(case, "Erlang A: waits over the printed 90th percentile", 0.10, leaving.p_longer, 0.001),
    ]


def _thirteen_agents() -> list[Printed]:
    case = "pub_herzog_erlang_tests"
    told = FACTS[case].outputs
    leaving = {agents: 60 * erlang_a(agents, 3.5, 1 / 3, 1 / 5, room=100 - agents).mean_wait for agents in (9, 13)}
    return [
        Printed(
            case, "Erlang C, 13 agents: mean wait, s", told["wait_s_mm13"], 60 * erlang_c(13, 3.5, 1 / 3).asa, 0.005
        ),
        Printed(case, "Erlang A, 13 agents: mean wait, s", told["wait_s_mm13_M"], leaving[13], 0.005),
        Printed(case, "Erlang A, 9 agents: mean wait, s", told["wait_s_mm9_M"], leaving[9], 0.005),
    ]


def _limits() -> list[Printed]:
    """The square-root limit, at 10,000 agents: within a hundredth."""
    found = []
    for case in ("qed_limit_1", "qed_limit_3"):
        fact, agents = FACTS[case], 10_000
        load = agents - fact.inputs["beta"] * sqrt(agents)
        near = erlang_a(agents, load, 1.0, fact.inputs["theta_over_mu"])
        for what, name, ours in (
            ("delayed", "limit_p_wait", near.p_wait),
            ("abandoned x sqrt(agents)", "limit_sqrt_n_p_abandon", sqrt(agents) * near.p_abandon),
        ):
            theirs = fact.outputs[name]
            found.append(Printed(case, f"Erlang A, 10,000 agents: {what}", theirs, ours, theirs / 100))
    return found
