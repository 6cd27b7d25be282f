"""Compiled twin of ``rarity.passage_families`` of winnowed passages."""

from __future__ import annotations

import numpy as np
from numba import njit

from analysis.measures.similarity.engines.kernels.hashing import (
    OPTIONS,
    hash_unit,
    longest_between,
    spare_for,
)

_NEVER = np.uint32((1 << 32) - 1)


@njit("void(u4[::1], u4[::1], u4[::1])", **OPTIONS)
def _least(one, two, out):
    for i in range(len(out)):
        out[i] = min(one[i], two[i])


@njit("void(u4[::1], u4[::1], u4[::1])", **OPTIONS)
def _most(one, two, out):
    for i in range(len(out)):
        out[i] = max(one[i], two[i])


@njit("void(u4[::1], u4[::1], i8)", **OPTIONS)
def _windows(values, spare, k):
    """Take the least of every window of ``k`` places, then of the windows over each place the most.

    By doubling; ``spare`` is room for as many values.
    """
    n = len(values)
    length = 1
    while length < k:
        step = min(length, k - length, n)
        spare[:step] = values[:step]
        _least(values[step:], values[: n - step], spare[step:])
        values, spare = spare, values
        length += step
    length = 1
    while length < k:
        step = min(length, k - length, n)
        spare[n - step :] = values[n - step :]
        _most(values[step:], values[: n - step], spare[: n - step])
        values, spare = spare, values
        length += step


@njit("UniTuple(i8, 2)(u4[::1], i8[::1], i8, i8, i8, u8, u8[:, ::1])", **OPTIONS)
def winnowed(codes, bounds, first, last, k, low, words):
    """Words (hash, place) of the winnowed runs of units ``first`` to ``last``.

    The runs are those of :func:`analysis.measures.arrays.rolling.winnowed`, the lower half of the
    hashes apart from the upper. Returns how many there are of either.
    """
    longest = longest_between(bounds, first, last)
    hashes = np.empty(longest, np.uint64)
    order, least = np.empty(longest, np.uint32), np.empty(longest, np.uint32)
    spare, room = np.empty(longest, np.uint32), spare_for(longest)
    kept = np.empty(longest, np.int32)
    n_low = n_high = 0
    for unit in range(first, last):
        begin, end = bounds[unit], bounds[unit + 1]
        many = end - begin - k + 1
        if many < 1:
            continue
        hash_unit(codes, begin, end, k, room, hashes)
        for i in range(many):
            order[i] = least[i] = np.uint32(hashes[i])
        least[many : end - begin] = _NEVER
        _windows(least[: end - begin], spare[: end - begin], k)
        n = 0
        for i in range(many):
            # Written each time, and kept only if it counts: a branch would be guessed wrong.
            kept[n] = i
            n += least[i] == order[i]
        for i in kept[:n]:
            word = (hashes[i] & ~low) | np.uint64(begin + i)
            if word >> np.uint64(63):
                words[1, n_high] = word
                n_high += 1
            else:
                words[0, n_low] = word
                n_low += 1
    return n_low, n_high


@njit("i8(u8, i8[::1], i4[::1])", inline="always", **OPTIONS)
def _unit(place, bounds, coarse):
    """Unit of a character; ``coarse`` has the units of every 64th, and fits the cache."""
    unit = np.int64(coarse[place >> np.uint64(6)])
    while bounds[unit + 1] <= np.int64(place):
        unit += 1
    return unit


@njit("void(u8[::1], u8, i8[::1], i4[::1], i4[::1], u1[::1])", **OPTIONS)
def votes(words, low, bounds, coarse, voter_of, found):
    """How many voters hold each run, written where it stands; at most 255.

    ``words`` are in order; ``coarse`` as in :func:`_unit`; ``voter_of`` by unit, below its length.
    """
    n = len(words)
    latest = np.full(len(voter_of), -1, np.int64)  # group in which each has voted last
    begin = 0
    while begin < n:
        end = begin + 1
        while end < n and (words[end] ^ words[begin]) <= low:
            end += 1
        if end - begin > 1:
            many = 0
            for i in range(begin, end):
                voter = voter_of[_unit(words[i] & low, bounds, coarse)]
                many += latest[voter] != begin
                latest[voter] = begin
            if many > 1:
                for i in range(begin, end):
                    found[words[i] & low] = min(many, 255)
        begin = end
