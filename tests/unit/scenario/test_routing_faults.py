"""Choices between queues that could not be made are refused, each with its place and its cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.scenario.pages import complaints, with_line


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("[expert]", "cannot come before itself: name other queues"),
        ("[car]", "there is no queue 'car', did you mean care?"),
        ("[care, care]", "care is named twice: remove one of the two"),
    ],
)
def test_an_order_of_queues_names_others_each_once(tmp_path: Path, before: str, said: str) -> None:
    text = with_line("arrivals: none\n", f"arrivals: none\n    before: {before}\n")
    (told,) = complaints(tmp_path, text)
    assert "queues.expert.before" in told
    assert told.endswith(said)


def test_two_queues_cannot_both_come_before_the_other(tmp_path: Path) -> None:
    text = with_line("arrivals: none\n", "arrivals: none\n    before: [care]\n")
    text = with_line("    escalate: {chance: 12%", "    before: [expert]\n    escalate: {chance: 12%", text)
    (told,) = complaints(tmp_path, text)
    assert told.endswith("a circle: care -> expert -> care: let one queue of the circle end it")


def test_an_order_between_queues_that_no_group_serves_both_is_refused(tmp_path: Path) -> None:
    text = with_line("arrivals: none\n", "arrivals: none\n    before: [care]\n")
    text = with_line("skills: [expert, care]", "skills: [expert]", text)
    (told,) = complaints(tmp_path, text)
    assert "queues.expert.before: no group serves both expert and care" in told
    assert told.endswith("add care to the skills of a group that serves expert, or remove it")


def test_to_be_overdue_a_queue_needs_a_target(tmp_path: Path) -> None:
    text = with_line("skills: [expert, care]", "skills: [expert, care], next_contact: most_overdue")
    assert complaints(tmp_path, text) == []
    (told,) = complaints(tmp_path, with_line("    target: {answer: 80%, within: 60s}\n", "", text))
    assert "agents.experts.next_contact: expert has no target to be overdue against" in told


def test_a_weight_that_nobody_weighs_is_refused(tmp_path: Path) -> None:
    text = with_line("arrivals: none\n", "arrivals: none\n    weight: 2\n")
    (told,) = complaints(tmp_path, text)
    assert "queues.expert.weight: nobody weighs the waits of expert" in told
    weighed = with_line("skills: [expert, care]", "skills: [expert, care], next_contact: weighted_wait", text)
    assert complaints(tmp_path, weighed) == []


def test_a_head_start_that_nobody_compares_is_refused(tmp_path: Path) -> None:
    text = with_line("arrivals: none\n", "arrivals: none\n    head_start: 2m\n")
    (told,) = complaints(tmp_path, text)
    assert "queues.expert.head_start: nobody compares the waits of expert with others" in told
    assert told.endswith("write next_contact: longest_wait or weighted_wait in a group that serves it, or remove it")
    for rule in ("longest_wait", "weighted_wait"):
        compared = with_line("skills: [expert, care]", f"skills: [expert, care], next_contact: {rule}", text)
        assert complaints(tmp_path, compared) == []


@pytest.mark.parametrize("weight", ["0", "0.0001", "1001", "-2"])
def test_a_weight_is_more_than_nothing(tmp_path: Path, weight: str) -> None:
    text = with_line("arrivals: none\n", f"arrivals: none\n    weight: {weight}\n")
    text = with_line("skills: [expert, care]", "skills: [expert, care], next_contact: weighted_wait", text)
    (told,) = complaints(tmp_path, text)
    assert "queues.expert.weight" in told
