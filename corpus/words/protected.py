"""What stays whole before any word is cut: titles, dates, numbers, placeholders, links.

A segmenter trained on running prose tears these apart (``20|xx``, ``20|.|5``, ``第|x.x|条``) or
differs from its twin on them. They are found first, each with its own tag, and the segmenter
sees only what lies between.

A number stays a number: ``100周年`` is ``100`` and ``周年``, ``12次`` is ``12`` and ``次``; a
percentage keeps its sign. Of ``《…》`` the words between the brackets are one token, the brackets
are marks.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.system.patterns import lazy

TITLE = "TITLE"
"""Words between 《 and 》."""
MASK = "MASK"
"""A placeholder: xx, XX, Ⅹ, _x, x.x, 20xx, x%, ○○."""
DATE = "DATE"
"""A date or year: 2020年, 20xx年x月x日, 6月21日, 二〇二一年, 2020-06-30; 4.15全民…日."""
NUMBER_TAG = "NUM"
"""An Arabic number: 12, 1,000, 20.5%."""
ENUM = "ENUM"
"""A list's counting word: 一是, 二要, and the number of a heading: 一(、), (二), 3(.), ①."""
DOCUMENT_NUMBER = "DOCNO"
"""The number of an official document: 中办发[2009]25号."""
LINK = "LINK"
"""A web or mail address."""
LATIN = "LATIN"
"""A word in letters of another script: APP, e-mail, AT&T, カ."""
PUNCTUATION = "PUNCT"
"""Marks, and whatever else is neither letter nor digit; repeated marks are one token."""


class Protected(NamedTuple):
    """A stretch of text that is one token."""

    start: int
    end: int
    tag: str


def find_protected(text: str) -> list[Protected]:
    """Find all stretches that stay whole, ascending, none overlapping, none over a line break.

    Examples
    --------
    >>> text = "一是20xx年x镇学习《条例》12次,达98.5%(中办发[2009]25号)"
    >>> [(text[start:end], tag) for start, end, tag in find_protected(text)]
    [('一是', 'ENUM'), ('20xx年', 'DATE'), ('x', 'MASK'), ('条例', 'TITLE'), ('12', 'NUM'),
     ('98.5%', 'NUM'), ('中办发[2009]25号', 'DOCNO')]
    """
    found: list[Protected] = []
    at = 0
    while start := _START.search(text, at):
        at = start.start()
        match = _FORMS.match(text, at)
        if match is None:
            at += 1
            continue
        tag = match.lastgroup
        if tag == DOCUMENT_NUMBER:
            at = _document_number(text, match, found)
        elif tag == TITLE:
            at = _title(match, found)
        else:
            at = match.end()
            found.append(Protected(match.start(), at, str(tag)))
    return found


def _title(match: re.Match[str], found: list[Protected]) -> int:
    inner = match.group()[1:-1]
    name = inner.strip()
    if name:
        start = match.start() + 1 + len(inner) - len(inner.lstrip())
        found.append(Protected(start, start + len(name), TITLE))
    return match.end() - 1


def _document_number(text: str, match: re.Match[str], found: list[Protected]) -> int:
    start = match.start()
    first = max(0, start - 12)  # 全国人大常委会办公厅 and the like are shorter
    while start > first and text[start - 1] in _AGENCY:
        start -= 1
    while found and found[-1].start >= start:
        found.pop()  # the x of x政发〔2020〕3号
    if found:
        start = max(start, found[-1].end)
    found.append(Protected(start, match.end(), DOCUMENT_NUMBER))
    return match.end()


# Below, \x20 is a blank. The forms are tried only where a character of _START stands, so that
# running text costs one character class; every repetition is bounded or possessive and no form
# crosses a line break.
_D = "0-9０-９"
_X = "xXⅩⅹ×ＸｘХх_＿"
_HAN = "\u4e00-\u9fff"
_CIRCLED = "①-⒛㈠-㈩㉑-㉟❶-❿"
_SHAPES = "□△○〇"
_AGENCY = frozenset(
    "中国办发委政府党组宣统纪监人常厅函字教财农卫文民公安检法院省市县区镇乡州直工团建住交水林环科司"
    "经信商应急自然资计统计审税电令通报呈复规任议妇残" + _X
)

_YEAR = (
    rf"(?:[12１２][{_D}]{{3}}|[12][0-9]?[{_X}*＊]{{1,3}}|[{_X}]{{2,4}}"
    r"|[一二][九〇○零Oo0][〇○零O0一二三四五六七八九]{2})\x20?年度?"
)
_MONTH = rf"(?:[{_D}]{{1,2}}|[{_X}]{{1,2}}|十[一二]?|[一二三四五六七八九])\x20?月份?"
_DAY = (
    rf"(?:\x20?(?:[{_D}]{{1,2}}|[{_X}]{{1,2}}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
    r"\x20?[日号])?"
)
_FORMS = lazy(
    rf"(?P<{LINK}>(?<![A-Za-z0-9])(?:(?:https?|ftp)://|www\.)[A-Za-z0-9\-._~:/?#@!$&'*+,;=%]{{0,500}}"
    rf"[A-Za-z0-9/_=&#-]"
    rf"|(?<![A-Za-z0-9])[A-Za-z0-9._%+-]{{1,64}}+@[A-Za-z0-9-]{{1,63}}\.[A-Za-z0-9.-]{{2,63}})"
    # the words of a title: no full stop, 80 characters, other titles inside
    rf"|(?P<{TITLE}>《[^《》。\n]{{1,80}}(?:《[^《》\n]{{1,60}}》[^《》\n]{{0,60}}){{0,3}}》"
    rf"|《(?:《[^《》\n]{{1,60}}》[^《》\n]{{0,60}}){{1,3}}》)"
    rf"|(?P<{DOCUMENT_NUMBER}>[〔\[［【(（](?:(?:19|20)[0-9{_X}]{{2}}|[{_X}]{{2,4}})[〕\]］】)）]"
    rf"\x20?第?[{_D}{_X}]{{1,4}}\x20?号)"
    rf"|(?P<{DATE}>(?<![{_D}A-Za-z.{_X}])(?:{_YEAR}(?:\x20?{_MONTH}{_DAY})?"
    rf"|(?:(?:1[0-2]|0?[1-9]|[０-９]{{1,2}}|[{_X}]{{1,2}})\x20?月份?{_DAY})"
    r"|(?:19|20)[0-9]{2}(?P<sep>[-/.])[0-9]{1,2}(?P=sep)[0-9]{1,2}(?![0-9])"
    # 4.15全民国家安全教育日, 6.1儿童节: a day of the year where its name follows
    rf"|(?:1[0-2]|[1-9])[.·](?:[12][0-9]|3[01]|[1-9])(?![万亿千元倍个多余吨米公次年月小分平亩])"
    rf"(?=[{_HAN}]{{1,12}}?[日节]))"
    rf"|(?<![{_HAN}])(?:十[一二]|[一二三四五六七八九十])月"
    r"(?:[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号])"
    # 一是; 一、 at the start of a line or after a blank; (二); ①
    rf"|(?P<{ENUM}>(?<![{_HAN}A-Za-z0-9])[一二三四五六七八九十]{{1,2}}[是要](?=[\w“《])"
    r"|(?<!\S)[一二三四五六七八九十]{1,3}(?=[、.．])"
    r"|(?<=[(（])(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?=[)）])"
    rf"|(?<!\S)[0-9]{{1,2}}(?=[.．、](?![0-9]))|[{_CIRCLED}])"
    rf"|(?P<{NUMBER_TAG}>(?<![{_D}A-Za-z])(?:[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,6}}(?![0-9,])|[{_D}]++)"
    rf"(?:[.．][{_D}]++){{0,5}}+(?![A-Za-z{_X}])[%％‰]?)"
    rf"|(?P<{MASK}>(?<![A-Za-z{_D}{_X}])(?:[12][0-9]{{0,2}}(?=[{_X}*＊]))?"
    rf"(?:[{_X}]++|[*＊]{{1,8}}+(?=[省市县区镇乡村街社局院校年月日人名个次届]))"
    rf"(?:\.[{_X}]++){{0,3}}(?![A-Za-z0-9]|光|射线)[%％]?"
    rf"|(?<![{_SHAPES}])[{_SHAPES}]{{2,8}}+)"
    rf"|(?P<{LATIN}>(?<![A-Za-z0-9])(?:[0-9]{{0,9}}[A-Za-z])[A-Za-z0-9]*+"
    r"(?:(?:[._+&#'\-][A-Za-z0-9]++){1,20}[+#]{0,2}|[+#]{1,2}(?![A-Za-z0-9])))"
)
_START = lazy(rf"[{_D}A-Za-z{_X}*＊《〔\[［【(（一二三四五六七八九十{_CIRCLED}{_SHAPES}]")
PATTERN = _FORMS.pattern
"""The forms as one expression: part of a tokenizer's fingerprint."""
