"""A table of contents at the top of a source: the titles of its pieces, told beforehand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.model import Span
from corpus.splitting.marks.separators import Line
from corpus.system.patterns import lazy
from corpus.writing.titles import LONGEST_TITLE, plain

FEWEST_LISTED = 3
"""Entries that make a list of titles a table of contents."""

_CONTENTS = lazy(r"(?:目\s{0,6}[录錄]|内容目录|篇目|本文目录)\s?[:：]?$")
_ENTRY = (  # compiled when there is a table of contents
    r"(?:(?:第\s?)?[一二三四五六七八九十百0-9０-９]{1,4}\s?[篇、.．:：)）]?\s?|[(（【][一二三四五六七八九十0-9]{1,3}[)）】]\s?|[-·•●]\s?)?"
    r"(?P<title>[^\s].{1,70}?)[\s.．…·\-—_]{0,60}(?:[0-9]{1,4})?$"
)


class Contents(NamedTuple):
    """A table of contents at the top of a source."""

    span: Span
    entries: frozenset[str]
    """Titles without blanks, marks, numbers and pages."""
    first: int
    last: int
    """Rows of its lines, the last one included."""


def find_contents(text: str, lines: Sequence[Line], start: int) -> Contents | None:
    r"""Find the table of contents above the first piece.

    Parameters
    ----------
    text, lines
        The source and its lines.
    start
        Row of the first line that may belong to it.

    Examples
    --------
    >>> from corpus.splitting.marks.separators import lines_of
    >>> entries = "1.甲镇工作总结……1\n2.乙镇工作汇报……5\n3.丙镇方案……9"
    >>> text = f"汇编\n目录\n{entries}\n甲镇工作总结\n今年……"
    >>> found = find_contents(text, lines_of(text), 1)
    >>> sorted(found.entries)
    ['丙镇方案', '乙镇工作汇报', '甲镇工作总结']
    """
    for row in range(start, min(start + 6, len(lines))):
        line = lines[row]
        if line.end - line.start <= 12 and _CONTENTS.match(text[line.start : line.end]):
            return _entries(text, lines, row)
    return None


def _entries(text: str, lines: Sequence[Line], row: int) -> Contents | None:
    entries: list[str] = []
    last = row
    for at in range(row + 1, len(lines)):
        line = lines[at]
        words = text[line.start : line.end] if line.end - line.start <= 2 * LONGEST_TITLE else ""
        found = re.match(_ENTRY, words)
        if found is None or not words:
            break
        entry = plain(found["title"])
        if entry in entries or words.endswith(("。", "；", ":", "：")):
            break  # the first piece begins with its title
        entries.append(entry)
        last = at
    if len(entries) < FEWEST_LISTED:
        return None
    return Contents(Span(lines[row].start, lines[last].end), frozenset(entries), row, last)
