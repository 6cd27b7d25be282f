"""Lines of an official document that say themselves what they are.

Above the letterhead: the number of the copy, the degree of secrecy with its term, the urgency
(GB/T 9704, 7.2.1 to 7.2.3). In minutes, below the title or below the text: who took the chair, who
was present, who attended without a vote, who was absent, who took the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.model import Part, Span
from corpus.system.patterns import lazy
from corpus.writing.lines import ink_spans

MARKS = 3
"""Lines above the letterhead that are marked so at most: one of each kind."""
EDGE, EDGE_LINES = 1200, 16
"""Characters and lines at either edge of a document that are looked at."""
NAMED = 120
"""Characters in which a document says that it is minutes."""
LONGEST_LIST = 400
"""Characters of a list of names; longer lines are text."""
REPEATED = 3
"""So often no label stands in minutes; speakers do in an interview."""
SHORTEST_COUNT = 2
"""Labels of different kinds that make minutes of a text that is not called so."""

_FIRST = frozenset("0123456789№N份密绝機机秘紧特加平急内")
_MARK = lazy(
    r"[ \t\u3000]*(?:(?P<copy_number>(?:份\s?号\s?[:：]?\s?|№\s?|No\.?\s?)[0-9]{1,8}|[0-9]{6})"
    r"|(?P<secrecy>(?:密\s?级\s?[:：]\s?)?(?:绝\s?密|机\s?密|機\s?密|秘\s?密)"
    r"(?:\s?★\s?(?:[0-9一二三四五六七八九十]{1,3}\s?(?:年|个月|月|天)|长期)?)?)"
    r"|(?P<urgency>(?:紧急程度\s?[:：]\s?)?(?:特\s?提|特\s?急|加\s?急|平\s?急|急\s?件)))"
    r"(?=[ \t\u3000]|$)"
)
_OTHER_MARK = lazy(r"(?:(?:绝密|机密|秘密)[★\s].{0,8}|内部(?:文件|资料).{0,10})$")
_CALLED = lazy(r"纪\s?要|会议记录|会议简报|例会|办公会")
_CUES = ("席", "主持", "主 持", "参会", "到会", "请假", "记录")
_LABEL = lazy(
    r"(?:(?<=[ \t\u3000])|^)(?:"
    r"(?P<chair>(?:会议)?主\s{0,4}持\s{0,4}人?|召集人)"
    r"|(?P<present>(?:出\s{0,4}席|参\s{0,2}会|到\s{0,2}会|参\s{0,2}加)\s?(?:人员|人|单位|领导|同志|委员|代表)?)"
    r"|(?P<attending>列\s{0,4}席\s?(?:人员|人|单位|同志)?)"
    r"|(?P<absent>(?:请\s{0,4}假|缺\s{0,4}席)\s?(?:人员|人|同志)?)"
    r"|(?P<recorder>记\s{0,4}录\s{0,4}[人员]?))[ \t\u3000]{0,2}[:：]"
)
_ANY_LABEL = lazy(r"[^\s:：，。]{1,8}(?:\s[^\s:：，。])?\s{0,2}[:：]")
_GOES_ON = frozenset("、，,；;:：（(")


def is_marked(line: str) -> bool:
    """Whether a line above the letterhead says how secret or urgent the document is.

    >>> is_marked("机密★1年　特急"), is_marked("秘密花园")
    (True, False)
    """
    return line[0] in _FIRST and (bool(_marks(0, line)) or _OTHER_MARK.match(line) is not None)


def marked(rows: Sequence[tuple[int, str]]) -> list[Part]:
    """Find number of copy, secrecy and urgency in the first lines of a document.

    Parameters
    ----------
    rows
        Its first lines without outer blanks: where each begins, and its words.

    Returns
    -------
    list of Part
        In reading order; none where the first line is anything else.

    Examples
    --------
    >>> [part.kind for part in marked([(0, "000001"), (7, "机密★1年 特急"), (16, "某县文件")])]
    ['copy-number', 'secrecy', 'urgency']
    """
    found: list[Part] = []
    for start, line in rows[:MARKS]:
        if line[0] not in _FIRST or not (parts := _marks(start, line)):
            break
        found += parts
    return found


def _marks(start: int, line: str) -> list[Part]:
    """Parts of a line that holds nothing else."""
    found, at = [], 0
    while at < len(line) and (mark := _MARK.match(line, at)):
        kind = mark.lastgroup or ""
        found.append(
            Part(kind.replace("_", "-"), Span(start + mark.start(kind), start + mark.end()))
        )
        at = mark.end()
    return found if at == len(line) else []


def attendance_of(text: str, stretch: tuple[int, int]) -> list[Part]:
    """Find who attended, in the first and the last lines of a document.

    Parameters
    ----------
    text, stretch
        A source's text, and the document without its annexes.
    """
    start, end = stretch
    names = text[start : min(end, start + NAMED)]
    edges = [(start, min(end, start + EDGE)), (max(start, end - EDGE), end)]
    found: list[Part] = []
    for k, (first, last) in enumerate(edges):
        if not may_attend(text, first, last) or (k and first == start):
            continue
        spans = ink_spans(text, first, last)
        spans = spans[-EDGE_LINES:] if k else spans[:EDGE_LINES]
        found += attendance([(a, text[a:b]) for a, b in spans], names)
    return found


def may_attend(text: str, start: int, end: int) -> bool:
    """Whether a stretch may name who attended: most do not.

    >>> may_attend("出席：张三。", 0, 6), may_attend("今年以来，全镇工作有序开展。", 0, 14)
    (True, False)
    """
    return any(text.find(cue, start, end) >= 0 for cue in _CUES)


def attendance(rows: Sequence[tuple[int, str]], title: str) -> list[Part]:
    """Find who chaired a meeting, was present, attended, was absent and took the record.

    Parameters
    ----------
    rows
        Neighbouring lines of a document, without outer blanks.
    title
        Its title, or its first lines.

    Returns
    -------
    list of Part
        In reading order, each label with its names. None where one label stands alone in a text
        that is not called minutes, or where labels recur as speakers do in an interview.

    Examples
    --------
    >>> lines = [(0, "主持：张三　记录：李四"), (12, "出席：王五、"), (19, "赵六。")]
    >>> [(part.kind, *part.span) for part in attendance(lines, "办公会纪要")]
    [('chair', 0, 5), ('recorder', 6, 11), ('present', 12, 22)]
    """
    found: list[Part] = []
    for at, (start, line) in enumerate(rows):
        labels = [] if len(line) > LONGEST_LIST else list(_labels(line))
        ends = [mark.start() for mark in labels[1:]] + [len(line)] * bool(labels)
        for mark, end in zip(labels, ends, strict=True):
            stop = start + len(line[:end].rstrip())
            if end == len(line):
                stop = _end(rows, at)
            if stop > start + mark.end():
                found.append(Part(mark.lastgroup or "", Span(start + mark.start(), stop)))
    kinds = [part.kind for part in found]
    if not kinds or max(map(kinds.count, kinds)) >= REPEATED:
        return []
    called = _CALLED.search(title) is not None and kinds != ["recorder"]
    return found if called or len(set(kinds)) >= SHORTEST_COUNT else []


def _labels(line: str) -> Iterator[re.Match[str]]:
    """Labels at the head of a line, and behind blanks further on in it."""
    first = _LABEL.match(line)
    if first is not None:
        yield from _LABEL.finditer(line)


def _end(rows: Sequence[tuple[int, str]], at: int) -> int:
    """Where the names end that begin in a row: they go on behind a comma."""
    start, line = rows[at]
    while at + 1 < len(rows) and line[-1] in _GOES_ON:
        start, below = rows[at + 1]
        if len(below) > LONGEST_LIST or _ANY_LABEL.match(below):
            break
        at, line = at + 1, below
    start, line = rows[at]
    return start + len(line)
