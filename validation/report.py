"""docs/validation.md: theirs beside ours, family by family, and what is not compared, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from validation.agreement import MOST_CONTACTS, PRECISION, Agreement, Found, K, agreements
from validation.cases import CASES
from validation.facts import FACTS
from validation.words import FAMILIES, LEFT_OUT, NOT_COVERED, figure_words
from validation.yardstick import Printed, printed_figures

INTRODUCTION = """# Validation

Written by `make validation`; nothing here is typed by hand. Every figure that somebody else computed and that the model
covers stands beside ours: closed forms, solved Markov chains, and what other simulations printed. Theirs, with their
sources, are in [`validation/facts.json`](../validation/facts.json); the table of cases is
[`validation/cases.py`](../validation/cases.py), and `make slow` holds the same table as tests.

**The rule.** z is ours minus theirs over the standard error, theirs included where a simulation found it. A case's seed
is its place in the collection that it came from, never chosen. Figures agree where |z| is at most {k:g} and s/v, our
own standard error over the figure, is at most 1/{precision:.0f}, so that a difference of {seen:.0f} % is seen, within
{contacts:,} contacts. Where a published simulation is coarser than that, ours is at least as precise as theirs.
Theirs without ± are exact, to the digits shown."""


def page(found: Mapping[str, Found]) -> str:
    """The whole page, in Markdown."""
    compared = {name: agreements(name, found[name]) for name in CASES}
    parts = [
        INTRODUCTION.format(k=K, precision=1 / PRECISION, seen=100 * K * PRECISION, contacts=MOST_CONTACTS),
        _in_all(compared),
        "![All z against the normal](validation.svg)",
        *(_family(heading, names, compared, found) for heading, names in by_family().items()),
        _yardstick(printed_figures()),
        _not_covered(),
        _left_out(),
    ]
    return "\n\n".join(parts) + "\n"


def by_family() -> dict[str, list[str]]:
    """Heading -> cases of the table, in its order."""
    return {heading: [name for name in CASES if name.startswith(begins)] for heading, begins in FAMILIES.items()}


def z_scores(found: Mapping[str, Found]) -> tuple[list[float], list[float]]:
    """Of every figure, and of the first of each case: figures of one case hang together, cases do not."""
    compared = [agreements(name, found[name]) for name in CASES]
    return [one.z for one in chain(*compared)], [figures[0].z for figures in compared]


def _in_all(compared: Mapping[str, list[Agreement]]) -> str:
    every = list(chain.from_iterable(compared.values()))
    firsts = [figures[0] for figures in compared.values()]
    widest = max(every, key=lambda one: abs(one.z))
    apart = [one for one in every if not one.holds]
    beyond, expected = sum(abs(one.z) > 2 for one in firsts), 0.0455 * len(firsts)
    verdict = f"{len(apart)} do not agree; they are marked." if apart else "All agree."
    return (
        f"**{len(every)} figures of {len(compared)} cases. {verdict}** Counting one figure a case, {beyond} of "
        f"{len(firsts)} lie beyond 2 standard errors;\nchance alone puts {expected:.1f} there. The widest is "
        f"{figure_words(widest.figure)} of {widest.case}, {widest.z:+.2f}."
    )


def _family(
    heading: str, names: Sequence[str], compared: Mapping[str, list[Agreement]], found: Mapping[str, Found]
) -> str:
    rows = [row for name in names for row in _rows(name, compared[name])]
    lines = [f"## {heading}", "", *table(("case", "figure", "theirs", "ours", "z", "s/v"), rows, right=4), ""]
    return "\n".join([*lines, *(_source(name, found[name]) for name in names)])


def _rows(name: str, figures: Sequence[Agreement]) -> list[tuple[str, ...]]:
    return [
        (
            f"[{name}](validation/{name}.yaml)" if at == 0 else "",
            figure_words(one.figure),
            f"{one.theirs.value:.6g}" + (f" ± {one.theirs.error:.2g}" if one.theirs.error else ""),
            f"{one.ours.value:.6g} ± {one.ours.error:.2g}",
            f"{one.z:+.2f}" + ("" if one.holds else " **apart**"),
            f"{100 * one.precision:.2f} %",
        )
        for at, one in enumerate(figures)
    ]


def _source(name: str, found: Found) -> str:
    case, fact = CASES[name], FACTS[name]
    days = f"{case.replications} x {case.days} days" if case.days > 1 else f"{case.replications:,} days"
    return f"- {name}: {fact.model}. {fact.source}. Played: {days}, {found.contacts:,} contacts, seed {fact.place}."


def _yardstick(figures: Iterable[Printed]) -> str:
    rows = [
        (
            one.case,
            one.what,
            f"{one.theirs:.6g}",
            f"{one.ours:.6g}",
            f"{one.within:.2g}" + ("" if one.holds else " **apart**"),
        )
        for one in figures
    ]
    return "\n".join(
        [
            "## Figures that theory gives, not the simulation",
            "",
            "Published figures beside our Erlang formulas (`sim/theory`, which share no code with the simulation).",
            "They agree within the printed rounding; the square-root limit within a hundredth, at 10,000 agents.",
            "Sources: Garnett, Mandelbaum and Reiman 2002, table 1 and limit; A-Herzog/Callcenter-Simulator,",
            "ErlangCTest.java.",
            "",
            *table(("case", "figure", "theirs", "ours", "within"), rows, right=3),
        ]
    )


def _not_covered() -> str:
    rows = [(name, why) for name, why in NOT_COVERED.items()]
    return "\n".join(["## Cases not covered", "", *table(("case", "why"), rows, right=0)])


def _left_out() -> str:
    rows = []
    for figure, why in LEFT_OUT.items():
        names = [name for name in CASES if figure in FACTS[name].outputs and not compares(name, figure)]
        rows.append((figure, ", ".join(names), why))
    heading = ["## Figures of covered cases that are not compared", ""]
    return "\n".join([*heading, *table(("figure", "of", "why"), rows, right=0)])


def compares(name: str, output: str) -> bool:
    """Whether the table compares this output of a case, or a member of it where it is a list."""
    return output in {figure.partition(".")[0] for figure in CASES[name].figures}


def table(head: Sequence[str], rows: Sequence[Sequence[str]], right: int) -> list[str]:
    """A Markdown table whose last `right` columns lean to the right."""
    rule = ["---"] * (len(head) - right) + ["--:"] * right
    return [f"| {' | '.join(cells)} |" for cells in (head, rule, *rows)]
