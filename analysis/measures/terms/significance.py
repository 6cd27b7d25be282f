"""Whether a difference may be chance: χ² of a two-by-two table, p-values, their correction."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincc

Floats = NDArray[np.float64]

CORRECTIONS = ("holm", "bh", "none")


def chi_square(
    target: NDArray[np.int64],
    target_size: int | NDArray[np.int64],
    rest: NDArray[np.int64],
    rest_size: int | NDArray[np.int64],
    *,
    continuity: bool = True,
) -> Floats:
    """Pearson's χ² of term against other words, target against rest; 1 degree of freedom.

    ``N (|ad - bc| - N/2)² / (row and column sums)`` with Yates' (1934) correction for continuity,
    without ``N/2`` where that is switched off.

    Parameters
    ----------
    target, rest
        Shape (n terms,): counts of each term.
    target_size, rest_size
        Number of words in each; one for all terms, or shape (n terms,).
    continuity
        Whether to apply Yates' correction.

    Returns
    -------
    ndarray
        Shape (n terms,), float64, at least 0; 0 where a row or column of the table is empty.

    Examples
    --------
    10 of 100 against 5 of 200: |10·195 - 90·5| = 1500, less 150 is 1350;
    300 · 1350² / (100 · 200 · 15 · 285) = 6.395.

    >>> chi_square(np.array([10]), 100, np.array([5]), 200).round(3).tolist()
    [6.395]
    """
    a, b = np.asarray(target, dtype=np.float64), np.asarray(rest, dtype=np.float64)
    c, d = target_size - a, rest_size - b
    n = np.add(target_size, rest_size, dtype=np.float64)
    difference = np.abs(a * d - b * c)
    if continuity:
        difference = np.maximum(difference - n / 2, 0.0)
    sums = np.multiply(target_size, rest_size, dtype=np.float64) * (a + b) * (c + d)
    return np.divide(n * difference**2, sums, out=np.zeros_like(a), where=sums > 0)


def p_values(statistic: Floats, *, degrees: int = 1) -> Floats:
    """Probability of a statistic at least that large by chance, by the χ² distribution.

    Signs do not count, so that signed log-likelihoods can be passed.

    >>> p_values(np.array([3.841, -10.828, 0.0])).round(4).tolist()
    [0.05, 0.001, 1.0]
    """
    return gammaincc(degrees / 2.0, np.abs(np.asarray(statistic, dtype=np.float64)) / 2.0)


def correct(p: Floats, method: str = "holm") -> Floats:
    """Correct p-values for the number of comparisons made.

    Parameters
    ----------
    p
        Shape (n,).
    method
        ``"holm"``: no false find in the whole list with probability 1 - α (Holm, 1979, "A simple
        sequentially rejective multiple test procedure"); ``"bh"``: at most a share α of the finds
        is false (Benjamini and Hochberg, 1995, "Controlling the false discovery rate");
        ``"none"``.

    Returns
    -------
    ndarray
        Shape (n,), between p and 1, in the order of ``p``.

    Raises
    ------
    ValueError
        If there is no such method.

    Examples
    --------
    Three comparisons: Holm multiplies the smallest by 3, the next by 2, and never lets a later
    one be smaller; Benjamini and Hochberg by 3/1, 3/2 and 3/3, from the largest down.

    >>> correct(np.array([0.01, 0.04, 0.03])).round(3).tolist()
    [0.03, 0.06, 0.06]
    >>> correct(np.array([0.01, 0.04, 0.03]), "bh").round(3).tolist()
    [0.03, 0.04, 0.04]
    """
    if method not in CORRECTIONS:
        raise ValueError(f"method is {method!r}; expected one of {', '.join(CORRECTIONS)}")
    p = np.asarray(p, dtype=np.float64)
    n = len(p)
    if method == "none" or not n:
        return p.copy()
    order = np.argsort(p, kind="stable")
    rank = np.arange(n)
    if method == "holm":
        stepped = np.maximum.accumulate(p[order] * (n - rank))
    else:
        stepped = np.minimum.accumulate((p[order] * n / (rank + 1))[::-1])[::-1]
    corrected = np.empty(n)
    corrected[order] = np.minimum(stepped, 1.0)
    return corrected
