"""Compiled twin of the join of sampled shingles, :mod:`analysis.measures.similarity.candidates`."""

from __future__ import annotations

import numpy as np
from numba import njit

from analysis.measures.similarity.engines.kernels.hashing import OPTIONS, wider


@njit("Tuple((i8[::1], i8[:, ::1], i8[::1], i8))(i4[::1], i8[::1], i8, i8)", **OPTIONS)
def _postings(unit, heads, n, cap):
    """For every unit, where it stands in a group with others behind it, and where that ends.

    Returns the rows of each unit, the rows, how many groups each unit is in, and how many groups
    were left out.
    """
    joined = np.zeros(n, np.int64)
    cuts = np.zeros(n + 1, np.int64)
    capped = 0
    for g in range(len(heads) - 1):
        size = heads[g + 1] - heads[g]
        if size > cap:
            capped += 1
        elif size > 1:
            for i in range(heads[g], heads[g + 1]):
                joined[unit[i]] += 1
                cuts[unit[i] + 1] += i + 1 < heads[g + 1]
    for row in range(n):
        cuts[row + 1] += cuts[row]
    posting = np.empty((cuts[n], 2), np.int64)
    at = cuts[:-1].copy()
    for g in range(len(heads) - 1):
        if 1 < heads[g + 1] - heads[g] <= cap:
            for i in range(heads[g], heads[g + 1] - 1):
                posting[at[unit[i]], 0] = i + 1
                posting[at[unit[i]], 1] = heads[g + 1]
                at[unit[i]] += 1
    return cuts, posting, joined, capped


@njit("Tuple((i8[:, ::1], i8))(i4[::1], i8[::1], i8, i8, i8, f8)", **OPTIONS)
def promising(unit, heads, n, cap, least, hint):
    """Twin of :func:`analysis.measures.similarity.candidates.promising_pairs`.

    ``unit`` is grouped by shingle, groups reach from ``heads[i]`` to ``heads[i + 1]``. Returns the
    pairs, ordered, one a row, and the number of groups left out.
    """
    cuts, posting, joined, capped = _postings(unit, heads, n, cap)
    times = np.zeros(n, np.int64)
    met = np.empty(n, np.int64)
    pairs = np.empty((1024, 2), np.int64)
    found = 0
    for one in range(n):
        m = 0
        for row in range(cuts[one], cuts[one + 1]):
            for i in range(posting[row, 0], posting[row, 1]):
                two = unit[i]
                if not times[two]:
                    met[m] = two
                    m += 1
                times[two] += 1
        kept = 0
        for i in range(m):
            two = met[i]
            if times[two] >= least and times[two] >= hint * min(joined[one], joined[two]):
                met[kept] = two
                kept += 1
            times[two] = 0
        pairs = wider(pairs, found + kept)
        pairs[found : found + kept, 0] = one
        pairs[found : found + kept, 1] = np.sort(met[:kept])
        found += kept
    return pairs[:found], capped
