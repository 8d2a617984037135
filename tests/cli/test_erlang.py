"""`ccsim erlang`: the calculator as a planner types and reads it."""

import json
import re
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from sim.show.layout import WIDTH
from tests.cli.conftest import typed

WORK = ("--calls", "400", "--per", "1h", "--handle", "3m")


@pytest.mark.parametrize(
    "asked",
    [
        ("--target", "80/30s"),
        ("--patience", "3m", "--target", "80/30s", "--shrinkage", "30%"),
        ("--patience", "3m", "--target", "80%/30s", "--abandoned", "5%", "--agents", "19"),
        ("--agents", "19"),
        ("--room", "0", "--blocked", "1%"),
        ("--lines", "18", "--patience", "2m", "--target", "80/20s"),
    ],
    ids=" ".join,
)
def test_the_answer_stands_in_a_sentence_and_in_a_table(asked: tuple[str, ...], snapshot: SnapshotAssertion) -> None:
    said = typed("erlang", *WORK, *asked)
    assert (said.code, said.err) == (0, "")
    assert max(map(len, said.out.splitlines())) <= WIDTH
    assert said.out == snapshot


def test_the_power_of_one_stands_in_one_table() -> None:
    rows = re.findall(r"^>? +(\d+) +([\d.]+) %", typed("erlang", *WORK, "--target", "80/30s").out, re.M)
    assert dict(rows) == {"22": "59.3", "23": "74.8", "24": "84.7", "25": "90.9", "26": "94.7"}


def test_less_than_the_load_is_enough_where_people_give_up() -> None:
    said = typed("erlang", "--calls", 1000, "--handle", "6m", "--patience", "4m", "--target", "80/3m").out
    assert "a load of 100.0 erlangs" in said
    assert said.split("\n\n")[1].strip().startswith("81 agents keep 80/3m, and no fewer")


def test_json_has_the_numbers_in_seconds_and_fractions() -> None:
    told = json.loads(typed("erlang", *WORK, "--target", "80/30s", "--shrinkage", "30%", "--json", "-").out)
    assert (told["model"], told["needed"], told["scheduled"]) == ("Erlang C", 24, 35)
    assert [row["agents"] for row in told["agents"]] == [22, 23, 24, 25, 26]
    assert told["agents"][2]["service_level"] == pytest.approx(0.84696, abs=1e-5)
    assert told["agents"][2]["asa"] == pytest.approx(13.413, abs=1e-3)


def test_json_of_a_queue_without_end_has_no_wait(tmp_path: Path) -> None:
    said = typed("erlang", *WORK, "--agents", "20", "--json", tmp_path / "erlang.json")
    told = json.loads((tmp_path / "erlang.json").read_text(encoding="utf-8"))
    assert told["needed"] is None
    assert told["agents"][2]["asa"] is None
    assert "the queue grows without end" in said.out


def test_every_slip_is_told_at_once_with_its_cure() -> None:
    slips = ("--calls", "no", "--handle", "3", "--target", "80", "--lines", "9", "--agents", "20", "--room", "2")
    said = typed("erlang", *slips, "--blocked", "0%", "--abandoned", "3%", "--shrinkage", "100%")
    assert (said.code, said.out) == (2, "")
    assert said.err.splitlines() == [
        "--calls: 'no' is not a number of calls: write digits alone, above 0, like 400",
        "--handle: 3 has no unit: write 3s, 3m or 3h",
        "--target: '80' is not a promise: write the share and the time, like 80/30s",
        "--blocked: 0% is never or always kept, whatever the number of agents: write it like 5%",
        "--shrinkage: 100% leaves nobody: write a share below 100%",
        "--abandoned: nobody abandons whose patience has no end: write it like --patience 3m",
        "--room and --lines both say how many find a place: keep one (lines are places and agents together)",
        "--lines: 20 agents need 20 lines at least, 9 are too few",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "nothing is asked"),
        ((*WORK,), "nothing is asked: write a promise, like --target 80/30s"),
        ((*WORK, "--target", "100/30s"), "--target: 100% is never or always kept"),
        ((*WORK, "--target", "80/20"), "--target: 20 has no unit: write 20s"),
        ((*WORK, "--target", "80/20s", "--room", "0"), "nobody waits"),
        ((*WORK, "--blocked", "1%"), "--blocked: nobody is turned away where the room has no end"),
        ((*WORK, "--agents", "0"), "--agents: '0' is not a whole number from 1"),
        ((*WORK, "--agents", "9", "--patience", "0s"), "--patience: 0s is no time at all"),
        (("--calls", "1e8", "--handle", "3m", "--agents", "9"), "erlangs is over 100,000"),
        ((*WORK, "--agents", "9", "--json", "/dev/null/x.json"), "cannot write there"),
    ],
)
def test_what_makes_no_question_is_refused_in_words(words: tuple[str, ...], told: str) -> None:
    said = typed("erlang", *words)
    assert (said.code, said.out) == (2, "")
    assert told in said.err
