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
        ("most_pending: 0", "24:30 queues.care.callback.most_pending: 0 is out of range: write 1 or more"),
    ],
)
def test_a_promise_that_can_never_be_made_is_told_with_its_cure(tmp_path: Path, callback: str, told: str) -> None:
    assert told_of(tmp_path, callback) == [f"page.yaml:{told}"]


@pytest.mark.parametrize("callback", ["last_offer: 11h59m", "most_pending: 1"])
def test_a_promise_that_can_be_made_is_not_complained_about(tmp_path: Path, callback: str) -> None:
    assert told_of(tmp_path, callback) == []
