"""Compiled twin of :func:`analysis.measures.similarity.coverage.pair_runs`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import boolean, int32, int64, njit, types, uint32, uint64

from analysis.measures.similarity.coverage import LONE_SHINGLE, RUN_DRIFT, RUN_GAP
from analysis.measures.similarity.engines.kernels.hashing import (
    MARKED_SHINGLES,
    ONE,
    OPTIONS,
    ROOM,
    cells_for,
    hash_unit,
    longest_of,
    shingles_in,
    spare_for,
    wider,
)


@njit("void(i8[:, ::1], i8, i8[::1])", **OPTIONS)
def ordered(strands, n, order):
    """Number the strands by their place in a; they come by their place in b, mostly the same."""
    moves = 0
    for i in range(n):
        at = i
        while at and strands[order[at - 1], 0] > strands[i, 0]:
            order[at] = order[at - 1]
            at -= 1
        order[at] = i
        moves += i - at
        if moves > 16 * n:
            order[:n] = np.argsort(strands[:n, 0].copy())
            return


@njit("i8(i8)", inline="always", **OPTIONS)
def _reach(k):
    """How far behind a shingle the next one of a run may begin."""
    return k if k >= LONE_SHINGLE else RUN_GAP + k


@njit("b1(i8[:, ::1], i8[::1], i8, i8, i8, i8)", inline="always", **OPTIONS)
def _near(strands, order, back, at, side, reach):
    """Whether the first hit of a strand lies on one run with a hit before it.

    That is one of the two before it (``near`` in coverage): the last two hits of the strand before,
    or the last hits of the two strands before, where the nearer has one hit only.
    """
    me, before = order[at], order[back]
    place = strands[me, side]
    shift = strands[me, 0] - strands[me, 1]
    drift = shift - (strands[before, 0] - strands[before, 1])
    last = strands[before, side] + strands[before, 2] - 1
    return place - last <= reach and -RUN_DRIFT <= drift <= RUN_DRIFT


@njit("b1(i8[:, ::1], i8[::1], i8, i8, i8)", inline="always", **OPTIONS)
def _bridged(strands, order, at, side, reach):
    if at >= 1 and _near(strands, order, at - 1, at, side, reach):
        return True
    # The hit before the last of one strand is farther away on the same diagonal: no need to look.
    return (
        at >= 2
        and strands[order[at - 1], 2] == 1
        and _near(strands, order, at - 2, at, side, reach)
    )


@njit("void(b1[::1], i4[::1])", **OPTIONS)
def _counted(marks, upto):
    """Count how many places before each are marked."""
    many = np.int32(0)
    for i in range(len(marks)):
        upto[i] = many
        many += np.int32(marks[i])
    upto[len(marks)] = many


class _Side(NamedTuple):
    """One unit of a pair, beside the other."""

    number: int
    """0 for a, 1 for b: the column of strands with places in this unit."""
    begin: int
    begin_other: int
    end_other: int
    said_first: object
    """Shape (unit + 1,): how many characters before each place are said there first."""


class _Room(NamedTuple):
    """Room for the runs of one side, and how much of it is filled."""

    runs: object
    """Rows of pair, start, end."""
    n_runs: int
    loose: object
    """Rows of a character between two runs, and the row of the run behind it."""
    n_loose: int


_SIDE = types.NamedTuple((int64, int64, int64, int64, int32[::1]), _Side)
_ROOM = types.NamedTuple((int64[:, ::1], int64, int64[:, ::1], int64), _Room)


@njit(
    types.UniTuple(int64, 3)(uint32[::1], int64[:, ::1], int64[::1], _SIDE, int64, int64, _ROOM),
    **OPTIONS,
)
def _stretches(codes, strands, order, unit, pair, k, room):
    """Write the runs on one side of a pair, as ``coverage._runs`` makes them.

    There is room for all of them. Returns how many rows of ``runs`` and ``loose`` are filled then,
    and how many characters in those of this pair are said there first.
    """
    side, begin, begin_other, end_other, upto = unit
    runs, r, loose, m = room
    reach = _reach(k)
    n = len(order)
    i = own = 0
    while i < n:
        me = order[i]
        last = i
        end = strands[me, side] + strands[me, 2] - 1
        while last + 1 < n and strands[order[last + 1], side] <= end + k:
            last += 1
            end = strands[order[last], side] + strands[order[last], 2] - 1
        start, stop = begin + strands[me, side], begin + end + k
        if _bridged(strands, order, i, side, reach):
            prior = order[i - 1]
            before = begin_other - begin + strands[prior, 1 - side] - strands[prior, side]
            behind = begin_other - begin + strands[me, 1 - side] - strands[me, side]
            last_before, first_behind = runs[r - 1, 2] - 1 - begin, start - begin
            around = (
                upto[last_before + 1] > upto[last_before]
                and upto[first_behind + 1] > upto[first_behind]
            )
            for at in range(runs[r - 1, 2], start):
                one, two = at + before, at + behind
                if (begin_other <= one < end_other and codes[one] == codes[at]) or (
                    begin_other <= two < end_other and codes[two] == codes[at]
                ):
                    loose[m, 0] = at
                    loose[m, 1] = r
                    m += 1
                    own += around and upto[at - begin + 1] > upto[at - begin]
        runs[r, 0] = pair
        runs[r, 1] = start
        runs[r, 2] = stop
        own += upto[stop - begin] - upto[start - begin]
        r += 1
        i = last + 1
    return r, m, own


class _Shingled(NamedTuple):
    """The shingles of one unit, place by place."""

    hashes: object
    first: object
    """Whether the unit has not had the shingle before."""
    many: int
    """Number of shingles, repeats counted."""


_SHINGLED = types.NamedTuple((uint64[::1], boolean[::1], int64), _Shingled)


@njit(uint64(_SHINGLED, int64, int32[::1]), **OPTIONS)
def _indexed(unit, size, table):
    """Put the shingles of a unit into a table, numbered from 1; returns the mask of its cells."""
    hashes, fresh, many = unit
    cells = cells_for(ROOM * size)
    mask = np.uint64(cells - 1)
    table[:cells] = 0
    for i in range(many):
        if fresh[i]:
            cell = (hashes[i] >> np.uint64(32)) & mask
            while table[cell]:
                cell = (cell + ONE) & mask
            table[cell] = i + 1
    return mask


@njit(
    types.UniTuple(int64, 2)(_SHINGLED, _SHINGLED, int32[::1], uint64, uint64, int64[:, ::1]),
    **OPTIONS,
)
def _strands(one, two, table, mask, low, strands):
    """Write the strands of two units by their place in the second.

    ``table`` has the shingles of the first, as from :func:`_indexed`, hashes may differ in the bits
    of ``low``. Returns how many strands there are, and how many shingles in them.
    """
    mine, fresh, many = one
    other, fresh_other, many_other = two
    n = count = 0
    j = 0
    while j < many_other:
        if not fresh_other[j]:
            j += 1
            continue
        h = other[j]
        cell = (h >> np.uint64(32)) & mask
        held = table[cell]
        while held and (mine[held - 1] ^ h) > low:
            cell = (cell + ONE) & mask
            held = table[cell]
        if not held:
            j += 1
            continue
        i, first = held - 1, j
        strands[n, 0], strands[n, 1] = i, j
        i += 1
        j += 1
        while (
            j < many_other
            and i < many
            and (mine[i] ^ other[j]) <= low
            and fresh[i]
            and fresh_other[j]
        ):
            i += 1
            j += 1
        strands[n, 2] = j - first
        count += j - first
        n += 1
    return n, count


@njit("void(i8[:, ::1], i8, i8[::1], i8, b1[::1])", **OPTIONS)
def in_order(strands, n, order, k, kept):
    """Say which strands count, as ``coverage._in_order`` does."""
    if k >= LONE_SHINGLE:
        kept[:n] = True
        return
    reach = _reach(k)
    for i in range(n):
        kept[i] = strands[i, 2] > 1
    for i in range(1, n):
        me, before = order[i], order[i - 1]
        if _near(strands, order, i - 1, i, 0, reach):
            kept[me] = kept[before] = True
        if i > 1 and strands[before, 2] == 1 and _near(strands, order, i - 2, i, 0, reach):
            kept[me] = kept[order[i - 2]] = True


@njit(
    types.UniTuple(int64[:, ::1], 4)(MARKED_SHINGLES, int64[::1], int64[::1], int64, int64[:, ::1]),
    **OPTIONS,
)
def shared(marks, a, b, number, counts):
    """Twin of ``coverage.pair_runs`` for some pairs, ordered by ``a``; the first is ``number``.

    Returns runs and loose characters of side a, then of side b, rows as in :class:`_Room`. Columns
    of ``counts`` take the number of shared shingles, and of the characters in runs and loose ones
    that are said there first, in a and in b. Strands are rows of place in a, place in b, length.
    """
    codes, begins, ends, k, low = marks.codes, marks.begins, marks.ends, marks.k, marks.low
    first_shingle, said_first = marks.first_shingle, marks.said_first
    longest = max(longest_of(begins, ends, a), longest_of(begins, ends, b))
    spare = spare_for(longest)
    table = np.zeros(cells_for(ROOM * longest), np.int32)
    mask = np.uint64(0)
    mine, other = np.empty(longest, np.uint64), np.empty(longest, np.uint64)
    strands = np.empty((longest, 3), np.int64)
    order_a, order_b = np.empty(longest, np.int64), np.empty(longest, np.int64)
    kept = np.empty(longest, np.bool_)
    upto_a, upto_b = np.empty(longest + 1, np.int32), np.empty(longest + 1, np.int32)
    runs_a, runs_b = np.empty((1024, 3), np.int64), np.empty((1024, 3), np.int64)
    loose_a, loose_b = np.empty((1024, 2), np.int64), np.empty((1024, 2), np.int64)
    ra = rb = la = lb = 0
    held = -1
    for p in range(len(a)):
        one, two = a[p], b[p]
        begin, begin_other = begins[one], begins[two]
        end, end_other = ends[one], ends[two]
        unit = _Shingled(mine, first_shingle[begin:end], shingles_in(end - begin, k))
        partner = _Shingled(
            other, first_shingle[begin_other:end_other], shingles_in(end_other - begin_other, k)
        )
        if one != held:
            hash_unit(codes, begin, end, k, spare, mine)
            mask = _indexed(unit, marks.sizes[one], table)
            _counted(said_first[begin:end], upto_a)
            held = one
        _counted(said_first[begin_other:end_other], upto_b)
        hash_unit(codes, begin_other, end_other, k, spare, other)
        n, counts[p, 0] = _strands(unit, partner, table, mask, low, strands)
        ordered(strands, n, order_a)
        in_order(strands, n, order_a, k, kept)
        na = nb = 0
        for i in range(n):
            if kept[order_a[i]]:
                order_a[na] = order_a[i]
                na += 1
            if kept[i]:
                order_b[nb] = i
                nb += 1
        runs_a, runs_b = wider(runs_a, ra + n), wider(runs_b, rb + n)
        loose_a = wider(loose_a, la + end - begin)
        loose_b = wider(loose_b, lb + end_other - begin_other)
        side_a = _Side(0, begin, begin_other, end_other, upto_a)
        side_b = _Side(1, begin_other, begin, end, upto_b)
        room_a, room_b = _Room(runs_a, ra, loose_a, la), _Room(runs_b, rb, loose_b, lb)
        ra, la, counts[p, 1] = _stretches(
            codes, strands, order_a[:na], side_a, number + p, k, room_a
        )
        rb, lb, counts[p, 2] = _stretches(
            codes, strands, order_b[:nb], side_b, number + p, k, room_b
        )
    return runs_a[:ra], loose_a[:la], runs_b[:rb], loose_b[:lb]
