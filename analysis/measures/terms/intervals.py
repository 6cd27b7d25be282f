"""Intervals of a share that was counted."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Z_95 = 1.959963984540054
"""Standard normal quantile that leaves 2.5 % above it."""


def wilson(
    count: ArrayLike, of: ArrayLike, z: float = Z_95
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Wilson's score interval of a share (Wilson, 1927, "Probable inference", JASA 22: 209-212).

    Unlike the share plus and minus its standard error it stays in 0 to 1, and says something of
    shares that are 0 or 1.

    Parameters
    ----------
    count, of
        Shape (n,): how many of how many.
    z
        How many standard errors to either side.

    Returns
    -------
    (ndarray, ndarray)
        Lower and upper ends, shape (n,), float64; 0 and 1 where nothing was counted.

    Examples
    --------
    >>> low, high = wilson([0, 8], [10, 10])
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.0, 0.49], [0.278, 0.943])
    """
    k, n = np.asarray(count, dtype=np.float64), np.asarray(of, dtype=np.float64)
    safe = np.where(n > 0, n, 1.0)
    share = k / safe
    middle = (share + z * z / (2 * safe)) / (1 + z * z / safe)
    half = z / (1 + z * z / safe) * np.sqrt(share * (1 - share) / safe + z * z / (4 * safe**2))
    low = np.where(n > 0, np.clip(middle - half, 0.0, 1.0), 0.0)
    high = np.where(n > 0, np.clip(middle + half, 0.0, 1.0), 1.0)
    return np.where(k == 0, 0.0, low), np.where((k == n) & (n > 0), 1.0, high)
