"""A small desk and its plans, played: figures, notes and rows."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path

import polars as pl
import pytest

from sim.kpi.catalogue import find
from sim.kpi.kpi import value
from sim.scenario.load import load
from sim.scenario.schema import Scenario
from sim.scenario.strategies import plans
from sim.study.compare import Comparison, PlanResult, compare
from sim.study.run import run
from sim.study.summary import KpiRow, a_day_in_ten, frame_of, summarise
from tests.unit.study.small_desk import small_desk

DAYS = 40


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    return compare(small_desk(tmp_path_factory.mktemp("desk")), DAYS, 1)


@pytest.fixture(scope="module")
def rows(comparison: Comparison) -> list[KpiRow]:
    return comparison.rows()


def plan_in(comparison: Comparison, name: str) -> PlanResult:
    return next(plan for plan in comparison.plans if plan.name == name)


def test_every_plan_is_played_on_the_same_days(comparison: Comparison) -> None:
    assert [plan.name for plan in comparison.plans] == ["baseline", "two_more", "callbacks", "flyers"]
    for plan in comparison.plans:
        assert plan.study.day_factors.equals(comparison.baseline.study.day_factors)


def test_two_more_agents_serve_better_beyond_noise_and_days_won_say_so(comparison: Comparison) -> None:
    plan = plan_in(comparison, "two_more")
    level = plan.figure("service_level", "care")
    assert level is not None
    assert level.difference is not None
    assert level.difference.low is not None
    assert level.difference.low > 0
    assert not level.noise
    base, own = comparison.baseline.days_met, plan.days_met
    assert base is not None
    assert own is not None
    assert plan.won - plan.lost == own.met - base.met


def test_a_plan_that_changes_no_call_moves_nothing_costs_its_price_and_is_dominated(comparison: Comparison) -> None:
    plan = plan_in(comparison, "flyers")
    level, cost = plan.figure("service_level", "care"), plan.figure("cost")
    assert level is not None
    assert cost is not None
    assert level.difference is not None
    assert cost.difference is not None
    assert (level.difference.mean, level.noise, level.small) == (0, False, False)
    assert cost.difference.mean == pytest.approx(40)
    assert (plan.won, plan.lost, plan.dominated_by) == (0, 0, "baseline")
    assert "EUR 40 a day is your figure." in plan.notes
    assert any(note.startswith("moves nothing that the rule looks at") for note in plan.notes)


def test_callbacks_are_said_to_flatter_asa_and_to_lose_under_offered(comparison: Comparison) -> None:
    said = " ".join(plan_in(comparison, "callbacks").notes)
    assert "customers a day are called back after" in said
    assert "`offered` counts each of them as missed (excl_callbacks:" in said
    assert "ASA falls to" in said
    assert "time to a human rises to" in said


def test_booked_callbacks_are_said_to_come_when_the_customers_picked(tmp_path: Path) -> None:
    booked = {"capacity": 4, "wanted_after": {"constant": "1h"}}
    page = small_desk(tmp_path).patched({"strategies.callbacks.set": {"queues.care.callback": {"scheduled": booked}}})
    said = " ".join(plan_in(compare(page, 3, 1), "callbacks").notes)
    assert re.search(r"at a time they picked, after 1h\d\dm on average, [\dms. ]+ past the promised time\.", said)
    assert re.search(r"time to a human rises to \d+m\d\ds\.", said)


def test_rows_have_the_keys_that_stay(rows: list[KpiRow]) -> None:
    assert [field.name for field in fields(KpiRow)] == [
        *("strategy", "queue", "interval", "kpi", "formula", "unit"),
        *("mean", "low", "high", "p5", "p95", "difference"),
    ]
    assert {row.strategy for row in rows} == {"baseline", "two_more", "callbacks", "flyers"}
    assert {row.queue for row in rows} == {"care", None}
    assert {row.interval for row in rows} >= {None, "09:00", "12:00"}
    assert all((row.difference is None) == (row.strategy == "baseline") for row in rows)
    keys = [(row.strategy, row.queue, row.interval, row.kpi, row.formula) for row in rows]
    assert len(keys) == len(set(keys))


def test_a_rows_difference_is_that_of_the_two_means(comparison: Comparison, rows: list[KpiRow]) -> None:
    found = {(row.strategy, row.kpi): row for row in rows if row.queue == "care" and not row.interval}
    own, base = found["two_more", "asa"], found["baseline", "asa"]
    assert own.difference is not None
    assert own.difference.mean == pytest.approx((own.mean or 0) - (base.mean or 0))
    figure = plan_in(comparison, "two_more").figure("asa", "care")
    assert figure is not None
    assert figure.difference is not None
    assert (own.difference.low, own.difference.high) == (figure.difference.low, figure.difference.high)


def test_a_mean_is_the_pooled_ratio_and_p5_and_p95_lie_over_days(comparison: Comparison) -> None:
    study = comparison.baseline.study
    row = next(row for row in summarise(study) if (row.queue, row.interval, row.kpi) == ("care", None, "abandon_rate"))
    days = value(find("abandon_rate"), study.cells.days, ("queue", "replication", "day"))
    daily = days.filter(pl.col("queue") == "care").get_column("value")
    pooled = value(find("abandon_rate"), study.cells.days).filter(pl.col("queue") == "care").get_column("value")
    assert row.mean == pytest.approx(pooled.item())
    assert row.p5 == pytest.approx(daily.quantile(0.05, "linear"))
    assert row.p95 == pytest.approx(daily.quantile(0.95, "linear"))
    assert a_day_in_ten(study, "abandon_rate", "care") == pytest.approx(daily.quantile(0.9, "linear"))


def test_an_interval_served_out_on_some_days_is_a_figure_over_all_days(rows: list[KpiRow]) -> None:
    """Who is answered after closing at 13:00 counts a day, whether or not there was anybody: the day's sum holds."""
    own = [row for row in rows if (row.strategy, row.queue, row.kpi) == ("baseline", None, "overtime_hours")]
    day = next(row.mean for row in own if row.interval is None)
    assert len([row for row in own if row.interval]) > 4
    assert sum(row.mean or 0 for row in own if row.interval) == pytest.approx(day)


def test_days_met_are_rows_with_the_difference_of_days_won_and_lost(comparison: Comparison, rows: list[KpiRow]) -> None:
    plan = plan_in(comparison, "two_more")
    row = next(row for row in rows if (row.strategy, row.kpi) == ("two_more", "days_met"))
    assert (row.queue, row.interval, row.formula, row.unit) == ("care", None, "80/20", "share")
    assert row.mean == plan.met
    assert row.difference is not None
    assert row.difference.mean == pytest.approx((plan.won - plan.lost) / DAYS)


def test_below_ten_days_there_is_no_day_in_ten(comparison: Comparison, tmp_path: Path) -> None:
    assert a_day_in_ten(comparison.baseline.study, "asa", "care") is not None
    assert a_day_in_ten(run(small_desk(tmp_path), days=9).study, "asa", "care") is None


def test_the_frame_of_rows_has_the_difference_in_columns(comparison: Comparison, rows: list[KpiRow]) -> None:
    frame = comparison.kpis()
    assert frame.height == len(rows)
    assert frame.columns[-3:] == ["difference", "difference_low", "difference_high"]
    assert frame_of([]).columns == frame.columns


def test_plans_of_files_with_other_days_are_not_compared(tmp_path_factory: pytest.TempPathFactory) -> None:
    one, five = (small_desk(tmp_path_factory.mktemp("files"), days) for days in (1, 5))
    with pytest.raises(ValueError, match="differ in days"):
        compare([plans(one)[0], plans(five)[0]], 1, 1)


def test_a_run_keeps_the_logs_of_all_replications(tmp_path_factory: pytest.TempPathFactory) -> None:
    played = run(small_desk(tmp_path_factory.mktemp("run"), days=2), days=5)
    assert played.study.replications == 3
    assert played.contacts.get_column("replication").unique().sort().to_list() == [0, 1, 2]
    assert played.contacts.height == played.study.contacts
    assert played.agents.height > 0
    assert played.queues.height > 0
    assert "asa" in played.kpis().get_column("kpi")


def test_a_run_is_told_how_much_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(ValueError, match="say how much once"):
        run(small_desk(tmp_path_factory.mktemp("run")), replications=2, days=5)


TWO_QUEUES = """
name: Two queues
interval: 60m
open: 09:00-11:00
queues:
  care: {arrivals: {per_day: 60}, handle_time: {exponential: 4m}, patience: {exponential: 3m}, TARGET}
  sales: {arrivals: {per_day: 60}, handle_time: {exponential: 4m}, patience: {exponential: 3m}, TARGET}
agents:
  care_team: {skills: [care], on_queue: 4, cost_per_hour: 20}
  sales_team: {skills: [sales], on_queue: 4, cost_per_hour: 20}
strategies:
  moved: {set: {agents.care_team.on_queue: +2, agents.sales_team.on_queue: -2}}
  more: {set: {agents.care_team.on_queue: +1}}
decide: {meet: [care], on: 80% of days, then: lowest cost}
""".replace("TARGET", "target: {answer: 80%, within: 20s}")


def two_queues(folder: Path, page: str = TWO_QUEUES) -> Scenario:
    (folder / "two.yaml").write_text(page)
    return load(folder / "two.yaml")


def test_a_plan_that_pays_with_a_queue_beside_the_rule_is_flagged(tmp_path: Path) -> None:
    found = compare(two_queues(tmp_path), 20, 1)
    base, moved, more = found.plans
    assert [figure.queue for figure in moved.watched] == ["sales"]
    assert any(note.startswith("hurts sales, which the rule does not ask for") for note in moved.notes)
    assert not any(note.startswith("hurts") for note in (*base.notes, *more.notes))
    assert [queue for queue, _ in base.met_by_queue] == ["care", "sales"]
    assert "80/20 for care" in found.verdict.headline


def test_a_plan_that_settles_more_or_fewer_at_the_first_contact_is_said_to(tmp_path: Path) -> None:
    """Today every care issue is left open and no sales issue: with as many of each, half and half. One plan settles
    all of care, one settles nothing, and the 0.1 points of the last are too small to matter."""
    never = "unresolved: {chance: 100%, comes_back: 0%}"
    page, _ = TWO_QUEUES.replace("care: {arrivals", f"care: {{{never}, arrivals").split("strategies:")
    page += f"""
strategies:
  helps: {{set: {{queues.care.unresolved: off}}}}
  hurries: {{set: {{queues.sales.{never}}}}}
  hardly: {{set: {{queues.care.unresolved.chance: 99.8%}}}}
"""
    found = compare(two_queues(tmp_path, page), 20, 1)
    now = next(row.mean for row in found.rows() if (row.kpi, row.queue, row.strategy) == ("fcr_true", None, "baseline"))
    assert now == pytest.approx(0.5, abs=0.05)
    share = 100 * (now or 0)
    said = {plan.name: [note for note in plan.notes if "settles" in note] for plan in found.plans}
    assert said == {
        "baseline": [],
        "helps": [f"settles {100 - share:.1f} points more at the first contact (fcr_true {share:.1f} -> 100.0 %)."],
        "hurries": [f"settles {share:.1f} points fewer at the first contact (fcr_true {share:.1f} -> 0.0 %)."],
        "hardly": [],
    }


def test_a_plan_with_fewer_lines_is_said_to_turn_customers_away_and_dominates_nothing(tmp_path: Path) -> None:
    page = TWO_QUEUES.split("strategies:")[0] + "strategies: {few: {set: {queues.care.waiting_room: 0}}}\n"
    found = compare(two_queues(tmp_path, page), 20, 1)
    plan = plan_in(found, "few")
    assert plan.turned_away is not None
    share = 100 * (plan.turned_away.value.mean or 0)
    assert share > 1
    assert (
        f"turns away {share:.1f} % of those who come, {share:.1f} points more; they are outside N: service level and "
        "abandonment do not see them."
    ) in plan.notes
    assert not any("turns away" in note for other in found.plans for note in other.notes if other is not plan)
    assert all(other.dominated_by != "few" for other in found.plans)


def test_a_group_without_an_hourly_cost_has_plans_compared_by_paid_hours(tmp_path: Path) -> None:
    found = compare(
        two_queues(tmp_path, TWO_QUEUES.replace("on_queue: 4, cost_per_hour: 20}", "on_queue: 4}", 1)), 2, 1
    )
    assert found.unpriced == ("care_team",)
    assert [plan.cost for plan in found.plans] == [16, 16, 18]
    assert found.rule is not None
    assert found.rule.by_hours


def test_a_group_paid_by_the_contact_has_its_price_and_plans_are_compared_by_money(tmp_path: Path) -> None:
    """Care: 3 for each contact handled, however many agents there are; sales costs nothing."""
    page = TWO_QUEUES.replace("cost_per_hour: 20", "cost_per_contact: 3", 1).replace(
        "cost_per_hour: 20", "cost_per_hour: 0"
    )
    found = compare(two_queues(tmp_path, page), 2, 1)
    rows = [row for row in found.rows() if (row.kpi, row.queue, row.interval) == ("handled", "care", None)]
    handled = {row.strategy: row.mean or 0.0 for row in rows}
    assert found.unpriced == ()
    assert found.rule is not None
    assert str(found.rule).endswith("then lowest cost")
    assert found.baseline.cost == pytest.approx(3 * handled["baseline"])
    assert plan_in(found, "more").cost == pytest.approx(3 * handled["more"])


def test_a_written_zero_is_a_price(tmp_path: Path) -> None:
    found = compare(two_queues(tmp_path, TWO_QUEUES.replace("cost_per_hour: 20", "cost_per_hour: 0")), 2, 1)
    assert found.unpriced == ()


def test_a_strategy_that_changes_nothing_of_this_plan_is_played_as_todays_and_said(tmp_path: Path) -> None:
    page = two_queues(tmp_path)
    today, moved, _ = plans(page)
    found = compare([today, replace(moved, name="idle", scenario=today.scenario)], 2, 1)
    assert found.plans[1].notes == ("changes nothing of this plan: it is played as today's.",)
    assert found.verdict.plan == "baseline"


def test_a_comparison_prints_as_its_verdict(comparison: Comparison) -> None:
    assert repr(comparison) == f"Comparison('Small desk', 4 plans, 40 days, seed 1): {comparison.verdict.headline}"
    assert len(repr(comparison.plans)) < 600
    assert repr(run(comparison.baseline.study.scenario, 1)).startswith("Run of Study('Small desk', 1 days, seed 1,")
