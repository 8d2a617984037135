"""A saved log is whole or not there, reads back as it was, and says what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from sim.log.columns import Logs, to_logs
from sim.log.store import LogError, read, saving, write
from tests.moments.story import by_name, customer, tell
from tests.unit.log.hand import scenario, ten_contacts_logs


def _pieces() -> list[Logs]:
    one = ten_contacts_logs()
    again = (frame.with_columns(replication=pl.lit(1, pl.Int64)) for frame in (one.contacts, one.agents, one.queues))
    return [one, Logs(*again)]


def _saved(folder: Path, ending: str) -> Path:
    path = folder / f"calls{ending}"
    write(path, _pieces(), scenario(), seed=3, replications=2, version="0.1.0")
    return path


@pytest.mark.parametrize("ending", [".parquet", ".csv"])
def test_saved_run_reads_back_as_it_was(tmp_path: Path, ending: str) -> None:
    run = read(_saved(tmp_path, ending))
    whole = Logs.concat(_pieces())
    for name in ("contacts", "agents", "queues", "roster"):
        assert getattr(run.logs, name).equals(getattr(whole, name))
    assert (run.scenario, run.seed, run.replications, run.version) == (scenario(), 3, 2, "0.1.0")
    assert {path.name for path in tmp_path.iterdir()} == {
        f"calls{ending}", f"calls-agents{ending}", f"calls-queues{ending}", "calls-scenario.yaml"
    }  # fmt: skip


def test_first_line_of_the_scenario_says_where_the_log_comes_from(tmp_path: Path) -> None:
    _saved(tmp_path, ".csv")
    line = (tmp_path / "calls-scenario.yaml").read_text().splitlines()[0]
    assert line.startswith("# ccsim 0.1.0, seed 3, replications 2, scenario ")


def test_log_without_a_contact_reads_back(tmp_path: Path) -> None:
    for ending in (".parquet", ".csv"):
        write(tmp_path / f"none{ending}", [], scenario(), seed=1, replications=0, version="0.1.0")
        assert len(read(tmp_path / f"none{ending}").logs.contacts) == 0


def test_broken_off_run_leaves_the_good_log_of_before(tmp_path: Path) -> None:
    path = _saved(tmp_path, ".parquet")
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}

    def half_a_run() -> Iterator[Logs]:
        yield _pieces()[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(path, half_a_run(), scenario(), seed=9, replications=2, version="0.1.0")
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_fault_of_the_run_itself_is_not_taken_for_one_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(BrokenPipeError), saving(tmp_path / "calls.csv", scenario(), 9, 2, "0.1.0"):
        raise BrokenPipeError


@pytest.mark.parametrize("name", ["calls.xlsx", "calls"])
def test_log_of_another_kind_is_refused_with_the_kinds_there_are(tmp_path: Path, name: str) -> None:
    with pytest.raises(LogError, match=r"ends in \.parquet or \.csv"):
        write(tmp_path / name, [], scenario(), 1, 0, "0.1.0")


def test_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LogError, match="choose another place"):
        write(tmp_path / "file" / "calls.csv", [], scenario(), 1, 0, "0.1.0")


@pytest.mark.parametrize("companion", ["calls-agents.csv", "calls-queues.csv", "calls-scenario.yaml", "calls.csv"])
def test_missing_file_is_named(tmp_path: Path, companion: str) -> None:
    path = _saved(tmp_path, ".csv")
    (tmp_path / companion).unlink()
    with pytest.raises(LogError, match=f"{companion}: there is no such file"):
        read(path)


@pytest.mark.parametrize("ending", [".parquet", ".csv"])
def test_missing_column_is_named(tmp_path: Path, ending: str) -> None:
    path = _saved(tmp_path, ending)
    agents = tmp_path / f"calls-agents{ending}"
    frame = (pl.read_csv(agents) if ending == ".csv" else pl.read_parquet(agents)).drop("to_ms")
    frame.write_csv(agents) if ending == ".csv" else frame.write_parquet(agents)
    with pytest.raises(LogError, match=r"calls-agents\.\w+: column to_ms is missing"):
        read(path)


def test_column_that_does_not_hold_its_type_is_named(tmp_path: Path) -> None:
    path = _saved(tmp_path, ".csv")
    path.write_text(path.read_text().replace("28800000", "eight", 1))
    with pytest.raises(LogError, match="column arrived_ms must hold whole numbers"):
        read(path)
    parquet = _saved(tmp_path, ".parquet")
    pl.read_parquet(parquet).with_columns(pl.col("resolved").cast(pl.String)).write_parquet(parquet)
    with pytest.raises(LogError, match="column resolved must hold true or false"):
        read(parquet)


def test_file_that_is_no_log_is_said(tmp_path: Path) -> None:
    path = _saved(tmp_path, ".parquet")
    path.write_text("not a log")
    with pytest.raises(LogError, match="cannot be read as Parquet"):
        read(path)


def test_scenario_without_its_first_line_is_said(tmp_path: Path) -> None:
    path = _saved(tmp_path, ".csv")
    page = tmp_path / "calls-scenario.yaml"
    page.write_text(page.read_text().split("\n", 1)[1])
    with pytest.raises(LogError, match="first line"):
        read(path)


@pytest.mark.parametrize("ending", [".parquet", ".csv"])
def test_the_plan_of_agents_by_name_is_saved_beside_the_log_and_asked_for(tmp_path: Path, ending: str) -> None:
    shifts = by_name(day={"agents": 2, "hours": (0, 600), "breaks": [(300, 60)]})
    care = {"arrivals": {"per_hour": 1}}
    told = tell(customer(at=10), care=care, groups={"front": (["care"], shifts)})
    logs, path = to_logs(told.record, told.scenario, 0), tmp_path / f"calls{ending}"
    write(path, [logs], told.scenario, seed=1, replications=1, version="0.1.0")
    assert read(path).logs.roster.equals(logs.roster)
    assert len(logs.roster) == 4
    (tmp_path / f"calls-roster{ending}").unlink()
    with pytest.raises(LogError, match=f"calls-roster{ending}: there is no such file: calls{ending} was saved with it"):
        read(path)
