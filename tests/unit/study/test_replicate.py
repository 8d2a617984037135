"""Replications: the same whatever plays them, and paired by the same customers."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

import sim.study.replicate as subject
from sim.kpi.catalogue import find
from sim.log.store import read
from sim.study.figures import sums_of
from sim.study.replicate import (
    AuditError,
    Study,
    Task,
    merged,
    play_task,
    recount,
    replicate,
    replications_for,
)
from sim.study.statistics import paired_difference, pooled_ratio
from tests.unit.study.small_desk import small_desk


def assert_same(one: Study, other: Study) -> None:
    assert one.day_factors.equals(other.day_factors)
    assert (one.contacts, one.replications) == (other.contacts, other.replications)
    for field in fields(one.cells):
        assert getattr(one.cells, field.name).equals(getattr(other.cells, field.name)), field.name


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_same_seed_gives_the_same_log_byte_for_byte_with_one_and_two_processes(tmp_path: Path, ending: str) -> None:
    desk = small_desk(tmp_path)
    folders = [tmp_path / "one", tmp_path / "two"]
    studies = []
    for processes, folder in enumerate(folders, 1):
        folder.mkdir()
        studies.append(replicate(desk, 5, 3, processes=processes, log_to=folder / f"calls.{ending}"))
    assert_same(*studies)
    names = sorted(path.name for path in folders[0].iterdir())
    assert len(names) == 4  # contacts, agents, queues, scenario
    assert names == sorted(path.name for path in folders[1].iterdir())
    for name in names:
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes(), name


def test_cells_do_not_depend_on_how_replications_are_chunked(tmp_path: Path) -> None:
    desk = small_desk(tmp_path, days=2)
    one_by_one = [play_task(Task(desk, 0.0, 1, range(place, place + 1))) for place in range(5)]
    assert_same(replicate(desk, 5, 1), merged(desk, 1, 0.0, one_by_one))


def test_replications_are_kept_in_one_piece_however_many_are_joined_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = small_desk(tmp_path)
    parts = [play_task(Task(desk, 0.0, 1, range(place, place + 1), keep_logs=True)) for place in range(5)]
    at_once = merged(desk, 1, 0.0, parts)
    monkeypatch.setattr(subject, "JOINED", 2)
    two_by_two = merged(desk, 1, 0.0, iter(parts))
    assert_same(at_once, two_by_two)
    frames = [getattr(two_by_two.cells, field.name) for field in fields(two_by_two.cells)]
    assert [frame.n_chunks() for frame in frames] == [1, 1, 1, 1]


def test_a_study_prints_as_one_line(tmp_path: Path) -> None:
    study = replicate(small_desk(tmp_path), 2, 3)
    assert repr(study) == f"Study('Small desk', 2 days, seed 3, {study.contacts:,} contacts)"


def test_more_replications_keep_the_first_ones(tmp_path: Path) -> None:
    desk = small_desk(tmp_path)
    few, many = replicate(desk, 2, 1), replicate(desk, 6, 1)
    assert many.cells.days.filter(many.cells.days["replication"] < 2).equals(few.cells.days)


def test_a_saved_log_counts_to_the_same_study(tmp_path: Path) -> None:
    played = replicate(small_desk(tmp_path, days=2), 3, 1, log_to=tmp_path / "calls.parquet")
    assert_same(played, recount(read(tmp_path / "calls.parquet")))


def test_an_audit_finding_is_an_error_and_never_silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "audit", lambda logs, scenario: ("contact 7 was answered before it came",))
    with pytest.raises(AuditError, match="contact 7 was answered before it came"):
        replicate(small_desk(tmp_path), 1, 1)


def test_progress_counts_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    replicate(small_desk(tmp_path), 9, 1, on_progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (9, 9)
    assert told == sorted(told)


def test_replications_hold_at_least_the_days_asked_for(tmp_path: Path) -> None:
    assert replications_for(small_desk(tmp_path, days=5), 100) == 20
    assert replications_for(small_desk(tmp_path, days=5), 101) == 21


def test_a_plans_own_price_is_in_the_cost_of_each_day(tmp_path: Path) -> None:
    desk = small_desk(tmp_path)
    costs = [sums_of(replicate(desk, 2, 1, cost_per_day=price), find("cost"), None).pooled() for price in (0.0, 40.0)]
    assert costs[1] == pytest.approx((costs[0] or 0) + 40)


def test_pairing_halves_the_interval_of_asa_for_two_more_agents(tmp_path: Path) -> None:
    """22 agents and two more: on the same customers the half-width is at most half that of separate runs."""
    desk = small_desk(tmp_path).patched({"queues.care.arrivals.per_day": 1056, "agents.front.on_queue": 22})
    more = desk.patched({"agents.front.on_queue": "+2"})
    base, plan = (sums_of(replicate(one, 20, 1), find("asa"), "care") for one in (desk, more))
    other = sums_of(replicate(more, 20, 2), find("asa"), "care")
    paired = paired_difference(plan.tops[0], plan.bottoms[0], base.tops[0], base.bottoms[0]).at(0).half_width
    alone = [pooled_ratio(one.tops[0], one.bottoms[0]).at(0).half_width or 0 for one in (base, other)]
    assert paired is not None
    assert paired <= 0.5 * (alone[0] ** 2 + alone[1] ** 2) ** 0.5
