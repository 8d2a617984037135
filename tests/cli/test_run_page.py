"""What the page of `run` says, and what it leaves out, where a file or a run is not the usual one."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import SMALL, typed


@pytest.fixture(scope="module")
def page_of_a_day(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One day of two queues with hours of their own, the second without a target."""
    file = tmp_path_factory.mktemp("day") / "hours.yaml"
    text = SMALL.read_text(encoding="utf-8").split("strategies:")[0]
    text = text.replace("    target: {answer: 80%, within: 60s}\n", "    open: 08:00-14:00\n    redial: on\n")
    file.write_text(text.replace("redial: {}", "redial: {chance: 20%, after: {exponential: 5m}}"))
    said = typed("run", file, "--days", 1, "--processes", 1)
    assert said.code == 0, said.err
    return " ".join(said.out.split())


def test_each_queue_s_hours_stand_at_the_top(page_of_a_day: str) -> None:
    assert "care (voice), 08:00-12:00; expert (voice), 08:00-14:00" in page_of_a_day


def test_a_day_says_nothing_of_a_day_in_ten_and_why(page_of_a_day: str) -> None:
    assert "a day in ten" not in page_of_a_day
    assert "What moves" not in page_of_a_day
    assert "1 day cannot tell what bad or busy days do: --days 10 or more." in page_of_a_day


def test_a_queue_without_target_says_what_it_is_counted_by(page_of_a_day: str) -> None:
    assert "no target: counted within 20s" in page_of_a_day


def test_values_left_open_name_their_queues_where_queues_differ(page_of_a_day: str) -> None:
    assert "you did not write shape this: at most 3 redials; for care: day-to-day 10%, bot gives up" in page_of_a_day
    assert "; for expert: redial 35%, redial after 10m (ccsim" in page_of_a_day


def test_a_booked_callback_shows_what_came_on_top_of_the_wait_that_the_customer_chose(
    page_of_a_day: str, tmp_path: Path
) -> None:
    text = SMALL.read_text(encoding="utf-8").split("strategies:")[0]
    pages = {}
    for name, booked in (("soon", ""), ("booked", "scheduled: {capacity: 4, wanted_after: {constant: 1h}}")):
        file = tmp_path / f"{name}.yaml"
        file.write_text(text.replace("    redial: {}\n", f"    redial: {{}}\n    callback: {{{booked}}}\n"))
        said = typed("run", file, "--days", 1, "--processes", 1)
        assert said.code == 0, said.err
        pages[name] = " ".join(said.out.split())
    assert "of it past the promised time" not in pages["soon"]
    assert re.search(r"time to callback 1h\d\dm .*? of it past the promised time [\d.]+ s ", pages["booked"])


def test_a_queue_that_turns_customers_away_says_what_share(page_of_a_day: str, tmp_path: Path) -> None:
    assert "turned away" not in page_of_a_day
    text = SMALL.read_text(encoding="utf-8").split("strategies:")[0]
    for limit in ("lines: 5", "waiting_room: 0"):
        file = tmp_path / "full.yaml"
        file.write_text(text.replace("    redial: {}\n", f"    redial: {{}}\n    {limit}\n"))
        said = typed("run", file, "--days", 1, "--processes", 1)
        assert said.code == 0, said.err
        assert re.search(r"turned away, line full +[1-9][\d.]* %", said.out.split("95 % interval")[1])


def test_what_quotes_were_worth_is_said_where_the_file_announces_them(page_of_a_day: str, tmp_path: Path) -> None:
    file = tmp_path / "says.yaml"
    text = SMALL.read_text(encoding="utf-8").split("strategies:")[0]
    file.write_text(text.replace("    redial: {}\n", "    redial: {}\n    announce: {pad: +20%}\n"))
    said = typed("run", file, "--days", 1, "--processes", 1)
    assert said.code == 0, said.err
    page = " ".join(said.out.split())
    for label in ("quoted wait, less the wait", "off by, either way", "waited longer than announced"):
        assert page.count(label) == 1
        assert label not in page_of_a_day
    assert "leaving x 1.5 a minute past the announced wait" in page
