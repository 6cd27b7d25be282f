"""Stage *groups*: groups of sure copies so large that their shingles are counted range by range."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.packed import place_bits
from analysis.measures.arrays.shingles import Ints, shingle_hashes


class UnitShingles(NamedTuple):
    """Different shingles of some units, in a range of hashes."""

    hashes: NDArray[np.uint64]
    unit: Ints
    """Shape (m,) each."""


def unit_shingles(
    codes: NDArray[np.uint32], bounds: Ints, k: int, within: int, part: tuple[int, int]
) -> UnitShingles:
    """Return those shingles of units whose hashes lie in the i-th of n equal ranges.

    Parameters
    ----------
    codes, bounds, k
        As for :func:`analysis.measures.arrays.shingles.shingle_hashes`.
    within
        Characters of the whole corpus: hashes are as fine as there.
    part
        ``(i, n)``, i from 0.
    """
    hashes, starts = shingle_hashes(codes, bounds, k)
    number, of = part
    upper = (hashes >> np.uint64(32)) * np.uint64(of) >> np.uint64(32)
    mine = upper == number
    unit = np.searchsorted(bounds, starts[mine], side="right") - 1
    masked = hashes[mine] & ~place_bits(within)
    order = np.lexsort([masked, unit])
    masked, unit = masked[order], unit[order]
    new = np.ones(len(unit), dtype=bool)
    new[1:] = (masked[1:] != masked[:-1]) | (unit[1:] != unit[:-1])
    return UnitShingles(masked[new], unit[new])


def own_missing_and_sizes(
    hashes: NDArray[np.uint64], unit: Ints, n: int
) -> tuple[Ints, Ints, Ints]:
    """Count, for each of n members of one group, shingles of its own, those it lacks, and all.

    Sums over ranges of hashes are what
    :func:`analysis.measures.similarity.engines.arrays.own_and_missing` counts at once.

    Examples
    --------
    >>> import numpy as np
    >>> hashes, unit = np.array([1, 2, 1, 2, 3, 2], np.uint64), np.array([0, 0, 1, 1, 1, 2])
    >>> [column.tolist() for column in own_missing_and_sizes(hashes, unit, 3)]
    [[0, 1, 0], [0, 0, 1], [2, 3, 1]]
    """
    order = np.argsort(hashes, kind="stable")
    hashes, unit = hashes[order], unit[order]
    heads = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1])[: len(hashes)])
    counts = np.diff(heads, append=len(hashes))
    own = np.bincount(unit[heads[counts == 1]], minlength=n)
    common = counts >= max(2, n // 2)
    held = np.bincount(unit[np.repeat(common, counts)], minlength=n)
    return own, int(common.sum()) - held, np.bincount(unit, minlength=n)
