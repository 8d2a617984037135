"""A scenario written back: one self-contained page, and the six letters that name it."""

from __future__ import annotations

import hashlib
from typing import Any

import yaml

from sim.scenario.faults import Place
from sim.scenario.nodes import Node, from_plain, plain
from sim.scenario.schema import Scenario
from sim.scenario.tree import plain_value
from sim.scenario.values import Page, share_text
from sim.units import format_duration


def tree_of(scenario: Scenario) -> Node:
    """The scenario as it was written; as it would be, where it was built in Python."""
    raw: Node | None = scenario._raw
    return raw if raw is not None else from_plain(written(scenario), Place("scenario"))


def written(value: Any, word: str = "") -> Any:
    """A model, or a value of the kind `word`, as a planner would write it; what was never set stays unwritten."""
    if isinstance(value, Page):
        return _without_nones(value.model_dump(mode="json", by_alias=True, exclude_unset=True))
    if word == "duration":
        return format_duration(value)
    return share_text(value) if word == "share" else value


def _without_nones(value: Any) -> Any:
    """A key set to None is an unwritten one, except in a strategy's `set`, where null removes."""
    if not isinstance(value, dict):
        return value
    return {k: v if k == "set" else _without_nones(v) for k, v in value.items() if v is not None}


def dump(scenario: Scenario) -> str:
    """The scenario as YAML that stands alone: extended files merged, `--set` applied, CSV columns filled in.

    Loads to an equal scenario, and leaves unwritten what the planner left unwritten.
    """
    return yaml.dump(plain(tree_of(scenario)), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


def scenario_hash(scenario: Scenario) -> str:
    """Six hex digits of what the scenario means, its strategies included; equal scenarios have equal hashes.

    Text, order of keys within a mechanism, and defaults written out make no difference; the order of queues and of
    groups does, for they are numbered by it.
    """
    meaning = scenario.model_dump_json(by_alias=True, exclude_defaults=True)
    return hashlib.sha256(meaning.encode()).hexdigest()[:6]


class _Dumper(yaml.SafeDumper):
    """Quotes whatever another reader of YAML would take for a number, a time or a truth value."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    quoted = not text or plain_value(text) != text
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="'" if quoted else None)


_Dumper.add_representer(str, _text)
