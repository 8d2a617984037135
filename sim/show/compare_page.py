"""The page of `ccsim compare`: which plan to choose, by the file's own rule, and what stands against it."""

from __future__ import annotations

from collections.abc import Sequence

from sim.show.compare_table import main_table, marks_used, ordered, queue_table
from sim.show.export import Origin
from sim.show.figures import amount, plural
from sim.show.layout import INDENT, ends, label_width, labelled, page, sentences
from sim.show.run_page import provenance
from sim.study.compare import Comparison, PlanResult

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def compare_page(comparison: Comparison, origin: Origin) -> str:
    """Headline, table, what to read with care, the plans in words and the rule; at most 104 columns wide."""
    plans = ordered(comparison)
    queues = comparison.rule.meet if comparison.rule else ()
    first = queues[0] if queues else None
    logs = plural(comparison.replications * len(plans), "log")
    return page(
        [
            _title(comparison),
            _headline(comparison),
            main_table(comparison, plans, first),
            *(queue_table(comparison, plans, queue) for queue in queues[1:]),
            _legend(comparison),
            _with_care(comparison, plans),
            _in_words(plans),
            [*_rule(comparison), *provenance(origin, f"every contact accounted for in {logs}")],
        ]
    )


def _title(comparison: Comparison) -> list[str]:
    count = plural(len(comparison.plans), "plan")
    played = f"{count}, the same {plural(comparison.days, 'day')} of customers, seed {comparison.seed}"
    return ends(comparison.name, played)


def _headline(comparison: Comparison) -> list[str]:
    verdict = comparison.verdict
    lines = sentences(verdict.headline)
    return lines + (sentences(verdict.not_settled) if verdict.not_settled else [])


def _legend(comparison: Comparison) -> list[str]:
    others = len(comparison.plans) - 1
    if not others:
        return []
    many = NUMBERS[others] if others < len(NUMBERS) else f"{others:,}"
    together = f"the {many} differences in a column hold together with 95 % confidence." if others > 1 else ""
    lines = []
    if comparison.rule:
        lines += sentences(
            f"won, lost: of the {plural(comparison.days, 'day')}, those that a plan turns from missed to met, and from "
            "met to missed. Share in [ ]: 95 % interval of one plan alone.",
            hang=2,
        )
    tighter = comparison.tighter
    text = f"+1.2 ±0.4: difference from {comparison.baseline.name} on the same customers; {together}"
    if tighter:
        text += f" The same customers make them {tighter[0]:.0f} to {tighter[1]:.0f} times tighter than separate runs."
    noise, small = marks_used(comparison)
    return [
        *lines,
        *sentences(text, hang=2),
        *sentences(
            f"~ could be noise{'' if noise else ' (none here)'}     "
            f". real, but smaller than 1 point or 1 s{': do not decide on it' if small else ' (none here)'}"
        ),
    ]


def _with_care(comparison: Comparison, plans: Sequence[PlanResult]) -> list[str]:
    """Notes by plan; what is said of many plans alike (own prices, dominated) is gathered in a sentence each."""
    wide = label_width([plan.name for plan in plans])
    lines: list[str] = []
    for plan in plans:
        own = [note for note in plan.notes if not note.startswith("dominated:") and not note.endswith("your figure.")]
        for place, text in enumerate(own):
            lines += labelled(plan.name if place == 0 else "", text, wide)
    if prices := [f"{plan.name} {amount(plan.cost_per_day)}" for plan in plans if plan.own_cost]:
        of = f" ({comparison.currency} a day)" if comparison.currency else " (a day)"
        lines += sentences(f"Prices that are your own figures{of}: {', '.join(prices)}.", hang=2)
    by: dict[str, list[str]] = {}
    for plan in plans:
        if plan.dominated_by:
            by.setdefault(plan.dominated_by, []).append(plan.name)
    if by:
        told = "; ".join(f"{', '.join(names)} by {better}" for better, names in by.items())
        lines += sentences(f"Dominated (the other serves at least as well and costs no more): {told}.", hang=2)
    return [f"{INDENT}Read with care", *lines] if lines else []


def _in_words(plans: Sequence[PlanResult]) -> list[str]:
    told = [plan for plan in plans if plan.about]
    wide = label_width([plan.name for plan in told])
    lines = [line for plan in told for line in labelled(plan.name, plan.about, wide)]
    return [f"{INDENT}The plans", *lines] if lines else []


def _rule(comparison: Comparison) -> list[str]:
    rule = comparison.rule
    if rule is None:
        return []
    if rule.default:
        where = "the usual rule: the file has no decide"
    else:
        where = "decide:" + (f", line {rule.line}" if rule.line else "")
    return sentences(f"Rule: {rule}   ({where})")
