"""Whether the numbering of headings goes on across a place in the text or starts anew.

一、二、三、 that go on speak for one document; 三、 followed by 一、 speaks for two.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from corpus.splitting.marks.separators import Line
from corpus.system.patterns import lazy
from corpus.writing.numbering import HAN_NUMERAL, to_int

_N = rf"[{HAN_NUMERAL}0-9０-９]{{1,5}}"
_HEADING = lazy(
    rf"[#*\s]{{0,6}}(?:第\s?(?P<chapter>{_N})\s?[章编編]|第\s?(?P<clause>{_N})\s?[条條]"
    rf"|(?P<han>[一二三四五六七八九十]{{1,3}})\s?[、.．,，]|(?P<arabic>[0-9０-９]{{1,2}})\s?[、.．](?![0-9]))"
)
_FIRST = frozenset("#*第一二三四五六七八九十0123456789０１２３４５６７８９")
"""What a line begins with that such a heading begins."""
_KINDS = ("clause", "chapter", "han", "arabic")
"""The surest first: articles run through a law, chapters begin anew in each of its parts."""


class Headings(NamedTuple):
    """Numbered headings of a source, by kind: their places and their numbers."""

    places: dict[str, list[int]]
    numbers: dict[str, list[int]]

    def across(self, start: int, cut: int, end: int, *, points: bool = True) -> str | None:
        """Say what numbering does at ``cut``, between ``start`` and ``end``.

        Parameters
        ----------
        start, cut, end
            Places in the source.
        points
            Whether 1. 2. 3. count too: below a heading they always start anew.

        Returns
        -------
        str or None
            ``"restart"``, ``"continue"``, or None where headings say nothing.
        """
        for kind in _KINDS if points else _KINDS[:-1]:
            places, numbers = self.places[kind], self.numbers[kind]
            after = bisect_left(places, cut)
            has_after = after < len(places) and places[after] < end
            has_before = after > 0 and places[after - 1] >= start
            if not has_after or not has_before:
                if has_after or has_before:
                    return None  # its headings stand on one side only
                continue
            if numbers[after] == 1:
                return "restart" if numbers[after - 1] >= 2 else None
            return "continue" if numbers[after] == numbers[after - 1] + 1 else None
        return None

    def without(self, places: frozenset[int]) -> Headings:
        """Return the headings that stand elsewhere."""
        kept = {
            kind: [at for at, place in enumerate(found) if place not in places]
            for kind, found in self.places.items()
        }
        return Headings(
            {kind: [self.places[kind][at] for at in rows] for kind, rows in kept.items()},
            {kind: [self.numbers[kind][at] for at in rows] for kind, rows in kept.items()},
        )

    def first(self, kind: str, start: int, end: int) -> int | None:
        """Return the number of the first heading of a kind in a stretch; None without one."""
        at = bisect_left(self.places[kind], start)
        places = self.places[kind]
        return self.numbers[kind][at] if at < len(places) and places[at] < end else None

    def last(self, kind: str, start: int, end: int) -> int | None:
        """Return the number of the last heading of a kind in a stretch; None without one."""
        at = bisect_left(self.places[kind], end) - 1
        return self.numbers[kind][at] if at >= 0 and self.places[kind][at] >= start else None


def headings_of(text: str, lines: Iterable[Line]) -> Headings:
    r"""Collect the numbered headings at line heads.

    Examples
    --------
    >>> from corpus.splitting.marks.separators import lines_of
    >>> text = "一、学习\n二、检查\n关于另一件事的报告\n一、背景"
    >>> found = headings_of(text, lines_of(text))
    >>> found.across(0, text.index("关于"), len(text))
    'restart'
    """
    places: dict[str, list[int]] = {kind: [] for kind in _KINDS}
    numbers: dict[str, list[int]] = {kind: [] for kind in _KINDS}
    match = _HEADING.match
    for start, end in lines:
        if text[start] not in _FIRST:
            continue
        found = match(text, start)
        if found is None or found.end() > end:
            continue
        kind = found.lastgroup or "han"
        number = to_int(found[kind])
        if number is not None:
            places[kind].append(start)
            numbers[kind].append(number)
    return Headings(places, numbers)
