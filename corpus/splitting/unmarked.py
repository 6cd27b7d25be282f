"""Pieces that no number separates: each begins with nothing but its title line.

A title line alone decides nothing. It must repeat (the source's title, a line of its table of
contents, another such line) or be marked as a heading by the file format, and the text below
it must make a fresh start: the numbering of headings begins again, somebody is addressed, the
text above has just been signed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from corpus.model import Span
from corpus.splitting.choice import Choice
from corpus.splitting.evidence import Context, confidence
from corpus.splitting.separators import Line, Mark
from corpus.writing.titles import (
    LONGEST_TITLE,
    is_addressed,
    is_signed,
    is_sure_title,
    is_title,
    likeness,
    may_be_title,
    plain,
)

NEEDED = 3.0
"""Points that make a line the title of a piece; see :func:`_points`."""
ENOUGH_IF_PROMISED = 2.0
"""Points that do where the number of such lines is exactly the one promised."""
MARKED_UP = 2.2
"""Points of a heading of the file format: three such titles of documents are pieces."""
PRIOR = -2.0
STEP = 0.6
PROMISED = 3.0
LISTED = 2.5
"""Score of a table of contents all of whose entries are found again."""
APART = 40
"""Characters that a document has at least."""
FEWEST_LISTED = 3
"""Entries that make a list of titles a table of contents."""

_CONTENTS = re.compile(r"(?:目\s{0,6}[录錄]|内容目录|篇目|本文目录)\s?[:：]?$")
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
    >>> from corpus.splitting.separators import lines_of
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


def choose_unmarked(
    text: str, lines: Sequence[Line], context: Context, contents: Contents | None, skip: int
) -> Choice | None:
    """Choose the title lines that separate pieces.

    Parameters
    ----------
    text, lines
        The source and its lines.
    context
        What is known of the source.
    contents
        Its table of contents.
    skip
        Rows at the top that belong to the compilation and to no piece.

    Returns
    -------
    Choice or None
        Marks without a number (0); None where no line will do.
    """
    strict = _choose(text, lines, context, contents, skip, NEEDED)
    if context.promised is None or (strict and len(strict.marks) == context.promised):
        return strict
    lenient = _choose(text, lines, context, contents, skip, ENOUGH_IF_PROMISED)
    if lenient is None or len(lenient.marks) != context.promised:
        return strict
    return lenient


def _choose(
    text: str,
    lines: Sequence[Line],
    context: Context,
    contents: Contents | None,
    skip: int,
    needed: float,
) -> Choice | None:
    first = max(skip, contents.last + 1 if contents else 0)
    rows = [row for row in range(first, len(lines)) if _candidate(text, lines[row])]
    names = {row: plain(text[slice(*lines[row])]) for row in rows}
    repeated = Counter(names.values())
    chosen: list[Mark] = []
    points: list[float] = []
    start = lines[first].start if first < len(lines) else 0
    for at, row in enumerate(rows):
        line = lines[row]
        following = rows[at + 1] if at + 1 < len(rows) else None
        below = lines[following].start if following is not None else len(text)
        if following == row + 1 and names[row] == names.get(row + 1):
            continue  # the same title twice: the lower one counts
        if below - line.end < APART and following is not None and _like(names, row, following):
            continue
        gained = _points(text, lines, row, context, contents, repeated[names[row]], start)
        opening = not chosen and row == first
        if gained < needed and not (opening and gained >= 1.0):
            continue
        words = text[line.start : line.end]
        span = Span(*line)
        chosen.append(Mark("unmarked", 0, row, span, plain(words), words, span, True, False))
        points.append(gained)
        start = line.start
    return _weighed(chosen, points, context, contents) if chosen else None


def _weighed(
    chosen: list[Mark], points: list[float], context: Context, contents: Contents | None
) -> Choice:
    count = len(chosen)
    score = PRIOR + STEP * min(count - 1, 5) + sum(points) / count
    if context.promised is not None:
        score += PROMISED if count == context.promised else -0.5
    elif context.several:
        score += 1.0
    if contents is not None:
        score += LISTED if count == len(contents.entries) else 0.0
    if count < 2:
        score -= 6.0
    return Choice(tuple(chosen), score, confidence(score))


def _candidate(text: str, line: Line) -> bool:
    if line.end - line.start > LONGEST_TITLE:
        return False
    return may_be_title(text[line.start : line.end])


def _like(names: dict[int, str], row: int, following: int) -> bool:
    """Two titles in a row, as in a list."""
    return following == row + 1 and is_title(names[following])


def _points(
    text: str,
    lines: Sequence[Line],
    row: int,
    context: Context,
    contents: Contents | None,
    repeats: int,
    start: int,
) -> float:
    line = lines[row]
    words = text[line.start : line.end]
    points = 2.0 if is_sure_title(words) else 1.0 if is_title(words) else 0.0
    listed = contents is not None and plain(words) in contents.entries
    if listed:
        points += 3.0
    elif points == 0.0:
        return 0.0  # only a table of contents makes a title of any short line
    if repeats > 1:
        points += 1.0
    if len(context.stem) >= 4 and likeness(words, context.stem) >= 0.6:
        points += 1.0
    if line.start in context.hinted or words.startswith("#"):
        points += MARKED_UP
    across = context.headings.across(start, line.start + 1, _reach(lines, row))
    points += 2.0 if across == "restart" else -5.0 if across == "continue" else 0.0
    if row + 1 < len(lines):
        points += 1.0 * is_addressed(
            text[lines[row + 1].start : lines[row + 1].end][: LONGEST_TITLE * 2]
        )
    if row > 0:
        above = lines[row - 1]
        points += 1.0 * is_signed(text[max(above.start, above.end - LONGEST_TITLE) : above.end])
    return points


def _reach(lines: Sequence[Line], row: int) -> int:
    return lines[min(row + 60, len(lines) - 1)].end


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
