"""Which texts of a corpus are compared, and their shingle sets.

While a corpus is small, all shingles are joined and nothing is missed; a larger one is sampled
(:mod:`analysis.measures.similarity.candidates`), and shingle sets are made only of the texts that
are named.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.packed import split_words
from analysis.measures.arrays.shingles import Ints, ShingleSets, sampled_words, shingle_sets
from analysis.measures.similarity import candidates, coverage, minhash, rarity
from analysis.measures.similarity.coverage import Shared
from analysis.measures.similarity.engines import compiled
from analysis.measures.similarity.engines.marked import MarkedSets, Met
from analysis.measures.similarity.texts import Texts, stretches
from corpus.threads import started

RATE = 8
"""One shingle in eight is joined, or more where units are short:"""
SAMPLE = 48
"""of half the units at least so many."""
_FEW = 200_000  # candidate pairs so few that all are compared, however little they share


class Named(NamedTuple):
    """Pairs of texts that are in question, and shingle sets of these texts."""

    a: Ints
    b: Ints
    """Shape (p,) each: texts, ``a < b``, ordered."""
    capped: int
    """Shingles so common that they were not joined."""
    sets: ShingleSets | MarkedSets
    texts: Ints
    """Shape (s,): the texts in question, ascending."""
    row: Ints
    """Shape (t,): row of each text among the sets; of texts not in question of no use."""
    codes: NDArray[np.uint32]
    bounds: Ints
    """The characters of the sets' units, laid end to end, and where each unit begins; marked sets
    have their own, and these are those of all units."""

    def once(self) -> NDArray[np.bool_]:
        """Which of these characters stand in a shingle that is new there."""
        if isinstance(self.sets, MarkedSets):
            return self.sets.once
        return rarity.once_only(self.sets, self.bounds[:-1], len(self.codes))

    def shared(self) -> Shared | Met:
        """Compare the pairs."""
        a, b = self.row[self.a], self.row[self.b]
        if isinstance(self.sets, MarkedSets):
            return self.sets.shared(a, b)
        return coverage.shared(self.sets, self.codes, self.bounds, a, b)


def exhaustive(texts: Texts, k: int) -> Named:
    """Candidates by an inverted join over all shingles."""
    codes, bounds = _laid(texts, every := np.arange(len(texts.first)))
    sets = shingle_sets(codes, bounds, k)
    unit = np.repeat(np.arange(len(sets), dtype=np.int64), sets.sizes)
    chosen = sets.frequency[sets.ids] > 1
    ids, unit = sets.ids[chosen], unit[chosen]
    words = (ids.astype(np.uint64) << np.uint64(32)) | unit.astype(np.uint64)
    words.sort()
    first = np.ones(len(words), dtype=bool)
    first[1:] = (words[1:] ^ words[:-1]) >> np.uint64(32) > 0
    members = (words & np.uint64((1 << 32) - 1)).astype(np.int64)
    joined = candidates.join(members, first, len(sets))
    a, b = joined.a, joined.b
    if len(a) > _FEW:
        enough = joined.promising(1)
        a, b = a[enough], b[enough]
    if joined.capped:
        number = (words >> np.uint64(32)).astype(np.int64)
        sketch = minhash.sketches(members, number, len(sets), len(sets.frequency))
        a, b = candidates.united((a, b), minhash.band_pairs(sketch))
    return Named(a, b, joined.capped, sets, every, every, codes, bounds)


def rate_for(sizes: Ints) -> int:
    """One shingle in so many is sampled: fewer where texts of ``sizes`` are short."""
    middle = int(np.median(sizes)) if len(sizes) else 0
    return max(1, min(RATE, middle // SAMPLE))


def sampled(texts: Texts, k: int, rate: int, *, fast: bool) -> Named:
    """Candidates by a join over a sample; shingle sets only of the texts they name.

    Parameters
    ----------
    texts
        Distinct texts.
    k
        Characters in a shingle.
    rate
        One shingle in so many is joined.
    fast
        Use compiled kernels.
    """
    n = len(texts.first)
    words = (compiled.sampled_words if fast else sampled_words)(
        texts.codes, texts.bounds, texts.text_of, k, rate
    )
    words = words[np.append(True, words[1:] != words[:-1])[: len(words)]]
    place, first = split_words(words, n + 1)
    unit = place.astype(np.int32)
    bands = started(compiled.banded if fast else _banded, unit, first, n)
    join = compiled.promising if fast else candidates.promising
    a, b, capped = join(unit, first, n, cap=candidates.CAP)
    if capped:
        a, b = candidates.united((a, b), bands())
    named = distinct(np.concatenate([a, b]))
    if fast:
        sets = MarkedSets.of(texts.codes, texts.begins, texts.ends, named, k)
        return Named(a, b, capped, sets, named, np.arange(n), texts.codes, texts.bounds)
    row = np.full(n, -1, dtype=np.int64)
    row[named] = np.arange(len(named))
    mine, laid = _laid(texts, named)
    return Named(a, b, capped, shingle_sets(mine, laid, k), named, row, mine, laid)


def _laid(texts: Texts, rows: Ints) -> tuple[NDArray[np.uint32], Ints]:
    """Characters of some texts end to end, and where each begins."""
    begins, ends = texts.begins[rows], texts.ends[rows]
    laid = np.concatenate([[0], np.cumsum(ends - begins)]).astype(np.int64)
    return stretches(texts.codes, begins, ends), laid


def _banded(unit: NDArray[np.int32], first: NDArray[np.bool_], n: int) -> tuple[Ints, Ints]:
    number = np.cumsum(first, dtype=np.int32) - np.int32(1)
    return minhash.band_pairs(minhash.sketches(unit, number, n, int(first.sum())))
