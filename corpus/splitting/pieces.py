"""Pieces of a compilation once their marks are known: markers, bodies, residue, doubts.

Everything between two marks belongs to the first of them: residue is taken off the edges,
documents hidden inside are cut out, and what remains is the body.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from corpus.model import Note, Residue, Span
from corpus.splitting.choice import choose
from corpus.splitting.embedded import find_hidden
from corpus.splitting.evidence import Context
from corpus.splitting.marks.contents import Contents
from corpus.splitting.marks.separators import Line, Mark
from corpus.splitting.promise import promise_of
from corpus.splitting.residue import inside, trim
from corpus.system.patterns import lazy
from corpus.writing.titles import LONGEST_TITLE, is_title, likeness, may_be_title

PREAMBLE = 1200
"""Characters that a site may write above the first piece; more is a piece without a mark."""
MISSED = 150
"""Characters above 篇2 that are the first piece, whose mark is missing."""
NESTED = 0.7
"""Confidence from which a piece is itself taken for a compilation."""
FEWEST_LINES = 3
"""Short lines in a row above the first piece that are a table of contents."""


_LABELLED = lazy(r"[:：]|^[0-9xX×〇○.\-/年月日\s]+$")


class Piece(NamedTuple):
    """One document of a source."""

    number: int | None
    """What its marker carries; an embedded document has the number of its piece."""
    embedded: bool
    marker: Span | None
    """Its separator line, or the separator's part of a line; the title of an embedded one."""
    title: Span | None
    span: Span
    """Everything from the marker to the end of the body."""
    body: Span
    """From the first to the last character of its own text."""
    notes: tuple[Note, ...]


@dataclass(slots=True)
class Taken:
    """What a source is being taken apart into."""

    text: str
    lines: list[Line]
    context: Context
    whole: bool = False
    """Nothing is looked for inside: the source is one document."""
    spare: list[Mark] = field(default_factory=list)
    """Marks that separate no pieces of this compilation, but may of one inside it."""
    pieces: list[Piece] = field(default_factory=list)
    residue: list[Residue] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def take_apart(taken: Taken, marks: Sequence[Mark], *, inner: bool = False) -> None:
    """Make the pieces that the marks open, the last one ending where the context ends.

    Parameters
    ----------
    taken
        Receives pieces, residue and notes, in reading order.
    marks
        The separators, in reading order, at least one.
    inner
        These marks are those of a compilation inside a piece.
    """
    ends = [mark.span.start for mark in marks[1:]] + [taken.context.end]
    before: Mark | None = None
    for at, (mark, end) in enumerate(zip(marks, ends, strict=True)):
        stop = end
        if at + 1 < len(marks) and marks[at + 1].number == 1:
            stop = _without_title(taken, mark.span.end, end)
        _open(taken, mark, stop, _number_notes(mark, before), inner=inner)
        before = mark
    for above, below in pairwise(marks):
        if below.number == 1 and above.number > 1:
            taken.notes.append(Note.of("nested-compilation", below.span, number=above.number))


def take_single(taken: Taken, whole: Span, title: Line | None) -> Span | None:
    """Make one piece of a source that is one document (and any that hide in it).

    Returns
    -------
    Span or None
        The title line, where a site's words stand between it and the document: then it is no
        part of the body.
    """
    text = taken.text
    if title is not None and not text[whole.start : title.start].strip():
        below = trim(text, (title.end, whole.end))
        if below.body is not None and any(r.span.end <= below.body.start for r in below.residue):
            taken.residue.extend(below.residue)
            _documents(taken, None, below.body, ())
            taken.pieces[0] = taken.pieces[0]._replace(title=Span(*title))
            return Span(*title)
    trimmed = trim(text, whole, title_first=title is not None)
    taken.residue.extend(trimmed.residue)
    if trimmed.body is not None:
        _documents(taken, None, trimmed.body, ())
    return None


def take_preamble(taken: Taken, span: Span, contents: Contents | None, first: Mark) -> None:
    """Deal with what stands above the first mark: a lead-in, a table of contents, a piece."""
    trimmed = trim(taken.text, span)
    taken.residue.extend(trimmed.residue)
    body = trimmed.body
    if body is not None and contents is not None and contents.span.start < body.end:
        body = _take_contents(taken, body, contents)
    if body is None:
        return
    lines = lines_in(taken.lines, body)
    length = body.end - body.start
    short = [line for line in lines if may_be_title(taken.text[slice(*line)][: 2 * LONGEST_TITLE])]
    if len(lines) >= FEWEST_LINES and len(short) >= 0.8 * len(lines):
        taken.residue.append(Residue(body, "other", "contents"))
        taken.notes.append(Note.of("contents-list", body, entries=len(lines)))
    elif length > PREAMBLE or (first.number != 1 and length > MISSED):
        taken.notes.append(Note.of("unmarked-pieces", body, count=1))
        _documents(taken, None, body, ())
    else:
        taken.residue.append(Residue(body, "lead-in", "preamble"))


def lines_in(lines: list[Line], span: Span) -> list[Line]:
    """Lines of a stretch; the first may begin in the middle of a line of the source."""
    first = bisect_left(lines, (span.start,))
    found = lines[first : bisect_left(lines, (span.end,))]
    if first > 0 and lines[first - 1].end > span.start:  # the mark shares its line with the text
        found.insert(0, Line(span.start, min(span.end, lines[first - 1].end)))
    return found


def _open(taken: Taken, mark: Mark, end: int, doubts: tuple[Note, ...], *, inner: bool) -> None:
    trimmed = trim(taken.text, (mark.span.end, end))
    taken.residue.extend(trimmed.residue)
    if trimmed.body is None:
        if mark.span.end > mark.span.start:
            taken.residue.append(Residue(mark.span, "other", "empty-piece"))
        taken.notes.append(Note.of("empty-piece", mark.span, number=mark.number))
        return
    body = trimmed.body
    nested = () if inner else _nested(taken, body)
    if not nested:
        _documents(taken, mark, body, doubts)
        return
    own = trim(taken.text, (body.start, nested[0].span.start))
    taken.residue.extend(own.residue)
    if own.body is not None:
        _documents(taken, mark, own.body, doubts)
    elif mark.span.end > mark.span.start:
        taken.residue.append(Residue(mark.span, "other", "empty-piece"))
    taken.notes.append(Note.of("nested-compilation", nested[0].span, number=mark.number))
    outer = taken.context
    taken.context = outer._replace(end=body.end)
    take_apart(taken, nested, inner=True)
    taken.context = outer


def _documents(taken: Taken, mark: Mark | None, body: Span, doubts: tuple[Note, ...]) -> None:
    """One piece, and those hidden in it."""
    text = taken.text
    lines = lines_in(taken.lines, body)
    hidden = () if taken.whole else find_hidden(text, body, lines, taken.context.headings)
    stops = [found.title.start for found in hidden] + [body.end]
    if hidden:
        first = trim(text, (body.start, stops[0]))
        taken.residue.extend(first.residue)
        body = first.body or body
    number = None if mark is None or not mark.number else mark.number
    taken.pieces.append(_piece(text, mark, number, body, lines, doubts))
    for at, found in enumerate(hidden):
        part = trim(text, (found.title.end, stops[at + 1]))
        taken.residue.extend(part.residue)
        if part.body is None:
            taken.residue.append(Residue(found.title, "other", "empty-piece"))
            continue
        name = text[found.title.start : found.title.end]
        note = Note.of("embedded-document", found.title, title=name)
        taken.pieces.append(
            Piece(
                number,
                True,
                found.title,
                found.title,
                Span(found.title.start, part.body.end),
                part.body,
                (note, *_inside_notes(text, part.body)),
            )
        )


def _piece(
    text: str,
    mark: Mark | None,
    number: int | None,
    body: Span,
    lines: list[Line],
    doubts: tuple[Note, ...],
) -> Piece:
    doubts += _inside_notes(text, body)
    if mark is None or mark.span.start == mark.span.end:
        return Piece(number, False, None, _own_title(text, lines, body), body, body, doubts)
    title = mark.title
    if title is None:
        title = _own_title(text, lines, body, sure=bool(mark.prefix))
    if title is None and len(mark.prefix) >= 4:
        title = mark.span
    if not mark.alone:
        doubts += (Note.of("shared-line", mark.span, number=mark.number),)
    return Piece(number, False, mark.span, title, Span(mark.span.start, body.end), body, doubts)


def _own_title(text: str, lines: list[Line], body: Span, *, sure: bool = False) -> Span | None:
    """Find the title line a body begins with; ``sure``: only one that names a kind of document."""
    if len(lines) < 2 or lines[0].start != body.start or lines[0].end - body.start > LONGEST_TITLE:
        return None
    words = text[lines[0].start : lines[0].end]
    loose = not sure and may_be_title(words) and not _LABELLED.search(words)
    return Span(*lines[0]) if loose or is_title(words) else None


def _nested(taken: Taken, body: Span) -> tuple[Mark, ...]:
    """Marks of a compilation inside a piece: 范文1, 范文2 … in 第三篇."""
    spare = taken.spare
    first = bisect_left(spare, body.start, key=lambda m: m.span.start)
    last = bisect_left(spare, body.end, key=lambda m: m.span.start)
    if last - first < 2:
        return ()
    context = taken.context._replace(stem="", promised=None, several=False, end=body.end)
    found = choose(spare[first:last], context)
    if found is None or found.confidence < NESTED or found.marks[0].number != 1:
        return ()
    steps = [b.number - a.number for a, b in pairwise(found.marks)]
    return found.marks if steps and all(step == 1 for step in steps) else ()


def _take_contents(taken: Taken, body: Span, contents: Contents) -> Span | None:
    """Take a table of contents, and a lead-in above it, out of the preamble."""
    text = taken.text
    above = text[body.start : contents.span.start].rstrip()
    if above:
        span = Span(body.start, body.start + len(above))
        taken.residue.append(Residue(span, "lead-in", "preamble"))
    stop = min(contents.span.end, body.end)
    span = Span(max(body.start, contents.span.start), stop)
    taken.residue.append(Residue(span, "other", "contents"))
    taken.notes.append(Note.of("contents-list", span, entries=len(contents.entries)))
    below = trim(text, (stop, body.end))
    taken.residue.extend(below.residue)
    return below.body


def _without_title(taken: Taken, start: int, end: int) -> int:
    """Find the end of a region without the title line of the next compilation below it."""
    lines = lines_in(taken.lines, Span(start, end))
    if len(lines) < 2 or lines[-1].end - lines[-1].start > LONGEST_TITLE:
        return end
    line = Span(*lines[-1])
    words = taken.text[line.start : line.end]
    stem = taken.context.stem
    same = bool(stem) and likeness(words, stem) == 1.0 and len(words) <= len(stem) + 12
    if not same and (promise_of(words) is None or not may_be_title(words)):
        return end
    taken.residue.append(Residue(line, "other", "compilation-title"))
    return line.start


def _number_notes(mark: Mark, before: Mark | None) -> tuple[Note, ...]:
    if before is None or not mark.number or mark.number in (before.number + 1, 1):
        return ()
    if mark.number == before.number:
        return (Note.of("marker-repeat", mark.span, number=mark.number),)
    expected = before.number + 1
    return (Note.of("marker-gap", mark.span, expected=expected, found=mark.number),)


def _inside_notes(text: str, body: Span) -> tuple[Note, ...]:
    return tuple(
        Note.of("residue-inside", found.span, kind=found.kind) for found in inside(text, body)
    )
