"""How well clusters of rows keep apart: silhouettes from similarities.

Rousseeuw (1987), "Silhouettes: a graphical aid to the interpretation and validation of cluster
analysis", Journal of Computational and Applied Mathematics 20, section 2, in the form he gives for
similarities: how much more a row is like its own cluster than like the next best, as a share of
the greater of the two.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Floats = NDArray[np.float64]


def silhouettes(rows: csr_array, cluster: NDArray[np.int64], number: int) -> Floats:
    """How much better each row stands in its own cluster than in the next best.

    ``(own - next) / (max(own, next) + usual)``: own and next are mean cosines with the members of
    its own cluster (itself left out) and of the most similar other one, ``usual`` is the mean
    cosine of any two rows. It is not in the paper: among rows that have hardly a word in common,
    0.03 against 0.01 is no cluster.

    Parameters
    ----------
    rows
        Shape (n, n terms), rows of length 1 (or 0), no negative entries.
    cluster
        Shape (n,): cluster of each, 0 to ``number - 1``.
    number
        Clusters, some of which may be empty.

    Returns
    -------
    ndarray
        Shape (n,), float64, between -1 and 1; 0 for a row alone in its cluster.

    Examples
    --------
    >>> rows = csr_array(np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0]]))
    >>> silhouettes(rows, np.array([0, 0, 1, 1]), 2).round(2).tolist()
    [0.75, 0.75, 0.75, 0.75]
    """
    n = rows.shape[0]
    every = np.arange(n)
    size = np.bincount(cluster, minlength=number)
    member = csr_array((np.ones(n), (cluster, every)), shape=(number, n))
    # sums of cosines with each cluster need its summed row only: linear in the number of rows
    sums = (rows @ (member @ rows).T).toarray()
    itself = np.asarray(rows.multiply(rows).sum(axis=1)).ravel()
    own = (sums[every, cluster] - itself) / np.maximum(size[cluster] - 1, 1)
    others = sums / np.maximum(size, 1)
    others[every, cluster] = 0.0
    beside = others.max(axis=1, initial=0.0)
    usual = float((sums.sum() - itself.sum()) / max(1, n * (n - 1)))
    found = (own - beside) / np.maximum(np.maximum(own, beside) + usual, 1e-12)
    return np.where(size[cluster] > 1, found, 0.0)
