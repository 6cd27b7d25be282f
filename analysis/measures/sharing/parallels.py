"""Parallels: for each sentence, the sentences of other documents that share most runs with it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.shingles import Ints
from analysis.measures.sharing.breadth import SharedRuns

MOST_PARALLELS = 8
"""Parallels of one sentence that are kept: more than a reader compares."""
PLACES = 64
"""Sentences, the first in reading order, in which one wording is looked up: formulas are
everywhere."""


class Parallels(NamedTuple):
    """Parallels of each sentence, the closest first."""

    bounds: Ints
    """Shape (sentences + 1,): sentence ``i`` has ``other[bounds[i]:bounds[i + 1]]``."""
    other: Ints
    """Sentences of other documents, at most one a document."""
    shared: Ints
    """Runs that the two have in common."""


def parallels(
    runs: SharedRuns,
    edges: Ints,
    document: Ints,
    *,
    most: int = MOST_PARALLELS,
    places: int = PLACES,
) -> Parallels:
    """Find the closest sentences of other documents.

    Parameters
    ----------
    runs
        Shared runs, from :func:`analysis.measures.sharing.breadth.shared_runs`.
    edges
        Shape (sentences + 1,), ascending: where each sentence starts among the folded characters.
    document
        Shape (sentences,), ascending: row of each sentence's document.
    most
        Parallels kept, at most.
    places
        Sentences in which one wording is looked up, at most.

    Returns
    -------
    Parallels
        Ties go to the sentence that comes first.

    Examples
    --------
    >>> from analysis.measures.sharing.breadth import shared_runs
    >>> text = np.frombuffer("甲乙丙丁子丑甲乙丙寅".encode("utf-32-le"), np.uint32)
    >>> runs = shared_runs(text, np.array([0, 6, 10]), np.array([0, 1]), k=3)
    >>> found = parallels(runs, np.array([0, 4, 6, 10]), np.array([0, 0, 1]))
    >>> found.bounds.tolist(), found.other.tolist()
    ([0, 1, 1, 2], [2, 0])
    """
    n = len(document)
    inside = (runs.starts >= edges[0]) & (runs.starts < edges[-1])
    sentence = np.searchsorted(edges, runs.starts[inside], side="right") - 1
    wording = runs.wording[inside]
    width = len(runs.documents)
    pairs = distinct(wording * max(1, n) + sentence)
    wording, sentence = pairs // max(1, n), pairs % max(1, n)
    first = np.searchsorted(wording, wording)
    early = np.arange(len(wording)) - first < places
    ones = np.ones(len(wording), dtype=np.int32)
    whole = csr_array((ones, (sentence, wording)), shape=(n, width))
    looked = csr_array((ones[early], (sentence[early], wording[early])), shape=(n, width))
    parts = [
        _closest(csr_array(whole[first : first + _ROWS] @ looked.T), first, document, most)
        for first in range(0, n, _ROWS)
    ]
    none = np.zeros(0, dtype=np.int64)
    row, other, shared = map(np.concatenate, zip((none, none, none), *parts, strict=True))
    return Parallels(np.searchsorted(row, np.arange(n + 1)), other, shared)


_ROWS = 1 << 14
"""Sentences whose neighbours are held at once: each meets some hundred others."""


def _closest(met: csr_array, begin: int, document: Ints, most: int) -> tuple[Ints, Ints, Ints]:
    """Sentence, the closest ones of other documents, shared runs; of some sentences."""
    met.sort_indices()
    row = np.repeat(np.arange(met.shape[0]), np.diff(met.indptr)) + begin
    other, shared = met.indices.astype(np.int64), met.data.astype(np.int64)
    owner = document[other]
    apart = document[row] != owner
    row, other, shared, owner = row[apart], other[apart], shared[apart], owner[apart]
    # those of one document are neighbours: of each the one that shares most, of these the first
    head = np.ones(len(row), dtype=bool)
    head[1:] = (row[1:] != row[:-1]) | (owner[1:] != owner[:-1])
    heads = np.flatnonzero(head)
    if len(heads):
        best = np.maximum.reduceat((shared << _PLACE) - np.arange(len(row)), heads)
        chosen = -best & ((1 << _PLACE) - 1)
        row, other, shared = row[chosen], other[chosen], shared[chosen]
    order = np.lexsort((other, -shared, row))
    row, other, shared = row[order], other[order], shared[order]
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    kept = rank < most
    return row[kept], other[kept], shared[kept]


_PLACE = 40
"""Bits of a place among the pairs of some sentences."""
