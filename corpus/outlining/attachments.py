"""Lists of what is attached (附件：1.方案 2.名单): entries are no headings."""

from __future__ import annotations

from bisect import bisect_right

from corpus.model import Span
from corpus.outlining.numbered.styles import Candidate
from corpus.system.patterns import lazy
from corpus.writing.lines import BLANK, LINE_ENDS

_NUMERAL = "[0-9０-９一二三四五六七八九十]{1,2}"
_NEXT_LINE = rf"[{LINE_ENDS}]{{1,2}}{BLANK}{{0,20}}+"
_ENTRY = rf"{_NUMERAL}[.．、][^。{LINE_ENDS}]{{1,80}}"
_NAMED = rf"附件{BLANK}?{_NUMERAL}{BLANK}{{0,2}}[.．:： ]{BLANK}{{0,4}}[^。{LINE_ENDS}]{{2,60}}"
_INDENT = 24  # blanks before 附件 at most
_LIST = lazy(
    rf"附{BLANK}{{0,4}}[件表]?{BLANK}{{0,2}}[:：]{BLANK}{{0,4}}"
    rf"(?:(?:{_NEXT_LINE})?{_ENTRY}(?:{_NEXT_LINE}{_ENTRY})*+"
    rf"|[^。；;:：{LINE_ENDS}0-9]{{2,60}}(?=[{LINE_ENDS}]|\Z))"  # 附件：某某方案
    rf"|{_NAMED}(?:{_NEXT_LINE}{_NAMED}){{1,40}}+"
)


def find_attachments(text: str, body: tuple[int, int]) -> list[Span]:
    r"""Find the lists of attachments in a document.

    Parameters
    ----------
    text, body
        A source's text and the document's own stretch of it.

    Returns
    -------
    list of Span
        From 附件 to the end of the last entry, in reading order.

    Examples
    --------
    >>> text = "请认真执行。\n附件：1.方案\n2.名单\n某县人民政府"
    >>> [text[slice(*span)] for span in find_attachments(text, (0, len(text)))]
    ['附件：1.方案\n2.名单']
    """
    found: list[Span] = []
    at = text.find("附", *body)
    while at >= 0:
        match = _LIST.match(text, at, body[1]) if _begins_line(text, at, body[0]) else None
        if match:
            found.append(Span(*match.span()))
        at = text.find("附", match.end() if match else at + 1, body[1])
    return found


def _begins_line(text: str, at: int, first: int) -> bool:
    """Whether nothing but a few blanks stands between a line's start and a position."""
    before = text[max(first, at - _INDENT) : at].rstrip(" \t\u3000\xa0")
    return before[-1:] in LINE_ENDS if before else at - first <= _INDENT


def without_attachments(
    text: str, body: tuple[int, int], candidates: list[Candidate]
) -> list[Candidate]:
    """Leave out the candidates in lists of attachments.

    Parameters
    ----------
    text, body
        As for :func:`find_attachments`.
    candidates
        In reading order.

    Returns
    -------
    list of Candidate
    """
    if text.find("附", *body) < 0:
        return candidates
    spans = find_attachments(text, body)
    if not spans:
        return candidates
    starts = [span.start for span in spans]
    return [
        c
        for c in candidates
        if c.start >= spans[max(bisect_right(starts, c.start) - 1, 0)].end or c.start < starts[0]
    ]
