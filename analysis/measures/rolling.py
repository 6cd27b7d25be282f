"""Hashes of all runs of k characters.

A run's hash is the polynomial c₀·M^(k−1) + … + c₍k−1₎ modulo 2⁶⁴ (Karp and Rabin 1987), built by
doubling (the hash of 2j characters from two hashes of j), so that its cost grows with log k, and
then mixed so that its high bits can be used alone.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

BASE = 0x9E3779B97F4A7C15  # odd, so that no power of it vanishes modulo 2**64
MIX = 0xD6E8FEB86659FD93  # multiplier of the final mix (Stafford's variant of MurmurHash3)
_NEVER = np.uint32((1 << 32) - 1)
BLOCK = 1 << 16  # characters hashed at once: temporaries stay in the processor's cache


def hashed(
    codes: NDArray[np.uint32], bounds: Ints, k: int, rows: slice
) -> tuple[NDArray[np.uint64], Ints]:
    """Hashes and starts of the runs of k characters inside some units.

    Parameters
    ----------
    codes, bounds, k
        As for :func:`analysis.measures.shingles.shingle_hashes`.
    rows
        The units.
    """
    begin, end = int(bounds[rows.start]), int(bounds[rows.stop])
    hashes, starts = _block(codes[begin:end], bounds[rows.start : rows.stop + 1] - begin, k)
    starts += begin
    return hashes, starts


def winnowed(
    codes: NDArray[np.uint32], bounds: Ints, k: int, rows: slice
) -> tuple[NDArray[np.uint64], Ints]:
    """Keep of the runs over each character that with the smallest hash: about 2 in k + 1.

    Winnowing as in Schleimer, Wilkerson and Aiken (2003), section 3.3, with windows as wide as the
    runs are long. Whether a run is kept follows from the k − 1 characters on either side of it, and
    of runs with one hash over one character all are kept.

    Parameters
    ----------
    codes, bounds, k, rows
        As for :func:`hashed`; units shorter than ``k`` have no runs here.

    Examples
    --------
    >>> import numpy as np
    >>> codes = np.arange(100, 140, dtype=np.uint32)
    >>> _, starts = winnowed(codes, np.array([0, 40]), 8, slice(0, 1))
    >>> bool(len(starts) < 20), bool((np.diff(starts) <= 8).all())
    (True, True)
    """
    hashes, starts = hashed(codes, bounds, k, rows)
    sizes = np.diff(bounds[rows.start : rows.stop + 1])
    if (sizes < k).any():
        whole = np.repeat(sizes >= k, np.where(sizes < k, sizes > 0, sizes - k + 1))
        hashes, starts = hashes[whole], starts[whole]
    if not len(starts):
        return hashes, starts
    begin = int(bounds[rows.start])
    at = starts - begin
    # Behind the runs of a unit come k − 1 places where none begins: no window reaches the next.
    least = np.full(int(bounds[rows.stop]) - begin, _NEVER, dtype=np.uint32)
    least[at] = order = hashes.astype(np.uint32)
    _over(least, k, np.minimum)
    _over(least[::-1], k, np.maximum)
    chosen = np.flatnonzero(least[at] == order)
    return hashes[chosen], starts[chosen]


def _over(values: NDArray[np.uint32], size: int, best: np.ufunc) -> None:
    """Take the best of each place and the ``size`` − 1 before it, by doubling, in place."""
    length = 1
    while length < size:
        step = min(length, size - length)
        best(values[step:], values[:-step], out=values[step:])
        length += step


def blocks(bounds: Ints) -> Iterator[slice]:
    """Stretches of units of about a block of characters each."""
    row = 0
    while row < len(bounds) - 1:
        end = int(np.searchsorted(bounds, bounds[row] + BLOCK, side="right")) - 1
        end = min(max(end, row + 1), len(bounds) - 1)
        yield slice(row, end)
        row = end


def _block(codes: NDArray[np.uint32], bounds: Ints, k: int) -> tuple[NDArray[np.uint64], Ints]:
    sizes = np.diff(bounds)
    # One is added so that a code of 0 counts too.
    padded = np.zeros(len(codes) + k - 1, dtype=np.uint64)
    np.add(codes, np.uint64(1), out=padded[: len(codes)], casting="unsafe")
    hashes = _mixed(_power(padded, k)[: len(codes)])
    inside = np.ones(len(codes), dtype=bool)
    for back in range(1, k):
        inside[bounds[1:][sizes >= back] - back] = False
    for size in np.unique(sizes[(sizes > 0) & (sizes < k)]).tolist():
        at = bounds[:-1][sizes == size]
        whole = np.zeros(len(at), dtype=np.uint64)
        for step in range(size):
            whole = whole * np.uint64(BASE) + codes[at + step] + np.uint64(1)
        # The length goes in, so that no short unit equals a shingle of k characters by design.
        hashes[at] = _mixed(whole * np.uint64(BASE) + np.uint64(size))
        inside[at] = True
    starts = np.flatnonzero(inside)
    return hashes[starts], starts


def _power(unit: NDArray[np.uint64], k: int) -> NDArray[np.uint64]:
    """Hash of k neighbours by doubling: H₍a+b₎[i] = H_a[i]·M^b + H_b[i + a]."""
    done, length = unit, 1
    for bit in bin(k)[3:]:
        done = done[:-length] * _factor(length) + done[length:]
        length *= 2
        if bit == "1":
            done = done[:-1] * _factor(1) + unit[length:]
            length += 1
    return done


def _factor(power: int) -> np.uint64:
    return np.uint64(pow(BASE, power, 1 << 64))


def _mixed(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread every bit over the high ones, in place."""
    hashes ^= hashes >> np.uint64(32)
    hashes *= np.uint64(MIX)
    hashes ^= hashes >> np.uint64(29)
    hashes *= np.uint64(MIX)
    return hashes
