"""`ccsim staff`: what a planner types and reads."""

import json
from pathlib import Path

from sim.show.layout import WIDTH
from tests.cli.conftest import SMALL, typed

TINY = """\
name: Tiny line
interval: 60m
open: 08:00-10:00
queues:
  care:
    arrivals: {per_hour: {08:00: 40, 09:00: 80}, day_to_day: 0%}
    handle_time: {exponential: 3m}
    patience: {exponential: 3m}
    target: {answer: 80%, within: 30s}
agents:
  front: {skills: [care], on_queue: 4, cost_per_hour: 20}
"""


def test_the_heads_needed_stand_under_the_hours_with_the_row_for_the_file(tmp_path: Path) -> None:
    file = tmp_path / "tiny.yaml"
    file.write_text(TINY)
    said = typed("staff", file, "--days", 2, "--processes", 1, "--json", tmp_path / "staff.json")
    assert (said.code, said.err) == (0, "")
    assert max(map(len, said.out.splitlines())) <= WIDTH
    lines = said.out.splitlines()
    rows = {line.split("  ")[1].strip(): line.split()[-2:] for line in lines if line.startswith("  ")}
    assert rows["today"] == ["4", "4"]
    needed = rows["needed"]
    assert f"    on_queue: {{08:00: {needed[0]}, 09:00: {needed[1]}}}" in lines
    assert int(needed[0]) < int(needed[1])
    again = json.loads((tmp_path / "staff.json").read_text(encoding="utf-8"))
    assert [str(one["needed"]) for one in again["intervals"]] == needed
    assert [one["erlang"] for one in again["intervals"]] == [int(one) for one in rows["Erlang A needs"]]


def test_a_group_that_is_not_there_is_refused_in_words() -> None:
    said = typed("staff", SMALL, "--group", "frnt", "--days", 1)
    assert (said.code, said.out) == (2, "")
    assert said.err == "--group: there is no group 'frnt', write one of front, experts\n"


def test_a_group_of_shifts_gets_agents_by_shift_as_paths_for_a_strategy(tmp_path: Path) -> None:
    shifts = "shifts: {early: {agents: 4, hours: 08:00-09:00}, late: {agents: 4, hours: 09:00-10:00}}"
    file = tmp_path / "shifts.yaml"
    file.write_text(TINY.replace("on_queue: 4", shifts))
    said = typed("staff", file, "--days", 2, "--processes", 1, "--json", tmp_path / "staff.json")
    assert (said.code, said.err) == (0, "")
    assert max(map(len, said.out.splitlines())) <= WIDTH
    again = json.loads((tmp_path / "staff.json").read_text(encoding="utf-8"))
    early, late = (again["shifts"][name]["needed"] for name in ("early", "late"))
    assert early < late
    assert f"  late    09:00-10:00              4   {late:>6}" in said.out
    paths = [line.strip() for line in said.out.splitlines() if line.strip().startswith("agents.front.shifts.")]
    assert paths == [f"agents.front.shifts.early.agents: {early}", f"agents.front.shifts.late.agents: {late}"]
    assert typed("check", file, "--set", paths[1].replace(": ", "=")).code == 0


def test_days_that_differ_are_asked_one_by_one(tmp_path: Path) -> None:
    file = tmp_path / "week.yaml"
    shifts = "shifts: {early: {agents: 4, hours: 08:00-10:00, weekdays: mon}}"
    file.write_text(TINY.replace("on_queue: 4", shifts) + "days: {count: 2, first: mon}\n")
    said = typed("staff", file)
    assert said.code == 2
    assert said.err.endswith("ask it day by day, like --set 'days={count: 1, first: mon}'\n")
