import jsonschema
import pytest

from sim.scenario.jsonschema import json_schema

SCHEMA = json_schema()


def keys_of(page: str) -> dict[str, dict[str, object]]:
    return SCHEMA["$defs"][page]["properties"]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("page", "key", "default"),
    [
        ("Callback", "accepted_by", "37%"),
        ("Callback", "ring", "30s"),
        ("Callback", "attempts", 3),
        ("Callback", "keeps_place", True),
        ("Redial", "after", {"exponential": {"mean": "10m"}}),
        ("OnFailure", "talk", "+10%"),
        ("Arrivals", "day_to_day", "10%"),
        ("Target", "formula", "offered"),
        ("Queue", "callback", "off"),
    ],
)
def test_an_editor_is_told_the_default_of_a_key_as_a_planner_writes_it(page: str, key: str, default: object) -> None:
    assert keys_of(page)[key]["default"] == default


def test_a_key_that_must_be_written_and_one_that_nothing_stands_for_have_no_default() -> None:
    assert "default" not in keys_of("Target")["answer"]
    assert "default" not in keys_of("Queue")["waiting_room"]


def test_every_default_is_one_that_may_be_written() -> None:
    for page in SCHEMA["$defs"].values():
        for schema in page["properties"].values():
            if "default" in schema:
                jsonschema.validate(schema["default"], {**schema, "$defs": SCHEMA["$defs"]})


@pytest.mark.parametrize(("interval", "fits"), [("15m", True), ("60m", True), ("1h", True), ("20m", False)])
def test_an_editor_knows_the_intervals_of_the_trade(interval: str, fits: bool) -> None:
    assert jsonschema.Draft202012Validator(SCHEMA["properties"]["interval"]).is_valid(interval) is fits


@pytest.mark.parametrize(("on", "fits"), [("80% of days", True), ("80%", False), (0.8, False)])
def test_an_editor_knows_how_a_rule_is_written(on: object, fits: bool) -> None:
    assert jsonschema.Draft202012Validator(keys_of("Decide")["on"]).is_valid(on) is fits
