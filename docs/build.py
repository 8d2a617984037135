"""Writes the manual from the code's own docstrings: `make docs`. A test holds every page against what this makes.

What stands in the code is not said again here; here are only headings and the order of the story.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from importlib import import_module
from inspect import cleandoc
from pathlib import Path

import yaml

from docs.markdown import code, constants, sentence, table, text_of
from docs.scenario_page import scenario
from sim.engine.record import OUTCOMES
from sim.kpi import catalogue, experience, flow, line, quotes, recovery, work
from sim.kpi import deferred as email
from sim.kpi import expected as expectations
from sim.kpi import reasons as reasons_of_contacts
from sim.kpi.kpi import Kpi, Percentile
from sim.kpi.profiles import PROFILES
from sim.kpi.sums import AGENT_SUMS, CONTACT_SUMS, OTHER_SUMS
from sim.log import columns
from sim.scenario import (
    arrivals,
    at_work,
    attendance,
    bursts,
    calendar,
    callback,
    chat,
    deferred,
    differ,
    laws,
    learning,
    mechanisms,
    overflow,
    queue,
    quote,
    reasons,
    schema,
    self_service,
    shifts,
)
from sim.scenario.shape import Shape, page_keys
from sim.scenario.values import Page
from sim.scenario.words import SYNONYMS

HERE = Path(__file__).parent
PAGES = (
    schema,
    at_work,
    attendance,
    differ,
    learning,
    queue,
    arrivals,
    bursts,
    calendar,
    reasons,
    quote,
    mechanisms,
    self_service,
    callback,
    chat,
    deferred,
    overflow,
    shifts,
    laws,
)
"""Where the scenario's pages live."""
MADE = "<!-- Made by `make docs` from the code's own docstrings: change those. -->"


def pages() -> dict[str, str]:
    """File name -> text of every page of the manual."""
    made: dict[str, Callable[[], Iterator[str]]] = {
        "scenario.md": scenario,
        "kpis.md": kpis,
        "log.md": log,
        "mechanism.md": mechanism,
        "glossary.md": glossary,
    }
    return {name: "\n\n".join([MADE, *blocks()]) + "\n" for name, blocks in made.items()}


def main() -> None:
    """Writes the pages beside this file."""
    for name, text in pages().items():
        (HERE / name).write_text(text, encoding="utf-8")


# KPIs and logs -----------------------------------------------------------------------------------------------------

GROUPS: dict[str, Sequence[Kpi]] = {
    "Waits": line.WAITS,
    "Abandonment": line.ABANDONMENT,
    "Quoted waits": (*quotes.QUOTES, *quotes.ANNOUNCED),
    "Agents": (*work.AGENTS, *work.BY_NAME, *work.CHATS),
    "Resolution and flow": flow.FLOW,
    "Callbacks": flow.CALLBACKS,
    "Email and other deferred work": (*email.DEFERRED, email.MESSAGES),
    "Cost": work.COST,
    "Volume": flow.VOLUME,
}


def kpis() -> Iterator[str]:
    """Every KPI of the catalogue, and the sums that they are made from."""
    yield "# KPIs"
    yield cleandoc(catalogue.__doc__ or "")
    yield "## Service level"
    yield "`target.formula` names one of these; `service_level` is always printed with its formula's name."
    levels = [[code(name), level.about, better(level)] for name, level in line.SERVICE_LEVELS.items()]
    yield table(["formula", "what it is", "better"], levels)
    for head, group in GROUPS.items():
        yield f"## {head}"
        if email.MESSAGES in group:
            yield cleandoc(email.__doc__ or "")
        yield kpi_table(group)
        if email.MESSAGES in group:
            yield cleandoc(expectations.__doc__ or "")
            yield kpi_table((expectations.reply_within("T"), expectations.EXPECTATION_MET))
    yield "## Percentiles"
    yield "By nearest rank on whole ms in each replication, then averaged over replications."
    yield kpi_table((*catalogue.PERCENTILES, *email.DEFERRED_PERCENTILES))
    yield "## After a burst"
    yield cleandoc(recovery.__doc__ or "")
    yield kpi_table(recovery.RECOVERY)
    yield "## By contact reason"
    yield cleandoc(reasons_of_contacts.__doc__ or "")
    yield kpi_table(reasons_of_contacts.REASON_KPIS)
    yield "## Experience, modelled"
    yield cleandoc(experience.__doc__ or "")
    yield kpi_table(experience.EXPERIENCE)
    yield from profiles()
    yield "## Sums"
    yield cleandoc(import_module("sim.kpi.sums").__doc__ or "")
    for head, sums in (("contacts", CONTACT_SUMS), ("agents' time and the plan", AGENT_SUMS), ("the rest", OTHER_SUMS)):
        yield table([f"sum over {head}", "meaning"], [[code(name), meaning] for name, meaning in sums.items()])


def profiles() -> Iterator[str]:
    """What each vendor counts otherwise, and what it calls things."""
    yield "## Profiles"
    yield cleandoc(import_module("sim.kpi.profiles").__doc__ or "")
    told = constants("sim.kpi.profiles")
    for name, profile in PROFILES.items():
        yield f"### {code(name)}"
        yield told[name.upper()]
        own = (*(level for level in profile.service_levels if level.key != "service_level_offered"), *profile.otherwise)
        if own:
            rows = [[code(one.name), profile.called.get(one.key, ""), one.about or one.formula] for one in own]
            yield table(["KPI counted otherwise", "called there", "formula"], rows)


def kpi_table(group: Sequence[Kpi | Percentile]) -> str:
    """Name, formula, unit, direction and what it says."""
    rows = [[code(one.name), one.formula, one.unit, better(one), one.about] for one in group]
    return table(["KPI", "formula", "unit", "better", "about"], rows)


def better(one: Kpi | Percentile) -> str:
    """Which direction serves the planner."""
    return "" if one.better == "neither" else one.better


def log() -> Iterator[str]:
    """The tables of a log."""
    yield "# The log"
    yield (
        "`ccsim run FILE --log calls.parquet` writes the contacts there, and `calls-agents`, `calls-queues` and "
        "`calls-scenario.yaml` beside it, and `calls-roster` where a group has shifts: `ccsim kpi calls.parquet` "
        "counts from them again."
    )
    for name in ("contacts", "agents", "queues", "roster"):
        yield f"## {name}"
        held = getattr(columns, name.upper())
        yield table(
            ["column", "type", "meaning"], [[code(key), str(one.dtype()), one.meaning] for key, one in held.items()]
        )
    yield f"{cleandoc(columns.Logs.__doc__ or '')} There are {len(OUTCOMES)} outcomes, and each leg has exactly one."


# The story of a contact --------------------------------------------------------------------------------------------


def mechanism() -> Iterator[str]:
    """The story of a contact, in the order of `mechanism.yaml`."""
    story: dict[str, list[str | dict[str, str]]] = yaml.safe_load((HERE / "mechanism.yaml").read_text(encoding="utf-8"))
    yield "# What happens to a contact"
    for head, items in story.items():
        yield f"## {head}"
        for item in items:
            ((label, where),) = item.items() if isinstance(item, dict) else (("", item),)
            yield f"**{label}.** {found(where)}" if label else found(where)
    yield "Why, where it could have been otherwise: [decisions](decisions/)."


def found(where: str) -> str:
    """The text at a place as `mechanism.yaml` names them."""
    name, _, part = where.partition("#")
    told = docstring(name)
    paragraph, _, wanted = part.partition(".")
    if paragraph:
        told = told.split("\n\n")[int(paragraph) - 1]
    if wanted:
        first, _, last = wanted.partition("-")
        told = " ".join(re.split(r"(?<=[.!?])\s+(?=[A-Z])", told)[int(first) - 1 : int(last or first)])
    return told


def docstring(name: str) -> str:
    """The docstring of a module, of `module:object`, or of a page or key of the scenario, `Queue.patience`."""
    module, _, path = name.partition(":")
    if module.startswith("sim."):
        return text_of(reduce(getattr, path.split("."), import_module(module)) if path else import_module(module))
    page, _, key = name.partition(".")
    model: type[Page] = next(getattr(home, page) for home in PAGES if hasattr(home, page))
    return whole(page_keys(model)[key]) if key else text_of(model)


def whole(shape: Shape) -> str:
    """What a key means, and what holds where it is not written."""
    return f"{shape.meaning} Unwritten: {shape.unwritten}." if shape.unwritten else shape.meaning


# Words -------------------------------------------------------------------------------------------------------------


def words() -> dict[str, dict[str, str]]:
    """The glossary's own text: ours, and theory's."""
    read: dict[str, dict[str, str]] = yaml.safe_load((HERE / "glossary.yaml").read_text(encoding="utf-8"))
    return read


def glossary() -> Iterator[str]:
    """One word a thing; the words of theory and of other tools point to ours."""
    yield "# Words"
    yield (
        "One word for each thing, in the file, on the pages and in the code. Names in `code` are keys of the scenario "
        "file, columns of the log and KPIs."
    )
    yield table(
        ["word", "what it is"], [[f"**{word}**", sentence(told)] for word, told in sorted(words()["words"].items())]
    )
    yield "## Theory's words"
    yield table(["in papers", "here"], [[word, sentence(told)] for word, told in sorted(words()["theory"].items())])
    yield "## Other tools' words"
    yield "What these are called in a scenario file. A file that uses them is asked whether it meant ours."
    others = [[word, ", ".join(map(code, ours))] for word, ours in sorted(SYNONYMS.items())]
    yield table(["elsewhere", "here"], others)


if __name__ == "__main__":
    main()
