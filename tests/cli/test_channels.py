"""What the pages show of chats and email beside calls."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.conftest import typed

CHANNELS = """\
name: Three channels
days: {count: 3, first: fri}
open: {mon-fri: 09:00-12:00, sat-sun: closed}
queues:
  phone:
    arrivals: {per_day: 40, day_to_day: 0%}
    talk: {exponential: 4m}
    patience: on
    target: {answer: 80%, within: 20s}
  chat:
    channel: chat
    arrivals: {per_day: 60, day_to_day: 0%}
    talk: {exponential: 5m}
    patience: on
    target: {answer: 80%, within: 1m}
  email:
    channel: email
    open: 00:00-24:00
    arrivals: {per_day: 20, day_to_day: 0%}
    handle_time: {exponential: 5m}
    target: {answer: 90%, within: 1h, clock: opening_hours}
    backlog: {count: 10, age: {exponential: 1d}}
    chases: {after: {exponential: 1d}}
    reply_expected: {15m: 12%, 4h: 46%}
agents:
  phones: {skills: [phone, email], on_queue: 2}
  chats: {skills: [chat], on_queue: 2, chats: {at_once: 2}}
strategies: {three: {about: Three chats at once, set: {agents.chats.chats.at_once: 3}}}
decide: {meet: [phone, chat, email], on: 80% of days, then: lowest cost}
"""


@pytest.fixture
def channels(tmp_path: Path) -> Path:
    file = tmp_path / "channels.yaml"
    file.write_text(CHANNELS, encoding="utf-8")
    return file


def test_compare_has_of_a_chat_how_long_it_takes_and_of_email_the_reply_and_the_backlog(
    channels: Path, snapshot: SnapshotAssertion
) -> None:
    said = typed("compare", channels, "--days", 9, "--processes", 1)
    assert said.code == 0, said.err
    table = said.out.partition("\n\n  phone  ")[2].partition("\n\n  won, lost")[0]
    assert table == snapshot


def test_the_page_tells_replies_by_their_clock_expectations_the_backlog_and_mail_of_closed_days(
    channels: Path, snapshot: SnapshotAssertion
) -> None:
    said = typed("run", channels, "--days", 9, "--processes", 1)
    assert said.code == 0, said.err
    assert said.out == snapshot


def test_waits_and_service_of_email_are_drawn_beside_those_of_calls_and_chats(channels: Path) -> None:
    said = typed("run", channels, "--days", 3, "--processes", 1, "--plot", channels.parent)
    assert said.code == 0, said.err
    assert {"waits.svg", "service.svg"} <= {file.name for file in channels.parent.iterdir()}
