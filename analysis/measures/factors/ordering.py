"""An order of documents that puts similar ones side by side, and the tree behind it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import dendrogram, linkage, optimal_leaf_ordering
from scipy.spatial.distance import squareform

MOST_OPTIMAL = 200  # the optimal leaf order takes cubic time and more; beyond this the tree's own


class Ordering(NamedTuple):
    """Rows in an order that follows a tree of similarities."""

    rows: NDArray[np.int64]
    """Shape (n,): rows of the matrix, in the order to show them."""
    branches: NDArray[np.float64]
    """Shape (n - 1, 4, 2): one ⊓ a merge, as four points (place, distance); place 0 is the first
    row shown, distance is 1 - similarity."""


def similarity_matrix(
    a: NDArray[np.int64], b: NDArray[np.int64], values: NDArray[np.float64], n: int
) -> NDArray[np.float64]:
    """Pairs as a full symmetric matrix, 1 on the diagonal, 0 where a pair is not listed.

    Parameters
    ----------
    a, b
        Shape (m,): rows of each pair.
    values
        Shape (m,), between 0 and 1.
    n
        Number of rows of the matrix.

    Returns
    -------
    ndarray
        Shape (n, n), float64.

    Examples
    --------
    >>> similarity_matrix(np.array([0]), np.array([2]), np.array([0.5]), 3).tolist()
    [[1.0, 0.0, 0.5], [0.0, 1.0, 0.0], [0.5, 0.0, 1.0]]
    """
    matrix = np.eye(n)
    matrix[a, b] = values
    matrix[b, a] = values
    return matrix


def order_by_similarity(
    matrix: NDArray[np.float64], groups: NDArray[np.integer] | None = None
) -> Ordering:
    """Order rows so that similar ones are neighbours.

    Average linkage (Sokal and Michener, 1958) on ``1 - similarity``; the leaves of the tree are
    then turned so that the sum of distances between neighbours is least (Bar-Joseph, Gifford
    and Jaakkola, 2001, "Fast optimal leaf ordering for hierarchical clustering").

    Parameters
    ----------
    matrix
        Shape (n, n), symmetric, between 0 and 1.
    groups
        Shape (n,): rows with the same number are not parted, whatever the matrix says. Distances
        between groups are then raised by 1.

    Returns
    -------
    Ordering

    Examples
    --------
    >>> close = np.array([[1.0, 0.1, 0.9], [0.1, 1.0, 0.2], [0.9, 0.2, 1.0]])
    >>> ordering = order_by_similarity(close)
    >>> ordering.rows.tolist()
    [1, 2, 0]
    >>> ordering.branches.round(2)[0].tolist()
    [[1.0, 0.0], [1.0, 0.1], [2.0, 0.1], [2.0, 0.0]]
    """
    n = len(matrix)
    if n < 2:
        return Ordering(np.arange(n), np.zeros((0, 4, 2)))
    distance = np.clip(1.0 - (matrix + matrix.T) / 2, 0.0, 1.0)
    if groups is not None:
        distance += groups[:, None] != groups
    np.fill_diagonal(distance, 0.0)
    pairs = squareform(distance, checks=False)
    tree = linkage(pairs, method="average")
    if n <= MOST_OPTIMAL:
        tree = optimal_leaf_ordering(tree, pairs)
    drawn = dendrogram(tree, no_plot=True)
    places = (np.array(drawn["icoord"]) - 5.0) / 10.0  # SciPy puts leaf i at 10 i + 5
    rows = np.array(drawn["leaves"], dtype=np.int64)
    return Ordering(rows, np.stack([places, np.array(drawn["dcoord"])], axis=2))
