"""Which marks separate the pieces: the best sequence of the family with the best evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from corpus.splitting.evidence import Context, confidence, is_stopped, judge, like_a_section
from corpus.splitting.marks.separators import HEADINGS, Mark
from corpus.splitting.marks.sequence import best_chain
from corpus.splitting.starts import Starts, kind_points
from corpus.system.patterns import lazy
from corpus.writing.numbering import HAN_NUMERAL
from corpus.writing.titles import ASKED, is_sure_title, is_title, likeness, may_be_title

LISTED = 3
"""Marks on lines in a row that are repeated later: a table of contents."""
ONCE = (*HEADINGS, "lone")
"""Their inner headings must not join them."""
FRESH = 1.2
"""Weight of the signs of a start beside what the marks themselves say."""
EVERYWHERE = 1.0
"""Nearly every mark shows such signs."""
SHAPES = ("sign", "label", "bracket", "part", "lone", "counted")
"""Families of any shape that recurs; they count for more with titles below them."""
TITLED, UNTITLED = 0.8, -1.2
"""A title with text below it stands at the mark, or none does: parts of a story, page numbers."""
NAMELESS = -3.0
"""No title stands at any: numbered parts of an essay."""
SAMPLE = 40
"""Marks whose surroundings are looked at."""
FILLS = -0.3
"""What a numbered sentence is worth beside titles: less than nothing, but it closes a gap."""
LONGEST_TOP = 240
"""Characters above the first of counted parts that are pieces: a title and a site's words."""
MOSTLY_NAMED = 0.6
"""Share of counted parts that name a kind of document: 第三章 评标办法 stands among others."""
BEYOND = 0.6
"""Share of titles beyond the promise, beside that within it, from which the promise is wrong."""
TITLES = 12
"""Repeated titles that are looked at; a compilation has one or two."""


_TAIL = lazy(
    rf"(?P<open>[(（\[【〔]\s?其?|其|之)[0-9０-９{HAN_NUMERAL}]{{1,3}}(?P<shut>\s?[)）\]】〕]?)$"
)
"""How a number stands at the end of titles that differ: 甲的报告（其一）, 乙的总结（其二）."""


class Choice(NamedTuple):
    """A sequence of marks and how sure it is that it separates pieces."""

    marks: tuple[Mark, ...]
    score: float
    confidence: float


def choose(marks: Sequence[Mark], context: Context, starts: Starts | None = None) -> Choice | None:
    """Choose the numbered marks that separate pieces.

    Parameters
    ----------
    marks
        Candidates, in reading order.
    context
        What is known of the source.
    starts
        The signs of a start in it, where the marks stand at its lines.

    Returns
    -------
    Choice or None
        The best sequence, however weak; None where there is none.
    """
    best: Choice | None = None
    for group in _groups(marks, context, starts):
        kept = _without_contents(group)
        if kept and kept[0].family in ONCE and context.promised is not None:
            kept = _within_promise(kept, context.promised, starts)
        if not kept or (kept[0].family == "counted" and not _stands_alone(kept, context, starts)):
            continue
        for worth in _worths(kept, context, starts):
            chain = best_chain(
                [mark.number for mark in kept],
                worth,
                places=[mark.span.start for mark in kept],
                once=kept[0].family in ONCE,
            )
            chosen = tuple(kept[at] for at in chain)
            if not chosen:
                continue
            score = judge(chosen, context) + _fresh(chosen, starts)
            if best is None or score > best.score:
                best = Choice(chosen, score, confidence(score))
            if len(chosen) > 1:
                break
    return best


def _within_promise(marks: list[Mark], promised: int, starts: Starts | None) -> list[Mark]:
    """Leave out headings with numbers beyond the promise, unless the promise is wrong.

    It is where those that go on beyond it are titles of documents as much as the others are.
    """
    within = [mark for mark in marks if mark.number <= promised]
    beyond = [mark for mark in marks if mark.number > promised]
    if starts is None or not beyond or beyond[0].number != promised + 1:
        return within
    known, more = (sum(_is_named(mark, starts) for mark in some) for some in (within, beyond))
    return marks if more * len(within) >= BEYOND * known * len(beyond) > 0 else within


def _is_named(mark: Mark, starts: Starts) -> bool:
    """Whether a mark's title names a kind of document, or a document begins below it."""
    row = mark.line if mark.title is not None else min(mark.line + 1, len(starts.lines) - 1)
    words = starts.text[slice(*mark.title)] if mark.title is not None else starts.words(row)
    return (is_title(words) and not like_a_section(words)) or starts.below(row) > 0.0


def _stands_alone(marks: list[Mark], context: Context, starts: Starts | None) -> bool:
    """Whether counted parts may be pieces: told or named so, and nothing stands above the first."""
    if starts is None or marks[0].span.start - starts.lines[0].start > LONGEST_TOP:
        return False
    if context.promised is not None or context.several:
        return True
    return sum(_is_named(mark, starts) for mark in marks) >= MOSTLY_NAMED * len(marks)


def _worths(
    marks: Sequence[Mark], context: Context, starts: Starts | None
) -> Iterator[list[float]]:
    """Say what each mark is worth; where some titles are sentences, first without these.

    Beside other titles a sentence only fills a gap: behind the last of them it is a point of a
    list.
    """
    worth = _worth(marks, context, starts)
    stopped = [is_stopped(mark) for mark in marks]
    if any(stopped):
        yield [FILLS if s else value for value, s in zip(worth, stopped, strict=True)]
    yield worth


def _groups(marks: Sequence[Mark], context: Context, starts: Starts | None) -> Iterable[list[Mark]]:
    families: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        families[mark.family].append(mark)
    titled = families.pop("title", [])
    yield from families.values()
    # titles: each repeated one by itself, all with a number in one form, and all that name a
    # kind of document together
    repeated = Counter(mark.prefix for mark in titled)
    for prefix, count in repeated.most_common(TITLES):
        if count > 1:
            yield [mark for mark in titled if mark.prefix == prefix]
    if starts is not None and len(repeated) > 1:
        tails: dict[str, list[Mark]] = defaultdict(list)
        for mark in titled:
            if mark.alone and (
                found := _TAIL.search(starts.text, mark.span.end - 8, mark.span.end)
            ):
                tails[found["open"] + found["shut"]].append(mark)
        yield from (marks for marks in tails.values() if len(marks) > 1)
    alike = [
        mark
        for mark in titled
        if is_title(mark.prefix)
        or (len(context.stem) >= 3 and likeness(mark.prefix, context.stem) >= 0.6)
    ]
    if alike:
        yield alike


def _fresh(marks: Sequence[Mark], starts: Starts | None) -> float:
    """Say how much the text makes a fresh start at the marks."""
    if starts is None:
        return 0.0
    sample = marks[1 :: max(1, len(marks) // SAMPLE)] or marks
    points = [_start(mark, starts) for mark in sample]
    fresh = FRESH * sum(points) / len(points)
    everywhere = sum(1 for p in points if p >= 1.0) >= 0.8 * len(points)
    fresh += EVERYWHERE if everywhere else 0.0
    if marks[0].family in SHAPES:
        titled = [_titled(mark, starts) for mark in sample]
        fresh += sum(titled) / len(titled)
        fresh += NAMELESS if max(titled) < 0.0 else 0.0
    return fresh


def _titled(mark: Mark, starts: Starts) -> float:
    """Say how much a title stands at a mark of unknown shape: on its line or below it."""
    row = mark.line if mark.title is not None else mark.line + 1
    if row >= len(starts.lines) - 1:
        return UNTITLED
    line = starts.lines[row]
    words = starts.text[slice(*mark.title)] if mark.title is not None else starts.words(row)
    kind = 0.0 if like_a_section(words) else kind_points(words)
    if not may_be_title(words.rstrip(ASKED)) or not starts.opens(
        row + 1, line.end - line.start, near=True
    ):
        return UNTITLED + kind
    return TITLED + kind


def _start(mark: Mark, starts: Starts) -> float:
    points = starts.around(mark.line)
    if points == 0.0 and mark.alone and mark.family in HEADINGS:
        return 0.0
    return min(6.0, points)


def _worth(marks: Sequence[Mark], context: Context, starts: Starts | None) -> list[float]:
    """Say what each mark is worth by itself; ``sequence`` names the costs."""
    prefixes = Counter(mark.prefix for mark in marks)
    common = prefixes.most_common(1)[0][0] if prefixes else ""
    hinted = bool(context.hinted) and any(m.span.start in context.hinted for m in marks)
    worth = []
    for mark in marks:
        if mark.family in HEADINGS:
            value = 3.0 if is_sure_title(mark.name) else 1.0 if is_title(mark.name) else 0.4
            worth.append(value + (starts.around(mark.line) if starts is not None else 0.0))
            continue
        value = 3.0 if mark.alone else 1.2 if mark.tight else 1.6
        if mark.prefix == common:
            value += 0.5
        elif mark.prefix and likeness(mark.prefix, common or context.stem) < 0.3:
            value -= 1.0
        if hinted:
            value += 0.5 if mark.span.start in context.hinted else -1.0
        worth.append(value)
    return worth


def _without_contents(marks: Sequence[Mark]) -> list[Mark]:
    """Leave out lists of marks on lines in a row whose numbers all come again later."""
    latest = {mark.number: at for at, mark in enumerate(marks)}
    kept: list[Mark] = []
    at = 0
    while at < len(marks):
        stop = at + 1
        while (
            stop < len(marks)
            and marks[stop].line == marks[stop - 1].line + 1
            and marks[stop].number == marks[stop - 1].number + 1
            and is_stopped(marks[stop]) == is_stopped(marks[stop - 1])
        ):
            stop += 1
        run = marks[at:stop]
        # the last entry may stand directly above the first piece
        again = sum(1 for mark in run if latest[mark.number] >= stop)
        if not (len(run) >= LISTED and again >= len(run) - 1):
            kept.extend(run)
        at = stop
    return kept
