"""Lines and redials of the blocked that could never come into force are refused, with their place and cure."""

from pathlib import Path

import pytest

from tests.unit.scenario.pages import complaints, page, with_line

PATIENCE = "    patience: {exponential: 3m}\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            PATIENCE,
            PATIENCE + "    redial_blocked: on\n",
            "17:5 queues.care.redial_blocked: nobody is ever turned away here: "
            "write lines or waiting_room beside it, or remove it",
        ),
        (
            "arrivals: none\n",
            "arrivals: none\n    lines: 6\n",
            "30:5 queues.expert.lines: nobody comes in on this queue; who escalates to it keeps the line they came in "
            "on: write lines at the queue that they reach first",
        ),
        (
            PATIENCE,
            PATIENCE + "    lines: 14\n    waiting_room: 14\n",
            "18:19 queues.care.waiting_room: so many places are never taken: those who wait are among the 14 on a "
            "line: write fewer places than lines, or remove it",
        ),
        (PATIENCE, PATIENCE + "    lines: 0\n", "17:12 queues.care.lines: 0 is out of range: write 1 or more"),
        (PATIENCE, PATIENCE + "    trunks: 9\n", "17:5 queues.care.trunks: unknown key, did you mean lines?"),
    ],
)
def test_what_could_never_come_into_force_is_told_with_its_place_and_cure(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert complaints(tmp_path, with_line(old, new)) == [f"page.yaml:{told}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (PATIENCE, PATIENCE + "    lines: 14\n    waiting_room: 13\n    redial_blocked: on\n"),
        (PATIENCE, PATIENCE + "    waiting_room: 13\n    redial_blocked: {chance: 50%}\n"),
        (PATIENCE, PATIENCE + "    redial_blocked: off\n"),
    ],
)
def test_what_may_come_into_force_is_taken(tmp_path: Path, old: str, new: str) -> None:
    page(tmp_path, with_line(old, new))


def test_a_queue_that_others_switch_to_may_have_lines(tmp_path: Path) -> None:
    text = with_line(PATIENCE, PATIENCE + "    switch: {answered: {chance: 5%, to: expert}}\n")
    page(tmp_path, with_line("arrivals: none\n", "arrivals: none\n    lines: 6\n", text))
