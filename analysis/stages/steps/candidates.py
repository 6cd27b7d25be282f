"""Stage *candidates*: texts that share enough of the sample, counted where their shingles meet.

A shingle that more than :data:`analysis.measures.similarity.candidates.MOST_SHARERS` texts have
pairs nobody, so a key range makes pairs in proportion to its postings, whatever the corpus holds.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analysis.measures.arrays.packed import Words
from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity import candidates
from analysis.measures.similarity.candidates import Postings
from analysis.stages.steps.columns import numbers
from analysis.stages.steps.settings import Sizes

MEETINGS = pa.schema([("a", pa.int64()), ("b", pa.int64()), ("times", pa.int64())])
"""Pairs of texts and how many sampled shingles they share; of a text with itself: how many of its
shingles were joined."""
PAIRS = pa.schema([("a", pa.int64()), ("b", pa.int64())])


class Met(NamedTuple):
    """What came of the postings of one key range."""

    table: pa.Table
    """As :data:`MEETINGS`; exchanged by ``a``."""
    keys: int
    """Different shingles."""
    capped: int
    """Shingles that too many texts have."""


def meetings(batch: pa.Table, sizes: Sizes) -> Met:
    """Pair up the texts of one key range that stand under the same shingle.

    Parameters
    ----------
    batch
        Ordered words, as from :func:`analysis.stages.steps.fingerprints.postings`.
    sizes
        How large the corpus is.
    """
    words = numbers(batch, "word").view(np.uint64)
    text, first = split(words, sizes.text_bits)
    # Texts are numbered anew, so that what is counted is as long as the range, not the corpus.
    own, row = np.unique(text, return_inverse=True)
    joined = candidates.join(Postings(row, first, len(own)), cap=candidates.MOST_SHARERS)
    some = np.flatnonzero(joined.joined)
    columns = [
        np.concatenate([own[some], own[joined.a]]),
        np.concatenate([own[some], own[joined.b]]),
        np.concatenate([joined.joined[some], joined.times]),
    ]
    table = pa.table([pa.array(column.astype(np.int64)) for column in columns], schema=MEETINGS)
    return Met(table, int(first.sum()), joined.capped)


def split(words: Words, low: np.uint64) -> tuple[Ints, NDArray[np.bool_]]:
    """Return the texts of ordered words, and where another shingle begins."""
    first = np.ones(len(words), dtype=bool)
    first[1:] = (words[1:] ^ words[:-1]) > low
    return (words & low).astype(np.int64), first


def promising(batch: pa.Table, joined: NDArray[np.integer]) -> pa.Table:
    """Sum up what pairs share, and keep those that share enough.

    Parameters
    ----------
    batch
        All meetings of the texts ``a`` of one range, as :data:`MEETINGS`, without those of a text
        with itself.
    joined
        Shape (t,): joined shingles of each text.

    Returns
    -------
    pyarrow.Table
        As :data:`PAIRS`, ordered, each once.
    """
    a, b, times = (numbers(batch, name) for name in MEETINGS.names)
    words = (a.astype(np.uint64) << np.uint64(32)) | b.astype(np.uint64)
    order = np.argsort(words, kind="stable")
    words = words[order]
    heads = np.flatnonzero(np.append(True, words[1:] != words[:-1])[: len(words)])
    total = np.add.reduceat(times[order], heads) if len(heads) else times[:0]
    a, b = a[order][heads], b[order][heads]
    met = candidates.JoinedPairs(a, b, total, joined.astype(np.int64), 0)
    enough = met.promising(candidates.LEAST_SHARED)
    return pa.table([pa.array(a[enough]), pa.array(b[enough])], schema=PAIRS)
