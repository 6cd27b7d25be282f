"""Compiled twin of the bands of a MinHash sketch, :mod:`analysis.measures.similarity.minhash`."""

from __future__ import annotations

import numpy as np
from numba import njit

from analysis.measures.arrays.digests import BASE
from analysis.measures.similarity.engines.kernels.hashing import ONE, OPTIONS, cells_for, wider
from analysis.measures.similarity.minhash import LEAST_AGREEMENT

_BASE = np.uint64(BASE)


@njit("void(i4[::1], b1[::1], i8, i4[:, ::1])", **OPTIONS)
def sketched(unit, first, n_ids, sketch):
    """Twin of ``minhash.sketches``; ids ascend, so the first one stays."""
    bins = sketch.shape[1]
    number = -1
    for i in range(len(unit)):
        number += first[i]
        at = number * bins // n_ids
        if sketch[unit[i], at] < 0:
            sketch[unit[i], at] = number


@njit("b1(i4[:, ::1], i8, i8)", **OPTIONS)
def _alike(sketch, one, two):
    """Whether enough of the bins filled in both agree."""
    same = filled = 0
    for i in range(sketch.shape[1]):
        mine, other = sketch[one, i], sketch[two, i]
        both = mine >= 0 and other >= 0
        filled += both
        same += both and mine == other
    return same >= LEAST_AGREEMENT * filled


@njit("i8(i4[:, ::1], i8, i4[::1], i4[::1], i8[::1], i4[::1])", **OPTIONS)
def _grouped(sketch, column, table, group, cuts, units):
    """Group units by the pair of bins from ``column`` on, ascending in each group; count them.

    Group ``g`` is ``units[cuts[g]:cuts[g + 1]]``. Units with an empty bin are in none.
    """
    n, mask = len(sketch), np.uint64(len(table) - 1)
    table[:] = 0
    cuts[:] = 0
    groups = 0
    head = units  # the first unit of each group, until the units are laid out
    for unit in range(n):
        one, two = sketch[unit, column], sketch[unit, column + 1]
        group[unit] = -1
        if one < 0 or two < 0:
            continue
        key = (np.uint64(one) << np.uint64(32)) | np.uint64(two)
        key *= _BASE
        cell = (key >> np.uint64(32)) & mask
        held = table[cell]
        while held and not (
            sketch[head[held - 1], column] == one and sketch[head[held - 1], column + 1] == two
        ):
            cell = (cell + ONE) & mask
            held = table[cell]
        if not held:
            head[groups] = unit
            groups += 1
            held = table[cell] = groups
        group[unit] = held - 1
        cuts[held] += 1
    for g in range(groups):
        cuts[g + 1] += cuts[g]
    at = cuts.copy()
    for unit in range(n):
        if group[unit] >= 0:
            units[at[group[unit]]] = unit
            at[group[unit]] += 1
    return groups


@njit("i8[:, ::1](i4[:, ::1], i8)", **OPTIONS)
def banded(sketch, bucket):
    """Twin of :func:`analysis.measures.similarity.minhash.band_pairs` for bands of two bins.

    Returns pairs in no order, one a row, as often as bands name them.
    """
    n = len(sketch)
    table = np.empty(cells_for(n), np.int32)
    group, units = np.empty(n, np.int32), np.empty(n, np.int32)
    cuts = np.empty(n + 1, np.int64)
    pairs = np.empty((1024, 2), np.int64)
    m = 0
    for column in range(0, sketch.shape[1] - 1, 2):
        for g in range(_grouped(sketch, column, table, group, cuts, units)):
            begin, end = cuts[g], cuts[g + 1]
            large = end - begin > bucket
            for i in range(begin, end - 1):
                # In a large group, each with the first and with the next one.
                last = end if not large or i == begin else i + 2
                pairs = wider(pairs, m + last - i)
                for j in range(i + 1, last):
                    if _alike(sketch, units[i], units[j]):
                        pairs[m, 0], pairs[m, 1] = units[i], units[j]
                        m += 1
    return pairs[:m]
