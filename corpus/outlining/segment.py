"""Logical paragraphs and sentences of a document.

Headings, list points and hinted lines begin a paragraph; lines joined by a blank are split where
a heading starts; lines broken in mid-sentence are one paragraph. A heading is a sentence of its
own, also where its text runs on behind it. Paragraphs and sentences each hold every non-blank
character of the body.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.folding.codepoints import code_points, code_points_of
from corpus.model import Hint, Note, Section, Spans
from corpus.outlining.headings import tail
from corpus.system.patterns import lazy
from corpus.writing.lines import find_lines, without_blanks
from corpus.writing.sentences import sentences

# A final mark, then an indent: the line end between two paragraphs was lost on the way.
_LOST_END = lazy(
    r"[。！？；：;:!?”）)](?:[ \t\xa0]*+\u3000[ \t\u3000\xa0]*+|[ \xa0]{3,}+)"
    r"(?=[^\s，。；：、,;:）)】])"
)
# A blank to be filled in, not an end: the label before it ends in a colon or an opening bracket
# and what follows is another label, a unit or the end of the sentence.
_LABEL = lazy(
    r"[^\s，。；：:;,]{0,12}(?:[：:]|[ \t\u3000\xa0]{3,}|[；;）)])"
    r"|[^\s，。；：:;,]{0,4}(?:[，。]|[\r\n]|\Z)"
)
_UNIT = lazy(r"[年月日元份名%％（(/]")


class Segments(NamedTuple):
    """Paragraphs (n, 2), sentences (m, 2), int64, ascending; and what was mended."""

    paragraphs: Spans
    sentences: Spans
    notes: tuple[Note, ...]


def segment(
    text: str,
    body: tuple[int, int],
    sections: tuple[Section, ...],
    *,
    hints: tuple[Hint, ...] = (),
) -> Segments:
    r"""Cut a document's body into logical paragraphs and sentences.

    Parameters
    ----------
    text
        The source's text.
    body
        The document's own stretch of it.
    sections
        The document's outline.
    hints
        Stretches that stand alone (headings of the file format, title, salutation, signature).

    Returns
    -------
    Segments

    Examples
    --------
    >>> text = "方法、形式、\n途径还需要探索。下半年,我镇将努力。\n中共x镇委员会"
    >>> found = segment(text, (0, len(text)), ())
    >>> found.paragraphs.tolist(), found.sentences.tolist()
    ([[0, 25], [26, 33]], [[0, 15], [15, 25], [26, 33]])
    """
    headings = _headings(text, body[1], sections)
    marks = {section.marker.start for section in sections}
    alone = {edge for hint in hints for edge in hint.span if body[0] <= edge < body[1]}
    forced = marks | alone
    forced.update(end for _, end, joined in headings if joined)
    lines = find_lines(text, body, frozenset(forced.union(end for _, end, _ in headings)))
    spans = lines.spans
    broken = [(spans[row - 1][1], spans[row][0]) for row in lines.continuing]
    notes = [Note.of("broken-line", gap) for gap in broken]
    line_starts = {start for start, _ in spans}
    starts = forced | line_starts.difference(start for _, start in broken)
    for found in _lost_ends(text, body):
        if not _is_blank(text, found, body[1]):
            starts.add(found.end())
    paragraphs = _between(text, sorted(starts), body[1])
    notes += [
        Note.of("joined-line", (start, min(end, start + 1)))
        for start, end in paragraphs
        if start not in line_starts and start > body[0]
    ]
    cuts = [(start, end) for start, end, _ in headings]
    found_sentences = _sentences(text, paragraphs, cuts)
    notes.sort()
    return Segments(_array(paragraphs), _array(found_sentences), tuple(notes))


def _lost_ends(text: str, body: tuple[int, int]) -> Iterator[re.Match[str]]:
    """Final marks with an indent behind them: looked for where a blank follows a mark."""
    marks = _marks_above_blanks(text)
    for mark in marks[bisect_left(marks, body[0]) : bisect_left(marks, body[1])]:
        found = _LOST_END.match(text, mark, body[1])
        if found is not None:
            yield found


@lru_cache(maxsize=1)
def _marks_above_blanks(text: str) -> list[int]:
    classes = _mark_classes().take(code_points_of(text), mode="clip")
    pairs = (classes[:-1] & _MARK > 0) & (classes[1:] & _BLANK > 0)
    found: list[int] = np.flatnonzero(pairs).tolist()
    return found


@cache
def _mark_classes() -> NDArray[np.uint8]:
    table = np.zeros(0x10000, dtype=np.uint8)
    table[code_points("。！？；：;:!?”）)")] = _MARK
    table[code_points(" \t\xa0\u3000")] = _BLANK
    table.setflags(write=False)
    return table


_MARK, _BLANK = 1, 2


def _is_blank(text: str, found: re.Match[str], end: int) -> bool:
    """Whether blanks behind a colon are there to be filled in (甲方：      乙方：      )."""
    if text[found.start()] not in "：:":
        return False
    after = found.end()
    return bool(_UNIT.match(text, after, end) or _LABEL.match(text, after, end))


def _headings(text: str, end: int, sections: tuple[Section, ...]) -> list[tuple[int, int, bool]]:
    """Start and end of each heading with its final mark; whether a blank joins it to its text."""
    found = []
    for row, section in enumerate(sections):
        if section.title is None:
            continue
        limit = sections[row + 1].marker.start if row + 1 < len(sections) else end
        stop = tail(text, section.title.end, limit)
        joined = stop == section.title.end and text[stop : stop + 1].isspace()
        found.append((section.marker.start, stop, joined))
    return found


def _between(text: str, starts: list[int], end: int) -> list[tuple[int, int]]:
    """Cut from each start to the next, without blanks at their ends."""
    spans = []
    for start, stop in zip(starts, [*starts[1:], end], strict=False):
        while start < stop and text[start].isspace():
            start += 1
        if start < stop:
            spans.append((start, without_blanks(text, start, stop)))
    return spans


def _sentences(
    text: str, paragraphs: list[tuple[int, int]], headings: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    rows = iter(headings)
    heading = next(rows, _NO_HEADING)
    for start, end in paragraphs:
        while heading[0] < start:
            heading = next(rows, _NO_HEADING)
        if heading[0] < end:
            stop = min(heading[1], end)
            found.append((start, stop))
            start = stop
        if start < end:
            found += sentences(text, start, end)
    return found


_NO_HEADING = (sys.maxsize, sys.maxsize)


def _array(spans: list[tuple[int, int]]) -> Spans:
    edges = chain.from_iterable(spans)  # np.array looks at every pair: three times as long
    return np.fromiter(edges, dtype=np.int64, count=2 * len(spans)).reshape(-1, 2)
