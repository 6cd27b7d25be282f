"""Compiled twin of :func:`analysis.measures.rarity.passage_families`."""

from __future__ import annotations

import numpy as np
from numba import njit

from analysis.measures.kernels.hashing import ONE, OPTIONS, cells_for, hash_unit, longest_of, power


@njit("void(u4[::1], i8[::1], i8[::1], i8, i8, i8[::1])", **OPTIONS)
def tallied(codes, bounds, rows, k, shift, counts):
    """How many k-grams of some units have which high bits of their hash.

    Units shorter than ``k`` are left out.
    """
    top = power(k)
    hashes = np.empty(longest_of(bounds, rows), np.uint64)
    for row in rows:
        begin, end = bounds[row], bounds[row + 1]
        if end - begin >= k:
            hash_unit(codes, begin, end, k, top, hashes)
            for i in range(end - begin - k + 1):
                counts[np.int64(hashes[i] >> np.uint64(shift))] += 1


@njit("void(u4[::1], i8[::1], i8[::1], i8, u8, i8, i8[::1], i8[::1], u8[::1])", **OPTIONS)
def scattered(codes, bounds, rows, k, low, shift, at, step, words):
    """Words (hash, place) of k-grams, to where ``at`` says for the high bits of each.

    ``step`` is 1 for high bits that are wanted. All others go to one cell that nobody reads: a
    store costs less than a branch that is guessed wrong every other time.
    """
    top = power(k)
    hashes = np.empty(longest_of(bounds, rows), np.uint64)
    for row in rows:
        begin, end = bounds[row], bounds[row + 1]
        if end - begin >= k:
            hash_unit(codes, begin, end, k, top, hashes)
            for i in range(end - begin - k + 1):
                h = hashes[i]
                part = h >> np.uint64(shift)
                words[at[part]] = (h & ~low) | np.uint64(begin + i)
                at[part] += step[part]


@njit("i4(u8, i8[::1], i4[::1])", inline="always", **OPTIONS)
def _unit(place, bounds, coarse):
    """Unit of a character; ``coarse`` has the units of every 64th, and fits the cache."""
    unit = coarse[place >> np.uint64(6)]
    while bounds[unit + 1] <= np.int64(place):
        unit += 1
    return unit


@njit("void(u8[::1], i8[::1], i8[::1], i4[::1], i4[::1], u8, u1[::1])", **OPTIONS)
def votes(words, cuts, bounds, coarse, voter_of, low, found):
    """How many voters hold each k-gram, written where it stands; at most 255.

    Parameters: parts of ``words`` (hash, place), ordered so that those of one voter follow one
    another; ``coarse`` as in :func:`_unit`; ``voter_of`` by unit.
    """
    longest = 1
    for part in range(len(cuts) - 1):
        longest = max(longest, cuts[part + 1] - cuts[part])
    table = np.empty(cells_for(longest), np.int32)
    head = np.empty(longest, np.int32)  # first word of the same group
    many = np.empty(longest, np.int32)  # by first word: how many voters there are,
    last = np.empty(longest, np.int32)  # and the latest of them
    several = np.empty(longest, np.int32)
    for part in range(len(cuts) - 1):
        mine = words[cuts[part] : cuts[part + 1]]
        size = len(mine)
        cells = cells_for(size)
        mask = np.uint64(cells - 1)
        table[:cells] = 0
        for i in range(size):
            word = mine[i]
            cell = (word >> np.uint64(32)) & mask
            held = table[cell]
            while held and (mine[held - 1] ^ word) > low:
                cell = (cell + ONE) & mask
                held = table[cell]
            if held:
                head[i] = held - 1
                many[held - 1] = 1
            else:
                table[cell] = i + 1
                head[i] = i
                many[i] = 0
        # Groups of several words only, one step for all of them after the other: so the
        # processor waits for many places in memory at once.
        n = 0
        for i in range(size):
            several[n] = i
            n += many[head[i]]
        for i in several[:n]:
            many[head[i]] = 0
            last[head[i]] = -1
        for i in several[:n]:
            voter = voter_of[_unit(mine[i] & low, bounds, coarse)]
            many[head[i]] += voter != last[head[i]]
            last[head[i]] = voter
        for i in several[:n]:
            if many[head[i]] > 1:
                found[mine[i] & low] = min(many[head[i]], 255)
