"""Non-negative factorisation of a sparse matrix: rows as sums of a few parts.

Lee and Seung (1999), "Learning the parts of objects by non-negative matrix factorization",
Nature 401. One part at a time is set to its best value, the others kept: Cichocki and Phan (2009),
"Fast local algorithms for large scale nonnegative matrix and tensor factorizations", IEICE Trans.
E92-A (HALS). Where it starts decides what is found, so the start is given and not chance: the
means of clusters, as first proposed by Wild, Curry and Dougherty (2004), "Improving non-negative
matrix factorizations through structured initialization", Pattern Recognition 37(11).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh
from scipy.sparse import csr_array

Floats = NDArray[np.float64]

MOST_ROUNDS = 60  # what has not settled by then does not come back in a resample either
TOLERANCE = 1e-3  # share of the parts that one round still moves
TINY = 1e-12


class Singular(NamedTuple):
    """The first singular vectors of a matrix, greatest values first."""

    left: Floats
    """Shape (n, k)."""
    values: Floats
    """Shape (k,)."""
    right: Floats
    """Shape (k, m)."""


def singular_vectors(matrix: csr_array, k: int) -> Singular:
    """Compute the first k singular vectors, by the eigenvectors of the smaller Gram matrix.

    Exact, not randomised, and the sign of each is fixed (the sum of the left vector is not
    negative), so that the same matrix gives the same numbers.

    Parameters
    ----------
    matrix
        Shape (n, m).
    k
        At most min(n, m).

    Returns
    -------
    Singular

    Examples
    --------
    >>> found = singular_vectors(csr_array([[3.0, 0.0, 0.0], [0.0, 4.0, 0.0]]), 2)
    >>> found.values.round(6).tolist(), abs(found.left).round(6).tolist()
    ([4.0, 3.0], [[0.0, 1.0], [1.0, 0.0]])
    """
    if matrix.shape[0] > matrix.shape[1]:
        turned = singular_vectors(csr_array(matrix.T), k)
        return Singular(turned.right.T, turned.values, turned.left.T)
    n = matrix.shape[0]
    gram = (matrix @ matrix.T).toarray()
    squares, vectors = eigh(gram, subset_by_index=(n - k, n - 1))
    left = vectors[:, ::-1]
    left = left * np.where(left.sum(axis=0) < 0, -1.0, 1.0)
    values = np.sqrt(np.clip(squares[::-1], 0.0, None))
    right = (matrix.T @ left).T / np.where(values > TINY, values, 1.0)[:, None]
    return Singular(left, values, right)


def non_negative_factors(matrix: csr_array, start: Floats, *, rounds: int = MOST_ROUNDS) -> Floats:
    """Factorise ``matrix ≈ weights @ parts`` with no negative entries; return the parts.

    Parameters
    ----------
    matrix
        Shape (n, m), no negative entries.
    start
        Shape (k, m): parts to begin with, no negative entries.
    rounds
        How often all weights and parts are set anew, at most. Few rounds leave the parts near
        those given, and let each row be made of several of them.

    Returns
    -------
    ndarray
        Shape (k, m): rows of Euclidean length 1, or 0 for a part that is not needed.

    Examples
    --------
    >>> blocks = csr_array([[2.0, 1.0, 0.0], [4.0, 2.0, 0.0], [0.0, 0.0, 3.0]])
    >>> non_negative_factors(blocks, np.eye(3)[[0, 2]]).round(2).tolist()
    [[0.89, 0.45, 0.0], [0.0, 0.0, 1.0]]
    """
    parts = np.array(start, dtype=np.float64)
    weights = np.ascontiguousarray((matrix @ parts.T).T)
    turned = csr_array(matrix.T)
    for _ in range(rounds):
        before = parts.copy()
        _improve(weights, (matrix @ parts.T).T, parts @ parts.T)
        _improve(parts, (turned @ weights.T).T, weights @ weights.T)
        if np.abs(parts - before).sum() <= TOLERANCE * parts.sum():
            break
    lengths = np.linalg.norm(parts, axis=1, keepdims=True)
    return parts / np.where(lengths > 0, lengths, 1.0)


def _improve(rows: Floats, target: Floats, gram: Floats) -> None:
    """Set each row in turn, in place, to its best non-negative value given the others."""
    scale = np.diag(gram).copy()
    used = np.flatnonzero(scale > TINY).tolist()
    scale[scale <= TINY] = 1.0
    target = np.ascontiguousarray(target / scale[:, None])
    others = gram / scale[:, None]
    np.fill_diagonal(others, 0.0)
    explained = np.empty(rows.shape[1])
    for row in used:
        np.dot(others[row], rows, out=explained)
        np.subtract(target[row], explained, out=explained)
        np.maximum(explained, 0.0, out=rows[row])
