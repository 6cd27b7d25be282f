"""Which stretches of a text are equal: each different one is then looked at once.

Stretches are compared by a polynomial hash modulo 2⁶⁴ (Karp and Rabin, 1987, "Efficient
randomized pattern-matching algorithms"), and then character by character: what is said to be
equal is equal.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]

HASH_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2**64
_INVERSE = pow(HASH_BASE, -1, 1 << 64)
_LENGTH = np.uint64(0xD6E8FEB86659FD93)  # odd multipliers: length and mark change every high bit
_MARK = np.uint64(0xC2B2AE3D27D4EB4F)


class Distinct(NamedTuple):
    """The different ones among some stretches, numbered as they first appear."""

    first: Integers
    """Shape (n different,), ascending: row of the first of each."""
    which: Integers
    """Shape (n,): the number of each stretch."""


def distinct(
    codes: NDArray[np.uint32], starts: Integers, lengths: Integers, marks: Integers
) -> Distinct:
    """Tell equal stretches.

    Parameters
    ----------
    codes
        Shape (c,): code points.
    starts, lengths
        Shape (n,): the stretches.
    marks
        Shape (n,): stretches with different marks are different.

    Examples
    --------
    >>> codes = np.array([7, 8, 9, 7, 8], np.uint32)
    >>> two, no = np.array([2, 2]), np.array([0, 0])
    >>> distinct(codes, np.array([0, 3]), two, no).which.tolist()
    [0, 0]
    >>> distinct(codes, np.array([0, 1]), two, no).first.tolist()
    [0, 1]
    """
    keys = _hashes(codes, starts, lengths) ^ (lengths.astype(np.uint64) * _LENGTH)
    keys += marks.astype(np.uint64) * _MARK
    _, first, which = np.unique(keys, return_index=True, return_inverse=True)
    leader = first[which]
    if not _all_equal(codes, starts, lengths, marks, leader):
        return _one_by_one(codes, starts, lengths, marks)
    order = np.argsort(first)
    rank = np.empty(len(first), dtype=np.int64)
    rank[order] = np.arange(len(first))
    return Distinct(first[order], rank[which])


def inside(starts: Integers, lengths: Integers) -> Integers:
    """Places of all characters of some stretches, one stretch after the other.

    >>> inside(np.array([5, 0]), np.array([2, 3])).tolist()
    [5, 6, 0, 1, 2]
    """
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts - before, lengths) + np.arange(int(lengths.sum()))


def _hashes(codes: NDArray[np.uint32], starts: Integers, lengths: Integers) -> NDArray[np.uint64]:
    powers, inverses = _powers((len(codes) + 1).bit_length())
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum((codes + np.uint64(1)) * powers[: len(codes)], out=sums[1:])
    return (sums[starts + lengths] - sums[starts]) * inverses[starts]


@cache
def _powers(bits: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The first 2**bits powers of the base, and of its inverse."""
    tables = []
    for base in (HASH_BASE, _INVERSE):
        table = np.full(1 << bits, base, dtype=np.uint64)
        table[0] = 1
        tables.append(np.cumprod(table, dtype=np.uint64))
    return tables[0], tables[1]


def _all_equal(
    codes: NDArray[np.uint32],
    starts: Integers,
    lengths: Integers,
    marks: Integers,
    leader: Integers,
) -> bool:
    """Whether each stretch is the one of its leader."""
    if (lengths != lengths[leader]).any() or (marks != marks[leader]).any():
        return False
    other = np.flatnonzero(leader != np.arange(len(leader)))
    mine = inside(starts[other], lengths[other])
    theirs = inside(starts[leader[other]], lengths[other])
    return bool((codes[mine] == codes[theirs]).all())


def _one_by_one(
    codes: NDArray[np.uint32], starts: Integers, lengths: Integers, marks: Integers
) -> Distinct:
    """The same without hashes, for the day on which two different stretches have the same."""
    number: dict[tuple[bytes, int], int] = {}
    first, which = [], []
    for row, (start, length, mark) in enumerate(
        zip(starts.tolist(), lengths.tolist(), marks.tolist(), strict=True)
    ):
        key = codes[start : start + length].tobytes(), mark
        if key not in number:
            number[key] = len(number)
            first.append(row)
        which.append(number[key])
    return Distinct(np.array(first, np.int64), np.array(which, np.int64))
