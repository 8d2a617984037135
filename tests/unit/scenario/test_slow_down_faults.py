"""A slow-down that could never be, or whose busy agents nobody could count, is refused with its cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.scenario.pages import complaints, page, with_line

AGENTS = "skills: [care], scheduled"


def slow(keys: str) -> str:
    return with_line(AGENTS, f"skills: [care], slow_down: {keys}, scheduled")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (
            "{above: 100%, by: +10%}",
            "above 100% busy there is nothing: write a share below it like 85%, or remove slow_down",
        ),
        ("{above: 85%, by: -10%}", "by must make work longer: write a change like +10%, or remove slow_down"),
    ],
)
def test_a_slow_down_happens_and_makes_work_longer(tmp_path: Path, keys: str, said: str) -> None:
    (told,) = complaints(tmp_path, slow(keys))
    assert told.endswith(said)


@pytest.mark.parametrize("keys", ["{above: 85%}", "{by: +10%}"])
def test_both_figures_are_asked_for_as_none_is_published(tmp_path: Path, keys: str) -> None:
    assert len(complaints(tmp_path, slow(keys))) == 1


@pytest.mark.parametrize("channel", ["chat", "email"])
def test_who_is_busy_is_settled_for_calls_alone(tmp_path: Path, channel: str) -> None:
    text = slow("{above: 85%, by: +10%}").replace("channel: voice", f"channel: {channel}", 1)
    (told,) = [told for told in complaints(tmp_path, text) if "slow_down" in told]
    assert told.endswith(
        f"the group serves care, by {channel}, and who is busy is settled for calls alone: "
        "remove it, or take care from the group's skills"
    )


def test_a_slow_down_can_be_taken_away(tmp_path: Path) -> None:
    assert page(tmp_path, slow("{above: 85%, by: +10%}")).agents["front"].slow_down is not None
    assert page(tmp_path, slow("off")).agents["front"].slow_down is None
