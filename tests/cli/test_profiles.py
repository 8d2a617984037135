"""One log, counted as five tools count it."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from typing import get_args

import pytest

from sim import cli
from sim.kpi.profiles import PROFILES
from sim.log.store import write
from sim.show.layout import WIDTH
from tests.cli.conftest import SMALL, Played, typed
from tests.cli.test_pages import page_of
from tests.unit.log.hand import scenario, ten_contacts_logs


@pytest.fixture
def ten(tmp_path: Path) -> Path:
    """The morning of ten contacts (`tests/unit/log/hand.py`), saved."""
    path = tmp_path / "calls.parquet"
    write(path, [ten_contacts_logs()], scenario(), seed=1, replications=1, version="0.1.0")
    return path


def test_the_command_knows_every_profile() -> None:
    for command in (cli.run, cli.kpi):
        names = inspect.signature(command, eval_str=True).parameters["profile"].annotation
        assert get_args(get_args(names)[0]) == tuple(PROFILES)


def test_the_neutral_profile_prints_the_page_that_no_profile_prints(played: Played) -> None:
    assert typed("kpi", played.folder / "calls.parquet", "--profile", "neutral").out == page_of(played)


@pytest.mark.parametrize("profile", ["amazon_connect", "cisco"])
def test_a_profile_names_its_formula_and_itself_and_leaves_the_verdict_alone(played: Played, profile: str) -> None:
    page = typed("kpi", played.folder / "calls.parquet", "--profile", profile).out
    assert f"service level   {PROFILES[profile].level.formula}, within 20s" in page
    assert "as the target has it: offered" in page
    assert f"KPIs: {profile}; targets," in page
    assert max(map(len, page.splitlines())) <= WIDTH
    headline = page.split("\n\n")[1]
    assert headline == page_of(played).split("\n\n")[1]


def test_run_by_a_profile_prints_what_its_log_prints_by_it(tmp_path: Path) -> None:
    log = tmp_path / "calls.parquet"
    said = typed("run", SMALL, "--days", 1, "--processes", 1, "--profile", "genesys", "--log", log)
    assert said.out.split("\n  Log:")[0] + "\n" == typed("kpi", log, "--profile", "genesys").out


def test_json_rows_carry_the_formulas_of_the_profile(ten: Path) -> None:
    content = json.loads(typed("kpi", ten, "--profile", "cisco", "--json", "-").out)
    rows = content["kpis"]
    assert content["profile"] == "cisco"
    care = {
        (row["kpi"], row["formula"]): row["mean"] for row in rows if (row["queue"], row["interval"]) == ("care", None)
    }
    assert care["service_level", "cisco_ignored"] == pytest.approx(3 / 7)
    assert care["service_level", "offered"] == pytest.approx(4 / 8)
    assert care["abandon_rate", "(B - B_s) / (N - B_s), waits < s"] == pytest.approx(1 / 7)
    assert [formula for kpi, formula in care if kpi == "abandon_rate"] == ["(B - B_s) / (N - B_s), waits < s"]


def test_a_profile_that_is_none_is_refused(ten: Path) -> None:
    said = typed("kpi", ten, "--profile", "avaya")
    assert (said.code, said.out) == (2, "")
    assert "talkdesk" in said.err


def test_reconcile_sets_every_profile_side_by_side(ten: Path) -> None:
    """Care: N 8 = A 5 (waits 0, 0, 10, 20, 40 s) + B 2 (3 s, 30 s) + a callback accepted; T 20 s, s 5 s."""
    page = typed("kpi", ten, "--reconcile").out
    head, level, *_ = page.split("care: threshold T 20s, short limit s 5s\n")[1].splitlines()
    assert head.split() == list(PROFILES)
    assert re.findall(r"[\d.]+ %", level) == ["50.00 %", "62.50 %", "66.67 %", "42.86 %", "57.14 %"]


def test_reconcile_gives_each_formula_with_its_counts(ten: Path) -> None:
    page = typed("kpi", ten, "--reconcile").out
    said = [
        "50.00 %  4 / 8  A_T / N:  neutral",
        '62.50 %  5 / 8  (A_T + B_T + callbacks accepted) / N, waits < T:  amazon_connect "Service level X"',
        '66.67 %  4 / 6  A_T / (A + B - B_s):  genesys "Service Level %"',
        '42.86 %  3 / 7  A_T / (N - B_s - B_T beyond s), waits < T and < s:  cisco "SL Aban Ignored"',
        '57.14 %  4 / 7  A_T / (N - B_s):  talkdesk "Service Level"',
        '115.0 s  11m30s / 6  (talk + hold + wrap + unanswered dials) / handled legs:  genesys "Average Handle"',
    ]
    whole = re.sub(r"\s+", " ", page)
    assert [text for text in said if re.sub(r"\s+", " ", text) not in whole] == []


def test_reconcile_says_which_contacts_make_the_difference_and_how_many_they_are(ten: Path) -> None:
    page = typed("kpi", ten, "--reconcile").out
    levels = page.split("contacts in the service level")[1].split("\n\n")[0]
    rows = {tuple(re.split(r"  +", line.strip())) for line in levels.splitlines()[1:]}
    assert rows == {
        ("answered under 20s", "3", *["in time"] * 5),
        ("answered at 20s exactly", "1", "in time", "missed", "in time", "missed", "in time", "*"),
        ("answered over 20s", "1", *["missed"] * 5),
        ("abandoned under 5s", "1", "missed", "in time", *["left out"] * 3, "*"),
        ("abandoned over 20s", "1", *["missed"] * 5),
        ("callback accepted", "1", "missed", "in time", "left out", "missed", "missed", "*"),
        ("together", "8"),
    }
    assert "* handle time of genesys: 1 unanswered dial in it, 30.0 s in all" in page


def test_reconcile_fits_the_page(played: Played, ten: Path) -> None:
    for log in (played.folder / "calls.parquet", ten):
        said = typed("kpi", log, "--reconcile")
        assert said.code == 0
        assert max(map(len, said.out.splitlines())) <= WIDTH
        assert "KPIs: each profile as named." in said.out


@pytest.mark.parametrize("more", [["--json", "-"], ["--csv", "out"], ["--full"], ["--profile", "cisco"]])
def test_reconcile_is_a_page_of_its_own(ten: Path, more: list[str]) -> None:
    said = typed("kpi", ten, "--reconcile", *more)
    assert (said.code, said.out) == (2, "")
    assert "--reconcile prints one page" in re.sub(r"[\s│]+", " ", said.err)
