"""Hashes of all runs of k characters.

A run's hash is made of two polynomials c₀·M^(k−1) + … + c₍k−1₎ modulo 2³² with different odd M
(Karp and Rabin 1987), built by doubling (the hash of 2j characters from two hashes of j), so that
its cost grows with log k. The first one is mixed, so that any bits of it can be used alone, and is
the high half. Halves of 32 bits, because processors work on eight of them at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Half = NDArray[np.uint32]

BASES = (0x9E3779B5, 0x85EBCA6B)
"""Odd, so that no power of them vanishes modulo 2³²; 5 and 3 modulo 8, so that as few low bits as
may be are lost where characters change places, and not the same ones in both halves."""
MIX = 0x7FEB352D
SHIFTS = (16, 15)
"""One round of the mixing function ``lowbias32`` (Wellons 2018)."""
SHORT_UNIT = 1 << 21
"""Added to the length of a unit below k characters, which stands in its hash as a last character:
no code is as large, so that no short unit equals a run of k characters by design."""
HASH_BLOCK = 1 << 18
"""Characters hashed at once: more, and they leave the cache; fewer, and threads wait for turns."""

_T = TypeVar("_T", bound=np.generic)
_NEVER = np.uint32((1 << 32) - 1)


class Halves(NamedTuple):
    """Both halves of the hash that begins at each character of a block; shape (c,) each."""

    high: Half
    """Mixed."""
    low: Half
    inside: NDArray[np.bool_]
    """Where one begins that does not reach into the next unit."""


def hashed(
    codes: NDArray[np.uint32], bounds: Ints, k: int, rows: slice
) -> tuple[NDArray[np.uint64], Ints]:
    """Hashes and starts of the runs of k characters inside some units.

    Parameters
    ----------
    codes, bounds, k
        As for :func:`analysis.measures.arrays.shingles.shingle_hashes`.
    rows
        The units.
    """
    high, low, inside = _halves(codes, bounds, k, rows)
    starts = np.flatnonzero(inside)
    return _joined(high[inside], low[inside]), starts + bounds[rows.start]


def sampled(
    codes: NDArray[np.uint32], bounds: Ints, k: int, rows: slice, rate: int
) -> tuple[NDArray[np.uint64], Ints]:
    """Those of :func:`hashed` in the lowest part in ``rate`` of the range."""
    high, low, inside = _halves(codes, bounds, k, rows)
    starts = np.flatnonzero((high <= limit(rate)) & inside)
    return _joined(high[starts], low[starts]), starts + bounds[rows.start]


def limit(rate: int) -> np.uint32:
    """Return the largest high half in the lowest part in ``rate`` of the range."""
    return np.uint32((1 << 32) // rate - 1)


def winnowed(
    codes: NDArray[np.uint32], bounds: Ints, k: int, rows: slice
) -> tuple[NDArray[np.uint64], Ints]:
    """Keep, for each character, the run over it that has the smallest hash: about 2 in k + 1.

    Winnowing as in Schleimer, Wilkerson and Aiken (2003), section 3.3, with windows as wide as the
    runs are long. Whether a run is kept follows from the k − 1 characters on either side of it, and
    of runs with one hash over one character all are kept. Ordered by their low halves.

    Parameters
    ----------
    codes, bounds, k, rows
        As for :func:`hashed`; units shorter than ``k`` have no runs here.

    Examples
    --------
    >>> import numpy as np
    >>> codes = np.random.default_rng(1).integers(19968, 40000, 40).astype(np.uint32)
    >>> _, starts = winnowed(codes, np.array([0, 40]), 8, slice(0, 1))
    >>> bool(len(starts) < 20), bool((np.diff(starts) <= 8).all())
    (True, True)
    """
    high, low, inside = _halves(codes, bounds, k, rows, short=False)
    # Behind the runs of a unit come k − 1 places where none begins: no window reaches the next.
    least = np.where(inside, low, _NEVER)
    least = best_of_windows(best_of_windows(least, k, np.minimum)[::-1], k, np.maximum)[::-1]
    starts = np.flatnonzero((least == low) & inside)
    return _joined(high[starts], low[starts]), starts + bounds[rows.start]


def best_of_windows(values: NDArray[_T], size: int, best: np.ufunc) -> NDArray[_T]:
    """Return the best value of each window of ``size`` places, the window ending at each place.

    The windows double in length until they are long enough.

    >>> import numpy as np
    >>> best_of_windows(np.array([1, 5, 2, 2, 0]), 3, np.maximum).tolist()
    [1, 5, 5, 5, 2]
    """
    length = 1
    while length < size:
        step = min(length, size - length)
        wider = values.copy()
        best(values[step:], values[:-step], out=wider[step:])
        values = wider
        length += step
    return values


def blocks(bounds: Ints) -> Iterator[slice]:
    """Stretches of units of about a block of characters each."""
    row = 0
    while row < len(bounds) - 1:
        end = int(np.searchsorted(bounds, bounds[row] + HASH_BLOCK, side="right")) - 1
        end = min(max(end, row + 1), len(bounds) - 1)
        yield slice(row, end)
        row = end


def _halves(
    codes: NDArray[np.uint32], bounds: Ints, k: int, rows: slice, *, short: bool = True
) -> Halves:
    """Hash all runs of some units; with ``short`` a unit below ``k`` characters is one run."""
    bounds = bounds[rows.start : rows.stop + 1]
    codes = codes[bounds[0] : bounds[-1]]
    bounds = bounds - bounds[0]
    sizes = np.diff(bounds)
    # One is added so that a code of 0 counts too.
    padded = np.ones(len(codes) + k - 1, dtype=np.uint32)
    padded[: len(codes)] += codes
    high, low = (_power(padded, k, base)[: len(codes)] for base in BASES)
    inside = np.ones(len(codes), dtype=bool)
    for back in range(1, k):
        inside[bounds[1:][sizes >= back] - back] = False
    few = sizes[(sizes > 0) & (sizes < k)]
    for size in sorted(set(few.tolist())) if short else ():
        at = bounds[:-1][sizes == size]
        for half, base in zip((high, low), BASES, strict=True):
            whole = np.zeros(len(at), dtype=np.uint32)
            for step in range(size):
                whole = whole * np.uint32(base) + padded[at + step]
            half[at] = whole * np.uint32(base) + np.uint32(SHORT_UNIT + size)
        inside[at] = True
    return Halves(_mixed(high), low, inside)


def _power(unit: Half, k: int, base: int) -> Half:
    """Hash of k neighbours by doubling: H₍a+b₎[i] = H_a[i]·M^b + H_b[i + a]."""
    done, length = unit, 1
    for bit in bin(k)[3:]:
        done = done[:-length] * _factor(base, length) + done[length:]
        length *= 2
        if bit == "1":
            done = done[:-1] * np.uint32(base) + unit[length:]
            length += 1
    return done if k > 1 else unit.copy()


def _factor(base: int, exponent: int) -> np.uint32:
    return np.uint32(pow(base, exponent, 1 << 32))


def _joined(high: Half, low: Half) -> NDArray[np.uint64]:
    """Both halves in one word."""
    words = high.astype(np.uint64)
    words <<= np.uint64(32)
    words |= low
    return words


def _mixed(half: Half) -> Half:
    """Spread every bit over all others, in place."""
    half ^= half >> np.uint32(SHIFTS[0])
    half *= np.uint32(MIX)
    half ^= half >> np.uint32(SHIFTS[1])
    return half
