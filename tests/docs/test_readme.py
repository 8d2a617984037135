"""What the README shows is what happens."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.cli import app
from sim.scenario.laws import Law
from sim.scenario.load import load
from sim.scenario.queue import Queue
from sim.scenario.strategies import plans
from sim.study.replicate import replicate

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SCENARIOS = sorted((ROOT / "scenarios").rglob("*.yaml"))


def block(language: str, holding: str) -> str:
    """The README's one code block of this language that holds the text."""
    found = [text for text in re.findall(rf"```{language}\n(.*?)```", README, re.S) if holding in text]
    assert len(found) == 1
    return str(found[0])


def typed(*words: str) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def monday(tmp_path: Path) -> Path:
    page = tmp_path / "monday.yaml"
    page.write_text(block("yaml", "Our line, a Monday"), encoding="utf-8")
    return page


def test_the_example_page_is_fine_and_plays(monday: Path) -> None:
    assert "is fine" in typed("check", str(monday))
    assert "80/20" in typed("run", str(monday), "--days", "3", "--processes", "1")
    page = typed("compare", str(monday), "--days", "3", "--processes", "1")
    assert "one_more" in page
    assert "callbacks" in page


def test_every_option_that_the_readme_names_is_one_of_the_commands_options() -> None:
    named = set(re.findall(r"(?<![\w-])--[a-z]+", README))
    helps = "".join(
        typed(command, "--help")
        for command in ("run", "compare", "check", "kpi", "erlang", "staff", "offered", "schema")
    )
    assert named <= set(re.findall(r"--[a-z]+", helps))


def test_every_law_that_the_readme_names_is_one() -> None:
    paragraph = README[README.index("**Laws**") : README.index("**A queue**")]
    assert set(re.findall(r"`\{(\w+):", paragraph)) == set(Law.model_fields)


def test_every_key_of_a_queue_is_named() -> None:
    paragraph = README[README.index("**A queue** may have") : README.index("**A strategy's")]
    assert set(Queue.model_fields) <= set(re.findall(r"`(\w+)`", paragraph))


def test_every_part_of_the_house_is_in_its_table() -> None:
    house = README[README.index("| part | what it does |") : README.index("Why it can be trusted")]
    told = {part for row in house.strip().splitlines()[2:] for part in re.findall(r"`([\w/.]+)`", row.split("|")[1])}
    there = {path.name if path.suffix else f"{path.name}/" for path in (ROOT / "sim").glob("[!_]*")}
    assert told == there - {"py.typed"}


def test_the_python_snippet_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    played = block("python", "import sim").replace("replications=4", "replications=2")
    exec(played, {})


def shipped(page: Path) -> str:
    return page.relative_to(ROOT / "scenarios").with_suffix("").as_posix()


@pytest.mark.parametrize("page", SCENARIOS, ids=shipped)
def test_a_shipped_scenario_points_editors_at_the_schema_and_is_fine(page: Path) -> None:
    schema = "../" * len(page.relative_to(ROOT).parents[:-1]) + "docs/scenario.schema.json"
    assert page.read_text(encoding="utf-8").startswith(f"# yaml-language-server: $schema={schema}\n")
    assert "is fine" in typed("check", str(page))


@pytest.mark.parametrize("page", SCENARIOS, ids=shipped)
def test_a_shipped_scenario_plays_a_day_of_every_plan(page: Path) -> None:
    one_day = load(page, ["days={count: 1, warm_up: 0}"])
    assert all(replicate(plan.scenario, replications=1, seed=1).contacts > 0 for plan in plans(one_day))


@pytest.mark.parametrize("page", SCENARIOS, ids=shipped)
def test_the_commands_that_a_shipped_scenario_names_are_of_files_that_are_there(page: Path) -> None:
    named = re.findall(r"^#.*?ccsim +\w+ +(\S+\.yaml)", page.read_text(encoding="utf-8"), re.M)
    assert all((ROOT / file).is_file() for file in named)


def test_the_shipped_schema_is_what_the_command_prints() -> None:
    shipped = (ROOT / "docs" / "scenario.schema.json").read_text(encoding="utf-8")
    assert json.loads(shipped) == json.loads(typed("schema"))


@pytest.mark.slow
def test_the_page_shown_under_make_demo_is_the_one_it_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = block("text", "Support line, ordinary weekday")
    where = ["--days", "60", "--plot", "out/support-line"]
    monkeypatch.chdir(tmp_path)
    printed = typed("compare", str(ROOT / "scenarios" / "support-line.yaml"), *where)
    assert shown.rstrip() == printed.rstrip()
