"""`ccsim check --explain`: every value in force, and who said so."""

import re
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from sim.scenario.defaults import unwritten
from sim.scenario.load import load
from sim.show.layout import WIDTH
from tests.cli.conftest import SMALL, typed

SHIPPED = Path(__file__).resolve().parents[2] / "scenarios" / "support-line.yaml"
OPEN_PAGE = """\
name: Much is left open
open: 08:00-12:00
queues:
  care:
    arrivals: {per_hour: 30}
    talk: {lognormal: 4m}
    wrap_up: {mixture: {zero: 50%, otherwise: {gamma: {mean: 1m}}}}
    patience: on
    self_service: {hand_over: on, false_containment: {chance: 5%}}
    callback: on
    redial: on
    unresolved: on
    switch: {abandoned: {chance: 5%, leaves_to: email}, answered: {chance: 2%, leaves_to: email}}
agents:
  team: {skills: [care], on_queue: 3}
"""


def explained(*words: object) -> dict[str, str]:
    """Path -> its value and where it is said, as one line: `patience -> {exponential: 3m} line 14`."""
    said = typed("check", *words, "--explain")
    assert (said.code, said.err) == (0, "")
    found: dict[str, str] = {}
    for section in said.out.split("\n\n")[2:]:
        head, *lines = section.splitlines()
        path = ""
        for line in lines:
            if re.match(r" {4}\S", line):
                path, _, told = line.strip().partition(" ")
                path = f"{head.strip()}.{path}"
                found[path] = " ".join(told.split())
            else:
                found[path] += " " + line.strip()
    return found


@pytest.fixture
def left_open(tmp_path: Path) -> Path:
    file = tmp_path / "open.yaml"
    file.write_text(OPEN_PAGE, encoding="utf-8")
    return file


def test_explain_prints_every_value(snapshot: SnapshotAssertion) -> None:
    said = typed("check", SMALL, "--explain")
    assert (said.code, said.err) == (0, "")
    assert said.out.replace(str(SMALL), "small.yaml") == snapshot


def test_no_line_of_it_is_wider_than_the_page(left_open: Path) -> None:
    for file in (SMALL, SHIPPED, left_open):
        _, *lines = typed("check", file, "--explain").out.splitlines()  # the first holds the file's path, however long
        assert max(map(len, lines)) <= WIDTH


def test_each_published_default_in_force_is_shown_with_its_value_and_source(left_open: Path) -> None:
    told = explained(left_open)
    named = unwritten(load(left_open))
    assert len(named) >= 20
    for one in named:
        assert "default" in told[one.path], one.path
        assert one.value.rstrip("0").rstrip(".") in told[one.path], one.path
        assert one.source, one.path
        assert f"Source: {one.source}." in told[one.path], one.path


def test_a_value_says_which_line_writes_it_even_in_the_file_that_is_extended(tmp_path: Path) -> None:
    base, monday = tmp_path / "base.yaml", tmp_path / "monday.yaml"
    base.write_text(OPEN_PAGE, encoding="utf-8")
    monday.write_text("extends: base.yaml\nqueues:\n  care:\n    short_abandon: 10s\n", encoding="utf-8")
    told = explained(monday, "--set", "agents.team.on_queue=+2")
    assert told["queues.care.short_abandon"].startswith("10s line 4 ")
    assert "base.yaml:5 " in told["queues.care.arrivals.per_hour"]
    assert told["agents.team.on_queue"].startswith("{00:00: 5} heads --set ")


def test_long_names_keep_to_the_page(tmp_path: Path) -> None:
    file = tmp_path / f"{'long_' * 12}.yaml"
    file.write_text(
        OPEN_PAGE.replace("care", "care_" * 22)
        + f"strategies:\n  {'more_' * 20}: "
        + "{set: {agents.team.on_queue: +1}}\n"
    )
    monday = tmp_path / "monday.yaml"
    monday.write_text(f"extends: {file.name}\n")
    for page in (file, monday):
        said = typed("check", page, "--explain")
        assert said.code == 0
        assert max(map(len, said.out.replace(str(page), "page.yaml").splitlines())) <= WIDTH


def test_bare_numbers_have_a_unit_and_money_the_files_currency() -> None:
    told = explained(SHIPPED)
    assert told["queues.care.arrivals.per_day"].startswith("2400 contacts a day ")
    assert told["queues.care.self_service.cost"].startswith("0.35 EUR a session ")
    assert told["the whole page.days.warm_up"].startswith("1 day line ")
    assert told["agents.front.cost_per_hour"].startswith("27 EUR an hour ")


def test_what_a_queue_does_not_have_stands_together_at_its_end() -> None:
    said = " ".join(typed("check", SHIPPED, "--explain").out.split())
    arrivals = "arrivals.weekdays, arrivals.weeks, arrivals.within_day"
    off = "bursts, reasons, talk_limit, silent, history, backlog, chases, reply_expected, self_service.hand_over"
    off += ", announce, balk, callback, redial_blocked, switch"
    assert f" off: {arrivals}, {off} queues.expert " in said
    assert " off: experience " in said
    assert said.count(" off: ") == 5  # of two queues, two groups and the page


def test_a_file_with_faults_is_not_explained(left_open: Path) -> None:
    said = typed("check", left_open, "--explain", "--set", "queues.care.patiense=on")
    assert (said.code, said.out) == (2, "")
    assert "did you mean patience?" in said.err
