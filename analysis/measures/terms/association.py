"""How strongly two words attract each other: measures of a two-by-two table of pairs.

``joint`` pairs hold both words, ``first`` pairs the first, ``second`` pairs the second, out of
``total``; the count expected by chance is ``first · second / total``. Evert (2008), "Corpora and
collocations", in Lüdeling and Kytö (eds.), Corpus Linguistics, lists all of them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def log_likelihood_2x2(joint: Ints, first: Ints, second: Ints, total: int) -> Floats:
    """Log-likelihood G² over all four cells, negative where the pair is rarer than expected.

    ``2 Σ O ln(O / E)``: Dunning (1993), "Accurate methods for the statistics of surprise and
    coincidence", Computational Linguistics 19(1).

    Examples
    --------
    Cells 8 2 2 8, each expected 5: 2 (16 ln 1.6 + 4 ln 0.4) = 7.710.

    >>> ten = np.array([10])
    >>> log_likelihood_2x2(np.array([8]), ten, ten, 20).round(3).tolist()
    [7.71]
    """
    o11, r1, c1 = (np.asarray(x, dtype=np.float64) for x in (joint, first, second))
    n = float(total)
    cells = ((o11, r1, c1), (r1 - o11, r1, n - c1), (c1 - o11, n - r1, c1),
             (n - r1 - c1 + o11, n - r1, n - c1))  # fmt: skip
    value = np.zeros_like(o11)
    for observed, row, column in cells:
        ratio = np.divide(
            observed * n, row * column, out=np.ones_like(o11), where=(observed > 0) & (row > 0)
        )
        value += 2.0 * observed * np.log(ratio)
    return np.where(o11 * n < r1 * c1, -value, value)


def t_score(joint: Ints, first: Ints, second: Ints, total: int) -> Floats:
    """How sure it is that the pair is no chance: ``(O - E) / sqrt(O)``.

    Church, Gale, Hanks and Hindle (1991), "Using statistics in lexical analysis".

    >>> ten = np.array([10])
    >>> t_score(np.array([9]), ten, ten, 20).round(3).tolist()
    [1.333]
    """
    observed = np.asarray(joint, dtype=np.float64)
    return (observed - _expected(first, second, total)) / np.sqrt(np.maximum(observed, 1.0))


def mutual_information(joint: Ints, first: Ints, second: Ints, total: int) -> Floats:
    """How many times more often than by chance, in bits: ``log2(O / E)``.

    Church and Hanks (1990), "Word association norms, mutual information, and lexicography",
    Computational Linguistics 16(1).

    >>> ten = np.array([10])
    >>> mutual_information(np.array([10]), ten, ten, 40).tolist()
    [2.0]
    """
    return np.log2(np.asarray(joint, dtype=np.float64) / _expected(first, second, total))


def normalised_information(joint: Ints, first: Ints, second: Ints, total: int) -> Floats:
    """Mutual information over its greatest value, ``-log2(O / total)``: at most 1.

    Bouma (2009), "Normalized (pointwise) mutual information in collocation extraction".

    >>> ten = np.array([10])
    >>> normalised_information(np.array([10, 5]), ten, ten, 40).round(3).tolist()
    [1.0, 0.333]
    """
    information = mutual_information(joint, first, second, total)
    greatest = -np.log2(np.asarray(joint, dtype=np.float64) / max(1, total))
    return np.divide(information, greatest, out=np.ones_like(information), where=greatest > 0)


def log_dice(joint: Ints, first: Ints, second: Ints) -> Floats:
    """How exclusive the pair is, whatever the corpus' size: ``14 + log2(2 O / (first + second))``.

    Rychlý (2008), "A lexicographer-friendly association score". 14 is a pair that never parts; one
    point less is half as often together.

    >>> ten = np.array([10])
    >>> log_dice(np.array([10, 5]), ten, ten).tolist()
    [14.0, 13.0]
    """
    both = np.asarray(first, dtype=np.float64) + np.asarray(second, dtype=np.float64)
    return 14.0 + np.log2(2.0 * np.asarray(joint, dtype=np.float64) / both)


def _expected(first: Ints, second: Ints, total: int) -> Floats:
    product = np.asarray(first, dtype=np.float64) * np.asarray(second, dtype=np.float64)
    return product / max(1, total)
