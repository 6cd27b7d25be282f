"""Which pairs of units are worth comparing.

Two ways lead there. The *inverted join* pairs up units that stand under the same shingle, rare
shingles first; while it fits, nothing is missed. In a larger corpus it runs over a sample of the
shingles: those whose hash falls into one part in s of the range, the same ones for all units, so
that shared shingles are sampled together and a short text inside a long one is found as well as
two equal ones ("modulo sketch", Broder 1997). A shingle that everybody has makes no pairs, for the
number of pairs grows with the square; what that hides, texts made of nothing but common shingles,
is caught by bands of a MinHash sketch (:mod:`analysis.measures.similarity.minhash`).
"""

from __future__ import annotations

from math import comb
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.packed import sort_words
from analysis.measures.arrays.shingles import Ints

MOST_SHARERS = 32
"""Units that may stand under one shingle in a sampled join; above it the shingle is left out."""
MOST_PAIRS = 20_000_000
"""Pairs that a join may write down: 160 MB, and two seconds."""
LEAST_SHARED = 2
"""Sampled shingles that two units must share: one is chance."""
PROMISING_SHARE = 0.25
"""Share of the joined shingles of the unit with fewer that two units must have in common. A copy
with every fifth character wrong keeps two in five shingles, but its spoilt ones are its own and
join nothing; of 3,036 labelled pairs of copies none had less than 0.3."""


class Postings(NamedTuple):
    """Which units stand under which shingle: m units, shingle by shingle."""

    unit: NDArray[np.integer]
    """Shape (m,): units, ascending in a group, none twice in it."""
    first: NDArray[np.bool_]
    """Shape (m,): where the group of a shingle begins."""
    n: int
    """Number of units."""


class JoinedPairs(NamedTuple):
    """Pairs that share shingles."""

    a: Ints
    b: Ints
    """Shape (p,) each, ``a < b``, ordered by ``a``, then ``b``."""
    times: Ints
    """Shape (p,): shared shingles among those joined."""
    joined: Ints
    """Shape (n,): joined shingles of each unit."""
    capped: int
    """Shingles left out because too many units have them."""

    def promising(self, least: int) -> NDArray[np.bool_]:
        """Which pairs share enough of what they might share."""
        most = np.minimum(self.joined[self.a], self.joined[self.b])
        return (self.times >= least) & (self.times >= PROMISING_SHARE * most)


def join(postings: Postings, *, cap: int | None = None, least: int = 1) -> JoinedPairs:
    """Pair up the units that stand under the same shingle.

    Parameters
    ----------
    postings
        Which units stand under which shingle.
    cap
        Leave out shingles that more units have. Without it as many are joined, the rarest
        first, as :data:`MOST_PAIRS` allows.
    least
        Leave out pairs that share fewer.

    Returns
    -------
    JoinedPairs

    Examples
    --------
    >>> import numpy as np
    >>> unit = np.array([0, 1, 2, 0, 2])
    >>> first = np.array([True, False, False, True, False])
    >>> j = join(Postings(unit, first, 3))
    >>> list(zip(j.a.tolist(), j.b.tolist(), j.times.tolist()))
    [(0, 1, 1), (0, 2, 2), (1, 2, 1)]
    """
    unit, first, n = postings
    heads = np.flatnonzero(first)
    sizes = np.diff(np.append(heads, len(unit)))
    limit = _limit(sizes, cap)
    n_capped = int((sizes > limit).sum())
    fits = (sizes > 1) & (sizes <= limit)
    unit = unit[np.repeat(fits, sizes)]
    sizes = sizes[fits]
    # How many of a group stand from each row to its end.
    rows = np.arange(len(unit))
    left = np.repeat(np.cumsum(sizes), sizes) - rows
    second = unit.astype(np.uint64)
    first_of = second << np.uint64(32)
    parts = [np.zeros(0, dtype=np.uint64)]
    for lag in range(1, limit):
        rows = rows[left[rows] > lag]
        if not len(rows):
            break
        parts.append(first_of[rows] | second[rows + lag])
    joined = np.bincount(unit, minlength=n)
    return JoinedPairs(*counted_pairs(np.concatenate(parts), least), joined, n_capped)


def promising_pairs(postings: Postings, *, cap: int) -> tuple[Ints, Ints, int]:
    """Return the pairs of a capped join that share enough, and how many shingles were left out."""
    joined = join(postings, cap=cap, least=LEAST_SHARED)
    enough = joined.promising(LEAST_SHARED)
    return joined.a[enough], joined.b[enough], joined.capped


def counted_pairs(words: NDArray[np.uint64], least: int = 1) -> tuple[Ints, Ints, Ints]:
    """Return the distinct packed pairs in order, and how often each comes.

    Pairs that come fewer than ``least`` times are left out. Orders the words.
    """
    sort_words(words)
    heads = np.flatnonzero(np.append(True, words[1:] != words[:-1])[: len(words)])
    count = np.diff(heads, append=len(words))
    if least > 1:
        often = np.flatnonzero(count >= least)
        heads, count = heads[often], count[often]
    pairs = words[heads]
    low = np.uint64((1 << 32) - 1)
    return (pairs >> np.uint64(32)).astype(np.int64), (pairs & low).astype(np.int64), count


def united_pairs(*several: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Unite several lists of pairs; distinct, ordered."""
    a, b, _ = counted_pairs(np.concatenate([_packed(a, b) for a, b in several]))
    return a, b


def sampled_recall(share: float, shingles: int, rate: int, least: int = LEAST_SHARED) -> float:
    """Chance that a sampled join proposes a pair.

    Parameters
    ----------
    share
        Share of the shorter unit's shingles that the other has.
    shingles
        Distinct shingles of the shorter unit.
    rate
        One shingle in ``rate`` is sampled.
    least
        Sampled shingles the two must share.

    Returns
    -------
    float
        P(X ≥ least) for X binomial with ``share·shingles`` trials of chance ``1/rate``.

    Examples
    --------
    >>> round(sampled_recall(0.5, 400, 8), 6)
    1.0
    """
    trials = int(share * shingles)
    missed = sum(
        comb(trials, hits) * (1 / rate) ** hits * (1 - 1 / rate) ** (trials - hits)
        for hits in range(min(least, trials + 1))
    )
    return max(0.0, 1.0 - missed)


def _limit(sizes: Ints, cap: int | None) -> int:
    """Largest group to join: the cap, or the largest for which all pairs fit the budget."""
    if not len(sizes):
        return 1
    if cap is not None:
        return cap
    largest = np.bincount(sizes)
    work = np.cumsum(largest * (np.arange(len(largest)) * (np.arange(len(largest)) - 1) // 2))
    return max(2, int(np.searchsorted(work, MOST_PAIRS, side="right")) - 1)


def _packed(a: Ints, b: Ints) -> NDArray[np.uint64]:
    return (a.astype(np.uint64) << np.uint64(32)) | b.astype(np.uint64)
