"""Particulars: the dates, sums, numbers and ordinals of a text, which tell occasions apart.

第八届, 5月18日, 386500元 and QHZB-2023-041 belong to one occasion; the sentences around them may
serve for many. So two texts that share their sentences and not their particulars are one form
for two occasions. Numbers of articles and points (第三条, 一、) are no particulars: every text
of a kind has them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.ragged import nth
from analysis.measures.arrays.shingles import Ints

Words = NDArray[np.uint64]

_HAN = "零一二三四五六七八九十百千万亿两"
_DIGITS = "0123456789."
_STRUCTURE = "条章节款项编篇部"
_UNITS = (
    "年月日时分秒次届期号讲集轮批级名人个位家户处件元万亿亩斤吨米里篇册项台辆套支队周岁天点场县村所"
)
_DAY = "日号"
_NEAR_MONTHS = "本上下当"
"""Before 月 and a day: one day of one year, too."""
_TELLING_DIGITS = 3
"""Digits from which on a number names something (a sum, a telephone, a document) by itself."""
_LONGEST_NUMBER = 24
"""Characters of a number that count; beyond it stands no number that people read."""

_DIGIT, _NUMERAL = 1, 2
PLAIN, TELLING, DAY = range(3)
"""Kinds: a small number with its unit; one that names an occasion by itself (an ordinal, a sum, a
telephone, a document); a day of the year."""


def _table(*kinds: tuple[str, int]) -> NDArray[np.uint8]:
    table = np.zeros(1 << 16, dtype=np.uint8)
    for characters, kind in kinds:
        table[[ord(c) for c in characters]] = kind
    return table


_KIND = _table((_DIGITS, _DIGIT), (_HAN, _NUMERAL))
_UNIT = _table((_UNITS, 1)).astype(bool)
_IS_STRUCTURE = _table((_STRUCTURE, 1)).astype(bool)
_IS_DAY = _table((_DAY, 1)).astype(bool)
_IS_NEAR = _table((_NEAR_MONTHS, 1)).astype(bool)
_WORD_BITS = 40
"""Bits of a word's number: two different words of one pair meet in it once in a billion times."""
_POWERS = np.array([pow(0x9E3779B97F4A7C15, i, 1 << 64) for i in range(1, 64)], dtype=np.uint64)


class Particulars(NamedTuple):
    """Different particulars of n texts."""

    word: Words
    """Shape (m,): a number for each, ascending within a text."""
    kind: NDArray[np.uint8]
    """Shape (m,): :data:`PLAIN`, :data:`TELLING` or :data:`DAY`."""
    bounds: Ints
    """Shape (n + 1,)."""
    start: Ints
    end: Ints
    """Shape (m,) each: where it first stands, in characters of all texts together."""


class CommonParticulars(NamedTuple):
    """What pairs of texts have in common, and what the one that has fewer has; shape (p,) each."""

    every: Ints
    all_every: Ints
    days: Ints
    all_days: Ints
    numbers: Ints
    all_numbers: Ints
    """Ordinals and long numbers."""


def particulars(codes: NDArray[np.uint32], bounds: Ints) -> Particulars:
    """Find the particulars of some texts.

    Parameters
    ----------
    codes, bounds
        Folded characters of n texts, one after another: shapes (c,) and (n + 1,).

    >>> from corpus.folding.comparable import fold_codes
    >>> text = "第三条　第八届比赛于5月18日举行，奖金3,000元"
    >>> codes, bounds = fold_codes([text], "standard")
    >>> found = particulars(codes, bounds)
    >>> folded = "".join(map(chr, codes))
    >>> spans = zip(found.start.tolist(), found.end.tolist())
    >>> [folded[i:j] for i, j in sorted(spans)]
    ['第八届', '5月18日', '3000元']
    """
    kind = _KIND.take(codes, mode="clip")
    places = np.flatnonzero(kind != 0)
    upto = np.searchsorted(places, bounds)
    kind = kind[places]
    head = np.ones(len(places), dtype=bool)
    head[1:] = (places[1:] != places[:-1] + 1) | (kind[1:] != kind[:-1])
    head[upto[upto < len(places)]] = True
    heads = np.flatnonzero(head)
    start = places[heads]
    end = places[np.append(heads[1:], len(places))[: len(heads)] - 1] + 1
    text = np.repeat(np.arange(len(bounds) - 1), np.diff(np.searchsorted(heads, upto)))
    inside = end < bounds[text + 1]
    after = np.where(inside, _clipped(codes, np.minimum(end, len(codes) - 1)), 0)
    before = np.where(start > bounds[text], _clipped(codes, np.maximum(start - 1, 0)), 0)
    ordinal = before == ord("第")
    unit = _UNIT[after]
    size = end - start
    digits = kind[heads] == _DIGIT
    joined = np.zeros(len(start), dtype=bool)
    if len(start) > 1:
        joined[:-1] = (after[:-1] == ord("月")) & (start[1:] == end[:-1] + 1) & _IS_DAY[after[1:]]
        joined[:-1] &= text[1:] == text[:-1]
    days = np.zeros_like(joined)
    days[1:] = joined[:-1]
    named = _clipped(codes, np.maximum(start - 2, 0))  # 本月5日, not 每月5日
    near = (before == ord("月")) & _IS_NEAR[named] & (start > bounds[text] + 1) & _IS_DAY[after]
    structural = ordinal & _IS_STRUCTURE[after]
    kept = ~structural & ~days & (unit | ordinal | (size > 1))
    telling = ordinal | (digits & (size >= _TELLING_DIGITS) & (after != ord("年")))
    sort = np.where(joined | near, DAY, np.where(telling, TELLING, PLAIN)).astype(np.uint8)
    first = start - (ordinal & ~structural)
    last = end + (unit | ordinal) * inside
    day_end = np.append(last[1:], 0)[: len(last)]
    last = np.where(joined, day_end, last)
    first, last, sort, text = first[kept], last[kept], sort[kept], text[kept]
    word = _words(codes, first, np.minimum(last, first + _LONGEST_NUMBER))
    # By text, then by word, and of each word the first place; a stable sort takes longer.
    key = text.astype(np.uint64) << np.uint64(_WORD_BITS) | word
    order = np.argsort(key)
    key = key[order]
    new = np.flatnonzero(np.append(True, key[1:] != key[:-1])[: len(key)])
    order = np.minimum.reduceat(order, new) if len(new) else order
    counts = np.bincount(text[order], minlength=len(bounds) - 1)
    return Particulars(
        word[order], sort[order], np.append(0, np.cumsum(counts)), first[order], last[order]
    )


def _clipped(codes: NDArray[np.uint32], places: Ints) -> NDArray[np.uint32]:
    """Characters at some places, as rows of the tables above."""
    return np.minimum(codes[places], 0xFFFF)


def _words(codes: NDArray[np.uint32], start: Ints, end: Ints) -> Words:
    """A number for each stretch of characters; equal ones have equal numbers."""
    size = end - start
    row = np.repeat(np.arange(len(start)), size)
    place = nth(size)
    parts = codes[start[row] + place].astype(np.uint64) * _POWERS[place]
    total = np.add.reduceat(parts, np.cumsum(size) - size) if len(start) else parts
    return total >> np.uint64(64 - _WORD_BITS)


def common(found: Particulars, a: Ints, b: Ints) -> CommonParticulars:
    """Count what pairs of texts have in common.

    Parameters
    ----------
    found
        Particulars of n texts.
    a, b
        Shape (p,) each: rows of texts.
    """
    sizes = np.diff(found.bounds)
    owner = np.repeat(np.arange(len(sizes)), sizes).astype(np.uint64)
    keys = np.append(owner << np.uint64(_WORD_BITS) | found.word, np.iinfo(np.uint64).max)
    many = sizes[a]
    row = np.repeat(np.arange(len(a)), many)
    place = found.bounds[a][row] + nth(many)
    asked = b[row].astype(np.uint64) << np.uint64(_WORD_BITS) | found.word[place]
    hit = keys[np.searchsorted(keys, asked)] == asked
    mine, kind = row[hit], found.kind[place[hit]]
    out = []
    for which in (None, DAY, TELLING):
        some = slice(None) if which is None else kind == which
        chosen = np.ones(len(found.word), dtype=bool) if which is None else found.kind == which
        upto = np.append(0, np.cumsum(chosen))[found.bounds]
        counts = np.diff(upto)
        out += [np.bincount(mine[some], minlength=len(a)), np.minimum(counts[a], counts[b])]
    return CommonParticulars(*out)
