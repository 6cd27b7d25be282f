"""Compiled twins of hashing: :mod:`analysis.measures.rolling` and shingle sets."""

from __future__ import annotations

import numpy as np
from numba import njit

from analysis.measures.rolling import BASE, MIX

OPTIONS = {"cache": True, "nogil": True}
ONE = np.uint64(1)
ONE_MORE = np.uint32(1)
ROOM = 4  # times the cells of a table of one unit: what is not there should meet nothing there
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
    unit = codes[begin:end]
    for i in range(k - 1):
        h = h * _BASE + np.uint64(unit[i]) + ONE
    gone = top * _BASE
    left = np.uint64(0)  # what the character that falls out of the run has come to weigh
    for i in range(size - k + 1):
        # One multiplication and one addition from hash to hash: the rest does not wait for it.
        h = h * _BASE + (np.uint64(unit[i + k - 1]) + ONE - left)
        out[i] = _mixed(h)
        left = gone * (np.uint64(unit[i]) + ONE)


@njit("i8(i8, i8)", inline="always", **OPTIONS)
def shingles_in(size, k):
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


@njit("i8(i8)", **OPTIONS)
def cells_for(size):
    """Cells of a table that so many entries fill by half at most."""
    cells = 2
    while cells < 2 * size:
        cells *= 2
    return cells


@njit("i8(i8[::1], i8[::1], i8[::1])", **OPTIONS)
def longest_of(begins, ends, rows):
    """Characters of the longest of some units, 1 at least."""
    longest = 1
    for unit in rows:
        longest = max(longest, ends[unit] - begins[unit])
    return longest


@njit("i8(u4[::1], i8[::1], i8[::1], i8, i8, i8, u8, u8, u8[::1])", **OPTIONS)
def sample(codes, bounds, text_of, first, last, k, limit, low, out):
    """Words (hash, text) of the sampled shingles of units ``first`` to ``last``."""
    top = power(k)
    longest = 1
    for unit in range(first, last):
        longest = max(longest, bounds[unit + 1] - bounds[unit])
    hashes = np.empty(longest, np.uint64)
    n = 0
    for unit in range(first, last):
        begin, end = bounds[unit], bounds[unit + 1]
        hash_unit(codes, begin, end, k, top, hashes)
        text = np.uint64(text_of[unit])
        for i in range(shingles_in(end - begin, k)):
            # Written each time, and kept only if it counts: a branch would be guessed wrong.
            out[n] = (hashes[i] & ~low) | text
            n += hashes[i] <= limit
    return n


@njit("i8(b1[::1], i8, b1[::1])", **OPTIONS)
def _mark_once(fresh, k, once):
    """Which characters of a unit stand in a fresh shingle; gives their number."""
    upto = many = 0
    for i in range(len(fresh)):
        if fresh[i]:
            upto = i + k
        once[i] = i < upto
        many += i < upto
    return many


@njit(
    "void(u4[::1], i8[::1], i8[::1], i8[::1], i8, u8, i4[::1], i8[::1], b1[::1], b1[::1])",
    **OPTIONS,
)
def distinct(codes, begins, ends, rows, k, low, sizes, own, fresh, once):
    """Shingle sets of some units, by place: hashes are cheaper to make again than to keep.

    ``fresh`` marks where a shingle begins that its unit has not had before, ``sizes`` says how
    many these are, ``once`` marks the characters in them, and ``own`` counts those.
    """
    top = power(k)
    longest = longest_of(begins, ends, rows)
    table = np.zeros(cells_for(ROOM * longest), np.uint32)
    mine = np.empty(longest, np.uint64)
    for unit in rows:
        begin, end = begins[unit], ends[unit]
        many = shingles_in(end - begin, k)
        cells = cells_for(ROOM * many)
        mask = np.uint64(cells - 1)
        table[:cells] = 0
        hash_unit(codes, begin, end, k, top, mine)
        new = fresh[begin:end]
        n = 0
        for i in range(many):
            h = mine[i]
            cell = (h >> np.uint64(32)) & mask
            held = table[cell]
            while held and (mine[held - ONE_MORE] ^ h) > low:
                cell = (cell + ONE) & mask
                held = table[cell]
            if not held:
                table[cell] = i + 1
            new[i] = not held
            n += not held
        sizes[unit] = n
        if n == many:
            once[begin:end] = True
            own[unit] = end - begin
        else:
            own[unit] = _mark_once(new, k, once[begin:end])


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
