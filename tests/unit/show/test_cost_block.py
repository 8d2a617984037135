"""What a plan costs, and what that adds up from."""

from pathlib import Path

import polars as pl
import pytest

import sim
from sim.show.cost_block import cost_block, cost_parts
from sim.show.found import Found
from sim.study.summary import summarise
from tests.cli.conftest import SMALL


def test_the_cost_a_day_adds_up_from_parts_that_can_be_checked_by_hand(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    text = SMALL.read_text(encoding="utf-8")
    file.write_text(text.replace("    redial: {}\n", "    redial: {}\n    cost_per_contact: 0.5\n"))
    run = sim.run(file, replications=2, seed=1)
    parts, first = cost_parts(run.study), pl.col("leg") == 1
    came_in = run.contacts.filter(first & ~((pl.col("outcome") == "closed") & pl.col("queued_ms").is_null()))
    sessions = run.contacts.filter(pl.col("self_service").is_not_null())
    # 8 heads from 8 to 9, 9 until 11, 11 until 12 at 27; two experts for four hours at 34.
    assert parts["paid hours"] == pytest.approx((8 + 2 * 9 + 11) * 27 + 4 * 2 * 34)
    assert parts["self-service"] == pytest.approx(len(sessions) / 2 * 0.2)
    assert parts["contacts taken in"] == pytest.approx(len(came_in) / 2 * 0.5)
    assert parts["the plan's own price"] == 0
    assert parts["overtime"] > 0
    cost = run.kpis().filter((pl.col("kpi") == "cost") & pl.col("interval").is_null()).get_column("mean").drop_nulls()
    assert sum(parts.values()) == pytest.approx(cost.item())


def test_shrinkage_by_kind_is_told_by_kind_and_what_no_kind_says_is_other(tmp_path: Path) -> None:
    """30 % off 8, 9 and 11 heads leaves 6, 6 and 8: 8 + 2 * 9 + 11 = 37 hours paid, 26 on the queue. With the experts'
    eight hours, which nothing is taken off, 11 of 45 are shrinkage, and 11.1 by the kinds."""
    file = tmp_path / "small.yaml"
    text = SMALL.read_text(encoding="utf-8")
    kinds = "shrinkage: {leave: 10%, training: 12%, meetings: 8%}"
    file.write_text(text.replace("shrinkage: 30%", kinds))
    study = sim.run(file, replications=2, seed=1).study
    told = " ".join(" ".join(cost_block(Found(study, summarise(study)))).split())
    assert "(34.0 h on queue / 45.0 h paid, shrinkage 24 %: leave 8 %, training 10 %, meetings 6 %)" in told
