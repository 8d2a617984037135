"""The simulation against figures that others computed: demand and engine together give what queueing theory says.

A figure agrees when it lies within 3.5 standard errors of theirs, known at least as well as one part in 60, from at
most 3 million contacts, on a seed that is the case's place in its collection. With some 140 figures, each from 20
replications or more, a sound engine raises a false alarm in one such table of seven; as the seeds are fixed, always or
never. The table is `validation/cases.py`; `make validation` writes the same figures to docs/validation.md.
"""

from __future__ import annotations

import pytest

from validation.agreement import MOST_CONTACTS, agreements, simulate
from validation.cases import CASES


def marked(name: str) -> object:
    return pytest.param(name, marks=[] if CASES[name].quick else pytest.mark.slow)


@pytest.mark.parametrize("name", [marked(name) for name in CASES])
def test_simulated_figures_agree_with_those_of_others(name: str) -> None:
    found = simulate(name)
    compared = agreements(name, found)
    print(*compared, f"{found.contacts:,} contacts", sep="\n")
    faults = [str(figure) for figure in compared if not figure.holds]
    assert not faults, "\n" + "\n".join(faults)
    assert found.contacts <= MOST_CONTACTS
