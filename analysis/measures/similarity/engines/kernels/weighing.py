"""Compiled sums over pairs and groups whose shingles are known."""

from __future__ import annotations

import numpy as np
from numba import int64, njit, types

from analysis.measures.similarity.engines.kernels.hashing import (
    MARKED_SHINGLES,
    ONE,
    OPTIONS,
    cells_for,
    hash_unit,
    longest_of,
    shingles_in,
    spare_for,
)

_APART = 1 << 20  # characters whose weights can be added in both halves of a word at once


@njit("UniTuple(i8, 2)(u1[::1], i8[::1])", **OPTIONS)
def _weighed(kinds, weights):
    """Sum of the low and of the high halves of the weights of some characters."""
    half = np.int64(0xFFFFFFFF)
    low = high = 0
    for at in range(0, len(kinds), _APART):
        both = 0
        for kind in kinds[at : at + _APART]:
            both += weights[kind]
        low += both & half
        high += both >> 32
    return low, high


@njit("void(i8[:, ::1], i8[:, ::1], u1[::1], i8[::1], i8[:, ::1])", **OPTIONS)
def covered(runs, loose, kinds, weights, out):
    """Twin of ``weighting.covered`` for two weightings, column by column.

    ``runs`` and ``loose`` are rows of
    :func:`analysis.measures.similarity.engines.kernels.comparing.shared`. A character of a kind
    weighs as many units as the low and the high half of ``weights`` say, which are below 2¹².
    """
    half = np.int64(0xFFFFFFFF)
    for r in range(len(runs)):
        low, high = _weighed(kinds[runs[r, 1] : runs[r, 2]], weights)
        out[runs[r, 0], 0] += low
        out[runs[r, 0], 1] += high
    for m in range(len(loose)):
        at, r = loose[m, 0], loose[m, 1]
        mine, before, behind = kinds[at], kinds[runs[r - 1, 2] - 1], kinds[runs[r, 1]]
        a, b, c = weights[mine], weights[before], weights[behind]
        out[runs[r, 0], 0] += min(a & half, min(b & half, c & half))
        out[runs[r, 0], 1] += min(a >> 32, min(b >> 32, c >> 32))


@njit("void(u1[::1], i8[::1], i8[::1], i8[::1], i8[:, ::1])", **OPTIONS)
def totals(kinds, begins, ends, weights, out):
    """Sums of the weights of each unit's characters, as in :func:`covered`."""
    for unit in range(len(begins)):
        out[unit, 0], out[unit, 1] = _weighed(kinds[begins[unit] : ends[unit]], weights)


@njit(types.UniTuple(int64[::1], 2)(MARKED_SHINGLES, int64[::1]), **OPTIONS)
def own_and_missing(marks, members):
    """Twin of :func:`analysis.measures.similarity.engines.arrays.own_and_missing`."""
    codes, begins, ends, sizes = marks.codes, marks.begins, marks.ends, marks.sizes
    k, low, first_shingle = marks.k, marks.low, marks.first_shingle
    own, missing = np.zeros(len(members), np.int64), np.zeros(len(members), np.int64)
    total = 0
    for member in members:
        total += sizes[member]
    cells = cells_for(total)
    mask = np.uint64(cells - 1)
    key, count = np.empty(cells, np.uint64), np.zeros(cells, np.int32)
    cell_of = np.empty(total, np.int64)
    longest = longest_of(begins, ends, members)
    hashes, spare = np.empty(longest, np.uint64), spare_for(longest)
    n = 0
    for member in members:
        begin, end = begins[member], ends[member]
        hash_unit(codes, begin, end, k, spare, hashes)
        for i in range(shingles_in(end - begin, k)):
            if not first_shingle[begin + i]:
                continue
            h = hashes[i] & ~low
            cell = (h >> np.uint64(32)) & mask
            while count[cell] and key[cell] != h:
                cell = (cell + ONE) & mask
            key[cell] = h
            count[cell] += 1
            cell_of[n] = cell
            n += 1
    least = max(2, len(members) // 2)
    common = 0
    for cell in range(cells):
        common += count[cell] >= least
    n = 0
    for row in range(len(members)):
        missing[row] = common
        for _ in range(sizes[members[row]]):
            times = count[cell_of[n]]
            own[row] += times == 1
            missing[row] -= times >= least
            n += 1
    return own, missing
