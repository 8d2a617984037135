"""docs/validation.md is what `make validation` writes: theirs from the facts, ours from the last play, no case lost."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from sim.scenario.load import load
from tests.shared import shared_file
from validation.__main__ import DOCS, FOUND, scenario_file
from validation.agreement import agreements, simulate
from validation.cases import CASES, scenario_of
from validation.chart import draw_z
from validation.facts import FACTS
from validation.found import read, save
from validation.report import by_family, compares, page, z_scores
from validation.words import LEFT_OUT, NOT_COVERED
from validation.yardstick import printed_figures


def test_the_page_is_written_from_the_facts_and_the_figures_found() -> None:
    assert (DOCS / "validation.md").read_text(encoding="utf-8") == page(read(FOUND))


def test_the_chart_is_drawn_from_the_same_figures_to_the_byte(tmp_path: Path) -> None:
    draw_z(tmp_path / "z.svg", *z_scores(read(FOUND)))
    assert (tmp_path / "z.svg").read_bytes() == (DOCS / "validation.svg").read_bytes()


def test_every_case_of_the_table_was_played_with_the_figures_that_it_compares_and_they_agree() -> None:
    found = read(FOUND)
    assert [(name, list(one.figures)) for name, one in found.items()] == [
        (n, list(c.figures)) for n, c in CASES.items()
    ]
    assert [str(one) for name in CASES for one in agreements(name, found[name]) if not one.holds] == []
    assert all(one.holds for one in printed_figures())


def test_a_case_played_again_gives_the_figures_of_the_page(tmp_path: Path) -> None:
    save({"erlang_b_n5": simulate("erlang_b_n5")}, tmp_path / "again.json")
    assert read(tmp_path / "again.json")["erlang_b_n5"] == read(FOUND)["erlang_b_n5"]


@pytest.mark.parametrize("name", CASES)
def test_the_scenario_file_of_a_case_is_the_scenario_that_is_played(name: str) -> None:
    path = DOCS / "validation" / f"{name}.yaml"
    assert path.read_text(encoding="utf-8") == scenario_file(name)
    assert load(path) == scenario_of(name)


def test_no_scenario_file_is_left_of_a_case_that_went() -> None:
    assert {path.stem for path in (DOCS / "validation").glob("*.yaml")} == set(CASES)


def test_every_case_stands_in_one_family() -> None:
    assert Counter(name for names in by_family().values() for name in names) == Counter(list(CASES))


def test_every_output_of_a_case_is_compared_or_left_out_for_a_reason() -> None:
    left = {(name, output) for name in CASES for output in FACTS[name].outputs if not compares(name, output)}
    assert {output for _, output in left} == set(LEFT_OUT)


def test_every_fact_is_simulated_or_held_by_theory() -> None:
    assert set(FACTS) == set(CASES) | {one.case for one in printed_figures()}
    assert not set(FACTS) & set(NOT_COVERED)


def test_no_case_of_the_collection_is_left_out_in_silence_and_none_was_copied_wrong() -> None:
    collection = json.loads(shared_file("reference/cases.json").read_text(encoding="utf-8"))
    assert {case["name"] for case in collection} <= set(FACTS) | set(NOT_COVERED)
    for place, case in enumerate(collection):
        fact = FACTS.get(case["name"])
        if fact is not None:
            assert fact.place == place
        if fact is not None and case["kind"] == "exact":
            assert fact.outputs == case["outputs"].get("total", case["outputs"])
