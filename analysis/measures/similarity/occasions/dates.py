"""Short texts that differ in nothing but dates: 本条例自2017年1月1日起施行 of two laws.

In a text of a line, one date that differs spoils as large a share of the shingles as noise does all
over, and the year is forgotten when the day is the same. So such texts are looked at character by
character: if they are equal without their dates and the number of their article, and their dates
are not, they are one form filled in twice.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from analysis.measures.similarity.resemblance import Resemblance

LONGEST_LINE = 60
"""Folded characters up to which a text is looked at: two lines. A longer one has enough shingles
left around its dates to show that nothing else differs."""
_NUMBER = "[0-9零〇一二三四五六七八九十]"
_DATES = re.compile(rf"{_NUMBER}{{4}}年|{_NUMBER}{{1,3}}月{_NUMBER}{{1,3}}[日号]")
"""Years and days of the year: 一年内 and 三十日内 are terms, no dates."""
_ARTICLE = re.compile(r"^第[0-9零〇一二三四五六七八九十百千]+[条章节款项]")


def differ_in_dates(found: Resemblance) -> NDArray[np.bool_]:
    """Say which pairs are of two short texts with other dates and nothing else that differs.

    Parameters
    ----------
    found
        The pairs and their texts.

    Returns
    -------
    ndarray
        Shape (p,).
    """
    texts = found.texts
    begins, ends = texts.begins, texts.ends
    short = np.maximum(texts.sizes[found.a], texts.sizes[found.b]) <= LONGEST_LINE
    known: dict[int, tuple[str, list[str]]] = {}

    def parted(row: int) -> tuple[str, list[str]]:
        if row not in known:
            codes = texts.codes[begins[row] : ends[row]]
            known[row] = without_dates("".join(map(chr, codes.tolist())))
        return known[row]

    out = np.zeros(len(found.a), dtype=bool)
    for pair in np.flatnonzero(short).tolist():
        (rest, dates), (other, others) = parted(int(found.a[pair])), parted(int(found.b[pair]))
        out[pair] = rest == other and dates != others
    return out


def without_dates(text: str) -> tuple[str, list[str]]:
    """Part a folded text into what it says without dates and article number, and its dates.

    >>> without_dates("第三十条本条例自2017年1月1日起施行")
    ('本条例自起施行', ['2017年', '1月1日'])
    >>> without_dates("自收到之日起三十日内答复")
    ('自收到之日起三十日内答复', [])
    """
    text = _ARTICLE.sub("", text)
    return _DATES.sub("", text), _DATES.findall(text)
