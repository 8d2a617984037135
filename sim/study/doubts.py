"""What stays open about a choice, in words: which plans may or may not reach the rule, and the days that would tell."""

from __future__ import annotations

from collections.abc import Sequence

from sim.study.plan_result import PlanResult
from sim.study.rule import Doubt, Rule
from sim.study.words import MOST_PLAYED, day_share, listed, say_days


def say_doubts(plan: PlanResult, doubts: Sequence[Doubt], rule: Rule) -> str:
    """`Not settled: ...` over all doubts (at least one) that a choice rests on: of `plan`, which is named already, and
    of cheaper plans."""
    own = [doubt for doubt in doubts if doubt.plan is plan]
    others = [doubt.plan.name for doubt in doubts if doubt.plan is not plan]
    several = len(others) > 1
    contains = f"still contain{'' if several and not own else 's'} {day_share(rule.on)}"
    if not others:
        said = f"its interval {contains}."
    elif own:
        theirs = f"so do those of {listed(others)}" if several else f"so does that of {others[0]}"
        said = f"its interval {contains}, and {theirs}, which {'are' if several else 'is'} cheaper and may do too."
    else:
        said = f"{listed(others)}, cheaper, may do too: {'their intervals' if several else 'its interval'} {contains}."
    return f"Not settled: {said} {_cure(doubts)}"


def _cure(doubts: Sequence[Doubt]) -> str:
    """One number of days for all: the most that any of them takes."""
    days = [doubt.days for doubt in doubts if doubt.days is not None]
    stuck = [doubt.plan.name for doubt in doubts if doubt.days is None]
    if not days:
        return "It stands right on it." if len(stuck) == 1 else "They stand right on it."
    what = {1: "it", 2: "both"}.get(len(days), f"all {len(days)}")
    if stuck:
        what = listed([doubt.plan.name for doubt in doubts if doubt.days is not None])
    played = f"(--days {max(days)})" if max(days) <= MOST_PLAYED else "by these runs, more than can be played"
    cure = f"About {say_days(max(days))} would settle {what} {played}"
    return f"{cure}; {listed(stuck)} {'stands' if len(stuck) == 1 else 'stand'} right on it." if stuck else f"{cure}."
