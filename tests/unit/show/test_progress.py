"""How far long work is, on stderr."""

import io
import sys

import pytest

from sim.show.progress import Tally, watched


def test_where_stderr_is_no_terminal_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    tally = Tally()
    with watched("Desk", tally):
        tally.another_round(20)
        tally.told(12, 20)
    assert capsys.readouterr().err == ""


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
