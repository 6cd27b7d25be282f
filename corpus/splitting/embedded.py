"""Documents hidden inside a piece, without a separator of their own.

A hidden document shows itself by its title, on a line of its own or sharing the line with the
first sentence, and by a fresh start: the numbering of headings begins again at 一、, somebody
is addressed, or the text above has just been signed. A title alone decides nothing.
"""

from __future__ import annotations

from typing import NamedTuple

from corpus.model import Span
from corpus.splitting.marks.restarts import Headings
from corpus.splitting.marks.separators import HEAD, Line
from corpus.system.patterns import lazy
from corpus.writing.titles import (
    KIND_LAST,
    LONGEST_TITLE,
    SHORTEST_PART,
    is_addressed,
    is_signed,
    is_sure_title,
    is_title,
    plain,
    title_part,
)

NEEDED = 2
"""Points: a restart of 一、二、三、 gives 2, a salutation or a signature above 1 each."""
SHORTEST_EMBEDDED = 60
"""Characters of a document, before and after its title."""
ANNOUNCED = 900
"""Characters at the beginning of a document in which it names what is attached to it."""


class Hidden(NamedTuple):
    """A hidden document: its title, which stands outside its body."""

    title: Span


def find_hidden(text: str, body: Span, lines: list[Line], headings: Headings) -> tuple[Hidden, ...]:
    r"""Documents hidden in ``text[body]``.

    Parameters
    ----------
    text
        A source's text.
    body
        One piece, without residue at its edges.
    lines
        The lines of that piece.
    headings
        The numbered headings of the source.

    Returns
    -------
    tuple of Hidden
        In reading order.

    Examples
    --------
    >>> from corpus.splitting.marks.restarts import headings_of
    >>> from corpus.splitting.marks.separators import lines_of
    >>> text = (
    ...     "一、学习\n"
    ...     + "全年组织学习。" * 10
    ...     + "\n二、检查\n"
    ...     + "全年开展检查。" * 10
    ...     + "\n关于上半年宣传工作的情况汇报 宣传工作很重要。\n一、组织\n"
    ...     + "成立了小组。" * 10
    ... )
    >>> lines = lines_of(text)
    >>> [
    ...     text[slice(*h.title)]
    ...     for h in find_hidden(text, Span(0, len(text)), lines, headings_of(text, lines))
    ... ]
    ['关于上半年宣传工作的情况汇报']
    """
    first = body.start + SHORTEST_EMBEDDED
    titles = [
        (row, Span(start, start + length))
        for row, (start, end) in enumerate(lines)
        if start > first
        and (text[end - 1] in KIND_LAST or _has_blank(text, start, end))  # rarely
        and (length := _title_length(text, lines[row]))
    ]
    found: list[Hidden] = []
    start = body.start
    for at, (row, title) in enumerate(titles):
        following = titles[at + 1][1].start if at + 1 < len(titles) else body.end
        if body.end - title.end < SHORTEST_EMBEDDED or title.start - start < SHORTEST_EMBEDDED:
            continue
        if _fresh_start(text, lines, row, headings, start, title, following, body.end) < NEEDED:
            continue
        if _announced(text, start, title):
            continue
        found.append(Hidden(title))
        start = title.start
    return tuple(found)


def _has_blank(text: str, start: int, end: int) -> bool:
    """Whether a blank stands where a title may end that shares its line with text."""
    first, last = start + SHORTEST_PART, min(end, start + LONGEST_TITLE)
    return (
        text.find("\u3000", first, last) >= 0
        or text.find(" ", first, last) >= 0
        or text.find("\t", first, last) >= 0
    )


def _title_length(text: str, line: Line) -> int | None:
    if line.end - line.start <= LONGEST_TITLE:
        whole = text[line.start : line.end]
        return len(whole) if is_title(whole) and len(whole) >= 6 else title_part(whole)
    return title_part(text[line.start : line.start + HEAD])


def _fresh_start(
    text: str,
    lines: list[Line],
    row: int,
    headings: Headings,
    start: int,
    title: Span,
    following: int,
    end: int,
) -> int:
    points = 0
    sure = is_sure_title(text[title.start : title.end])
    for kind in ("han", "clause", "chapter"):
        last = headings.last(kind, start, title.start)
        first = headings.first(kind, title.end, end)
        if first is None or last is None:
            continue
        if first == last + 1 and first > 1:
            return 0  # the numbering goes on: a heading of this very document
        if first == 1 and last >= 2 and sure:
            points += 2
        break
    if sure and row + 1 < len(lines) and lines[row + 1].start < following:
        below = text[lines[row + 1].start : lines[row + 1].end][:HEAD]
        points += is_addressed(below)
    if row > 0:
        above = text[lines[row - 1].start : lines[row - 1].end][-HEAD:]
        points += is_signed(above)
    return points


def _announced(text: str, start: int, title: Span) -> bool:
    """Whether the document above names the title itself: an attachment, not a stranger."""
    name = plain(text[title.start : title.end])
    opening = plain(text[start : min(title.start, start + ANNOUNCED)])
    if name in opening:
        return True
    closing = text[max(start, title.start - 400) : title.start]
    return _ATTACHED.search(closing) is not None


_ATTACHED = lazy(
    r"(?:^|[\n\r])\s{0,8}(?:附件|附|附录|附表)\s?[0-9一二三四五]{0,2}\s?(?:[:：]|[\n\r]|$)"
)
