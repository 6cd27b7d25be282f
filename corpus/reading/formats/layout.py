"""Lines gathered from a structured format, and the text with hints that they make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus.model import Hint, Span

BOLD = 0
"""Level of a line that is merely bold."""
_LONG_CELLS = 200  # characters; a row of more than a line a cell and longer is a page's layout
_PARAGRAPHS = 2  # below a heading; one is a note beneath a table's bold word
_ENDS = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]+")


class FormattedLine(NamedTuple):
    """One line to be: its words, and what its format tells of them."""

    text: str
    level: int | None = None
    """Of the heading that it is; None: no heading."""
    links: int = 0
    """How many links it is made of; 0: of something else, too."""


def assemble(lines: Iterable[FormattedLine]) -> tuple[str, tuple[Hint, ...]]:
    r"""Join lines with a newline each; headings become hints.

    Bold that most of the lines have sets nothing off, so it gives no hints.

    Examples
    --------
    >>> text, hints = assemble([FormattedLine("一、学习", 1), FormattedLine("全年12次。")])
    >>> text, hints[0].span, hints[0].level
    ('一、学习\n全年12次。\n', Span(start=0, end=4), 1)
    """
    kept = [line for line in lines if line.text.strip()]
    bold = sum(line.level == BOLD for line in kept)
    parts: list[str] = []
    hints: list[Hint] = []
    position = 0
    for line in kept:
        if line.level is not None and (line.level > BOLD or 2 * bold <= len(kept)):
            start = position + len(line.text) - len(line.text.lstrip())
            end = position + len(line.text.rstrip())
            hints.append(Hint(Span(start, end), min(line.level, 6)))
        parts.append(line.text + "\n")
        position += len(line.text) + 1
    return "".join(parts), tuple(hints)


def row_lines(cells: Sequence[Sequence[FormattedLine]]) -> list[FormattedLine]:
    r"""Write a table's row: one line with tabs, or line by line where a cell holds a page.

    >>> row_lines([[FormattedLine("学习")], [FormattedLine("12次"), FormattedLine("其中集中8次")]])
    [FormattedLine(text='学习\t12次 其中集中8次', level=None, links=0)]
    """
    lines = [line for cell in cells for line in cell if line.text.strip()]
    filled = sum(any(line.text.strip() for line in cell) for cell in cells)
    several = len(lines) > filled
    long = several and sum(len(line.text) for line in lines) > _LONG_CELLS
    if filled == 1 or long or any(map(_is_page, cells)):
        return lines
    joined = [" ".join(line.text.strip() for line in cell if line.text.strip()) for cell in cells]
    text = "\t".join(_ENDS.sub(" ", cell).replace("\t", " ") for cell in joined)
    links = sum(line.links for line in lines) if all(line.links for line in lines) else 0
    return [FormattedLine(text.rstrip("\t"), links=links)] if text.strip() else []


def _is_page(cell: Sequence[FormattedLine]) -> bool:
    """Whether a cell has what a table's seldom has: something set off and paragraphs below it."""
    rows = [row for row, line in enumerate(cell) if line.level is not None]
    below = cell[rows[0] + 1 :] if rows else ()
    return sum(line.text.rstrip().endswith("。") for line in below) >= _PARAGRAPHS
