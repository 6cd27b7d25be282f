"""Correspondence analysis: rows and columns of a table of counts as points of one map.

Benzécri (1973), "L'analyse des données"; the notation is that of Greenacre (2007),
"Correspondence Analysis in Practice", 2nd edition, appendix A.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class CorrespondenceMap(NamedTuple):
    """Principal coordinates; inertias are the eigenvalues, largest first."""

    rows: Floats
    """Shape (n rows, n dimensions)."""
    columns: Floats
    """Shape (n columns, n dimensions)."""
    inertia: Floats
    """Shape (n dimensions,): χ²/n of the table, part by part."""
    row_mass: Floats
    column_mass: Floats


def correspondence(counts: NDArray[np.int64]) -> CorrespondenceMap:
    """Analyse a table of counts.

    With P = N/n, masses r and c: the singular values of ``D_r^-½ (P - r cᵀ) D_c^-½`` are the
    roots of the principal inertias; principal coordinates are the singular vectors times these,
    over the root of the masses. All dimensions with any inertia are given. Of each dimension the
    row coordinate that is largest in size is positive, so that the signs, which are free, are
    always the same.

    Parameters
    ----------
    counts
        Shape (n rows, n columns), no row and no column empty.

    Returns
    -------
    CorrespondenceMap

    Raises
    ------
    ValueError
        If a row or column is empty.

    Examples
    --------
    Two rows that use two words the other way round: one dimension, χ²/n = ¼.

    >>> found = correspondence(np.array([[3, 1], [1, 3]]))
    >>> found.inertia.round(6).tolist(), found.rows.round(6).tolist()
    ([0.25], [[0.5], [-0.5]])
    """
    table = np.asarray(counts, dtype=np.float64)
    total = table.sum()
    if not total or (table.sum(axis=0) == 0).any() or (table.sum(axis=1) == 0).any():
        raise ValueError("a row or column is empty")
    shares = table / total
    r, c = shares.sum(axis=1), shares.sum(axis=0)
    expected = np.outer(r, c)
    left, roots, right = np.linalg.svd((shares - expected) / np.sqrt(expected), full_matrices=False)
    kept = roots > 1e-10  # the last is 0 by construction
    left, roots, right = left[:, kept], roots[kept], right[kept].T
    rows = left * roots / np.sqrt(r)[:, None]
    columns = right * roots / np.sqrt(c)[:, None]
    if roots.size:
        far = np.abs(rows.round(9)).argmax(axis=0)
        signs = np.where(rows[far, np.arange(roots.size)] < 0, -1.0, 1.0)
        rows, columns = rows * signs, columns * signs
    return CorrespondenceMap(rows, columns, roots**2, r, c)
