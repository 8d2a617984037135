"""The four sentences, from days and costs that are written down. Threshold: 80 % of days."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.study.doubts import say_doubts
from sim.study.plan_result import dominator
from sim.study.rule import Doubt, Rule, rule_of
from sim.study.statistics import Interval
from sim.study.verdict import judge
from tests.unit.study.made_up import PAGE, figure_of, plan_of

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


def test_a_plan_that_meets_on_no_more_days_than_todays_is_not_named_as_nearer() -> None:
    verdict = judge([plan_of("baseline", 50, 100, 8235), plan_of("bot", 50, 100, 8035, level=0.9)], RULE)
    assert (verdict.kind, verdict.plan, verdict.cost) == ("none_meets", "baseline", 0)
    assert verdict.headline == (
        "No plan meets 80/20 on 80 % of days, and none comes nearer than today's (50 % of days [40, 60])."
    )


def test_todays_plan_is_kept_where_it_meets_the_rule() -> None:
    verdict = judge([plan_of("baseline", 95, 100, 8235), plan_of("more", 99, 100, 9000)], RULE)
    assert (verdict.kind, verdict.plan, verdict.other) == ("keep", "baseline", None)
    assert verdict.headline.startswith("Keep today's plan: it already meets 80/20 on 95 % of days")


def test_todays_plan_is_kept_and_the_one_that_does_the_same_for_less_is_named() -> None:
    verdict = judge([plan_of("baseline", 95, 100, 8235), plan_of("fewer", 92, 100, 8035)], RULE)
    assert (verdict.kind, verdict.other, verdict.cost) == ("keep", "fewer", -200)
    assert "fewer meets it too, on 92 % of days [85, 96], for EUR 200 a day less" in verdict.headline


def test_todays_plan_is_kept_and_a_cheaper_one_of_which_it_is_open_whether_it_does_is_named() -> None:
    plans = [plan_of("baseline", 95, 100, 8235), plan_of("fewer", 78, 100, 8035), plan_of("far_fewer", 20, 100, 7000)]
    verdict = judge(plans, RULE)
    assert (verdict.kind, verdict.chosen, verdict.other) == ("keep", "baseline", None)
    assert verdict.not_settled is not None
    assert verdict.not_settled.startswith("Not settled: fewer, cheaper, may do too: its interval still contains 80 %.")


def test_a_cheaper_plan_that_misses_within_noise_cannot_be_told_apart() -> None:
    """81 and 79 of 100 days: 2 days won, none lost."""
    plans = [plan_of("baseline", 20, 100, 8000), plan_of("dear", 81, 100, 9000), plan_of("cheap", 79, 100, 8500)]
    verdict = judge(plans, RULE)
    assert (verdict.kind, verdict.plan, verdict.other, verdict.cost) == ("cannot_tell", "dear", "cheap", -500)
    assert verdict.difference is not None
    assert verdict.difference.mean == pytest.approx(0.02)
    assert verdict.difference.holds(0)
    assert "dear and cheap cannot be told apart on 100 days" in verdict.headline
    assert "dear costs EUR 500 a day more. Play" in verdict.headline


def test_two_plans_that_cannot_be_told_apart_get_one_number_of_days_and_none_is_chosen() -> None:
    plans = [plan_of("baseline", 20, 100, 8000), plan_of("dear", 81, 100, 9000), plan_of("cheap", 79, 100, 8500)]
    verdict = judge(plans, RULE)
    assert verdict.headline.endswith(
        f"Play about {verdict.days_needed:,} days to choose (--days {verdict.days_needed})."
    )
    assert (verdict.not_settled, verdict.chosen) == (None, None)


def test_of_plans_whose_costs_cannot_be_told_apart_the_one_that_serves_most_days_is_chosen() -> None:
    """lucky costs 2 less on average, 20 more or less from day to day: noise."""
    noisy = 8400 - 2 + 20 * np.tile([1.0, -1.0], 100)
    plans = [plan_of("baseline", 20, 200, 8000), plan_of("good", 198, 200, 8400), plan_of("lucky", 190, 200, noisy)]
    verdict = judge(plans, RULE)
    assert (verdict.kind, verdict.chosen) == ("choose", "good")
    assert "Its cost cannot be told apart from that of lucky, which meets it on fewer days." in verdict.headline


def test_a_little_more_that_is_no_noise_is_not_paid_for_more_days() -> None:
    plans = [plan_of("baseline", 20, 200, 8000), plan_of("good", 198, 200, 8402), plan_of("less", 190, 200, 8400)]
    assert judge(plans, RULE).chosen == "less"


def test_without_hourly_costs_the_fewest_paid_hours_are_chosen_and_said() -> None:
    plans = [
        plan_of("baseline", 50, 100, 80.0, by_hours=True),
        plan_of("wasteful", 98, 100, 120.0, by_hours=True),
        plan_of("enough", 96, 100, 90.0, by_hours=True),
    ]
    rule = replace(RULE, by_hours=True)
    verdict = judge(plans, rule)
    assert verdict.chosen == "enough"
    assert "for 10.0 paid hours a day more (+12.5 %)" in verdict.headline
    assert str(rule).endswith("then fewest paid hours")
    assert dominator(plans[1], plans) is None


def test_where_no_day_meets_none_is_near_and_the_best_service_level_is_named() -> None:
    plans = [
        plan_of("baseline", 0, 100, 8235, level=0.40),
        plan_of("free", 0, 100, 8235, level=0.39),
        plan_of("more", 0, 100, 8335, level=0.55),
    ]
    verdict = judge(plans, RULE)
    assert (verdict.kind, verdict.plan, verdict.chosen) == ("none_meets", "more", None)
    assert verdict.headline == (
        "No plan meets 80/20 on 80 % of days, and none is near: not one of 100 days meets under any of them. more "
        "serves best: care answers 55 % in time where 80 % is promised, for EUR 100 a day more (+1.2 %)."
    )


def test_the_queue_that_stands_in_the_way_is_named_first() -> None:
    shares = (("care", Interval(0.95, None, None)), ("sales", Interval(0.10, None, None)))
    rule = replace(RULE, meet=("care", "sales"))
    care = PAGE.queues["care"]
    page = PAGE.model_copy(update={"queues": {"care": care, "sales": care}})
    plans = [plan_of("baseline", 10, 100, 8235), plan_of("bot", 12, 100, 8235)]
    plans = [replace(one, met_by_queue=shares, study=replace(one.study, scenario=page)) for one in plans]
    assert judge(plans, rule).headline.endswith(" Queue by queue: sales on 10 %, care on 95 % of days.")


def test_a_plan_in_doubt_is_not_said_to_miss() -> None:
    verdict = judge([plan_of("baseline", 50, 100, 8235), plan_of("bot", 75, 100, 8235)], RULE)
    assert verdict.headline.startswith("No plan is shown to meet 80/20 on 80 % of days; bot comes nearest with 75 %")
    assert verdict.not_settled is not None


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


def test_a_plan_that_serves_worse_in_anything_dominates_nothing() -> None:
    """fast meets more days for less, but more customers hang up."""
    slow, fast = plan_of("baseline", 50, 100, 8235), plan_of("fast", 70, 100, 8000)
    assert dominator(slow, [slow, fast]) == "fast"
    left = [figure_of("abandon_rate", np.full(100, share), "care") for share in (0.05, 0.06)]
    slow, fast = (replace(one, figures=(*one.figures, more)) for one, more in zip((slow, fast), left, strict=True))
    assert dominator(slow, [slow, fast]) is None


def test_a_plan_that_hurts_a_queue_beside_the_rule_dominates_nothing() -> None:
    plans = [
        replace(plan_of(name, met, 100, 8235), watched=(figure_of("service_level", np.full(100, level), "expert"),))
        for name, met, level in (("baseline", 50, 0.9), ("narrow", 70, 0.8))
    ]
    assert dominator(plans[0], plans) is None


def test_two_plans_in_doubt_are_told_in_one_sentence_with_one_number_of_days() -> None:
    """82 % and 79 % of 400 days [78, 85] [75, 83]; 1 point takes 1.96^2 x 0.16 / 0.01^2 = 6,147 days, rounded up."""
    plans = [plan_of("baseline", 100, 400, 8000), plan_of("good", 328, 400, 9000), plan_of("cheap", 316, 400, 8500)]
    verdict = judge(plans, RULE)
    assert (verdict.kind, verdict.plan) == ("choose", "good")
    assert verdict.not_settled == (
        "Not settled: its interval still contains 80 %, and so does that of cheap, which is cheaper and may do too. "
        "About 6,200 days would settle both (--days 6200)."
    )


def test_each_number_of_plans_in_doubt_reads_well() -> None:
    good, cheap, bot, edge = (plan_of(name, 300, 400, 8000) for name in ("good", "cheap", "bot", "edge"))

    def said(*doubts: Doubt) -> str:
        return say_doubts(good, doubts, RULE).removeprefix("Not settled: ")

    assert said(Doubt(cheap, 90)) == (
        "cheap, cheaper, may do too: its interval still contains 80 %. About 90 days would settle it (--days 90)."
    )
    assert said(Doubt(cheap, 90), Doubt(bot, 1_200)) == (
        "cheap and bot, cheaper, may do too: their intervals still contain 80 %. "
        "About 1,200 days would settle both (--days 1200)."
    )
    assert said(Doubt(good, 90), Doubt(cheap, 70), Doubt(bot, 60)) == (
        "its interval still contains 80 %, and so do those of cheap and bot, which are cheaper and may do too. "
        "About 90 days would settle all 3 (--days 90)."
    )
    assert said(Doubt(good, None)) == "its interval still contains 80 %. It stands right on it."
    assert said(Doubt(cheap, 90), Doubt(edge, None)).endswith(
        "About 90 days would settle cheap (--days 90); edge stands right on it."
    )


def test_a_plan_is_not_dominated_by_one_that_settles_really_less_at_the_first_contact() -> None:
    """quick serves as many days for less. Of today's issues 56 % are settled at once; of those of quick 50 % on every
    day, or all on one day and none on the next (+-10 points over 100 days: chance), or half a point less."""
    slow, quick = plan_of("baseline", 50, 100, 8235), plan_of("quick", 50, 100, 8000)
    slow = replace(slow, settled_first=figure_of("fcr_true", np.full(100, 0.56)))

    def better(settled: np.ndarray) -> str | None:
        return dominator(slow, [slow, replace(quick, settled_first=figure_of("fcr_true", settled))])

    assert better(np.full(100, 0.50)) is None
    assert better(np.tile([1.0, 0.0], 50)) == "quick"
    assert better(np.full(100, 0.555)) == "quick"


def test_a_plan_is_not_dominated_by_one_that_turns_really_more_away() -> None:
    """full serves as many days for less, and turns away 6 % of those who come on every day; or all on one day and none
    on the next (as today's plan on the days between: chance), or half a percent."""
    open_house, full = plan_of("baseline", 50, 100, 8235), plan_of("full", 50, 100, 8000)

    def better(now: np.ndarray, then: np.ndarray) -> str | None:
        plan = replace(open_house, turned_away=figure_of("blocked_rate", now))
        return dominator(plan, [plan, replace(full, turned_away=figure_of("blocked_rate", then))])

    assert better(np.zeros(100), np.full(100, 0.06)) is None
    assert better(np.tile([0.0, 0.9], 50), np.tile([1.0, 0.0], 50)) == "full"
    assert better(np.zeros(100), np.full(100, 0.005)) == "full"
