"""The four sentences, from days and costs that are written down. Threshold: 80 % of days."""

from __future__ import annotations

import pytest

from sim.study.plan_result import dominator
from sim.study.verdict import Rule, judge, rule_of
from tests.unit.study.made_up import PAGE, plan_of

RULE = Rule(("care",), 0.80, False, 98)


def test_the_cheapest_plan_that_reaches_the_rule_is_chosen() -> None:
    plans = [plan_of("baseline", 200, 400, 8235), plan_of("dear", 390, 400, 9000), plan_of("good", 380, 400, 8355)]
    verdict = judge(plans, RULE)
    assert (verdict.kind, verdict.plan, verdict.cost, verdict.not_settled) == ("choose", "good", 120, None)
    assert verdict.headline == (
        "Choose good: it meets 80/20 on 95 % of days [92, 97] instead of 50 %, for EUR 120 a day more (+1.5 %). "
        "Nothing cheaper reaches the 80 % of days you asked for."
    )


def test_a_choice_whose_interval_holds_the_threshold_is_not_settled_and_says_how_many_days_would() -> None:
    """82 % of 400 days [78, 85]: 1.96^2 x 0.16 / 0.02^2 = 1,537 days."""
    verdict = judge([plan_of("baseline", 200, 400, 8235), plan_of("good", 328, 400, 8355)], RULE)
    assert verdict.days_needed == 1_600
    assert verdict.not_settled == (
        "Not settled: its interval still contains 80 %. About 1,600 days would settle it (--days 1600)."
    )


def test_the_cheapest_plan_beyond_doubt_is_named_beside_a_choice_in_doubt() -> None:
    plans = [plan_of("baseline", 200, 400, 8235), plan_of("good", 328, 400, 8355), plan_of("sure", 360, 400, 8455)]
    said = judge(plans, RULE).not_settled
    assert said is not None
    assert said.endswith("Beyond doubt already: sure, 90 % of days [87, 93], for EUR 100 a day more than good.")


def test_no_plan_meets_it_and_the_nearest_is_named() -> None:
    verdict = judge([plan_of("baseline", 50, 100, 8235), plan_of("bot", 60, 100, 8235)], RULE)
    assert (verdict.kind, verdict.plan) == ("none_meets", "bot")
    assert verdict.headline == (
        "No plan meets 80/20 on 80 % of days; bot comes nearest with 60 % of days [50, 69], at the same cost."
    )


def test_todays_plan_is_kept_where_it_meets_the_rule() -> None:
    verdict = judge([plan_of("baseline", 95, 100, 8235), plan_of("more", 99, 100, 9000)], RULE)
    assert (verdict.kind, verdict.plan, verdict.other) == ("keep", "baseline", None)
    assert verdict.headline.startswith("Keep today's plan: it already meets 80/20 on 95 % of days")


def test_todays_plan_is_kept_and_the_one_that_does_the_same_for_less_is_named() -> None:
    verdict = judge([plan_of("baseline", 95, 100, 8235), plan_of("fewer", 92, 100, 8035)], RULE)
    assert (verdict.kind, verdict.other, verdict.cost) == ("keep", "fewer", -200)
    assert "fewer would do the same (92 % of days [85, 96]) for EUR 200 a day less" in verdict.headline


def test_a_cheaper_plan_that_misses_within_noise_cannot_be_told_apart() -> None:
    """81 and 79 of 100 days: 2 days won, none lost."""
    plans = [plan_of("baseline", 20, 100, 8000), plan_of("dear", 81, 100, 9000), plan_of("cheap", 79, 100, 8500)]
    verdict = judge(plans, RULE)
    assert (verdict.kind, verdict.plan, verdict.other, verdict.cost) == ("cannot_tell", "dear", "cheap", -500)
    assert verdict.difference is not None
    assert verdict.difference.mean == pytest.approx(0.02)
    assert verdict.difference.holds(0)
    assert "dear and cheap cannot be told apart on 100 days" in verdict.headline
    assert "dear costs EUR 500 a day more." in verdict.headline


def test_a_cheaper_plan_that_may_reach_the_rule_is_said_beside_the_choice() -> None:
    """cheap misses by 1 point and its interval holds 80 %, but good is clearly better: 15 points."""
    plans = [plan_of("baseline", 20, 100, 8000), plan_of("good", 94, 100, 9000), plan_of("cheap", 79, 100, 8500)]
    verdict = judge(plans, RULE)
    assert (verdict.kind, verdict.plan) == ("choose", "good")
    assert verdict.not_settled is not None
    assert "cheap" in verdict.not_settled


def test_a_share_that_rounds_to_the_threshold_is_written_with_its_decimal() -> None:
    verdict = judge([plan_of("baseline", 500, 1000, 8235), plan_of("bot", 796, 1000, 8235)], RULE)
    assert "79.6 % of days" in verdict.headline


def test_one_plan_alone_is_not_compared() -> None:
    assert judge([plan_of("baseline", 50, 100, 8235)], RULE).kind == "alone"


def test_without_a_target_nothing_is_chosen_and_the_cure_is_said() -> None:
    verdict = judge([plan_of("baseline", 50, 100, 8235), plan_of("bot", 60, 100, 8235)], None)
    assert verdict.kind == "no_target"
    assert "write target:" in verdict.headline


def test_the_rule_of_a_file_without_decide_is_the_usual_one() -> None:
    rule = rule_of(PAGE)
    assert rule == Rule(("care",), 0.80, True, None)
    assert str(rule) == "meet care's target on 80 % of days, then lowest cost"


def test_a_file_that_promises_nothing_has_no_rule() -> None:
    care = PAGE.queues["care"].model_copy(update={"target": None})
    assert rule_of(PAGE.model_copy(update={"queues": {"care": care}})) is None


def test_a_plan_is_dominated_by_one_that_serves_as_well_for_less() -> None:
    plans = [plan_of("baseline", 50, 100, 8235), plan_of("dear", 70, 100, 9000), plan_of("good", 70, 100, 8500)]
    assert [dominator(plan, plans) for plan in plans] == [None, "good", None]


def test_better_by_noise_alone_at_the_same_cost_dominates_nothing() -> None:
    plans = [plan_of("baseline", 70, 100, 8235), plan_of("luck", 71, 100, 8235)]
    assert dominator(plans[0], plans) is None
