"""Ways to find themes in a matrix of passages and words; each gives parts, one row a theme.

Factorisation lets a passage be made of several themes; clustering puts each passage into one. The
clusterings work on latent semantics (Deerwester et al., 1990, "Indexing by latent semantic
analysis", JASIS 41): passages as points in the space of the first singular vectors, where words
that go together count as related. A cluster's part is the mean of its passages, so that whatever
comes after (stability, coherence, names, which passage belongs where) is one and the same for all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from analysis.findings.choices import THEME_METHOD_NAMES
from analysis.measures.factors.factorisation import non_negative_factors, singular_vectors

Floats = NDArray[np.float64]
Parts = Callable[[int], Floats]
"""From a number of themes to parts: shape (about that many, n terms), rows of length 1."""

DIMENSIONS = 50  # singular vectors: enough for MOST_THEMES themes, few enough to leave chance out
LEAST_CLUSTER = 3  # passages; two that are alike are a coincidence or a copy
FACTOR_ROUNDS = 5
"""Of factorisation. Left to run until nothing moves, it leaves good clusters for mixtures of them:
on laws of known subjects agreement falls from 0.89 to 0.80 (docs/benchmarks-themes.md)."""
MOVES = 20  # of k-means; from good clusters it has settled long before


def nmf(matrix: csr_array, most: int) -> Parts:
    """Parts by non-negative factorisation, started from the clusters of :func:`agglomerative`."""
    clusters = agglomerative(matrix, most)
    return lambda number: non_negative_factors(matrix, clusters(number), rounds=FACTOR_ROUNDS)


def kmeans(matrix: csr_array, most: int) -> Parts:
    """Clusters around their means, from those of :func:`agglomerative`; cosines decide.

    Dhillon and Modha (2001), "Concept decompositions for large sparse text data using
    clustering", Machine Learning 42.
    """
    clusters = agglomerative(matrix, most)

    def parts(number: int) -> Floats:
        means = clusters(number)
        for _ in range(MOVES):
            before = means
            means = _means(matrix, (matrix @ means.T).argmax(axis=1))
            if means.shape == before.shape and np.allclose(means, before):
                break
        return means

    return parts


def agglomerative(matrix: csr_array, _most: int) -> Parts:
    """Clusters merged one by one (Ward, 1963, least growth of squared distances)."""
    from scipy.cluster.hierarchy import linkage

    n = matrix.shape[0]
    if n < 2:
        return lambda _: _means(matrix, np.zeros(n, dtype=np.int64))
    merges = linkage(_points(matrix), method="ward")[:, :2].astype(np.int64).tolist()
    return lambda number: _means(matrix, _clusters(merges, n, min(number, n)))


def _clusters(merges: list[list[int]], n: int, number: int) -> NDArray[np.int64]:
    """Cluster of each point after as many merges as leave ``number`` clusters, in reading order.

    SciPy's ``cut_tree`` gives the same and makes all n cuts on the way.
    """
    members: dict[int, list[int]] = {point: [point] for point in range(n)}
    for new, (one, other) in enumerate(merges[: n - number], start=n):
        members[new] = members.pop(one) + members.pop(other)
    labels = np.empty(n, dtype=np.int64)
    for label, points in enumerate(sorted(map(sorted, members.values()))):
        labels[points] = label
    return labels


def hdbscan(matrix: csr_array, _most: int) -> Parts:
    """Clusters where passages lie densely, the others in none.

    Campello, Moulavi and Sander (2013), "Density-based clustering based on hierarchical density
    estimates". It finds its own number of clusters: the number asked for sets the least size of
    one, a quarter of what even shares would be.
    """
    from sklearn.cluster import HDBSCAN

    points = _points(matrix)

    def parts(number: int) -> Floats:
        least = max(LEAST_CLUSTER, len(points) // (4 * number))
        model = HDBSCAN(min_cluster_size=least, min_samples=1, copy=True)
        return _means(matrix, model.fit_predict(points))

    return parts


THEME_METHODS: Mapping[str, Callable[[csr_array, int], Parts]] = dict(
    zip(THEME_METHOD_NAMES, (nmf, kmeans, agglomerative, hdbscan), strict=True)
)


def _points(matrix: csr_array) -> Floats:
    """Passages in the space of the first singular vectors, on the unit sphere."""
    found = singular_vectors(matrix, min(DIMENSIONS, *matrix.shape))
    points = found.left * found.values
    lengths = np.linalg.norm(points, axis=1, keepdims=True)
    return points / np.where(lengths > 0, lengths, 1.0)


def _means(matrix: csr_array, cluster: NDArray[np.int64]) -> Floats:
    """Mean row of each cluster, scaled to length 1; -1 is no cluster."""
    rows = np.flatnonzero(cluster >= 0)
    found, place = np.unique(cluster[rows], return_inverse=True)
    member = csr_array((np.ones(len(rows)), (place, rows)), shape=(len(found), matrix.shape[0]))
    sums = np.asarray((member @ matrix).toarray())
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return sums / np.where(lengths > 0, lengths, 1.0)
