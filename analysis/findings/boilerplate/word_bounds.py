"""Where words and clauses begin near shared stretches, so that a phrase ends where a word does."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.findings.boilerplate.classes import Characters
from analysis.measures.arrays.shingles import Ints
from corpus.words.tokens import Tokenizer

_SOFT = ("u", "c", "y")
"""First letters of tags of words that no phrase begins or ends with: 的, 地, 了; 和, 及; 吗."""
_PAUSES = frozenset("，。；：！？、,.;:!?…—")
_SOFT_END = (*_SOFT, "p")  # 关于, 对, 把 may open a phrase and not close it


class _Words(NamedTuple):
    """Words of some stretches of text, in the order of their folded characters."""

    start: Ints
    """Where each begins among the folded characters, ascending; where one ends the next begins."""
    clause: NDArray[np.bool_]
    """Whether punctuation, or nothing, stands before it."""
    soft: NDArray[np.bool_]
    soft_end: NDArray[np.bool_]


def trim_to_words(
    texts: Characters, start: Ints, stop: Ints, *, shortest: int
) -> tuple[Ints, Ints]:
    """Move the ends of stretches inwards to where words begin and end.

    Parameters
    ----------
    texts
        The folded characters.
    start, stop
        Shape (n,): half-open stretches of them, each inside one document.
    shortest
        Characters of the shortest phrase. What a stretch has of a clause at either end is dropped
        if it is half as long or less: 精神，牢牢把握 is no phrase.

    Returns
    -------
    start, stop : ndarray
        Shape (n,); ``stop <= start`` where nothing is left.
    """
    if not len(start):
        return start, stop
    words = _words_around(texts, start, stop)
    first = np.searchsorted(words.start, start, side="left")
    last = np.searchsorted(words.start, stop, side="right") - 1  # the word that begins at the end
    clauses = np.flatnonzero(words.clause)
    most = shortest // 2
    begin = words.start[first]
    following = clauses[np.minimum(np.searchsorted(clauses, first), len(clauses) - 1)]
    cut = (words.start[following] - begin <= most) & (following < last)
    first = np.where(cut & (following > first), following, first)
    before = clauses[np.searchsorted(clauses, last, side="right") - 1]
    cut = (words.start[last] - words.start[before] <= most) & (before > first)
    last = np.where(cut & (before < last), before, last)
    for _ in range(shortest):  # a few steps: function words do not stand in long rows
        soft = words.soft[first] & ~words.clause[first] & (first < last)
        closing = last - 1
        soft_end = words.soft_end[closing] & ~words.clause[last] & (first < closing)
        if not (soft.any() or soft_end.any()):
            break
        first, last = first + soft, last - soft_end
    return words.start[first], words.start[last]


def _words_around(texts: Characters, start: Ints, stop: Ints) -> _Words:
    """Cut the sentences in which stretches begin and end; each once."""
    document = np.searchsorted(texts.bounds, start, side="right") - 1
    windows = _windows(texts, document, start, stop)
    cut = Tokenizer()
    bodies = [texts.items[row][(a, b)] for row, a, b in windows]
    begins: list[Ints] = []
    kinds: list[NDArray[np.int8]] = []
    edges = texts.bounds.tolist()
    left = iter(windows)
    for tokens in cut.number(bodies):
        of_types = np.array([*map(_kind, tokens.words, tokens.tags), _PAUSE], dtype=np.int8)
        for first, last in pairwise(tokens.bounds.tolist()):
            row, a, b = next(left)
            low, high = edges[row], edges[row + 1]
            at = np.append(tokens.starts[first:last] + a, b)
            begins.append(texts.offsets[low:high].searchsorted(at) + low)
            kinds.append(of_types[np.append(tokens.types[first:last], -1)])  # and a pause
    place, kind = np.concatenate(begins), np.concatenate(kinds)
    # windows of one document may overlap, and what folding drops has the place of what follows
    order = np.argsort(place, kind="stable")
    place, kind = place[order], kind[order]
    new = np.append(True, place[1:] != place[:-1])
    heads = np.flatnonzero(new)
    clause = np.logical_or.reduceat(kind == _PAUSE, heads)
    real = np.maximum.reduceat(np.where(kind == _PAUSE, _MARK, kind), heads)
    # a window's own first word begins a sentence
    opened = np.isin(place[heads], [found[0] for found in begins])
    return _Words(place[heads], clause | opened, real == _OPENS_NONE, real >= _CLOSES_NONE)


_MARK, _WORD, _CLOSES_NONE, _OPENS_NONE, _PAUSE = -1, 0, 1, 2, 3


def _kind(word: str, tag: str) -> int:
    """What a token is at the end of a phrase; brackets and quotes are nothing."""
    if tag == "PUNCT":
        return _PAUSE if word in _PAUSES else _MARK
    if tag.startswith(_SOFT):
        return _OPENS_NONE
    return _CLOSES_NONE if tag.startswith(_SOFT_END) else _WORD


def _windows(
    texts: Characters, document: Ints, start: Ints, stop: Ints
) -> list[tuple[int, int, int]]:
    """Document, start and end of the sentences from the one a stretch begins in to its last."""
    begin, end = texts.offsets[start], texts.offsets[stop - 1]
    found: set[tuple[int, int, int]] = set()
    order = np.argsort(document, kind="stable")
    edges = np.flatnonzero(np.diff(document[order], prepend=-1, append=-1))
    for a, b in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        rows = order[a:b]
        row = int(document[rows[0]])
        sentences = texts.items[row].sentences
        first = np.searchsorted(sentences[:, 0], begin[rows], side="right") - 1
        last = np.searchsorted(sentences[:, 0], end[rows], side="right") - 1
        # every sentence alone, so that none is cut twice
        for one, other in {*zip(first.tolist(), last.tolist(), strict=True)}:
            found.update((row, *sentences[n].tolist()) for n in range(max(one, 0), other + 1))
    return sorted(found)
