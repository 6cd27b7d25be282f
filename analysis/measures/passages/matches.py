"""Matches: seeds grown to the longest runs of equal characters around them.

Compared are the characters themselves, so that no chance equality of hashes survives.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.shingles import Ints
from analysis.measures.passages.seeds import Seeds

_CELLS = 1 << 18  # characters compared at once, some MB of temporaries
_WIDEST_STEP = 1 << 16
_SEEDS = 1 << 14  # compared at once: temporaries stay in the processor's cache
_SINGLE = 4
"""Characters compared one by one, before more are in one go: half of all runs end at once, nineteen
in twenty within four."""


class Matches(NamedTuple):
    """Longest equal runs: ``codes[a:a + length] == codes[b:b + length]``, ordered by a, then b."""

    a: Ints
    b: Ints
    length: Ints


def grow(
    codes: NDArray[np.uint32], bounds: Ints, owner: NDArray[np.int32], seeds: Seeds, k: int
) -> Matches:
    """Grow seeds of ``k`` characters as far as both texts agree.

    Parameters
    ----------
    codes, bounds, owner
        Characters of all texts, where each text begins, and the text of each character.
    seeds
        Where equal runs of ``k`` characters begin (unequal ones are dropped).

    Returns
    -------
    Matches
        Each once, none of them longer on either side without leaving its text.
    """
    words = ((seeds.b - seeds.a).astype(np.uint64) << np.uint64(32)) | seeds.a.astype(np.uint64)
    words.sort()
    a = (words & np.uint64((1 << 32) - 1)).view(np.int64)
    shift = (words >> np.uint64(32)).view(np.int64)
    equal = np.ones(len(a), dtype=bool)
    for start in range(0, len(a), _SEEDS):
        some = slice(start, start + _SEEDS)
        one, two, agree = a[some], a[some] + shift[some], equal[some]
        for step in range(k):
            agree &= codes[step:][one] == codes[step:][two]
    a, shift = a[equal], shift[equal]
    a, shift, length = _joined(codes, owner, a, shift, k)
    text, other = owner[a], owner[a + shift]
    room = np.minimum(a - bounds[text], a + shift - bounds[other])
    back = common(codes, a - 1, a + shift - 1, room, step=-1)
    end = a + length
    room = np.minimum(bounds[text + 1] - end, bounds[other + 1] - end - shift)
    ahead = common(codes, end, end + shift, room)
    a, length = a - back, back + length + ahead
    # Grown runs on one diagonal are equal or apart.
    new = np.ones(len(a), dtype=bool)
    new[1:] = (a[1:] != a[:-1]) | (shift[1:] != shift[:-1])
    a, shift, length = a[new], shift[new], length[new]
    order = np.argsort(a.astype(np.uint64) << np.uint64(32) | shift.astype(np.uint64))
    return Matches(a[order], (a + shift)[order], length[order])


def common(codes: NDArray[np.uint32], a: Ints, b: Ints, room: Ints, *, step: int = 1) -> Ints:
    """How many characters agree from two places on.

    Parameters
    ----------
    codes
        Characters.
    a, b
        Shape (n,) each: first characters to compare.
    room
        Shape (n,): characters to compare at most.
    step
        1 to go on to the right, −1 to the left.

    Returns
    -------
    ndarray
        Shape (n,), int64.

    Examples
    --------
    >>> import numpy as np
    >>> codes = np.array([1, 2, 3, 1, 2, 4], np.uint32)
    >>> common(codes, np.array([0]), np.array([3]), np.array([3])).tolist()
    [2]
    """
    agreed = np.zeros(len(a), dtype=np.int64)
    active = np.flatnonzero(room > 0)
    one, two = a[active], b[active]
    for compared in range(1, _SINGLE + 1):
        same = codes[one] == codes[two]
        active = active[same]
        agreed[active] = compared
        more = room[active] > compared
        active = active[more]
        one, two = one[same][more] + step, two[same][more] + step
    wide = _SINGLE
    while len(active):
        ahead = np.arange(wide)
        for rows in np.array_split(active, 1 + len(active) * wide // _CELLS):
            done = agreed[rows]
            left = room[rows] - done
            # Beyond the room the first character is compared again; its verdict is not used.
            at = step * np.where(ahead < left[:, None], done[:, None] + ahead, 0)
            differs = codes[a[rows, None] + at] != codes[b[rows, None] + at]
            differs |= ahead >= left[:, None]
            stop = np.where(differs.any(axis=1), differs.argmax(axis=1), wide)
            agreed[rows] = done + stop
        active = active[agreed[active] < room[active]]
        at = step * agreed[active]
        active = active[codes[a[active] + at] == codes[b[active] + at]]
        wide = min(_WIDEST_STEP, max(2 * wide, _CELLS // max(1, len(active)) // 8))
    return agreed


def _joined(
    codes: NDArray[np.uint32], owner: NDArray[np.int32], a: Ints, shift: Ints, k: int
) -> tuple[Ints, Ints, Ints]:
    """Join seeds on one diagonal that touch, or between which all characters agree."""
    if not len(a):
        return a, shift, a
    b = a + shift
    together = shift[1:] == shift[:-1]
    together &= (owner[a[1:]] == owner[a[:-1]]) & (owner[b[1:]] == owner[b[:-1]])
    gap = np.where(together, a[1:] - a[:-1] - k, 0)
    apart = np.flatnonzero(gap > 0)
    end = a[apart] + k
    together[apart] = (
        common(codes, end, end + shift[apart], np.minimum(gap[apart], k)) == gap[apart]
    )
    heads = np.flatnonzero(np.concatenate(([True], ~together)))
    tails = np.append(heads[1:], len(a)) - 1
    return a[heads], shift[heads], a[tails] + k - a[heads]
