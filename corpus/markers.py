"""The grammar of heading markers: what could number a heading, at line starts and inside lines.

A candidate is only a candidate. ``4.15全民国家安全教育日`` and ``二、三产业`` look like numbering
too; which candidates are headings is decided by sequence (:mod:`corpus.series`,
:mod:`corpus.outline`). What the grammar adds is how much a candidate weighs on its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from corpus.lines import LINE_ENDS
from corpus.model import Hint, Span
from corpus.numbering import CIRCLED, FORMAL_NUMERAL, HAN_NUMERAL, to_int


class Candidate(NamedTuple):
    """Something that may be a marker."""

    start: int
    end: int
    """After the marker's own punctuation."""
    style: str
    number: int
    """0 where a heading carries no number."""
    weight: float
    """Evidence for a marker, from the candidate alone."""
    place: str
    """``line``: at a line's start; ``blank``: after a blank; ``inline``: after a final mark."""
    flaw: str = ""
    """``missing-dot``, ``damaged`` or nothing."""
    prefix: str = ""
    """What stands before the last number: ``1.2.`` of ``1.2.3``; the ``之`` of ``第五条之一``."""
    level: int = 0
    """Heading level that the file format gives, 0 if none."""


# Weights on the scale of the costs in corpus.series.
_STRONG, _PLAIN, _SOFT, _WEAK = 3.0, 2.0, 1.0, 0.3
_LONGEST_BOLD = 60  # a longer bold line, or line behind ##, is text
_BLANKS = r"[ \t\u3000\xa0\u2000-\u200b\ufeff]"
_HAN = rf"[{HAN_NUMERAL}]"
_OCR_ONE = "ー—―－‐\\-_─"  # 一 as recognised by machines
_OPEN, _SHUT = r"(（\[〔［【", r")）\]〕］】"
_UNITS = "月日年时分秒号点个名次人元万亿千百余多项篇条件岁周届期倍成度米吨亩户％%°℃"
_ALTERNATIVES = rf"""
  (?P<article>第{_BLANKS}?(?:[{HAN_NUMERAL}千]{{1,8}}|[0-9０-９]{{1,4}}){_BLANKS}?(?:分编|部分|[编章节条])
     (?:之{_HAN}{{1,2}}(?!{_HAN}))?[、.．:：]?)
| (?P<paren>[{_OPEN}]{_BLANKS}{{0,2}}_?(?:{_HAN}{{1,5}}|[0-9０-９]{{1,3}}|[{_OCR_ONE}])
     {_BLANKS}{{0,2}}[{_SHUT}]{_BLANKS}?[、.．]?
     |[(（](?:{_HAN}{{1,3}}|[0-9]{{1,2}})[、.．](?![)）]))
| (?P<han>{_HAN}{{1,5}}{_BLANKS}{{0,2}}[、.．])
| (?P<decimal>[0-9]{{1,2}}(?:[.．][0-9]{{1,2}}){{1,4}}(?![0-9.．])[.．、]?(?![{_UNITS}]))
| (?P<num>[0-9０-９]{{1,3}}{_BLANKS}{{0,2}}(?:、|[.．](?![0-9]{{1,3}}(?![0-9]))))
| (?P<single>[\u2474-\u249b\u3220-\u3229\u3280-\u3289][、.．]?)
"""
_LINE_ONLY = rf"""
| (?P<circled>[{CIRCLED}\u2776-\u277f][、.．]?)
| (?P<half>(?:{_HAN}{{1,3}}|[0-9０-９]{{1,2}}|[a-zA-Z])[)）][、.．]?)
| (?P<roman>(?:[Ⅰ-Ⅻ]{{1,3}}|[IVX]{{1,5}})[、.．])
| (?P<letter>[A-Za-z][、.．](?![A-Za-z]{{1,3}}[.．]))
| (?P<formal>[{FORMAL_NUMERAL}]{{1,3}}[、.．])
| (?P<annex>附[件录表]{_BLANKS}?(?:[0-9]{{1,2}}|{_HAN}{{1,2}})?
     (?:[:：]|(?={_BLANKS}*[{LINE_ENDS}]|\Z)))
| (?P<comma>(?:{_HAN}{{1,3}}|[0-9]{{1,2}})(?:[,，:：。](?![0-9])|{_BLANKS}(?=\S)))
| (?P<bare>[0-9]{{1,2}}(?=[\u4e00-\u9fff“《])(?![{_UNITS}]))
| (?P<ocr>(?:[{_OCR_ONE}ニミハ]|[十＋+†]{_HAN}|[lI|!])[、.．])
"""
_MARKDOWN = r"(?:[●■◆▪•※★☆▲◇►➢][ \u3000]?)?(?:\#{1,6}[ \t]{1,3}|>[ ])?(?:\*\*|__)?"
_LINE_START = re.compile(
    rf"[{LINE_ENDS}]{_BLANKS}{{0,99}}+(?!\s)(?P<md>{_MARKDOWN})(?:{_ALTERNATIVES}{_LINE_ONLY})",
    re.X,
)
_FIRST_LINE = re.compile(
    rf"{_BLANKS}{{0,99}}+(?P<md>{_MARKDOWN})(?:{_ALTERNATIVES}{_LINE_ONLY})", re.X
)
_INSIDE = re.compile(rf"[ \t\u3000\xa0。！？!?…”)）：:](?<!\|.)(?:{_ALTERNATIVES})", re.X)
_HASHES = re.compile(r"(?:#{1,6}[ \t]{1,9})?(?:\*\*|__)?")
_HASH_LINE = re.compile(
    rf"(?<![^{LINE_ENDS}])((#{{1,6}})[ \t]{{1,9}}[^\s#][^{LINE_ENDS}]{{0,{_LONGEST_BOLD}}})"
    rf"(?=[{LINE_ENDS}]|\Z)"
)
_REST = re.compile(rf"[^{LINE_ENDS}]*")
_PLACES = {**dict.fromkeys(" \t\u3000\xa0", "blank"), **dict.fromkeys(":：", "colon")}
_NUMERAL = re.compile(rf"[{HAN_NUMERAL}千]+|[0-9０-９]+")
_CITED = re.compile(r"第|的|规定|所|至|和|或|与|及|中的|之规定|修改|以及")
_LISTED = re.compile(rf"(?:和|至|或|、)?[(（][{HAN_NUMERAL}0-9]|[项款目]")
_AS_LETTER = {1: 9, 5: 22, 10: 24}  # I, V and X as letters of the alphabet
_ELL = 12
_DIGIT_NEXT = re.compile(r"\s?[0-9０-９]")
_LEADER = re.compile(r"[^\n\r]{0,60}?(?:[.．·…‥]{3,}|…)\s{0,9}\d{1,4}\s*$", re.M)
_CONTENTS = re.compile(rf"目{_BLANKS}{{0,8}}[录次錄]{_BLANKS}{{0,99}}+(?=[{LINE_ENDS}])")


def find_candidates(
    text: str, body: tuple[int, int], hints: Sequence[Hint] = ()
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
    first = _FIRST_LINE.match(text, start, end)
    if first:
        _add(found, text, first, "line")
    for match in _LINE_START.finditer(text, start, end):
        _add(found, text, match, "line")
    known = {candidate.end for candidate in found}
    for match in _INSIDE.finditer(text, start, end):
        if match.end() not in known:
            _add(found, text, match, _PLACES.get(match[0][0], "inline"))
    found.sort()
    if not any(c.style == "decimal2" for c in found):  # 1 张三 / 2 李四: a table, not a standard
        found = [c for c in found if c.weight != _WEAK or c.flaw or c.style != "num"]
    found = _without_contents(text, body, _resolve_letters(found))
    hints = _hash_hints(text, body, hints)
    return _with_hints(text, found, hints) if hints else found


def _add(found: list[Candidate], text: str, match: re.Match[str], place: str) -> None:
    kind = match.lastgroup or ""
    start, end = match.span(kind)
    candidate = _READERS[kind](match[kind], text, end)
    if candidate is None:
        return
    style, number, weight, flaw, prefix = candidate
    if place == "colon":  # 如下:1. may open a series; what follows a colon is otherwise a list
        if number != 1:
            return
        place = "inline"
    if place == "line":
        start = match.start("md")
        if "\n" not in match["md"] and match["md"]:
            weight += _SOFT
    else:
        weight -= _SOFT if place == "blank" else _SOFT + (weight - _SOFT) / 2
    if weight > 0 and not (place == "line" and _LEADER.match(text, end, end + 80)):
        found.append(Candidate(start, end, style, number, weight, place, flaw, prefix))


_Reading = tuple[str, int, float, str, str] | None


def _read_article(marker: str, text: str, end: int) -> _Reading:
    numeral = _NUMERAL.search(marker)
    number = to_int(numeral[0]) if numeral else None
    if number is None:
        return None
    head, _, again = marker.partition("之")
    style = next(name for name in ("分编", "部分", "编", "章", "节", "条") if name in head)
    following = text[end : end + 1]
    if style == "条":
        if _CITED.match(text, end):
            return None
        clear = (
            not following or following.isspace() or marker[-1] in ":：、" or following in "【(（"
        )
        return style, number, _STRONG if clear else _PLAIN, "", again.strip("、.．:：")
    if _CITED.match(text, end):
        return None
    line_end = _line_end(text, end, 41)
    short = line_end - end <= 40 and not re.search("[。；]", text[end:line_end])
    return style, number, _STRONG if short else _SOFT, "", again.strip("、.．:：")


def _read_paren(marker: str, text: str, end: int) -> _Reading:
    numeral = _NUMERAL.search(marker)
    if _LISTED.match(text, end):  # (四)、(五)项所列人员
        return None
    if numeral is None:  # a dash read for 一
        return "han-paren", 1, _SOFT, "damaged", ""
    number = to_int(numeral[0])
    if number is None:
        return None
    style = "num-paren" if numeral[0][0].isdecimal() else "han-paren"
    whole = marker.rstrip("、.． \t\u3000")[-1] in ")）]〕］】"
    odd = "_" in marker or not whole
    if marker[0] in "[〔［【" and style == "num-paren":
        odd = True  # [2009]25号, [1] of a citation
    weight = _SOFT if odd else _STRONG if style == "han-paren" else _PLAIN
    return style, number, weight, "damaged" if odd else "", ""


def _read_han(marker: str, text: str, end: int) -> _Reading:
    number = to_int(marker.rstrip("、.． \t\u3000\xa0"))
    if number is None:
        return None
    listed = re.match(
        rf"[{HAN_NUMERAL}]{{1,2}}(?:、|[{'产年级季期线类等楼层'}])", text[end : end + 4]
    )
    return "han", number, _SOFT if listed else _STRONG, "", ""


def _read_num(marker: str, text: str, end: int) -> _Reading:
    number = to_int(marker.rstrip("、.． \t\u3000\xa0"))
    if number is None or number == 0:
        return None
    digits = _DIGIT_NEXT.match(text, end)
    if digits and marker[-1] == "、":
        year = re.match(r"\s?20\d\d", text[end : end + 5])
        return "num", number, _PLAIN if year else _SOFT / 2, "", ""
    return "num", number, _PLAIN, "", ""


def _read_decimal(marker: str, text: str, end: int) -> _Reading:
    parts = re.split("[.．]", marker.rstrip("、.．"))
    prefix = ".".join(parts[:-1]) + "."
    spaced = text[end : end + 1].isspace()
    return f"decimal{len(parts)}", int(parts[-1]), _PLAIN if spaced else _SOFT, "", prefix


def _read_single(marker: str, _text: str, _end: int) -> _Reading:
    number = to_int(marker[0]) or 0
    point = ord(marker[0])
    style = "num-paren" if point <= 0x2487 else "num" if point <= 0x249B else "han-paren"
    return style, number, _STRONG if style == "han-paren" else _PLAIN, "", ""


def _read_circled(marker: str, _text: str, _end: int) -> _Reading:
    return "circled", to_int(marker[0]) or 0, _PLAIN, "", ""


def _read_half(marker: str, _text: str, _end: int) -> _Reading:
    numeral = marker.rstrip("、.．)）")
    if numeral.isascii() and numeral.isalpha():
        style = "upper" if numeral.isupper() else "lower"
        return style, ord(numeral.lower()) - 96, _SOFT, "", ""
    number = to_int(numeral)
    if number is None:
        return None
    if numeral[0].isdecimal():
        return "num-half", number, _PLAIN, "", ""
    return "han-paren", number, _PLAIN, "damaged", ""


def _read_roman(marker: str, _text: str, _end: int) -> _Reading:
    number = to_int(marker[:-1])
    return None if number is None else ("roman", number, _SOFT, "", "")


def _read_letter(marker: str, _text: str, _end: int) -> _Reading:
    style = "upper" if marker[0].isupper() else "lower"
    return style, ord(marker[0].lower()) - 96, _SOFT, "", ""


def _read_formal(marker: str, _text: str, _end: int) -> _Reading:
    number = to_int(marker[:-1])
    return None if number is None else ("formal", number, _STRONG, "", "")


def _read_annex(marker: str, text: str, end: int) -> _Reading:
    numeral = _NUMERAL.search(marker)
    if marker[-1] in ":：" and (numeral is None or _FIRST_LINE.match(text, end, end + 12)):
        return None  # "附件:1.名单": a list of what is attached, not the attachment
    line_end = _line_end(text, end, 61)
    number = to_int(numeral[0]) if numeral else 1
    if number is None or line_end - end > 60:
        return None
    return "annex", number, _STRONG, "", ""


def _read_comma(marker: str, _text: str, _end: int) -> _Reading:
    numeral = marker.rstrip(",，:： \t\u3000\xa0")
    number = to_int(numeral)
    if number is None or number == 0:
        return None
    flaw = "" if marker[-1].isspace() else "damaged"
    return "num" if numeral[0].isdecimal() else "han", number, _WEAK, flaw, ""


def _read_bare(marker: str, _text: str, _end: int) -> _Reading:
    number = int(marker)
    return ("num", number, _WEAK, "missing-dot", "") if number else None


def _read_ocr(marker: str, _text: str, _end: int) -> _Reading:
    numeral = marker[:-1]
    if numeral in "lI|!":
        return "num", 1, _WEAK, "damaged", ""
    if len(numeral) == 2:  # +二 for 十二
        return "han", 10 + (to_int(numeral[1]) or 0), _WEAK, "damaged", ""
    number = {"ニ": 2, "ミ": 3, "ハ": 8}.get(numeral, 1)
    return "han", number, _SOFT, "damaged", ""


_READERS = {
    "article": _read_article,
    "paren": _read_paren,
    "han": _read_han,
    "decimal": _read_decimal,
    "num": _read_num,
    "single": _read_single,
    "circled": _read_circled,
    "half": _read_half,
    "roman": _read_roman,
    "letter": _read_letter,
    "formal": _read_formal,
    "annex": _read_annex,
    "comma": _read_comma,
    "bare": _read_bare,
    "ocr": _read_ocr,
}


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
                c = c._replace(style="num", weight=_WEAK, flaw="damaged")
        elif c.style == "lower" and c.number == _ELL and ("lower", _ELL - 1) not in seen:
            c = c._replace(style="num", number=1, weight=_WEAK, flaw="damaged")
        out.append(c)
    return out


def _without_contents(text: str, body: tuple[int, int], found: list[Candidate]) -> list[Candidate]:
    """Leave out a table of contents: entries line upon line, up to where the first comes again.

    Under a line 目录 the first entry need only return with its number; without that line, with
    the same words, and nothing but entries may stand in between.
    """
    contents = next(
        (
            line.end()
            for line in _CONTENTS.finditer(text, *body)
            if _alone(text, line.start(), body)
        ),
        None,
    )
    first = bisect_right(found, contents or -1, key=lambda c: c.start)
    if first >= len(found) or found[first].place != "line":
        return found
    style, number = found[first].style, found[first].number
    words = _words(text, found[first].end)
    for row in range(first + 1, len(found)):
        c = found[row]
        entry_end = _line_end(text, found[row - 1].end, _LONGEST_BOLD)
        if not contents and (text[entry_end : c.start].strip() or text[entry_end - 1] in "。；;"):
            return found
        if c.place == "line" and (c.style, c.number) == (style, number):
            again = contents or _words(text, c.end) == words
            return found[:first] + found[row:] if again else found
    return found


def _alone(text: str, start: int, body: tuple[int, int]) -> bool:
    """Whether nothing but blanks stands before a position in its line."""
    before = text[max(body[0], start - _LONGEST_BOLD) : start].rstrip(" \t\u3000\xa0")
    return not before or before[-1] in LINE_ENDS


def _words(text: str, start: int) -> str:
    return "".join(text[start : _line_end(text, start, _LONGEST_BOLD)].split())


def _line_end(text: str, position: int, limit: int) -> int:
    """Find the end of the line, or ``position + limit`` if it is further off."""
    line = _REST.match(text, position, position + limit)
    return line.end() if line else position


def _with_hints(text: str, found: list[Candidate], hints: Sequence[Hint]) -> list[Candidate]:
    """Strengthen the candidates that a hint confirms; add the headings without number."""
    starts = {c.start: row for row, c in enumerate(found) if c.place == "line"}
    extra: list[Candidate] = []
    bold: list[Candidate] = []
    for hint in hints:
        passage = text[slice(*hint.span)]
        start = hint.span.start + len(passage) - len(passage.lstrip())
        row = starts.get(start)
        if row is not None:
            c = found[row]
            weight = c.weight + (_PLAIN if hint.level else _SOFT)
            found[row] = c._replace(weight=weight, level=hint.level or c.level)
        elif passage.strip():
            mark = _HASHES.match(text, start, hint.span.end)
            end = mark.end() if mark else start
            style = f"h{min(hint.level, 6)}" if hint.level else "bold"
            new = Candidate(start, end, style, 0, _STRONG, "line", level=hint.level)
            if hint.level:
                extra.append(new)
            elif len(passage) <= _LONGEST_BOLD and passage.rstrip()[-1] not in "。；，、：,;:":
                bold.append(new)
    if len(bold) > 1:  # one bold line is emphasis, several short ones are headings
        extra += bold
    return _without_title(sorted(found + extra)) if extra else found


def _without_title(found: list[Candidate]) -> list[Candidate]:
    """Leave out the document's own title: the only heading of the top level, before all others."""
    levels = [c.level for c in found if c.level]
    first = found[0]
    alone = first.level and not first.number and len(found) > 1
    if alone and levels.count(first.level) == 1 and first.level == min(levels):
        return found[1:]
    return found


def _hash_hints(text: str, body: tuple[int, int], hints: Sequence[Hint]) -> list[Hint]:
    """Hints for Markdown headings in a text whose format gave none."""
    if text.find("#", *body) < 0:
        return list(hints)
    known = {hint.span.start for hint in hints}
    extra = [
        Hint(Span(*line.span(1)), len(line[2]))
        for line in _HASH_LINE.finditer(text, *body)
        if line.start(1) not in known
    ]
    return sorted([*hints, *extra]) if extra else list(hints)
