"""Shingles: runs of k folded characters, hashed, and compared as sets.

Hashes are those of :mod:`analysis.measures.arrays.rolling`. Sets as in Broder (1997), "On the
resemblance and containment of documents".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.packed import pieces, place_bits, sort_words, split_words
from analysis.measures.arrays.rolling import Ints as Ints
from analysis.measures.arrays.rolling import blocks, hashed, sampled, winnowed
from corpus.system.threads import mapped


@dataclass(frozen=True, slots=True, eq=False)
class ShingleSets:
    """The shingle sets of many units, one row a unit.

    Ids number the distinct shingles in the order of their hashes, hence in random order: the
    smallest id of a unit in any stretch of ids is a random member of the set (see
    :mod:`analysis.measures.similarity.minhash`).
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
    parts = list(_blocks(codes, bounds, k))
    if len(parts) == 1:
        return parts[0]
    return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])


def sampled_words(
    codes: NDArray[np.uint32], bounds: Ints, text_of: Ints, k: int, rate: int
) -> NDArray[np.uint64]:
    """Hash all shingles, keep those in the lowest part in ``rate`` of the range, and order them.

    The same shingles are kept wherever they stand, so what two units share is sampled together.

    Parameters
    ----------
    codes, bounds, k
        As for :func:`shingle_hashes`.
    text_of
        Shape (n,): what text each unit has; a unit without characters need have none.
    rate
        One distinct shingle in so many is kept.

    Returns
    -------
    ndarray
        Shape (m,), uint64, ascending: hash and text in one word.
    """
    low = place_bits(int(text_of.max(initial=0)) + 2)
    owner = np.repeat(text_of.astype(np.uint32), np.diff(bounds))

    def block(rows: slice) -> NDArray[np.uint64]:
        hashes, starts = sampled(codes, bounds, k, rows, rate)
        return (hashes & ~low) | owner[starts]

    words = np.concatenate([np.zeros(0, dtype=np.uint64), *mapped(block, blocks(bounds))])
    sort_words(words)
    return words


def shingle_sets(
    codes: NDArray[np.uint32], bounds: Ints, k: int, *, within: int = 0
) -> ShingleSets:
    """Make the shingle set of every unit, with all shingles numbered, by one sort.

    Parameters
    ----------
    codes, bounds, k
        As for :func:`shingle_hashes`.
    within
        Characters of the larger corpus of which these units are a part: as many bits of hash are
        used as all of it would have.

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
    words = _words(codes, bounds, k, within)
    sort_words(words)
    position, first = split_words(words, len(codes))
    at, frequency = _numbered(position, first, _first_in_unit(position, first, bounds), len(codes))
    del words, position, first
    row_bounds = np.zeros(len(bounds), dtype=np.int64)

    def block(rows: slice) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        begin = int(bounds[rows.start])
        mine = at[begin : int(bounds[rows.stop])]
        kept = np.flatnonzero(mine >= 0)
        edges = bounds[rows.start : rows.stop + 1] - begin
        cuts = np.searchsorted(kept, edges)
        row_bounds[rows.start + 1 : rows.stop + 1] = np.diff(cuts)
        place = kept - np.repeat(edges[:-1], np.diff(cuts))
        return mine[kept], place.astype(np.int32)

    none = (np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32))
    ids, place = map(np.concatenate, zip(none, *mapped(block, blocks(bounds)), strict=True))
    return ShingleSets(k, np.cumsum(row_bounds), ids, place, frequency)


def _numbered(
    position: Ints, first: NDArray[np.bool_], new: NDArray[np.bool_], length: int
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Id of the shingle that begins at each place, and in how many units each id stands.

    −1 where none begins, or none that is new in its unit.
    """
    some = pieces(len(position))
    counts = mapped(lambda piece: (int(first[piece].sum()), int(new[piece].sum())), some)
    upto = np.cumsum([(0, 0), *counts], axis=0)
    at = np.full(length, -1, dtype=np.int32)
    many = np.empty(int(upto[-1, 0]) + 1, dtype=np.int32)
    many[-1] = upto[-1, 1]

    def number(row: int) -> None:
        (n_ids, n_new), piece = upto[row].tolist(), some[row]
        ids = np.cumsum(first[piece], dtype=np.int32)
        ids += np.int32(n_ids - 1)
        chosen = np.flatnonzero(new[piece])
        at[position[piece][chosen]] = ids[chosen]
        heads = np.flatnonzero(first[piece])
        before = np.cumsum(new[piece], dtype=np.int32) - new[piece]
        many[n_ids : n_ids + len(heads)] = before[heads] + np.int32(n_new)

    mapped(number, range(len(some)))
    return at, np.diff(many)


def repeated(
    codes: NDArray[np.uint32], bounds: Ints, k: int, *, winnow: bool = False
) -> tuple[Ints, NDArray[np.bool_]]:
    """Find the shingles that stand in several places, grouped.

    Parameters
    ----------
    codes, bounds, k
        As for :func:`shingle_hashes`.
    winnow
        Look only at those that :func:`analysis.measures.arrays.rolling.winnowed` keeps.

    Returns
    -------
    starts, first : ndarray
        Shape (m,) each: the starts, int64, ordered by hash, then by place, and where a new group
        begins, bool. A shingle that stands in one place only is left out.
    """
    words = winnowed_words(codes, bounds, k) if winnow else _words(codes, bounds, k)
    sort_words(words)
    starts, first = split_words(words, len(codes))
    several = ~first
    several[:-1] |= several[1:]
    chosen = np.flatnonzero(several)
    return starts[chosen], first[chosen]


def _words(codes: NDArray[np.uint32], bounds: Ints, k: int, within: int = 0) -> NDArray[np.uint64]:
    """Hash and start of every shingle in one word."""
    sizes = np.diff(bounds)
    begins = np.concatenate([[0], np.cumsum(np.where(sizes < k, sizes > 0, sizes - k + 1))])
    low = place_bits(max(within, len(codes)))
    words = np.empty(int(begins[-1]), dtype=np.uint64)

    def block(rows: slice) -> None:
        hashes, starts = hashed(codes, bounds, k, rows)
        piece = words[begins[rows.start] : begins[rows.stop]]
        np.bitwise_and(hashes, ~low, out=piece)
        piece |= starts.view(np.uint64)

    mapped(block, blocks(bounds))
    return words


def winnowed_words(codes: NDArray[np.uint32], bounds: Ints, k: int) -> NDArray[np.uint64]:
    """Hash and start of every shingle that winnowing keeps, in one word; in no order."""
    low = place_bits(len(codes))

    def block(rows: slice) -> NDArray[np.uint64]:
        hashes, starts = winnowed(codes, bounds, k, rows)
        hashes &= ~low
        hashes |= starts.view(np.uint64)
        return hashes

    return np.concatenate([np.zeros(0, dtype=np.uint64), *mapped(block, blocks(bounds))])


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
    return distinct(shingle_hashes(codes, bounds, k)[0])


def _first_in_unit(position: Ints, first: NDArray[np.bool_], bounds: Ints) -> NDArray[np.bool_]:
    """Which grouped places are the first of their group in their unit."""
    sizes = np.diff(bounds)
    longest = sizes.max(initial=0)
    new = np.ones(len(position), dtype=bool)
    owner = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)

    def compared(piece: slice) -> None:
        begin, end = max(1, piece.start), piece.stop
        mine, before = position[begin:end], position[begin - 1 : end - 1]
        # A unit's repeats of one shingle are neighbours here, nearer than the longest unit is
        # long: the units of all others need not be looked up.
        later = np.flatnonzero((mine - before < longest) & ~first[begin:end])
        new[later + begin] = owner[mine[later]] != owner[before[later]]

    mapped(compared, pieces(len(position)))
    return new


def _blocks(
    codes: NDArray[np.uint32], bounds: Ints, k: int
) -> Iterator[tuple[NDArray[np.uint64], Ints]]:
    """Hashes and starts of some units at a time, so that temporaries stay small."""
    for rows in blocks(bounds):
        yield hashed(codes, bounds, k, rows)
    if len(bounds) < 2:
        yield np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
