"""Digests: one number for a text, to find equal ones by."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.rolling import Ints, blocks
from corpus.system.threads import mapped

BASE = 0x9E3779B97F4A7C15
"""Odd, so that no power of it vanishes modulo 2⁶⁴."""


def digests(codes: NDArray[np.uint32], bounds: Ints) -> NDArray[np.uint64]:
    """One number for each unit: the polynomial over all its characters, 0 for an empty one.

    Parameters
    ----------
    codes, bounds
        As for :func:`shingle_hashes`.

    Returns
    -------
    ndarray
        Shape (n,), uint64. Units that differ may agree; whoever asks must look.
    """
    sizes = np.diff(bounds)
    powers = np.ones(max(1, int(sizes.max(initial=1))), dtype=np.uint64)
    np.cumprod(np.full(len(powers) - 1, BASE, dtype=np.uint64), out=powers[1:])
    found = np.zeros(len(sizes), dtype=np.uint64)

    def block(rows: slice) -> None:
        some = np.flatnonzero(sizes[rows]) + rows.start
        begin, end = int(bounds[rows.start]), int(bounds[rows.stop])
        behind = np.repeat(bounds[some + 1] - begin - 1, sizes[some])
        values = powers[behind - np.arange(end - begin)]
        values *= codes[begin:end] + np.uint64(1)
        if len(some):
            found[some] = np.add.reduceat(values, bounds[some] - begin)

    mapped(block, blocks(bounds))
    return found
