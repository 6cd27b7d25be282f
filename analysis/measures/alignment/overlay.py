"""Two sentences laid over one another: the runs they have in common, in order."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.ragged import nth

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
    (chain,) = laid_out_many(a, [b])
    return chain


def laid_out_many(
    a: Codes, others: Sequence[Codes], *, first: Sequence[bool] | None = None
) -> list[list[tuple[int, int, int]]]:
    """Lay a sentence over each of some others; see :func:`laid_out`.

    Parameters
    ----------
    a
        Folded characters of the sentence.
    others
        Those of the others: common runs with all of them are looked for at once.
    first
        For each whether it is the *other* that is laid first: where two runs overlap, the earlier
        in what is laid first has the text. By default ``a`` is.

    Returns
    -------
    list of list of (int, int, int)
        For each other: begin in what is laid first, begin in the second, length; ascending.

    Examples
    --------
    >>> codes = lambda text: np.array([ord(c) for c in text], dtype=np.uint32)
    >>> laid_out_many(codes("党委书记"), [codes("镇党委"), codes("书记")], first=[False, True])
    [[(0, 1, 2)], [(0, 2, 2)]]
    """
    turned = np.array([False] * len(others) if first is None else first, dtype=np.bool_)
    return [_chain(runs) for runs in _common_runs(a, others, turned)]


def _chain(runs: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    if not runs:
        return []
    best: list[int] = []
    cut: list[int] = []
    came: list[int] = []
    order: list[tuple[int, int]] = []  # what chains end with so far, the best first
    # plain loops: two sentences have few runs in common, and arrays of a few are slow
    for row, (i, j, n) in enumerate(runs):
        most, pick, drop = 0, -1, 0
        for worse, k in order:
            # of equal chains the one with the first run is taken, and the first stand first
            if most > -worse or (most == -worse and k > pick):
                break
            one, two, length = runs[k]
            if one < i and two < j:
                overlap = max(one + length - i, two + length - j, 0)
                here = -worse - overlap
                if overlap < n - 1 and (here > most or (here == most and k < pick)):
                    most, pick, drop = here, k, overlap
        best.append(n - 1 + most)
        came.append(pick)
        cut.append(drop)
        insort(order, (-best[row], row))
    chain = []
    row = order[0][1]
    while row >= 0:
        i, j, n = runs[row]
        chain.append((i + cut[row], j + cut[row], n - cut[row]))
        row = came[row]
    return chain[::-1]


def _common_runs(
    a: Codes, others: Sequence[Codes], turned: NDArray[np.bool_]
) -> list[list[tuple[int, int, int]]]:
    """Maximal common runs of two characters and more with each, by their starts."""
    sizes = np.fromiter(map(len, others), dtype=np.int64, count=len(others))
    starts = np.cumsum(sizes) - sizes
    owner = np.repeat(np.arange(len(others)), sizes)
    i, j = _equal(a, np.concatenate([*others, a[:0]]))
    # sorted by diagonal, a run is a stretch of neighbours
    order = np.argsort(j - i, kind="stable")
    i, j = i[order], j[order]
    whose = owner[j]
    begins = np.ones(len(i), dtype=bool)
    begins[1:] = (i[1:] != i[:-1] + 1) | (j[1:] != j[:-1] + 1) | (whose[1:] != whose[:-1])
    at = np.flatnonzero(begins)
    n = np.diff(at, append=len(i))
    at, n = at[n >= 2], n[n >= 2]
    mine, theirs, whose = i[at], j[at] - starts[whose[at]], whose[at]
    one = np.where(turned[whose], theirs, mine)
    two = np.where(turned[whose], mine, theirs)
    order = np.lexsort([two, one, whose])
    runs = list(zip(one[order].tolist(), two[order].tolist(), n[order].tolist(), strict=True))
    edges = np.searchsorted(whose[order], np.arange(len(others) + 1)).tolist()
    return [runs[x:y] for x, y in pairwise(edges)]


def _equal(a: Codes, b: Codes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Places of equal codes in both, by the place in ``b``, then by that in ``a``.

    >>> [places.tolist() for places in _equal(np.uint32([5, 7, 5]), np.uint32([7, 9, 5]))]
    [[1, 0, 2], [0, 2, 2]]
    """
    order = np.argsort(a, kind="stable")
    ascending = a[order]
    low = np.searchsorted(ascending, b)
    times = np.searchsorted(ascending, b, side="right") - low
    j = np.repeat(np.arange(len(b)), times)
    return order[low[j] + nth(times)], j
