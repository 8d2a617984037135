"""What `ccsim check` notes of a file that is fine, for the planner to think over."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.show.check_page import check_page
from tests.unit.scenario.pages import page

DESK = """name: Mail desk
open: 08:00-18:00
days: 2
queues:
  mail: {channel: email, arrivals: {per_day: 100}, talk: {exponential: 3m}}
  claims: {channel: email, arrivals: none, talk: {exponential: 3m}, backlog: {count: 5, age: {exponential: 1d}}}
  care: {arrivals: {per_day: 100}, talk: {exponential: 3m}}
agents:
  front: {skills: [mail, claims, care], on_queue: 5}
"""


def noted(folder: Path, text: str) -> str:
    return " ".join(check_page(page(folder, text), "page.yaml").split())


def test_check_notes_a_mailbox_that_begins_empty(tmp_path: Path) -> None:
    said = "begins with an empty mailbox: write a backlog, or a days.warm_up before the days that count."
    assert f" mail {said}" in noted(tmp_path, DESK)
    both = noted(tmp_path, DESK.replace("count: 5", "count: 0"))
    assert "mail and claims begin with an empty mailbox: " in both


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("days: 2", "days: {count: 2, warm_up: 1}"),
        ("mail: {channel: email,", "mail: {channel: email, backlog: {count: 9, age: {exponential: 1d}},"),
        ("mail: {channel: email,", "mail: {"),
    ],
)
def test_a_backlog_or_a_warm_up_fills_the_mailbox_and_calls_have_none(tmp_path: Path, old: str, new: str) -> None:
    assert "empty mailbox" not in noted(tmp_path, DESK.replace(old, new))
