"""Seeds: places where two texts have a fingerprint in common, joined rare first.

A fingerprint in m places could make m²/2 seeds. Common ones are therefore not joined with one
another. Instead the stretches around them, of the length that is guaranteed, are joined each with
the first text that has the same: the work stays linear, and every place still finds a partner. A
stretch that also holds a rarer fingerprint is found through that one, between all its texts.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.shingles import Ints, shingle_hashes
from analysis.measures.passages.fingerprints import Fingerprints

SEED_CAP = 256
"""Places up to which a fingerprint is joined pairwise: what 256 documents share makes 32,640 pairs
already, and nobody reads them; the group says where it stands."""
SEED_BUDGET = 1 << 22
"""Seeds joined at most among these, some 300 MB; beyond that the cap is lower."""


class Seeds(NamedTuple):
    """Pairs of places where the same run starts, in different texts."""

    a: Ints
    b: Ints
    """Shape (m,) each: places in the codes of all texts together, a in the earlier text."""
    cap: int | None
    """Places from which on a fingerprint was too common to be joined pairwise; None if none was."""
    capped: Ints
    """Shape (c,), ascending: places of the fingerprints that were too common."""


def join(
    chosen: Fingerprints,
    owner: NDArray[np.int32],
    *,
    left: int | None = None,
    cap: int | None = None,
    budget: int = SEED_BUDGET,
) -> Seeds:
    """Join equal fingerprints of different texts.

    Parameters
    ----------
    chosen
        Fingerprints of all texts.
    owner
        Shape (c,): the text of every character.
    left
        Join only the first ``left`` texts with the others; by default all with all.
    cap
        Join a fingerprint pairwise up to this many places; by default :data:`SEED_CAP`, or as many
        as the budget allows.
    budget
        Seeds allowed among the fingerprints that are joined pairwise.

    Returns
    -------
    Seeds

    Examples
    --------
    >>> import numpy as np
    >>> owner = np.repeat(np.arange(3, dtype=np.int32), 2)
    >>> chosen = Fingerprints(np.full(3, 1 << 60, np.uint64), np.array([0, 2, 4]))
    >>> list(zip(*[x.tolist() for x in join(chosen, owner)[:2]]))
    [(0, 2), (0, 4), (2, 4)]
    >>> join(chosen, owner, cap=2).capped.tolist()
    [0, 2, 4]
    """
    places, heads, sizes, lefts = _groups(chosen.hashes, chosen.places, owner, left)
    pairs = sizes * (sizes - 1) // 2 if left is None else lefts * (sizes - lefts)
    limit = min(SEED_CAP, _limit(sizes, pairs, budget)) if cap is None else cap
    rare = sizes <= limit
    a, b = _all_pairs(heads[rare], sizes[rare], lefts[rare] if left is not None else None)
    a, b = places[a], places[b]
    other = owner[a] != owner[b]
    common = np.sort(places[_ranges(heads[~rare], sizes[~rare])])
    return Seeds(a[other], b[other], None if rare.all() else int(limit), common)


def join_capped(
    codes: NDArray[np.uint32],
    bounds: Ints,
    owner: NDArray[np.int32],
    capped: Ints,
    *,
    k: int,
    shortest: int,
    left: int | None = None,
) -> tuple[Ints, Ints]:
    """Join stretches around common fingerprints, each with the first text that has the same.

    Parameters
    ----------
    codes, bounds, owner
        Characters of all texts, where each text begins, and the text of each character.
    capped
        Places of fingerprints of ``k`` characters, ascending.
    shortest
        Length of the stretches.
    left
        As for :func:`join`.

    Returns
    -------
    a, b : ndarray
        Shape (m,) each: first places of stretches that are equal, a in the earlier text. The
        i-th stretch in a text is joined with the i-th there, counted round, so that texts that
        repeat themselves meet along few diagonals; of neighbours on one diagonal the first is
        given.
    """
    if not len(capped):
        return capped, capped
    begin = np.maximum(capped - (shortest - k), bounds[owner[capped]])
    end = np.maximum(begin, np.minimum(capped + 1, bounds[owner[capped] + 1] - shortest + 1))
    steps = np.bincount(begin, minlength=len(codes) + 1)
    steps -= np.bincount(end, minlength=len(codes) + 1)
    around = np.cumsum(steps[:-1]) > 0
    hashes, starts = shingle_hashes(codes, bounds, shortest)
    kept = around[starts]
    places, heads, sizes, lefts = _groups(hashes[kept], starts[kept], owner, left)
    to_left, to_right = _stars(heads, sizes, lefts, owner[places])
    one = _first_of_neighbours(*(places[rows] for rows in to_left))
    two = _first_of_neighbours(*(places[rows] for rows in to_right))
    a, b = np.concatenate((one[1], two[0])), np.concatenate((one[0], two[1]))
    equal = np.ones(len(a), dtype=bool)
    for step in range(shortest):
        equal &= codes[a + step] == codes[b + step]
    return a[equal], b[equal]


def _groups(
    hashes: NDArray[np.uint64], starts: Ints, owner: NDArray[np.int32], left: int | None
) -> tuple[Ints, Ints, Ints, Ints]:
    """Bring equal hashes together: places, and first row, size and left part of each group.

    The left part are the places in the first text, or in the first ``left`` texts. Groups that
    have nothing outside it, or nothing in it, join nothing and are left out.
    """
    # Hash and place share a word, so that one sort of plain integers brings equal hashes together
    # in reading order. What the shortened hash confuses is told apart when seeds are grown.
    low = np.uint64((1 << max(1, len(owner).bit_length())) - 1)
    words = (hashes & ~low) | starts.view(np.uint64)
    words.sort()
    places = (words & low).view(np.int64)
    first = np.ones(len(words), dtype=bool)
    first[1:] = (words[1:] ^ words[:-1]) > low
    heads = np.flatnonzero(first)
    if not len(heads):
        return places, heads, heads, heads
    sizes = np.diff(np.append(heads, len(places)))
    text = owner[places]
    in_left = text < left if left is not None else text == np.repeat(text[heads], sizes)
    lefts = np.add.reduceat(in_left, heads, dtype=np.int64)
    worth = (lefts > 0) & (lefts < sizes)
    return places, heads[worth], sizes[worth], lefts[worth]


def _limit(sizes: Ints, pairs: Ints, budget: int) -> int:
    """Find the largest number of places for which all rarer fingerprints fit the budget."""
    most = int(sizes.max(initial=2))
    by_size = np.bincount(sizes, weights=pairs, minlength=most + 1)
    return int(np.searchsorted(np.cumsum(by_size), budget, side="right")) - 1


def _all_pairs(heads: Ints, sizes: Ints, lefts: Ints | None) -> tuple[Ints, Ints]:
    """Return rows of all pairs within each group, or of each left with each right one."""
    if lefts is None:
        later = _ranges(heads, sizes)
        partners = later - np.repeat(heads, sizes)
        start = np.repeat(heads, sizes)
    else:
        later = _ranges(heads + lefts, sizes - lefts)
        partners = np.repeat(lefts, sizes - lefts)
        start = np.repeat(heads, sizes - lefts)
    return _ranges(start, partners), np.repeat(later, partners)


def _stars(
    heads: Ints, sizes: Ints, lefts: Ints, text: NDArray[np.int32]
) -> tuple[tuple[Ints, Ints], tuple[Ints, Ints]]:
    """Rows of the right part, each with one of the first left text; and the other way round."""
    rights = sizes - lefts
    rank = _ranks(heads, sizes, text)
    right = _ranges(heads + lefts, rights)
    hub = np.repeat(_first_text(heads, lefts, text), rights)
    to_left = np.repeat(heads, rights) + rank[right] % hub
    left = _ranges(heads, lefts)
    hub = np.repeat(_first_text(heads + lefts, rights, text), lefts)
    to_right = np.repeat(heads + lefts, lefts) + rank[left] % hub
    return (right, to_left), (left, to_right)


def _first_of_neighbours(places: Ints, partners: Ints) -> tuple[Ints, Ints]:
    """Leave out stretches that begin one further than another one, on both sides."""
    order = np.argsort(places)
    places, partners = places[order], partners[order]
    new = np.ones(len(places), dtype=bool)
    new[1:] = (np.diff(places) != 1) | (np.diff(partners) != 1)
    return places[new], partners[new]


def _ranks(heads: Ints, sizes: Ints, text: NDArray[np.int32]) -> Ints:
    """Which of the places of its own text each place of a group is, from 0."""
    rows = np.arange(len(text))
    new = np.ones(len(text), dtype=bool)
    new[1:] = text[1:] != text[:-1]
    new[heads] = True
    new[(heads + sizes)[heads + sizes < len(text)]] = True
    return rows - np.maximum.accumulate(np.where(new, rows, 0))


def _first_text(starts: Ints, counts: Ints, text: NDArray[np.int32]) -> Ints:
    """How many of the places of each stretch belong to its first text."""
    rows = _ranges(starts, counts)
    if not len(rows):
        return np.ones(0, dtype=np.int64)
    same = text[rows] == np.repeat(text[starts], counts)
    return np.add.reduceat(same, np.cumsum(counts) - counts, dtype=np.int64)


def _ranges(starts: Ints, counts: Ints) -> Ints:
    """All integers of several ranges, one after another."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(starts - (ends - counts), counts)
