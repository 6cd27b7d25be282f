"""Marks that may separate the pieces of a compilation: 篇1, 第一篇, 【范文三】, 总结（二）.

Only the head of a line is looked at, so a line's length costs nothing. A mark alone decides
nothing; :mod:`corpus.splitting.marks.sequence` and :mod:`corpus.splitting.evidence` do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from corpus.model import Span
from corpus.splitting.marks.heads import (
    DECORATION,
    INVISIBLE,
    NUMERALS,
    ONE_SIGN,
    PINYIN,
    ROMAN_SIGNS,
    SHORTEST_TITLE,
    SINGLES,
    rows_with_separators,
)
from corpus.system.patterns import lazy
from corpus.writing.lines import line_spans
from corpus.writing.numbering import HAN_NUMERAL, to_int
from corpus.writing.titles import is_title, may_be_title, plain, starts_numbered

HEAD = 120
"""Characters of a line in which a separator and the title after it must stand."""
INNER_TITLE = 44
"""Characters of the title before a separator in the middle of a line."""
HEADINGS = ("paren", "heading-han", "heading-arabic", "heading-blank", "division", "letter")
"""Families that are mostly section headings: only such as name a document are marks."""
FEW_LINES = 4
"""Lines that are sooner matched than a whole text is looked at."""
MOST_NUMBERED = 1000
"""Larger numbers are years and amounts."""
REACH = 6
"""Lines below a title of which one is longer: the others are a second title and labels."""
ALONE = 60
"""Characters of a line that is nothing but separator and title."""


class Line(NamedTuple):
    """A line without its outer blanks."""

    start: int
    end: int


class Mark(NamedTuple):
    """Something that looks like a separator, at the head of a line."""

    family: str
    """Marks of one family number one sequence: ``piece``, ``title``, ``bracket``, …"""
    number: int
    line: int
    """Row of the line."""
    span: Span
    """The separator line, or the separator's part of a line it shares with text."""
    prefix: str
    """What stands before the number, without marks: 乡镇工作总结."""
    name: str
    """The prefix, or where there is none the title after the number, with its full stop."""
    title: Span | None
    """A title after the number: 篇一：XX镇工作总结."""
    alone: bool
    """Whether it has its line to itself."""
    tight: bool
    """Whether text follows without any delimiter: 散文读后感1从古至今…"""


class _Found(NamedTuple):
    family: str
    numeral: str
    prefix: str
    at: int  # where, in the head, the rest begins


class _Rest(NamedTuple):
    end: int  # of the separator, in the head
    title: tuple[int, int] | None
    alone: bool
    tight: bool


def lines_of(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    r"""Non-blank lines, without their outer blanks.

    >>> lines_of(" 甲\r\n\n乙 ")
    [Line(start=1, end=2), Line(start=5, end=6)]
    """
    stop = len(text) if end is None else end
    new = tuple.__new__  # a third of the time of Line(...): every line of every source
    return [new(Line, span) for span in line_spans(text, start, stop)]


def marks_of(
    text: str, lines: Iterable[Line], stem: str = "", *, headings: bool = False
) -> list[Mark]:
    r"""All lines that may begin with a separator.

    Parameters
    ----------
    text
        A source's text.
    lines
        Its lines (or other places where a piece may begin).
    stem
        The compilation's title without the count it promises; a line may repeat it.
    headings
        Give the marks that are mostly section headings (:data:`HEADINGS`), and no others.

    Returns
    -------
    list of Mark
        In reading order. One a line, except where figures run into the text: 总结12020年 may
        be number 1, 12 or 120, and the sequence decides.

    Examples
    --------
    >>> text = "篇一：乡镇工作总结\n今年以来……\n篇二：村级工作总结"
    >>> [
    ...     (m.number, text[slice(*m.span)], text[slice(*m.title)])
    ...     for m in marks_of(text, lines_of(text))
    ... ]
    [(1, '篇一：乡镇工作总结', '乡镇工作总结'), (2, '篇二：村级工作总结', '村级工作总结')]
    """
    stem = plain(stem)
    lines = list(lines)
    if headings:
        return [
            mark
            for row, line in enumerate(lines)
            if line.end - line.start <= ALONE
            and text[line.start] in _NUMBERED_FIRST
            and (text[line.end - 1] not in _STOPS or _above_longer(text, lines, row))
            and _NUMBERED_LINE.match(text, line.start)
            for mark in _marks(text, row, line, stem, headings=True)
        ]
    rows: Iterable[int] = range(len(lines))
    if len(lines) > FEW_LINES:
        rows = rows_with_separators(text, lines, stem, head=HEAD, alone=ALONE)
    return [mark for row in rows for mark in _marks(text, row, lines[row], stem)]


def _above_longer(text: str, lines: Sequence[Line], row: int) -> bool:
    """Whether a sentence may be a title: text stands below it or a second title."""
    line = lines[row]
    if text[line.end - 1] not in SENTENCE_END:
        return False
    length = line.end - line.start
    return any(end - start > length for start, end in lines[row + 1 : row + 1 + REACH])


def _marks(text: str, row: int, line: Line, stem: str, *, headings: bool = False) -> list[Mark]:
    stop = min(line.end, line.start + HEAD)
    head = text[line.start : stop]
    if not _NUMERAL.search(head):
        return []
    places: list[int] | None = None
    if _NOISE.search(head):
        head, places = _cleaned(head)
    whole = stop == line.end
    skipped = _DECORATION.match(head)
    begin = skipped.end() if skipped else 0
    finds = _numbered(head, begin, _HEADED) if headings else _finds(head, begin, stem, whole=whole)
    for found in finds:
        rest = _rest(head, found, whole=whole)
        if rest is None or not _plausible(found, head, rest, stem):
            continue
        marks = [
            _made(line, row, head, places, found, rest, cut, number)
            for cut in _cuts(found, rest)
            if (number := to_int(found.numeral[:cut].strip())) is not None
            and 0 < number < MOST_NUMBERED
        ]
        if marks:
            return marks
    return []


def _cuts(found: _Found, rest: _Rest) -> range:
    """How many figures the number may have: all, unless they run into the text."""
    digits = len(found.numeral)
    return range(1 if rest.tight and found.numeral[-1].isdecimal() else digits, digits + 1)


def _made(
    line: Line,
    row: int,
    head: str,
    places: list[int] | None,
    found: _Found,
    rest: _Rest,
    cut: int,
    number: int,
) -> Mark:
    def place(at: int) -> int:
        return line.start + (at if places is None else places[at])

    title = rest.title
    end = rest.end - (len(found.numeral) - cut)
    stopped = title is not None and rest.alone and head[title[1] : title[1] + 1] in SENTENCE_END
    name = head[title[0] : title[1] + stopped] if title else ""
    return Mark(
        found.family,
        number,
        row,
        Span(line.start, line.end if rest.alone else place(end)),
        found.prefix,
        found.prefix or name,
        Span(place(title[0]), place(title[1])) if title else None,
        rest.alone,
        rest.tight,
    )


def _finds(head: str, begin: int, stem: str, *, whole: bool) -> Iterator[_Found]:
    """Readings of a head, the surest first. What a line cannot be is not tried."""
    if _PIECE_WORD.search(head, begin) and _PIECE_CUE.search(head, begin):
        for pattern in _PIECES:
            if found := pattern.match(head, begin):
                yield _Found("piece", found["n"], plain(found["p"]), found.end())
    for found in _titled(head, begin, stem, short=whole and len(head) - begin <= ALONE):
        yield _Found("title", found["n"], plain(found["p"]), found.end("n"))
    if not whole and head[begin : begin + 1] not in _BRACKETS:
        return  # headings and numbers alone have their line to themselves
    yield from _numbered(head, begin, _WEAK)


def _numbered(head: str, begin: int, families: _Families) -> Iterator[_Found]:
    """Readings of a head that begins with a number."""
    found = _NUMBER.match(head, begin)
    if found is None:
        return
    lead, kind, at = found["lead"][:1], found.lastgroup or "", found.end()
    for family, leads, kinds, following in families:
        if lead in leads and kind in kinds and (behind := following.match(head, at)):
            end = behind.end() if family == "division" else at
            yield _Found(family, found[kind], "", end)


def _titled(head: str, begin: int, stem: str, *, short: bool) -> Iterator[re.Match[str]]:
    """Readings as a title with a number after it."""
    if short and _NUMERAL.search(head, max(begin, len(head) - 8)):
        found = _TITLE_AT_END.match(head, begin)
        if found and not starts_numbered(found["p"]):
            yield found
    if _TITLE_CUE.search(head, begin + SHORTEST_TITLE):
        found = _TITLE_DELIMITED.match(head, begin)
        if found and not starts_numbered(found["p"]):
            yield found
    if stem and head.startswith(stem[0], begin):
        found = _TITLE_TIGHT.match(head, begin)
        if found and plain(found["p"]) == stem:
            yield found


def _rest(head: str, found: _Found, *, whole: bool) -> _Rest | None:
    """Read what follows the number."""
    closed = _CLOSING.match(head, found.at)
    at = closed.end() if closed else found.at
    delimited = _DELIMITER.match(head, at)
    start = delimited.end() if delimited else at
    rest = head[start:].rstrip()
    if whole and not _INK.search(rest):
        return _Rest(len(head), None, alone=True, tight=False)
    free = start > found.at  # something stands between number and text
    ink = rest.rstrip("*_# \u3000")
    circled = found.family in HEADINGS and _CIRCLED.match(found.numeral) is not None
    free_title = (
        free or circled or is_title(ink) or (found.family == "piece" and head[at - 1] in "篇份")
    )
    stopped = ink[-1:] in (SENTENCE_END if found.family in HEADINGS else _ASKED)
    name = ink[:-1] if stopped else ink
    if whole and len(ink) <= ALONE and may_be_title(name) and free_title:
        return _Rest(len(head), (start, start + len(name)), alone=True, tight=False)
    shared = _TITLE_THEN_TEXT.match(rest)
    if free and shared and is_title(shared[1]):
        end = start + shared.end(1)
        return _Rest(end, (start, end), alone=False, tight=False)
    if not free and found.numeral[-1] in HAN_NUMERAL and not found.prefix:
        return None  # 一次会议
    return _Rest(len(head[:start].rstrip()), None, alone=False, tight=not free)


def _plausible(found: _Found, head: str, rest: _Rest, stem: str) -> bool:
    if found.family == "piece":
        if _SPEECH.search(found.prefix):
            return False
        if rest.alone and not found.prefix and head[found.at - 1 : found.at] in "篇份":
            return rest.title is None or rest.title[1] - rest.title[0] <= INNER_TITLE  # 第1篇总结
        if rest.tight:  # 散文读后感篇1从古至今…: only after a title
            return len(found.prefix) >= 4 and (found.prefix == stem or is_title(found.prefix))
        return rest.alone or len(found.prefix) <= 45
    if found.family == "title":
        quoted = head[: found.at]
        if not rest.alone and quoted.count("《") > quoted.count("》"):
            return False  # 《…的解释（二）》第三条规定：a citation
        ideographs = sum("\u3400" <= c <= "\u9fff" for c in found.prefix)
        if ideographs < 2 or COUNTED.search(found.prefix):
            return False  # return 1, 附件2
        return not rest.tight or found.prefix == stem
    if found.family == "bracket":
        return not rest.tight or rest.alone
    if found.family == "part":
        return rest.alone
    if found.family == "lone":
        return rest.alone and rest.title is None
    # headings: what follows may be a title
    if rest.title is None or not rest.alone:
        return False
    return _ACT.match(head, rest.title[0]) is None


def tight_stem(head: str) -> str:
    """Cut the title off a first line that runs on into the text: 散文读后感1从古至今….

    >>> tight_stem("散文读后感1从古至今,先哲们用各种文字告诉我们")
    '散文读后感'
    """
    found = _TITLE_TIGHT.match(head)
    if found is None or not found["n"].startswith(("1", "１", "①")) or not is_title(found["p"]):
        return ""
    return found["p"]


def _cleaned(head: str) -> tuple[str, list[int]]:
    """Clean a head of pinyin in brackets and zero-width marks, and where each character stood."""
    kept: list[str] = []
    places: list[int] = []
    at = 0
    for noise in _NOISE.finditer(head):
        kept.append(head[at : noise.start()])
        places.extend(range(at, noise.start()))
        at = noise.end()
    kept.append(head[at:])
    places.extend(range(at, len(head) + 1))
    return "".join(kept), places


_YEAR = r"(?:19|20)[0-9]{2}[年级届]"
ARABIC = rf"[0-9０-９]{{1,3}}(?![0-9０-９年月日%％]|[.．](?!{_YEAR})[0-9])"
"""A number; 1.2024年… is the first of a list."""
HAN = rf"[{HAN_NUMERAL}两兩]{{1,5}}"
SINGLE = rf"(?:[{ONE_SIGN}]|[{ROMAN_SIGNS}]{{1,3}})"
"""One character that is a number; two or three of ⅩⅣ."""
_N = rf"(?P<n>{ARABIC}|{HAN}|{SINGLE})"
_CIRCLED = lazy(SINGLE)
_NUMERAL = lazy(rf"[0-9０-９{HAN_NUMERAL}两兩{SINGLES}]")
_INK = lazy(r"[^\s*_#:：、.．,，\-—–|·;；)）\]】』」》〉〕］]")
_DECORATION = lazy(rf"[{re.escape(DECORATION)}\s]{{0,12}}")
_OPEN, _SHUT = r"[(（\[【『「《〈〔［〖]", r"[)）\]】』」》〉〕］〗]"
_P = r"(?P<p>[^。！!？?；;\n]{0,60}?)"
_WORD = "(?:篇|范文|範文|范本|範本|例文|样本|樣本|模板|模版|样例|样文|範例|范例)"
_SORT = "(?:材料|文章|文稿|稿件|文件|公文|报告|報告|总结|總結|汇报|匯報|讲稿|講稿|发言稿|信|信件)"
_PIECES = (
    lazy(
        rf"{_P}第\s{{0,2}}{_N}\s{{0,2}}(?:(?:篇|份|则|則|例|封)(?:{_SORT}(?=[\s:：]*$|[:：])|(?!章|幅|文章|之))|(?:件|首|宗|辑|輯)(?=[\s:：]|$))"
    ),
    lazy(rf"{_P}{_WORD}\s{{0,3}}(?:之\s?)?{_OPEN}?\s?{_N}(?!\s?[篇份则則])"),
    # figures of the text run into the number: 篇12020年
    lazy(rf"{_P}{_WORD}\s?(?P<n>[0-9]{{1,3}})(?=[0-9]{{1,4}}\s?年)"),
)
_TITLE_AT_END = lazy(
    rf"(?P<p>[^。！!？?；;\n]{{1,57}}?[^0-9０-９.．第年月\s(（{HAN_NUMERAL}])\s{{0,3}}(?:之|其)?[\-—–_]?\s?"
    rf"{_OPEN}?\s?{_N}(?=\s?{_SHUT}?[:：、.．*_#\s]{{0,6}}$)"
)
_TITLE_DELIMITED = lazy(
    rf"(?P<p>[^。！!？?；;,，\n]{{1,57}}?[^0-9０-９.．第年月\s(（,，{HAN_NUMERAL}])\s{{0,3}}(?:之|其)?"
    rf"{_OPEN}?\s?{_N}\s?(?=[:：]|{_SHUT}\s{{0,3}}[^\s,，。、；;的])"
)
_TITLE_TIGHT = lazy(
    rf"(?P<p>[^。！!？?；;\n]{{1,57}}?[^0-9０-９.．\s(（])\s{{0,3}}{_OPEN}?\s?(?P<n>[0-9０-９]{{1,3}}|{SINGLE})"
    r"(?![0-9０-９]{0,2}[篇份则則例章节条])"
)
_DIGIT = rf"[0-9０-９{HAN_NUMERAL}两兩{SINGLES}]"
_PIECE_WORD = lazy("[篇范範例样樣模第]")  # how such words begin: found six times faster
_PIECE_CUE = lazy(
    rf"{_WORD}\s{{0,3}}(?:之\s?)?{_OPEN}?\s?{_DIGIT}|第\s{{0,2}}{_DIGIT}{{1,5}}\s{{0,2}}[篇份则則例封件首宗辑輯]"
)
_BRACKETS = tuple("【『「〖")
_TITLE_CUE = lazy(rf"[0-9０-９{HAN_NUMERAL}{SINGLES}]\s?[:：)）\]】』」》〉〕］〗]")
_NUMBER = lazy(
    rf"(?P<lead>(?:PART|Part|part|NO|No|no)\s?[.．]?\s?|[【『「〖(（〔［\[第]\s?|)"
    rf"(?:(?P<arabic>{ARABIC})|(?P<han>{HAN})|(?P<single>{SINGLE}))"
)
_KINDS = ("arabic", "han", "single")
_Families = tuple[tuple[str, tuple[str, ...], tuple[str, ...], re.Pattern[str]], ...]
# family, what stands before the number, its kind, what stands behind it
_WEAK: _Families = (
    ("part", ("P", "p"), _KINDS, lazy("")),
    ("bracket", tuple("【『「〖"), _KINDS, lazy(r"\s?[】』」〗]")),
    ("lone", ("", "N", "n"), _KINDS, lazy(r"[、.．:：\s]{0,3}$")),
    ("lone", tuple("(（〔［["), _KINDS, lazy(r"\s?[)）〕］\]]$")),
)
_POINT = lazy(r"\s?(?:[、,，:：)）]|[.．](?![0-9]))")
_HEADED: _Families = (
    ("paren", tuple("(（〔［["), _KINDS, lazy(r"\s?[)）〕］\]]")),
    ("heading-han", ("",), ("han",), lazy(r"\s?[、.．,，:：)）]")),
    (
        "heading-arabic",
        ("", "N", "n"),
        ("arabic",),
        lazy(rf"\s?(?:[、,，:：)）]|[.．](?:(?![0-9])|(?={_YEAR})))"),
    ),
    ("heading-arabic", ("",), ("single",), lazy("")),
    ("heading-blank", ("", "N", "n", "P", "p"), ("arabic", "han"), lazy(r"\s")),
    ("division", ("第",), ("arabic", "han"), lazy(r"\s?部分(?=[\s:：])")),
)
_STOPS = frozenset("。；;！!？?，,：:、")
_ASKED = ("？", "?")
"""What a title may end in behind any number."""
SENTENCE_END = frozenset("。！!？?")
"""What a title may end in behind a number, where text stands below it."""
_NUMBERED_LINE = lazy(
    rf"[#>*_\s\-•●◆■★☆▲◎◇□→]{{0,12}}(?:[(（〔［\[NnPp]|{SINGLE}|第[^条條章节節]{{1,6}}部分|{_DIGIT}{{1,5}}[^{_DIGIT[1:-1]}年月日%])"
)
_NUMBERED_FIRST = frozenset(f"{DECORATION}(（〔［[NnPp第{NUMERALS}")
"""What a line begins with that such a line begins."""
_CLOSING = lazy(rf"\s?{_SHUT}{{0,2}}(?:\*{{1,2}}|__)?")
_DELIMITER = lazy(r"[\s:：、.．,，\-—–|·]{0,8}(?:\*{1,2}|__)?\s{0,4}")
_TITLE_THEN_TEXT = lazy(r"([^\s。！!？?；;]{4,44}+)[ \t\u3000]{1,8}[^\s]")
_SPEECH = lazy(r"[,，:：“]|(?:[见在从读写的了是这那本该每各]|以及|撰写|发表|报送)$")
_ACT = lazy("修改|删去|删除|增加|废止|将[《第]|对《")  # 一、修改《…规定》: a point of a decision
COUNTED = lazy(
    r"(?:[Cc]hapter|[Ss]ection|[Ff]igure|[Ff]ig|[Tt]able|[Ss]tep|[Ll]esson|[Uu]nit|样品|附件|附表|附图|附录|图|表|第|注|页|页码|共|约|近|达|编号|文号|电话|邮编|联系电话|序号|版本|楼|层|室|班|年级|单元|题|问题|措施|任务|步骤|阶段"
    r"|活动|议题|情形|场景|模块|论点|观点|板块|专题|选项|方式|途径|组|小组|栏|节|章|条|款|项|课|讲|期|季度|周|星期|农历|月|日|号|级|类|型|分|元|人|次|度|卷|册|批|届|场|轮|步|关|式|线|路|区|个)$"
)
_NOISE = lazy(  # led by one class of characters, which is found faster
    rf"[(（{INVISIBLE}](?:(?<=[{INVISIBLE}])|[{PINYIN}]{{1,6}}[)）])"
)
