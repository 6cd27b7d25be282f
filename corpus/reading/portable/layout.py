"""Where lines stand on the pages of a PDF: running heads and feet, and columns.

A running head is known by its place, not by being first: it stands in the outer part of the page,
apart from the text or in another size, and comes again on the pages of one side, odd or even.
Columns are known by the gutter between them: a strip that long lines of text end at on its left
and begin at on its right. Lines that cross it (titles, wide tables) part what is above from what is
below.

The rules are our own since pdfplumber 0.11.10, tried on nine PDFs (paragraphs over pages, a clause
at each page's end, heads of odd and even pages, columns, a table, raised figures), keeps running
heads, ends a paragraph at every line, mixes the lines of two columns, and reads nothing where
Chinese fonts are not embedded: six of the nine, all of which are read rightly here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from corpus.reading.portable.pages import Page, Printed

_DASHED = re.compile(
    r"[-—–－―·•~]+ {0,3}([0-9]{1,4}) {0,3}[-—–－―·•~]+|第 {0,3}([0-9]{1,4}) {0,3}页.{0,12}"
    r"|([0-9]{1,4}) {0,3}/ {0,3}[0-9]{1,4}"
)
_BARE = re.compile(r"[0-9]{1,4}")
_DIGITS = re.compile(r"[0-9]+")
_ZONE = 0.15  # of the page's height, above and below: margins with what stands in them
_APART = 1.4  # times the usual distance of two lines
_WIDEST = 2.5  # em; lines of text are no further apart, where pages hold too few to tell
_OTHER_SIZE = 0.1  # of the text's size
_SAME_PLACE = 6.0  # points; heads of odd and even pages stand at one height
_FEWEST_HEADERS = 3  # pages that a line must head before it is a page header
_SAME_EDGE = 0.5  # em; cells of one column begin or end at one place
_ROWS = 3  # rows with text on both sides; two are an accident
_FILLED = 0.5  # of a column's width, which lines of text take and cells of a table do not
_LONG_PDF_LINE = 8  # characters of a line of text


def without_furniture(pages: Sequence[Page]) -> tuple[list[Page], list[str]]:
    """Take page numbers and running heads and feet off the pages; give what was taken."""
    kept = [Page(list(page.lines), page.tall) for page in pages]
    sizes = [line.em for page in pages for line in page.lines]
    usual = median(sizes) if sizes else 0.0
    gaps = [gap for page in pages for gap in _gaps(page)]
    spacing = min(median(gaps) if gaps else 0.0, _WIDEST * usual)
    dropped: list[str] = []
    for top in (True, False, True, False):  # a head and a number may stand at the same edge
        edges = [_edge(page, usual, spacing, top=top) for page in kept]
        offsets: Counter[int] = Counter()
        places: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, line in enumerate(edges):
            if line is not None:
                if _BARE.fullmatch(line.text):
                    offsets[int(line.text) - number] += 1
                places[_DIGITS.sub("0", line.text)].append((number, line.height))
        for number, line in enumerate(edges):
            if line is None:
                continue
            bare = _BARE.fullmatch(line.text) and offsets[int(line.text) - number] > 1
            same = places[_DIGITS.sub("0", line.text)]
            if bare or _DASHED.fullmatch(line.text) or _runs(same, line, len(pages), usual):
                dropped.append(line.text)
                kept[number].lines.remove(line)
    return kept, dropped


def in_columns(page: Page) -> tuple[list[Printed], bool]:
    """Return a page's lines in reading order, and whether that order is doubtful."""
    segments = [part for line in page.lines for part in line.parts or (line,)]
    rows = _rows(segments)
    gutter, filled = _gutter(segments, rows)
    if gutter is None:
        return page.lines, False
    if not filled:
        return page.lines, any(len(row) > 1 and _long(row) for row in rows)
    out: list[Printed] = []
    left: list[Printed] = []
    right: list[Printed] = []
    for row in rows:
        if any(part.left < gutter < part.right for part in row):
            out += [*left, *right, *row]
            left, right = [], []
            continue
        left += [part._replace(column=1) for part in row if part.right <= gutter]
        right += [part._replace(column=2) for part in row if part.left >= gutter]
    return [*out, *left, *right], False


def cells_apart(lines: Sequence[Printed]) -> list[Printed]:
    """Put tabs between the cells of a table's rows.

    A line with wide blanks in it is a row if the line above or below is cut, too, and one of its
    cells begins or ends where one of that line does; so is a line of heads, which stand in the
    middle of their columns, next to a row. Else its blanks are what they were.
    """
    next_to = [
        [at for at in (row - 1, row + 1) if 0 <= at < len(lines)] for row in range(len(lines))
    ]
    is_row = [
        any(_aligned(line, lines[at]) for at in near)
        for line, near in zip(lines, next_to, strict=True)
    ]

    def heads(line: Printed, near: list[int]) -> bool:
        return any(is_row[at] for at in near) and any(_above(line, lines[at]) for at in near)

    return [
        line._replace(text="\t".join(part.text for part in line.parts))
        if is_row[row] or heads(line, near)
        else line
        for row, (line, near) in enumerate(zip(lines, next_to, strict=True))
    ]


def _above(line: Printed, other: Printed) -> bool:
    """Whether of as many cells each stands between the neighbours of its own of the other line."""
    mine, its = line.parts, other.parts
    if len(mine) < 2 or len(mine) != len(its):
        return False
    return all(
        its[n].right <= mine[n + 1].left and mine[n].right <= its[n + 1].left
        for n in range(len(its) - 1)
    )


def _aligned(line: Printed, other: Printed) -> bool:
    return any(
        abs(mine.left - its.left) < _SAME_EDGE * line.em
        or abs(mine.right - its.right) < _SAME_EDGE * line.em
        for mine in line.parts[1:]
        for its in other.parts[1:]
    )


def _gaps(page: Page) -> list[float]:
    heights = sorted({round(line.height, 1) for line in page.lines}, reverse=True)
    return [above - below for above, below in pairwise(heights)]


def _edge(page: Page, usual: float, spacing: float, *, top: bool) -> Printed | None:
    """Find the outermost line of a page, if it stands in the margin and apart from the text."""
    if not page.lines:
        return None
    order = sorted(page.lines, key=lambda line: -line.height if top else line.height)
    line, others = order[0], [o for o in order[1:] if abs(o.height - order[0].height) > 1]
    share = line.height / page.tall if page.tall else 0.5
    if not (share > 1 - _ZONE if top else share < _ZONE):
        return None
    apart = not others or abs(others[0].height - line.height) > _APART * spacing
    numbered = _BARE.fullmatch(line.text) or _DASHED.fullmatch(line.text)
    other_size = abs(line.em - usual) > _OTHER_SIZE * usual
    return line if apart or other_size or numbered else None


def _runs(same: list[tuple[int, float]], line: Printed, pages: int, usual: float) -> bool:
    """Whether a line comes again at its place, on most pages or on most of one side."""
    here = [number for number, height in same if abs(height - line.height) < _SAME_PLACE]
    if len(here) < _FEWEST_HEADERS or (line.text[-1] in "。！？；" and line.em >= usual):
        return False
    one_side = len({number % 2 for number in here}) == 1
    of = (pages + 1 - here[0] % 2) // 2 if one_side else pages
    return 2 * len(here) > of


def _rows(segments: Sequence[Printed]) -> list[list[Printed]]:
    """Segments of one height, from the top of the page down, each from left to right."""
    rows: list[list[Printed]] = []
    for segment in sorted(segments, key=lambda s: (-s.height, s.left)):
        if rows and rows[-1][0].height - segment.height < 0.5 * segment.em:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda s: s.left) for row in rows]


def _gutter(
    segments: Sequence[Printed], rows: Sequence[Sequence[Printed]]
) -> tuple[float | None, bool]:
    """Find the strip between two columns, and whether both are filled as text fills them."""
    if not segments:
        return None, False
    begin, end = min(s.left for s in segments), max(s.right for s in segments)
    best: tuple[int, float] | None = None
    for row in rows:
        for one, other in pairwise(row):
            x = (one.right + other.left) / 2
            if not begin + 0.25 * (end - begin) < x < end - 0.25 * (end - begin):
                continue
            both = sum(_both(r, x) for r in rows) - sum(_crossed(r, x) for r in rows) // 2
            if best is None or (both, other.left - one.right) > best:
                best = (both, x)
    if best is None or best[0] < _ROWS:
        return None, False
    x = best[1]
    sides = (
        [s for row in rows if _both(row, x) for s in row if s.right <= x],
        [s for row in rows if _both(row, x) for s in row if s.left >= x],
    )
    filled = all(
        median(s.right - s.left for s in side)
        >= _FILLED * (max(s.right for s in side) - min(s.left for s in side))
        and median(len(s.text) for s in side) >= _LONG_PDF_LINE
        for side in sides
    )
    return x, filled


def _both(row: Sequence[Printed], x: float) -> bool:
    """Whether a row is two lines of text, one on either side; a table has more cells."""
    return len(row) == 2 and row[0].right <= x <= row[1].left


def _crossed(row: Sequence[Printed], x: float) -> bool:
    return any(s.left < x < s.right for s in row)


def _long(row: Sequence[Printed]) -> bool:
    return all(len(part.text) >= _LONG_PDF_LINE for part in row)
