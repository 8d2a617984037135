"""Deferred work as the log shows it: a log broken in one way is caught by the finding that names the way."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from sim.log.audit import audit
from sim.log.columns import Logs, to_logs
from sim.scenario.deferred import Chases
from sim.scenario.schema import Scenario
from tests.moments.story import customer, tell

c = pl.col


def a_day() -> tuple[Logs, Scenario]:
    """One agent: mail of 100 s from 0, interrupted at 20 by a call of 30 s; a mail of 40 s that is open in the end."""
    customers = [
        customer(at=0, queue="mail", talk=100),
        customer(at=20, talk=30),
        customer(3590, queue="mail", talk=40),
    ]
    groups = {"front": (["care", "mail"], 1), "phones": (["care"], 0)}
    told = tell(*customers, queues={"care": {}, "mail": {"channel": "email"}}, groups=groups, open="00:00-01:00")
    return to_logs(told.record, told.scenario, 0), told.scenario


def contacts(name: str, value: object, issue: int) -> Callable[[Logs], Logs]:
    def change(logs: Logs) -> Logs:
        dtype = logs.contacts.schema[name]
        new = pl.when(c("issue") == issue).then(pl.lit(value, dtype)).otherwise(c(name)).alias(name)
        return Logs(logs.contacts.with_columns(new), logs.agents, logs.queues)

    return change


def agents(change: Callable[[pl.DataFrame], pl.DataFrame]) -> Callable[[Logs], Logs]:
    return lambda logs: Logs(logs.contacts, change(logs.agents), logs.queues)


def stretch(at_s: int, **new: object) -> Callable[[Logs], Logs]:
    """The span that begins at this second, changed."""
    begins = c("from_ms") == at_s * 1000
    return agents(
        lambda rows: rows.with_columns(
            pl.when(begins).then(pl.lit(value, rows.schema[name])).otherwise(c(name)).alias(name)
            for name, value in new.items()
        )
    )


BROKEN = [
    (contacts("worked_ms", None, 0), "worked_ms stands on deferred contacts, and only there"),
    (contacts("interruptions", 0, 1), "interruptions stands on deferred contacts, and only there"),
    (contacts("messages", None, 0), "messages stand on deferred contacts that were taken up, and only there"),
    (contacts("messages", 1, 1), "messages stand on deferred contacts that were taken up, and only there"),
    (contacts("messages", 2, 0), "customers write as often as they may"),
    (contacts("outcome", "abandoned", 0), "what comes into a backlog is answered or left"),
    (contacts("worked_ms", 90_000, 0), "what is answered has all its work done"),
    (contacts("answered_ms", 60_000, 0), "deferred work takes no less time than there is work"),
    (lambda logs: Logs(logs.contacts, logs.agents, logs.queues[:-1]), "what is left of a backlog is open"),
    (stretch(0, to_ms=15_000), "the stretches of deferred work add up to the work done"),
    (stretch(0, issue=None), "deferred work says whose it is"),
    (stretch(20, issue=1), "only deferred work says whose it is"),
    (contacts("answered_ms", 10_000, 0), "deferred work is done from taking up to the reply"),
    (stretch(0, group="phones"), "deferred work is done by who has the skill"),
]


@pytest.mark.parametrize(("broken", "said"), BROKEN, ids=[said for _, said in BROKEN])
def test_a_log_broken_in_one_way_is_caught(broken: Callable[[Logs], Logs], said: str) -> None:
    logs, scenario = a_day()
    assert audit(logs, scenario) == ()
    assert any(finding.startswith(said) for finding in audit(broken(logs), scenario))


def test_who_writes_again_though_taken_up_at_once_is_caught() -> None:
    logs, scenario = a_day()
    pages = {**scenario.queues, "mail": scenario.queues["mail"].model_copy(update={"chases": Chases()})}
    chased = scenario.model_copy(update={"queues": pages})
    assert audit(logs, chased) == ()
    findings = audit(contacts("messages", 2, 0)(logs), chased)
    assert any(finding.startswith("who does not wait does not write again") for finding in findings)


def test_email_begun_while_somebody_waits_is_caught() -> None:
    logs, scenario = a_day()
    # The call was answered at 20; if it waited from 0 on, the mail was begun, and went on, beside it.
    late = contacts("queued_ms", -1_000, 1)(contacts("arrived_ms", -1_000, 1)(logs))
    findings = audit(late, scenario)
    assert any(one.startswith("front begins no deferred work while somebody waits") for one in findings)
    late = contacts("queued_ms", 5_000, 1)(contacts("arrived_ms", 5_000, 1)(logs))
    findings = audit(late, scenario)
    assert any(one.startswith("front lets nobody wait for deferred work") for one in findings)
