"""A source into its pieces: title, markers, bodies and residue, which tile it.

No pattern is trusted by itself. Marks of many conventions are collected at the heads of lines
(:mod:`corpus.separators`), the best sequence of each family is found by dynamic programming
(:mod:`corpus.sequence`), and the family with the best evidence wins (:mod:`corpus.evidence`),
unless one document explains the text better.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from pathlib import PurePosixPath
from typing import NamedTuple

from corpus.choice import Choice, choose
from corpus.embedded import find_hidden
from corpus.evidence import Context
from corpus.model import Note, Residue, Source, Span
from corpus.promise import promise_of, spoken_promise, without_promise
from corpus.residue import inside, is_residue, trim
from corpus.restarts import Headings, headings_of
from corpus.separators import Line, Mark, lines_of, marks_of
from corpus.titles import LONGEST, is_title, likeness, may_be_title

ENOUGH = 0.5
"""Confidence from which a split is made."""
DOUBTFUL = 0.8
"""Confidence below which a split (or a refusal) is noted as weak."""
FIRST_LINES = 6
"""Lines in which a compilation's title stands."""
PREAMBLE = 1200
"""Characters that a site may write above the first piece; more is a piece without a mark."""
MISSED = 150
"""Characters above 篇2 that are the first piece, whose mark is missing."""


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


class Split(NamedTuple):
    """A source taken apart. Residue, title, markers and bodies hold every non-blank character."""

    title: Span | None
    """The compilation's own title line; None for a single document."""
    promised: int | None
    pieces: tuple[Piece, ...]
    residue: tuple[Residue, ...]
    notes: tuple[Note, ...]
    confidence: float
    """How sure the split is (or that the source is one document), 0 to 1."""


class _Top(NamedTuple):
    """What the first lines and the file's name say."""

    title: Line | None
    stem: str
    promised: int | None
    several: bool


class _Region(NamedTuple):
    """A mark and the stretch of text that it opens."""

    mark: Mark
    start: int
    end: int
    restart: bool  # the next mark begins to count anew


def split(source: Source) -> Split:
    r"""Take a source apart into its documents.

    Parameters
    ----------
    source
        A decoded source; its id and its format's hints help to decide.

    Returns
    -------
    Split
        One piece without a marker where the source is a single document; none where it is
        blank.

    Examples
    --------
    >>> text = "总结2篇\n工作总结篇1\n今年,我镇……\n工作总结篇2\n今年,我局……\n推荐访问:总结"
    >>> found = split(Source("工作总结2篇.txt", text))
    >>> [(p.number, text[slice(*p.body)]) for p in found.pieces], found.promised
    ([(1, '今年,我镇……'), (2, '今年,我局……')], 2)
    >>> [r.kind for r in found.residue]
    ['recommendation']
    """
    text = source.text
    lines = lines_of(text)
    if not lines:
        return Split(None, None, (), (), (), 1.0)
    top = _top(source, lines)
    headings = headings_of(text, lines)
    context = Context(
        top.stem,
        top.promised,
        top.several,
        headings,
        frozenset(hint.span.start for hint in source.hints),
        len(text),
    )
    choice = choose(marks_of(text, lines, top.stem), context)
    if choice is None or choice.confidence < ENOUGH:
        return _single(text, lines, top, choice)
    return _assemble(text, lines, top, headings, choice)


def _top(source: Source, lines: list[Line]) -> _Top:
    text = source.text
    name = PurePosixPath(source.id.replace("\\", "/")).name
    stem_of_name = name.rsplit(".", 1)[0]
    promise = promise_of(stem_of_name)
    promised, several = (promise.count, True) if promise else (None, False)
    title: Line | None = None
    for line in lines[:FIRST_LINES]:
        words = text[line.start : min(line.end, line.start + 400)]
        if title is None and not is_residue(words) and may_be_title(words):
            title = line
            if (said := promise_of(words)) is not None:
                promised, several = said.count or promised, True
        elif promised is None and is_residue(words):
            promised = spoken_promise(words)
            several = several or promised is not None
    stem = ""
    if title is not None:
        stem = without_promise(text[title.start : title.end])
    return _Top(title, stem, promised, several)


def _single(text: str, lines: list[Line], top: _Top, choice: Choice | None) -> Split:
    whole = Span(lines[0].start, lines[-1].end)
    trimmed = trim(text, whole, title_first=top.title is not None)
    sure = 1 - (choice.confidence if choice else 0.0)
    if trimmed.body is None:
        return Split(None, top.promised, (), trimmed.residue, (), sure)
    notes = []
    if choice is not None and sure < DOUBTFUL:
        notes.append(Note.of("weak-single", choice.marks[0].span, confidence=round(sure, 2)))
    if top.promised is not None:
        notes.append(Note.of("count-mismatch", trimmed.body, promised=top.promised, found=1))
    title = _own_title(text, _lines_in(lines, trimmed.body), trimmed.body, strict=False)
    inner = _inside_notes(text, trimmed.body)
    piece = Piece(None, False, None, title, trimmed.body, trimmed.body, inner)
    return Split(None, top.promised, (piece,), trimmed.residue, tuple(notes), sure)


def _assemble(text: str, lines: list[Line], top: _Top, headings: Headings, choice: Choice) -> Split:
    marks = choice.marks
    residue: list[Residue] = []
    notes: list[Note] = []
    pieces: list[Piece] = []
    title = None
    start = 0
    if top.title is not None and top.title.start < marks[0].span.start:
        title = Span(*top.title)
        before = trim(text, (0, title.start))
        residue.extend(before.residue)
        if before.body is not None:
            residue.append(Residue(before.body, "other", "above-title"))
        start = title.end
    _preamble(text, Span(start, marks[0].span.start), marks, pieces, residue, notes)
    numbers = [mark.number for mark in marks]
    for at, mark in enumerate(marks):
        following = marks[at + 1] if at + 1 < len(marks) else None
        region = _Region(
            mark,
            mark.span.end,
            following.span.start if following else len(text),
            following is not None and following.number == 1,
        )
        doubts = _number_notes(numbers, at, mark)
        _pieces(text, lines, region, headings, top.stem, doubts, pieces, residue, notes)
    notes.extend(_split_notes(top, choice, pieces))
    return Split(
        title,
        top.promised,
        tuple(pieces),
        tuple(sorted(residue)),
        tuple(sorted(notes, key=lambda n: (n.span, n.code))),
        choice.confidence,
    )


def _preamble(
    text: str,
    span: Span,
    marks: tuple[Mark, ...],
    pieces: list[Piece],
    residue: list[Residue],
    notes: list[Note],
) -> None:
    """Deal with what stands between the title and the first mark."""
    trimmed = trim(text, span)
    residue.extend(trimmed.residue)
    if trimmed.body is None:
        return
    body = trimmed.body
    length = body.end - body.start
    if length > PREAMBLE or (marks[0].number > 1 and length > MISSED):
        notes.append(Note.of("unmarked-pieces", body, count=1))
        pieces.append(Piece(None, False, None, None, body, body, ()))
        return
    residue.append(Residue(body, "lead-in", "preamble"))


def _pieces(
    text: str,
    lines: list[Line],
    region: _Region,
    headings: Headings,
    stem: str,
    doubts: tuple[Note, ...],
    pieces: list[Piece],
    residue: list[Residue],
    notes: list[Note],
) -> None:
    mark = region.mark
    end = region.end
    if region.restart:
        end = _without_title(text, region, stem, residue)
    trimmed = trim(text, (region.start, end))
    residue.extend(trimmed.residue)
    if trimmed.body is None:
        residue.append(Residue(mark.span, "other", "empty-piece"))
        notes.append(Note.of("empty-piece", mark.span, number=mark.number))
        return
    body = trimmed.body
    own = _lines_in(lines, body)
    hidden = find_hidden(text, body, own, headings)
    stops = [h.title.start for h in hidden] + [body.end]
    first = trim(text, (body.start, stops[0])) if hidden else trimmed
    if hidden:
        residue.extend(first.residue)
    inner = first.body or body
    title = mark.title or _own_title(text, own, inner, strict=bool(mark.prefix))
    if title is None and len(mark.prefix) >= 4:
        title = mark.span
    doubts += _inside_notes(text, inner)
    if not mark.alone:
        doubts += (Note.of("shared-line", mark.span, number=mark.number),)
    pieces.append(
        Piece(mark.number, False, mark.span, title, Span(mark.span.start, inner.end), inner, doubts)
    )
    for at, found in enumerate(hidden):
        part = trim(text, (found.title.end, stops[at + 1]))
        residue.extend(part.residue)
        if part.body is None:
            continue
        name = text[found.title.start : found.title.end]
        note = Note.of("embedded-document", found.title, number=mark.number, title=name)
        pieces.append(
            Piece(
                mark.number,
                True,
                found.title,
                found.title,
                Span(found.title.start, part.body.end),
                part.body,
                (note, *_inside_notes(text, part.body)),
            )
        )


def _without_title(text: str, region: _Region, stem: str, residue: list[Residue]) -> int:
    """Find the end of a region without the title line of the next compilation below it."""
    last = text[region.start : region.end].rstrip()
    begin = region.start + max(last.rfind("\n"), last.rfind("\r")) + 1
    line = Span(begin, region.start + len(last))
    words = text[line.start : line.end].strip()
    if line.start <= region.start or len(words) > LONGEST:
        return region.end
    same = stem and likeness(words, stem) == 1.0 and len(words) <= len(stem) + 12
    if promise_of(words) is None and not same:
        return region.end
    residue.append(Residue(line, "other", "compilation-title"))
    return line.start


def _own_title(text: str, lines: list[Line], body: Span, *, strict: bool) -> Span | None:
    """Find the title line a body begins with; ``strict``: only one naming a kind of document."""
    first = lines[0] if lines else None
    if first is None or first.start != body.start or first.end >= body.end:
        return None
    words = text[first.start : first.end]
    if len(words) > LONGEST:
        return None
    if is_title(words) or (not strict and may_be_title(words)):
        return Span(*first)
    return None


def _lines_in(lines: list[Line], span: Span) -> list[Line]:
    first = bisect_left(lines, (span.start,))
    found = lines[first : bisect_left(lines, (span.end,))]
    if first > 0 and lines[first - 1].end > span.start:  # the mark shares its line with the text
        found.insert(0, Line(span.start, lines[first - 1].end))
    return found


def _number_notes(numbers: list[int], at: int, mark: Mark) -> tuple[Note, ...]:
    if at == 0:
        return ()
    number, before = numbers[at], numbers[at - 1]
    if number == before + 1 or (number == 1 and before > 1):
        return ()
    if number == before:
        return (Note.of("marker-repeat", mark.span, number=number),)
    return (Note.of("marker-gap", mark.span, expected=before + 1, found=number),)


def _split_notes(top: _Top, choice: Choice, pieces: list[Piece]) -> list[Note]:
    notes = []
    marks = choice.marks
    marked = sum(1 for piece in pieces if not piece.embedded)
    where = Span(*top.title) if top.title else marks[0].span
    if top.promised is not None and marked != top.promised:
        notes.append(Note.of("count-mismatch", where, promised=top.promised, found=marked))
    if choice.confidence < DOUBTFUL:
        notes.append(Note.of("weak-split", where, confidence=round(choice.confidence, 2)))
    for before, after in pairwise(marks):
        if after.number == 1 and before.number > 1:
            notes.append(Note.of("nested-compilation", after.span, number=before.number))
    return notes


def _inside_notes(text: str, body: Span) -> tuple[Note, ...]:
    return tuple(
        Note.of("residue-inside", found.span, kind=found.kind) for found in inside(text, body)
    )
