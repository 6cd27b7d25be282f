"""Compiled twins of the two passes of :func:`corpus.folding.comparable.fold_codes`."""

from __future__ import annotations

import numpy as np
from numba import int64, njit, types, uint32

from analysis.measures.similarity.engines.kernels.hashing import OPTIONS
from corpus.folding.characters import CODE, MARK_BIT
from corpus.folding.comparable import SEPARATOR

_CODE, _MARK, _SEPARATOR = np.uint32(CODE), np.uint32(MARK_BIT), np.uint32(SEPARATOR)
_GIVEN = types.Array(uint32, 1, "C", readonly=True)


@njit(int64(_GIVEN, int64[::1], _GIVEN, uint32[::1]), **OPTIONS)
def thinned(points, ends, table, stream):
    """Entries of the characters that are no blanks, and a separator behind each text."""
    n = begin = 0
    for end in ends:
        for point in points[begin:end]:
            entry = table[point]
            stream[n] = entry
            n += entry != 0
        stream[n] = _SEPARATOR
        n += 1
        begin = end + 1
    return n


@njit("i8(u4[::1], i8[::1], u4[::1])", **OPTIONS)
def settled(stream, sizes, codes):
    """Codes of the entries that are no marks, and how many of them each text has."""
    n = text = begin = 0
    for entry in stream:
        if entry == _SEPARATOR:
            sizes[text] = n - begin
            text += 1
            begin = n
            continue
        codes[n] = entry & _CODE  # overwritten if it is a mark: a branch would be guessed wrong
        n += (entry & _MARK) == 0
    return n
