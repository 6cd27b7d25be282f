"""Compiled twins of hashing: :mod:`analysis.measures.arrays.rolling` and shingle sets."""

from __future__ import annotations

import numpy as np
from numba import boolean, int32, int64, njit, types, uint32, uint64, void

from analysis.measures.arrays.digests import BASE
from analysis.measures.arrays.rolling import BASES, MIX, SHIFTS, SHORT_UNIT
from analysis.measures.similarity.engines.records import MarkedShingles

OPTIONS = {"cache": True, "nogil": True}
MARKED_SHINGLES = types.NamedTuple(
    (
        uint32[::1], int64[::1], int64[::1], int64, uint64,
        int32[::1], boolean[::1], boolean[::1], int64[::1],
    ),
    MarkedShingles,
)  # fmt: skip
"""Numba's type of :class:`analysis.measures.similarity.engines.records.MarkedShingles`."""
ONE = np.uint64(1)
ROOM = 4  # times the cells of a table of one unit: what is not there should meet nothing there
_BEFORE = np.uint32(1)
_BASE = np.uint64(BASE)
_HIGH, _LOW = np.uint32(BASES[0]), np.uint32(BASES[1])
_MIX = np.uint32(MIX)
_FIRST, _SECOND = np.uint32(SHIFTS[0]), np.uint32(SHIFTS[1])
_HALF = np.uint64(32)


@njit("u4(u4)", inline="always", **OPTIONS)
def _mixed(half):
    half = np.uint32(half ^ (half >> _FIRST))
    half = np.uint32(half * _MIX)
    return np.uint32(half ^ (half >> _SECOND))


@njit("void(u4[::1], u4[::1], u4, u4[::1])", **OPTIONS)
def _appended(one, two, factor, out):
    """Hashes of runs made of one run after another; a loop that processors do eight at a time."""
    for i in range(len(out)):
        out[i] = np.uint32(one[i] * factor + two[i])


@njit("u4[::1](u4[::1], i8, u4, u4[::1], u4[::1])", **OPTIONS)
def _polynomials(unit, k, base, one, two):
    """Polynomials of all runs of a unit, by doubling as in ``rolling``; in ``one`` or ``two``."""
    done = unit
    bit = 1
    while 2 * bit <= k:
        bit *= 2
    length, n = 1, len(unit)
    factor = base
    while bit > 1:
        bit >>= 1
        n -= length
        _appended(done[:n], done[length:], factor, one[:n])
        done, one, two = one, two, one
        length *= 2
        factor = np.uint32(factor * factor)
        if k & bit:
            n -= 1
            _appended(done[:n], unit[length:], base, one[:n])
            done, one, two = one, two, one
            length += 1
            factor = np.uint32(factor * base)
    return done


@njit("void(u4[::1], u4[::1], u8[::1])", **OPTIONS)
def _joined(high, low, out):
    for i in range(len(out)):
        out[i] = (np.uint64(_mixed(high[i])) << _HALF) | np.uint64(low[i])


@njit("void(u4[::1], u4[::1])", **OPTIONS)
def _one_more(codes, out):
    for i in range(len(out)):
        out[i] = np.uint32(codes[i] + _BEFORE)


@njit("void(u4[::1], i8, i8, i8, u4[:, ::1], u8[::1])", **OPTIONS)
def hash_unit(codes, begin, end, k, spare, out):
    """Hash the shingles of one unit; twin of ``shingles.shingle_hashes``.

    ``spare`` is room for five rows of the unit's length.
    """
    size = end - begin
    if size == 0:
        return
    unit = spare[0, :size]
    _one_more(codes[begin:end], unit)
    if size < k:
        high, low = np.uint32(0), np.uint32(0)
        for code in unit:
            high, low = np.uint32(high * _HIGH + code), np.uint32(low * _LOW + code)
        high = np.uint32(high * _HIGH + np.uint32(SHORT_UNIT + size))
        low = np.uint32(low * _LOW + np.uint32(SHORT_UNIT + size))
        out[0] = (np.uint64(_mixed(high)) << _HALF) | np.uint64(low)
        return
    high = _polynomials(unit, k, _HIGH, spare[1], spare[2])
    low = _polynomials(unit, k, _LOW, spare[3], spare[4])
    _joined(high, low, out[: size - k + 1])


@njit("u4[:, ::1](i8)", **OPTIONS)
def spare_for(longest):
    """Room for :func:`hash_unit`."""
    return np.empty((5, longest), np.uint32)


@njit("i8(i8, i8)", inline="always", **OPTIONS)
def shingles_in(size, k):
    """How many shingles a unit has, repeats counted."""
    if size < k:
        return 1 if size else 0
    return size - k + 1


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


@njit("i8(i8[::1], i8, i8)", **OPTIONS)
def longest_between(bounds, first, last):
    """Characters of the longest unit from ``first`` to ``last``, 1 at least."""
    longest = 1
    for unit in range(first, last):
        longest = max(longest, bounds[unit + 1] - bounds[unit])
    return longest


@njit("i8(u4[::1], i8[::1], i8[::1], i8, i8, i8, u4, u8, u8[::1])", **OPTIONS)
def sample(codes, bounds, text_of, first, last, k, limit, low, out):
    """Words (hash, text) of the sampled shingles of units ``first`` to ``last``."""
    longest = longest_between(bounds, first, last)
    spare = spare_for(longest)
    hashes = np.empty(longest, np.uint64)
    n = 0
    for unit in range(first, last):
        begin, end = bounds[unit], bounds[unit + 1]
        hash_unit(codes, begin, end, k, spare, hashes)
        text = np.uint64(text_of[unit])
        for i in range(shingles_in(end - begin, k)):
            # Written each time, and kept only if it counts: a branch would be guessed wrong.
            out[n] = (hashes[i] & ~low) | text
            n += np.uint32(hashes[i] >> _HALF) <= limit
    return n


@njit("i8(b1[::1], i8, b1[::1])", **OPTIONS)
def _mark_said_first(first_shingle, k, said_first):
    """Mark the characters of a unit that stand in a new shingle; returns their number."""
    upto = many = 0
    for i in range(len(first_shingle)):
        if first_shingle[i]:
            upto = i + k
        said_first[i] = i < upto
        many += i < upto
    return many


@njit(void(MARKED_SHINGLES, int64[::1]), **OPTIONS)
def mark(marks, rows):
    """Make the shingle sets of some units, by filling in the marks: twin of ``shingle_sets``."""
    codes, begins, ends, k, low = marks.codes, marks.begins, marks.ends, marks.k, marks.low
    longest = longest_of(begins, ends, rows)
    spare = spare_for(longest)
    table = np.zeros(cells_for(ROOM * longest), np.uint32)
    mine = np.empty(longest, np.uint64)
    for unit in rows:
        begin, end = begins[unit], ends[unit]
        many = shingles_in(end - begin, k)
        cells = cells_for(ROOM * many)
        mask = np.uint64(cells - 1)
        table[:cells] = 0
        hash_unit(codes, begin, end, k, spare, mine)
        new = marks.first_shingle[begin:end]
        n = 0
        for i in range(many):
            h = mine[i]
            cell = (h >> np.uint64(32)) & mask
            held = table[cell]
            while held and (mine[held - _BEFORE] ^ h) > low:
                cell = (cell + ONE) & mask
                held = table[cell]
            if not held:
                table[cell] = i + 1
            new[i] = not held
            n += not held
        marks.sizes[unit] = n
        if n == many:
            marks.said_first[begin:end] = True
            marks.n_said_first[unit] = end - begin
        else:
            marks.n_said_first[unit] = _mark_said_first(new, k, marks.said_first[begin:end])


@njit("void(u4[::1], i8[::1], i8, i8, u8[::1])", **OPTIONS)
def digests(codes, bounds, first, last, out):
    """Twin of :func:`analysis.measures.arrays.digests.digests`."""
    twice = _BASE * _BASE
    for unit in range(first, last):
        h = np.uint64(0)
        begin, end = bounds[unit], bounds[unit + 1]
        if (end - begin) & 1:
            h = np.uint64(codes[begin]) + ONE
            begin += 1
        for at in range(begin, end, 2):
            # Two at a time: what is added does not wait for what was there.
            more = (np.uint64(codes[at]) + ONE) * _BASE + (np.uint64(codes[at + 1]) + ONE)
            h = h * twice + more
        out[unit] = h


@njit("i8[:, ::1](i8[:, ::1], i8)", **OPTIONS)
def wider(rows, least):
    """At least so many rows, the first of them as before."""
    if least <= len(rows):
        return rows
    more = np.empty((max(least, 2 * len(rows)), rows.shape[1]), np.int64)
    more[: len(rows)] = rows
    return more
