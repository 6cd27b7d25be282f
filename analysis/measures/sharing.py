"""How widely each character is shared: by how many documents, by how many families of copies.

The unit of evidence is the run of k folded characters: a character is as widely shared as the
widest-shared run over it. Counting *voters* (families of copies) beside documents keeps copies from
making their own text look common.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.shingles import Ints, shingle_hashes

RUN = 8
"""Shortest shared run, in folded characters: about the four words of Lang and Stice-Lawrence."""


class Sharing(NamedTuple):
    """How widely each folded character is shared; both have shape (n characters,), int64."""

    documents: Ints
    """Documents that hold the widest-shared run over the character, itself included: 1 and up."""
    families: Ints
    """Voters that hold it: at least 1, at most ``documents``."""


def default_many(families: int) -> int:
    """How many families make a run boilerplate: a quarter of them, at least 3, at most 10.

    A quarter is near the 30 % floor of Lang and Stice-Lawrence; below 3 a shared run is one
    borrowing; above 10 independent authors a run is formula however large the corpus is.

    >>> [default_many(n) for n in (2, 13, 100_000)]
    [3, 4, 10]
    """
    return min(max(3, -(-families // 4)), 10)


def sharing(codes: NDArray[np.uint32], bounds: Ints, voters: Ints, *, k: int) -> Sharing:
    """Count, for every character, the texts and voters that share a run over it.

    Parameters
    ----------
    codes
        Folded characters of all texts, one after the other, shape (n,).
    bounds
        Where each text starts and the last one ends, shape (texts + 1,).
    voters
        Row of each text's representative, shape (texts,).
    k
        Length of the runs, in folded characters. A text shorter than that shares nothing.

    Returns
    -------
    Sharing

    Examples
    --------
    >>> text = np.frombuffer("甲乙丙丁子丑甲乙丙寅".encode("utf-32-le"), np.uint32)
    >>> sharing(text, np.array([0, 6, 10]), np.array([0, 1]), k=3).families.tolist()
    [2, 2, 2, 1, 1, 1, 2, 2, 2, 1]
    """
    n = len(codes)
    row = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    hashes, starts = shingle_hashes(codes, bounds, k)
    whole = starts + k <= bounds[1:][row[starts]]
    hashes, starts = hashes[whole], starts[whole]
    documents = np.ones(n, dtype=np.int64)
    families = np.ones(n, dtype=np.int64)
    if not len(starts):
        return Sharing(documents, families)
    _, run = np.unique(hashes, return_inverse=True)
    in_documents = _distinct_owners(run, row[starts])
    in_families = _distinct_owners(run, voters[row[starts]])
    # one integer that orders by families first, then by documents
    scale = len(bounds)
    width = np.zeros(n, dtype=np.int64)
    width[starts] = in_families[run] * scale + in_documents[run]
    over = width.copy()
    for shift in range(1, k):
        np.maximum(over[shift:], width[:-shift], out=over[shift:])
    covered = over > 0
    families[covered], documents[covered] = np.divmod(over[covered], scale)
    return Sharing(documents, families)


def _distinct_owners(run: Ints, owners: Ints) -> Ints:
    """How many distinct owners each run has; shape (runs,)."""
    width = int(owners.max()) + 1
    pairs = np.unique(run * width + owners)
    return np.bincount(pairs // width, minlength=int(run.max()) + 1)
