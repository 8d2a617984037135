"""How commands end: exit codes, and words on the right stream."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.cli.conftest import SMALL, typed

CCSIM = [sys.executable, "-m", "sim"]
HEAVY = ("scipy", "polars", "matplotlib", "simpy", "pydantic", "numpy")


def test_help_imports_nothing_heavy() -> None:
    script = f"""
import sys
sys.argv = ["ccsim", "--help"]
from sim.cli import main
try:
    main()
except SystemExit:
    pass
print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "compare" in done.stdout
    assert done.stderr.strip() == "[]"


def test_version_is_the_package_s() -> None:
    assert typed("--version").out == "ccsim 0.1.0\n"


def test_schema_is_json_that_knows_the_scenario() -> None:
    schema = json.loads(typed("schema").out)
    assert {"queues", "agents", "strategies", "decide"} <= set(schema["properties"])
    jsonschema.Draft202012Validator.check_schema(schema)


def test_every_fault_is_one_line_on_stderr_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "slips.yaml"
    file.write_text(SMALL.read_text(encoding="utf-8").replace("patience:", "patiense:"))
    for command in ("check", "run", "compare"):
        said = typed(command, file)
        assert (said.code, said.out) == (2, "")
        lines = said.err.splitlines()
        assert len(lines) == 2
        assert all(line.startswith(f"{file}:") for line in lines)
        assert f"{file}:11:5 queues.care.patiense: unknown key, did you mean patience?" in lines


def test_faults_of_all_files_of_a_comparison_are_told_at_once(tmp_path: Path) -> None:
    files = [tmp_path / "monday.yaml", tmp_path / "tuesday.yaml"]
    for file in files:
        file.write_text(SMALL.read_text(encoding="utf-8").replace("wrap_up:", "acw:"))
    said = typed("compare", *files)
    assert said.code == 2
    assert [line.split(":")[0] for line in said.err.splitlines()] == [str(file) for file in files]


@pytest.mark.parametrize(
    "words",
    [
        ["run", SMALL, "--days", 3, "--replications", 3],
        ["run", SMALL, "--days", 0],
        ["run", SMALL, "--seed", "first"],
        ["run", SMALL, "--dais", 3],
        ["run"],
        ["walk"],
        ["run", "no-such-file.yaml"],
        ["kpi", "no-such-log.parquet"],
        ["run", SMALL, "--set", "queues.care.patience"],
        ["run", SMALL, "--log", "calls.xlsx"],
        ["compare", SMALL, SMALL],
    ],
)
def test_what_cannot_be_done_is_said_with_exit_code_2(words: list[object]) -> None:
    said = typed(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("option", ["--csv", "--plot", "--json", "--log"])
def test_a_place_that_cannot_be_written_is_refused_before_the_work(option: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    place = tmp_path / "file" / "out.csv"
    said = typed("run", SMALL, "--days", 1_000_000, option, place)
    assert said.code == 2
    assert "cannot write there" in said.err


def test_plans_that_cannot_be_compared_are_refused_in_words(tmp_path: Path) -> None:
    other = tmp_path / "pounds.yaml"
    other.write_text(SMALL.read_text(encoding="utf-8").replace("currency: EUR", "currency: GBP"))
    said = typed("compare", SMALL, other, "--days", 2, "--processes", 1)
    assert said.code == 2
    assert "differ in currency" in said.err


def test_several_files_are_compared_by_their_names(tmp_path: Path) -> None:
    plain = SMALL.read_text(encoding="utf-8").split("strategies:")[0]
    (tmp_path / "today.yaml").write_text(plain)
    (tmp_path / "more.yaml").write_text(plain.replace("11:00: 11}", "11:00: 14}"))
    said = typed("compare", tmp_path / "today.yaml", tmp_path / "more.yaml", "--days", 4, "--processes", 1)
    assert said.code == 0
    assert "2 plans, the same 4 days of customers" in said.out
    assert "  more " in said.out


def test_a_saved_log_that_does_not_add_up_is_not_counted(tmp_path: Path) -> None:
    log = tmp_path / "calls.csv"
    assert typed("run", SMALL, "--days", 1, "--processes", 1, "--log", log).code == 0
    lines = log.read_text(encoding="utf-8").splitlines()
    log.write_text("\n".join(line.replace("abandoned", "answered") for line in lines) + "\n", encoding="utf-8")
    said = typed("kpi", log)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(f"{log}: this log does not add up")
    assert len(said.err.splitlines()) > 1


def test_a_reader_who_has_had_enough_is_no_error() -> None:
    schema = subprocess.Popen([*CCSIM, "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert schema.stdout is not None
    schema.stdout.close()
    _, complaint = schema.communicate(timeout=30)
    assert (schema.returncode, complaint) == (141, "")
