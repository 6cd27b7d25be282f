"""Numbered lines of a shape that recurs, whatever it is: ---1---, [3/15], 样本A, ——甲——.

No list of separators is complete. A line is taken apart into what stands before a numeral, the
numeral, and what stands behind it; lines that differ in the numeral alone number one sequence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from corpus.model import Span
from corpus.splitting.marks.heads import SINGLES
from corpus.splitting.marks.separators import ALONE, COUNTED, SINGLE, Line, Mark
from corpus.system.patterns import lazy
from corpus.writing.numbering import HAN_NUMERAL, to_int
from corpus.writing.titles import ASKED, may_be_title, plain, without_stop

LONGEST_WORD = 12
"""Characters before the numeral."""
FEWEST_LINES = 2
"""Lines that make a shape."""

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_NUMBERS = (
    *("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven"),
    *("Twelve", "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen"),
)
_ENGLISH = rf"(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\b"
_BANKER = "壹贰叁肆伍陆柒捌玖拾"
_SHAPE = lazy(
    rf"(?P<p>[<{{]?[^\d０-９{HAN_NUMERAL}。，；！？<{{\n]{{0,{LONGEST_WORD}}}?)"
    rf"(?:(?P<arabic>[0-9０-９]{{1,3}})|(?P<han>[{HAN_NUMERAL}]{{1,4}})|(?P<single>{SINGLE})"
    rf"|(?P<roman>(?<![A-Za-z])[IVX]{{1,5}})|(?P<english>{_ENGLISH})|(?P<letter>(?<![A-Za-z])[A-Z])|(?P<stem>[{_STEMS}])|(?P<branch>[{_BRANCHES}])"
    rf"|(?P<banker>[{_BANKER}]{{1,2}}))"
    r"(?P<of>\s?[/／]\s?[0-9０-９]{1,3}|号|篇|期|则|例)?"
    r"(?P<s>$|[\s:：、.．·|,，)）\]】』」》〉〕］〗>＞\-—–_=~～*#+]{1,12})(?P<t>.*)$"
)
_COUNT = lazy(rf"[0-9０-９{HAN_NUMERAL}{SINGLES}A-Z{_STEMS}{_BRANCHES}{_BANKER}]")
"""What a numeral begins with, behind at most a bracket and a word."""
_WORD = lazy(r"[\w]")
_SIGN = lazy(r"[^\w\s第(（]")
_RARE_SIGN = lazy(r"[<＜〈{｛]")
"""What headings hardly have before their number: <1> title."""
_BRACKETS = frozenset("(（")
_NUMERALS = frozenset(
    f"0123456789０１２３４５６７８９{HAN_NUMERAL}①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
)
_OWN = ("arabic", "han", "single")
"""Numerals whose bare use is known: 1. 、一、 ①."""
_MANY = lazy(r"第|\w之$|[，。；：:]")
_SERIAL = lazy(r"\w{0,6}(?:编号|編號|序号|序號|ID|id)\s?[:：]\s?")
"""What stands before a number that has a line to itself above each document of an export."""
_VOLUMES = frozenset("卷册批")
"""A number of these counts parts, but 案卷4 is a file, and 卷一 may have a line to itself."""
_ENGLISH_PART = "part"
_AROUND = " \t\u3000-—–_=~～*#>"
"""Blanks and signs that may stand around a title."""
_UNITS = ("号", "篇", "期", "则", "例")
_CLAUSES = frozenset("条條款项項目")
_ORDER = frozenset("上中下")
_PART = lazy(
    rf"(?:第\s?(?P<n>[0-9０-９]{{1,3}}|[{HAN_NUMERAL}]{{1,4}})\s?(?P<unit>[^\W\d{HAN_NUMERAL}]{{0,2}}?)"
    r"|(?P<order>[上中下])(?P<volume>[篇卷部集辑輯编編]))"
    r"(?P<s>$|[\s:：、.．·|,，\-—–]{1,6})(?P<t>.*)$"
)
"""第三讲 写作, 第5期, 第二名：作文, 下篇; articles (条), too, where titles stand behind them."""
_RULED = lazy(r"[-—–_=~～*#+·.─━═]{3}")
"""Signs that make a rule around a number; page numbers have one or two."""
_TEXTS = ("文章",)
"""Words for a text that end as a word for a part of one does."""


def shape_families(text: str, lines: Sequence[Line]) -> list[list[Mark]]:
    r"""Return the lines of each shape that recurs with another numeral.

    Parameters
    ----------
    text, lines
        The source and its lines.

    Returns
    -------
    list of list of Mark
        Of family ``"sign"`` (something else than words around the numeral, and no title on the
        line), ``"ruled"`` (a number between rules), ``"label"`` (a word before it), ``"counted"``
        (第三讲, 附件2: mostly a part of one document) or ``"letter"`` (A. 甲、 III.: mostly a
        heading).

    Examples
    --------
    >>> from corpus.splitting.marks.separators import lines_of
    >>> text = "---1---\n总结\n今年……\n---2---\n汇报\n今年……"
    >>> [[(m.family, m.number) for m in f] for f in shape_families(text, lines_of(text))]
    [[('ruled', 1), ('ruled', 2)]]
    """
    found: dict[tuple[str, ...], list[Mark]] = defaultdict(list)
    match = _SHAPE.match
    for row, line in enumerate(lines):
        if line.end - line.start > ALONE + LONGEST_WORD:
            continue
        first = text[line.start]
        if first == "第" or first in _ORDER:
            _count_part(found, row, line, text)
            continue
        if first in _BRACKETS:
            first = text[line.start + 1 : line.start + 2]
        if first in _NUMERALS and not _counts_all(text, line.start):
            continue  # （一） 1. 一、 ①: known
        if _COUNT.search(text, line.start, min(line.end, line.start + LONGEST_WORD + 2)) is None:
            continue
        shape = match(text[line.start : line.end])
        if shape is not None:
            _note(found, row, line, shape)
    return [marks for marks in found.values() if len(marks) >= FEWEST_LINES and _begins(marks)]


def _counts_all(text: str, start: int) -> bool:
    """Whether a line may begin with a number of many: 3/15, [3/15]."""
    head = text[start : start + LONGEST_WORD]
    return "/" in head or "／" in head


def _begins(marks: Sequence[Mark]) -> bool:
    """Whether the numbers begin and go on."""
    numbers = {mark.number for mark in marks}
    return 1 in numbers and 2 in numbers


def _note(
    found: dict[tuple[str, ...], list[Mark]], row: int, line: Line, shape: re.Match[str]
) -> None:
    prefix, behind = shape["p"], shape["s"]
    begin, title = _behind(line, shape)
    word = plain(prefix)
    kind = next(k for k in _KINDS if shape[k] is not None)
    if shape["of"] in _UNITS and not word:
        return  # 3号: an address
    sign = bool(_SIGN.search(prefix)) or shape["of"] is not None
    if not word and not sign and kind in _OWN:
        return  # 1. 一、 ①: known
    counted = COUNTED.search(word) is not None and word not in _TEXTS
    counted = counted and not ((len(word) > 1 or not title) and word[-1] in _VOLUMES)
    counted = counted or word.lower() == _ENGLISH_PART
    counted = counted and (bool(title) or _SERIAL.fullmatch(prefix) is None)
    if _MANY.search(prefix.strip()) and (title or not _SERIAL.fullmatch(prefix)):
        return
    title = without_stop(title)
    if title and not may_be_title(title.rstrip(ASKED)):
        return
    kinds = [kind]
    if kind == "roman" and len(shape[kind]) == 1:
        kinds.append("letter")
    family = "counted" if counted else "label" if word else "sign"
    framed = word or shape["of"] is not None or (sign and not title)
    if (not framed and not _RARE_SIGN.search(prefix)) or (
        title and word.isascii() and len(word) == 1
    ):
        family = "letter"  # A. …, 甲、…, Q1: …
    if family == "sign" and not title and _RULED.search(prefix) and _RULED.match(behind.strip()):
        family = "ruled"  # ------ 3 ------
    numeral = shape[kind]
    place = Span(begin, begin + len(title)) if title else None
    for each in kinds:
        number = _value(each, numeral)
        if number is None or not 0 < number < 1000:
            continue
        if each == "branch":  # 甲 … 癸 and then 子 …: hardly ever from the beginning
            stems = (prefix.strip(), "stem", *_manner(shape, behind, title))
            if stems in found:
                each, number = "stem", number + len(_STEMS)
        key = (prefix.strip(), each, *_manner(shape, behind, title))
        mark = Mark(family, number, row, Span(*line), word, word or title, place, True, False)
        found[key].append(mark)


def _count_part(found: dict[tuple[str, ...], list[Mark]], row: int, line: Line, text: str) -> None:
    """Note 第三讲 …, 上篇: parts of something, or pieces, as what surrounds them will tell."""
    part = _PART.match(text[line.start : line.end])
    if part is None:
        return
    begin, behind = _behind(line, part)
    title = without_stop(behind)
    if title != behind and part["unit"] in _CLAUSES:
        return  # a short article of a statute, and no title: 第二条 公民有……的权利。
    if title and not may_be_title(title.rstrip(ASKED)):
        return
    if part["order"]:
        key = ("", "order", part["volume"], str(bool(title)))
        number = "上中下".index(part["order"]) + 1
        if number == 3 and len(found[key]) == 1:
            number = 2  # 上篇, 下篇
    else:
        key = (part["unit"], "ordinal", part["s"].strip(), str(bool(title)))
        number = to_int(part["n"]) or 0
    if not 0 < number < 1000:
        return
    place = Span(begin, begin + len(title)) if title else None
    found[key].append(Mark("counted", number, row, Span(*line), "", title, place, True, False))


def _behind(line: Line, found: re.Match[str]) -> tuple[int, str]:
    """Return where what stands behind a number begins, and it, without signs around it."""
    rest = found["t"]
    return line.start + found.end("t") - len(rest.lstrip(_AROUND)), rest.strip(_AROUND)


def _manner(shape: re.Match[str], behind: str, title: str) -> tuple[str, str, str]:
    return behind.strip()[:1], str(bool(title)), str(bool(shape["of"]))


_KINDS = ("arabic", "han", "single", "roman", "english", "letter", "stem", "branch", "banker")


def _value(kind: str, numeral: str) -> int | None:
    if kind == "letter":
        return ord(numeral) - ord("A") + 1
    if kind == "stem":
        return _STEMS.index(numeral) + 1
    if kind == "branch":
        return _BRANCHES.index(numeral) + 1
    if kind == "english":
        return _NUMBERS.index(numeral) + 1
    return to_int(numeral)
