"""Compiled twins of hashing: :mod:`analysis.measures.shingles` and its sets."""

from __future__ import annotations

import numpy as np
from numba import njit

from analysis.measures.shingles import BASE, MIX

OPTIONS = {"cache": True, "nogil": True}
ONE = np.uint64(1)
_BASE = np.uint64(BASE)
_MIX = np.uint64(MIX)


@njit("u8(u8)", inline="always", **OPTIONS)
def _mixed(h):
    h ^= h >> np.uint64(32)
    h *= _MIX
    h ^= h >> np.uint64(29)
    h *= _MIX
    return h


@njit("void(u4[::1], i8, i8, i8, u8, u8[::1])", **OPTIONS)
def hash_unit(codes, begin, end, k, top, out):
    """Hashes of the shingles of one unit, as :func:`analysis.measures.shingles.shingle_hashes`."""
    size = end - begin
    if size == 0:
        return
    h = np.uint64(0)
    if size < k:
        for i in range(begin, end):
            h = h * _BASE + np.uint64(codes[i]) + ONE
        out[0] = _mixed(h * _BASE + np.uint64(size))
        return
    for i in range(begin, begin + k - 1):
        h = h * _BASE + np.uint64(codes[i]) + ONE
    for i in range(size - k + 1):
        h = h * _BASE + np.uint64(codes[begin + i + k - 1]) + ONE
        out[i] = _mixed(h)
        h -= top * (np.uint64(codes[begin + i]) + ONE)


@njit("i8(i8, i8)", inline="always", **OPTIONS)
def _many(size, k):
    """How many shingles a unit has, repeats counted."""
    if size < k:
        return 1 if size else 0
    return size - k + 1


@njit("u8(i8)", **OPTIONS)
def power(k):
    """What the first of k characters is multiplied by."""
    h = ONE
    for _ in range(k - 1):
        h *= _BASE
    return h


@njit("i8(u4[::1], i8[::1], i8, i8, i8, u8, u8, u8[::1])", **OPTIONS)
def sample(codes, bounds, first, last, k, limit, low, out):
    """Words (hash, unit) of the sampled shingles of units ``first`` to ``last``."""
    top = power(k)
    longest = 1
    for unit in range(first, last):
        longest = max(longest, bounds[unit + 1] - bounds[unit])
    hashes = np.empty(longest, np.uint64)
    n = 0
    for unit in range(first, last):
        begin, end = bounds[unit], bounds[unit + 1]
        hash_unit(codes, begin, end, k, top, hashes)
        for i in range(_many(end - begin, k)):
            if hashes[i] <= limit:
                out[n] = (hashes[i] & ~low) | np.uint64(unit)
                n += 1
    return n


@njit("void(u4[::1], i8[::1], i8[::1], i8, u8, u8[::1], i4[::1], i4[::1], b1[::1])", **OPTIONS)
def distinct(codes, bounds, rows, k, low, hashes, place, sizes, once):
    """Shingle sets of some units.

    A unit's shingles are written to ``hashes`` and ``place`` from its own start on, each where it
    first stands, and ``sizes`` says how many they are; ``once`` marks the characters in them.
    """
    top = power(k)
    longest = 1
    for unit in rows:
        longest = max(longest, bounds[unit + 1] - bounds[unit])
    cells = 2
    while cells < 2 * longest:
        cells *= 2
    table = np.zeros(cells, np.int32)
    mine = np.empty(longest, np.uint64)
    for unit in rows:
        begin, end = bounds[unit], bounds[unit + 1]
        many = _many(end - begin, k)
        cells = 2
        while cells < 2 * many:
            cells *= 2
        mask = np.uint64(cells - 1)
        table[:cells] = 0
        hash_unit(codes, begin, end, k, top, mine)
        n = 0
        for i in range(many):
            h = mine[i] & ~low
            cell = (h >> np.uint64(32)) & mask
            held = table[cell]
            while held and hashes[begin + held - 1] != h:
                cell = (cell + ONE) & mask
                held = table[cell]
            if not held:
                hashes[begin + n] = h
                place[begin + n] = i
                n += 1
                table[cell] = n
        sizes[unit] = n
        if n == many:
            once[begin:end] = True
        else:
            for i in range(begin, begin + n):
                once[begin + place[i] : min(begin + place[i] + k, end)] = True


@njit("void(u4[::1], i8[::1], i8, i8, u8[::1])", **OPTIONS)
def digests(codes, bounds, first, last, out):
    """Twin of :func:`analysis.measures.digests.digests`."""
    for unit in range(first, last):
        h = np.uint64(0)
        for at in range(bounds[unit], bounds[unit + 1]):
            h = h * _BASE + np.uint64(codes[at]) + ONE
        out[unit] = h


@njit("i8[:, ::1](i8[:, ::1], i8)", **OPTIONS)
def wider(rows, least):
    """At least so many rows, the first of them as before."""
    if least <= len(rows):
        return rows
    more = np.empty((max(least, 2 * len(rows)), rows.shape[1]), np.int64)
    more[: len(rows)] = rows
    return more
