"""How much of each document stands in each other one: shares of characters, both ways.

The evidence is the shared run of k folded characters, as in
:mod:`analysis.measures.sharing.breadth`: a character of A stands in B when a run over it stands
anywhere in B. The share is not symmetric: all of a short text may stand in a long one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.ragged import nth
from analysis.measures.arrays.shingles import Ints
from analysis.measures.sharing.breadth import SharedRuns


def overlap(
    runs: SharedRuns, bounds: Ints, rows: Ints, *, k: int, families: int | None = None
) -> NDArray[np.float64]:
    """Return the share of each document's characters that stand in each other document.

    Parameters
    ----------
    runs
        Shared runs of all documents, from :func:`analysis.measures.sharing.breadth.shared_runs`.
    bounds
        Shape (documents + 1,): where each document's folded characters start.
    rows
        Shape (n,), ascending: documents to compare with one another.
    k
        Length of the runs.
    families
        Leave out runs that this many families share, or more, on both sides of the fraction: then
        boilerplate counts neither as common ground nor as text.

    Returns
    -------
    ndarray
        Shape (n, n), float64: entry (i, j) is the share of ``rows[i]`` found in ``rows[j]``; 1 on
        the diagonal, 0 for a document of which nothing is left.

    Examples
    --------
    >>> from analysis.measures.sharing.breadth import shared_runs
    >>> text = np.frombuffer("甲乙丙丁子丑甲乙丙寅".encode("utf-32-le"), np.uint32)
    >>> bounds = np.array([0, 6, 10])
    >>> runs = shared_runs(text, bounds, np.array([0, 1]), k=3)
    >>> overlap(runs, bounds, np.array([0, 1]), k=3).tolist()
    [[1.0, 0.5], [0.75, 1.0]]
    """
    n = len(rows)
    place = np.full(len(bounds) - 1, -1, dtype=np.int64)
    place[rows] = np.arange(n)
    formula = np.zeros(len(runs.documents), dtype=bool)
    if families is not None:
        formula = runs.families >= families
    first = np.searchsorted(runs.starts, bounds)
    out = np.zeros((n, n))
    for row, document in enumerate(rows.tolist()):
        mine = slice(first[document], first[document + 1])
        starts, wording = runs.starts[mine] - bounds[document], runs.wording[mine]
        length = int(bounds[document + 1] - bounds[document])
        counted = _upto(starts[formula[wording]], length, k)
        held = runs.bounds[wording + 1] - runs.bounds[wording]
        at = np.repeat(starts, held)
        step = nth(held)
        other = place[runs.holders[np.repeat(runs.bounds[wording], held) + step]]
        at, other = at[other >= 0], other[other >= 0]
        order = np.argsort(other, kind="stable")
        at, other = at[order], other[order]
        stop = at + k
        same = other[1:] == other[:-1]
        stop[:-1][same] = np.minimum(stop[:-1], at[1:])[same]
        covered = np.bincount(other, weights=counted[stop] - counted[at], minlength=n)
        out[row] = covered / max(1, int(counted[-1]))
        out[row, row] = 1.0
    return out


def _upto(formula: Ints, length: int, k: int) -> Ints:
    """Count, up to each place of a text, the characters under no run that starts in ``formula``."""
    edge = np.zeros(length + 1, dtype=np.int64)
    edge[formula] += 1
    edge[formula + k] -= 1
    return np.concatenate([[0], np.cumsum(np.cumsum(edge[:-1]) == 0)])
