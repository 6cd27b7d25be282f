"""Lists in running text: 一是/二是, 一方面/另一方面, 首先/其次, 第一，第二，, ① ②, (1) (2), 1. 2.

What the outline took for a heading or a clause is no list point. A point may have lost its mark:
``…教育。二是严肃查处…`` has a first point without 一是; ``投入较少三是意识形态…`` a third one
without a comma before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.folding.codepoints import code_points, code_points_of
from corpus.model import ListItem, PointList, Section, Span, Spans
from corpus.outlining.headings import tail
from corpus.system.patterns import lazy
from corpus.writing.numbering import CIRCLED, to_int

_ONES = "一二三四五六七八九十"
# The first character stands outside the alternatives, so that the search can skip to it.
_MARK = lazy(
    rf"""[{_ONES}另再首其最第{CIRCLED}(（0-9](?:
  (?P<point>(?<=[{_ONES}])[{_ONES}]{{0,2}}[是要])
| (?P<side>(?<=一)方面|(?<=另)一?方面|(?<=再)一方面)
| (?P<order>(?<=首)先|(?<=其)次|(?<=再)[次者]|(?<=最)后)
| (?P<nth>(?<=[第其])[{_ONES}]{{1,2}}[，,、：:])
| (?P<circled>(?<=[{CIRCLED}]))
| (?P<paren>(?<=[(（])(?:[0-9]{{1,2}}|[{_ONES}]{{1,3}})[)）](?![项款条目、第]))
| (?P<num>(?<=[0-9])[0-9]?(?:[、)）](?![0-9])|[.．](?![0-9])))
)""",
    re.X,
)
_CLEAN = "。；;，,：:！？!?…”’）)》】\n\r\t \u3000\xa0"
_CLEAN_OR_COMMA = _CLEAN + "、"
_NOT_BEFORE_POINT = "第统唯之万单专其同每逐进划一二三四五六七八九十"  # 统一是, 唯一是, 第一是
_NOT_BEFORE_PAREN = "第表图式注款条项公"
_SIDES = {"一方面": 1, "另一方面": 2, "另方面": 2, "再一方面": 3}
_ORDERS = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 0}
_POINTS_SEEN = 40  # behind a list, in search of where its last point ends
# What begins a remark about the whole, behind the last point of a list.
_AFTERWORD = lazy(
    r"[。！？](?=一年来[,，]|总的来看|总之[,，]|综上|以上[,，]|今后[,，]|在今后的|下一步[,，]|下步工作)"
)


class _ItemMarker(NamedTuple):
    start: int
    end: int
    key: str
    style: str
    number: int
    clean: bool
    """A final mark, a comma or the paragraph's start stands before it."""
    paragraph: int
    region: int
    """Row of the section it stands in."""


def find_lists(
    text: str, paragraphs: Spans, sections: tuple[Section, ...]
) -> tuple[PointList, ...]:
    """Find the lists in a document's running text.

    Parameters
    ----------
    text
        The source's text.
    paragraphs
        The document's logical paragraphs, shape (n, 2).
    sections
        Its outline; a list does not reach over a heading.

    Returns
    -------
    tuple of PointList
        In reading order. A point goes up to the next one, the last one to the end of its
        paragraph. ``marker`` is None for a first point whose 一是 is missing.

    Examples
    --------
    >>> import numpy as np
    >>> text = "问题:一是次数偏少。二是形式单一。"
    >>> [found] = find_lists(text, np.array([[0, len(text)]]), ())
    >>> found.style, [(item.number, text[slice(*item.span)]) for item in found.items]
    ('一是', [(1, '一是次数偏少。'), (2, '二是形式单一。')])
    """
    spans: list[tuple[int, int]] = paragraphs.tolist()
    if not spans:
        return ()
    marks = _marks(text, spans, sections)
    runs = _runs(marks)
    ends = _ends(spans, runs)
    lists = [_points(text, spans, run, end, sections) for run, end in zip(runs, ends, strict=True)]
    found = [points for points in lists if len(points.items) > 1]
    return tuple(sorted(found, key=lambda points: (points.items[0].span, points.style)))


def _marks(
    text: str, spans: list[tuple[int, int]], sections: tuple[Section, ...]
) -> list[_ItemMarker]:
    begins = [start for start, _ in spans]
    section_starts = [section.marker.start for section in sections]
    heading_ends = [
        section.marker.end
        if section.title is None
        else tail(text, section.title.end, section.title.end + 9)
        for section in sections
    ]
    marks: list[_ItemMarker] = []
    places = _places(text)
    done, stop = spans[0][0], spans[-1][1]
    for start in places[bisect_left(places, done) : bisect_left(places, stop)]:
        found = _MARK.match(text, start, stop) if start >= done else None
        if found is None:
            continue
        done = found.end()
        region = bisect_right(section_starts, start) - 1
        if region >= 0 and start < heading_ends[region]:
            continue
        paragraph = bisect_right(begins, start) - 1
        own = begins[paragraph]
        if region >= 0 and section_starts[region] >= own:
            own = max(own, heading_ends[region])
        mark = _read(text, found, at_start=start == own, paragraph=paragraph, region=region)
        if mark is not None:
            marks.append(mark)
    return marks


@lru_cache(maxsize=1)  # the documents of one source ask one after the other
def _places(text: str) -> list[int]:
    """Find where a mark may begin: its first two characters stand there."""
    classes = _pairs().take(code_points_of(text), mode="clip")
    second = np.append(classes[1:], _SINGLE) >> _BEHIND
    found: list[int] = np.flatnonzero(classes & second).tolist()
    return found


@cache
def _pairs() -> NDArray[np.uint16]:
    """A bit for each kind of mark that a character begins, and for each that it stands second in.

    Shape (0x10000,); the second ones are shifted by :data:`_BEHIND`.
    """
    table = np.full(0x10000, _SINGLE << _BEHIND, dtype=np.uint16)
    for row, (first, second) in enumerate(_FIRST_TWO):
        table[code_points(first)] |= 1 << row
        table[code_points(second)] |= 1 << row + _BEHIND
    table[code_points(CIRCLED)] |= _SINGLE
    return table


_FIRST_TWO = (
    (_ONES, f"{_ONES}是要"),
    ("一另再", "方一"),
    ("首其再最", "先次者后"),
    ("第其", _ONES),
    ("(（", f"{_ONES}0123456789"),
    ("0123456789", "0123456789、)）.．"),
)
"""What a mark begins with, and what then comes: 一是, 另一方面, 首先, 第一, (1), 1."""
_BEHIND = 8
"""Bits by which what stands second is shifted."""
_SINGLE = 1 << len(_FIRST_TWO)
"""The bit of a mark of one character: whatever comes then."""


def _read(
    text: str, found: re.Match[str], *, at_start: bool, paragraph: int, region: int
) -> _ItemMarker | None:
    kind, marker = found.lastgroup or "", found[0]
    before = text[found.start() - 1] if found.start() else "\n"
    clean = at_start or before in (_CLEAN_OR_COMMA if kind in ("point", "side") else _CLEAN)
    number: int | None
    key = style = kind
    if kind == "point":
        number = to_int(marker[:-1])
        key = style = "一" + marker[-1]
        if (before in _NOT_BEFORE_POINT and not at_start) or (marker[-1] == "要" and not clean):
            return None
    elif kind == "side":
        number, style = _SIDES[marker], "一方面"
    elif kind == "order":
        number, style = _ORDERS[marker], "首先"
    elif kind == "nth":
        number = to_int(marker[1:-1])
        key = style = marker[0] + "一"
    elif kind == "circled":
        number, style, clean = CIRCLED.index(marker) + 1, "①", True
    elif kind == "paren":
        number = to_int(marker[1:-1])
        arabic = marker[1].isdigit()
        key = style = "(1)" if arabic else "(一)"
        clean = clean or (arabic and before not in _NOT_BEFORE_PAREN and not before.isascii())
    else:
        number = to_int(marker[:-1])
        key = ")" if marker[-1] in ")）" else "."
        style = {")": "1)", "）": "1)", "、": "1、"}.get(marker[-1], "1.")
    if number is None or (not clean and kind != "point"):
        return None
    return _ItemMarker(found.start(), found.end(), key, style, number, clean, paragraph, region)


def _runs(marks: list[_ItemMarker]) -> list[list[_ItemMarker]]:
    """Gather the marks of one style that follow one another 1, 2, 3 and so on."""
    runs: list[list[_ItemMarker]] = []
    current: dict[str, list[_ItemMarker]] = {}
    for mark in marks:
        run = current.get(mark.key)
        if run and _follows(run, mark):
            number = run[-1].number + 1 if mark.key in ("side", "order") else mark.number
            run.append(mark._replace(number=number))
        elif mark.clean and (mark.number == 1 or _first_is_missing(run, mark)):
            current[mark.key] = [mark]
            runs.append(current[mark.key])
    return [run for run in runs if len(run) > 1 or run[0].number != 1]


def _first_is_missing(run: list[_ItemMarker] | None, mark: _ItemMarker) -> bool:
    """Whether 二是 opens a list: there is none of its style before it in the paragraph."""
    return (
        mark.key == "一是" and mark.number == 2 and (not run or run[-1].paragraph != mark.paragraph)
    )


def _follows(run: list[_ItemMarker], mark: _ItemMarker) -> bool:
    last = run[-1]
    if mark.region != last.region:
        return False
    if mark.paragraph != last.paragraph and not (mark.clean and _opens(run, mark)):
        return False
    if mark.key == "side":
        return mark.number > 1 or len(run) == 1
    if mark.key == "order":
        return mark.number in (0, last.number + 1)
    if mark.number == last.number + 1:
        return True
    return mark.clean and mark.number == last.number + 2


def _opens(run: list[_ItemMarker], mark: _ItemMarker) -> bool:
    """Whether a point in a later paragraph stands at that paragraph's start, or near enough."""
    return mark.paragraph - run[-1].paragraph <= 8 and mark.key != "side"


def _ends(spans: list[tuple[int, int]], runs: list[list[_ItemMarker]]) -> list[int]:
    """Find where each list's last point ends.

    At the end of its paragraph, or before that where a list of the same style, or the next point
    of a list around it, begins. Looks at a bounded number of points behind each list.
    """
    starts = sorted((mark.start, run[0].start, mark.key) for run in runs for mark in run)
    places = [start for start, _, _ in starts]
    ends = []
    for run in runs:
        last = run[-1]
        end = spans[last.paragraph][1]
        row = bisect_right(places, last.start)
        for start, outer, key in starts[row : row + _POINTS_SEEN]:
            if start < end and (outer < run[0].start or key == last.key):
                end = start
        ends.append(end)
    return ends


def _points(
    text: str,
    spans: list[tuple[int, int]],
    run: list[_ItemMarker],
    end: int,
    sections: tuple[Section, ...],
) -> PointList:
    items: list[ListItem] = []
    if run[0].number != 1:
        before = _unmarked(text, spans, run[0], sections)
        if before is not None:
            items.append(ListItem(1, None, before))
    afterword = _AFTERWORD.search(text, run[-1].end, end)
    stops = [
        follower.start if follower.paragraph == mark.paragraph else spans[follower.paragraph - 1][1]
        for mark, follower in pairwise(run)
    ]
    for mark, stop in zip(run, [*stops, afterword.end() if afterword else end], strict=True):
        marker = Span(mark.start, mark.end)
        items.append(ListItem(mark.number, marker, _trim(text, mark.start, stop) or marker))
    return PointList(run[0].style, tuple(items))


def _unmarked(
    text: str, spans: list[tuple[int, int]], mark: _ItemMarker, sections: tuple[Section, ...]
) -> Span | None:
    """Find the first point whose 一是 is missing: what stands before 二是 in its paragraph."""
    start = spans[mark.paragraph][0]
    if mark.region >= 0:
        section = sections[mark.region]
        if section.body is not None and section.marker.start >= start:
            start = section.body.start
    colon = max(text.rfind("：", start, mark.start), text.rfind(":", start, mark.start))
    return _trim(text, max(start, colon + 1), mark.start)


def _trim(text: str, start: int, end: int) -> Span | None:
    passage = text[start:end]
    start += len(passage) - len(passage.lstrip())
    end -= len(passage) - len(passage.rstrip())
    return Span(start, end) if start < end else None
