"""The grammar of heading markers: what could number a heading, at line starts and inside lines.

A candidate is only a candidate. ``4.15全民国家安全教育日`` and ``二、三产业`` look like numbering
too; which candidates are headings is decided by sequence (:mod:`corpus.outlining.numbered.series`,
:mod:`corpus.outlining.outline`). What the grammar adds is how much a candidate weighs on its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.folding.codepoints import code_points, code_points_of
from corpus.model import Hint
from corpus.outlining.attachments import without_attachments
from corpus.outlining.contents import without_contents
from corpus.outlining.hinted import with_hints
from corpus.outlining.numbered.readings import READERS, SOFT, WEAK, is_short
from corpus.outlining.numbered.styles import ZERO, Candidate
from corpus.system.patterns import lazy
from corpus.writing.lines import BLANK, LINE_ENDS, find_lines
from corpus.writing.numbering import CIRCLED, FORMAL_NUMERAL, HAN_NUMERAL

_HAN = rf"[{HAN_NUMERAL}]"
_OCR_ONE = "ー—―－‐\\-_─"  # 一 as recognised by machines
_SINGLES = ((0x2474, 0x249B), (0x3220, 0x3229), (0x3280, 0x3289))
_SINGLE = r"\u2474-\u249b\u3220-\u3229\u3280-\u3289"
_OPEN, _SHUT = r"(（\[〔［【", r")）\]〕］】"
_UNITS = "月日年时分秒号点个名次人元万亿千百余多项篇条件岁周届期倍成度米吨亩户％%°℃"
_ANYWHERE = lazy(
    rf"""
  (?P<article>第{BLANK}?(?:[{HAN_NUMERAL}千]{{1,8}}|[0-9０-９]{{1,4}}){BLANK}?(?:分[编編]|部分|[编編章节節条條])
     (?:之{_HAN}{{1,2}}(?!{_HAN}))?[、.．:：]?)
| (?P<paren>[{_OPEN}]{BLANK}{{0,2}}_?(?:{_HAN}{{1,5}}|[0-9０-９]{{1,3}}|[{_OCR_ONE}])
     {BLANK}{{0,2}}[{_SHUT}]{BLANK}?[、.．]?
     |[(（](?:{_HAN}{{1,3}}|[0-9]{{1,2}})[、.．](?![)）]))
| (?P<han>{_HAN}{{1,5}}{BLANK}{{0,2}}[、.．])
| (?P<decimal>[0-9]{{1,2}}(?:[.．][0-9]{{1,2}}){{1,4}}(?![0-9.．])[.．、]?(?![{_UNITS}]))
| (?P<num>[0-9０-９]{{1,3}}{BLANK}{{0,2}}(?:、|[.．](?![0-9]{{1,3}}(?![0-9]))))
| (?P<single>[{_SINGLE}][、.．]?)
""",
    re.X,
)
_AT_LINES_ONLY = lazy(
    rf"""
  (?P<circled>[{CIRCLED}\u2776-\u277f][、.．]?)
| (?P<half>(?:{_HAN}{{1,3}}|[0-9０-９]{{1,2}}|[a-zA-Z])[)）][、.．]?)
| (?P<book>第{BLANK}?(?:[{HAN_NUMERAL}千]{{1,6}}|[0-9０-９]{{1,4}}){BLANK}?
     (?:[部卷集篇回幕讲講款目]|单元|單元)(?=[ \t\u3000\xa0:：·]|[{LINE_ENDS}]|\Z)[:：·]?)
| (?P<entry>(?:案例|实例|問題|问题|任务|模块|活动|专题|阶段|步骤|主题|项目|板块|實例)
     {BLANK}?(?:{_HAN}{{1,3}}|[0-9０-９]{{1,2}})(?:[:：](?=\S)|(?={BLANK}\S|{BLANK}*[{LINE_ENDS}])))
| (?P<lettered>[A-Z](?:[.．][0-9]{{1,2}}){{1,4}}(?=[ \t\u3000\xa0]))
| (?P<zero>[0０〇零](?:[、.．](?![0-9０-９])|[ \t\u3000\xa0](?=\S)))
| (?P<roman>(?:[Ⅰ-Ⅻ]{{1,3}}|[IVX]{{1,5}})[、.．])
| (?P<letter>[A-Za-z][、.．](?![A-Za-z]{{1,3}}[.．]))
| (?P<formal>[{FORMAL_NUMERAL}]{{1,3}}[、.．])
| (?P<annex>附{BLANK}{{0,2}}[件录錄表]{BLANK}{{0,2}}(?:[0-9]{{1,2}}|{_HAN}{{1,2}})?
     (?:[:：]|(?={BLANK}*[{LINE_ENDS}]|\Z))
     |附{BLANK}{{0,2}}[录錄]{BLANK}{{0,2}}(?:[A-Z]|[0-9]{{1,2}}|{_HAN}{{1,2}})
     (?=(?:[ \t\u3000(（]{{1,4}}[^。；{LINE_ENDS}]{{1,50}}|{BLANK}{{0,9}}+)(?:[{LINE_ENDS}]|\Z)))
| (?P<comma>(?:{_HAN}{{1,3}}|[0-9]{{1,2}})(?:[,，:：。](?![0-9])|{BLANK}(?=\S)))
| (?P<bare>[0-9]{{1,2}}(?=[\u4e00-\u9fff“《])(?![{_UNITS}]))
| (?P<ocr>(?:[{_OCR_ONE}ニミハ]|[十＋+†]{_HAN}|[lI|!])[、.．])
""",
    re.X,
)
_MARKDOWN = lazy(r"(?:[●■◆▪•※★☆▲◇►➢][ \u3000]?)?(?:#{1,6}[ \t]{1,3}|>[ ])?(?:\*\*|__)?")
_DECORATION = frozenset("●■◆▪•※★☆▲◇►➢#>*_")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_FIRST = (
    frozenset(
        f"第（(〔［[【{HAN_NUMERAL}0123456789０１２３４５６７８９{CIRCLED}{_LETTERS}{FORMAL_NUMERAL}"
    )
    | frozenset("案实例問问題题任务模块活专阶步主项板實附ー—―－‐-_─ニミハ十＋+†|!")
    | frozenset(map(chr, (*range(0x2474, 0x249C), *range(0x3220, 0x322A), *range(0x3280, 0x328A))))
    | frozenset(map(chr, (*range(0x2776, 0x2780), *range(0x2160, 0x216C))))
)
"""What a marker begins with."""
_INDENTS = frozenset(" \t\u3000\xa0\u200b\ufeff").union(map(chr, range(0x2000, 0x200B)))
_LINE_FIRST = _FIRST | _DECORATION | {"\u200b", "\ufeff"}  # blanks, but not to str.isspace()
_LINE_START = lazy(rf"[{LINE_ENDS}]{BLANK}{{0,99}}+(?=\S)")
_INDENT = lazy(rf"{BLANK}{{0,99}}+")
_ENDS, _BEGINS = 1, 2
_DOTS = ("、", ".", "．")
_PLACES = {**dict.fromkeys(" \t\u3000\xa0", "blank"), **dict.fromkeys(":：", "colon")}
_CHAPTERS = 3  # numbers without a dot that chapters need
_ABOVE_TEXT = lazy(
    rf"(?!\s?[0-9])[^{LINE_ENDS}]{{2,40}}[{LINE_ENDS}]\s{{0,40}}+(?![0-9]{{1,3}}[ \t])"
    rf"[^{LINE_ENDS}]{{0,400}}(?:[。；：;:]|[^{LINE_ENDS}]{{15}})"
)
_AS_LETTER = {1: 9, 5: 22, 10: 24}  # I, V and X as letters of the alphabet
_ELL = 12
_LEADER = lazy(
    r"(?=[^\n\r.．·…‥]{0,60}+[.．·…‥])[^\n\r]{0,60}?(?:[.．·…‥]{3,}|…)\s{0,9}\d{1,4}\s*$", re.M
)


def find_candidates(
    text: str,
    body: tuple[int, int],
    hints: Sequence[Hint] = (),
    site_numbers: Sequence[tuple[int, int]] = (),
) -> list[Candidate]:
    r"""Everything in a stretch of text that could be a heading's marker, in reading order.

    Parameters
    ----------
    text
        A source's text.
    body
        The stretch to look at.
    hints
        Headings that the file format names; those without a number become candidates too.
    site_numbers
        Numbers of a hosting site at line starts: what stands behind them is looked at instead.

    Returns
    -------
    list of Candidate

    Examples
    --------
    >>> text = "一、学习情况\n1加强学习 (二)活动"
    >>> [(c.style, c.number, c.place, c.flaw) for c in find_candidates(text, (0, len(text)))]
    [('han', 1, 'line', ''), ('num', 1, 'line', 'missing-dot'), ('han-paren', 2, 'blank', '')]
    """
    start, end = body
    found: list[Candidate] = []
    behind = dict(site_numbers)
    for place in _places(text, start, end):
        place = behind.get(place, place)
        at = place
        if text[at : at + 1] in _DECORATION:
            decoration = _MARKDOWN.match(text, at, end)
            at = decoration.end() if decoration else at
        if text[at : at + 1] not in _FIRST:
            continue  # nearly always in running text
        match = _ANYWHERE.match(text, at, end) or _AT_LINES_ONLY.match(text, at, end)
        if match:
            _add(found, text, match, "line", place)
    known = {candidate.end for candidate in found}
    for match in _inside(text, start, end):
        if match.end() not in known:
            _add(found, text, match, _PLACES.get(text[match.start() - 1], "inline"), match.start())
    found.sort()
    if not any(c.style == "decimal2" for c in found):  # 1 张三 / 2 李四: a table, not a standard
        found = _with_chapters(text, found)
    else:
        found = _with_decimals(text, found)
    found = without_contents(text, body, _resolve_letters(found))
    found = without_attachments(text, body, _without_zero(found))
    return with_hints(text, body, found, hints)


def _places(text: str, start: int, end: int) -> Iterator[int]:
    """Where lines begin with what may begin a marker, a few blanks left out."""
    indent = _INDENT.match(text, start, end)
    yield indent.end() if indent else start
    for begin, _ in find_lines(text, (start, end)).spans:
        if text[begin] not in _LINE_FIRST:
            continue  # nearly always
        before = begin - 1
        while before >= start and text[before] in _INDENTS:
            before -= 1
        if before >= start and text[before] in LINE_ENDS:
            line = _LINE_START.match(text, before, end)
            if line is not None:
                yield line.end()


def _inside(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Markers in the middle of lines; none reaches into the next."""
    taken = start
    gaps = _gaps(text)
    for gap in gaps[bisect_left(gaps, start) : bisect_left(gaps, end - 1)]:
        if gap < taken or (gap and text[gap - 1] == "|"):
            continue
        match = _ANYWHERE.match(text, gap + 1, end)
        if match:
            taken = match.end()
            yield match


@lru_cache(maxsize=1)
def _gaps(text: str) -> list[int]:
    """Find where a marker may stand inside a line, in all documents of a source."""
    classes = _gap_classes().take(code_points_of(text), mode="clip")
    found: list[int] = np.flatnonzero(
        (classes[:-1] & _ENDS > 0) & (classes[1:] & _BEGINS > 0)
    ).tolist()
    return found


@cache
def _gap_classes() -> NDArray[np.uint8]:
    """Where a marker may stand inside a line: behind these characters, if it begins with those."""
    table = np.zeros(0x10000, dtype=np.uint8)
    table[code_points(" \t\u3000\xa0。！？!?…”)）：:")] = _ENDS
    numerals = f"第（(〔［[【{HAN_NUMERAL}0123456789０１２３４５６７８９"
    table[code_points(numerals)] |= _BEGINS
    for first, last in _SINGLES:
        table[first : last + 1] |= _BEGINS
    table.setflags(write=False)
    return table


def _add(found: list[Candidate], text: str, match: re.Match[str], place: str, start: int) -> None:
    kind, end = match.lastgroup or "", match.end()
    if kind == "num" and place == "line" and match[0].lstrip("0０") in _DOTS:
        kind = "zero"
    reading = READERS[kind](match[0], text, end)
    if reading is None or not (reading[1] or reading[0] == ZERO):
        return
    style, number, weight, flaw, prefix = reading
    if place == "colon":  # 如下:1. may open a series; what follows a colon is otherwise a list
        if number != 1:
            return
        place = "inline"
    if place == "line":
        if start < match.start():  # a bullet or the sign of a heading stands before it
            weight += SOFT
    else:
        weight -= SOFT if place == "blank" else SOFT + (weight - SOFT) / 2
    if weight > 0 and not (place == "line" and _LEADER.match(text, end, end + 80)):
        candidate = (start, end, style, number, weight, place, flaw, prefix, 0, 0)
        found.append(tuple.__new__(Candidate, candidate))  # in a third of the time


def _with_decimals(text: str, found: list[Candidate]) -> list[Candidate]:
    """``2 要求`` without a dot is a chapter of a standard where ``2.1`` stands."""
    tens = {c.prefix.partition(".")[0] for c in found if c.style == "decimal2"}
    return [
        c._replace(weight=SOFT)
        if c.style == "num" and c.weight == WEAK and str(c.number) in tens and is_short(text, c.end)
        else c
        for c in found
    ]


def _with_chapters(text: str, found: list[Candidate]) -> list[Candidate]:
    """``1 方法`` without a dot is a chapter where text stands below it and below ``2``, ``3``.

    Rows of a table (``1 张三``) follow one another: left out. ``0 引言`` is as good as a third.
    """
    bare = [c for c in found if c.style == "num" and c.weight == WEAK and not c.flaw]
    if not bare:
        return found
    headed = [c for c in bare if c.place == "line" and is_short(text, c.end)]
    headed = [c for c in headed if _ABOVE_TEXT.match(text, c.end)]
    chapters: list[Candidate] = []
    for c in headed:
        if c.number == len(chapters) + 1:
            chapters.append(c)
    zero = chapters and any(c.style == ZERO and c.start < chapters[0].start for c in found)
    if len(chapters) + bool(zero) < _CHAPTERS or len(headed) != len(chapters):
        chapters = []
    left_out = set(bare)
    kept = [c for c in found if c not in left_out]
    return sorted(kept + [c._replace(weight=SOFT) for c in chapters])


def _without_zero(found: list[Candidate]) -> list[Candidate]:
    """``0 引言`` is a heading where ``1`` follows, and only the first of them."""
    firsts = [c.start for c in found if c.style == "num" and c.number == 1 and c.place == "line"]
    zeros = [c.start for c in found if c.style == ZERO]
    if not zeros:
        return found
    keep = zeros[0] if firsts and zeros[0] < firsts[0] else -1
    return [c for c in found if c.style != ZERO or c.start == keep]


def _resolve_letters(found: list[Candidate]) -> list[Candidate]:
    """``I.`` is Roman only beside ``II.``, ``l.`` a letter only behind ``k.``; else 1 misread."""
    seen = {(c.style, c.number) for c in found if c.style in ("roman", "upper", "lower")}
    roman = any(style == "roman" and number not in _AS_LETTER for style, number in seen)
    out = []
    for c in found:
        one = c.end - c.start == len("I.")
        if c.style == "roman" and one and not roman:
            letter = _AS_LETTER[c.number]
            if ("upper", letter - 1) in seen:
                c = c._replace(style="upper", number=letter)
            elif c.number == 1:
                c = c._replace(style="num", weight=WEAK, flaw="damaged")
        elif c.style == "lower" and c.number == _ELL and ("lower", _ELL - 1) not in seen:
            c = c._replace(style="num", number=1, weight=WEAK, flaw="damaged")
        out.append(c)
    return out
