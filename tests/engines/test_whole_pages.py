"""Whatever the schema can say is loaded or refused, played, audited and counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from pydantic import BaseModel

from sim.scenario.dump import dump
from sim.scenario.faults import Fault, ScenarioError
from sim.scenario.load import load
from sim.scenario.schema import Scenario
from sim.study.replicate import replicate
from sim.study.summary import summarise
from tests.engines.drawn import SAME_EACH_TIME, SEEDS
from tests.engines.whole_pages import whole_pages

A_SHARE = 1 + 1e-9
"""Shares are at most 1, but for the last bit of a float."""
MAY_PASS_1 = {"occupancy_scheduled", "redial_rate", "repeat_rate"}
"""Ratios that are not shares: overtime is work alone; who was blocked redials too, and repeats may be of contacts that
were handled on an earlier day."""


def loads_or_is_refused(page: dict[str, Any], folder: Path) -> None:
    written, file = Scenario.model_validate(page), folder / "page.yaml"
    file.write_text(dump(written), encoding="utf-8")
    refused: tuple[Fault, ...] = ()
    try:
        assert load(file) == written
    except ScenarioError as error:
        refused = error.faults
    assert all(one.file == str(file) and one.line > 0 and one.wrong and one.cure for one in refused)


def plays_and_counts(page: dict[str, Any], seed: int) -> None:
    """`replicate` audits each log; with `check` the engine itself asserts that no match is left undone."""
    for row in summarise(replicate(Scenario.model_validate(page), 1, seed, check=True)):
        if row.unit == "share" and row.mean is not None and row.kpi not in MAY_PASS_1:
            assert 0 <= row.mean <= A_SHARE, (row.queue, row.kpi, row.mean)


@settings(SAME_EACH_TIME, max_examples=25)
@given(page=whole_pages())
def test_a_page_loads_as_written_or_is_refused_with_every_fault_in_its_place(
    page: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    loads_or_is_refused(page, tmp_path_factory.getbasetemp())


@settings(SAME_EACH_TIME, max_examples=8)
@given(page=whole_pages(), seed=SEEDS)
def test_a_page_plays_passes_its_audit_and_its_shares_are_shares(page: dict[str, Any], seed: int) -> None:
    plays_and_counts(page, seed)


@pytest.mark.slow
@settings(SAME_EACH_TIME, max_examples=250)
@given(page=whole_pages())
def test_many_pages_load_as_written_or_are_refused_with_every_fault_in_its_place(
    page: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    loads_or_is_refused(page, tmp_path_factory.getbasetemp())


@pytest.mark.slow
@settings(SAME_EACH_TIME, max_examples=200)
@given(page=whole_pages(), seed=SEEDS)
def test_many_pages_play_pass_their_audit_and_their_shares_are_shares(page: dict[str, Any], seed: int) -> None:
    plays_and_counts(page, seed)


def pages_within(annotation: Any, found: set[type[BaseModel]]) -> set[type[BaseModel]]:
    """Every page that a type can hold."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation not in found:
            found.add(annotation)
            for field in annotation.model_fields.values():
                pages_within(field.annotation, found)
    else:
        for part in get_args(annotation):
            pages_within(part, found)
    return found


def keys_written(value: Any) -> set[str]:
    """The keys that a page, and all within it, has written."""
    if isinstance(value, BaseModel):
        own = {f"{type(value).__name__}.{key}" for key in value.model_fields_set}
        return own.union(*(keys_written(getattr(value, key)) for key in type(value).model_fields))
    if isinstance(value, dict):
        return set[str]().union(*map(keys_written, value.values()))
    return set[str]().union(*map(keys_written, value)) if isinstance(value, list | tuple) else set()


@pytest.mark.slow
def test_no_key_of_the_schema_is_left_out_of_the_drawn_pages() -> None:
    found: set[str] = set()

    @settings(SAME_EACH_TIME, max_examples=2_000)  # the rarest key is on one page in some hundred and fifty
    @given(page=whole_pages())
    def collect(page: dict[str, Any]) -> None:
        found.update(keys_written(Scenario.model_validate(page)))

    collect()
    every = {f"{page.__name__}.{key}" for page in pages_within(Scenario, set()) for key in page.model_fields}
    assert every - found == set()
