"""How much of one text runs along with another, measured by character.

Shared shingles that follow one another at the same distance in both texts form a run. A run may
skip a few characters (a misread one, a masked name, a changed figure); what it skips is compared
character by character, so that noise costs what it touches and not four shingles for every wrong
character. A shingle that meets its twin alone, by chance, forms no run and counts nothing. The
idea of seeds on one diagonal is that of Pearson and Lipman (1988), "Improved tools for biological
sequence comparison"; here it measures, and aligns nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.ragged import nth
from analysis.measures.arrays.rolling import blocks
from analysis.measures.arrays.shingles import Ints, ShingleSets

RUN_GAP = 12
"""Characters a run may skip: three misread characters in a row spoil 3 + 2·(k − 1) = 9 shingles."""
RUN_DRIFT = 3
"""How far the distance between the texts may shift inside a run: characters dropped or added."""
LONE_SHINGLE = 12
"""A shingle as long as that needs no company to form a run, and its runs skip nothing."""
LONGEST_UNIT = 1 << 24
"""Characters that a unit must stay below: a place is kept in 24 bits."""
_CHUNK = 1 << 19  # shingles gathered at once: temporaries stay in the processor's cache


@dataclass(frozen=True, slots=True, eq=False)
class SideRuns:
    """Where pairs of units run together: one row a stretch of shared shingles without a gap."""

    pair: Ints
    """Shape (m,), ascending."""
    start: Ints
    end: Ints
    """Shape (m,) each: the stretch, in characters of all units together; ascending in a pair."""
    loose: Ints
    """Shape (l,): characters between two stretches of a run that equal those opposite."""
    after: Ints
    """Shape (l,), ascending: row of the stretch that follows each of them."""


class PairRuns(NamedTuple):
    """What pairs have in common."""

    shingles: Ints
    """Shape (p,): distinct shared shingles."""
    in_a: SideRuns
    in_b: SideRuns
    """Runs, in either unit of the pairs."""


def pair_runs(
    sets: ShingleSets, codes: NDArray[np.uint32], bounds: Ints, a: Ints, b: Ints
) -> PairRuns:
    """Compare pairs of units exactly.

    Parameters
    ----------
    sets
        Shingle sets of n units.
    codes, bounds
        Their characters, from which the sets were made.
    a, b
        Shape (p,) each: rows of the two units of every pair.

    Returns
    -------
    PairRuns
    """
    index = _index(sets)
    table = np.zeros(len(sets.frequency), dtype=np.int32)

    def compared(chunk: slice) -> tuple[Ints, SideRuns, SideRuns]:
        rows_a, rows_b = a[chunk], b[chunk]
        count, place_a, place_b = _intersect(index, table, rows_a, rows_b)
        strands = _strands(np.repeat(np.arange(len(rows_a)), count), place_a, place_b)
        kept = _in_order(strands, sets.k)
        runs_a = _runs(kept, codes, bounds, rows_a, rows_b, sets.k, chunk.start)
        runs_b = _runs(kept.turned(), codes, bounds, rows_b, rows_a, sets.k, chunk.start)
        return count, runs_a, runs_b

    # One after the other: calls this short keep threads waiting for one another.
    found = [compared(chunk) for chunk in _chunks(sets.sizes[a] + sets.sizes[b])]
    counts = np.concatenate([np.zeros(0, dtype=np.int64), *(count for count, _, _ in found)])
    none = _no_runs()
    runs_a, runs_b = [none, *(r for _, r, _ in found)], [none, *(r for _, _, r in found)]
    return PairRuns(counts, _joined(runs_a), _joined(runs_b))


class Diagonals(NamedTuple):
    """Stretches that two units have in common, each at one distance; shape (m,), by ``start``."""

    start: Ints
    end: Ints
    """In characters from the unit's begin."""
    other: Ints
    """Where ``start`` stands in the other unit."""


def diagonals(sets: ShingleSets, lengths: Ints, side: int) -> Diagonals:
    """Find the stretches of which the runs of two units are made.

    Parameters
    ----------
    sets
        Shingle sets of two units.
    lengths
        Shape (2,): their characters.
    side
        0 or 1: the unit in which the stretches are told.
    """
    table = np.zeros(len(sets.frequency), dtype=np.int32)
    pair = np.array([0]), np.array([1])
    count, place_a, place_b = _intersect(_index(sets), table, *pair)
    strands = _in_order(_strands(np.zeros(int(count[0]), dtype=np.int64), place_a, place_b), sets.k)
    one = strands.turned() if side else strands
    end = np.minimum(one.place + one.size + sets.k - 1, lengths[side])
    return Diagonals(one.place, end, one.other)


class SharedStrands(NamedTuple):
    """Stretches that pairs have in common; shape (m,), by pair, then by ``start_a``."""

    pair: Ints
    start_a: Ints
    start_b: Ints
    """In characters from the begin of either unit."""
    size: Ints
    """Characters."""


def pair_strands(sets: ShingleSets, a: Ints, b: Ints) -> SharedStrands:
    """Find the stretches of which the runs of pairs are made, on both sides.

    Parameters
    ----------
    sets
        Shingle sets of n units.
    a, b
        Shape (p,) each: rows of the two units of every pair.
    """
    index = _index(sets)
    table = np.zeros(len(sets.frequency), dtype=np.int32)
    parts = [SharedStrands(*(np.zeros(0, dtype=np.int64),) * 4)]
    for chunk in _chunks(sets.sizes[a] + sets.sizes[b]):
        rows = np.arange(chunk.start, chunk.stop)
        count, place_a, place_b = _intersect(index, table, a[chunk], b[chunk])
        one = _strands(np.repeat(np.arange(len(rows)), count), place_a, place_b)
        kept = _in_order(one, sets.k)
        size = kept.size + sets.k - 1
        parts.append(SharedStrands(kept.pair + chunk.start, kept.place, kept.other, size))
    return SharedStrands(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _chunks(sizes: Ints) -> Iterator[slice]:
    """Stretches of pairs whose shingles fit in memory together; at least one pair each."""
    ends = np.cumsum(sizes)
    start = 0
    while start < len(sizes):
        base = ends[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, base + _CHUNK, side="right")))
        stop = min(stop, start + (1 << 16))  # 16 bits number the pairs of a chunk
        yield slice(start, stop)
        start = stop


class _SharedIndex(NamedTuple):
    """Those shingles of each unit that other units may have."""

    ids: Ints
    place: NDArray[np.int32]
    bounds: Ints


def _index(sets: ShingleSets) -> _SharedIndex:
    common = sets.frequency > 1
    ids, place = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int32)]
    bounds = np.zeros_like(sets.bounds)
    for rows in blocks(sets.bounds):
        begin, end = int(sets.bounds[rows.start]), int(sets.bounds[rows.stop])
        mine = sets.ids[begin:end].astype(np.int64)  # what NumPy looks up by, converted once
        several = common[mine]
        upto = np.concatenate([[0], np.cumsum(several)])
        edges = sets.bounds[rows.start : rows.stop + 1] - begin
        bounds[rows.start + 1 : rows.stop + 1] = np.diff(upto[edges])
        ids.append(mine[several])
        place.append(sets.place[begin:end][several])
    return _SharedIndex(np.concatenate(ids), np.concatenate(place), np.cumsum(bounds))


def _intersect(
    index: _SharedIndex, table: NDArray[np.int32], a: Ints, b: Ints
) -> tuple[Ints, Ints, Ints]:
    """Shared shingles of each pair with their places in both, in the order of the second.

    A table with a cell for every shingle, all 0 between uses, says where the current ``a`` has it;
    a look at the cells of ``b``'s shingles finds what they share. A loop over pairs, not over
    shingles.
    """
    ids, place, bounds = index
    starts, sizes = bounds[b], bounds[b + 1] - bounds[b]
    ends = np.cumsum(sizes)
    there = np.empty(int(ends[-1]), dtype=np.int32)
    held = ids[:0]
    last = -1
    columns = (a, bounds[a], bounds[a + 1], starts, starts + sizes, ends - sizes, ends)
    for one, i, j, begin, end, to, upto in zip(*(c.tolist() for c in columns), strict=True):
        if one != last:
            table[held] = 0
            held, last = ids[i:j], one
            table[held] = place[i:j] + 1  # 0 is "not there"
        table.take(ids[begin:end], out=there[to:upto], mode="clip")
    table[held] = 0
    hits = np.flatnonzero(there)
    cuts = np.searchsorted(hits, ends)
    counts = np.diff(cuts, prepend=0)
    place_a = there[hits].astype(np.int64) - 1
    place_b = place[hits + np.repeat(starts - (ends - sizes), counts)].astype(np.int64)
    return counts, place_a, place_b


class _Strands(NamedTuple):
    """Stretches of shared shingles that follow one another, character by character, in both texts.

    Ordered by pair, then by place in one of the texts; ascending within a pair.
    """

    pair: Ints
    place: Ints
    """Where the first shingle stands in that text."""
    other: Ints
    """Where it stands in the other."""
    size: Ints
    """Number of shingles."""

    def turned(self) -> _Strands:
        """The same ordered by place in the other text."""
        one = _Strands(self.pair, self.other, self.place, self.size)
        return one.of(_order(one.pair, one.place))

    def of(self, rows: NDArray[np.generic]) -> _Strands:
        """Keep the chosen ones only."""
        return _Strands(*(column[rows] for column in self))

    def near(self, back: int, reach: int) -> NDArray[np.bool_]:
        """Whether each strand lies on the run of the one ``back`` rows before it.

        Asked for the first shingle of the one and the last of the other: no other two of theirs
        are nearer. Shape (strands − back,).
        """
        gap = self.place[back:] - (self.place[:-back] + self.size[:-back] - 1)
        drift = self.place - self.other
        shift = np.abs(drift[back:] - drift[:-back])
        return (gap <= reach) & (shift <= RUN_DRIFT) & (self.pair[back:] == self.pair[:-back])


def _order(pair: Ints, place: Ints) -> Ints:
    """Rows by pair, then by place."""
    if len(pair) >= 1 << 20:  # two very long texts
        return np.lexsort([place, pair])
    words = (pair << 44) | (place << 20) | np.arange(len(pair))  # 16, 24 and 20 bits
    words.sort()
    return words & ((1 << 20) - 1)


def _strands(pair: Ints, place_a: Ints, place_b: Ints) -> _Strands:
    """Shared shingles, ordered by pair and place in the second text, as strands by the first."""
    head = np.ones(len(pair), dtype=bool)
    head[1:] = place_a[1:] - place_a[:-1] != 1
    head[1:] |= place_b[1:] - place_b[:-1] != 1
    head[1:] |= pair[1:] != pair[:-1]
    heads = np.flatnonzero(head)
    size = np.diff(heads, append=len(pair))
    found = _Strands(pair[heads], place_a[heads], place_b[heads], size)
    return found.of(_order(found.pair, found.place))


def _in_order(strands: _Strands, k: int) -> _Strands:
    """Keep the shared shingles that follow one another in both texts.

    Each must lie on one run with one of the two before it, or behind it. Inside a strand it does.
    """
    if k >= LONE_SHINGLE:
        return strands
    alone = strands.size == 1
    kept = ~alone
    reach = RUN_GAP + k
    near = strands.near(1, reach)
    kept[1:] |= near
    kept[:-1] |= near
    near = strands.near(2, reach) & alone[1:-1]
    kept[2:] |= near
    kept[:-2] |= near
    return strands.of(kept)


def _runs(
    strands: _Strands,
    codes: NDArray[np.uint32],
    bounds: Ints,
    mine: Ints,
    other: Ints,
    k: int,
    number: int,
) -> SideRuns:
    """Join ordered strands that overlap or touch, and look into the gaps between them."""
    n = len(strands.pair)
    ends = strands.place + strands.size - 1  # where the last shingle begins
    drift = strands.place - strands.other
    head = np.ones(n, dtype=bool)
    head[1:] = strands.pair[1:] != strands.pair[:-1]
    head[1:] |= strands.place[1:] > ends[:-1] + k
    reach = k if k >= LONE_SHINGLE else RUN_GAP + k
    bridged = np.zeros(n, dtype=bool)
    bridged[1:] = strands.near(1, reach)
    bridged[2:] |= strands.near(2, reach) & (strands.size[1:-1] == 1)
    heads = np.flatnonzero(head)
    last = np.append(heads[1:], n)[: len(heads)] - 1
    pair = strands.pair[heads]
    begin, begin_other = bounds[mine][pair], bounds[other][pair]
    end_other = bounds[other + 1][pair]
    start, end = strands.place[heads] + begin, ends[last] + k + begin
    gaps = np.flatnonzero(bridged[heads])
    room = start[gaps] - end[gaps - 1]
    after = np.repeat(gaps, room)
    offset = nth(room)
    loose = end[after - 1] + offset
    equal = np.zeros(len(loose), dtype=bool)
    shift = begin_other - begin
    for diagonal in (drift[last][after - 1], drift[heads][after]):
        # Opposite along the run before the gap, or along the run behind it.
        opposite = loose + shift[after] - diagonal
        inside = (opposite >= begin_other[after]) & (opposite < end_other[after])
        equal |= inside & (codes[np.where(inside, opposite, 0)] == codes[loose])
    return SideRuns(pair + number, start, end, loose[equal], after[equal])


def _no_runs() -> SideRuns:
    none = np.zeros(0, dtype=np.int64)
    return SideRuns(none, none, none, none, none)


def _joined(parts: list[SideRuns]) -> SideRuns:
    offsets = np.cumsum([0] + [len(p.pair) for p in parts[:-1]])
    return SideRuns(
        np.concatenate([p.pair for p in parts]),
        np.concatenate([p.start for p in parts]),
        np.concatenate([p.end for p in parts]),
        np.concatenate([p.loose for p in parts]),
        np.concatenate([p.after + o for p, o in zip(parts, offsets.tolist(), strict=True)]),
    )
