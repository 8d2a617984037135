"""How many days more would tell, and what is said where that is more than anybody plays. Threshold: 80 % of days."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from sim.study.doubts import say_doubts
from sim.study.plan_result import PlanResult
from sim.study.rule import Doubt, Rule
from sim.study.shares import share_of_days
from sim.study.target import DaysMet
from sim.study.verdict import judge
from tests.unit.study.made_up import plan_of

RULE = Rule(("care",), 0.80, False, 98)


def runs_of(plan: PlanResult, *days: str) -> PlanResult:
    """The plan with the days of each run written out: + meets, - misses."""
    each = [
        {"replication": run, "day": day, "met": met == "+"} for run, of in enumerate(days) for day, met in enumerate(of)
    ]
    hits = np.array([run.count("+") for run in days])
    share = share_of_days(hits, np.array([len(run) for run in days])).at(0)
    met = DaysMet(("care",), pl.DataFrame(each), sum(map(len, days)), int(hits.sum()), 0, share)
    return replace(plan, days_met=met)


def three_plans(dear: list[str], cheap: list[str]) -> list[PlanResult]:
    plans = [plan_of("baseline", 1, 2, 8000), plan_of("dear", 1, 2, 9000), plan_of("cheap", 1, 2, 8500)]
    missed = ["-" * len(run) for run in dear]
    return [runs_of(plan, *days) for plan, days in zip(plans, (missed, dear, cheap), strict=True)]


def test_two_runs_are_too_few_to_say_how_many_days_tell_two_plans_apart() -> None:
    """10 and 8 of 12 days, and both of the days won in one of the runs: taken at its word, that asks for millions."""
    verdict = judge(three_plans(["+++++-", "+++++-"], ["+++---", "+++++-"]), RULE)
    assert verdict.kind == "cannot_tell"
    assert verdict.days_needed is not None
    assert verdict.days_needed > 100_000
    assert verdict.headline.endswith(
        "2 runs of 6 days are too few to say how many would tell: play 10 runs (--days 60) and ask again."
    )


def test_of_more_days_than_can_be_played_it_is_said_that_playing_will_not_tell() -> None:
    """16,000 and 15,999 of 20,000 days: one won, none lost. 1.96^2 x (2 + 1) x 20,002 = 230,514 days."""
    plans = [plan_of("baseline", 20, 20_000, 8000), plan_of("dear", 16_000, 20_000, 9000)]
    verdict = judge([*plans, plan_of("cheap", 15_999, 20_000, 8500)], RULE)
    assert verdict.days_needed == 240_000
    assert verdict.headline.endswith("Playing more will not tell in practice: it would take about 240,000 days.")


def test_of_more_days_than_can_be_played_none_is_told_to_play_them_to_settle_a_choice() -> None:
    doubt = Doubt(plan_of("good", 328, 400, 8355), 4_300_000)
    assert say_doubts(doubt.plan, [doubt], RULE) == (
        "Not settled: its interval still contains 80 %. About 4,300,000 days would settle it by these runs, more than "
        "can be played."
    )
