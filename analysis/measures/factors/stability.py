"""How much of a factorisation comes back when part of the documents is taken away.

The idea of Greene, O'Callaghan and Cunningham (2014), "How many topics? Stability analysis for
topic models": factors worth reporting do not hang on a few documents. Factors of two fits are
paired one to one so that the sum of their cosines is greatest (Kuhn, 1955, the Hungarian method);
a factor's stability is its mean cosine over many resamples.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

Floats = NDArray[np.float64]


def matched_cosines(factors: Floats, again: Floats) -> Floats:
    """Cosine of each factor with its partner in another fit, 0 for one that has none.

    Parameters
    ----------
    factors
        Shape (k, n terms): rows of Euclidean length 1 (or 0).
    again
        Shape (m, n terms), likewise.

    Returns
    -------
    ndarray
        Shape (k,), between 0 and 1 for factors without negative entries.

    Examples
    --------
    >>> matched_cosines(np.eye(2), np.array([[0.0, 1.0], [0.6, 0.8]])).tolist()
    [0.6, 1.0]
    """
    cosines = factors @ again.T
    rows, columns = linear_sum_assignment(-cosines)
    matched = np.zeros(len(factors))
    matched[rows] = cosines[rows, columns]
    return matched


def leave_out(n: int, *, share: float, times: int, random_state: int) -> NDArray[np.bool_]:
    """Draw resamples: which of n groups are kept each time.

    Every group is left out about equally often: groups are shuffled, and taken away in turn.

    Parameters
    ----------
    n
        Number of groups.
    share
        Share of the groups that is left out each time, at least one group.
    times
        Number of resamples.
    random_state
        Seed of the shuffling.

    Returns
    -------
    ndarray
        Shape (times, n), bool.

    Examples
    --------
    >>> leave_out(4, share=0.25, times=4, random_state=0).sum(axis=0).tolist()
    [3, 3, 3, 3]
    """
    out = max(1, round(share * n))
    generator = np.random.default_rng(random_state)
    rounds = -(-out * times // n)
    turns = np.concatenate([generator.permutation(n) for _ in range(rounds)])
    kept = np.ones((times, n), dtype=bool)
    for time in range(times):
        kept[time, turns[time * out : (time + 1) * out]] = False
    return kept
