"""KPIs by contact reason, counted by hand on five contacts: two about a password, one of them contained."""

from __future__ import annotations

import pytest

from sim.kpi.compute import cells
from sim.log.columns import Logs
from sim.study.reasons import ReasonRow, reason_rows
from sim.study.replicate import Study
from tests.unit.kpi.test_reasons import five_contacts, with_reasons
from tests.unit.log.hand import answered, at, logs, scenario, ten_contacts_logs
from tests.unit.study.made_up import study_of

KPIS = ("share_of_contacts", "share_contained", "share_of_handled", "aht", "share_of_work")


def counted(contacts: Logs) -> Study:
    page = with_reasons()
    return study_of(cells(contacts, page), [1.0], page)


def means(rows: list[ReasonRow]) -> dict[str, list[float | None]]:
    assert [row.kpi for row in rows] == [*KPIS] * 3
    return {reason: [row.mean for row in rows if row.reason == reason] for reason in ("password", "other", "never")}


def served_for_another_reason() -> Logs:
    """A second replication: one contact about something else, served for 300 s."""
    return logs([answered(1, at("08:10"), 0, 300, reason="other", replication=1)])


def test_each_reason_has_its_figures_at_full_precision_in_file_order() -> None:
    assert means(reason_rows(counted(five_contacts()))) == {
        "password": [2 / 5, 1 / 2, 1 / 3, 100.0, 100 / 500],
        "other": [3 / 5, 0.0, 2 / 3, 200.0, 400 / 500],
        "never": [0.0, None, 0.0, None, 0.0],
    }


def test_replications_are_pooled_and_one_in_which_nobody_came_for_a_reason_counts() -> None:
    rows = reason_rows(counted(Logs.concat([five_contacts(), served_for_another_reason()])))
    assert means(rows) == {
        "password": [2 / 6, 1 / 2, 1 / 4, 100.0, 100 / 800],
        "other": [4 / 6, 0.0, 3 / 4, 700 / 3, 700 / 800],
        "never": [0.0, None, 0.0, None, 0.0],
    }
    assert all(row.low is not None and row.low <= (row.mean or 0) for row in rows if row.kpi == "share_of_contacts")


def test_a_plans_rows_have_their_paired_difference_from_baseline() -> None:
    base = counted(logs([answered(1, at("08:10"), 0, 300, reason="other")]))
    rows = reason_rows(counted(five_contacts()), "bot", base, comparisons=2)
    gaps = {(row.reason, row.kpi): row.difference.mean for row in rows if row.difference}
    assert {row.strategy for row in rows} == {"bot"}
    assert gaps["password", "share_of_contacts"] == pytest.approx(2 / 5 - 0)
    assert gaps["other", "aht"] == pytest.approx(200 - 300)
    assert gaps["password", "aht"] is None


def test_against_a_baseline_without_reasons_there_is_no_difference() -> None:
    base = study_of(cells(ten_contacts_logs(), scenario()), [1.0], scenario())
    rows = reason_rows(counted(five_contacts()), "bot", base)
    assert all(row.difference is not None and row.difference.mean is None for row in rows)
    assert reason_rows(base) == []
