"""Small pieces of Markdown, and docstrings as such."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from importlib import import_module
from inspect import cleandoc, getdoc, getsource
from itertools import pairwise
from typing import Any


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; line ends and bars within cells are made harmless."""
    cells = [[" ".join(cell.split()).replace("|", "\\|") for cell in row] for row in rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in [list(head), ["---"] * len(head), *cells])


def code(text: str) -> str:
    """Text as code; nothing for nothing."""
    return f"`{text}`" if text else ""


def sentence(text: str) -> str:
    """With a capital at its start and a full stop at its end."""
    return f"{text[:1].upper()}{text[1:]}{'' if text[-1:] in '.!?' else '.'}"


def text_of(target: Any) -> str:
    """A docstring as Markdown: the numbered phases of `moment` become a list."""
    told = getdoc(target)
    if not told:
        raise ValueError(f"{target} has no docstring")
    return re.sub(r"^(\d)\. ([A-Z]+) +", lambda found: f"{found[1]}. **{found[2].lower()}**: ", told, flags=re.M)


def constants(module: str) -> dict[str, str]:
    """The docstrings that stand below a module's constants, by name."""
    body = ast.parse(getsource(import_module(module))).body
    return {
        one.targets[0].id: cleandoc(below.value.value)
        for one, below in pairwise(body)
        if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name)
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) and isinstance(below.value.value, str)
    }
