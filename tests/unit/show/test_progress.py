"""How far long work is, on stderr."""

import io
import sys

import pytest

from sim.show import progress
from sim.show.progress import Tally, watched


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that the module believes have gone by."""
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_where_stderr_is_no_terminal_a_line_comes_every_ten_seconds(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    tally = Tally()
    with watched("Desk", tally):
        for second in (4, 9, 11, 15, 20, 21):
            clock[0] = second
            tally.told(second, 1000)
    assert capsys.readouterr().err == "Desk: 11 of 1,000 replications\nDesk: 21 of 1,000 replications\n"


def test_a_search_says_which_round_it_is_in(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    tally = Tally()
    with watched("Desk", tally):
        for second in (2, 5):
            tally.another_round(20)
            clock[0] = second
            tally.told(20, 20)
        clock[0] = 12
        tally.another_round(20)
    assert capsys.readouterr().err == "Desk: round 3, 0 of 20 replications\n"


def test_in_a_terminal_a_bar_has_the_name_the_round_and_the_time_gone_by(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", shown := Terminal())
    tally = Tally()
    with watched("Desk", tally):
        tally.another_round(20)
        tally.told(12, 20)
    for words in ("Desk, round 1", "12/20", "0:00:00"):
        assert words in shown.getvalue()
