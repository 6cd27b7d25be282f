"""A table of contents names every heading once before its time; its entries are left out."""

from __future__ import annotations

from bisect import bisect_right

from corpus.outlining.numbered.styles import Candidate
from corpus.system.patterns import lazy
from corpus.writing.lines import BLANK, LINE_ENDS

_HEADING = lazy(rf"目{BLANK}{{0,8}}[录次錄]{BLANK}{{0,99}}+(?=[{LINE_ENDS}])")
_ENTRY = 60  # an entry is no longer than this
_REST = lazy(rf"[^{LINE_ENDS}]{{0,{_ENTRY}}}")


def without_contents(
    text: str, body: tuple[int, int], candidates: list[Candidate]
) -> list[Candidate]:
    r"""Leave out the entries of a table of contents: up to where the first one comes again.

    Under a line 目录 the first entry need only return with its number; without that line, with
    the same words, and nothing but entries may stand in between.

    Parameters
    ----------
    text, body
        A source's text and the stretch that the candidates come from.
    candidates
        In reading order.

    Returns
    -------
    list of Candidate

    Examples
    --------
    >>> from corpus.outlining.markers import find_candidates
    >>> text = "目录\n一、甲\n二、乙\n一、甲\n正文\n二、乙\n正文"
    >>> [c.start for c in find_candidates(text, (0, len(text)))]
    [11, 18]
    """
    titled = [m.end() for m in _HEADING.finditer(text, *body) if _alone(text, m.start(), body[0])]
    first = bisect_right(candidates, titled[0], key=lambda c: c.start) if titled else 0
    if first >= len(candidates) or candidates[first].place != "line":
        return candidates
    entry = candidates[first]
    words = _words(text, entry.end)
    for row in range(first + 1, len(candidates)):
        c = candidates[row]
        if not titled and not _adjacent(text, candidates[row - 1].end, c.start):
            return candidates
        if c.place == "line" and (c.style, c.number) == (entry.style, entry.number):
            again = titled or _words(text, c.end) == words
            return candidates[:first] + candidates[row:] if again else candidates
    return candidates


def _alone(text: str, start: int, begin: int) -> bool:
    """Whether nothing but blanks stands before a position in its line."""
    before = text[max(begin, start - _ENTRY) : start].rstrip(" \t\u3000\xa0")
    return not before or before[-1] in LINE_ENDS


def _adjacent(text: str, marker_end: int, next_start: int) -> bool:
    """Whether the line behind a marker is an entry and the next candidate follows upon it."""
    end = marker_end + len(_rest(text, marker_end))
    return not text[end:next_start].strip() and text[end - 1] not in "。；;"


def _words(text: str, start: int) -> str:
    return "".join(_rest(text, start).split())


def _rest(text: str, start: int) -> str:
    found = _REST.match(text, start)
    return found[0] if found else ""
