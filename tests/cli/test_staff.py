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
