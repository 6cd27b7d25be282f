"""What each code point is to the reading form: its class, and the character that it stands for.

Tables of all Unicode are made when a text first needs them.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.folding import characters
from corpus.folding.characters import COMBINING
from corpus.folding.codepoints import code_points
from corpus.folding.folded import Codes
from corpus.folding.private_use import known_characters

Classes = NDArray[np.uint8]

# Classes of characters: bits, so that one pass tells what a text has.
HAN, MARK, BLANK, BREAK, FORM, JOINT, OTHER_SCRIPT, FOREIGN = (1 << bit for bit in range(8))
TO_FOLD = FORM | JOINT | OTHER_SCRIPT


class SharedForm(NamedTuple):
    """A traditional form that simplified text has in some words: there it stays."""

    simplified: str
    after: str
    before: str


SHARED = {
    "著": SharedForm("着", "显顯名原专專论論巨编編卓昭土译譯拙遗遺合所", "名作者述称稱书書录錄有"),
    "瞭": SharedForm("了", "", "望"),
    "藉": SharedForm("借", "狼慰蕴蘊枕", "藉"),
    "乾": SharedForm("干", "", "隆坤卦嘉清"),
}
# Punctuation set upright or small: NFKC would lead it to ASCII, where Chinese text has its own.
SIGNS = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹐﹑﹔﹕﹖﹗﹙﹚﹝﹞｡｢｣､",
        "，、。：；！？〖〗（）｛｝〔〕【】《》〈〉「」『』，、；：？！（）〔〕。「」、",
        strict=True,
    )
)
FORMS = ((0x2E80, 0x2FD5), (0xF900, 0xFAD9), (0x2F800, 0x2FA1D))
ALPHABETS = ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A), (0x1D400, 0x1D7FF))
HAN_RANGES = (
    (0x3005, 0x3005), (0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
    (0x2E80, 0x2FD5), (0x20000, 0x323AF),
)  # fmt: skip
MARK_RANGES = (
    (0x3001, 0x3003), (0x3008, 0x3011), (0x3014, 0x301F), (0xFF01, 0xFF0F), (0xFF1A, 0xFF20),
    (0xFF3B, 0xFF40), (0xFF5B, 0xFF64), (0xFE10, 0xFE19), (0xFE30, 0xFE5E), (0x2014, 0x2014),
    (0x2018, 0x201D), (0x2026, 0x2026), (0xB7, 0xB7),
)  # fmt: skip
# Signs of no width, selectors of a variant.
KEYCAP = 0x20E3
JOINTS = (
    (0xAD, 0xAD), (0x200B, 0x200F), (0x2060, 0x2064), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xE0100, 0xE01EF),
)  # fmt: skip
FOREIGN_RANGES = (
    (0x3041, 0x309F), (0x30A1, 0x30FA), (0xFF66, 0xFF9F), (0x1100, 0x11FF), (0xAC00, 0xD7A3),
)  # fmt: skip
PRIVATE = ((0xE000, 0xF8FF), (0xF0000, 0x10FFFF))
BLANKS = " \t\xa0\u2002\u2003\u2009\u3000"
LAST_PLAIN = 0xFFFF
PLAIN_BLANK = 2
# ASCII, signs of Latin-1, dashes and quotation marks, numerals, shapes, Chinese punctuation.
PLAIN_RANGES = (
    (0x00, 0x7F), (0xB0, 0xB1), (0xB7, 0xB7), (0xD7, 0xD7), (0x2010, 0x2027), (0x2030, 0x203B),
    (0x2150, 0x218B), (0x2460, 0x25FF), (0x3001, 0x3011), (0x3014, 0x301F), (0xFF01, 0xFF0F),
    (0xFF1A, 0xFF20), (0xFF3B, 0xFF40), (0xFF5B, 0xFF5E),
)  # fmt: skip
BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"


@cache
def traditional() -> tuple[Codes, Codes]:
    """Traditional characters and their simplified forms, those of Japan left out."""
    rows = [row for row in characters.variants() if row.rule == "t2s"]
    before = "".join(row.character for row in rows) + "".join(SHARED)
    after = "".join(row.simplified for row in rows)
    after += "".join(rule.simplified for rule in SHARED.values())
    return code_points(before), code_points(after)


@cache
def scripts() -> Codes:
    """Return the simplified form of each code point, else itself: shape (0x110000,)."""
    table = np.arange(0x110000, dtype=np.uint32)
    before, after = traditional()
    table[before] = after
    table.setflags(write=False)
    return table


@cache
def forms() -> Codes:
    """Return for each code point the one that it only stands for: shape (0x110000,)."""
    table = np.arange(0x110000, dtype=np.uint32)
    plain = characters.strict() & characters.CODE
    for first, last in FORMS:
        table[first : last + 1] = plain[first : last + 1]
    for first, last in ALPHABETS:
        for point in range(first, last + 1):
            image = unicodedata.normalize("NFKC", chr(point))
            if image.isalnum():
                table[point] = ord(image)
    table[code_points("".join(SIGNS))] = code_points("".join(SIGNS.values()))
    known = known_characters()
    table[code_points("".join(known))] = table[code_points("".join(known.values()))]
    table.setflags(write=False)
    return table


@cache
def combining_marks() -> NDArray[np.bool_]:
    """Return which code points are combining marks: shape (0x110000,)."""
    table = np.zeros(0x110000, dtype=np.bool_)
    for first, last in COMBINING:
        table[first : last + 1] = True
    table.setflags(write=False)
    return table


@cache
def gb2312() -> Codes:
    """Return the characters of GB 2312: shape (6763,)."""
    pairs = (bytes((row, cell, 10)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return code_points(b"".join(pairs).decode("gb2312", "ignore").replace("\n", ""))


@cache
def plain() -> Classes:
    """Return which code points never change: shape (0x10000,), 0 for no, 2 for blanks."""
    table = np.zeros(LAST_PLAIN + 1, dtype=np.uint8)
    for first, last in PLAIN_RANGES:
        table[first : last + 1] = 1
    table[gb2312()] = 1
    table[code_points("".join(SHARED))] = 0
    table[code_points(BLANKS)] = PLAIN_BLANK
    table.setflags(write=False)
    return table


@cache
def plain_characters() -> frozenset[str]:
    """The characters that never change, without blanks."""
    return frozenset(map(chr, np.flatnonzero(plain() == 1).tolist()))


@cache
def class_table() -> Classes:
    """Return for each code point its classes: shape (0x110000,)."""
    table = np.zeros(0x110000, dtype=np.uint8)
    for bit, ranges in (
        (HAN, HAN_RANGES), (MARK, MARK_RANGES), (FOREIGN, FOREIGN_RANGES),
        (JOINT, COMBINING), (JOINT, JOINTS),
    ):  # fmt: skip
        for first, last in ranges:
            table[first : last + 1] |= bit
    table[code_points(BLANKS)] = BLANK
    table[code_points(BREAKS)] = BREAK
    table[forms() != np.arange(0x110000)] |= FORM
    # Characters of GB 2312 are simplified text's own, too: alone they say nothing of the script.
    before, _ = traditional()
    own = np.isin(before, gb2312()) | np.isin(before, code_points("".join(SHARED)))
    table[before[~own]] |= OTHER_SCRIPT
    table.setflags(write=False)
    return table
