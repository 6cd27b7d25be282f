"""Rows as a table for people: columns line up although a Chinese character is two cells wide.

Width follows Unicode Standard Annex 11 (East Asian Width): wide and full-width characters take
two cells, combining marks none, everything else one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence

COLUMN_GAP = 2
ELLIPSIS = "…"  # one cell, and part of GBK
NARROWEST_COLUMN = 6  # below this a shortened column says nothing

_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


class Name(str):
    """An id in a table: where room is short it is cut in its middle, because its end counts."""

    __slots__ = ()


class Before(str):
    """What stands before something else: it is cut at its beginning, because its end is next."""

    __slots__ = ()


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
    r"""Count the terminal cells that a text takes.

    >>> cells("学习abc"), cells("é"), cells("か\u3099")
    (7, 1, 2)
    """
    if text.isascii():
        return len(text)
    return sum(_cells_of(char) for char in text)


def _cells_of(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me"):  # first: some marks of kana are wide by rule
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


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


def abridge(text: str, width: int) -> str:
    """Cut a name to at most ``width`` cells in its middle, so that its end still tells it apart.

    >>> abridge("乡镇意识形态上半年工作总结15篇.txt", 20)
    '乡镇意识…结15篇.txt'
    """
    if cells(text) <= width:
        return text
    head = shorten(text, width // 2)
    tail = _shorten_start(text, width - cells(head) + 1)
    return head + tail.removeprefix(ELLIPSIS)


def _shorten_start(text: str, width: int) -> str:
    return shorten(text[::-1], width)[::-1]


def _cut(cell: object) -> Callable[[str, int], str]:
    """Where a cell loses characters when room is short."""
    if isinstance(cell, Before):
        return _shorten_start
    return abridge if isinstance(cell, Name) else shorten


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
        widths = _fitted(widths, [max(NARROWEST_COLUMN, n) for n in names], width)
        table = [
            [_cut(cell)(text, room) for cell, text, room in zip(told, row, widths, strict=True)]
            for told, row in zip([header, *body], table, strict=True)
        ]
    return [_line(row, widths, right) for row in table]


def _shown(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return decimal(cell)
    return visible(str(cell))


def decimal(number: float) -> str:
    """Round to three decimals, but never to a 0 or 1 that it is not."""
    if 0 < abs(number) < 0.0005:
        return "<0.001" if number > 0 else ">-0.001"
    return ">0.999" if 0.9995 <= number < 1 else f"{number:.3f}"


def per_cent(number: float) -> str:
    """Write a share in per cent, but never as 0 or all that it is not.

    >>> per_cent(0.9999), per_cent(1), per_cent(0.25), per_cent(0.0001)
    ('>99.9%', '100%', '25.0%', '<0.1%')
    """
    if number in (0, 1):
        return f"{number:.0%}"
    if number >= 0.9995:
        return ">99.9%"
    return "<0.1%" if number < 0.0005 else f"{number:.1%}"


def _fitted(widths: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Lower the widest columns to one common width, the greatest with which all fit."""

    def lowered(common: int) -> list[int]:
        return [min(w, max(common, low)) for w, low in zip(widths, least, strict=True)]

    inside = room - COLUMN_GAP * (len(widths) - 1)
    fits, wide = 0, max(widths, default=0) + 1
    while wide - fits > 1:
        middle = (fits + wide) // 2
        if sum(lowered(middle)) <= inside:
            fits = middle
        else:
            wide = middle
    return lowered(fits)


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    parts = []
    for text, width, flush in zip(row, widths, right, strict=True):
        blank = " " * (width - cells(text))
        parts.append(blank + text if flush else text + blank)
    return (" " * COLUMN_GAP).join(parts).rstrip()
