"""KPI rows for other programs."""

import csv
import json
from pathlib import Path

import pytest

from sim.show.export import Origin, as_json, write_csv
from sim.show.files import CannotWrite, ready_directory, ready_file, take_back, write_whole
from sim.study.summary import Difference, KpiRow

ORIGIN = Origin("0.1.0", "Support line, März", "3f9c1e", 7, 20)
GAP = Difference(0.01, None, float("nan"))
ROWS = [
    KpiRow("baseline", "care", None, "service_level", "offered", "share", 1 / 3, 0.3, float("nan"), None, None),
    KpiRow("bot", None, "08:30", "asa", "sum of waits / A", "s", 12.5, 11.0, 14.0, None, None, GAP),
]


def test_json_keeps_full_precision_and_says_null_for_what_is_no_number() -> None:
    content = json.loads(as_json(ORIGIN, ROWS), parse_constant=pytest.fail)
    assert content["scenario"] == "Support line, März (3f9c1e)"
    assert (content["version"], content["seed"], content["replications"]) == ("0.1.0", 7, 20)
    first, second = content["kpis"]
    assert (first["mean"], first["high"], first["difference"]) == (1 / 3, None, None)
    assert second["difference"] == {"mean": 0.01, "low": None, "high": None}


def test_csv_has_a_table_of_whole_days_and_one_of_intervals(tmp_path: Path) -> None:
    paths = write_csv(tmp_path, ORIGIN, ROWS)
    days, intervals = (list(csv.DictReader(path.read_text(encoding="utf-8").splitlines())) for path in paths)
    assert [path.name for path in paths] == ["kpis.csv", "intervals.csv"]
    assert [(row["queue"], row["kpi"], row["mean"], row["high"]) for row in days] == [
        ("care", "service_level", str(1 / 3), "")
    ]
    assert [(row["strategy"], row["queue"], row["interval"], row["asa"]) for row in intervals] == [
        ("bot", "(all)", "08:30", "12.5")
    ]
    assert {row["seed"] for row in days + intervals} == {"7"}


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    def breaks(path: Path) -> None:
        path.write_text("half")
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        write_whole(tmp_path / "kpis.csv", breaks)
    assert list(tmp_path.iterdir()) == []


def test_folders_made_for_results_are_taken_back_where_none_came(tmp_path: Path) -> None:
    made = [*ready_directory(tmp_path / "out" / "charts"), *ready_directory(tmp_path / "out" / "tables")]
    (tmp_path / "out" / "tables" / "kpis.csv").write_text("")
    take_back(made)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["kpis.csv", "out", "tables"]


def test_a_place_that_is_no_folder_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(CannotWrite, match=r"taken: cannot write there"):
        ready_directory(tmp_path / "taken")
    with pytest.raises(CannotWrite, match="is a directory"):
        ready_file(tmp_path)
