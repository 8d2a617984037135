"""The page of a desk that answers email between its calls."""

from __future__ import annotations

from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from tests.cli.conftest import typed

DESK = """\
name: Calls and email
days: 2
open: 08:00-12:00
queues:
  care:
    arrivals: {per_day: 60, day_to_day: 0%}
    talk: {exponential: 4m}
    patience: on
    target: {answer: 80%, within: 20s}
  mail:
    channel: email
    open: 00:00-24:00
    arrivals: {per_day: 30, day_to_day: 0%}
    talk: {exponential: 6m}
    target: {answer: 90%, within: 4h, clock: opening_hours}
    backlog: {count: 10, age: {exponential: 1d}}
    chases: {after: {exponential: 1d}}
    reply_expected: {15m: 12%, 4h: 46%}
agents: {front: {skills: [care, mail], on_queue: 3}}
"""


def test_the_page_of_email_tells_replies_expectations_and_the_backlog(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    file = tmp_path / "desk.yaml"
    file.write_text(DESK, encoding="utf-8")
    said = typed("run", file, "--days", 8, "--processes", 1)
    assert said.code == 0, said.err
    assert said.out == snapshot
