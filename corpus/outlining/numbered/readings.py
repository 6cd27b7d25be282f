"""What a marker says: its style, its number, and how strongly its form speaks for a marker."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.outlining.numbered.styles import ZERO
from corpus.system.patterns import lazy
from corpus.writing.lines import LINE_ENDS
from corpus.writing.numbering import HAN_NUMERAL, to_int

Reading = tuple[str, int, float, str, str]
"""Style, number (0 for none that counts), weight, flaw, prefix."""
STRONG, PLAIN, SOFT, WEAK = 3.0, 2.0, 1.0, 0.3
"""Weights, on the scale of the costs in ``series``: 一、 at a line's start is strong,
1. plain; what could as well be text is soft; what only its place in a series can show, weak."""
_NUMERAL = lazy(rf"[{HAN_NUMERAL}千]+|[0-9０-９]+")
_CITED = lazy(r"第|的|规定|所|至|和|或|与|及|中的|修改|以及")
_LISTED = lazy(rf"(?:和|至|或|、)?[(（][{HAN_NUMERAL}0-9]|项(?!目)|款(?!项)|目[、，规所]")
_COUNTED = lazy(rf"[{HAN_NUMERAL}]{{1,2}}[、产年级季期线类等楼层]")
_DIGIT_NEXT = lazy(r"\s?[0-9０-９]")
_YEAR = lazy(r"\s?20[0-9][0-9]")
_NUMBERED = lazy(rf"\s{{0,4}}[(（]?[0-9{HAN_NUMERAL}]{{1,3}}[.．、)）]")
_SHORT_LINE = lazy(rf"[^。；{LINE_ENDS}]{{0,40}}(?:[{LINE_ENDS}]|\Z)")
_REFERRED = lazy(  # 2.2.2的试验: the sentence cites a clause
    "[的和与與及或至到所中]|规定|規定|要求的|[条節节章款项項](?![目])|[,，)）]|"
    r"[ \t\u3000]?(?:是(?!否)|为(?!了)|[abcdef]\s?[)）]\s?[项款中的]"
    r"|[条節节款项](?:[的中所和及与、，]|规定|規定))"
)
_MEASURE = lazy(  # 3.5 毫米, 2.4 GHz: a measure begins the line
    r"[ \t\u3000\xa0]?(?:[毫厘分]米|公里|千米|[公千毫]克|公斤|毫升|公顷|平方|立方|千瓦|兆|伏|安培"
    r"|欧姆|瓦|赫兹|摄氏|小时|分钟|亿|万"
    r"|(?:[kKMGmμ]?(?:Hz|m|g|V|A|W|B|b|L|Ω|Pa)|cm|dB|kg|[℃%％‰])(?![A-Za-z]))"
)
_FOOTNOTE = lazy(
    r"\s?(?:参见|參見|转引自|轉引自|同上|同前|See |Ibid)"
    r"|\s?[^。；\n《]{1,30}[:：,，]\s?(?:载)?《[^》\n]{1,60}》[,，]"
)
_SIMPLE = str.maketrans("編節條講單", "编节条讲单")
_LONG_LINE = lazy(rf"[^{LINE_ENDS}]{{61}}")


def _read_article(marker: str, text: str, end: int) -> Reading | None:
    style, number, again = _article(marker)
    following = text[end : end + 1]
    if not following.isspace() and _CITED.match(text, end):
        return None
    if style == "条":
        clear = following.isspace() or following in "【(（" or marker[-1] in ":：、"
        return style, number, STRONG if clear else PLAIN, "", again
    weight = STRONG if _SHORT_LINE.match(text, end) else SOFT
    return style, number, weight, "", again


@lru_cache(maxsize=4096)
def _article(marker: str) -> tuple[str, int, str]:
    """Read 第五条之一: style, number, and which it is of those between two numbers."""
    head, _, again = marker.partition("之")
    head = head.translate(_SIMPLE)
    style = next(name for name in ("分编", "部分", "编", "章", "节", "条") if name in head)
    return style, _value(marker), again.strip("、.．:：")


def is_short(text: str, start: int) -> bool:
    r"""Whether the rest of a line is short and no sentence, as a heading is.

    >>> is_short("范围\n", 0), is_short("适用于某类设备。", 0)
    (True, False)
    """
    return _SHORT_LINE.match(text, start) is not None


def _read_book(marker: str, text: str, end: int) -> Reading | None:
    head = marker.translate(_SIMPLE).rstrip(":：·")
    style = "单元" if head.endswith("单元") else head[-1]
    if not _SHORT_LINE.match(text, end):
        return None
    return style, _value(marker), PLAIN, "", ""


def _read_entry(marker: str, text: str, end: int) -> Reading | None:
    if not _SHORT_LINE.match(text, end):
        return None
    return "entry", _value(marker), SOFT, "", marker[: _word_end(marker)]


def _word_end(marker: str) -> int:
    found = _NUMERAL.search(marker)
    return len(marker[: found.start()].rstrip()) if found else 0


def _read_lettered(marker: str, _text: str, _end: int) -> Reading | None:
    parts = re.split("[.．]", marker)
    return f"decimal{len(parts)}", int(parts[-1]), PLAIN, "", ".".join(parts[:-1]) + "."


def _read_zero(_marker: str, text: str, end: int) -> Reading | None:
    return (ZERO, 0, STRONG, "", "") if _SHORT_LINE.match(text, end) else None


def _read_paren(marker: str, text: str, end: int) -> Reading | None:
    numeral = _NUMERAL.search(marker)
    if _LISTED.match(text, end):  # (四)、(五)项所列人员
        return None
    if numeral is None:  # a dash read for 一
        return "han-paren", 1, SOFT, "damaged", ""
    number = _value(marker)
    style = "num-paren" if numeral[0][0].isdecimal() else "han-paren"
    whole = marker.rstrip("、.． \t\u3000")[-1] in ")）]〕］】"
    odd = "_" in marker or not whole
    if style == "num-paren" and marker[0] in "[〔［":
        return None  # [2009]25号, [1] of a citation or a reference
    if marker[0] == "【" and style == "num-paren":
        odd = True
    weight = SOFT if odd else STRONG if style == "han-paren" else PLAIN
    return style, number, weight, "damaged" if odd else "", ""


def _read_han(marker: str, text: str, end: int) -> Reading | None:
    listed = _COUNTED.match(text, end)  # 二、三产业
    return "han", _value(marker), SOFT if listed else STRONG, "", ""


def _read_num(marker: str, text: str, end: int) -> Reading | None:
    number = _value(marker)
    digits = _DIGIT_NEXT.match(text, end)
    if digits and marker[-1] == "、":
        year = _YEAR.match(text, end)
        return "num", number, PLAIN if year else SOFT / 2, "", ""
    return "num", number, PLAIN, "", ""


def _read_decimal(marker: str, text: str, end: int) -> Reading | None:
    parts = re.split("[.．]", marker.rstrip("、.．"))
    if _REFERRED.match(text, end) or _MEASURE.match(text, end):
        return None
    if sum(int(part) == 0 for part in parts[1:]) > 1:  # 10.0.0.1: an address
        return None
    prefix = ".".join(parts[:-1]) + "."
    spaced = text[end : end + 1].isspace()
    return f"decimal{len(parts)}", int(parts[-1]), PLAIN if spaced else SOFT, "", prefix


def _read_single(marker: str, _text: str, _end: int) -> Reading | None:
    number = to_int(marker[0]) or 0
    point = ord(marker[0])
    style = "num-paren" if point <= 0x2487 else "num" if point <= 0x249B else "han-paren"
    return style, number, STRONG if style == "han-paren" else PLAIN, "", ""


def _read_circled(marker: str, text: str, end: int) -> Reading | None:
    if _FOOTNOTE.match(text, end):
        return None
    return "circled", to_int(marker[0]) or 0, PLAIN, "", ""


def _read_half(marker: str, _text: str, _end: int) -> Reading | None:
    numeral = marker.rstrip("、.．)）")
    if numeral.isascii() and numeral.isalpha():
        style = "upper" if numeral.isupper() else "lower"
        return style, ord(numeral.lower()) - 96, SOFT, "", ""
    if numeral[0].isdecimal():
        return "num-half", _value(marker), PLAIN, "", ""
    return "han-paren", _value(marker), PLAIN, "damaged", ""


def _read_roman(marker: str, _text: str, _end: int) -> Reading | None:
    return "roman", to_int(marker[:-1]) or 0, SOFT, "", ""


def _read_letter(marker: str, _text: str, _end: int) -> Reading | None:
    style = "upper" if marker[0].isupper() else "lower"
    return style, ord(marker[0].lower()) - 96, SOFT, "", ""


def _read_formal(marker: str, _text: str, _end: int) -> Reading | None:
    return "formal", to_int(marker[:-1]) or 0, STRONG, "", ""


def _read_annex(marker: str, text: str, end: int) -> Reading | None:
    numeral = _NUMERAL.search(marker)
    letter = marker.rstrip(":： \t\u3000")[-1]
    if letter.isascii() and letter.isupper():
        return "annex", ord(letter) - 64, STRONG, "", "letter"
    if marker[-1] in ":：" and (numeral is None or _NUMBERED.match(text, end)):
        return None  # "附件:1.名单": a list of what is attached, not the attachment
    if _LONG_LINE.match(text, end):
        return None
    return "annex", _value(marker) if numeral else 1, STRONG, "", ""


def _read_comma(marker: str, text: str, end: int) -> Reading | None:
    if marker[-1].isspace() and text[end : end + 1].isdecimal():  # 1 64 2: a row of a table
        return None
    flaw = "" if marker[-1].isspace() else "damaged"
    return "num" if marker[0].isdecimal() else "han", _value(marker), WEAK, flaw, ""


def _read_bare(marker: str, _text: str, _end: int) -> Reading | None:
    return "num", _value(marker), WEAK, "missing-dot", ""


def _read_ocr(marker: str, _text: str, _end: int) -> Reading | None:
    numeral = marker[:-1]
    if numeral in "lI|!":
        return "num", 1, WEAK, "damaged", ""
    if len(numeral) == 2:  # +二 for 十二
        return "han", 10 + (to_int(numeral[1]) or 0), WEAK, "damaged", ""
    number = {"ニ": 2, "ミ": 3, "ハ": 8}.get(numeral, 1)
    return "han", number, SOFT, "damaged", ""


READERS = {
    "article": _read_article,
    "paren": _read_paren,
    "han": _read_han,
    "decimal": _read_decimal,
    "num": _read_num,
    "single": _read_single,
    "circled": _read_circled,
    "half": _read_half,
    "book": _read_book,
    "entry": _read_entry,
    "lettered": _read_lettered,
    "zero": _read_zero,
    "roman": _read_roman,
    "letter": _read_letter,
    "formal": _read_formal,
    "annex": _read_annex,
    "comma": _read_comma,
    "bare": _read_bare,
    "ocr": _read_ocr,
}
"""How the groups of the grammar in ``markers`` are read: (marker, text, its end)."""


@lru_cache(maxsize=4096)
def _value(marker: str) -> int:
    """Read the numeral in a marker."""
    numeral = _NUMERAL.search(marker)
    return (to_int(numeral[0]) or 0) if numeral else 0
