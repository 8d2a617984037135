"""Text laid out for a terminal or a mail: columns, wrapped sentences, never wider than `WIDTH`."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

WIDTH = 104
INDENT = "  "
TIE = "\N{NO-BREAK SPACE}"
"""Stands for a space at which no line may end, until the lines are made."""


def sentences(text: str, hang: int = 0) -> list[str]:
    """Words wrapped to the page's width, indented; lines after the first stand `hang` further in."""
    return untied(
        wrap(
            text,
            WIDTH,
            initial_indent=INDENT,
            subsequent_indent=INDENT + " " * hang,
            break_on_hyphens=False,
        )
    )


def untied(lines: Sequence[str]) -> list[str]:
    """The lines with spaces where they had a TIE."""
    return [line.replace(TIE, " ") for line in lines]


def columns(rows: Sequence[Sequence[str]], align: str, gap: int = 2) -> list[str]:
    """Rows of cells as lines: one letter of `align` for each column, `l` to the left, `r` to the right."""
    widths = [max((len(row[i]) for row in rows), default=0) for i in range(len(align))]
    lines = []
    for row in rows:
        cells = [
            cell.ljust(width) if side == "l" else cell.rjust(width)
            for cell, width, side in zip(row, widths, align, strict=True)
        ]
        lines.append((" " * gap).join(cells).rstrip())
    return lines


def fitted(rows: Sequence[Sequence[str]], align: str) -> list[str]:
    """The rows as indented columns, closer together where they would be wider than the page."""
    wide = [indented(columns(rows, align, gap=gap)) for gap in (3, 2, 1)]
    return next((lines for lines in wide if max(map(len, lines)) <= WIDTH), wide[-1])


def labelled(label: str, text: str, wide: int) -> list[str]:
    """`text` beside a label in a column of `wide` letters; below it where the label is longer than that."""
    if len(label) < wide:
        return sentences(f"{label:{wide}}{text}", hang=wide)
    return [INDENT + cut(label, WIDTH - len(INDENT)), *sentences(" " * wide + text, hang=wide)]


def label_width(labels: Sequence[str]) -> int:
    """Room for the labels of a column, as long as they leave most of the page to the text."""
    return min(max(map(len, labels), default=0) + 2, WIDTH // 3)


def cut(text: str, letters: int) -> str:
    """`text`, or where it is longer than so many letters its beginning with an ellipsis."""
    return text if len(text) <= letters else text[: letters - 3].rstrip() + "..."


def ends(left: str, right: str) -> list[str]:
    """`left` and `right` at the two edges of a line; on two lines where they do not fit."""
    space = WIDTH - len(left) - len(right)
    return [left + " " * space + right] if space >= 2 else [cut(left, WIDTH), cut(right, WIDTH)]


def listed(parts: Sequence[str]) -> str:
    """`claims, sales and experts`."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def indented(lines: Sequence[str]) -> list[str]:
    """The lines, set in by the page's margin; empty ones stay empty."""
    return [INDENT + line if line else "" for line in lines]


def page(blocks: Sequence[Sequence[str]]) -> str:
    """Blocks of lines with one empty line between them; empty blocks leave no gap."""
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"
