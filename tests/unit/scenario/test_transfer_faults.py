"""A warm transfer that could hold two agents for ever is refused, with its place and its cure."""

from __future__ import annotations

from pathlib import Path

from tests.unit.scenario.pages import complaints, with_line

ESCALATE = "escalate: {chance: 12%, to: expert}"
WARM = "escalate: {chance: 12%, to: expert, warm: {exponential: 30s}}"


def test_a_warm_transfer_needs_patience_where_it_leads(tmp_path: Path) -> None:
    text = with_line(ESCALATE, WARM)
    assert complaints(tmp_path, text) == []
    (told,) = complaints(tmp_path, with_line("    patience: {exponential: 6m}\n", "", text))
    assert "queues.care.escalate.warm: the agent stays with a customer whose patience on expert is without end" in told
    assert told.endswith("write queues.expert.patience: on, or a law of your own; or remove warm")


def test_only_calls_are_passed_on_warmly(tmp_path: Path) -> None:
    text = with_line("channel: voice\n    arrivals:\n", "channel: chat\n    arrivals:\n", with_line(ESCALATE, WARM))
    told = complaints(tmp_path, text)
    assert any("nobody is on the line with two agents where care is a chat" in one for one in told)


def test_a_transfer_named_off_is_cold(tmp_path: Path) -> None:
    text = with_line("    patience: {exponential: 6m}\n", "", with_line(ESCALATE, WARM))
    assert complaints(tmp_path, text, sets=("queues.care.escalate.warm=off",)) == []
