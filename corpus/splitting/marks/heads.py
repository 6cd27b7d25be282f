"""Which lines may begin with a separator at all: one look at all code points of a source.

A separator needs a numeral behind a word for a piece (篇1, 第一篇), before a colon or a bracket
(总结1：), at the end of its line (总结1) or with a bracket before it (【1】). Most lines of a text
have nothing of the kind, and no pattern is tried on them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from corpus.folding.codepoints import code_points, code_points_of
from corpus.writing.numbering import HAN_NUMERAL

LONGEST_LONE = 12
"""Characters of a line that is nothing but a number and marks."""

SHORTEST_TITLE = 2
"""Characters of a title before its number and a mark: （一） has none."""
DECORATION = "#>*_-•●◆■★☆▲◎◇□→\u200b"
"""What may stand before a separator, blanks apart."""
ONE_SIGN = "".join(
    chr(code)
    for first, last in (
        (0x2460, 0x249B),  # ① … ⑳, ⑴ … ⒇, ⒈ … ⒛
        (0x2776, 0x277F),  # ❶ … ❿
        (0x3220, 0x3229),  # ㈠ … ㈩
        (0x3280, 0x3289),  # ㊀ … ㊉
    )
    for code in range(first, last + 1)
)
ROMAN_SIGNS = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ"
SINGLES = ONE_SIGN + ROMAN_SIGNS
"""Numerals of one character."""
NUMERALS = f"0123456789０１２３４５６７８９{HAN_NUMERAL}两兩{SINGLES}"
_OPENING, _CLOSING = "(（[【『「《〈〔［〖", ")）]】』」》〉〕］〗"
_BEGINS = frozenset(f"{DECORATION}PpNn【『「〖")  # 【1】, Part 1, No.1
_NUMERAL = frozenset(NUMERALS)
_ENDS = frozenset(f"{NUMERALS}{_CLOSING}:：、.．*_#")  # 总结1, 总结（一）：
_NUMBER, _CLOSE, _BLANK, _WORD, _UNIT, _BEHIND, _OPEN, _PINYIN, _INVISIBLE = (
    1 << bit for bit in range(9)
)


def rows_with_separators(
    text: str, lines: Sequence[tuple[int, int]], stem: str, *, head: int, alone: int
) -> list[int]:
    """Find the lines that may begin with a separator.

    Parameters
    ----------
    text, lines
        A source and its lines, without outer blanks, in reading order.
    stem
        The compilation's title, which a line may repeat.
    head
        Characters at the beginning of a line in which a separator stands.
    alone
        Characters of a line that is nothing but separator and title.

    Returns
    -------
    list of int
        Rows, ascending: all that :func:`corpus.splitting.marks.separators.marks_of` finds marks
        in, and a few more.

    Examples
    --------
    >>> text = "篇一：总结\\n今年第一季度以来……。\\n学习总结2"
    >>> rows_with_separators(text, [(0, 5), (6, 17), (18, 23)], "", head=120, alone=60)
    [0, 2]
    """
    begins = _BEGINS | {stem[0]} if stem else _BEGINS
    rows = {
        row
        for row, (start, end) in enumerate(lines)
        if text[start] in begins
        or (end - start <= alone and text[end - 1] in _ENDS)
        or (end - start <= LONGEST_LONE and text[start] in _NUMERAL)
    }
    edges = np.fromiter(chain.from_iterable(lines), dtype=np.int64, count=2 * len(lines))
    starts = edges[::2]
    for places, least in zip(_places(text), (SHORTEST_TITLE, 0), strict=True):
        row = np.searchsorted(starts, places, side="right") - 1
        behind = places - starts[row]
        rows.update(row[(row >= 0) & (behind >= least) & (behind < head)].tolist())
    return sorted(rows)


@lru_cache(maxsize=1)
def _places(text: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where a numeral stands before a mark; where it stands as in 篇1, or what is passed over."""
    classes = _classes().take(code_points_of(text), mode="clip")
    at = np.flatnonzero(classes & (_NUMBER | _BLANK | _WORD | _OPEN | _INVISIBLE))
    here, below = classes[at], classes.take(at + 1, mode="clip")
    number = here & _NUMBER > 0
    closed = (below & _CLOSE > 0) | (
        (below & _BLANK > 0) & (classes.take(at + 2, mode="clip") & _CLOSE > 0)
    )
    piece = (here & _WORD > 0) & (below & _BEHIND > 0)
    counted = (here & (_NUMBER | _BLANK) > 0) & (below & _UNIT > 0)
    noise = (here & _INVISIBLE > 0) | ((here & _OPEN > 0) & (below & _PINYIN > 0))
    return at[number & closed], at[piece | counted | noise]


@cache
def _classes() -> NDArray[np.uint16]:
    """What each code point may be in a separator: shape (0x10000,)."""
    table = np.zeros(0x10000, dtype=np.uint16)
    blanks = "".join(char for char in map(chr, range(0x3001)) if char.isspace())
    for bit, characters in (
        (_NUMBER, NUMERALS),
        (_CLOSE, f":：{_CLOSING}"),
        (_BLANK, blanks),
        (_WORD, "篇文本板版例"),
        (_UNIT, "篇份则則例封件首宗辑輯"),
        (_BEHIND, f"{NUMERALS}{blanks}之{_OPENING}"),
        (_OPEN, "(（"),
        (_PINYIN, PINYIN),
        (_INVISIBLE, INVISIBLE),
    ):
        table[code_points(characters)] |= bit
    table[-1] = 0
    table.setflags(write=False)
    return table


PINYIN = "abcdefghijklmnopqrstuvwxyzāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüńňǹḿɡ"
"""Letters of a pronunciation in brackets."""
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\ufeff\u00ad\u2060"
"""Characters without width."""
