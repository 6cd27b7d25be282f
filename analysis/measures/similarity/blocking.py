"""Which texts of a corpus are compared: blocking, and the candidates that come of it.

While a corpus is small, all shingles are joined and nothing is missed; a larger one is sampled
(:mod:`analysis.measures.similarity.candidates`), and shingle sets are made only of the texts that
are named.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.packed import split_words
from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity import candidates, minhash
from analysis.measures.similarity.candidates import Postings
from analysis.measures.similarity.engines.arrays import ArrayTexts
from analysis.measures.similarity.engines.protocol import Engine, ShingledTexts
from analysis.measures.similarity.texts import Texts
from corpus.system.threads import started

SAMPLING_RATE = 8
"""One shingle in eight is joined, or more where units are short:"""
SAMPLED_SHINGLES = 48
"""of half the units at least so many."""
_FEW = 200_000  # candidate pairs so few that all are compared, however little they share


class CandidatePairs(NamedTuple):
    """Pairs of texts that are in question, and shingle sets of these texts."""

    a: Ints
    b: Ints
    """Shape (p,) each: texts, ``a < b``, ordered."""
    capped: int
    """Shingles so common that they were not joined."""
    rate: int
    """One shingle in so many was joined."""
    shingled: ShingledTexts


def exhaustive(texts: Texts, k: int) -> CandidatePairs:
    """Find candidates by an inverted join over all shingles.

    Parameters
    ----------
    texts
        Distinct texts.
    k
        Characters in a shingle.
    """
    shingled = ArrayTexts.of(texts, np.arange(len(texts.first)), k)
    sets = shingled.sets
    unit = np.repeat(np.arange(len(sets), dtype=np.int64), sets.sizes)
    chosen = sets.frequency[sets.ids] > 1
    ids, unit = sets.ids[chosen], unit[chosen]
    words = (ids.astype(np.uint64) << np.uint64(32)) | unit.astype(np.uint64)
    words.sort()
    first = np.ones(len(words), dtype=bool)
    first[1:] = (words[1:] ^ words[:-1]) >> np.uint64(32) > 0
    members = (words & np.uint64((1 << 32) - 1)).astype(np.int64)
    joined = candidates.join(Postings(members, first, len(sets)))
    a, b = joined.a, joined.b
    if len(a) > _FEW:
        enough = joined.promising(1)
        a, b = a[enough], b[enough]
    if joined.capped:
        number = (words >> np.uint64(32)).astype(np.int64)
        sketch = minhash.sketches(members, number, len(sets), len(sets.frequency))
        a, b = candidates.united_pairs((a, b), minhash.band_pairs(sketch))
    return CandidatePairs(a, b, joined.capped, 1, shingled)


def sampled(texts: Texts, k: int, engine: Engine) -> CandidatePairs:
    """Find candidates by a join over a sample; make shingle sets only of the texts they name.

    Parameters
    ----------
    texts
        Distinct texts.
    k
        Characters in a shingle.
    engine
        What does the work.
    """
    n, rate = len(texts.first), rate_for(texts.sizes)
    words = engine.sampled_words(texts, k, rate)
    words = words[np.append(True, words[1:] != words[:-1])[: len(words)]]
    place, first = split_words(words, n + 1)
    postings = Postings(place.astype(np.int32), first, n)
    bands = started(engine.band_pairs, postings)
    a, b, capped = engine.promising_pairs(postings, cap=candidates.MOST_SHARERS)
    if capped:
        a, b = candidates.united_pairs((a, b), bands())
    named = distinct(np.concatenate([a, b]))
    return CandidatePairs(a, b, capped, rate, engine.shingled(texts, named, k))


def rate_for(sizes: Ints) -> int:
    """One shingle in so many is sampled: fewer where texts of ``sizes`` are short."""
    middle = int(np.median(sizes)) if len(sizes) else 0
    return max(1, min(SAMPLING_RATE, middle // SAMPLED_SHINGLES))
