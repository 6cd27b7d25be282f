"""Compiled twin of :func:`analysis.measures.similarity.occasions.exchanges.exchanges`."""

from __future__ import annotations

import numpy as np
from numba import boolean, float64, int32, int64, njit, types, uint32, uint64, void

from analysis.measures.similarity.engines.kernels.comparing import in_order, ordered
from analysis.measures.similarity.engines.kernels.hashing import (
    ONE,
    OPTIONS,
    cells_for,
    hash_unit,
    longest_of,
    shingles_in,
    spare_for,
)
from analysis.measures.similarity.engines.records import GapLimits

_LIMITS = types.NamedTuple((int64,) * 7 + (float64,), GapLimits)


@njit(int64(uint32[::1], uint32[::1], int64, int64[:, ::1]), **OPTIONS)
def _level_strands(one, two, shingle, strands):
    """Write the stretches that two texts of one length have at the same place.

    Returns how many there are; −1 if they are not most of the text.
    """
    n = covered = at = 0
    size = len(one)
    while at < size:
        start = at
        while at < size and one[at] == two[at]:
            at += 1
        if at - start >= shingle:
            strands[n, 0] = strands[n, 1] = start
            strands[n, 2] = at - start
            covered += at - start
            n += 1
        at += 1
    return n if 2 * covered > size else -1


@njit(
    int64(uint64[::1], uint64[::1], int32[::1], boolean[::1], int64[:, ::1]),
    **OPTIONS,
)
def _shingle_strands(mine, other, table, used, strands):
    """Write the strands of two units, by their place in the second, as rows of places and size."""
    cells = cells_for(len(mine))
    mask = np.uint64(cells - 1)
    table[:cells] = 0
    for i in range(len(mine)):
        used[i] = False
        cell = (mine[i] >> np.uint64(32)) & mask
        while table[cell] and mine[table[cell] - 1] != mine[i]:
            cell = (cell + ONE) & mask
        if not table[cell]:  # else it stands there before
            table[cell] = i + 1
    n = 0
    for j in range(len(other)):
        cell = (other[j] >> np.uint64(32)) & mask
        while table[cell] and mine[table[cell] - 1] != other[j]:
            cell = (cell + ONE) & mask
        i = table[cell] - 1
        if i < 0 or used[i]:
            continue
        used[i] = True
        if n:
            size = strands[n - 1, 2]
            if strands[n - 1, 0] + size == i and strands[n - 1, 1] + size == j:
                strands[n - 1, 2] = size + 1
                continue
        strands[n, 0], strands[n, 1], strands[n, 2] = i, j, 1
        n += 1
    return n


@njit(int64(int64[:, ::1], int64, boolean[::1]), **OPTIONS)
def _chained(strands, n, gone):
    """Keep strands that ascend in both texts, as ``exchanges._chained`` does."""
    while True:
        falls = 0
        gone[:n] = False
        for i in range(n - 1):
            if strands[i + 1, 1] < strands[i, 1]:
                gone[i if strands[i, 2] <= strands[i + 1, 2] else i + 1] = True
                falls += 1
        if not falls:
            return n
        kept = 0
        for i in range(n):
            if not gone[i]:
                strands[kept] = strands[i]
                kept += 1
        n = kept


@njit(
    void(uint32[::1], uint32[::1], boolean, _LIMITS, boolean[::1], int32[::1], int64, int64[::1]),
    **OPTIONS,
)
def _counted(one, two, edge, limits, numeric, seen, number, counts):
    """Add what stands in a gap to ``counts``; ``seen`` says in which gap a code stood last."""
    low, high = min(len(one), len(two)), max(len(one), len(two))
    even = low == high
    level = 0
    masked = number_there = False
    for i in range(high):
        if even:
            level += one[i] == two[i]
        if i < len(one):
            masked |= one[i] == limits.mask
            number_there |= numeric[min(one[i], len(numeric) - 1)]
        if i < len(two):
            masked |= two[i] == limits.mask
            number_there |= numeric[min(two[i], len(numeric) - 1)]
    single = high - level <= 1 or (even and 2 * level >= high)
    if single or masked:
        if not masked and not number_there:
            counts[3] += high - level
        return
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    same = 0
    if low:
        for code in long:
            seen[min(code, len(seen) - 1)] = number
        for code in short:
            same += seen[min(code, len(seen) - 1)] == number
    if low >= limits.value and same < limits.in_common * low:
        if low > (limits.longest_at_edge if edge else limits.longest_value):
            return  # passages of other texts
        beside = high - low if high > limits.ratio * low and high > limits.short_value else 0
        counts[0] += low + high - beside
        counts[1] += beside
        counts[2] += 1
    else:
        counts[1] += low + high - 2 * same


@njit(
    void(
        uint32[::1], int64[::1], int64[::1], int64[::1], int64[::1], _LIMITS, boolean[::1],
        int32[::1], int64[:, ::1],
    ),
    **OPTIONS,
)  # fmt: skip
def exchanged(codes, begins, ends, a, b, limits, numeric, seen, counts):
    """Count what differs between pairs of texts.

    Columns of ``counts``: characters exchanged and added, places, characters misread. ``seen`` has
    a 0 for every code point.
    """
    shingle = limits.shingle
    longest = max(longest_of(begins, ends, a), longest_of(begins, ends, b))
    spare, table = spare_for(longest), np.empty(cells_for(longest), np.int32)
    mine, other = np.empty(longest, np.uint64), np.empty(longest, np.uint64)
    used, kept = np.empty(longest, np.bool_), np.empty(longest, np.bool_)
    strands, chain = np.empty((longest, 3), np.int64), np.empty((longest, 3), np.int64)
    order = np.empty(longest, np.int64)
    number = 0
    for p in range(len(a)):
        one, two = codes[begins[a[p]] : ends[a[p]]], codes[begins[b[p]] : ends[b[p]]]
        n = _level_strands(one, two, shingle, chain) if len(one) == len(two) else -1
        if n < 0:
            hash_unit(codes, begins[a[p]], ends[a[p]], shingle, spare, mine)
            hash_unit(codes, begins[b[p]], ends[b[p]], shingle, spare, other)
            many = _shingle_strands(
                mine[: shingles_in(len(one), shingle)],
                other[: shingles_in(len(two), shingle)],
                table, used, strands,
            )  # fmt: skip
            ordered(strands, many, order)
            in_order(strands, many, order, shingle, kept)
            n = 0
            for i in range(many):
                if kept[order[i]]:
                    chain[n] = strands[order[i]]
                    chain[n, 2] += shingle - 1
                    n += 1
        n = _chained(chain, n, used)
        end_a = end_b = 0
        for i in range(n + 1):
            stop_a, stop_b = (chain[i, 0], chain[i, 1]) if i < n else (len(one), len(two))
            # Where stretches overlap on one side, the other has the difference.
            overlap = max(end_a - stop_a, end_b - stop_b, 0)
            end_a -= overlap
            end_b -= overlap
            if stop_a > end_a or stop_b > end_b:
                number += 1
                _counted(
                    one[end_a:stop_a], two[end_b:stop_b], i == 0 or i == n,
                    limits, numeric, seen, number, counts[p],
                )  # fmt: skip
            if i < n:
                end_a, end_b = chain[i, 0] + chain[i, 2], chain[i, 1] + chain[i, 2]
