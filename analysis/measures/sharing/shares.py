"""Shares that add up to one, however they are rounded."""

from __future__ import annotations

import numpy as np

from analysis.measures.arrays.shingles import Ints

MILLION = 10**6
"""Shares are written with six decimals."""


def millionths(counts: Ints) -> Ints:
    """Return shares in millionths that add up to a million: largest remainders (Hare 1857).

    Parameters
    ----------
    counts
        Shape (rows, classes). A row of noughts goes to the first class.

    Returns
    -------
    ndarray
        Same shape, int64; every row sums to :data:`MILLION`.

    Examples
    --------
    >>> millionths(np.array([[1, 1, 1]])).tolist()
    [[333334, 333333, 333333]]
    """
    counts = counts.copy()
    counts[counts.sum(axis=1) == 0, 0] = 1
    total = counts.sum(axis=1, keepdims=True)
    whole, rest = np.divmod(counts * MILLION, total)
    missing = MILLION - whole.sum(axis=1, keepdims=True)
    rank = np.argsort(np.argsort(-rest, axis=1, kind="stable"), axis=1, kind="stable")
    return whole + (rank < missing)
