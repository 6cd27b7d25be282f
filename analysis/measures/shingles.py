"""Shingles: runs of k folded characters, hashed, and compared as sets.

A run's hash is the polynomial c₀·M^(k−1) + … + c₍k−1₎ modulo 2⁶⁴ (Karp and Rabin 1987), built by
doubling (the hash of 2j characters from two hashes of j), so that its cost grows with log k, and
then mixed so that its high bits can be used alone. Sets as in Broder (1997), "On the resemblance
and containment of documents".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_BASE = 0x9E3779B97F4A7C15  # odd, so that no power of it vanishes modulo 2**64
_MIX = 0xD6E8FEB86659FD93  # multiplier of the final mix (Stafford's variant of MurmurHash3)
_BLOCK = 1 << 15  # characters hashed at once: temporaries stay in the processor's cache
_WORD = (1 << 64) - 1


@dataclass(frozen=True, slots=True, eq=False)
class ShingleSets:
    """The shingle sets of many units, one row a unit.

    Ids number the distinct shingles in the order of their hashes, hence in random order: the
    smallest id of a unit in any stretch of ids is a random member of the set (see
    :mod:`analysis.measures.minhash`).
    """

    k: int
    bounds: Ints
    """Shape (n + 1,): row ``i`` is ``bounds[i]:bounds[i + 1]`` of ``ids`` and ``place``."""
    ids: NDArray[np.int32]
    """Shape (m,): a row has its shingles in reading order, each where it first stands."""
    place: NDArray[np.int32]
    """Shape (m,), ascending within a row: where in its unit that is, in folded characters."""
    frequency: NDArray[np.int32]
    """Shape (number of ids,): in how many units a shingle stands."""

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @property
    def sizes(self) -> Ints:
        """Shape (n,): distinct shingles of each unit."""
        return np.diff(self.bounds)


def shingle_hashes(
    codes: NDArray[np.uint32], bounds: Ints, k: int
) -> tuple[NDArray[np.uint64], Ints]:
    """Hash every run of ``k`` characters that lies inside one unit.

    Parameters
    ----------
    codes
        Shape (c,): folded characters of all units, one after another.
    bounds
        Shape (n + 1,): unit ``i`` is ``codes[bounds[i]:bounds[i + 1]]``.
    k
        Characters in a shingle, at least 1. A unit with fewer has one shingle, all of it.

    Returns
    -------
    hashes : ndarray
        Shape (m,), uint64.
    starts : ndarray
        Shape (m,), int64, ascending: where in ``codes`` each shingle starts.

    Examples
    --------
    >>> import numpy as np
    >>> codes = np.array([5, 6, 7, 5, 6, 7, 9], np.uint32)
    >>> hashes, starts = shingle_hashes(codes, np.array([0, 3, 7]), k=3)
    >>> starts.tolist(), bool(hashes[0] == hashes[1])
    ([0, 3, 4], True)
    """
    sizes = np.diff(bounds)
    hashes = _mixed(_rolling(codes, k))
    inside = np.ones(len(codes), dtype=bool)
    for back in range(1, k):
        tails = bounds[1:][sizes >= back] - back
        inside[tails] = False
    short = np.flatnonzero((sizes > 0) & (sizes < k))
    for size in range(1, k):
        rows = short[sizes[short] == size]
        if len(rows):
            at = bounds[rows]
            whole = np.zeros(len(rows), dtype=np.uint64)
            for step in range(size):
                whole = whole * np.uint64(_BASE) + codes[at + step] + np.uint64(1)
            # The length goes in, so that no short unit equals a shingle of k characters by design.
            hashes[at] = _mixed(whole * np.uint64(_BASE) + np.uint64(size))
            inside[at] = True
    starts = np.flatnonzero(inside)
    return hashes[starts], starts


def shingle_sets(codes: NDArray[np.uint32], bounds: Ints, k: int) -> ShingleSets:
    """Make the shingle set of every unit, with all shingles numbered, by one sort.

    Parameters
    ----------
    codes, bounds, k
        As for :func:`shingle_hashes`.

    Returns
    -------
    ShingleSets

    Notes
    -----
    Hash and place share one 64-bit word, the place in the low bits, so that a single sort of
    plain integers groups equal shingles and keeps reading order inside a group. With c
    characters 64 − log₂ c bits of hash remain: 48 for a book, 38 for 50 million characters,
    where a document pair of 500 shingles each meets a false match once in a million pairs.
    """
    hashes, starts = shingle_hashes(codes, bounds, k)
    position, first = grouped(hashes, starts, len(codes))
    owner = np.repeat(np.arange(len(bounds) - 1, dtype=np.int32), np.diff(bounds))
    unit = owner[position]
    # A unit's repeats of one shingle are neighbours here: keep the first of them.
    new = first.copy()
    new[1:] |= unit[1:] != unit[:-1]
    heads = np.flatnonzero(first)
    frequency = np.zeros(len(heads), dtype=np.int32)
    if len(heads):
        np.add.reduceat(new, heads, dtype=np.int32, out=frequency)
    at = np.full(len(codes), -1, dtype=np.int32)
    at[position[new]] = np.repeat(np.arange(len(heads), dtype=np.int32), frequency)
    kept = np.flatnonzero(at >= 0)
    row_bounds = np.searchsorted(kept, bounds)
    place = kept - np.repeat(bounds[:-1], np.diff(row_bounds))
    return ShingleSets(k, row_bounds, at[kept], place.astype(np.int32), frequency)


def grouped(
    hashes: NDArray[np.uint64], starts: Ints, length: int
) -> tuple[Ints, NDArray[np.bool_]]:
    """Bring equal hashes together, in reading order within each group.

    Parameters
    ----------
    hashes, starts
        Shape (m,) each, as from :func:`shingle_hashes`.
    length
        Number of characters: every start is below it.

    Returns
    -------
    starts : ndarray
        Shape (m,), int64: the starts, ordered by hash, then by place.
    first : ndarray
        Shape (m,), bool: True where a new group begins.
    """
    low = np.uint64((1 << max(1, int(length).bit_length())) - 1)
    words = hashes & ~low
    words |= starts.view(np.uint64)
    words.sort()
    first = np.ones(len(words), dtype=bool)
    np.greater(words[1:] ^ words[:-1], low, out=first[1:])
    words &= low
    return words.view(np.int64), first


def jaccard(a: NDArray[np.generic], b: NDArray[np.generic]) -> float:
    """Shared shingles over all shingles of both; 0 where both sets are empty.

    Parameters
    ----------
    a, b
        Distinct shingles, as hashes or ids.

    Examples
    --------
    >>> import numpy as np
    >>> jaccard(np.array([1, 2, 3]), np.array([2, 3, 4]))
    0.5
    """
    shared = len(np.intersect1d(a, b, assume_unique=True))
    total = len(a) + len(b) - shared
    return shared / total if total else 0.0


def containment(inner: NDArray[np.generic], outer: NDArray[np.generic]) -> float:
    """Share of ``inner``'s shingles that stand in ``outer`` too; 0 where ``inner`` is empty.

    Directed: use it where one text may be part of a longer one.

    Examples
    --------
    >>> import numpy as np
    >>> containment(np.array([2, 3]), np.array([1, 2, 3, 4]))
    1.0
    """
    return len(np.intersect1d(inner, outer, assume_unique=True)) / len(inner) if len(inner) else 0.0


def text_shingles(codes: NDArray[np.uint32], k: int) -> NDArray[np.uint64]:
    """Distinct shingle hashes of one text, ascending: for one pair, and to check the rest by."""
    bounds = np.array([0, len(codes)], dtype=np.int64)
    return np.unique(shingle_hashes(codes, bounds, k)[0])


def _rolling(codes: NDArray[np.uint32], k: int) -> NDArray[np.uint64]:
    """Polynomial hash of the k characters from each place on; the last k − 1 are unfinished."""
    out = np.empty(len(codes), dtype=np.uint64)
    for begin in range(0, len(codes), _BLOCK):
        end = min(begin + _BLOCK, len(codes))
        # One is added so that a code of 0 counts too.
        piece = codes[begin : end + k - 1].astype(np.uint64) + np.uint64(1)
        full = end - begin
        padded = np.zeros(full + k - 1, dtype=np.uint64)
        padded[: len(piece)] = piece
        out[begin:end] = _power(padded, k)[:full]
    return out


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
    return np.uint64(pow(_BASE, power, 1 << 64))


def _mixed(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread every bit over the high ones, in place."""
    for begin in range(0, len(hashes), _BLOCK):
        part = hashes[begin : begin + _BLOCK]
        part ^= part >> np.uint64(32)
        part *= np.uint64(_MIX)
        part ^= part >> np.uint64(29)
        part *= np.uint64(_MIX & _WORD)
    return hashes
