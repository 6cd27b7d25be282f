"""How sure a mean is: bootstrap intervals that come out the same every time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.distinct import distinct

DRAWS = 1000
"""Resamples: the ends of a 95 % interval then vary by a few hundredths of its width."""
SEED = 20
MOST_PLACES = 1 << 14
"""Values of a group whose places are drawn one by one: a thousand draws of so many take half a
second, and small groups keep the intervals they always had."""
_AT_ONCE = 1 << 22  # drawn numbers held at once


def mean_interval(
    values: NDArray[np.float64], *, share: float = 0.95, draws: int = DRAWS
) -> tuple[float, float]:
    """Percentile bootstrap interval of the mean.

    Efron and Tibshirani (1993), "An Introduction to the Bootstrap", chapter 13: the values are
    drawn anew with replacement, as many as there are; the interval holds the middle ``share`` of
    the means. Values are sorted first and the generator is seeded, so that neither order nor run
    changes the result.

    Parameters
    ----------
    values
        Shape (n,).
    share
        Share of the means that lies inside.
    draws
        Number of resamples.

    Returns
    -------
    low, high : float
        0, 0 for no values; the value itself, twice, for one.

    Examples
    --------
    >>> low, high = mean_interval(np.arange(100.0))
    >>> bool(43 < low < 45 and 54 < high < 56)
    True
    """
    bounds = np.array([0, len(values)])
    low, high = mean_intervals(values, bounds, share=share, draws=draws)
    return float(low[0]), float(high[0])


def mean_intervals(
    values: NDArray[np.float64],
    bounds: NDArray[np.int64],
    *,
    share: float = 0.95,
    draws: int = DRAWS,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """:func:`mean_interval` of many groups of values at once.

    Groups of one size draw the same places, so that how often each place is drawn is counted once.
    In a group of more than :data:`MOST_PLACES` values, how often each *different* value is drawn is
    drawn at once, from the multinomial distribution: the same bootstrap with other chances.

    Parameters
    ----------
    values
        Shape (n,): the values of all groups in a row. Sums of whole numbers are exact.
    bounds
        Shape (groups + 1,): the values of group i are ``values[bounds[i]:bounds[i + 1]]``.
    share, draws
        As for :func:`mean_interval`.

    Returns
    -------
    low, high : ndarray
        Shape (groups,) each, float64.

    Examples
    --------
    >>> low, high = mean_intervals(np.array([3.0, 5.0, 5.0]), np.array([0, 1, 1, 3]))
    >>> low.tolist(), high.tolist()
    ([3.0, 0.0, 5.0], [3.0, 0.0, 5.0])
    """
    sizes = np.diff(bounds)
    ends = np.zeros((2, len(sizes)))
    ends_at = [(1 - share) / 2, (1 + share) / 2]
    for size in distinct(sizes[sizes > 0]).tolist():
        rows = np.flatnonzero(sizes == size)
        held = values[bounds[rows][:, None] + np.arange(size)].astype(np.float64)
        if size > MOST_PLACES:
            means = np.stack([_multinomial_means(row, draws) for row in held])
        else:
            means = _means(np.sort(held, axis=1), draws)
        ends[:, rows] = np.quantile(means, ends_at, axis=1)
    return ends[0], ends[1]


def _means(ordered: NDArray[np.float64], draws: int) -> NDArray[np.float64]:
    """Means of resamples of groups of one size: shape (groups, draws)."""
    size = ordered.shape[1]
    random = np.random.default_rng(SEED)
    means = np.empty((len(ordered), draws))
    step = max(1, _AT_ONCE // size)
    for start in range(0, draws, step):
        many = min(step, draws - start)
        places = random.integers(0, size, (many, size)) + size * np.arange(many)[:, None]
        times = np.bincount(places.ravel(), minlength=many * size).reshape(many, size)
        means[:, start : start + many] = ordered @ times.T.astype(np.float64) / size
    return means


def _multinomial_means(values: NDArray[np.float64], draws: int) -> NDArray[np.float64]:
    """Means of resamples of one group of few different values: shape (draws,)."""
    ordered = np.sort(values)
    edges = np.flatnonzero(np.diff(ordered, prepend=ordered[0] - 1.0))
    shares = np.diff(edges, append=len(ordered)) / len(ordered)
    times = np.random.default_rng(SEED).multinomial(len(ordered), shares, draws)
    means: NDArray[np.float64] = times @ ordered[edges] / len(ordered)
    return means
