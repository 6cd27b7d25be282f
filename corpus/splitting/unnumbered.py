"""Segmentations that no number gives: by signs between pieces, before titles, by titles alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from corpus.model import Span
from corpus.splitting.choice import Choice
from corpus.splitting.evidence import Context, confidence, judge_unnumbered
from corpus.splitting.marks.contents import Contents
from corpus.splitting.marks.separators import Mark
from corpus.splitting.marks.signs import BETWEEN, LONG_ROW, empty, sign_families
from corpus.splitting.residue import is_residue, trim
from corpus.splitting.residue_rules import compiled, of_scope
from corpus.splitting.starts import ANNOUNCED, BLOCK, Starts, kind_points
from corpus.splitting.unmarked import (
    END,
    LISTED,
    TITLED,
    Titled,
    bare_titles,
    unmarked_titles,
)
from corpus.system.patterns import lazy
from corpus.writing.titles import (
    ASKED,
    LONGEST_TITLE,
    is_title,
    may_be_title,
    plain,
    starts_numbered,
)

SECTIONS = 4.0
"""Markdown headings below a single one of a higher level are sections."""
FEWEST_BELOW = 6
"""Lines that may stand between the title and rows."""
SIGNED = 3.0
"""The first date stands below a text: dates that sign."""
KIND_ALONE = 8
"""Characters of a title that says only what kind of documents follow."""
BARE = 3.0
"""The most that titles say which nothing but their look makes titles: it is too little alone."""
NAMES_ONLY = -2.0
"""The line below is the name of a document, too: a list of what is to be handed in."""
AGAIN = 1.0
"""The title has stood before: headings recur, titles of pieces hardly do."""
FEWEST_CHARACTERS = 12
"""Characters that a first piece without a mark has at least."""
SURELY = ("record", "row", "tag", "weather")
"""Families whose marks need no title below."""


LONGEST_INTRODUCTION = 150
"""Characters between the title and the first piece that may be a site's words; more is a piece."""
MOST_TITLED = 0.6
"""Share of the lines of one kind at which titles stand; where it is so high, all are titles."""
LONGEST_BYLINE = 100
"""Characters of a line that names an author, a source, an address or a date."""
_PAGE = ("ht", "ww")
_DATE_FIRST = frozenset("（([12")
_DATE_ALONE = lazy(
    r"[（(\[]?[12][0-9]{3}\s?[年./-]\s?[0-9]{1,2}\s?[月./-]\s?[0-9]{1,2}\s?日?[)）\]]?$"
)
_FIELD = lazy(r"[^\s:：]{2,8}[:：]")
"""来源：互联网: no title, though short and without a full stop."""
_ATTACHMENT = lazy(r"附(?:件|录|表|图)?\s?[0-9一二三四五六七八九十]{0,2}\s?(?:[:：]|$)")


class Top(NamedTuple):
    """Rows at the top of a source."""

    title: int | None
    """Row of the source's title line."""
    several: bool
    """Whether it says that the source holds several pieces."""


def unnumbered(
    starts: Starts, context: Context, contents: Contents | None, top: Top
) -> Iterator[Choice]:
    """Return the segmentations that signs and title lines make, each with its score.

    Parameters
    ----------
    starts
        The signs of a start in the source.
    context
        What is known of the source.
    contents
        Its table of contents.
    top
        Its title.
    """
    listed = None if contents is None else len(contents.entries)
    skip = top.title + 1 if top.title is not None and (top.several or contents) else 0
    if contents is not None:
        skip = max(skip, contents.last + 1)
    families = chain(
        sign_families(starts.text, starts.lines),
        _above_second_lines(starts),
        _promised_rows(starts, context, skip),
    )
    for family in families:
        marks = [mark for mark in family if mark.line >= skip]
        if marks and marks[0].family == "dated":  # 2010年5月28日 某市人大常委会通过 is none
            marks = [mark for mark in marks if mark.line not in starts.openers]
        if marks and marks[0].family == "rule":
            marks = [mark for mark in marks if not _ends_head(starts, mark.line)]
        if marks and marks[0].family not in SURELY:
            marks = _apart(starts, marks)
        if not marks:
            continue
        marks = _with_first(starts, marks, skip, top)
        points = _sign_points(starts, marks, context, contents)
        score = judge_unnumbered(marks, points, context, listed)
        if marks[0].family == "date" and _top_length(starts, marks, skip) > LONGEST_INTRODUCTION:
            score -= SIGNED
        if marks[0].family == "hash" and _below_one(starts, marks, skip):
            score -= SECTIONS
        yield Choice(tuple(marks), score, confidence(score))
    for titled in unmarked_titles(starts, context, contents, skip):
        marks, points = _without_source_title(starts, titled, top)
        score = judge_unnumbered(marks, points, context, listed)
        yield Choice(tuple(marks), score, confidence(score))
    bare = bare_titles(starts, context, skip)
    if bare is not None:
        marks, points = _without_source_title(starts, bare, top)
        score = judge_unnumbered(marks, points, context, listed)
        score = score if len(marks) == context.promised else min(BARE, score)
        yield Choice(
            tuple(mark._replace(family="bare") for mark in marks), score, confidence(score)
        )


def _ends_head(starts: Starts, row: int) -> bool:
    """Whether a rule stands below the head of a bulletin or an order: 红线, no separator."""
    numbered = False
    for above in range(row - 1, max(-1, row - BLOCK), -1):
        kind = starts.openers.get(above)
        if kind in ("issue", "issued"):
            numbered = True
        elif not numbered and not starts.in_block(above) and starts.ends(above) != "signed":
            return False
        elif numbered:
            break
    return numbered


def _top_length(starts: Starts, marks: Sequence[Mark], skip: int) -> int:
    """Characters between the top of the source and the first mark."""
    return marks[0].span.start - starts.lines[min(skip, marks[0].line)].start


def _promised_rows(starts: Starts, context: Context, skip: int) -> Iterator[list[Mark]]:
    """Return the last lines as a document each: as many as are promised, all long, and no more."""
    count, lines = context.promised, starts.lines
    if count is None or not 0 < len(lines) - count < FEWEST_BELOW + skip:
        return
    first = len(lines) - count
    above = lines[first].start - lines[min(skip, first)].start
    if above <= LONGEST_INTRODUCTION and all(b - a >= LONG_ROW for a, b in lines[first:]):
        yield [empty("row", row, lines[row]) for row in range(first, len(lines))]


def _above_second_lines(starts: Starts) -> Iterator[list[Mark]]:
    """Return the titles above lines of one kind (作者：, a date), or below a page's address."""
    found = defaultdict(list, _above_datelines(starts))
    signs = 0  # dates above a title: of who signed the text before
    text, lines = starts.text, starts.lines
    for row, line in enumerate(lines[:-1]):
        if line.end - line.start > LONGEST_BYLINE:
            continue
        kind = starts.openers.get(row)
        if kind == "byline":
            label = text[line.start : line.start + 2]
        elif text[line.start] in _DATE_FIRST and _DATE_ALONE.match(text[line.start : line.end]):
            label = text[line.start] if text[line.start] in "（([" else "date"
        else:
            continue
        above = bool(row) and starts.entitles(row - 1, row + 1) and starts.ends(row - 1) is None
        if label in _PAGE and row + 2 < len(lines):
            below = starts.entitles(row + 1, row + 2)
            found["page"].append((below, _page(starts, row)))
            if below:
                continue
        if row:
            found[label].append((above, _title(starts, row - 1)))
            signs += (
                label == "date"
                and above
                and row + 2 < len(lines)
                and starts.entitles(row + 1, row + 2)
            )
    for label, places in found.items():
        titles = [mark for titled, mark in places if titled]
        if label == "date" and 2 * signs > len(titles):
            continue
        if len(titles) > 1:
            most = label != "date" and len(titles) >= MOST_TITLED * len(places)
            yield [mark for _, mark in places if _is_short(mark)] if most else titles


def _above_datelines(starts: Starts) -> dict[str, list[tuple[bool, Mark]]]:
    rows = [row for row, kind in starts.openers.items() if kind == "dateline" and row]
    titled = [(starts.entitles(row - 1, row), _title(starts, row - 1)) for row in rows]
    return {"dateline": titled} if titled else {}


def _is_short(mark: Mark) -> bool:
    """Whether a line may be a title beside others at lines of one kind: it is short enough."""
    return mark.title is not None and mark.title.end - mark.title.start <= LONGEST_TITLE


def _page(starts: Starts, row: int) -> Mark:
    """Make the mark of a title below a page's address."""
    title, words = Span(*starts.lines[row + 1]), starts.words(row + 1)
    span = Span(starts.lines[row].start, title.end)
    return Mark("second", 0, row, span, "", words, title, True, False)


def _title(starts: Starts, row: int) -> Mark:
    span, words = Span(*starts.lines[row]), starts.words(row)
    return Mark("second", 0, row, span, "", words, span, True, False)


def _without_source_title(starts: Starts, titled: Titled, top: Top) -> Titled:
    """Take the source's own title for what it is, where the first piece has another."""
    marks, points = titled
    if top.title is None or len(marks) < 2 or marks[0].line != top.title:
        return titled
    if not _is_above(starts, marks[1:], top.title):
        return titled
    if marks[1].line == top.title + 1:
        return Titled(marks[1:], points[1:])
    row = _first_title(starts, top.title + 1, marks[1].line)
    if row is None:
        return Titled(marks[1:], points[1:])
    return Titled([empty("unmarked", row, starts.lines[row]), *marks[1:]], [0.0, *points[1:]])


def _apart(starts: Starts, marks: list[Mark]) -> list[Mark]:
    """Leave out marks that nothing stands between, and one below which nothing stands."""
    last = len(starts.lines) - 1
    kept = [
        mark
        for at, mark in enumerate(marks)
        if at + 1 == len(marks) or marks[at + 1].line > mark.line + 1
    ]
    if kept and kept[-1].family == "rule" and kept[-1].line == last:
        kept.pop()
    return kept


def _with_first(starts: Starts, marks: list[Mark], skip: int, top: Top) -> list[Mark]:
    """Add the first piece where the marks stand only between pieces."""
    if marks[0].family not in BETWEEN:
        return marks
    above = [row for row in range(skip, marks[0].line) if not is_residue(starts.words(row))]
    if not above:
        return marks
    row = above[0]
    titles = [m for m in marks if m.family in BETWEEN]
    if row == top.title and _is_above(starts, titles, row):
        above = above[1:]
    below = skip if top.title is None else max(skip, top.title + 1)
    first = starts.lines[min(below, len(starts.lines) - 1)]
    body = trim(starts.text, (first.start, max(first.start, marks[0].span.start))).body
    if body is None or body.end - body.start < FEWEST_CHARACTERS or not above:
        return marks
    if len(above) == 1 and starts.in_block(above[0]):
        return marks
    opening: int | None = above[0]
    if top.title is not None and top.title < above[0]:
        rows = [title_row(mark) for mark in titles]
        titled = sum(at + 1 < len(starts.lines) and starts.entitles(at, at + 1) for at in rows)
        if 2 * titled > len(rows):  # the first piece has a title, too, or there is none above
            opening = _first_title(starts, above[0], marks[0].line)
        elif top.several and body.end - body.start <= LONGEST_INTRODUCTION:
            opening = None
        else:
            opening = next((at for at in above if not _introduces(starts.words(at))), above[0])
    if opening is None:
        return marks
    return [empty(marks[0].family, opening, starts.lines[opening]), *marks]


def _introduces(words: str) -> bool:
    """Whether a line above the first piece is a site's, as 来源：互联网 is."""
    return _FIELD.match(words) is not None or any(
        compiled(rule.pattern).search(words) for rule in of_scope("extends")
    )


def _first_title(starts: Starts, row: int, stop: int) -> int | None:
    """Find the line that the first piece begins with: below a lead-in the first that is a title.

    Parameters
    ----------
    starts
        The signs of a start in the source.
    row, stop
        The row below the compilation's title, and that of the first mark.

    Returns
    -------
    int or None
        The row itself where the text above is too long for a lead-in; None where it is nothing
        else.
    """
    begin = starts.lines[row].start
    for at in range(row, stop):
        words = starts.words(at)
        if (
            at + 1 < stop
            and starts.entitles(at, at + 1)
            and not _FIELD.match(words)
            and not is_residue(words)
        ):
            return at
        if starts.lines[at].end - begin > LONGEST_INTRODUCTION:
            return row
    return None


def _below_one(starts: Starts, marks: Sequence[Mark], skip: int) -> bool:
    """Whether one heading of a higher level stands above: its sections, then."""
    level = _level(starts.words(marks[0].line))
    return any(0 < _level(starts.words(row)) < level for row in range(skip, marks[0].line))


def _level(words: str) -> int:
    return len(words) - len(words.lstrip("#"))


def _is_above(starts: Starts, marks: Sequence[Mark], row: int) -> bool:
    """Whether the first line is the compilation's title: one line more than the others have."""
    words, below = starts.words(row), starts.words(min(row + 1, len(starts.lines) - 1))
    if len(words) <= KIND_ALONE and words not in starts.recurring and is_title(below):
        return True  # 管理办法, and below it 某市道路管理办法
    blocks = sorted(_block(starts, title_row(mark)) for mark in marks)
    usual = blocks[(len(blocks) - 1) // 2]  # the lower middle one
    return _block(starts, row) > usual


def _block(starts: Starts, row: int) -> int:
    """Count the lines of the title that begins at a row."""
    at = row
    last = min(len(starts.lines), row + BLOCK)
    while at < last and starts.in_block(at):
        if at > row and starts.openers.get(at) in ("clause", "chapter"):
            break
        at += 1
    return at - row


def title_row(mark: Mark) -> int:
    """Return the row of the line that a piece begins with."""
    return mark.line + 1 if mark.family == "rule" and mark.span.end > mark.span.start else mark.line


def _sign_points(
    starts: Starts, marks: list[Mark], context: Context, contents: Contents | None
) -> list[float]:
    points = []
    text = starts.text
    begin = starts.lines[marks[0].line].start
    names = set()
    for at, mark in enumerate(marks):
        dated = mark.family == "date"
        row = min(title_row(mark) + dated, len(starts.lines) - 1)
        line = starts.lines[row]
        words = text[slice(*mark.title)] if mark.title and not dated else starts.words(row)
        if mark.family in SURELY:
            points.append(0.0)
            continue
        gained = ANNOUNCED if _ATTACHMENT.match(words) else kind_points(words)
        if contents is not None and plain(words) in contents.entries:
            gained += LISTED
        titled = len(words) <= LONGEST_TITLE and may_be_title(words.rstrip(ASKED))
        if starts_numbered(words) or (mark.family != "hash" and words.startswith("##")):
            gained -= 2.0  # a heading of the document
        elif not titled and mark.family != "date":
            gained -= 1.0
        name = plain(words)
        if titled and name not in names and row + 1 < len(starts.lines):
            below = starts.lines[row + 1]
            above = starts.lines[mark.line - 1].end if mark.line else 0
            longer = starts.opens(row + 1, line.end - line.start)
            if longer and (not above or text[above - 1] in END):
                gained += TITLED
            elif not longer and is_title(text[below.start : below.end]):
                gained += NAMES_ONLY
        elif name in names:
            gained -= AGAIN
        names.add(name)
        if line.start in context.hinted:
            gained += 1.0
        gained += starts.around(row)
        gained += starts.above(mark.line) if mark.family == "rule" and mark.line else 0.0
        gained += starts.numbering(begin, row)
        if at and starts.announced(begin, row):
            gained += ANNOUNCED
        points.append(gained)
        begin = line.start
    return points
