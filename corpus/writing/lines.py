"""Physical lines of a stretch of text, and which of them merely continue the line before.

Text copied out of a PDF, or cut by a web editor, has line ends that end nothing. A line
continues the one before it where the break falls in mid-sentence (after a comma, inside 《》, in
front of a closing mark), or where the whole text is wrapped at a constant width.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from corpus.system.patterns import lazy

LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
"""Characters that end a line, wherever this package looks at lines."""
BLANK = r"[ \t\u3000\xa0\u2000-\u200b\ufeff]"
"""Pattern of one blank inside a line."""
_LINE_END = lazy(f"[{LINE_ENDS}]")
_LINE = lazy(rf"\S(?:[^{LINE_ENDS}]*\S)?")  # without the blanks at its ends
_SEPARATORS = "\x1c\x1d\x1e"
_BLANK_LINE = lazy(rf"[{LINE_ENDS}]\s*?[{LINE_ENDS}]")
_INDENT = "\u3000\t "
_MID_SENTENCE = "、，,（(《〈“‘「『【"  # a line ending so cannot be complete
_MID_OPENING = "、，。；：！？,;:）)》〉”’」』】"  # a line starting so belongs to the one before
_FINAL = "。！？；：!?;:…”’」』）)》】"
_SHORTEST_WRAP, _LONGEST_WRAP = 16, 80  # widths of a printed column, in full-width characters
_BLANKS_AT_ONCE = 64
_FEWEST_FULL = 4  # fewer full lines are no evidence of a column
_OPEN_ENDED = 0.7  # of the full lines of wrapped text, some nine in ten end in mid-sentence
_SLACK = 2.5  # punctuation that may not start a line makes a full line up to this much shorter


class WrappedLines(NamedTuple):
    """Lines without the blanks at their ends; blank lines are left out."""

    spans: list[tuple[int, int]]
    continuing: list[int]
    """Rows of the lines that belong to the line before them, ascending."""


class AtLines:
    """A pattern that matches at line starts only, tried at these alone.

    Parameters
    ----------
    pattern
        A regular expression for what stands at a line's start, its indent included.

    Examples
    --------
    >>> [m.group() for m in AtLines("[甲乙]").matches("甲丙\\n乙甲", (0, 5))]
    ['甲', '\\n乙']
    """

    def __init__(self, pattern: str) -> None:
        self._first = lazy(pattern)
        self._later = lazy(f"[{LINE_ENDS}](?:{pattern})")

    def matches(
        self, text: str, stretch: tuple[int, int], *, without: str = ""
    ) -> Iterator[re.Match[str]]:
        """Find all matches in a stretch; a match may begin with the line end before it.

        The pattern is not tried at lines, but the first, that end in a character of ``without``.
        """
        start, end = stretch[0], min(stretch[1], len(text))
        if start and text[start - 1] in LINE_ENDS:
            start -= 1
        else:
            first = self._first.match(text, start, end)
            if first:
                yield first
        match = self._later.match
        ends = _line_ends(text)
        ends = ends[bisect_left(ends, start) : bisect_left(ends, end)]
        for at, stop in pairwise([*ends, end]):
            if text[stop - 1] in without:
                continue
            found = match(text, at, end) if at >= start else None
            if found is not None:
                yield found
                start = found.end()


@lru_cache(maxsize=1)  # several patterns are tried at the lines of one text
def _line_ends(text: str) -> list[int]:
    """Find the characters that end lines."""
    if any(end in text for end in LINE_ENDS[1:]):
        return [found.start() for found in _LINE_END.finditer(text)]
    sizes = map(len, text.split("\n"))
    ends = [at - 1 for at in accumulate(size + 1 for size in sizes)]
    return ends[:-1]  # the last line has none


def line_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    r"""Find the lines that are not blank, ended by ``\n`` or ``\r``, without outer blanks.

    >>> line_spans(" 甲\r\n\n乙 ", 0, 6)
    [(1, 2), (5, 6)]
    """
    whole = text if start == 0 and end >= len(text) else text[start:end]
    if "\r" in whole:
        whole = whole.replace("\r", "\n")
    return _inked(whole.split("\n"), start, 1)


def ink_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    r"""Find the lines that are not blank, ended by any of :data:`LINE_ENDS`, without outer blanks.

    >>> ink_spans(" 甲\u2028\n乙 ", 0, 6)
    [(1, 2), (4, 5)]
    """
    whole = text if start == 0 and end >= len(text) else text[start:end]
    if any(c in whole for c in _SEPARATORS):  # str.splitlines ends lines at these, too
        return [found.span() for found in _LINE.finditer(text, start, end)]
    return _inked(whole.splitlines(keepends=True), start, 0)


def _inked(pieces: list[str], at: int, gap: int) -> list[tuple[int, int]]:
    """Where pieces of text that stand ``gap`` characters apart have ink.

    Cutting a text into pieces is five times as fast as a pattern of lines.
    """
    spans: list[tuple[int, int]] = []
    for piece in pieces:
        size = len(piece)
        inked = piece.strip()
        if inked:
            length = len(inked)
            if length == size:
                spans.append((at, at + size))
            else:
                begin = at + size - len(piece.lstrip())
                spans.append((begin, begin + length))
        at += size + gap
    return spans


def without_blanks(text: str, start: int, end: int) -> int:
    """Where a stretch ends without the blanks at its end; ``start`` where it is blank.

    >>> without_blanks("甲乙\\n  ", 0, 5), without_blanks("甲  ", 1, 3)
    (2, 1)
    """
    if start < end and not text[end - 1].isspace():
        return end
    if start + 1 < end and not text[end - 2].isspace():
        return end - 1  # mostly a line end stands there
    while start < end:
        last = text[max(start, end - _BLANKS_AT_ONCE) : end]
        kept = len(last.rstrip())
        end -= len(last) - kept
        if kept:
            break
    return end


def find_lines(
    text: str, body: tuple[int, int], barriers: frozenset[int] = frozenset()
) -> WrappedLines:
    r"""Find the lines that are not blank, and which of them continue the one before.

    Parameters
    ----------
    text
        A source's text.
    body
        The stretch to look at.
    barriers
        Positions where something starts or ends that never shares a line: a heading, a hint of
        the file format.

    Returns
    -------
    WrappedLines

    Examples
    --------
    >>> text = "方法、形式、\n途径还需要进一步探索。\n下半年,我镇将"
    >>> found = find_lines(text, (0, 26))
    >>> [text[slice(*span)] for span in found.spans], found.continuing
    (['方法、形式、', '途径还需要进一步探索。', '下半年,我镇将'], [1])
    """
    found = _wrapped(text, body)
    if not found.continuing or not barriers:
        return found
    spans = found.spans
    free = [
        row
        for row in found.continuing
        if spans[row][0] not in barriers and spans[row - 1][1] not in barriers
    ]
    return WrappedLines(spans, free)


@lru_cache(maxsize=1)  # the outline asks first, then the paragraphs of the same body
def _wrapped(text: str, body: tuple[int, int]) -> WrappedLines:
    """Find the lines, and those that continue the one before where nothing stands between."""
    spans = ink_spans(text, *body)
    width = _wrap_width(text, spans)
    continuing = [
        row
        for row, (before, (start, _)) in enumerate(pairwise(spans), 1)
        if (width or text[before[1] - 1] not in _FINAL or text[start] in _MID_OPENING)
        and _continues(text, before, start, width)
    ]
    return WrappedLines(spans, continuing)


def _continues(text: str, before: tuple[int, int], start: int, width: float) -> bool:
    last, first = text[before[1] - 1], text[start]
    gap = text[before[1] : start]
    if _BLANK_LINE.search(gap.replace("\r\n", "\n")):
        return False
    if first in _MID_OPENING or last in _MID_SENTENCE:
        return True
    if width:
        indented = gap[-1] in _INDENT
        return not indented and _width(text[slice(*before)]) >= width - _SLACK
    return _open_title(text, before, start)


def _open_title(text: str, before: tuple[int, int], start: int) -> bool:
    """Whether the line before left a 《 open that closes soon after ``start``."""
    opened = text.rfind("《", *before)
    if opened < 0 or text.find("》", opened, before[1]) >= 0:
        return False
    closed = text.find("》", start, start + 60)
    return closed >= 0 and text.find("《", start, closed) < 0 and "\n" not in text[start:closed]


def _wrap_width(text: str, spans: list[tuple[int, int]]) -> float:
    """Return the column that the text is wrapped at, 0 if it is not.

    Wrapped text has no line wider than the column, many of its lines reach it, and most of those
    end in mid-sentence. Widths count an ASCII character as half.
    """
    if len(spans) < _FEWEST_FULL:
        return 0
    longest = max(end - start for start, end in spans)
    if longest > 2 * _LONGEST_WRAP or longest < _SHORTEST_WRAP:
        return 0
    widths = [_width(text[start:end]) for start, end in spans]
    column = max(widths)
    if not _SHORTEST_WRAP <= column <= _LONGEST_WRAP:
        return 0
    full = [row for row, width in enumerate(widths) if width >= column - _SLACK]
    open_ended = sum(text[spans[row][1] - 1] not in _FINAL for row in full)
    enough = len(full) >= max(_FEWEST_FULL, len(spans) / 3)
    return column if enough and open_ended >= _OPEN_ENDED * len(full) else 0


def _width(line: str) -> float:
    return len(line) - len(line.encode("ascii", "ignore")) / 2
