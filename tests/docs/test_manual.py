"""The manual is made from the code, and says all that the code knows."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.build import HERE, docstring, pages, words
from sim.engine.record import KINDS, OUTCOMES, STATES
from sim.kpi.catalogue import CATALOGUE, PERCENTILES
from sim.kpi.deferred import DEFERRED, DEFERRED_PERCENTILES, MESSAGES
from sim.kpi.expected import EXPECTATION_MET
from sim.kpi.recovery import RECOVERY
from sim.kpi.work import BY_NAME, CHATS
from sim.log.columns import AGENTS, CONTACTS, QUEUES, ROSTER, SESSIONS
from sim.scenario.group import Group
from sim.scenario.laws import Law
from sim.scenario.queue import Queue
from sim.scenario.shape import Shape, page_keys, scenario_shape
from sim.scenario.words import SYNONYMS

PAGES = pages()


def shapes(shape: Shape) -> Iterator[tuple[str, Shape]]:
    """Every key below a shape with its own; laws are not looked into twice."""
    for key, inner in (shape.of.keys if shape.of else shape.keys).items():
        yield key, inner
        if inner.word != "law" and (inner.page or inner.of):
            yield from shapes(inner)


def every_key() -> dict[str, list[Shape]]:
    found: dict[str, list[Shape]] = {}
    laws = [Shape("page", law.page) for law in page_keys(Law).values() if law.page]
    for start in (scenario_shape(), *laws):
        for key, shape in shapes(start):
            found.setdefault(key, []).append(shape)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_no_page_of_the_manual_is_stale(name: str) -> None:
    assert (HERE / name).read_text(encoding="utf-8") == PAGES[name], "make docs"


def test_every_key_of_a_scenario_is_in_the_manual_with_a_meaning() -> None:
    for key, found in every_key().items():
        assert f"| `{key}` |" in PAGES["scenario.md"]
        assert all(shape.meaning for shape in found), key


def test_every_bare_number_of_a_scenario_has_a_unit() -> None:
    unitless = {key for key, found in every_key().items() for one in found if one.word in NUMBERS and not one.unit}
    assert unitless == {"shape"}


NUMBERS = ("number", "count", "table")


def test_every_law_is_in_the_manual() -> None:
    for law in page_keys(Law):
        assert f"### `{law}`" in PAGES["scenario.md"]


def test_every_kpi_is_in_the_manual() -> None:
    for kpi in (
        *CATALOGUE,
        *RECOVERY,
        *BY_NAME,
        *CHATS,
        *PERCENTILES,
        *DEFERRED,
        EXPECTATION_MET,
        *DEFERRED_PERCENTILES,
    ):
        name = kpi.formula if kpi.name == "service_level" else kpi.name
        assert f"| `{name}` |" in PAGES["kpis.md"]


def test_the_story_does_not_tell_a_thing_twice() -> None:
    told = [block for block in PAGES["mechanism.md"].split("\n\n") if not block.startswith("#")]
    assert len(told) == len(set(told))


def named_in_glossary() -> set[str]:
    texts = [text for part in words().values() for text in part.values()]
    return {name for text in texts for name in re.findall(r"`([^`]+)`", text)}


def test_every_name_in_the_glossary_is_one_of_the_codes() -> None:
    counted = (
        *CATALOGUE,
        *RECOVERY,
        *BY_NAME,
        *CHATS,
        *PERCENTILES,
        *DEFERRED,
        MESSAGES,
        EXPECTATION_MET,
        *DEFERRED_PERCENTILES,
    )
    kpis = {kpi.name for kpi in counted} | {kpi.formula for kpi in CATALOGUE}
    columns = {*CONTACTS, *AGENTS, *QUEUES, *ROSTER}
    known = {*every_key(), *kpis, *columns, *OUTCOMES, *KINDS, *STATES, *SESSIONS}
    assert named_in_glossary() <= known


def test_every_key_of_a_queue_and_every_outcome_kind_and_state_is_in_the_glossary() -> None:
    assert {*page_keys(Queue), *page_keys(Group)} <= named_in_glossary()
    assert {*OUTCOMES, *KINDS, *STATES} <= named_in_glossary()


def test_what_theory_calls_otherwise_points_to_words_of_the_glossary() -> None:
    ours = [*words()["words"], *named_in_glossary(), "mean"]
    for theirs, text in words()["theory"].items():
        assert theirs not in words()["words"]
        assert any(re.search(rf"\b{re.escape(word)}", text) for word in ours), theirs


def test_other_tools_words_lead_to_keys_of_a_scenario() -> None:
    assert {ours for each in SYNONYMS.values() for ours in each} <= {*every_key(), *page_keys(Law)}


def test_a_key_and_a_function_are_found_by_their_names() -> None:
    assert docstring("Queue.waiting_room") == "Places to wait, beside the agents. Unwritten: no limit."
    assert docstring("sim.engine.callbacks:dial").startswith("An agent dials")
    assert docstring("Redial") == "Those who abandon or balk and ring again on the same queue."


def test_the_readme_leads_to_every_page_of_the_manual() -> None:
    readme = (Path(HERE).parent / "README.md").read_text(encoding="utf-8")
    for name in PAGES:
        assert f"](docs/{name})" in readme


def test_decisions_have_a_number_each_and_fit_a_page() -> None:
    decisions = sorted((HERE / "decisions").iterdir())
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    assert all(len(path.read_text(encoding="utf-8").splitlines()) <= 40 for path in decisions)
