import pickle
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from sim.scenario.defaults import unwritten
from sim.scenario.dump import dump, scenario_hash
from sim.scenario.jsonschema import json_schema
from sim.scenario.load import load
from sim.scenario.nodes import plain
from sim.scenario.schema import Scenario
from sim.scenario.strategies import plans
from sim.scenario.tree import read_tree
from sim.scenario.values import Duration, Hours, Relative, Share
from sim.units import DAY, MINUTE
from tests.unit.scenario.pages import SUPPORT, page, with_line, write


def reloaded(folder: Path, scenario: Scenario) -> Scenario:
    return load(write(folder, dump(scenario), "dumped.yaml"))


def test_what_is_dumped_loads_to_an_equal_scenario(tmp_path: Path) -> None:
    scenario = page(tmp_path, sets=("queues.care.talk=-10%", "queues.care.patience=on"))
    again = reloaded(tmp_path, scenario)
    assert again == scenario
    assert scenario_hash(again) == scenario_hash(scenario)
    assert unwritten(again) == unwritten(scenario)
    assert [plan.scenario for plan in plans(again)] == [plan.scenario for plan in plans(scenario)]


def test_what_is_dumped_stands_alone(tmp_path: Path) -> None:
    write(tmp_path, name="base.yaml")
    (tmp_path / "f.csv").write_text("clock,care\n08:00,1\n12:00,2.5\n")
    text = "extends: base.yaml\nqueues: {care: {arrivals: {profile: null, per_day: 7}}}\n"
    below = with_line("profile: {08:00: 30, 09:00: 55, 10:00: 70, 12:00: 52}", "profile_csv: f.csv#care")
    write(tmp_path, below, "base.yaml")
    for page_text in (text, "extends: base.yaml\n"):
        scenario = page(tmp_path, page_text)
        (tmp_path / "elsewhere").mkdir(exist_ok=True)
        assert reloaded(tmp_path / "elsewhere", scenario) == scenario


def test_a_scenario_built_in_python_is_dumped_in_a_planners_words(tmp_path: Path) -> None:
    scenario = page(tmp_path)
    parts = {key: getattr(scenario, key) for key in ("name", "days", "open", "currency", "queues", "agents")}
    built = Scenario(interval="30m", **parts, strategies=scenario.strategies, decide=scenario.decide)
    assert built == scenario
    assert reloaded(tmp_path, built) == scenario
    assert "mean: 4m30s" in dump(built)


def test_a_scenario_survives_the_way_to_another_process(tmp_path: Path) -> None:
    scenario = page(tmp_path)
    again = pickle.loads(pickle.dumps(scenario))
    assert again == scenario
    assert dump(again) == dump(scenario)


def test_another_reader_of_yaml_reads_the_dump_as_the_same_words(tmp_path: Path) -> None:
    again = yaml.safe_load(dump(page(tmp_path)))
    assert list(again["agents"]["front"]["scheduled"]) == ["08:00", "09:00", "17:00"]
    assert again["decide"]["on"] == "80% of days"


def test_the_hash_names_the_meaning_and_not_the_text(tmp_path: Path) -> None:
    scenario = page(tmp_path)
    same = page(tmp_path, with_line("contained: 30%", "contained: 0.30  # as ever"))
    other = page(tmp_path, with_line("contained: 30%", "contained: 31%"))
    assert scenario_hash(scenario) == scenario_hash(same) != scenario_hash(other)
    assert len(scenario_hash(scenario)) == 6
    assert int(scenario_hash(scenario), 16) >= 0


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (Share, st.floats(0, 1)),
        (Duration, st.integers(0, 400 * DAY)),
        (Relative, st.floats(0, 100)),
        (Hours, st.integers(0, 95).flatmap(lambda a: st.tuples(st.just(a), st.integers(a + 1, 96)))),
    ],
)
def test_every_value_is_written_so_that_it_reads_back_exactly(kind: object, values: st.SearchStrategy[object]) -> None:
    adapter: TypeAdapter[object] = TypeAdapter(kind)

    @given(values)
    def reads_back(value: object) -> None:
        value = (value[0] * 15 * MINUTE, value[1] * 15 * MINUTE) if isinstance(value, tuple) else value
        assert adapter.validate_python(adapter.dump_python(value, mode="json")) == value

    reads_back()


def test_published_values_in_force_and_not_written_are_named(tmp_path: Path) -> None:
    text = with_line("      day_to_day: 10%\n", "")
    text = with_line("patience: {exponential: 3m}", "patience: on", text)
    text = with_line("talk: {lognormal: {mean: 4m30s, cv: 1.0}}", "talk: {lognormal: 4m30s}", text)
    text = with_line("redial: {chance: 35%, after: {exponential: 10m}, at_most: 3}", "redial: on", text)
    found = unwritten(page(tmp_path, text))
    assert [(each.path, each.value) for each in found] == [
        ("queues.care.patience", "3m"),
        ("queues.care.arrivals.day_to_day", "10%"),
        ("queues.care.redial.chance", "35%"),
        ("queues.care.redial.after", "10m"),
        ("queues.care.redial.at_most", "3"),
        ("queues.care.self_service.gives_up", "5%"),
        ("queues.care.talk.lognormal.cv", "1.0"),
    ]
    assert [each.label for each in found][:3] == ["patience 3m", "day-to-day 10%", "redial 35%"]
    assert all(each.source for each in found)


def test_what_is_written_or_off_is_not_named_as_unwritten(tmp_path: Path) -> None:
    found = unwritten(page(tmp_path, with_line("      contained: 30%\n", "      contained: 30%\n      gives_up: 5%\n")))
    assert found == ()


def test_a_callback_named_alone_shows_its_published_values(tmp_path: Path) -> None:
    found = unwritten(page(tmp_path, sets=("queues.care.callback=on",)))
    assert [each.path.rpartition(".")[2] for each in found if ".callback." in each.path] == [
        "accepted_by",
        "picks_up",
        "ring",
        "attempts",
        "retry_after",
        "offer_when_wait_over",
    ]


def test_the_schema_for_editors_knows_every_key_and_what_a_file_may_say() -> None:
    schema = json_schema()
    assert set(schema["properties"]) == {*Scenario.model_fields, "extends"}
    defs = schema["$defs"]
    assert {"profile_csv", "times_csv"} <= set(defs["Arrivals"]["properties"])
    assert "from" in defs["Uniform"]["properties"]
    assert {"csv", "unit", "values"} == set(defs["Empirical"]["properties"])
    assert defs["Strategy"]["properties"]["set"]["additionalProperties"] == {}
    heads = defs["Group"]["properties"]["on_queue"]["anyOf"]
    assert heads[1] == {"type": "integer", "minimum": 0}
    assert list(heads[0]["patternProperties"].values()) == [{"type": "integer", "minimum": 0}]
    assert {"enum": ["on", "off"]} in defs["Queue"]["properties"]["redial"]["anyOf"]
    assert all(key["description"] for key in defs["Queue"]["properties"].values())


def test_every_reference_in_the_schema_leads_somewhere() -> None:
    schema = json_schema()
    text = str(schema)
    names = {part.partition("'")[0] for part in text.split("#/$defs/")[1:]}
    assert names == set(schema["$defs"])


def test_a_validator_finds_nothing_wrong_with_sound_pages() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(json_schema())
    shipped = [path.read_text() for path in sorted((Path(__file__).parents[3] / "scenarios").glob("*.yaml"))]
    for text in (SUPPORT, *shipped):
        assert [error.message for error in validator.iter_errors(plain(read_tree(text, "page.yaml")[0]))] == []


def test_a_validator_finds_a_slip() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(json_schema())
    for old, new in (("redial: {", "redail: {"), ("exponential: 30s", "exponential: 30"), ("08:00: 4", "8am: 4")):
        tree = plain(read_tree(with_line(old, new), "page.yaml")[0])
        assert list(validator.iter_errors(tree))


@pytest.mark.parametrize(("way", "named"), [("leaves_to=email", False), ("to=expert", True)])
def test_time_to_another_channel_is_named_only_where_somebody_turns_up(tmp_path: Path, way: str, named: bool) -> None:
    switch = "queues.care.switch.answered"
    found = unwritten(page(tmp_path, sets=(f"{switch}.chance=5%", f"{switch}.{way}")))
    assert (f"{switch}.after" in {one.path for one in found}) == named


def test_how_many_are_absent_is_named_where_the_file_leaves_it_to_the_published_figure(tmp_path: Path) -> None:
    told = {one.path: one for one in unwritten(page(tmp_path, sets=("agents.experts.absence=on",)))}
    found = told["agents.experts.absence.chance"]
    assert (found.value, found.label, found.source) == ("5%", "absent 5%", "practitioners (4-8 %)")
    for written in ("8%", "off"):
        rest = unwritten(page(tmp_path, sets=(f"agents.experts.absence={written}",)))
        assert found.path not in {one.path for one in rest}
