"""The manual's page about scenario files: every key, every law, the grammar of changes."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import cleandoc
from typing import Any

from docs.markdown import code, table, text_of
from sim.scenario import by_day, calendar, changes, laws, schema, shifts, values
from sim.scenario.jsonschema import json_schema
from sim.scenario.shape import Shape, page_keys, scenario_shape
from sim.scenario.values import Kind, Page
from sim.show.explain_values import as_written
from sim.show.layout import untied


def scenario() -> Iterator[str]:
    """Every key of the file, every law, and the grammar of changes."""
    yield "# The scenario file"
    yield cleandoc(schema.__doc__ or "").split("\n", 2)[2].strip().replace("below", "on this page")
    yield (
        "`ccsim check FILE --explain` prints every value that a file has in force, with its source; "
        "`ccsim schema` prints the same keys for an editor."
    )
    yield "## How values are written"
    yield table(["kind", "written"], [[word, kind.written] for word, kind in kinds().items()])
    yield (
        "A *clock table* is `{08:00: 9, 12:00: 14}` (each value holds until the next clock) or one number for all day. "
        "*By weekday and date* is `{mon-fri: ..., sat: ..., sun: ..., 2026-12-25: ...}`, such a value each. "
        "A *law* says how a duration varies: [laws](#laws). *on, off* name a mechanism with its defaults, or take it "
        "away."
    )
    yield from page_of(scenario_shape(), "")
    yield "## Laws"
    yield cleandoc(laws.__doc__ or "").split("\n")[0]
    yield from law_pages()
    yield "## Changes"
    yield cleandoc(changes.__doc__ or "").replace("What cannot be done is\na `ValueError` whose", "A refusal's")
    yield f"They stand in `strategies.NAME.set` and in `--set PATH=VALUE`. {page_keys(schema.Strategy)['set'].about}"
    told = {**changes.CHANGED, "clock table": changes.changed_table}
    yield table(["kind", "how it takes a change"], [[kind, text_of(change)] for kind, change in told.items()])


def kinds() -> dict[str, Kind]:
    """The words for kinds of value, each with how it is written."""
    modules = (values, calendar, by_day, shifts)
    named = [one for module in modules for one in vars(module).values()]
    aliases = [getattr(alias, "__metadata__", ()) for alias in named]
    return {extra.word: extra for alias in aliases for extra in alias if isinstance(extra, Kind)}


def page_of(shape: Shape, path: str) -> Iterator[str]:
    """A section for a page of keys, and one for each page below it."""
    page = shape.page
    if page is None:
        return
    depth = "##" if path.count(".") < 2 else "###"
    yield f"{depth} {code(path) or 'The page'}"
    yield text_of(page)
    yield key_table(page)
    for key, inner in shape.keys.items():
        below = f"{path}.{key}" if path else key
        if inner.word == "names" and inner.of and inner.of.word == "page":
            yield from page_of(inner.of, f"{below}.NAME")
        elif inner.word != "law" and inner.page:
            yield from page_of(inner, below)


def key_table(page: type[Page]) -> str:
    """Every key of a page, those that only a file knows included."""
    dumped = page.model_construct().model_dump(mode="json", by_alias=True, warnings=False)
    rows = [
        [code(key), shape.meaning, written(shape), default(shape, dumped.get(key)), shape.source]
        for key, shape in page_keys(page).items()
    ]
    top = json_schema()
    known = top if page is schema.Scenario else top["$defs"][page.__name__]
    only_in_files = known["properties"].keys() - page_keys(page).keys()
    rows += [[code(key), known["properties"][key]["description"], "text", "", ""] for key in sorted(only_in_files)]
    return table(["key", "meaning", "written", "default", "source of the default"], rows)


def written(shape: Shape) -> str:
    """What may stand for a key, in a few words."""
    words = {"page": "keys of its own", "names": "keys of its own", "table": "clock table", "any": "text"}
    told = words.get(shape.word, shape.word)
    if shape.choices:
        told = ", ".join(map(code, shape.choices))
    elif shape.word == "bool":
        told = "`true`, `false`"
    also = "; on, off" if shape.switchable or "`on`" in shape.about else "; `none`" if "`none`" in shape.about else ""
    told += ", or by weekday and date" if shape.by_day else ""
    told += ", or keys of its own" if shape.word == "share" and shape.page else ""
    return f"{told}, {shape.unit}" if shape.unit else told + also


def default(shape: Shape, dumped: Any) -> str:
    """What holds where a key is not written."""
    if shape.required:
        return "must be written"
    if shape.unwritten or shape.default in (None, "", ()):
        return "none" if shape.word == "page" and not shape.unwritten else shape.unwritten
    if isinstance(shape.default, Page) and shape.word != "law":
        return "below"
    return code(untied([as_written(shape.default, dumped, shape)])[0])


def law_pages() -> Iterator[str]:
    """Each law with its parameters."""
    for name, shape in page_keys(laws.Law).items():
        yield f"### {code(name)}"
        yield shape.about or text_of(shape.page)
        if shape.page:
            yield key_table(shape.page)
