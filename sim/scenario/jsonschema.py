"""The JSON Schema of a scenario file, for an editor's help while typing.

Built from the shapes rather than by pydantic: an editor checks what is written (`4m30s`, clocks as keys, a law's short
form, `profile_csv`), a model what it becomes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sim.scenario.defaults import as_change
from sim.scenario.dump import written
from sim.scenario.shape import Shape, page_keys, scenario_shape
from sim.scenario.values import INTERVALS, Page

CLOCK = r"^([01]?\d|2[0-4]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?$"
WEEKDAY = "(mon|tue|wed|thu|fri|sat|sun)"
DATE = r"\d{4}-\d{2}-\d{2}"
DAYS = rf"^({WEEKDAY}(\s*[-,]\s*{WEEKDAY})*|{DATE}((,\s*|\s+to\s+){DATE})*)$"
PATTERNS = {
    "duration": (r"^(\d+(\.\d+)? ?(ms|d|h|m|s) ?)+$", "4m30s"),
    "relative": (r"^([+-]\s*\d+(\.\d+)?\s*%|[x×]\d+(\.\d+)?)$", "+10%"),
    "percentage": (r"^\d+(\.\d+)?\s*%$", "110%"),
    "clock": (CLOCK, "08:30"),
    "day": (rf"^({WEEKDAY}|{DATE})$", "2026-11-30"),
    "weekdays": (rf"^{WEEKDAY}(\s*[-,]\s*{WEEKDAY})*$", "mon-fri"),
    "break": (
        r"^(\d{1,2}:\d{2} for .+|.+ between \d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2})$",
        "15m between 09:30-11:30",
    ),
    "shift_hours": (r"^\d{1,2}:\d{2}(:\d{2})?\s*-\s*\d{1,2}:\d{2}(:\d{2})?$", "08:00-16:30"),
    "hours": (r"^\d{1,2}:\d{2}(:\d{2})?\s*-\s*\d{1,2}:\d{2}(:\d{2})?$", "08:00-20:00"),
}

Json = dict[str, Any]


def json_schema() -> Json:
    """JSON Schema (draft 2020-12) of a scenario file."""
    defs: Json = {}
    top = _page(scenario_shape(), defs)
    top["properties"]["extends"] = {"type": "string", "description": "A file that this one builds on."}

    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "ccsim scenario", **top, "$defs": defs}


def _schema(shape: Shape, defs: Json) -> Json:
    """What may be written for one key."""
    schema = _any_of([*_forms(shape, defs), *_short_forms(shape)])
    if shape.about:
        schema = {"description": shape.about, **schema}
    return schema


def _any_of(forms: list[Json]) -> Json:
    return dict(forms[0]) if len(forms) == 1 else {"anyOf": forms}


def _short_forms(shape: Shape) -> list[Json]:
    words = ["on", "off"] if shape.switchable else []
    if shape.page and shape.page.__name__ == "Arrivals":
        words = ["none"]
    if shape.page and shape.word == "law" and shape.optional:
        words = ["on", "off"] if "`on`" in shape.about else []
    if shape.word == "names" and shape.optional:
        words = ["off"]
    forms: list[Json] = [{"enum": words}] if words else []
    if shape.of and shape.of.word == "percentage":
        forms.append(_pattern("percentage"))
    if shape.optional:
        forms.append({"type": "null"})  # removes it from the file that is extended
    if shape.short_key == "mean":
        forms.append(_pattern("duration"))
    elif shape.short_key == "count":
        forms.append({"type": "integer", "minimum": 1})
    return forms


def _forms(shape: Shape, defs: Json) -> list[Json]:
    if shape.by_day:
        alone = shape.of_a_day
        closed = [{"const": "closed"}] if shape.word == "hours" else []
        of_a_day = {DAYS: _any_of([*_forms(alone, defs), *closed])}
        of_days = {"type": "object", "patternProperties": of_a_day, "additionalProperties": False, "minProperties": 1}
        return [*_forms(alone, defs), of_days]
    word = shape.word
    if word in ("page", "law") and shape.page:
        name = shape.page.__name__
        if name not in defs:
            defs[name] = {}  # a mixture holds a law again
            defs[name] = _page(shape, defs)
        return [{"$ref": f"#/$defs/{name}"}]
    if word == "table" and shape.of:
        value = _schema(shape.of, defs)
        return [_table(value)] if shape.of.word == "law" else [_table(value), value]
    if word == "names" and shape.of:
        return [{"type": "object", "additionalProperties": _schema(shape.of, defs)}]
    if word == "list" and shape.of:
        return [{"type": "array", "items": _schema(shape.of, defs)}]
    if word == "burst day":
        return [_pattern("day"), {"type": "integer", "minimum": 1}]
    if word in PATTERNS:
        return [_pattern(word)]
    if word == "share" and shape.page:
        return [_plain(shape), *_forms(replace(shape, word="page"), defs)]
    return [_plain(shape)]


def _pattern(word: str) -> Json:
    pattern, example = PATTERNS[word]
    return {"type": "string", "pattern": pattern, "examples": [example]}


def _table(value: Json) -> Json:
    return {"type": "object", "patternProperties": {CLOCK: value}, "additionalProperties": False, "minProperties": 1}


def _plain(shape: Shape) -> Json:
    share = {"type": ["string", "number"], "pattern": r"^\d+(\.\d+)?\s*%$", "minimum": 0, "maximum": 1}
    known: dict[str, Json] = {
        "number": {"type": "number", "minimum": 0},
        "count": {"type": "integer", "minimum": 0},
        "share": {**share, "examples": ["35%"]},
        "bool": {"enum": [True, False, "yes", "no"]},
        "interval": {"enum": list(INTERVALS)},
        "choice": {"enum": list(shape.choices)},
        "text": {"type": "string"},
    }
    return known.get(shape.word, {})


def _page(shape: Shape, defs: Json) -> Json:
    page: Json = {"type": "object", "additionalProperties": False}
    if shape.page and shape.page.__doc__:
        page["description"] = " ".join(shape.page.__doc__.split())
    page["properties"] = {key: _schema(inner, defs) for key, inner in shape.keys.items()}
    if shape.page:
        for key, default in _defaults(shape.page).items():
            page["properties"][key]["default"] = default
    _columns_of_files(shape, page)
    _rule_of_days(shape, page)
    return page


def _defaults(page: type[Page]) -> Json:
    """What holds where a key is not written, as a planner would write it; no default where nothing does."""
    plain = page.model_construct().model_dump(mode="json", by_alias=True)
    found: Json = {}
    for key, shape in page_keys(page).items():
        if shape.default is None:
            found[key] = "off" if shape.switchable else None
        elif shape.word == "relative":
            found[key] = as_change(shape.default)
        else:
            found[key] = written(shape.default) if isinstance(shape.default, Page) else plain[key]
    return {key: value for key, value in found.items() if value not in (None, "", [], {})}


def _rule_of_days(shape: Shape, page: Json) -> None:
    if shape.page and shape.page.__name__ == "Decide":
        page["properties"]["on"].update(type="string", pattern=r"^\d+(\.\d+)?\s*% of days$", examples=["80% of days"])


def _columns_of_files(shape: Shape, page: Json) -> None:
    """What a file may say by the name of a CSV column."""
    name = shape.page.__name__ if shape.page else ""
    column = {"type": "string", "pattern": "^[^#]+#[^#]+$", "examples": ["forecast.csv#care"]}
    if name == "Arrivals":
        page["properties"]["times_csv"] = {"description": "times, as a column of a CSV file.", **column}
        of_days = {"type": "object", "patternProperties": {DAYS: column}, "additionalProperties": False}
        about = "profile, as a column of a CSV file, or one by day."
        page["properties"]["profile_csv"] = {"description": about, "anyOf": [column, of_days]}
    if name == "Empirical":
        page["properties"]["csv"] = {"description": "The values, as a column of a CSV file.", **column}
        page["properties"]["unit"] = {"description": "The unit of that column.", "enum": ["ms", "s", "m", "h"]}
