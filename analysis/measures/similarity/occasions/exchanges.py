"""What differs between two texts that share their sentences: put in, reworded, or exchanged.

A revision adds, drops and rewords: at the places where it differs one side has more, or both have
some characters in common. A form filled in twice has at the same places two values that have
nothing in common. Misreading changes single characters here and there.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.shingles import Ints, shingle_sets
from analysis.measures.similarity.coverage import SharedStrands, pair_strands
from analysis.measures.similarity.engines.choice import engine_for
from analysis.measures.similarity.engines.records import GapLimits
from analysis.measures.similarity.texts import Texts, stretches
from corpus.folding.comparable import PLACEHOLDER

SHINGLE = 4
"""Characters that two texts must have in common to be taken together."""
VALUE = 2
"""Characters of a value, at least: one that differs is misread, or a small figure."""
IN_COMMON = 0.5
"""Share of the characters of the shorter value from which on it is reworded, not exchanged."""
RATIO = 4
"""What stands against a value may be so many times as long, or :data:`SHORT_VALUE`; the rest is
added."""
SHORT_VALUE = 12

LONGEST_VALUE = 80
"""Characters above which what stands in one another's place are passages of other texts."""

LONGEST_AT_EDGE = 30
"""The same before the first and behind the last stretch in common, where no text holds a value in
place: a title, a date and a name stand there."""

MASK = ord(PLACEHOLDER)

LIMITS = GapLimits(
    value=VALUE,
    ratio=RATIO,
    short_value=SHORT_VALUE,
    longest_value=LONGEST_VALUE,
    longest_at_edge=LONGEST_AT_EDGE,
    mask=MASK,
    shingle=SHINGLE,
    in_common=IN_COMMON,
)
"""What kernels go by."""

Bools = NDArray[np.bool_]


class Exchanges(NamedTuple):
    """What differs, pair by pair; shape (p,) each."""

    exchanged: Ints
    """Characters, on both sides, of values that stand in one another's place."""
    added: Ints
    """Characters that one side has more, or that both have in other words."""
    slots: Ints
    """Places where values are exchanged."""
    misread: Ints
    """Single characters, not of numbers, that differ amid equal ones."""

    @property
    def share(self) -> NDArray[np.float64]:
        """Shape (p,), from 0 to 1: how much of what differs is exchanged."""
        return self.exchanged / np.maximum(self.exchanged + self.added, 1)


class Gaps(NamedTuple):
    """Places where two texts differ; shape (g,) each, by pair, then in order."""

    pair: Ints
    start_a: Ints
    end_a: Ints
    start_b: Ints
    end_b: Ints
    """In characters from the begin of either text."""
    edge: Bools
    """Before the first stretch in common, or behind the last."""


def exchanges(texts: Texts, a: Ints, b: Ints) -> Exchanges:
    """Count what differs between pairs of texts.

    Parameters
    ----------
    texts
        The texts, folded.
    a, b
        Shape (p,) each: rows of texts.
    """
    exchanged = engine_for(len(texts.codes)).exchanged
    if exchanged is not None:
        return Exchanges(*exchanged(texts, a, b, LIMITS, IS_NUMBER).T)
    found, codes, begin_a, begin_b = _compared(texts, a, b)
    return _counted(found, codes, begin_a, begin_b, len(a))


def differences(texts: Texts, a: Ints, b: Ints) -> Gaps:
    """Find the places where pairs of texts differ; parameters as for :func:`exchanges`."""
    return _compared(texts, a, b)[0]


def _compared(texts: Texts, a: Ints, b: Ints) -> tuple[Gaps, NDArray[np.uint32], Ints, Ints]:
    """Find gaps, and the characters of the texts, in which each pair's two begin."""
    rows, both = np.unique(np.concatenate([a, b]), return_inverse=True)
    one, two = both[: len(a)], both[len(a) :]
    sizes = texts.sizes[rows]
    bounds = np.append(0, np.cumsum(sizes))
    codes = stretches(texts.codes, texts.begins[rows], texts.ends[rows])
    level, found = _side_by_side(codes, bounds, one, two)
    rest = np.flatnonzero(~level)
    shared = _strands(codes, bounds, one[rest], two[rest])
    parts = [found, shared._replace(pair=rest[shared.pair])]
    strands = SharedStrands(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    order = np.argsort(strands.pair, kind="stable")
    strands = SharedStrands(*(column[order] for column in strands))
    return gaps(strands, sizes[one], sizes[two]), codes, bounds[one], bounds[two]


def _side_by_side(
    codes: NDArray[np.uint32], bounds: Ints, a: Ints, b: Ints
) -> tuple[Bools, SharedStrands]:
    """Compare texts of one length place by place, which is much cheaper than shingle by shingle.

    Returns
    -------
    level
        Shape (p,): the two have most of their text at the same places.
    strands
        Of these pairs.
    """
    sizes = np.diff(bounds)
    level = sizes[a] == sizes[b]
    rows = np.flatnonzero(level)
    one, two = (stretches(codes, bounds[side[rows]], bounds[side[rows] + 1]) for side in (a, b))
    equal = np.append(one == two, False)
    ends = np.cumsum(sizes[a[rows]])
    head = np.zeros(len(equal), dtype=bool)
    head[ends - sizes[a[rows]]] = True
    start = np.flatnonzero(equal & (head | np.append(True, ~equal[:-1])))
    stop = np.flatnonzero(equal[:-1] & (head[1:] | ~equal[1:])) + 1
    long = stop - start >= SHINGLE
    start, stop = start[long], stop[long]
    pair = np.searchsorted(ends, start, side="right")
    covered = np.bincount(pair, weights=stop - start, minlength=len(rows))
    most = 2 * covered > sizes[a[rows]]
    level[rows] = most
    start, stop, pair = (column[most[pair]] for column in (start, stop, pair))
    place = start - (ends - sizes[a[rows]])[pair]
    return level, SharedStrands(rows[pair], place, place, stop - start)


def _strands(codes: NDArray[np.uint32], bounds: Ints, a: Ints, b: Ints) -> SharedStrands:
    """Compare pairs of texts shingle by shingle."""
    rows, both = np.unique(np.concatenate([a, b]), return_inverse=True)
    chosen = stretches(codes, bounds[rows], bounds[rows + 1])
    within = np.append(0, np.cumsum(bounds[rows + 1] - bounds[rows]))
    return pair_strands(shingle_sets(chosen, within, SHINGLE), both[: len(a)], both[len(a) :])


def gaps(strands: SharedStrands, sizes_a: Ints, sizes_b: Ints) -> Gaps:
    """Find the places between stretches that two texts have in common, in order.

    Parameters
    ----------
    strands
        Of p pairs.
    sizes_a, sizes_b
        Shape (p,) each: characters of both texts.
    """
    rows = _chained(strands)
    strands = SharedStrands(*(column[rows] for column in strands))
    n = len(sizes_a)
    count = np.bincount(strands.pair, minlength=n)
    # A stretch of nothing before the first and behind the last of each pair.
    first = np.cumsum(count + 2) - (count + 2)
    place = first[strands.pair] + 1 + np.arange(len(strands.pair)) - _before(count)[strands.pair]
    size = len(strands.pair) + 2 * n
    begin_a, begin_b, end_a, end_b = (np.zeros(size, dtype=np.int64) for _ in range(4))
    last = first + count + 1
    for begin, end, start, sizes in (
        (begin_a, end_a, strands.start_a, sizes_a),
        (begin_b, end_b, strands.start_b, sizes_b),
    ):
        begin[place], end[place] = start, start + strands.size
        begin[last] = end[last] = sizes
    owner = np.repeat(np.arange(n), count + 2)
    inner = owner[1:] == owner[:-1]
    start_a, start_b = end_a[:-1][inner], end_b[:-1][inner]
    stop_a, stop_b = begin_a[1:][inner], begin_b[1:][inner]
    # Where stretches overlap on one side, the other has the difference.
    overlap = np.maximum(np.maximum(start_a - stop_a, start_b - stop_b), 0)
    start_a, start_b = start_a - overlap, start_b - overlap
    edge = np.zeros(size, dtype=bool)
    edge[first] = edge[last - 1] = True
    some = (stop_a > start_a) | (stop_b > start_b)
    columns = (owner[:-1][inner], start_a, stop_a, start_b, stop_b, edge[:-1][inner])
    return Gaps(*(column[some] for column in columns))


def _before(count: Ints) -> Ints:
    return np.cumsum(count) - count


def _chained(strands: SharedStrands) -> Ints:
    """Rows of strands that ascend in both texts: of what has changed places, the longer part."""
    rows = np.arange(len(strands.pair))
    while True:
        pair, start, size = strands.pair[rows], strands.start_b[rows], strands.size[rows]
        falls = np.flatnonzero((pair[1:] == pair[:-1]) & (start[1:] < start[:-1]))
        if not len(falls):
            return rows
        # Mostly a clause that both repeat: the smaller of the two goes.
        rows = np.delete(rows, np.where(size[falls] <= size[falls + 1], falls, falls + 1))


def _counted(
    found: Gaps, codes: NDArray[np.uint32], begin_a: Ints, begin_b: Ints, n: int
) -> Exchanges:
    """Sort the gaps of n pairs by kind, and add them up."""
    size_a, size_b = found.end_a - found.start_a, found.end_b - found.start_b
    low, high = np.minimum(size_a, size_b), np.maximum(size_a, size_b)
    start_a, start_b = begin_a[found.pair] + found.start_a, begin_b[found.pair] + found.start_b
    text_a, text_b = _laid(codes, start_a, size_a), _laid(codes, start_b, size_b)
    level = _level(text_a, text_b, size_a, size_b)  # equal at the same place, in equal lengths
    single = (high - level <= 1) | ((size_a == size_b) & (2 * level >= high))
    numeric = _any(_numeric(text_a), size_a) | _any(_numeric(text_b), size_b)
    masked = _any(text_a == MASK, size_a) | _any(text_b == MASK, size_b)
    same = np.zeros(len(low), dtype=np.int64)
    wide = np.flatnonzero((low > 0) & ~single & ~masked)  # of the others nobody asks
    same[wide] = _in_common(codes, start_a[wide], size_a[wide], start_b[wide], size_b[wide])
    value = (low >= VALUE) & ~single & ~masked & (same < IN_COMMON * low)
    foreign = value & (low > np.where(found.edge, LONGEST_AT_EDGE, LONGEST_VALUE))
    value &= ~foreign
    single |= foreign
    beside = np.where((high > RATIO * low) & (high > SHORT_VALUE), high - low, 0)
    exchanged = np.where(value, size_a + size_b - beside, 0)
    added = np.where(
        value, beside, np.where(single | masked, 0, size_a + size_b - 2 * np.minimum(same, low))
    )
    misread = np.where(single & ~foreign & ~masked & ~numeric, high - level, 0)

    def total(values: NDArray[np.generic]) -> Ints:
        return np.bincount(found.pair, weights=values, minlength=n).astype(np.int64)

    return Exchanges(total(exchanged), total(added), total(value), total(misread))


def _laid(codes: NDArray[np.uint32], start: Ints, size: Ints) -> NDArray[np.uint32]:
    row = np.repeat(np.arange(len(start)), size)
    return codes[start[row] + np.arange(len(row)) - _before(size)[row]]


def _in_common(
    codes: NDArray[np.uint32], start_a: Ints, size_a: Ints, start_b: Ints, size_b: Ints
) -> Ints:
    """Count characters of the shorter side of each gap that the other has."""
    less = size_a <= size_b
    short = np.where(less, start_a, start_b), np.where(less, size_a, size_b)
    long = np.where(less, start_b, start_a), np.where(less, size_b, size_a)
    gap = np.arange(len(size_a))
    key, other = (
        np.repeat(gap, size) << 21 | np.minimum(_laid(codes, start, size), (1 << 21) - 1)
        for start, size in (short, long)
    )
    return np.bincount(key >> 21, weights=_among(key, other), minlength=len(gap)).astype(np.int64)


def _among(keys: Ints, others: Ints) -> Bools:
    """Whether each key is one of the others, which are ascending by gap."""
    ordered = np.append(np.sort(others), np.iinfo(np.int64).max)
    return ordered[np.searchsorted(ordered, keys)] == keys


def _level(
    text_a: NDArray[np.uint32], text_b: NDArray[np.uint32], size_a: Ints, size_b: Ints
) -> Ints:
    """Characters that equal those at the same place of the other side, where both are as long."""
    even = size_a == size_b
    gap_a, gap_b = (np.repeat(np.arange(len(even)), size) for size in (size_a, size_b))
    equal = text_a[even[gap_a]] == text_b[even[gap_b]]
    return np.bincount(gap_a[even[gap_a]], weights=equal, minlength=len(even)).astype(np.int64)


IS_NUMBER = np.zeros(1 << 16, dtype=bool)
IS_NUMBER[[ord(c) for c in "0123456789.%零一二三四五六七八九十百千万亿两"]] = True
"""Which codes are of numbers."""


def _numeric(text: NDArray[np.uint32]) -> Bools:
    return IS_NUMBER.take(text, mode="clip")


def _any(which: Bools, size: Ints) -> Bools:
    """Whether any character of each stretch is one of those marked."""
    ends = np.searchsorted(np.flatnonzero(which), np.cumsum(size))
    return np.diff(ends, prepend=0) > 0
