"""Ways to find themes in a matrix of passages and words; each gives parts, one row a theme.

Factorisation lets a passage be made of several themes; clustering puts each passage into one. The
clusterings work on latent semantics (Deerwester et al., 1990, "Indexing by latent semantic
analysis", JASIS 41): passages as points in the space of the first singular vectors, where words
that go together count as related. A cluster's part is the mean of its passages, so that whatever
comes after (stability, coherence, names, which passage belongs where) is one and the same for all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from analysis.findings.choices import THEME_METHOD_NAMES
from analysis.measures.factors.factorisation import non_negative_factors, singular_vectors
from corpus.errors import SettingsError, require_choice

Floats = NDArray[np.float64]
Parts = Callable[[int], Floats]
"""From a number of themes to parts: shape (about that many, n terms), rows of length 1."""

DIMENSIONS = 50  # singular vectors: enough for MOST_THEMES themes, few enough to leave chance out
LEAST_CLUSTER = 3  # passages; two that are alike are a coincidence or a copy
FACTOR_ROUNDS = 5
"""Of factorisation. Left to run until nothing moves, it leaves good clusters for mixtures of them:
on laws of known subjects agreement falls from 0.89 to 0.80 (docs/benchmarks-themes.md)."""
MOVES = 20  # of k-means; from good clusters it has settled long before


def nmf(matrix: csr_array, most: int, points: Floats | None = None) -> Parts:
    """Parts by non-negative factorisation, started from the clusters of :func:`agglomerative`."""
    clusters = agglomerative(matrix, most, points)
    return lambda number: non_negative_factors(matrix, clusters(number), rounds=FACTOR_ROUNDS)


def kmeans(matrix: csr_array, most: int, points: Floats | None = None) -> Parts:
    """Clusters around their means, from those of :func:`agglomerative`; cosines decide.

    Dhillon and Modha (2001), "Concept decompositions for large sparse text data using
    clustering", Machine Learning 42.
    """
    clusters = agglomerative(matrix, most, points)

    def parts(number: int) -> Floats:
        means = clusters(number)
        for _ in range(MOVES):
            before = means
            means = _means(matrix, (matrix @ means.T).argmax(axis=1))
            if means.shape == before.shape and np.allclose(means, before):
                break
        return means

    return parts


def agglomerative(matrix: csr_array, _most: int, points: Floats | None = None) -> Parts:
    """Clusters merged one by one (Ward, 1963, least growth of squared distances)."""
    from scipy.cluster.hierarchy import linkage

    n = matrix.shape[0]
    if n < 2:
        return lambda _: _means(matrix, np.zeros(n, dtype=np.int64))
    merges = linkage(_points(matrix, points), method="ward")[:, :2].astype(np.int64).tolist()
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


def hdbscan(matrix: csr_array, _most: int, given: Floats | None = None) -> Parts:
    """Clusters where passages lie densely, the others in none.

    Campello, Moulavi and Sander (2013), "Density-based clustering based on hierarchical density
    estimates". It finds its own number of clusters: the number asked for sets the least size of
    one, a quarter of what even shares would be.
    """
    from sklearn.cluster import HDBSCAN

    points = _points(matrix, given)

    def parts(number: int) -> Floats:
        least = max(LEAST_CLUSTER, len(points) // (4 * number))
        model = HDBSCAN(min_cluster_size=least, min_samples=1, copy=True)
        return _means(matrix, model.fit_predict(points))

    return parts


Method = Callable[[csr_array, int, Floats | None], Parts]
"""From a matrix, the most themes, and points where an embedding has given them, to parts."""

THEME_METHODS: Mapping[str, Method] = dict(
    zip(THEME_METHOD_NAMES, (nmf, kmeans, agglomerative, hdbscan), strict=True)
)


def method_of(method: Any) -> Method:
    """Return a way to find themes: one of ours by its name, or a user's estimator.

    Parameters
    ----------
    method
        A name of :data:`THEME_METHODS`, or an object as scikit-learn has them: a clusterer with
        ``fit_predict``, or a decomposition with ``fit`` that gives ``components_``. It is copied
        before it is fitted; where it has a parameter ``n_clusters`` or ``n_components``, the
        number of themes is set there.

    Raises
    ------
    SettingsError
        If it is neither.
    """
    if isinstance(method, str):
        require_choice("method", method, THEME_METHOD_NAMES)
        return THEME_METHODS[method]
    if isinstance(method, type) or not any(
        callable(getattr(method, name, None)) for name in ("fit_predict", "fit")
    ):
        raise SettingsError.of(
            "setting-own-method", given=repr(method)[:60], names=", ".join(THEME_METHOD_NAMES)
        )
    return _Own(method)


class _Own:
    """Parts from a user's estimator."""

    def __init__(self, estimator: Any) -> None:
        self._estimator = estimator

    def __call__(self, matrix: csr_array, _most: int, given: Floats | None = None) -> Parts:
        points = _points(matrix, given)
        return lambda number: self._parts(matrix, points, number)

    def _parts(self, matrix: csr_array, points: Floats, number: int) -> Floats:
        estimator = deepcopy(self._estimator)
        asked: Mapping[str, Any] = getattr(estimator, "get_params", dict)()
        for name in ("n_clusters", "n_components"):
            if name in asked:
                estimator.set_params(**{name: number})
        if callable(getattr(estimator, "fit_predict", None)):
            labels = np.asarray(estimator.fit_predict(points))
        else:
            estimator.fit(matrix)
            found = getattr(estimator, "components_", None)
            if found is not None:
                return self._rows(np.asarray(found, dtype=np.float64), matrix.shape[1])
            labels = np.asarray(getattr(estimator, "labels_", None))
        if labels.shape != (matrix.shape[0],) or labels.dtype.kind not in "iu":
            raise SettingsError.of(
                "setting-own-labels", name=type(estimator).__name__, rows=matrix.shape[0],
                got=f"{labels.dtype} {labels.shape}",
            )  # fmt: skip
        return _means(matrix, labels.astype(np.int64))

    def _rows(self, parts: Floats, n_terms: int) -> Floats:
        """Lengthen rows of weights to 1; what is below nothing marks no theme."""
        if parts.ndim != 2 or parts.shape[1] != n_terms or not np.isfinite(parts).all():
            raise SettingsError.of(
                "setting-own-components", name=type(self._estimator).__name__, terms=n_terms,
                got=str(parts.shape),
            )  # fmt: skip
        parts = np.clip(parts, 0.0, None)
        lengths = np.linalg.norm(parts, axis=1, keepdims=True)
        return parts / np.where(lengths > 0, lengths, 1.0)


def embedded(embedding: Any, texts: Sequence[str]) -> Floats:
    """Ask a user's embedding for a point of each text.

    Parameters
    ----------
    embedding
        A function from a list of texts to rows of numbers, or an object with ``encode``
        (sentence-transformers), ``fit_transform`` or ``transform`` (scikit-learn).
    texts
        The passages.

    Returns
    -------
    ndarray
        Shape (n texts, dimensions), float64, rows of length 1.

    Raises
    ------
    SettingsError
        If it is none of these, or what it gives are not as many rows of finite numbers.
    """
    names = ("encode", "fit_transform", "transform")
    ways = [getattr(embedding, name, None) for name in names]
    make = next((way for way in ways if callable(way)), embedding)
    if isinstance(embedding, type | str) or not callable(make):
        raise SettingsError.of("setting-own-embedding", given=type(embedding).__name__)
    made = make(list(texts))
    dense = made.toarray() if hasattr(made, "toarray") else made
    try:
        points = np.asarray(dense, dtype=np.float64)
    except (TypeError, ValueError):
        points = np.zeros(0)
    if points.ndim != 2 or len(points) != len(texts) or not np.isfinite(points).all():
        raise SettingsError.of(
            "setting-own-points", rows=len(texts), got=f"{type(made).__name__} {points.shape}"
        )
    return _on_sphere(points)


def _points(matrix: csr_array, given: Floats | None = None) -> Floats:
    """Passages in the space of the first singular vectors, on the unit sphere; or as given."""
    if given is not None:
        return given
    found = singular_vectors(matrix, min(DIMENSIONS, *matrix.shape))
    return _on_sphere(found.left * found.values)


def _on_sphere(points: Floats) -> Floats:
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
