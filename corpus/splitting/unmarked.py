"""Pieces that no number and no sign separates: each begins with nothing but its title.

A title line alone decides nothing: the text around it must make a fresh start
(:mod:`corpus.splitting.starts`).
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from corpus.model import Span
from corpus.splitting.cohesion import cohesion
from corpus.splitting.evidence import Context
from corpus.splitting.marks.contents import Contents
from corpus.splitting.marks.separators import Mark
from corpus.splitting.marks.signs import empty
from corpus.splitting.residue import is_residue
from corpus.splitting.residue_rules import line_rule
from corpus.splitting.starts import (
    ANNOUNCED,
    BLOCK,
    SHORT_RECURRING_LINE,
    SURE,
    Starts,
    kind_points,
)
from corpus.system.patterns import lazy
from corpus.writing.titles import (
    LONGEST_TITLE,
    ends_in_kind,
    is_title,
    likeness,
    may_be_title,
    plain,
)

NEEDED = (3.0, 2.0)
"""Points of a line that is the title of a piece: both are tried."""
LISTED = 3.0
"""A title that the table of contents lists."""
MARKED_UP = 2.2
"""A heading of the file format: three such titles of documents are pieces."""
REPEATED = 1.0
"""The line stands twice or more, or is like the source's title."""
AFTER = 0.7
"""The line above ends a sentence."""
SHORTEST_SURE = 9
"""Characters of a title; shorter ones without any sign are like headings: 下一步工作计划."""
BARE_KIND = 3
"""Characters of a title that only names a kind: 感谢信, 倡议书; too short to be one by itself."""
TITLED = 0.9
"""A short line that is no sentence, text below it and the end of a sentence above."""
SHORTEST_BARE, LONGEST_BARE = 3, 42
"""Characters of a line that looks like a title and nothing else."""
MOST_BARE = 0.3
"""Share of such lines; where it is higher, they are verses or points."""
SAME_SUBJECT = 0.55
"""Cohesion of the text above and below a line that is a heading, rather than a title."""
END_OF_SENTENCE = frozenset("。！？；，：!?;,:、")
END = frozenset("。！？!?.…”」』)）】|")

_SIGNS = frozenset("※●○◆◇★☆■□▲△►▶➤•·-–✦")
_LABELLED = lazy(r"[:：/／]|^[《（(【\[]|^[0-9０-９.\-/年月日\s]+$")
_NUMBERED_LABEL = lazy(r"[^\s:：]{1,8}[一二三四五六七八九十0-9]{1,3}[:：]")
_LINK = lazy(r"\W?[上下]一[篇页頁章条]\W{0,2}[:：]")
_LETTERHEAD = lazy(r"(?:法院|检察院|政府|办公室|委员会|文件|[局厅部院])$")


class Titled(NamedTuple):
    """Title lines that may separate pieces, and what speaks for each."""

    marks: list[Mark]
    points: list[float]


def unmarked_titles(
    starts: Starts, context: Context, contents: Contents | None, skip: int
) -> list[Titled]:
    """Find the title lines around which the text makes a fresh start.

    Parameters
    ----------
    starts
        The signs of a start in the source.
    context
        What is known of the source.
    contents
        Its table of contents.
    skip
        Rows at the top that belong to the compilation and to no piece.

    Returns
    -------
    list of Titled
        Marks without a number (0), once for every level of what is asked of them.
    """
    first = max(skip, contents.last + 1 if contents else 0)
    rows = _candidates(starts, context, contents, first)
    names = {row: plain(starts.words(row)) for row in rows}
    repeated = Counter(names.values())
    found = []
    for needed in NEEDED:
        marks: list[Mark] = []
        points: list[float] = []
        begin = starts.lines[first].start if rows else 0
        for at, row in enumerate(rows):
            line = starts.lines[row]
            following = rows[at + 1] if at + 1 < len(rows) else None
            if following == row + 1 and names[row] == names[following]:
                continue  # the same title twice: the lower one counts
            if following == row + 1 and is_title(starts.words(following)):
                continue  # two titles in a row, as in a list
            gained = _points(starts, row, begin, context, contents, repeated[names[row]])
            opening = not marks and row == first
            if gained < needed and not (opening and gained >= 0.0):
                continue
            if (
                marks
                and row - marks[-1].line <= BLOCK
                and _is_one_title(starts, marks[-1].line, row)
            ):
                continue  # the title stands twice, its dates between
            marks.append(_mark(starts, row))
            points.append(gained)
            begin = line.start
        if marks:
            found.append(Titled(marks, points))
    return found


def bare_titles(starts: Starts, context: Context, skip: int) -> Titled | None:
    """Find lines that look like titles and nothing else: short, a sentence ends above, text below.

    Headings of one document look the same; whether the pieces speak of different things decides
    (:mod:`corpus.splitting.cohesion`).
    """
    text, lines = starts.text, starts.lines
    rows = [
        row
        for row in range(skip, len(lines) - 1)
        if SHORTEST_BARE <= (length := lines[row].end - lines[row].start) <= LONGEST_BARE
        and text[lines[row].end - 1] not in END_OF_SENTENCE
        and any(line.end - line.start > 2 * length for line in lines[row + 1 : row + 4])
        and may_be_title(words := starts.words(row))
        and (
            row == skip
            or text[lines[row - 1].end - 1] in END
            or starts.ends(row - 1)
            or is_residue(starts.words(row - 1))
        )
        and words not in starts.recurring
        and row not in starts.openers
        and not _LABELLED.search(words)
        and words[0] not in _SIGNS
        and words[0] != "#"
    ]
    if len(rows) < 2 or len(rows) > MOST_BARE * (len(lines) - skip):
        return None
    rows = [  # a name, an issue and a date above a title are one block
        row
        for above, row in pairwise([-1, *rows])
        if above < 0 or row - above > BLOCK or _has_text(starts, above, row)
    ]
    if len(rows) < 2:
        return None
    rows = _apart(starts, rows, context)
    points = []
    for at, row in enumerate(rows):
        begin = lines[rows[at - 1] if at else 0].start
        points.append(TITLED + kind_points(starts.words(row)) + starts.around(row))
        points[-1] += starts.numbering(begin, row) if at else 0.0
        if at and starts.announced(begin, row):
            points[-1] += ANNOUNCED
    return Titled([_mark(starts, row) for row in rows], points)


def _has_text(starts: Starts, above: int, row: int) -> bool:
    """Whether a sentence or a long line stands between two lines that look like titles."""
    text, lines = starts.text, starts.lines[above + 1 : row]
    return any(b - a > LONGEST_TITLE or text[b - 1] in END_OF_SENTENCE for a, b in lines)


def _apart(starts: Starts, rows: list[int], context: Context) -> list[int]:
    """Leave out lines above and below which the text speaks of the same thing: headings."""
    rows = rows[:]
    places = [starts.lines[row].end for row in rows]
    ends = [*places[1:], context.end]
    alike = [0.0] + [
        cohesion(starts.text, places[at - 1 : at + 1], ends[at]) or 0.0
        for at in range(1, len(rows))
    ]
    while len(rows) > max(2, context.promised or 0):
        worst = max(range(len(rows)), key=alike.__getitem__)
        if alike[worst] <= SAME_SUBJECT:
            break
        del rows[worst], places[worst], alike[worst]
        ends = [*places[1:], context.end]
        for at in (worst - 1, worst):
            if 0 < at < len(rows):
                near = cohesion(starts.text, places[at - 1 : at + 1], ends[at])
                alike[at] = near or 0.0
    return rows


def _candidates(
    starts: Starts, context: Context, contents: Contents | None, first: int
) -> list[int]:
    text, lines = starts.text, starts.lines
    rows: set[int] = set()
    unsaid = not context.hinted and contents is None
    for row in range(first, len(lines)):
        line = lines[row]
        length = line.end - line.start
        if length > LONGEST_TITLE:
            continue
        words = text[line.start : line.end]
        if unsaid and length > SHORT_RECURRING_LINE and not ends_in_kind(words):
            continue  # nearly always
        if words[0] in _SIGNS or words.startswith("##") or _NUMBERED_LABEL.match(words):
            continue  # a point, a section, 议题一：…; all lines with one sign are a family
        listed = contents is not None and plain(words) in contents.entries
        if is_title(words) or line.start in context.hinted or (listed and may_be_title(words)):
            if line_rule(words):
                continue  # a site's words
            above = starts.words(row - 1) if row > first else ""
            head = above in starts.recurring and not words.startswith(above)
            rows.add(row - 1 if head and _LETTERHEAD.search(above) else row)
        elif row > first and starts.begins_anew(row):
            rows.add(_title_row(starts, row - 1, first))
        elif length == BARE_KIND and ends_in_kind(words) and starts.around(row) >= NEEDED[0]:
            rows.add(row)
    rows |= _above_openers(starts, first)
    rows |= {row for row in starts.letters if row >= first}
    if first < len(lines) and may_be_title(starts.words(first)):
        rows.add(first)
    return _first_lines(starts, sorted(rows))


def _first_lines(starts: Starts, rows: list[int]) -> list[int]:
    """Leave out links, and lines of a title below its first."""
    kept: list[int] = []
    for row in rows:
        if _LINK.match(starts.text, starts.lines[row].start):
            continue  # 上一篇：某某判决书
        near = bool(kept) and row - kept[-1] < BLOCK and not is_title(starts.words(row))
        if near and starts.top_of(row, kept[-1]) == kept[-1]:
            continue
        kept.append(row)
    return kept


def _above_openers(starts: Starts, first: int) -> set[int]:
    """Rows of titles that first lines of a document stand below, or a page's address above."""
    rows = set()
    for row, kind in starts.openers.items():
        if row > first and starts.in_block(row - 1):
            rows.add(_title_row(starts, row - 1, first))
        elif first <= row < len(starts.lines) - 1 and kind == "byline" and starts.in_block(row + 1):
            rows.add(row + 1)
    return rows


def _title_row(starts: Starts, row: int, least: int) -> int:
    """Find the line that a title block begins with, given a line of it."""
    top = starts.top_of(row, least)
    for at in range(top, row + 1):
        if is_title(starts.words(at)):
            above = [starts.words(r) for r in range(top, at)]
            if all(_LETTERHEAD.search(w) or w in starts.recurring for w in above):
                return top
            return at
    return top


def _is_one_title(starts: Starts, above: int, row: int) -> bool:
    return all(
        starts.in_block(at) or starts.openers.get(at) == "byline" for at in range(above, row)
    )


def _points(
    starts: Starts,
    row: int,
    begin: int,
    context: Context,
    contents: Contents | None,
    repeats: int,
) -> float:
    words = starts.words(row)
    points = SURE if row in starts.letters else kind_points(words)
    if contents is not None and plain(words) in contents.entries:
        points += LISTED
    if repeats > 1 or (len(context.stem) >= 4 and likeness(words, context.stem) >= 0.6):
        points += REPEATED
    line = starts.lines[row]
    if line.start in context.hinted or words.startswith("# "):
        points += MARKED_UP
    if row and starts.text[starts.lines[row - 1].end - 1] in END and may_be_title(words):
        points += AFTER
    fresh = starts.around(row) + starts.numbering(begin, row)
    if fresh <= 0.0 and len(words) < SHORTEST_SURE:
        points -= 1.0
    points += fresh
    if begin < line.start and starts.announced(begin, row):
        points += ANNOUNCED
    return points


def _mark(starts: Starts, row: int) -> Mark:
    """Make the mark of a title: the line; of a letter without one: no character."""
    line = starts.lines[row]
    if row in starts.letters:
        return empty("unmarked", row, line)
    words = starts.words(row)
    span = Span(*line)
    return Mark("unmarked", 0, row, span, plain(words), words, span, True, False)
