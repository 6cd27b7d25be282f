"""Rows as a table for people: columns line up although a Chinese character is two cells wide.

Width follows Unicode Standard Annex 11 (East Asian Width): wide and full-width characters take
two cells, combining marks none, everything else one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

GAP = 2
ELLIPSIS = "…"  # one cell, and part of GBK
NARROWEST = 6  # below this a shortened column says nothing

_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def visible(text: str) -> str:
    r"""Show control and invisible characters as escapes, so that no text can steer a terminal.

    >>> print(visible("学习\x1b[2J\u202e"))
    学习\x1b[2J\u202e
    """
    if text.isprintable():
        return text
    return "".join(
        char.encode("unicode_escape").decode("ascii")
        if unicodedata.category(char) in _HIDDEN
        else char
        for char in text
    )


def cells(text: str) -> int:
    """Count the terminal cells that a text takes.

    >>> cells("学习abc"), cells("é")
    (7, 1)
    """
    if text.isascii():
        return len(text)
    return sum(_cells_of(char) for char in text)


def _cells_of(char: str) -> int:
    if unicodedata.east_asian_width(char) in "WF":
        return 2
    return 0 if unicodedata.category(char) in ("Mn", "Me") else 1


def shorten(text: str, width: int) -> str:
    """Cut a text to at most ``width`` cells, an ellipsis in place of what is left out.

    >>> shorten("意识形态工作", 8), shorten("学习", 4)
    ('意识形…', '学习')
    """
    if cells(text) <= width:
        return text
    used = 0
    for end, char in enumerate(text):
        used += _cells_of(char)
        if used > width - 1:
            return text[:end] + ELLIPSIS
    return text


def render(
    header: Sequence[str], rows: Iterable[Sequence[object]], *, width: int | None = None
) -> list[str]:
    """Lay rows out in aligned columns.

    Parameters
    ----------
    header
        Names of the columns.
    rows
        A cell is text, a number (aligned right), or None (left empty).
    width
        Cells of the terminal: the widest columns are shortened until a line fits. None: nothing
        is shortened, as for a pipe.

    Returns
    -------
    list of str
        Header, then a line for each row, without line ends or trailing blanks.

    Examples
    --------
    >>> for line in render(["编号", "similarity"], [["篇7", 0.9996], ["篇11", None]]):
    ...     print(line)
    编号  similarity
    篇7       >0.999
    篇11
    """
    body = [list(row) for row in rows]
    right = [
        any(isinstance(row[x], int | float) for row in body)
        and all(row[x] is None or isinstance(row[x], int | float) for row in body)
        for x in range(len(header))
    ]
    table = [[visible(name) for name in header], *([_shown(cell) for cell in r] for r in body)]
    widths = [max(cells(row[x]) for row in table) for x in range(len(header))]
    if width is not None:
        names = [cells(name) for name in table[0]]
        widths = _fitted(widths, [max(NARROWEST, n) for n in names], width)
    return [_line(row, widths, right) for row in table]


def _shown(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return _decimal(cell)
    return visible(str(cell))


def _decimal(number: float) -> str:
    """Round to three decimals, but never to a 0 or 1 that it is not."""
    if 0 < abs(number) < 0.0005:
        return "<0.001" if number > 0 else ">-0.001"
    return ">0.999" if 0.9995 <= number < 1 else f"{number:.3f}"


def _fitted(widths: list[int], least: Sequence[int], room: int) -> list[int]:
    """Take cells from whichever column is the widest until all fit, or none can give any."""
    fitted = list(widths)
    too_many = sum(fitted) + GAP * (len(fitted) - 1) - room
    while too_many > 0:
        givers = [x for x in range(len(fitted)) if fitted[x] > least[x]]
        if not givers:
            break
        widest = max(givers, key=lambda x: fitted[x])
        second = max((fitted[x] for x in givers if fitted[x] < fitted[widest]), default=0)
        take = min(
            too_many, fitted[widest] - max(second, least[widest]), fitted[widest] - least[widest]
        )
        take = max(1, take)
        fitted[widest] -= take
        too_many -= take
    return fitted


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    parts = []
    for text, width, flush in zip(row, widths, right, strict=True):
        cut = shorten(text, width)
        blank = " " * (width - cells(cut))
        parts.append(blank + cut if flush else cut + blank)
    return (" " * GAP).join(parts).rstrip()
