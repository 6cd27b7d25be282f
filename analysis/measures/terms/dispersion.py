"""How evenly a word is spread over the parts of a corpus: Juilland's D, Gries' DP.

A word can be frequent because one text repeats it. Both measures compare a word's share of each
part with the part's size; they are overviewed in Gries (2020), "Analyzing dispersion".
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Floats = NDArray[np.float64]


def juilland_d(counts: csr_array | NDArray[np.int64], sizes: NDArray[np.int64]) -> Floats:
    """Juilland's D: 1 for a perfectly even spread, 0 for a word of one part only.

    ``D = 1 - V / sqrt(n - 1)`` with V the variation coefficient, the standard deviation of the
    word's relative frequencies in the n parts over their mean: Juilland, Brodin and Davidovitch
    (1970), "Frequency Dictionary of French Words". Relative frequencies serve parts of unequal
    size; empty parts are no parts.

    Parameters
    ----------
    counts
        Shape (n parts, n terms): occurrences.
    sizes
        Shape (n parts,): words of each part; of a dense array of counts also (n parts, n terms),
        where each term is looked at in parts of its own.

    Returns
    -------
    ndarray
        Shape (n terms,), float64, between 0 and 1; 0 for a term that does not occur, and
        everywhere where there are fewer than two parts.

    Examples
    --------
    Relative frequencies .1 .2 .3: mean .2, standard deviation .0816, V .408, D .711.

    >>> counts = csr_array(np.array([[1, 6], [2, 0], [3, 0]]))
    >>> juilland_d(counts, np.array([10, 10, 10])).round(3).tolist()
    [0.711, 0.0]
    """
    if isinstance(counts, np.ndarray):
        return _dense_juilland_d(counts, _of_terms(counts, sizes))
    shares, filled = _relative(counts, sizes)
    n = len(filled)
    if n < 2:
        return np.zeros(counts.shape[1])
    mean = shares.sum(axis=0) / n
    cells = shares.tocoo()
    held = np.bincount(cells.col, minlength=counts.shape[1])
    squares = np.bincount(cells.col, (cells.data - mean[cells.col]) ** 2, minlength=counts.shape[1])
    variance = (squares + (n - held) * mean**2) / n  # a part without the word is a mean away
    return _evenness(mean, variance, n)


def deviation_of_proportions(
    counts: csr_array | NDArray[np.int64], sizes: NDArray[np.int64], *, normalised: bool = False
) -> Floats:
    """Gries' DP: 0 for a perfectly even spread, near 1 for a word of one small part only.

    ``DP = ½ Σ |vᵢ - sᵢ|``, vᵢ the share of the word's occurrences that stand in part i, sᵢ the
    part's share of all words: Gries (2008), "Dispersions and adjusted frequencies in corpora",
    International Journal of Corpus Linguistics 13(4). Normalised, it is divided by its greatest
    possible value, ``1 - min sᵢ``: Lijffijt and Gries (2012), same journal, 17(1).

    Parameters
    ----------
    counts
        Shape (n parts, n terms): occurrences.
    sizes
        Shape (n parts,): words of each part; of a dense array of counts also (n parts, n terms).
    normalised
        Whether to reach 1 exactly for a word that stands in the smallest part only.

    Returns
    -------
    ndarray
        Shape (n terms,), float64; 1 for a term that does not occur.

    Examples
    --------
    Three parts of 10, 10 and 20 words, s = ¼, ¼, ½. A word that stands once, once and twice is
    even; of one that stands only in the first, DP = ½ (¾ + ¼ + ½) = ¾.

    >>> counts = csr_array(np.array([[1, 3], [1, 0], [2, 0]]))
    >>> deviation_of_proportions(counts, np.array([10, 10, 20])).tolist()
    [0.0, 0.75]
    """
    if isinstance(counts, np.ndarray):
        return _dense_deviation(counts, _of_terms(counts, sizes), normalised)
    sizes = np.asarray(sizes, dtype=np.float64)
    total = sizes.sum()
    n_terms = counts.shape[1]
    occurrences = np.asarray(counts.sum(axis=0), dtype=np.float64).ravel()
    if total <= 0:
        return np.ones(n_terms)
    parts = sizes / total
    cells = counts.tocoo()
    here = parts[cells.row]
    share = cells.data / occurrences[cells.col]
    # a part without the word adds its whole sᵢ: start from Σ sᵢ = 1 and mend the other cells
    mended = np.bincount(cells.col, np.abs(share - here) - here, minlength=n_terms)
    value = np.where(occurrences > 0, (1.0 + mended) / 2.0, 1.0)
    if normalised:
        smallest = parts[parts > 0].min()
        value = np.where(occurrences > 0, value / (1.0 - smallest) if smallest < 1 else 0.0, 1.0)
    return np.clip(value, 0.0, 1.0).round(12)


def _of_terms(counts: NDArray[np.int64], sizes: NDArray[np.int64]) -> Floats:
    """Sizes of the parts for each term: shape (n parts, n terms)."""
    held = np.asarray(sizes, dtype=np.float64)
    return np.broadcast_to(held[:, None] if held.ndim == 1 else held, counts.shape)


def _dense_juilland_d(counts: NDArray[np.int64], sizes: Floats) -> Floats:
    filled = sizes > 0
    n = np.count_nonzero(filled, axis=0)
    shares = np.divide(counts, sizes, out=np.zeros(counts.shape), where=filled)
    mean = shares.sum(axis=0) / np.maximum(n, 1)
    variance = (((shares - mean) * filled) ** 2).sum(axis=0) / np.maximum(n, 1)
    return np.where(n < 2, 0.0, _evenness(mean, variance, np.maximum(n, 2)))


def _evenness(mean: Floats, variance: Floats, n: int | NDArray[np.int64]) -> Floats:
    variation = np.divide(np.sqrt(variance), mean, out=np.zeros_like(mean), where=mean > 0)
    spread = np.clip(1.0 - variation / np.sqrt(n - 1), 0.0, 1.0)
    return np.where(mean > 0, spread.round(12), 0.0)


def _dense_deviation(counts: NDArray[np.int64], sizes: Floats, normalised: bool) -> Floats:  # noqa: FBT001
    total, occurrences = sizes.sum(axis=0), counts.sum(axis=0)
    parts = np.divide(sizes, total, out=np.zeros(counts.shape), where=total > 0)
    share = np.divide(counts, occurrences, out=np.zeros(counts.shape), where=occurrences > 0)
    value = np.abs(share - parts).sum(axis=0) / 2.0
    if normalised:
        smallest = np.where(parts > 0, parts, 1.0).min(axis=0, initial=1.0)
        value = np.divide(value, 1.0 - smallest, out=np.zeros_like(value), where=smallest < 1)
    return np.where((occurrences > 0) & (total > 0), np.clip(value, 0.0, 1.0).round(12), 1.0)


def _relative(counts: csr_array, sizes: NDArray[np.int64]) -> tuple[csr_array, NDArray[np.int64]]:
    """Relative frequencies of the parts that are not empty, and their rows."""
    filled = np.flatnonzero(np.asarray(sizes) > 0)
    shares = csr_array(counts, dtype=np.float64, copy=True)[filled]
    shares.data /= np.repeat(np.asarray(sizes, np.float64)[filled], np.diff(shares.indptr))
    return shares, filled
