"""The README's table for trainers: each figure is what the command beside it prints, or what the lesson's file says."""

from __future__ import annotations

import re
from math import sqrt

import pytest

from tests.cli.conftest import typed
from tests.docs.test_readme import README
from tests.lessons.pages import LESSONS, shown

ROWS = [
    tuple(cell.strip() for cell in line.strip("| ").split(" | "))
    for line in README.partition("## For trainers")[2].partition("\n## ")[0].splitlines()
    if re.match(r"\| \d", line)
]
OF_ERLANGS = [row for row in ROWS if "`ccsim erlang" in row[1]]


def figures(text: str) -> set[str]:
    """Every number of a text but for a lesson's own, promises like 80/20, and what is said not to be so."""
    return set(re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", re.sub(r"^\d+\. |\d+/\d+s?|not \d+", "", text)))


def printed(cell: str) -> str:
    """What the command of a cell prints, and then with each of the options that follow it."""
    first, *options = (found.split() for found in re.findall(r"`([^`]+)`", cell))
    said = [typed(*first[1:], *more) for more in ([], *options)]
    assert all(one.code == 0 for one in said)
    return " ".join(first) + "".join(one.out for one in said)


def to_spare(agents: int, load: int) -> set[str]:
    """Agents beyond the load, and these over its square root."""
    return {str(agents - load), f"{(agents - load) / sqrt(load):.2f}"}


@pytest.mark.parametrize("row", OF_ERLANGS, ids=lambda row: row[0].partition(":")[0])
def test_a_lesson_of_erlangs_shows_what_its_command_prints(row: tuple[str, str, str]) -> None:
    question, command, answer = row
    allowed = figures(printed(command))
    if "square root" in question:
        allowed |= to_spare(14, 10) | to_spare(170, 160)
    assert figures(question) | figures(answer) <= allowed


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_of_a_file_shows_what_stands_at_its_foot(lesson: str) -> None:
    ((question, _, answer),) = (row for row in ROWS if row[1] == f"`ccsim compare scenarios/lessons/{lesson}.yaml`")
    told = {written.split()[0] for plan in shown(lesson).values() for written in plan.values()}
    assert figures(answer) <= told
    assert figures(question) <= told | ASKED


ASKED = {"80", "10"}
"""What the files are about: 80 % in time, days that differ by 10 %."""


def test_the_lessons_of_the_readme_are_the_numbered_ones() -> None:
    numbers = [int(row[0].partition(".")[0]) for row in ROWS]
    assert numbers == sorted(set(numbers))
    assert {1, 2, 3, 4, 6, 7, 8, 9, 11} <= set(numbers)
