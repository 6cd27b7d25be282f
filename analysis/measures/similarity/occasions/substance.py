"""What short texts say beyond stock wording, and how much of it two of them have in common.

Of an article of a line, half may be what every law says (违反本条例规定, 由县级以上人民政府), and
two articles that share it have nothing to do with one another. So in texts without a title, what
runs along is weighed by how rare it is: two characters that stand side by side in every second law
count a tenth of two that hardly any law has. That table is part of the program, so that two texts
alone can be told, too.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.ragged import nth
from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity.occasions.exchanges import differences, exchanges
from analysis.measures.similarity.texts import Texts, stretches
from corpus.folding.codepoints import code_points, string_of
from corpus.folding.sounds import sounds_alike

WHOLE = 10
"""What two characters weigh that are no stock wording."""
LONGEST_PROVISION = 150
"""Folded characters of the shorter text up to which it is asked: five lines. Of 1,000 pairs of
paragraphs read by eye nearly all errors lie below; longer texts share a clause among many."""
LONGEST_LINE = 60
"""Folded characters up to which one word is what a text is about."""
LONGEST_WORD = 8
"""Characters of a word: what is longer is reworded."""
REACH = 10
"""Characters behind a word in which it may turn out to name a body: 园林|绿化行政主管部门."""
_NO_SUBJECT = re.compile(
    r"[0-9一二三四五六七八九十百千万两]|[省市州县区旗盟乡镇村]$|条例|办法|规定"
)
_BODY = re.compile(r"^.{0,8}?(?:部门|机关|机构|委员会|政府|组织|单位|局|[省市州县区旗盟乡镇])")
REWORDED_LOW, REWORDED_HIGH = 0.48, 0.65
"""Shares of what both say from which on a short text is reworded. Of pairs of paragraphs called
revisions half were one text, of those above both lines nine in ten (docs/judged-pairs.md)."""
WITHIN_LOW, WITHIN_HIGH = 0.3, 0.8
"""The same where one says more than the other."""
SUBSTANCE = -6.0
"""Short texts without titles have less in common, beyond stock wording, than one text reworded:
nothing else that they share, dates and sums least of all, makes them one."""
SUBJECT_HIGH = 0.9
"""The second share up to which one exchanged word can be what a line is about: where nearly all is
rare wording that both have, it is a detail."""
EXCHANGED_SHARE = 0.75
"""Share of what differs that is values in one another's place, from two on: one form filled in
twice. Of 142 pairs of paragraphs called revisions it takes away seven, six of them rightly."""
_CHARACTER = 21  # bits of a character
_PAIR = 2 * _CHARACTER
_CHUNK = 1 << 18  # pairs at once: their texts are numbered in the 22 bits left

Floats = NDArray[np.float64]


class Substance(NamedTuple):
    """Shares of what pairs have in common, from 0 to 1; shape (p,) each."""

    low: Floats
    """Of the text that says more."""
    high: Floats
    """Of the text that says less."""
    own: Floats
    """No share: what either has for itself, of the one that has less; in tenths of two characters
    that are no stock wording."""


def one_text(texts: Texts, a: Ints, b: Ints) -> NDArray[np.bool_]:
    """Say of which pairs of short texts more than stock wording makes one text.

    Parameters
    ----------
    texts, a, b
        As for :func:`substance`.

    Returns
    -------
    ndarray
        Shape (p,): most of what is said is the same, and about the same subject.
    """
    low, high, own = substance(texts, a, b)
    one = (low >= REWORDED_LOW) & (high >= REWORDED_HIGH)
    one |= (low >= WITHIN_LOW) & (high >= WITHIN_HIGH)
    rows = np.flatnonzero(one & (own >= WHOLE))
    what = exchanges(texts, a[rows], b[rows])
    filled = (what.slots > 1) & (what.share > EXCHANGED_SHARE) & (high[rows] < SUBJECT_HIGH)
    one[rows[filled]] = False
    rows = rows[~filled]
    other = other_subject(texts, a[rows], b[rows], high[rows] < SUBJECT_HIGH)
    one[rows[other]] = False
    return one


def said_of_substance(texts: Texts, a: Ints, b: Ints, untitled: NDArray[np.bool_]) -> Floats:
    """Weigh, of short texts, what more than stock wording says against one text, as log odds.

    It only speaks against: that most is the same says nothing of what fills the rest.

    Parameters
    ----------
    texts, a, b
        As for :func:`substance`.
    untitled
        Shape (p,): pairs that have no titles to be told by; of the others nothing is said.
    """
    sizes = texts.sizes
    out = np.zeros(len(a))
    rows = np.flatnonzero(untitled & (np.minimum(sizes[a], sizes[b]) <= LONGEST_PROVISION))
    one = one_text(texts, a[rows], b[rows])
    out[rows] = np.where(one, 0, SUBSTANCE)
    return out


def substance(texts: Texts, a: Ints, b: Ints) -> Substance:
    """Compare what pairs of texts say beyond stock wording.

    Parameters
    ----------
    texts
        The texts, folded.
    a, b
        Shape (p,) each: rows of texts.

    Notes
    -----
    Counted are distinct pairs of neighbouring characters, each with its weight: the overlap of
    sets weighed by rarity, as in Broder (1997), "On the resemblance and containment of documents",
    with inverse document frequencies from a table.
    """
    chunks = range(0, len(a), _CHUNK)
    parts = [_compared(texts, a[at : at + _CHUNK], b[at : at + _CHUNK]) for at in chunks]
    columns = zip(*parts, strict=True) if parts else [()] * 3
    return Substance(*(np.concatenate([np.zeros(0), *column]) for column in columns))


def _compared(texts: Texts, a: Ints, b: Ints) -> Substance:
    rows, both = np.unique(np.concatenate([a, b]), return_inverse=True)
    one, two = both[: len(a)], both[len(a) :]
    codes = stretches(texts.codes, texts.begins[rows], texts.ends[rows]).astype(np.uint64)
    owner = np.repeat(np.arange(len(rows), dtype=np.uint64), texts.sizes[rows])
    inside = owner[1:] == owner[:-1]
    word = (codes[:-1] << np.uint64(_CHARACTER) | codes[1:])[inside]
    held = np.sort(owner[1:][inside] << np.uint64(_PAIR) | word)  # np.unique takes longer
    held = held[np.append(True, held[1:] != held[:-1])[: len(held)]]
    weight = _weights(held & np.uint64((1 << _PAIR) - 1))
    upto = np.searchsorted(held, np.arange(len(rows) + 1, dtype=np.uint64) << np.uint64(_PAIR))
    total = np.diff(np.append(0, np.cumsum(weight))[upto])

    many = np.diff(upto)[one]
    row = np.repeat(np.arange(len(a)), many)
    place = upto[one][row] + nth(many)
    other = (two.astype(np.uint64) << np.uint64(_PAIR))[row]
    asked = other | (held[place] & np.uint64((1 << _PAIR) - 1))
    at = np.minimum(np.searchsorted(held, asked), max(len(held) - 1, 0))
    shared = np.bincount(row, weights=(held[at] == asked) * weight[place], minlength=len(a))
    least, most = np.minimum(total[one], total[two]), np.maximum(total[one], total[two])
    return Substance(shared / np.maximum(most, 1), shared / np.maximum(least, 1), least - shared)


def _weights(words: NDArray[np.uint64]) -> Ints:
    """Tenths that pairs of characters weigh."""
    stock, tenths = _stock()
    at = np.minimum(np.searchsorted(stock, words), len(stock) - 1)
    return np.where(stock[at] == words, tenths[at], WHOLE)


@cache
def _stock() -> tuple[NDArray[np.uint64], Ints]:
    """Pairs of characters of stock wording, ascending, and what each weighs."""
    text = files("analysis").joinpath("resources/stock.tsv").read_text(encoding="utf-8")
    words, tenths = [], []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            weight, characters = line.split("\t")
            codes = code_points(characters).astype(np.uint64)
            words.append(codes[::2] << np.uint64(_CHARACTER) | codes[1::2])
            tenths.append(np.full(len(words[-1]), int(weight)))
    known, weights = np.concatenate(words), np.concatenate(tenths)
    order = np.argsort(known)
    return known[order], weights[order]


def other_subject(texts: Texts, a: Ints, b: Ints, hinges: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Say which pairs exchange what they are about: 水文 for 蚕种, 渔业 for 林业 throughout.

    Parameters
    ----------
    texts, a, b
        As for :func:`substance`: short texts.
    hinges
        Shape (p,): pairs of which one word may be the subject, if it is a line.

    Notes
    -----
    One word is a subject in a text of a line, and in a longer one if the same exchange is made at
    every place. Names of places and bodies, figures, stock wording and words that are read alike
    or put for one another (帐户 for 账户, 强化 for 加强) are no subjects.
    """
    out = np.zeros(len(a), dtype=bool)
    found = differences(texts, a, b)
    begins, ends = texts.begins, texts.ends
    cuts = np.searchsorted(found.pair, np.arange(len(a) + 1)).tolist()
    columns = [column.tolist() for column in found[1:5]]
    for pair, (start, stop) in enumerate(pairwise(cuts)):
        if start == stop:
            continue
        rows = int(a[pair]), int(b[pair])
        one, two = (string_of(texts.codes[begins[r] : ends[r]]) for r in rows)
        values = [
            _exchanged(one, two, *(column[at] for column in columns)) for at in range(start, stop)
        ]
        seen = [value for value in values if value is not None]
        out[pair] = _one_throughout(seen)
        if hinges[pair] and max(len(one), len(two)) <= LONGEST_LINE:
            out[pair] |= any(_tells(*value) for value in seen)
    return out


def _exchanged(
    one: str, two: str, start_a: int, end_a: int, start_b: int, end_b: int
) -> tuple[str, str] | None:
    """What is exchanged in a gap, without what both sides have; None if it is no word."""
    x, y = one[start_a:end_a], two[start_b:end_b]
    front = _common(x, y)
    x, y = x[front:], y[front:]
    back = _common(x[::-1], y[::-1])
    x, y = x[: len(x) - back], y[: len(y) - back]
    if not x or not y or max(len(x), len(y)) > LONGEST_WORD or set(x) & set(y):
        return None
    after = [one[end_a - back :][:REACH], two[end_b - back :][:REACH]]
    if any(_NO_SUBJECT.search(word) for word in (x, y)):
        return None
    if any(_BODY.search(word + rest) for word, rest in zip((x, y), after, strict=True)):
        return None
    return x, y


def _common(one: str, two: str) -> int:
    """Characters with which two words begin alike."""
    unlike = (i for i, (x, y) in enumerate(zip(one, two, strict=False)) if x != y)
    return next(unlike, min(len(one), len(two)))


def _tells(one: str, two: str) -> bool:
    """Whether both of two words are rare: no stock wording."""
    return min(len(one), len(two)) > 1 and all(_rare(word) for word in (one, two))


def _rare(word: str) -> bool:
    """Whether a word has nothing in it that laws say about everything."""
    pairs = [ord(x) << _CHARACTER | ord(y) for x, y in pairwise(word)]
    return bool((_weights(np.array(pairs, dtype=np.uint64)) == WHOLE).all())


def _one_throughout(values: list[tuple[str, str]]) -> bool:
    """Whether one exchange is made at every place, at two or more."""
    return len(values) > 1 and len(set(values)) == 1 and not sounds_alike(*values[0])
