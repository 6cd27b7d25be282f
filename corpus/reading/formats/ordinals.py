"""Automatic numbers in words: what Word and browsers write before the items of a list.

The names of the formats are those of WordprocessingML (ECMA-376 part 1, 17.18.59, ST_NumberFormat).
"""

from __future__ import annotations

from collections.abc import Callable

from corpus.writing.numbering import CIRCLED, to_han

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_FORMAL_TRADITIONAL = str.maketrans("一二三四五六七八九十百千", "壹貳參肆伍陸柒捌玖拾佰仟")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
          (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


def ordinal(number: int, style: str) -> str | None:
    """Write a number in one of Word's formats.

    Parameters
    ----------
    number
        The item's number.
    style
        Name of the format: ``decimal``, ``chineseCounting``, ``decimalEnclosedCircle``, …

    Returns
    -------
    str or None
        None if the format is not known.

    Examples
    --------
    >>> [ordinal(12, s) for s in ("decimal", "chineseCounting", "ideographDigital", "upperRoman")]
    ['12', '十二', '一二', 'XII']
    >>> ordinal(3, "decimalEnclosedCircle"), ordinal(3, "ideographTraditional")
    ('③', '丙')
    """
    write = _WRITERS.get(style)
    return None if write is None else write(number)


def _han(number: int) -> str:
    return to_han(number) if 0 <= number <= 9999 else str(number)


def _digits(zero: str) -> Callable[[int], str]:
    table = str.maketrans("0123456789", zero + "一二三四五六七八九")
    return lambda number: str(number).translate(table)


def _row(first: str, last: int) -> Callable[[int], str]:
    """Characters that Unicode has in a row, from 1 to ``last``; figures beyond."""
    return lambda n: chr(ord(first) + n - 1) if 1 <= n <= last else str(n)


def _letters(number: int) -> str:
    """Count a … z, aa, bb …: Word repeats the letter."""
    if not 1 <= number <= 780:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    if not 1 <= number <= 3999:
        return str(number)
    out = ""
    for value, sign in _ROMAN:
        out += sign * (number // value)
        number %= value
    return out


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda n: signs[n - 1] if 1 <= n <= len(signs) else str(n)


_WRITERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "ordinal": str,
    "cardinalText": str,
    "decimalZero": lambda n: f"{n:02d}",
    "decimalFullWidth": lambda n: str(n).translate(_WIDE),
    "decimalFullWidth2": lambda n: str(n).translate(_WIDE),
    "numberInDash": lambda n: f"- {n} -",
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerLetter": _letters,
    "chineseCounting": _han,
    "chineseCountingThousand": _han,
    "taiwaneseCounting": _han,
    "taiwaneseCountingThousand": _han,
    "japaneseCounting": _han,
    "koreanCounting": _han,
    "ideographDigital": _digits("〇"),
    "taiwaneseDigital": _digits("○"),
    "japaneseDigitalTenThousand": _digits("〇"),
    "koreanDigital2": _digits("〇"),
    "chineseLegalSimplified": lambda n: _han(n).translate(_FORMAL),
    "ideographLegalTraditional": lambda n: _han(n).translate(_FORMAL_TRADITIONAL),
    "japaneseLegal": lambda n: _han(n).translate(_FORMAL_TRADITIONAL),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalEnclosedCircle": _cycle(CIRCLED),
    "decimalEnclosedCircleChinese": _cycle(CIRCLED),
    "decimalEnclosedParen": _row("⑴", 20),
    "decimalEnclosedFullstop": _row("⒈", 20),
    "ideographEnclosedCircle": _row("㊀", 10),
    "none": lambda _: "",
    "bullet": lambda _: "",
}
