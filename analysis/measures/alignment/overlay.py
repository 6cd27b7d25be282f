"""Two sentences laid over one another: the runs they have in common, in order."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]


def laid_out(a: Codes, b: Codes) -> list[tuple[int, int, int]]:
    """Lay one sentence over another: the chain of common runs with most text in fewest runs.

    Common runs of two characters and more are chained in order (Eppstein, Galil, Giancarlo and
    Italiano 1992, "Sparse dynamic programming I", here plainly, for the runs of two sentences are
    few); a run counts its characters less one. Where two overlap, the first has the text.

    Parameters
    ----------
    a, b
        Folded characters of two sentences.

    Returns
    -------
    list of (int, int, int)
        Begin in ``a``, begin in ``b``, length; ascending.

    Examples
    --------
    A longest common subsequence would match the 长 of 组长 with that of 院长 as well.

    >>> codes = lambda text: np.array([ord(c) for c in text], dtype=np.uint32)
    >>> laid_out(codes("以校长为组长主任为副组长"), codes("以院长为组长副院长为副组长"))
    [(2, 2, 4), (8, 9, 4)]
    """
    runs = _common_runs(a, b).tolist()
    if not runs:
        return []
    best: list[int] = []
    cut: list[int] = []
    came: list[int] = []
    # plain loops: two sentences have few runs in common, and arrays of a few are slow
    for row, (i, j, n) in enumerate(runs):
        most, pick, drop = 0, -1, 0
        for k in range(row):
            one, two, length = runs[k]
            if one < i and two < j:
                overlap = max(one + length - i, two + length - j, 0)
                if overlap < n - 1 and best[k] - overlap > most:
                    most, pick, drop = best[k] - overlap, k, overlap
        best.append(n - 1 + most)
        came.append(pick)
        cut.append(drop)
    chain = []
    row = best.index(max(best))
    while row >= 0:
        i, j, n = runs[row]
        chain.append((i + cut[row], j + cut[row], n - cut[row]))
        row = came[row]
    return chain[::-1]


def _common_runs(a: Codes, b: Codes) -> NDArray[np.int64]:
    """Maximal common runs of two characters and more, by their starts; shape (r, 3)."""
    i, j = np.nonzero(a[:, None] == b[None, :])
    # sorted by diagonal, a run is a stretch of neighbours
    order = np.argsort(j - i, kind="stable")
    i, j = i[order], j[order]
    begins = np.ones(len(i), dtype=bool)
    begins[1:] = (i[1:] != i[:-1] + 1) | (j[1:] != j[:-1] + 1)
    first = np.flatnonzero(begins)
    n = np.diff(np.append(first, len(i)))
    runs = np.stack([i[first], j[first], n], axis=1)[n >= 2]
    return runs[np.lexsort([runs[:, 1], runs[:, 0]])]
