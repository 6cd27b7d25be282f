"""Rows of different lengths, one after another in one array."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.shingles import Ints


def nth(lengths: NDArray[np.integer]) -> Ints:
    """Number the places of each row from 0 on.

    Parameters
    ----------
    lengths
        Shape (n,): how many places each row has.

    Returns
    -------
    ndarray
        Shape (the sum of them,), int64.

    Examples
    --------
    >>> nth(np.array([2, 0, 3])).tolist()
    [0, 1, 0, 1, 2]
    """
    begins = np.repeat(np.cumsum(lengths) - lengths, lengths)
    return np.arange(len(begins)) - begins
