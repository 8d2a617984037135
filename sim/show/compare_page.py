"""The page of `ccsim compare`: which plan to choose, by the file's own rule, and what stands against it."""

from __future__ import annotations

from collections.abc import Sequence

from sim.show.compare_table import main_table, marks_used, ordered, queue_table
from sim.show.export import Origin
from sim.show.figures import amount, plural, share
from sim.show.layout import INDENT, ends, label_width, labelled, page, sentences
from sim.show.run_page import provenance
from sim.show.words import promise
from sim.study.compare import Comparison, PlanResult
from sim.study.words import listed

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
    lines += sentences(verdict.not_settled) if verdict.not_settled else []
    return lines + (_by_hours(comparison) if comparison.rule else [])


def _by_hours(comparison: Comparison) -> list[str]:
    if not comparison.unpriced:
        return []
    groups = listed(comparison.unpriced)
    text = (
        f"No cost_per_hour for {groups}: plans are compared by paid hours. Overtime and all other costs are left out."
    )
    return sentences(text)


def _legend(comparison: Comparison) -> list[str]:
    others = len(comparison.plans) - 1
    if not others:
        return []
    lines = []
    if comparison.rule:
        lines += sentences(
            f"won, lost: of the {plural(comparison.days, 'day')}, those that a plan turns from missed to met, and from "
            "met to missed. Share in [ ]: 95 % interval of one plan alone.",
            hang=2,
        )
    said = [f"+1.2 ±0.4: difference from {comparison.baseline.name} on the same customers"]
    if others > 1:
        many = NUMBERS[others] if others < len(NUMBERS) else f"{others:,}"
        said[0] += f"; the {many} differences in a column hold together with 95 % confidence"
    if comparison.tighter:
        said.append(f"The same customers make {'them' if others > 1 else 'it'} {_times(*comparison.tighter)}")
    text = " ".join(f"{one}." for one in said)
    noise, small = marks_used(comparison)
    return [
        *lines,
        *sentences(text, hang=2),
        *sentences(
            f"~ could be noise{'' if noise else ' (none here)'}     "
            f". real, but smaller than 1 point or 1 s{': do not decide on it' if small else ' (none here)'}"
        ),
    ]


def _times(least: float, most: float) -> str:
    """`2 to 81 times tighter than separate runs`."""
    low, high = f"{least:.0f}", f"{most:.0f}"
    times = f"about {low}" if low == high else f"{low} to {high}"
    return f"{times} times tighter than separate runs"


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
    return [*sentences(f"Rule: {rule}   ({where})"), *_beside_the_rule(comparison)]


def _beside_the_rule(comparison: Comparison) -> list[str]:
    """The queues that promise something and that the rule does not ask for: a promise nobody watches is named."""
    base = comparison.baseline
    met = dict(base.met_by_queue)
    told = []
    for queue in [figure.queue for figure in base.watched if figure.queue is not None]:
        target = base.study.scenario.queues[queue].target
        told.append(f"{queue} ({promise(target) if target else ''}, today met on {share(met[queue].mean, 0)} of days)")
    return sentences(f"Not in the rule, though promised: {', '.join(told)}.", hang=2) if told else []
