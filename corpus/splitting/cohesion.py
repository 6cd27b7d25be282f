"""Whether neighbouring stretches of a source speak of the same things.

Two documents share the words of their genre; the parts of one document share its subject, too.
So the likeness *between* neighbouring stretches is compared with the likeness of the two halves
*within* each: about .2 for different laws, cases, notices and stories, about .7 for chapters of one
law, 1 and more for chapters of one novel and for documents on one subject (which say nothing here).
The idea is that of Hearst, TextTiling (Computational Linguistics 23, 1997).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, pairwise
from math import sqrt
from operator import add, mul
from typing import NamedTuple

from corpus.system.patterns import lazy

SHORTEST_PART = 110
"""Characters of a stretch; shorter ones have too few words in common with themselves."""
PART = 700
"""Characters of a stretch that are looked at."""
MOST_PARTS = 8
"""Stretches that are looked at; more would not change the mean."""
MOST_ALIKE = 0.75
"""Cosine of two halves of a document; where it is higher, text is repeated word for word, which
says nothing of subjects."""
DOUBT = 0.015
"""Added to both means, so that texts without any repetition say nothing."""

_HAN = lazy("[\u3400-\u9fff]{2,}")
_REMEMBERED = 64
"""Stretches: a title left out joins two, and those around them are asked again."""


class _Bigrams(NamedTuple):
    """How often each bigram occurs, and the sum of the squares."""

    counts: Counter[str]
    squares: int


def cohesion(text: str, starts: Sequence[int], end: int) -> float | None:
    """Return how much neighbouring stretches resemble one another.

    Parameters
    ----------
    text
        A source's text.
    starts
        Where the stretches begin, ascending, n of them.
    end
        Where the last one ends.

    Returns
    -------
    float or None
        Mean cosine of character bigrams between halves of neighbours, divided by that between
        the halves of one stretch; about 1 where both are alike. None with fewer than two
        stretches that are long enough, or where one repeats itself word for word.
    """
    parts = list(pairwise([*starts, end]))
    if len(parts) > MOST_PARTS:  # neighbours, from here and there
        step = len(parts) // (MOST_PARTS // 2)
        parts = [part for at, part in enumerate(parts) if at % step < 2][:MOST_PARTS]
    halves = [
        _halves(text[first : min(last, first + PART)])
        for first, last in parts
        if last - first >= SHORTEST_PART and "。" in text[first:last]  # a list has no subject
    ]
    if len(halves) < 2:
        return None
    alike = [_cosine(*pair) for pair in halves]
    if max(alike) > MOST_ALIKE:
        return None
    within = sum(alike) / len(alike)
    between = [
        (_cosine(above[1], below[0]) + _cosine(above[0], below[1])) / 2
        for above, below in pairwise(halves)
    ]
    return (sum(between) / len(between) + DOUBT) / (within + DOUBT)


@lru_cache(maxsize=_REMEMBERED)
def _halves(words: str) -> tuple[_Bigrams, _Bigrams]:
    middle = len(words) // 2
    return _bigrams(words[:middle]), _bigrams(words[middle:])


def _bigrams(words: str) -> _Bigrams:
    runs = _HAN.findall(words)
    counts = Counter(chain.from_iterable(map(add, run, run[1:]) for run in runs))
    return _Bigrams(counts, sum(map(mul, counts.values(), counts.values())))


def _cosine(one: _Bigrams, two: _Bigrams) -> float:
    first, second = one.counts, two.counts
    shared = sum(first[words] * second[words] for words in first.keys() & second.keys())
    return shared / sqrt(one.squares * two.squares) if shared else 0.0
