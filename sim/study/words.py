"""Amounts, shares and promises as a sentence of `compare` writes them."""

from __future__ import annotations

from collections.abc import Sequence

from sim.study.plan_result import PlanResult
from sim.study.target import promise, queues_with_target, target_of


def day_share(share: float, beside: float | None = None) -> str:
    """`82 %`; with a decimal where it would read like `beside` and is not."""
    whole = f"{100 * share:.0f} %"
    if beside is not None and share != beside and whole == f"{100 * beside:.0f} %":
        return f"{100 * share:.1f} %"
    return whole


def say_days(days: int) -> str:
    """`1 day`, `1,600 days`."""
    return "1 day" if days == 1 else f"{days:,} days"


MOST_PLAYED = 100_000
"""Days beyond which nobody is told to play more: of a real floor they take hours and gigabytes."""


def points(share: float | None) -> str:
    """Percentage points: `78`, `-3`; `?` where there is none."""
    return "?" if share is None else f"{100 * share:.0f}"


def money(amount: float, currency: str) -> str:
    """`EUR 1,200`, without its sign; cents below 10."""
    return f"{currency} {abs(amount):,.{0 if abs(amount) >= 10 else 2}f}".strip()


def spent(amount: float, plan: PlanResult) -> str:
    """`EUR 1,200`, or `12.5 paid hours` where plans are compared by hours; without its sign."""
    return f"{abs(amount):,.1f} paid hours" if plan.by_hours else money(amount, plan.study.scenario.currency)


def promises(plan: PlanResult, queues: Sequence[str]) -> str:
    """What the rule's queues promise: `80/20`, `80/20 for care` where others promise too, or `the targets of care and
    expert`."""
    if len(queues) > 1:
        return f"the targets of {listed(queues)}"
    alone = queues_with_target(plan.study) == tuple(queues)
    return promise(target_of(plan.study.scenario, queues[0])) + ("" if alone else f" for {queues[0]}")


def listed(names: Sequence[str]) -> str:
    """`care, sales and expert`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
