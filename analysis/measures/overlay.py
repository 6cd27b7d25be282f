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
    runs = _common_runs(a, b)
    if not len(runs):
        return []
    best = np.zeros(len(runs))
    cut = np.zeros(len(runs), dtype=np.int64)
    came = np.full(len(runs), -1)
    for row in range(len(runs)):
        i, j, n = runs[row].tolist()
        best[row] = n - 1
        before = runs[:row]
        overlap = np.maximum(
            np.maximum(before[:, 0] + before[:, 2] - i, before[:, 1] + before[:, 2] - j), 0
        )
        fits = (before[:, 0] < i) & (before[:, 1] < j) & (overlap < n - 1)
        if fits.any():
            gain = np.where(fits, best[:row] - overlap, -1.0)
            pick = int(gain.argmax())
            if gain[pick] > 0:
                best[row] += gain[pick]
                cut[row], came[row] = overlap[pick], pick
    chain = []
    row = int(best.argmax())
    while row >= 0:
        i, j, n = (int(x) for x in runs[row])
        drop = int(cut[row])
        chain.append((i + drop, j + drop, n - drop))
        row = int(came[row])
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
