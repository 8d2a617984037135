from pathlib import Path

import pytest

from tests.unit.scenario.pages import complaints, with_line

REDIAL = "redial: {chance: 35%, after: {exponential: 10m}, at_most: 3}"


def told_of(folder: Path, callback: str) -> list[str]:
    return complaints(folder, with_line(REDIAL, f"callback: {{{callback}}}"))


@pytest.mark.parametrize(
    ("callback", "told"),
    [
        (
            "last_offer: 12h",
            "24:28 queues.care.callback.last_offer: 12h before closing is before opening: no callback is ever offered: "
            "write less than 12h, or callback: off",
        ),
        (
            "scheduled: {slots: 13h, capacity: 4, wanted_after: {exponential: 2h}}",
            "24:35 queues.care.callback.scheduled.slots: a slot of 13h is longer than the queue is open: "
            "write 12h or less",
        ),
        (
            "scheduled: {slots: 1s, capacity: 4, wanted_after: {exponential: 2h}}",
            "24:27 queues.care.callback.scheduled: slots of 1s are too short to plan with: write 1m or more",
        ),
        (
            "scheduled: {capacity: 0, wanted_after: {exponential: 2h}}",
            "24:38 queues.care.callback.scheduled.capacity: 0 is out of range: write 1 or more",
        ),
        ("most_pending: 0", "24:30 queues.care.callback.most_pending: 0 is out of range: write 1 or more"),
    ],
)
def test_a_promise_that_can_never_be_made_is_told_with_its_cure(tmp_path: Path, callback: str, told: str) -> None:
    assert told_of(tmp_path, callback) == [f"page.yaml:{told}"]


@pytest.mark.parametrize("callback", ["last_offer: 11h59m", "most_pending: 1"])
def test_a_promise_that_can_be_made_is_not_complained_about(tmp_path: Path, callback: str) -> None:
    assert told_of(tmp_path, callback) == []
