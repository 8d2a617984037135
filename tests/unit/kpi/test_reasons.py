"""The figures of each contact reason, counted by hand on five contacts."""

from __future__ import annotations

from sim.kpi.compute import cells
from sim.kpi.reasons import reason_sums
from sim.log.columns import Logs
from sim.scenario.schema import Scenario
from sim.show.found import Found
from sim.show.reasons_block import reasons_blocks
from tests.unit.log.hand import Row, abandoned, answered, at, contact, logs, scenario, ten_contacts_logs
from tests.unit.study.made_up import study_of


def with_reasons() -> Scenario:
    reasons = {"password": {"share": "40%", "contained": "50%"}, "other": {"share": "60%"}, "never": {"share": "0%"}}
    return scenario().patched({"queues.care.reasons": reasons})


def five_contacts() -> Logs:
    """Two about a password, one of them contained; three about something else, one of whom hangs up."""
    contained: Row = contact(
        1, at("08:00"), reason="password", outcome="contained", ended_ms=at("08:01"), resolved=True,
        self_service="contained", self_service_ms=60_000,
    )  # fmt: skip
    return logs(
        [
            contained,
            answered(2, at("08:10"), 0, 80, wrap=20, reason="password"),
            answered(3, at("08:20"), 0, 200, reason="other"),
            answered(4, at("08:30"), 0, 150, hold=30, wrap=20, reason="other"),
            abandoned(5, at("08:40"), 30, reason="other"),
        ]
    )


def test_sums_are_counted_by_reason() -> None:
    found = reason_sums(five_contacts().contacts, with_reasons(), replication=7)
    assert found.rows() == [(7, "care", "other", 3, 0, 2, 400_000), (7, "care", "password", 2, 1, 1, 100_000)]


def test_cells_hold_them_and_hold_none_without_reasons() -> None:
    assert cells(five_contacts(), with_reasons()).reasons.height == 2
    assert cells(ten_contacts_logs(), scenario()).reasons.height == 0


def test_the_block_shows_what_each_reason_is_of_contacts_and_of_work() -> None:
    page = with_reasons()
    study = study_of(cells(five_contacts(), page), [1.0], page)
    ((head, *rows),) = reasons_blocks(Found(study, ()))
    assert [" ".join(line.split()) for line in (head, *rows)] == [
        "care, by reason contacts contained handled handle time agents' work",
        "password 40.0 % 50.0 % 33.3 % 1m40s 20.0 %",
        "other 60.0 % 0.0 % 66.7 % 3m20s 80.0 %",
        "never 0.0 % - - - -",
    ]


def test_a_page_without_reasons_has_no_such_block() -> None:
    assert reasons_blocks(Found(study_of(cells(ten_contacts_logs(), scenario()), [1.0], scenario()), ())) == []
