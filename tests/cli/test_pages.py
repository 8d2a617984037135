"""The pages as a planner reads them, for a scenario small enough to look through."""

import csv
import json
import re
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from sim.show.layout import WIDTH
from tests.cli.conftest import SMALL, Played, typed

KEYS = ["strategy", "queue", "interval", "kpi", "formula", "unit", "mean", "low", "high", "p5", "p95", "difference"]


def page_of(played: Played) -> str:
    """What was printed above the names of the files written, which differ from machine to machine."""
    return re.split(r"\n  (?:Charts|Tables|Log):", played.said.out)[0] + "\n"


def test_run_prints_its_page(played: Played, snapshot: SnapshotAssertion) -> None:
    assert played.said.code == 0
    assert page_of(played) == snapshot


def test_compare_prints_its_page(compared: Played, snapshot: SnapshotAssertion) -> None:
    assert compared.said.code == 0
    assert page_of(compared) == snapshot


def test_check_prints_what_a_file_holds(snapshot: SnapshotAssertion) -> None:
    said = typed("check", SMALL)
    assert (said.code, said.err) == (0, "")
    assert said.out.replace(str(SMALL), "small.yaml") == snapshot


def test_no_line_is_wider_than_the_page(played: Played, compared: Played) -> None:
    full = typed("run", SMALL, "--days", 2, "--processes", 1, "--full").out
    for page in (page_of(played), page_of(compared), full):
        assert max(map(len, page.splitlines())) <= WIDTH


def test_a_day_round_the_clock_in_quarters_fits_the_page(tmp_path: Path) -> None:
    file = tmp_path / "night.yaml"
    text = SMALL.read_text(encoding="utf-8").split("strategies:")[0]
    file.write_text(text.replace("interval: 30m", "interval: 15m").replace("08:00-12:00", "00:00-24:00"))
    said = typed("run", file, "--days", 2, "--processes", 1)
    assert said.code == 0
    assert said.out.count("quarter ") >= 4
    assert max(map(len, said.out.splitlines())) <= WIDTH


def test_a_saved_log_prints_the_page_that_run_printed(played: Played) -> None:
    said = typed("kpi", played.folder / "calls.parquet")
    assert said.out == page_of(played)


def test_processes_do_not_change_the_page(played: Played) -> None:
    assert typed("run", SMALL, "--days", 12, "--processes", 2).out == page_of(played)


def test_where_contacts_went_adds_up_to_all_of_them(played: Played) -> None:
    block = page_of(played).split("Where ")[1].split("\n\n")[0]
    total = int(block.split()[0].replace(",", ""))
    rows = re.findall(r"([\d.]+) % +(<?[\d,]+)", block)
    *parts, whole = [(float(share), 0 if count == "<1" else int(count.replace(",", ""))) for share, count in rows]
    assert round(sum(share for share, _ in parts), 1) == 100.0
    assert sum(count for _, count in parts) == total
    assert whole == (100.0, total)


def test_json_has_the_lasting_keys_and_the_numbers_of_the_page(played: Played) -> None:
    content = json.loads((played.folder / "kpis.json").read_text(encoding="utf-8"))
    assert list(content) == ["version", "scenario", "seed", "replications", "kpis"]
    assert (content["seed"], content["replications"]) == (1, 12)
    assert all(list(row) == KEYS for row in content["kpis"])
    (level,) = [
        row["mean"]
        for row in content["kpis"]
        if (row["queue"], row["interval"], row["kpi"], row["formula"]) == ("care", None, "service_level", "offered")
    ]
    assert re.search(rf"service level   offered, within 20s +{100 * level:.1f} %", played.said.out)


def test_json_to_stdout_is_json_alone() -> None:
    said = typed("run", SMALL, "--days", 2, "--processes", 1, "--json", "-")
    assert json.loads(said.out)["replications"] == 2
    assert said.err == ""


def test_json_of_a_comparison_has_every_plan_and_its_difference(compared: Played) -> None:
    rows = json.loads((compared.folder / "kpis.json").read_text(encoding="utf-8"))["kpis"]
    assert {row["strategy"] for row in rows} == {"baseline", "two_more_late", "better_bot", "callbacks"}
    assert all(row["difference"] is None for row in rows if row["strategy"] == "baseline")
    cost = next(row for row in rows if (row["strategy"], row["kpi"], row["queue"]) == ("two_more_late", "cost", None))
    assert set(cost["difference"]) == {"mean", "low", "high"}


def test_json_of_a_comparison_has_its_verdict_and_each_plans_days_met(compared: Played) -> None:
    content = json.loads((compared.folder / "kpis.json").read_text(encoding="utf-8"))
    verdict = content["verdict"]
    assert (verdict["kind"], verdict["plan"], verdict["days"]) == ("keep", "baseline", 12)
    assert verdict["headline"].startswith("Keep today's plan")
    assert verdict["rule"] == "meet care's target on 80 % of days, then lowest cost"
    rows = [row for row in content["kpis"] if row["kpi"] == "days_met"]
    assert [(row["queue"], row["formula"], row["unit"]) for row in rows[:2]] == [
        ("care", "80/20", "share"),
        ("expert", "80/60", "share"),
    ]
    shares = {row["strategy"]: row["mean"] for row in rows if row["queue"] == "care"}
    assert {one["strategy"]: one["share"]["mean"] for one in verdict["strategies"]} == shares
    assert shares["baseline"] == verdict["share"]["mean"] == 11 / 12
    assert all(set(one) == {"strategy", "share", "won", "lost"} for one in verdict["strategies"])


def test_tables_hold_each_kpi_and_each_interval(played: Played) -> None:
    kpis, intervals = (
        list(csv.DictReader((played.folder / name).read_text(encoding="utf-8").splitlines()))
        for name in ("kpis.csv", "intervals.csv")
    )
    assert {row["queue"] for row in kpis} == {"care", "expert", "(all)"}
    care = [row for row in intervals if row["queue"] == "care" and row["interval"] < "12:00"]
    assert [row["interval"] for row in care] == [f"{8 + i // 2:02d}:{30 * (i % 2):02d}" for i in range(8)]
    assert all(0 <= float(row["service_level_offered"]) <= 1 for row in care)


@pytest.mark.parametrize("name", ["waits", "service"])
def test_run_writes_each_chart_twice(played: Played, name: str) -> None:
    assert (played.folder / f"{name}.svg").read_text(encoding="utf-8").lstrip().startswith("<?xml")
    assert (played.folder / f"{name}.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["cost", "waits"])
def test_compare_writes_each_chart_twice(compared: Played, name: str) -> None:
    assert (compared.folder / f"{name}.svg").is_file()
    assert (compared.folder / f"{name}.png").is_file()


def test_charts_are_the_same_bytes_each_time(played: Played, tmp_path: Path) -> None:
    typed("kpi", played.folder / "calls.parquet", "--plot", tmp_path)
    for name in ("waits.svg", "service.svg", "waits.png", "service.png"):
        assert (tmp_path / name).read_bytes() == (played.folder / name).read_bytes()


def test_nothing_half_written_is_left_beside_the_results(played: Played) -> None:
    assert not [path.name for path in played.folder.iterdir() if path.name.startswith(".")]
