"""The content words of units, as numbers: each document is cut once, whatever its units are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from analysis.measures.arrays.distinct import distinct
from analysis.measures.terms.counts import TermCounts
from analysis.measures.terms.wording import content_mask
from corpus.model import Spans, Units
from corpus.words.tokens import Tokenizer


class UnitWords(NamedTuple):
    """The words of units, in reading order, repeated as often as they occur."""

    terms: tuple[str, ...]
    """Every word once, in code-point order."""
    words: NDArray[np.int64]
    """Shape (n words,): place of each word in ``terms``."""
    bounds: NDArray[np.int64]
    """Shape (n units + 1,): the words of unit i are ``words[bounds[i]:bounds[i + 1]]``."""

    def of(self, row: int) -> NDArray[np.int64]:
        """Return the words of one unit."""
        return self.words[int(self.bounds[row]) : int(self.bounds[row + 1])]

    def counts(self) -> TermCounts:
        """How often each word stands in each unit."""
        ones = np.ones(len(self.words), dtype=np.int64)
        shape = (len(self.bounds) - 1, len(self.terms))
        # a copy, because summing sorts in place
        matrix = csr_array((ones, self.words.copy(), self.bounds.copy()), shape=shape)
        matrix.sum_duplicates()
        return TermCounts(matrix, self.terms)


def unit_words(
    units: Units,
    tokenizer: Tokenizer,
    stopwords: Collection[str],
    shared: Sequence[Spans] | None = None,
) -> UnitWords:
    """Content words of each unit.

    Parameters
    ----------
    units
        Documents or sections, in reading order.
    tokenizer
        Cuts words.
    stopwords
        Words to leave out.
    shared
        For each document spans, shape (n, 2), in offsets of its source; words that begin inside
        one are left out.

    Examples
    --------
    >>> import corpus
    >>> units = corpus.from_texts({"甲": "我们学习条例。学习笔记。"}).units("document")
    >>> found = unit_words(units, Tokenizer(), frozenset())
    >>> [found.terms[word] for word in found.of(0)]
    ['学习', '条例', '学习', '笔记']
    """
    numbers: dict[str, int] = {}
    parts: list[NDArray[np.int64]] = []
    places: list[NDArray[np.int64]] = []
    rows = distinct(units.document).tolist()
    at = 0
    for tokens in tokenizer.number(units.documents[row].text for row in rows):
        of_types = _numbered(tokens.words, tokens.tags, stopwords, numbers)
        for text in range(len(tokens)):
            mine = slice(int(tokens.bounds[text]), int(tokens.bounds[text + 1]))
            row = rows[at]
            starts = tokens.starts[mine] + units.documents[row].body.start
            words = of_types[tokens.types[mine]]
            kept = words >= 0
            if shared is not None:
                kept &= ~inside(starts, shared[row])
            parts.append(words[kept])
            places.append(starts[kept])
            at += 1
    return _of_units(units, rows, parts, places, numbers)


def text_words(texts: Iterable[str], tokenizer: Tokenizer, stopwords: Collection[str]) -> UnitWords:
    """Content words of texts, each a unit.

    >>> found = text_words(["我们学习条例。学习笔记。"], Tokenizer(), frozenset())
    >>> found.terms, found.words.tolist()
    (('学习', '条例', '笔记'), [0, 1, 0, 2])
    """
    numbers: dict[str, int] = {}
    parts = [np.zeros(0, dtype=np.int64)]
    bounds = [np.zeros(1, dtype=np.int64)]
    for tokens in tokenizer.number(texts):
        words = _numbered(tokens.words, tokens.tags, stopwords, numbers)[tokens.types]
        kept = words >= 0
        before = np.concatenate([[0], np.cumsum(kept)])
        bounds.append(before[tokens.bounds[1:]] + bounds[-1][-1])
        parts.append(words[kept])
    return _sorted(numbers, np.concatenate(parts), np.concatenate(bounds))


def joined(first: UnitWords, second: UnitWords) -> UnitWords:
    """Put the units of two together, the second after the first.

    >>> both = joined(number_words([["甲乙"]]), number_words([["丙丁", "甲乙"]]))
    >>> both.terms, both.words.tolist(), both.bounds.tolist()
    (('丙丁', '甲乙'), [1, 0, 1], [0, 1, 3])
    """
    terms = tuple(sorted({*first.terms, *second.terms}))
    place = {term: row for row, term in enumerate(terms)}
    words = [
        np.array([place[term] for term in one.terms], dtype=np.int64)[one.words]
        for one in (first, second)
    ]
    bounds = np.concatenate([first.bounds, second.bounds[1:] + len(first.words)])
    return UnitWords(terms, np.concatenate(words), bounds)


def number_words(units: Iterable[Sequence[str]]) -> UnitWords:
    """Put words that are strings into columns.

    >>> number_words([["学习", "责任", "学习"], []]).words.tolist()
    [0, 1, 0]
    """
    lists = list(units)
    numbers = {word: row for row, word in enumerate(dict.fromkeys(chain.from_iterable(lists)))}
    bounds = np.cumsum([0, *map(len, lists)])
    flat = map(numbers.__getitem__, chain.from_iterable(lists))
    words = np.fromiter(flat, np.int64, int(bounds[-1]))
    return _sorted(numbers, words, bounds)


def inside(starts: NDArray[np.int64], spans: Spans) -> NDArray[np.bool_]:
    """Whether each place lies inside one of the spans, which may overlap.

    >>> inside(np.array([0, 3, 5]), np.array([[2, 5], [3, 4]])).tolist()
    [False, True, False]
    """
    places = np.asarray(spans, dtype=np.int64).reshape(-1, 2)
    opened = np.searchsorted(np.sort(places[:, 0]), starts, side="right")
    closed = np.searchsorted(np.sort(places[:, 1]), starts, side="right")
    return opened > closed


def _numbered(
    words: Sequence[str], tags: Sequence[str], stopwords: Collection[str], numbers: dict[str, int]
) -> NDArray[np.int64]:
    """Number of each type's word, -1 for one that carries no content; new words are added."""
    found = np.full(len(words), -1, dtype=np.int64)
    for row in np.flatnonzero(content_mask(words, tags, stopwords)).tolist():
        found[row] = numbers.setdefault(words[row], len(numbers))
    return found


def _of_units(
    units: Units,
    rows: Sequence[int],
    parts: Sequence[NDArray[np.int64]],
    places: Sequence[NDArray[np.int64]],
    numbers: dict[str, int],
) -> UnitWords:
    """From the words of documents to those of their units, which do not overlap."""
    picked = [np.zeros(0, dtype=np.int64)]
    sizes: list[NDArray[np.int64]] = [np.zeros(1, dtype=np.int64)]
    edges = np.searchsorted(units.document, [*rows, len(units.documents)])
    for words, starts, (a, b) in zip(parts, places, pairwise(edges.tolist()), strict=True):
        bounds = np.searchsorted(starts, units.spans[a:b])
        many = bounds[:, 1] - bounds[:, 0]
        before = np.cumsum(many) - many
        picked.append(words[np.repeat(bounds[:, 0] - before, many) + np.arange(int(many.sum()))])
        sizes.append(many)
    return _sorted(numbers, np.concatenate(picked), np.cumsum(np.concatenate(sizes)))


def _sorted(
    numbers: dict[str, int], words: NDArray[np.int64], bounds: NDArray[np.int64]
) -> UnitWords:
    """Number terms by their order, and leave out those that no unit has."""
    names = list(numbers)
    there = np.bincount(words, minlength=len(names)) > 0
    order = sorted(np.flatnonzero(there).tolist(), key=names.__getitem__)
    place = np.zeros(len(names), dtype=np.int64)
    place[order] = np.arange(len(order))
    return UnitWords(tuple(names[row] for row in order), place[words], bounds)
