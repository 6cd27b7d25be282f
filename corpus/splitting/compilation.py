"""A source into its pieces: title, markers, bodies and residue, which tile it.

No pattern is trusted by itself. Marks of many conventions are collected at the heads of lines
(:mod:`corpus.splitting.marks.separators`), the best sequence of each family is found by dynamic
programming (:mod:`corpus.splitting.marks.sequence`), and the family with the best evidence wins
(:mod:`corpus.splitting.evidence`), unless title lines without numbers
(:mod:`corpus.splitting.unmarked`) or one single document explain the text better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from pathlib import PurePosixPath
from typing import NamedTuple

from corpus.model import Note, Residue, Source, Span
from corpus.splitting.choice import Choice, choose
from corpus.splitting.cohesion import cohesion
from corpus.splitting.evidence import (
    AT_ONCE,
    BELOW_TITLE,
    INTRODUCED,
    LIKE_SECTIONS,
    LONGEST_ABOVE,
    LONGEST_LABEL,
    LONGEST_LEAD,
    SAMPLE,
    Context,
    confidence,
    like_a_section,
)
from corpus.splitting.marks.contents import Contents, find_contents
from corpus.splitting.marks.flattened import places_inside
from corpus.splitting.marks.restarts import headings_of
from corpus.splitting.marks.separators import (
    HEAD,
    HEADINGS,
    Line,
    Mark,
    lines_of,
    marks_of,
    tight_stem,
)
from corpus.splitting.marks.shapes import shape_families
from corpus.splitting.pieces import Piece, Taken, take_apart, take_preamble, take_single
from corpus.splitting.promise import (
    FIRST_LINES,
    promise_of,
    spoken_promise,
    without_promise,
)
from corpus.splitting.residue import is_residue, trim
from corpus.splitting.rivals import ENOUGH, NO_SIGN, falls_short, in_order, with_their_signs
from corpus.splitting.screen import cue_within
from corpus.splitting.starts import Starts, kind_points
from corpus.splitting.unnumbered import Top, unnumbered
from corpus.writing.titles import LONGEST_TITLE, may_be_title

__all__ = ["Piece", "Split", "split"]

SURE = 0.95
"""Confidence from which no other reading of the source is tried."""
DOUBTFUL = 0.8
"""Confidence below which a lone mark and the decision against a split are noted as weak: 13 of 13
such files of the generated ones had several documents."""
WEAK = 0.6
"""The same of a split: of generated files half of those below are split rightly, 22 of 24 between
it and .8 (docs/benchmarks-wild.md)."""
INSIDE = 0.7
"""Confidence from which a split in the middle of lines is made."""
OPEN = 0.01
"""Confidence from which a hypothesis is asked whether its pieces speak of different things."""
ONE_SUBJECT = 0.5
"""Cohesion from which pieces may be parts of one document: 95 in 100 of the chapters of 309 laws
lie above, 95 in 100 compilations of laws, cases and notices below."""
ONE_SUBJECT_BELOW_HEADINGS = 0.4
"""The same for headings: sections of a report speak of this and that."""
UNSURE = (*HEADINGS, "bare")
"""Families that are headings just as well."""
APART, MOST_APART, PARTS_APART = 12.0, 4.0, 1.0
"""Weight of what cohesion lacks to that between two pieces, the most it can say, and the most
below names that parts of one document have: the parts of a report speak of this and that."""
MOST_LIKE_PARTS = 0.8
"""Share of such names."""
ONE_STORY, LEAST_APART = 0.8, -2.0
"""Chapters of one novel have more in common: what speaks against pieces without a fresh start."""
LOOSE = (
    *(*UNSURE, "dress", "bold", "hash", "framed", "label", "sign", "bracket", "title", "row"),
    "part",
)
"""Families of which the names, and what stands above, say whether they are sections."""
DENIED = 0.05
"""Confidence up to which a reading with more pieces says nothing."""
MUCH_LONGER = 4.0
"""A piece so many times as long as most others may hold several."""
FRESH_START = 2.0
"""Signs of a start, above and below its title, with which a piece needs no doubt: such splits were
wrong in 3 of 100 generated compilations, the others that titles alone make in 29."""
BYLINED = 0.9
"""Confidence from which titles above bylines need no doubt, nor do as many as are promised: in
generated compilations 1 of 7 splits with the doubt was right after that, 7 of 13 before."""
NUMBERED = ("piece", "title")
"""Families that are no headings: they may stand in the middle of a line or of a piece."""
READING_SHOWN = 20
"""Characters by which a note names another reading."""


class Split(NamedTuple):
    """A source taken apart. Residue, title, markers and bodies hold every non-blank character."""

    title: Span | None
    """The compilation's own title line. None for a single document, whose title line belongs to
    its body, unless a site's words stand between the two."""
    promised: int | None
    pieces: tuple[Piece, ...]
    residue: tuple[Residue, ...]
    notes: tuple[Note, ...]
    confidence: float
    """How sure the split is (or that the source is one document), 0 to 1."""


class _Opening(NamedTuple):
    """What the first lines and the file's name say."""

    title: Line | None
    row: int  # the first row below the title
    stem: str
    promised: int | None
    several: bool


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
    if source.whole:
        none = headings_of(text, ())
        context = Context("", top.promised, top.several, none, frozenset(), len(text))
        return _single(Taken(text, lines, context, whole=True), top, None)
    context = Context(
        top.stem,
        top.promised,
        top.several,
        headings_of(text, lines),
        _highest(source),
        len(text),
    )
    contents = find_contents(text, lines, top.row)
    marks = marks_of(text, lines, top.stem)
    starts = Starts(text, lines, context.headings)
    found = _choose(starts, top, context, contents, marks)
    choice = found[0] if found else None
    if choice is None or choice.confidence < ENOUGH or _incomplete(choice):
        places = places_inside(text, lines)
        if len(places) > len(lines):
            others = marks_of(text, places, top.stem)
            inner = choose([m for m in others if m.family in NUMBERED], context)
            if _better(inner, choice):
                choice, lines, marks = inner, places, others
    taken = Taken(text, lines, context)
    if choice is None or choice.confidence < ENOUGH:
        return _single(taken, top, choice)
    chosen = set(choice.marks)
    taken.spare = [m for m in marks if m.family in NUMBERED and m not in chosen]
    return _several(taken, top, contents, choice, found, starts)


def _top(source: Source, lines: list[Line]) -> _Opening:
    text = source.text
    name = PurePosixPath(source.id.replace("\\", "/")).name
    promise = None if source.whole else promise_of(name.rsplit(".", 1)[0])
    promised, several = (promise.count, True) if promise else (None, False)
    title: Line | None = None
    below = 0
    for row, line in enumerate(lines[:FIRST_LINES]):
        stop = min(line.end, line.start + 400)
        words = text[line.start : stop]
        cued = any(cue_within(text, scope, line.start, stop) for scope in ("line", "lead"))
        residue = cued and is_residue(words)
        if title is None and not residue and may_be_title(words):
            title, below = line, row + 1
            if (said := promise_of(words)) is not None:
                promised, several = said.count or promised, True
        elif promised is None and residue:
            promised = spoken_promise(words)
            several = several or promised is not None
    if title is None:
        head = text[lines[0].start : min(lines[0].end, lines[0].start + HEAD)]
        return _Opening(None, 0, tight_stem(head), promised, several)
    own = marks_of(text, [title])
    if own and own[0].alone and own[0].family in ("piece", "title"):
        return _Opening(None, 0, "", promised, several)  # it is the first separator
    return _Opening(title, below, without_promise(text[slice(*title)]), promised, several)


def _highest(source: Source) -> frozenset[int]:
    """Say where the headings of the file format begin: of the highest level that has several."""
    levels = Counter(hint.level or 7 for hint in source.hints)
    level = min((at for at, count in levels.items() if count > 1), default=None)
    return frozenset(hint.span.start for hint in source.hints if (hint.level or 7) == level)


def _choose(
    starts: Starts,
    top: _Opening,
    context: Context,
    contents: Contents | None,
    marks: list[Mark],
) -> list[Choice]:
    """Return the segmentations of the source, the best first."""
    text, lines = starts.text, starts.lines
    choice = choose(marks, context, starts)
    if choice is not None:
        choice = _as_pieces(choice, starts, top)
        if choice.confidence >= SURE and not falls_short(choice, context):
            return [choice]
    headings = choose(marks_of(text, lines, top.stem, headings=True), context, starts)
    shapes = [choose(marks, context, starts) for marks in shape_families(text, lines)]
    title = Top(top.row - 1 if top.title is not None else None, top.several)
    others = unnumbered(starts, context, contents, title)
    found = [each for each in (headings, *shapes, *others) if each is not None]
    found = [_as_pieces(each, starts, top) for each in found]
    found = [*([choice] if choice is not None else []), *found]
    found = with_their_signs(found)
    if max((each.confidence for each in found), default=0.0) < SURE:
        found = [_with_subjects(each, starts, context) for each in found]
    return in_order(found, context)


def _as_pieces(choice: Choice, starts: Starts, top: _Opening) -> Choice:
    """Take off what speaks for sections: their names, and text above the first of them."""
    marks = choice.marks
    if marks[0].family not in LOOSE or len(marks) < 2:
        return choice
    if marks[0].family == "title" and marks[0].title is None:
        return choice
    names = [_name(mark, starts) for mark in marks[:: max(1, len(marks) // SAMPLE)]]
    points = LIKE_SECTIONS * sum(map(like_a_section, names)) / len(names)
    if top.title is not None:
        begin, end = top.title.end, max(top.title.end, marks[0].span.start)
        above = trim(starts.text, (begin, min(end, begin + LONGEST_ABOVE))).body
        below = top.title.end <= marks[0].span.start and not marks[0].number
        if above is None and below and not top.several and max(map(len, names)) <= LONGEST_LABEL:
            points += BELOW_TITLE  # 某某病历, and below it 主诉, 现病史, 诊断
        elif above is None:
            points += AT_ONCE if top.several else 0.5 * AT_ONCE
        elif not top.several and above.end - above.start > LONGEST_LEAD:
            points += INTRODUCED
    return Choice(marks, choice.score + points, confidence(choice.score + points))


def _name(mark: Mark, starts: Starts) -> str:
    """Return the title on a mark's line, or the line below it."""
    if mark.title is not None:
        return starts.text[slice(*mark.title)]
    row = mark.line + (mark.span.end > mark.span.start)
    return starts.words(min(row, len(starts.lines) - 1))


def _with_subjects(choice: Choice, starts: Starts, context: Context) -> Choice:
    """Add to an open hypothesis whether its pieces speak of different things."""
    marks = choice.marks
    if not OPEN < choice.confidence < SURE or len(marks) < 2:
        return choice
    likeness = cohesion(starts.text, [mark.span.end for mark in marks], context.end)
    if likeness is None:
        return choice
    subject = ONE_SUBJECT_BELOW_HEADINGS if marks[0].family in UNSURE else ONE_SUBJECT
    most = PARTS_APART if _like_parts(marks, starts) else MOST_APART
    points = min(most, APART * sqrt(len(marks) - 1) * (subject - likeness))
    if points <= 0.0:
        story = likeness > ONE_STORY and marks[0].family != "piece"
        story = story and len(marks) != context.promised
        points = LEAST_APART if story and not _begins_anew(marks, starts) else 0.0
    return Choice(marks, choice.score + points, confidence(choice.score + points))


def _like_parts(marks: Sequence[Mark], starts: Starts) -> bool:
    """Whether marks are such as parts of a document have: names of sections, or no title at all."""
    if marks[0].family not in LOOSE:
        return False
    names = [_name(mark, starts) for mark in marks[:: max(1, len(marks) // SAMPLE)]]
    parts = sum(like_a_section(name) or not may_be_title(name) for name in names)
    return parts >= MOST_LIKE_PARTS * len(names)


def _begins_anew(marks: Sequence[Mark], starts: Starts) -> bool:
    """Whether anything but their likeness says that documents begin at marks."""
    return any(starts.around(m.line) > 0.0 or kind_points(m.name) > 0.0 for m in marks[1:])


def _runner_up(choice: Choice, found: list[Choice], text: str, whole: Span) -> dict[str, str | int]:
    """Name the next best reading: pieces, and what the first of them begins with."""
    for other in found:
        if other.confidence >= ENOUGH and len(other.marks) != len(choice.marks):
            return _reading(text, len(other.marks), other.marks[0].span.start)
    return _reading(text, 1, whole.start)


def _reading(text: str, pieces: int, start: int) -> dict[str, str | int]:
    return {"pieces": pieces, "at": text[start : start + READING_SHOWN].split("\n")[0].strip()}


def _undoubted(choice: Choice, found: list[Choice], starts: Starts) -> bool:
    """Whether titles alone are sure: a fresh start at each, and no reading with more of them."""
    more = any(len(e.marks) > len(choice.marks) and e.confidence > DENIED for e in found)
    fresh = all(starts.around(mark.line) >= FRESH_START for mark in choice.marks[1:])
    places = [*(mark.span.start for mark in choice.marks), len(starts.text)]
    lengths = sorted(b - a for a, b in pairwise(places))
    even = lengths[-1] <= MUCH_LONGER * lengths[(len(lengths) - 1) // 2]
    return choice.confidence >= SURE and fresh and even and not more


def _incomplete(choice: Choice) -> bool:
    """Whether marks are missing: they may stand in the middle of lines."""
    numbers = [mark.number for mark in choice.marks]
    if not numbers[0]:
        return False
    return len(numbers) == 1 or any(b - a > 1 for a, b in pairwise(numbers))


def _better(inner: Choice | None, choice: Choice | None) -> bool:
    if inner is None or inner.confidence < INSIDE:
        return False
    return choice is None or choice.confidence < ENOUGH or inner.score > choice.score


def _single(taken: Taken, top: _Opening, choice: Choice | None) -> Split:
    sure = 1 - (choice.confidence if choice else 0.0)
    whole = Span(taken.lines[0].start, taken.lines[-1].end)
    title = take_single(taken, whole, top.title)
    if choice is not None and sure < DOUBTFUL:
        mark = choice.marks[0].span
        other = _reading(taken.text, len(choice.marks), mark.start)
        taken.notes.append(Note.of("weak-single", mark, confidence=round(sure, 2), **other))
    found = len(taken.pieces)
    if top.promised is not None and found != top.promised:
        note = Note.of("count-mismatch", whole, promised=top.promised, found=found)
        taken.notes.append(note)
        sure = min(sure, DOUBTFUL)
    return _split(taken, title, top.promised, sure)


def _several(
    taken: Taken,
    top: _Opening,
    contents: Contents | None,
    choice: Choice,
    found: list[Choice],
    starts: Starts,
) -> Split:
    marks = choice.marks
    first = marks[0].span.start
    title, start, promised = None, 0, top.promised
    if top.title is not None and top.title.end <= first:
        title = Span(*top.title)
    else:  # in one long line the title stands before the first mark
        above = trim(taken.text, (0, first)).body
        if above is not None and above.end - above.start <= LONGEST_TITLE:
            words = taken.text[slice(*above)]
            if may_be_title(words):
                title = above
                said = promise_of(words)
                promised = promised if said is None else said.count
    if title is not None:
        before = trim(taken.text, (0, title.start))
        taken.residue.extend(before.residue)
        if before.body is not None:
            taken.residue.append(Residue(before.body, "other", "above-title"))
        start = title.end
    take_preamble(taken, Span(start, first), contents, marks[0])
    take_apart(taken, marks)
    where = title or marks[0].span
    count = sum(1 for piece in taken.pieces if not piece.embedded)
    if promised is not None and count != promised:
        note = Note.of("count-mismatch", where, promised=promised, found=count)
        taken.notes.append(note)
    if choice.confidence < (WEAK if len(marks) > 1 else DOUBTFUL):
        confidence = round(choice.confidence, 2)
        other = _runner_up(choice, found, taken.text, Span(taken.lines[0].start, len(taken.text)))
        taken.notes.append(Note.of("weak-split", where, confidence=confidence, **other))
    bylined = marks[0].family == "second" and choice.confidence >= BYLINED
    kept = bylined or (marks[0].family != "bare" and len(marks) == promised)
    if marks[0].family in NO_SIGN and not kept and not _undoubted(choice, found, starts):
        taken.notes.append(Note.of("unmarked-pieces", where, count=len(marks)))
    return _split(taken, title, promised, choice.confidence)


def _split(taken: Taken, title: Span | None, promised: int | None, confidence: float) -> Split:
    return Split(
        title,
        promised,
        tuple(taken.pieces),
        tuple(sorted(taken.residue)),
        tuple(sorted(taken.notes, key=lambda note: (note.span, note.code))),
        confidence,
    )
