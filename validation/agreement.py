"""Theirs beside ours: each case played on its seed, and the rule by which two figures agree."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from validation.cases import CASES, scenario_of
from validation.facts import FACTS, Estimate
from validation.figures import Sums, estimate, replications

K = 3.5
"""Standard errors within which two figures agree, theirs and ours taken together."""
PRECISION = 1 / 60
"""Our standard error over the figure, at most; coarser only where a published simulation is coarser still."""
MOST_CONTACTS = 3_000_000


@dataclass(frozen=True)
class Found:
    """What a case's simulation gave."""

    contacts: int
    """Rows played, warm-up included."""
    figures: dict[str, Estimate]


@dataclass(frozen=True)
class Agreement:
    """One figure, theirs and ours."""

    case: str
    figure: str
    theirs: Estimate
    ours: Estimate

    @property
    def z(self) -> float:
        """The difference in standard errors of both together."""
        return (self.ours.value - self.theirs.value) / hypot(self.ours.error, self.theirs.error)

    @property
    def precision(self) -> float:
        """Our standard error over their figure: s/v."""
        return self.ours.error / self.theirs.value

    @property
    def holds(self) -> bool:
        """Whether they agree, and could be seen to differ."""
        precise = self.ours.error <= max(PRECISION * self.theirs.value, self.theirs.error)
        return abs(self.z) <= K and precise

    def __str__(self) -> str:
        theirs, ours = f"theirs {self.theirs.value:<9.6g}", f"ours {self.ours.value:<9.6g}"
        return f"{self.case:27} {self.figure:24} {theirs} {ours} s/v {self.precision:.4f} z {self.z:+.2f}"


def simulate(name: str) -> Found:
    """Plays a case of the table; its seed is its place in the collection. ValueError if a bound on attempts is met."""
    case = CASES[name]
    sums: dict[str, list[Sums]] = {figure: [] for figure in case.figures}
    contacts = 0
    for played in replications(scenario_of(name), case.replications, FACTS[name].place, case.warm_up):
        if played.cut_short:
            raise ValueError(f"{name}: attempts_at_most cuts customers short, theirs has no bound: write a higher one")
        contacts += len(played.record.contacts["row"])
        for figure, measure in case.figures.items():
            sums[figure].append(measure(played))
    return Found(contacts, {figure: estimate(sums[figure]) for figure in case.figures})


def agreements(name: str, found: Found) -> list[Agreement]:
    """A case's figures, each beside theirs."""
    return [Agreement(name, figure, FACTS[name].told(figure), ours) for figure, ours in found.figures.items()]
