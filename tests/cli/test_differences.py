"""`ccsim erlang FILE`: Erlang beside the simulation, as a planner types and reads it."""

import json
import re
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from sim.show.layout import WIDTH
from tests.cli.conftest import SMALL, Said, typed

DAYS = ("--days", 2, "--processes", 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("erlang")


@pytest.fixture(scope="module")
def explained(folder: Path) -> Said:
    return typed("erlang", SMALL, *DAYS, "--json", folder / "erlang.json")


def test_the_page_sets_erlang_beside_the_simulation(explained: Said, snapshot: SnapshotAssertion) -> None:
    assert (explained.code, explained.err) == (0, "")
    assert max(map(len, explained.out.splitlines())) <= WIDTH
    assert explained.out == snapshot


def test_both_orders_stand_on_the_page_and_their_points_add_up_as_printed(explained: Said) -> None:
    block = explained.out.split("points of service level")[1].split("\n\n")[0]
    rows = re.findall(r"([+-]?\d+\.\d) ±.*?([+-]?\d+\.\d) ±", block)
    (total,) = re.findall(r"simulation minus Erlang C +([+-]?\d+\.\d) +([+-]?\d+\.\d)", block)
    assert len(rows) == 6
    for column in (0, 1):
        assert round(sum(float(row[column]) for row in rows), 1) == float(total[column])
    assert "remainder" not in explained.out


def test_json_has_both_orders_as_they_were_switched_off(explained: Said, folder: Path) -> None:
    told = json.loads((folder / "erlang.json").read_text(encoding="utf-8"))
    causes = [step["cause"] for step in told["forward"]]
    assert causes[0] == "abandonment"
    assert causes[-1] == "carry-over"
    assert [step["cause"] for step in told["reversed"]] == causes[::-1]
    assert list(told["why"]) == causes
    gap = told["simulated"]["mean"] - told["erlang_c"]
    for order in ("forward", "reversed"):
        assert sum(step["points"]["mean"] for step in told[order]) == pytest.approx(gap, abs=1e-12)
        assert told[order][-1]["leaves"] == told["erlang_c"]
    assert len(told["intervals"]) == 8


def test_the_simulated_level_is_the_one_that_run_prints(explained: Said) -> None:
    run = typed("run", SMALL, *DAYS).out
    (level,) = re.findall(r"service level +offered, within 20s +([\d.]+) %", run)
    assert f"care answers {level} %" in explained.out


def test_a_strategy_and_a_change_are_played_too() -> None:
    words = ("--strategy", "callbacks", "--set", "queues.care.patience=off", "--set", "queues.care.self_service=off")
    said = typed("erlang", SMALL, "--days", 1, "--processes", 1, "--json", "-", *words)
    assert [step["cause"] for step in json.loads(said.out)["forward"]] == [
        "callbacks",
        "shape of handle time",
        "day-to-day volume",
        "carry-over",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((SMALL, "--queue", "expert"), "--queue expert: it has no arrivals of its own"),
        ((SMALL, "--queue", "sales"), "--queue: there is no queue 'sales', write one of care, expert"),
        ((SMALL, "--calls", "400", "--per", "2h"), "--calls, --per: the calculator's own"),
        (
            ("--queue", "care", "--days", "3", "--seed", "2"),
            "--queue, --days, --seed: of a scenario that is played: name its FILE",
        ),
        ((SMALL, "--json", "/dev/null/x.json"), "cannot write there"),
        (("no-such.yaml",), "there is no such file"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(words: tuple[object, ...], told: str) -> None:
    said = typed("erlang", *words)
    assert (said.code, said.out) == (2, "")
    assert told in said.err
