"""Compiled twins of the slow steps of comparing large corpora.

Each kernel does exactly what a function in plain NumPy does, named in its docstring, in whole
numbers and in the same order, so that results are equal bit for bit; tests compare them. Kernels
release the interpreter lock: pieces of the work run in threads. They are compiled once, when first
imported, and kept beside this file (``cache=True``). Only :mod:`analysis.measures.compiled`
imports this module, because Numba itself takes about half a second to import.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from analysis.measures.coverage import ALONE, DRIFT, GAP
from analysis.measures.shingles import BASE, MIX

_BASE = np.uint64(BASE)
_MIX = np.uint64(MIX)
_ONE = np.uint64(1)
_OPTIONS = {"cache": True, "nogil": True, "boundscheck": False}


@njit("u8(u8)", inline="always", **_OPTIONS)
def _mixed(h):
    h ^= h >> np.uint64(32)
    h *= _MIX
    h ^= h >> np.uint64(29)
    h *= _MIX
    return h


@njit("void(u4[::1], i8, i8, i8, u8, u8[::1])", **_OPTIONS)
def _hashed(codes, begin, end, k, top, out):
    """Hashes of the shingles of one unit, as :func:`analysis.measures.shingles.shingle_hashes`."""
    size = end - begin
    if size == 0:
        return
    h = np.uint64(0)
    if size < k:
        for i in range(begin, end):
            h = h * _BASE + np.uint64(codes[i]) + _ONE
        out[0] = _mixed(h * _BASE + np.uint64(size))
        return
    for i in range(begin, begin + k - 1):
        h = h * _BASE + np.uint64(codes[i]) + _ONE
    for i in range(size - k + 1):
        h = h * _BASE + np.uint64(codes[begin + i + k - 1]) + _ONE
        out[i] = _mixed(h)
        h -= top * (np.uint64(codes[begin + i]) + _ONE)


@njit("i8(i8, i8)", inline="always", **_OPTIONS)
def _many(size, k):
    """How many shingles a unit has, repeats counted."""
    if size < k:
        return 1 if size else 0
    return size - k + 1


@njit("u8(i8)", **_OPTIONS)
def _top(k):
    h = _ONE
    for _ in range(k - 1):
        h *= _BASE
    return h


@njit("i8(u4[::1], i8[::1], i8, i8, i8, u8, u8, u8[::1])", **_OPTIONS)
def sample(codes, bounds, first, last, k, limit, low, out):
    """Words (hash, unit) of the sampled shingles of units ``first`` to ``last``."""
    top = _top(k)
    longest = 1
    for unit in range(first, last):
        longest = max(longest, bounds[unit + 1] - bounds[unit])
    hashes = np.empty(longest, np.uint64)
    n = 0
    for unit in range(first, last):
        begin, end = bounds[unit], bounds[unit + 1]
        _hashed(codes, begin, end, k, top, hashes)
        for i in range(_many(end - begin, k)):
            if hashes[i] <= limit:
                out[n] = (hashes[i] & ~low) | np.uint64(unit)
                n += 1
    return n


@njit("void(u4[::1], i8[::1], i8[::1], i8, u8, u8[::1], i4[::1], i4[::1], b1[::1])", **_OPTIONS)
def distinct(codes, bounds, rows, k, low, hashes, place, sizes, once):
    """Shingle sets of some units.

    A unit's shingles are written to ``hashes`` and ``place`` from its own start on, each where it
    first stands, and ``sizes`` says how many they are; ``once`` marks the characters in them.
    """
    top = _top(k)
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
        _hashed(codes, begin, end, k, top, mine)
        n = 0
        for i in range(many):
            h = mine[i] & ~low
            cell = (h >> np.uint64(32)) & mask
            held = table[cell]
            while held and hashes[begin + held - 1] != h:
                cell = (cell + _ONE) & mask
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


@njit("i8[:, ::1](i8[:, ::1], i8)", **_OPTIONS)
def _wider(rows, least):
    if least <= len(rows):
        return rows
    more = np.empty((max(least, 2 * len(rows)), rows.shape[1]), np.int64)
    more[: len(rows)] = rows
    return more


@njit("void(i8[:, ::1], i8, i8[::1])", **_OPTIONS)
def _ordered(strands, n, order):
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


@njit("b1(i8[:, ::1], i8[::1], i8, i8, i8, i8)", inline="always", **_OPTIONS)
def _near(strands, order, back, at, side, reach):
    """Whether the first hit of a strand lies on one run with a hit before it.

    That is one of the two before it (``coverage._follows``): the last two hits of the strand
    before, or the last hits of the two strands before, where the nearer has one hit only.
    """
    me, before = order[at], order[back]
    place = strands[me, side]
    shift = strands[me, 0] - strands[me, 1]
    drift = shift - (strands[before, 0] - strands[before, 1])
    last = strands[before, side] + strands[before, 2] - 1
    return place - last <= reach and -DRIFT <= drift <= DRIFT


@njit("b1(i8[:, ::1], i8[::1], i8, i8, i8)", inline="always", **_OPTIONS)
def _bridged(strands, order, at, side, reach):
    if at >= 1 and _near(strands, order, at - 1, at, side, reach):
        return True
    # The hit before the last of one strand is farther away on the same diagonal: no need to look.
    return at >= 2 and strands[order[at - 1], 2] == 1 and _near(
        strands, order, at - 2, at, side, reach
    )


@njit(
    "UniTuple(i8, 2)(u4[::1], i8[:, ::1], i8[::1], i8, i8, i8, i8, i8, i8, i8, i8,"
    " i8[:, ::1], i8, i8[:, ::1], i8)",
    **_OPTIONS,
)
def _stretches(
    codes, strands, order, n, side, k, reach, begin, begin_other, end_other, pair, runs, r, loose, m
):  # fmt: skip
    """Runs on one side of one pair, as ``coverage._runs``; gives the new numbers of rows.

    Row of ``runs``: pair, start, end, other; row of ``loose``: character, row of the run behind.
    There is room for all of them.
    """
    i = 0
    while i < n:
        me = order[i]
        last = i
        end = strands[me, side] + strands[me, 2] - 1
        while last + 1 < n and strands[order[last + 1], side] <= end + k:
            last += 1
            end = strands[order[last], side] + strands[order[last], 2] - 1
        start = begin + strands[me, side]
        if _bridged(strands, order, i, side, reach):
            prior = order[i - 1]
            before = begin_other - begin + strands[prior, 1 - side] - strands[prior, side]
            behind = begin_other - begin + strands[me, 1 - side] - strands[me, side]
            for at in range(runs[r - 1, 2], start):
                one, two = at + before, at + behind
                if (begin_other <= one < end_other and codes[one] == codes[at]) or (
                    begin_other <= two < end_other and codes[two] == codes[at]
                ):
                    loose[m, 0] = at
                    loose[m, 1] = r
                    m += 1
        runs[r, 0] = pair
        runs[r, 1] = start
        runs[r, 2] = begin + end + k
        runs[r, 3] = strands[me, 1 - side]
        r += 1
        i = last + 1
    return r, m


@njit(
    "Tuple((i8[:, ::1], i8[:, ::1], i8[:, ::1], i8[:, ::1]))"
    "(u4[::1], i8[::1], u8[::1], i4[::1], i4[::1], i8, i8[::1], i8[::1], i8, i8[::1])",
    **_OPTIONS,
)
def shared(codes, bounds, hashes, place, sizes, k, a, b, number, counts):
    """Twin of :func:`analysis.measures.coverage.shared` for some pairs, ordered by ``a``.

    Gives runs and loose characters of side a, then of side b, rows as in :func:`_stretches`;
    ``counts`` takes the number of shared shingles. Shared shingles are kept as strands, stretches
    in which they follow one another character by character in both texts: place in a, place in
    b, length.
    """
    reach = (GAP if k < ALONE else 0) + k
    longest = 1
    for p in range(len(a)):
        longest = max(longest, sizes[a[p]], sizes[b[p]])
    cells = 2
    while cells < 2 * longest:
        cells *= 2
    table = np.zeros(cells, np.int32)
    mask = np.uint64(0)
    strands = np.empty((longest, 3), np.int64)
    order_a, order_b = np.empty(longest, np.int64), np.empty(longest, np.int64)
    kept = np.empty(longest, np.bool_)
    runs_a, runs_b = np.empty((1024, 4), np.int64), np.empty((1024, 4), np.int64)
    loose_a, loose_b = np.empty((1024, 2), np.int64), np.empty((1024, 2), np.int64)
    ra = rb = la = lb = 0
    held = -1
    for p in range(len(a)):
        one, two = a[p], b[p]
        begin, begin_other = bounds[one], bounds[two]
        end, end_other = bounds[one + 1], bounds[two + 1]
        if one != held:
            cells = 2
            while cells < 2 * sizes[one]:
                cells *= 2
            mask = np.uint64(cells - 1)
            table[:cells] = 0
            for i in range(sizes[one]):
                cell = (hashes[begin + i] >> np.uint64(32)) & mask
                while table[cell]:
                    cell = (cell + _ONE) & mask
                table[cell] = i + 1
            held = one
        n = 0
        j, stop = begin_other, begin_other + sizes[two]
        count = 0
        while j < stop:
            h = hashes[j]
            cell = (h >> np.uint64(32)) & mask
            row = table[cell]
            while row and hashes[begin + row - 1] != h:
                cell = (cell + _ONE) & mask
                row = table[cell]
            if not row:
                j += 1
                continue
            i = begin + row - 1
            first = j
            shift = place[i] - place[j]
            strands[n, 0], strands[n, 1] = place[i], place[j]
            i += 1
            j += 1
            limit = min(stop, j + begin + sizes[one] - i)
            while (
                j < limit
                and hashes[i] == hashes[j]
                and place[j] == place[j - 1] + 1
                and place[i] - place[j] == shift
            ):
                i += 1
                j += 1
            strands[n, 2] = j - first
            count += j - first
            n += 1
        counts[p] = count
        _ordered(strands, n, order_a)
        if k < ALONE:
            for i in range(n):
                kept[order_a[i]] = strands[order_a[i], 2] > 1
            for i in range(n):
                for back in (1, 2):
                    if back == 2 and (i < 2 or strands[order_a[i - 1], 2] > 1):
                        break
                    if i >= back and _near(strands, order_a, i - back, i, 0, reach):
                        kept[order_a[i]] = True
                        kept[order_a[i - back]] = True
                # The second hit of a strand looks back at the last one of the strand before.
                if i and strands[order_a[i], 2] > 1 and not kept[order_a[i - 1]]:
                    strands[order_a[i], 0] += 1
                    strands[order_a[i], 1] += 1
                    if _near(strands, order_a, i - 1, i, 0, reach):
                        kept[order_a[i - 1]] = True
                    strands[order_a[i], 0] -= 1
                    strands[order_a[i], 1] -= 1
        else:
            kept[:n] = True
        na = nb = 0
        for i in range(n):
            if kept[order_a[i]]:
                order_a[na] = order_a[i]
                na += 1
            if kept[i]:
                order_b[nb] = i
                nb += 1
        runs_a, runs_b = _wider(runs_a, ra + n), _wider(runs_b, rb + n)
        loose_a = _wider(loose_a, la + end - begin)
        loose_b = _wider(loose_b, lb + end_other - begin_other)
        ra, la = _stretches(
            codes, strands, order_a, na, 0, k, reach, begin, begin_other, end_other, number + p,
            runs_a, ra, loose_a, la,
        )  # fmt: skip
        rb, lb = _stretches(
            codes, strands, order_b, nb, 1, k, reach, begin_other, begin, end, number + p,
            runs_b, rb, loose_b, lb,
        )  # fmt: skip
    return runs_a[:ra], loose_a[:la], runs_b[:rb], loose_b[:lb]


@njit("void(i8[::1], i8[::1], i8[::1], i8[::1], i8[::1], u1[::1], i8[::1], i8[:, ::1])", **_OPTIONS)
def covered(pair, start, end, loose, after, kind, weights, out):
    """Twin of :func:`analysis.measures.coverage.covered` for two weightings, column by column.

    A character of a kind weighs as many units as the low and the high half of ``weights`` say.
    """
    half = np.int64(0xFFFFFFFF)
    for r in range(len(pair)):
        one = two = 0
        for at in range(start[r], end[r]):
            weight = weights[kind[at]]
            one += weight & half
            two += weight >> 32
        out[pair[r], 0] += one
        out[pair[r], 1] += two
    for m in range(len(loose)):
        r = after[m]
        mine, before, behind = kind[loose[m]], kind[end[r - 1] - 1], kind[start[r]]
        a, b, c = weights[mine], weights[before], weights[behind]
        out[pair[r], 0] += min(a & half, min(b & half, c & half))
        out[pair[r], 1] += min(a >> 32, min(b >> 32, c >> 32))


@njit("i8(u4[::1], i8[::1], i8[::1], i8, i8, u8[::1], i8[::1])", **_OPTIONS)
def hashed(codes, bounds, rows, k, shift, hashes, counts):
    """Hashes of all k-grams of some units, and how many have which high bits.

    Units shorter than ``k`` are left out. Gives the number of k-grams.
    """
    top = _top(k)
    n = 0
    for row in rows:
        begin, end = bounds[row], bounds[row + 1]
        if end - begin >= k:
            _hashed(codes, begin, end, k, top, hashes[n:])
            n += end - begin - k + 1
    for i in range(n):
        counts[np.int64(hashes[i] >> np.uint64(shift))] += 1
    return n


@njit("void(u8[::1], i8[::1], i8[::1], i8, u8, i8, i8[::1], u8[::1])", **_OPTIONS)
def scattered(hashes, bounds, rows, k, low, shift, at, words):
    """Words (hash, place) of hashed k-grams, to where ``at`` says for the high bits of each."""
    n = 0
    for row in rows:
        for place in range(bounds[row], bounds[row + 1] - k + 1):
            h = hashes[n]
            n += 1
            part = np.int64(h >> np.uint64(shift))
            words[at[part]] = (h & ~low) | np.uint64(place)
            at[part] += 1


@njit("void(u4[::1], i8[::1], i8, i8, u8[::1])", **_OPTIONS)
def digests(codes, bounds, first, last, out):
    """Twin of :func:`analysis.measures.shingles.digests`."""
    for unit in range(first, last):
        h = np.uint64(0)
        for at in range(bounds[unit], bounds[unit + 1]):
            h = h * _BASE + np.uint64(codes[at]) + _ONE
        out[unit] = h


@njit("i4(u8, i8[::1], i4[::1])", inline="always", **_OPTIONS)
def _unit(place, bounds, coarse):
    """Unit of a character; ``coarse`` has the units of every 64th, and fits the cache."""
    unit = coarse[place >> np.uint64(6)]
    while bounds[unit + 1] <= np.int64(place):
        unit += 1
    return unit


@njit("void(u8[::1], i8[::1], i8[::1], i4[::1], i4[::1], u8, u1[::1])", **_OPTIONS)
def votes(words, cuts, bounds, coarse, voter_of, low, found):
    """How many voters hold each k-gram, written where it stands; at most 255.

    Parameters: parts of ``words`` (hash, place), ordered so that those of one voter follow one
    another; ``coarse`` as in :func:`_unit`; ``voter_of`` by unit.
    """
    longest = 1
    for part in range(len(cuts) - 1):
        longest = max(longest, cuts[part + 1] - cuts[part])
    cells = 2
    while cells < 2 * longest:
        cells *= 2
    table = np.empty(cells, np.int32)
    head = np.empty(longest, np.int32)  # first word of the same group
    last = np.empty(longest, np.int32)  # by first word: the latest voter, and how many there are
    many = np.empty(longest, np.int32)
    for part in range(len(cuts) - 1):
        begin, size = cuts[part], cuts[part + 1] - cuts[part]
        cells = 2
        while cells < 2 * size:
            cells *= 2
        mask = np.uint64(cells - 1)
        table[:cells] = 0
        for i in range(size):
            word = words[begin + i]
            cell = (word >> np.uint64(32)) & mask
            held = table[cell]
            while held and (words[begin + held - 1] ^ word) > low:
                cell = (cell + _ONE) & mask
                held = table[cell]
            if not held:
                table[cell] = i + 1
                head[i] = i
                many[i] = 0
                continue
            first = held - 1
            head[i] = first
            if not many[first]:
                last[first] = voter_of[_unit(words[begin + first] & low, bounds, coarse)]
                many[first] = 1
            voter = voter_of[_unit(word & low, bounds, coarse)]
            if voter != last[first]:
                last[first] = voter
                many[first] += 1
        for i in range(size):
            if many[head[i]] > 1:
                found[words[begin + i] & low] = min(many[head[i]], 255)


@njit("i8[::1](u1[::1], i8[::1], i8[::1])", **_OPTIONS)
def totals(kind, bounds, weights):
    """Sum of the weights of each unit's characters, by kind."""
    out = np.zeros(len(bounds) - 1, np.int64)
    for unit in range(len(out)):
        total = 0
        for at in range(bounds[unit], bounds[unit + 1]):
            total += weights[kind[at]]
        out[unit] = total
    return out


@njit(
    "Tuple((i8[::1], i8[::1], i8, i8[::1]))(i4[::1], i8[::1], i8, i8, i8, f8)", **_OPTIONS
)
def promising(unit, heads, n, cap, least, hint):
    """Twin of :func:`analysis.measures.candidates.join` and ``Joined.promising`` at once.

    Parameters: ``unit`` grouped by shingle, groups from ``heads[i]`` to ``heads[i + 1]``. Gives the
    pairs, ordered, the number of groups left out, and how many shingles of each unit were joined.
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
                cuts[unit[i] + 1] += heads[g + 1] - i > 1
    for row in range(n):
        cuts[row + 1] += cuts[row]
    # For every unit: where it stands in a group with others behind it, and where the group ends.
    posting = np.empty((cuts[n], 2), np.int64)
    at = cuts[:-1].copy()
    for g in range(len(heads) - 1):
        size = heads[g + 1] - heads[g]
        if 1 < size <= cap:
            for i in range(heads[g], heads[g + 1] - 1):
                posting[at[unit[i]], 0] = i + 1
                posting[at[unit[i]], 1] = heads[g + 1]
                at[unit[i]] += 1
    times = np.zeros(n, np.int64)
    met = np.empty(n, np.int64)
    a, b = np.empty(1024, np.int64), np.empty(1024, np.int64)
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
        if found + kept > len(a):
            size = max(2 * len(a), found + kept)
            more_a, more_b = np.empty(size, np.int64), np.empty(size, np.int64)
            more_a[:found], more_b[:found] = a[:found], b[:found]
            a, b = more_a, more_b
        a[found : found + kept] = one
        b[found : found + kept] = np.sort(met[:kept])
        found += kept
    return a[:found], b[:found], capped, joined


@njit("UniTuple(i8[::1], 2)(u8[::1], i8[::1], i4[::1], i8[::1])", **_OPTIONS)
def own_and_missing(hashes, bounds, sizes, members):
    """Twin of :func:`analysis.measures.families.own_and_missing`."""
    own, missing = np.zeros(len(members), np.int64), np.zeros(len(members), np.int64)
    total = 0
    for member in members:
        total += sizes[member]
    cells = 2
    while cells < 2 * total:
        cells *= 2
    mask = np.uint64(cells - 1)
    key, count = np.empty(cells, np.uint64), np.zeros(cells, np.int32)
    cell_of = np.empty(total, np.int64)
    n = 0
    for member in members:
        for at in range(bounds[member], bounds[member] + sizes[member]):
            cell = (hashes[at] >> np.uint64(32)) & mask
            while count[cell] and key[cell] != hashes[at]:
                cell = (cell + _ONE) & mask
            key[cell] = hashes[at]
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
