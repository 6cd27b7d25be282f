"""Chinese, Arabic, circled and Roman numerals to integers and back.

The forms that number documents and headings: 一 … 九十九, 〇, 廿, １, ①, ㈠, Ⅳ. What a marker
*means* (heading, separator, list point) is decided by sequence, in the modules above this one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.system.patterns import lazy

HAN_DIGITS = {
    "〇": 0, "零": 0, "○": 0,
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "两": 2, "兩": 2,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
    "貳": 2, "參": 3, "叄": 3, "陸": 6,
}  # fmt: skip
HAN_UNITS = {
    "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10_000, "萬": 10_000,
}  # fmt: skip
_LETTERS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ONE_SIGN = dict(zip(map(ord, "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"), _LETTERS, strict=True))
"""Ⅰ to Ⅻ are one character each; from ⅩⅢ on they are written with two."""
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
HAN_NUMERAL = "〇零一二三四五六七八九十廿卅百"
"""Characters of the numerals that number headings, for use inside a ``[…]`` of a pattern."""
FORMAL_NUMERAL = "壹贰貳叁參叄肆伍陆陸柒捌玖拾"
"""Characters of the numerals on cheques, which number parts of long documents."""
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
"""The circled numbers 1 to 50 in order."""
_NUMERAL_SIZE = 18
"""More digits than this number nothing, and reading thousands of them would take long."""
_NUMBER = lazy(rf"\d|[{HAN_NUMERAL}]")
_PIECE = lazy(rf"\d{{1,{_NUMERAL_SIZE}}}|[{HAN_NUMERAL}]{{1,{_NUMERAL_SIZE}}}|.", re.DOTALL)


@lru_cache(maxsize=4096)
def to_int(numeral: str) -> int | None:
    """Return the value of a numeral, or None if it is none.

    Parameters
    ----------
    numeral
        Han (``十二``, ``二〇``, ``廿一``), ASCII or full-width digits, one circled or
        parenthesised number, or a Roman number up to 399, of letters or of the signs Ⅰ to Ⅻ.

    Returns
    -------
    int or None

    Examples
    --------
    >>> [to_int(s) for s in ("十二", "二十", "一百零三", "12", "１２", "⑦", "㈢", "Ⅳ", "xiv", "上")]
    [12, 20, 103, 12, 12, 7, 3, 4, 14, None]
    """
    if not numeral or len(numeral) > _NUMERAL_SIZE:
        return None
    if numeral.isdecimal():
        return int(numeral)
    if numeral[0] in HAN_DIGITS or numeral[0] in HAN_UNITS or numeral[0] in "廿卅":
        return _han_to_int(numeral)
    if len(numeral) == 1:
        return _single_to_int(numeral)
    return _roman_to_int(numeral)


def natural_key(name: str) -> tuple[tuple[int, int], ...]:
    """Return what sorts names as people do: 第2篇 before 第10篇, 第二章 before 第十章.

    Parameters
    ----------
    name
        An id or file name.

    Returns
    -------
    tuple of (int, int)
        A character is its code point. A number takes the place of its first kind of digit (0 or
        一) among the characters, and there its value counts.

    Examples
    --------
    >>> sorted(["第10篇", "第2篇", "第十章", "第九章", "总结2.txt", "总结.txt"], key=natural_key)
    ['总结.txt', '总结2.txt', '第2篇', '第10篇', '第九章', '第十章']
    """
    key: list[tuple[int, int]] = []
    for piece in _PIECE.findall(name):
        number = to_int(piece)
        if number is None or not _NUMBER.match(piece):
            key += [(ord(char), 0) for char in piece]
        else:
            key.append((ord("0") if piece.isdecimal() else ord("一"), number))
    return tuple(key)


def _han_to_int(numeral: str) -> int | None:
    numeral = numeral.replace("廿", "二十").replace("卅", "三十")
    if all(c in HAN_DIGITS for c in numeral):  # 二〇二一, and the plain 一 … 九
        return int("".join(str(HAN_DIGITS[c]) for c in numeral))
    total = section = digit = 0
    for c in numeral:
        if c in HAN_DIGITS:
            digit = HAN_DIGITS[c]
        elif c in HAN_UNITS:
            unit = HAN_UNITS[c]
            if unit == 10_000:
                total += (section + digit) * unit
                section = digit = 0
            else:
                section += (digit or 1) * unit
                digit = 0
        else:
            return None
    return total + section + digit


def _single_to_int(c: str) -> int | None:
    point = ord(c)
    for first, last, value in (
        (0x2460, 0x2473, 1),  # ① … ⑳
        (0x2474, 0x2487, 1),  # ⑴ … ⒇
        (0x2488, 0x249B, 1),  # ⒈ … ⒛
        (0x3220, 0x3229, 1),  # ㈠ … ㈩
        (0x3280, 0x3289, 1),  # ㊀ … ㊉
        (0x2160, 0x216B, 1),  # Ⅰ … Ⅻ
        (0x2170, 0x217B, 1),  # ⅰ … ⅻ
        (0x2776, 0x277F, 1),  # ❶ … ❿
        (0x3251, 0x325F, 21),  # ㉑ … ㉟
    ):
        if first <= point <= last:
            return point - first + value
    return _ROMAN.get(c.upper()) if c.isascii() else None


def _roman_to_int(numeral: str) -> int | None:
    values = [_ROMAN.get(c) for c in numeral.translate(_ONE_SIGN).upper()]
    total = 0
    for value, following in zip(values, [*values[1:], 0], strict=True):
        if value is None:
            return None
        total += -value if following is not None and value < following else value
    return total


def to_han(value: int) -> str:
    """Write a number as headings do: 1 → 一, 12 → 十二, 105 → 一百零五.

    Raises
    ------
    ValueError
        If ``value`` is not in 0 … 9999.

    >>> [to_han(n) for n in (1, 10, 12, 20, 21, 100, 105, 110, 1005)]
    ['一', '十', '十二', '二十', '二十一', '一百', '一百零五', '一百一十', '一千零五']
    """
    if not 0 <= value <= 9999:
        raise ValueError(f"to_han takes 0 to 9999, got {value}")
    digits = "零一二三四五六七八九"
    if value < 10:
        return digits[value]
    out = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            out += digits[digit] + name
        elif out and not out.endswith("零") and value % unit:
            out += "零"
    return out.removeprefix("一") if out.startswith("一十") else out


def whole_number(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch to the whole numbers that it begins or ends within.

    Han numerals only where the stretch holds nothing else: in 第十一期 and 第十二期 differs 十一,
    but 一 of 一分 begins no number.

    >>> whole_number("共3865元", 2, 4), whole_number("第十一期", 2, 3), whole_number("十分好", 1, 2)
    ((1, 5), (1, 3), (1, 2))
    """
    wide = start < end and all(char in HAN_NUMERAL for char in text[start:end])
    chars = _HAN_OR_DIGIT if wide else _DIGITS
    while start > 0 and text[start - 1] in chars:
        start -= 1
    while end < len(text) and text[end] in chars:
        end += 1
    return start, end


_DIGITS = frozenset("0123456789０１２３４５６７８９")
_HAN_OR_DIGIT = _DIGITS | frozenset(HAN_NUMERAL)
