"""Keys that mean nothing where nobody waits on the line are refused, each with its place and its cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.scenario.pages import complaints

PAGE = """name: Mail desk
open: 08:00-18:00
queues:
  care: {arrivals: {per_day: 100}, talk: {exponential: 3m}}
  mail: {channel: email, arrivals: {per_day: 100}, talk: {exponential: 3m}, target: {answer: 90%, within: 4h}}
  claims: {channel: email, arrivals: none, talk: {exponential: 3m}}
agents:
  front: {skills: [care, mail, claims], on_queue: 5}
"""


def with_key(line: str, key: str) -> str:
    """The page with one more key on one of its lines."""
    start = f"  {line}: {{"
    assert PAGE.count(start) == 1
    return PAGE.replace(start, f"{start}{key}, ")


def test_a_page_with_email_is_fine(tmp_path: Path) -> None:
    assert complaints(tmp_path, PAGE) == []
    assert complaints(tmp_path, with_key("mail", "backlog: {count: 50, age: {exponential: 1d}}")) == []
    assert complaints(tmp_path, with_key("front", "deferred: {reserve: 2, interruptible: false}")) == []
    assert complaints(tmp_path, with_key("mail", "bursts: {outage: {at: 10:00, size: 90, decay: 1h}}")) == []


@pytest.mark.parametrize(
    ("key", "cure"),
    [
        ("hold: {exponential: 1m}", "write all of the work as handle_time"),
        ("wrap_up: {exponential: 1m}", "write all of the work as handle_time"),
        ("patience: on", "remove it: email is answered in the end, or still open"),
        ("waiting_room: 3", "remove it: a backlog has room for all"),
        ("lines: 3", "remove it: a backlog has room for all"),
        ("quote: last_waited", "remove it"),
        ("callback: on", "write switch.answered: {to: a voice queue} for those who are called instead"),
        ("redial: on", "remove it: `unresolved` brings back those whose matter is not settled"),
        ("when_closed: {returns_within: 10m}", "remove it: email is never turned away"),
    ],
)
def test_what_a_line_has_and_a_backlog_has_not_is_refused(tmp_path: Path, key: str, cure: str) -> None:
    (told,) = complaints(tmp_path, with_key("mail", key))
    name = key.partition(":")[0]
    assert told.startswith("page.yaml:5:10 ")
    assert told.endswith(f"queues.mail.{name}: nobody waits on the line for email: {cure}")


@pytest.mark.parametrize(
    ("line", "key", "path", "said"),
    [
        ("care", "backlog: {count: 5, age: {exponential: 1d}}", "queues.care.backlog", "only email lies until"),
        ("care", "chases: on", "queues.care.chases", "only email lies until"),
        ("mail", "chases: {longer: -10%}", "queues.mail.chases", "more messages make no less work"),
        ("care", "reply_expected: {4h: 46%}", "queues.care.reply_expected", "only email lies until"),
        ("mail", "reply_expected: {4h: 46%, 1d: 40%}", "queues.mail.reply_expected", "so write more than 46%"),
        ("mail", "reply_expected: {60m: 4%, 1h: 5%}", "queues.mail.reply_expected", "60m and 1h are the same time"),
        ("care", "before: [mail]", "queues.care.before", "who waits on a line always comes before mail: remove it"),
        (
            "mail",
            "bursts: {outage: {at: 10:00, size: 90, decay: 1h, patience: {constant: 1m}}}",
            "queues.mail.bursts.outage.patience",
            "nobody waits on the line for email: remove it",
        ),
        (
            "mail",
            "reasons: {other: {share: 100%, wrap_up: {constant: 1m}}}",
            "queues.mail.reasons.other.wrap_up",
            "nobody waits on the line for email: write all of the work as handle_time",
        ),
        ("mail", "escalate: {chance: 5%, to: care}", "queues.mail.escalate.to", "write switch.answered: {to: care}"),
        ("care", "escalate: {chance: 5%, to: mail}, lines: 9", "queues.care.lines", "a line would be kept until mail"),
        ("mail", "switch: {abandoned: {chance: 5%, to: care}}", "queues.mail.switch.abandoned", "nobody abandons"),
    ],
)
def test_what_goes_wrong_between_lines_and_backlogs_is_refused(
    tmp_path: Path, line: str, key: str, path: str, said: str
) -> None:
    (told,) = complaints(tmp_path, with_key(line, key))
    assert f" {path}: " in told
    assert said in told


def test_an_escalation_from_email_to_email_or_from_a_line_to_email_is_fine(tmp_path: Path) -> None:
    assert complaints(tmp_path, with_key("mail", "escalate: {chance: 5%, to: claims}")) == []
    assert complaints(tmp_path, with_key("care", "escalate: {chance: 5%, to: mail}")) == []


def test_a_formula_or_a_clock_that_email_cannot_have_is_refused(tmp_path: Path) -> None:
    (told,) = complaints(tmp_path, PAGE.replace("within: 4h", "within: 4h, formula: excl_short"))
    assert "queues.mail.target.formula: excl_short counts those who abandon" in told
    by_hours = PAGE.replace("within: 4h", "within: 4h, clock: opening_hours")
    assert complaints(tmp_path, by_hours) == []
    (told,) = complaints(tmp_path, by_hours.replace("open: 08:00-18:00\n", ""))
    assert "queues.mail.target.clock: the page is open round the clock" in told
    live = PAGE.replace("talk: {exponential: 3m}}\n  mail", "talk: {exponential: 3m}, target: {answer: 80%, "
                        "within: 20s, clock: calendar}}\n  mail")  # fmt: skip
    (told,) = complaints(tmp_path, live)
    assert "queues.care.target.clock: only email lies until somebody has time for it" in told


def test_a_clock_of_opening_hours_that_never_pass_is_refused(tmp_path: Path) -> None:
    own_hours = PAGE.replace("arrivals", "open: 08:00-18:00, arrivals").replace("4h", "4h, clock: opening_hours")
    dates_alone = "open: {mon-sun: closed, 2026-12-01: 08:00-18:00}\ndays: {count: 2, first: 2026-11-30}\n"
    some_date = own_hours.replace("open: 08:00-18:00\n", dates_alone)
    (told,) = complaints(tmp_path, some_date)
    assert told.startswith("page.yaml:6:")
    assert "queues.mail.target.clock: the page is open on no weekday, so that its opening hours never pass" in told


def test_a_target_that_takes_more_opening_hours_than_a_year_has_is_refused(tmp_path: Path) -> None:
    late = PAGE.replace("within: 4h", "within: 1000d, clock: opening_hours")
    (told,) = complaints(tmp_path, late)
    assert told.startswith(
        "page.yaml:5:107 queues.mail.target.within: the page is open for 3640h a year, and the target"
    )
    assert told.endswith("takes longer: write 3640h or less, or clock: calendar")
    assert complaints(tmp_path, late.replace("1000d", "3640h")) == []
    assert complaints(tmp_path, late.replace("opening_hours", "calendar")) == []


def test_a_group_without_email_defers_nothing(tmp_path: Path) -> None:
    text = with_key("front", "deferred: on").replace(
        "on_queue: 5}", "on_queue: 5}\n  phones: {skills: [care], deferred: on, on_queue: 5}"
    )
    (told,) = complaints(tmp_path, text)
    assert "agents.phones.deferred: the group serves no email" in told


def test_without_a_target_there_is_no_deadline(tmp_path: Path) -> None:
    text = with_key("front", "deferred: {next: earliest_deadline}")
    assert complaints(tmp_path, text) == []
    (told,) = complaints(tmp_path, text.replace(", target: {answer: 90%, within: 4h}", ""))
    assert "agents.front.deferred.next: none of its email has a target, and so no deadline" in told


def test_a_clock_outside_the_live_queues_hours_is_outside_those_of_the_group(tmp_path: Path) -> None:
    (told,) = complaints(tmp_path, with_key("mail", "open: 00:00-24:00").replace("on_queue: 5", "on_queue: {20:00: 5}"))
    assert "20:00 is outside the opening hours 08:00-18:00" in told


def test_a_line_that_one_tier_after_the_other_would_keep_until_email_is_worked_off_is_refused(tmp_path: Path) -> None:
    page = with_key("care", "lines: 9, escalate: {chance: 5%, to: second}")
    second = "  second: {arrivals: none, talk: {exponential: 3m}, escalate: {chance: 5%, to: mail}}\n"
    (told,) = complaints(tmp_path, page.replace("agents:\n", f"{second}agents:\n").replace("[care,", "[care, second,"))
    assert "queues.care.lines: a line would be kept until mail has been worked off" in told


def test_a_backlog_that_is_not_written_as_one_is_told_all_that_it_needs(tmp_path: Path) -> None:
    for written in ("90", "on"):
        told = complaints(tmp_path, with_key("mail", f"backlog: {written}"))
        assert all("write on" not in one for one in told)
    (told,) = complaints(tmp_path, with_key("mail", "backlog: 90"))
    assert told.endswith("90 is not a set of keys: write backlog: {count: 90, age: {uniform: {from: 0s, to: 2d}}}")
