"""What may stand where in a scenario: the schema's models read as a map of paths."""

from __future__ import annotations

import re
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from annotated_types import Ge
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from sim.scenario.by_day import names_days
from sim.scenario.laws import Law, MeanAlone
from sim.scenario.schema import Scenario
from sim.scenario.values import Kind, Page, Switch, Unit

SOURCE = " Source: "
"""What stands before a default's source at the end of a docstring."""
_UNWRITTEN = re.compile(r"; ([^;]+?) (?:where unwritten|where neither [\w ]+ is written|unless named)")


@dataclass(frozen=True)
class Shape:
    """One place of the file.

    `word` is a kind of value (duration, clock, share, relative, hours, interval, day, weekdays, week, number, count,
    break, shift_hours, percentage), or page (named keys), law (a page that says how a duration varies), names (keys
    that the planner chooses), table (clock -> value), list, choice (one of `choices`), bool, text, or any."""

    word: str
    page: type[Page] | None = None
    """The named keys of a page or law; of a share those by which it may be written instead."""
    of: Shape | None = None
    choices: tuple[str, ...] = ()
    optional: bool = False
    switchable: bool = False
    """Takes `off` and `on`."""
    short_key: str | None = None
    """The key that a value alone stands for."""
    default: Any = None
    """The value where unwritten, as the model holds it; None where there is none."""
    about: str = field(default="", compare=False)
    unit: str = ""
    """What a bare number counts."""
    required: bool = False
    least: int = 0
    """The least that a whole number may be."""
    whole: bool = False
    """Of names: written as a value it replaces the old one, as a table does, and does not go on from it."""
    by_day: bool = False
    """May be written by weekday or date instead: days -> such a value each."""

    @property
    def meaning(self) -> str:
        """What the docstring says of the value, without its default and where that comes from."""
        return _UNWRITTEN.sub("", self.about.partition(SOURCE)[0])

    @property
    def source(self) -> str:
        """Where the default comes from; empty where nobody published it."""
        return self.about.partition(SOURCE)[2].rstrip(".")

    @property
    def unwritten(self) -> str:
        """In the docstring's words, what holds where the key is not written."""
        found = _UNWRITTEN.search(self.about)
        return found[1] if found else ""

    @property
    def of_a_day(self) -> Shape:
        """What stands for one of the days; what holds where the whole is unwritten does not hold for a day."""
        return replace(self, by_day=False, optional=False, default=None, required=False, about="")

    @property
    def keys(self) -> Mapping[str, Shape]:
        """Named keys with their shapes; none for a shape without a page."""
        return page_keys(self.page) if self.page else {}


@cache
def page_keys(page: type[Page]) -> Mapping[str, Shape]:
    """Key as written -> its shape."""
    hints = get_type_hints(page, include_extras=True)
    found = {}
    for name, info in page.model_fields.items():
        default = None if info.default is PydanticUndefined else info.default
        shape = _shape(hints[name], ())
        found[info.alias or name] = Shape(
            **{
                **shape.__dict__,
                "default": default,
                "about": " ".join((info.description or "").split()),
                "unit": next((extra.name for extra in info.metadata if isinstance(extra, Unit)), ""),
                "required": info.is_required(),
            }
        )
    return found


def scenario_shape() -> Shape:
    """The whole file."""
    return Shape("page", Scenario)


def shape_at(loc: Sequence[str]) -> Shape | None:
    """What may stand under a path of keys; None where nothing may."""
    shape: Shape | None = scenario_shape()
    for part in loc:
        if shape is not None and shape.by_day and names_days(part):
            shape = shape.of_a_day
        elif shape is not None:
            shape = shape.of or shape.keys.get(part)
    return shape


def _shape(annotation: Any, extras: tuple[Any, ...]) -> Shape:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(args[0], (*extras, *args[1:]))
    if origin in (Union, types.UnionType):
        first, *others = (arg for arg in args if arg is not type(None))
        inner = _shape(first, extras)
        for other in others:
            pages = _shape(other, ()).page
            inner = replace(inner, page=pages) if pages else replace(inner, by_day=True)
        return replace(inner, optional=type(None) in args)
    switchable = Switch in extras
    for extra in extras:
        if isinstance(extra, Kind):
            return Shape(extra.word, least=_least(extras) if extra.word == "count" else 0)
    if origin is dict:
        return _mapping_shape(args)
    if origin is tuple:
        return Shape("list", of=_shape(args[0], ()))
    if origin is Literal:
        return Shape("choice", choices=args)
    if isinstance(annotation, type) and issubclass(annotation, Page):
        short = "mean" if MeanAlone in extras else "count" if annotation.__name__ == "Days" else None
        word = "law" if annotation is Law else "page"
        return Shape(word, annotation, switchable=switchable, short_key=short)
    return Shape({str: "text", bool: "bool", int: "text", float: "text"}.get(annotation, "any"))


def _least(extras: tuple[Any, ...]) -> int:
    bounds = [bound for extra in extras if isinstance(extra, FieldInfo) for bound in extra.metadata]
    return next((int(str(bound.ge)) for bound in bounds if isinstance(bound, Ge)), 0)


def _mapping_shape(args: tuple[Any, ...]) -> Shape:
    key, of = _shape(args[0], ()).word, _shape(args[1], ())
    return Shape("table" if key == "clock" else "names", of=of, whole=key == "date")
