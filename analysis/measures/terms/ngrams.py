"""Runs of words as numbers: every n-gram once, and where each stands."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


class Ngrams(NamedTuple):
    """Distinct n-grams and their places."""

    members: Ints
    """Shape (n-grams, n): the numbers of their words, in the order of these numbers."""
    which: Ints
    """Shape (places,): row of ``members``, in reading order."""
    at: Ints
    """Shape (places,): place of the first word in the stream."""


def ngrams(words: Ints, n: int) -> Ngrams:
    """Find the n-grams of a stream.

    Parameters
    ----------
    words
        Shape (stream,): numbers of words; -1 where nothing goes over (an end of a sentence).
    n
        Words of each, from 1.

    Examples
    --------
    >>> found = ngrams(np.array([5, 7, -1, 5, 7, 5]), 2)
    >>> found.members.tolist(), found.which.tolist(), found.at.tolist()
    ([[5, 7], [7, 5]], [0, 0, 1], [0, 3, 4])
    """
    size = max(0, len(words) - n + 1)
    at = np.arange(size, dtype=np.int64)
    whole = np.ones(size, dtype=bool)
    for step in range(n):
        whole &= words[step : step + size] >= 0
    at = at[whole]
    key = words[at]
    for step in range(1, n):
        # pairs of (run so far, next word), numbered anew each time: no number grows too large
        _, runs = np.unique(key, return_inverse=True)
        key = runs.astype(np.int64) * (int(words.max(initial=0)) + 1) + words[at + step]
    _, first, which = np.unique(key, return_index=True, return_inverse=True)
    members = np.stack([words[at[first] + step] for step in range(n)], axis=1)
    return Ngrams(members.reshape(-1, n), which.astype(np.int64), at)
