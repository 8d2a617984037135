"""What `run` and `compare` hand to other programs by contact reason, held against the log that they kept."""

import csv
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.cli.conftest import SMALL, Said, typed

REASONS = "reasons: {password: {share: 60%, contained: 50%}, other: {share: 40%, contained: 10%}}\n    talk:"
KEYS = ["strategy", "queue", "reason", "kpi", "formula", "unit", "mean", "low", "high", "difference"]


@pytest.fixture
def line(tmp_path: Path) -> Path:
    """The small line, whose care has two reasons."""
    file = tmp_path / "line.yaml"
    text = SMALL.read_text(encoding="utf-8").replace("contained: 30%, ", "").replace("    talk:", f"    {REASONS}", 1)
    file.write_text(text.replace("queues.care.self_service.contained: 38%", "queues.care.reasons.other.contained: 38%"))
    return file


def figures(said: Said, strategy: str = "baseline") -> dict[tuple[str, str, str], float]:
    rows: list[dict[str, Any]] = json.loads(said.out)["reasons"]
    assert all(list(row) == KEYS for row in rows)
    return {(row["queue"], row["reason"], row["kpi"]): row["mean"] for row in rows if row["strategy"] == strategy}


def test_json_and_csv_hold_the_figures_by_reason_that_the_log_gives(line: Path, tmp_path: Path) -> None:
    to = ["--json", "-", "--csv", tmp_path / "out", "--log", tmp_path / "calls.parquet"]
    found = figures(typed("run", line, "--days", 3, "--processes", 1, *to))
    care = pl.read_parquet(tmp_path / "calls.parquet").filter(pl.col("queue") == "care")
    mine = care.filter(pl.col("reason") == "password")
    handled, theirs = (one.filter(pl.col("outcome") == "answered") for one in (mine, care))
    work, all_work = (sum(one.select(pl.sum("talk_ms", "hold_ms", "wrap_ms")).row(0)) for one in (handled, theirs))
    assert care.height > 600
    expected = {
        "share_of_contacts": mine.height / care.height,
        "share_contained": mine.filter(pl.col("outcome") == "contained").height / mine.height,
        "share_of_handled": handled.height / theirs.height,
        "aht": work / handled.height / 1_000,
        "share_of_work": work / all_work,
    }
    assert {kpi: found["care", "password", kpi] for kpi in expected} == expected
    rows = list(csv.DictReader((tmp_path / "out" / "reasons.csv").read_text(encoding="utf-8").splitlines()))
    assert {(row["queue"], row["reason"], row["kpi"]): float(row["mean"]) for row in rows} == found


def test_json_of_a_comparison_has_every_plans_figures_by_reason(line: Path) -> None:
    said = typed("compare", line, "--days", 2, "--processes", 1, "--json", "-")
    today, bot = figures(said), figures(said, "better_bot")
    assert bot["care", "other", "share_contained"] > today["care", "other", "share_contained"]
    rows = [row for row in json.loads(said.out)["reasons"] if row["strategy"] == "better_bot"]
    for row in rows:
        place = row["queue"], row["reason"], row["kpi"]
        assert row["difference"]["mean"] == pytest.approx(bot[place] - today[place], abs=1e-12)


def test_a_file_without_reasons_has_none_of_it(tmp_path: Path) -> None:
    said = typed("run", SMALL, "--days", 1, "--processes", 1, "--json", "-", "--csv", tmp_path)
    assert "reasons" not in json.loads(said.out)
    assert not (tmp_path / "reasons.csv").exists()
