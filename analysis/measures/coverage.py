"""How much of one text runs along with another, measured by character.

Shared shingles that follow one another at the same distance in both texts form a run. A run may
skip a few characters (a misread one, a masked name, a changed figure), so that noise costs what it
touches and not four shingles for every wrong character; a shingle that meets its twin alone, by
chance, forms no run and counts nothing. The idea of seeds on one diagonal is that of Pearson and
Lipman (1988), "Improved tools for biological sequence comparison"; here it measures, and aligns
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.shingles import Ints, ShingleSets

GAP = 12
"""Characters a run may skip: three misread characters in a row spoil 3 + 2·(k − 1) = 9 shingles."""
DRIFT = 3
"""How far the distance between the texts may shift inside a run: characters dropped or added."""
EVIDENCE = 12
"""Characters that must run together before they say anything: 加强组织领导 alone does not. A
shingle as long as that needs no company and skips nothing."""
_PLACE = np.uint64((1 << 24) - 1)
_CHUNK = 1 << 22  # shingles gathered at once, about 100 MB of temporaries


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Where pairs of units run together: one row a shared shingle that belongs to a run."""

    pair: Ints
    """Shape (m,), ascending."""
    place: Ints
    """Shape (m,): where the shingle starts, in characters of all units together."""
    other: Ints
    """Shape (m,): where it starts in the other unit, counted from that unit's beginning."""
    bridged: NDArray[np.bool_]
    """Shape (m,): the stretch back to the row before belongs to the run as well."""


class Shared(NamedTuple):
    """What pairs have in common; each field has one row a pair."""

    shingles: Ints
    """Distinct shared shingles."""
    runs_a: Runs
    runs_b: Runs


def shared(sets: ShingleSets, starts: Ints, a: Ints, b: Ints) -> Shared:
    """Compare pairs of units exactly.

    Parameters
    ----------
    sets
        Shingle sets of all units.
    starts
        Shape (n,): where each unit begins, in characters of all units together.
    a, b
        Shape (p,) each: rows of the two units of every pair.

    Returns
    -------
    Shared
    """
    counts = [np.zeros(0, dtype=np.int64)]
    runs_a, runs_b = [_no_runs()], [_no_runs()]
    for chunk in _chunks(sets.sizes[a] + sets.sizes[b]):
        rows_a, rows_b = a[chunk], b[chunk]
        bounds, place_a, place_b = _intersect(sets, rows_a, rows_b)
        counts.append(np.diff(bounds))
        pair = np.repeat(np.arange(len(rows_a)), np.diff(bounds))
        for rows, mine, other, runs in (
            (rows_a, place_a, place_b, runs_a),
            (rows_b, place_b, place_a, runs_b),
        ):
            found = _runs(pair, mine, other, sets.k)
            places = found.place + starts[rows[found.pair]]
            runs.append(Runs(found.pair + chunk.start, places, found.other, found.bridged))
    return Shared(np.concatenate(counts), _joined(runs_a), _joined(runs_b))


def covered(runs: Runs, weights: NDArray[np.int32], k: int, pairs: int) -> Ints:
    """Weight of the characters that lie in runs, for every pair.

    Parameters
    ----------
    runs
        Runs on one side of the pairs.
    weights
        Shape (c,): weight of each character of all units.
    k
        Shingle length.
    pairs
        Number of pairs.

    Returns
    -------
    ndarray
        Shape (pairs,), int64. A character between two shingles of a run counts with its own
        weight or that of the run around it, whichever is smaller: a name filled into a form
        that everybody uses is not made common ground by the form.
    """
    total = np.concatenate([[0], np.cumsum(weights, dtype=np.int64)])
    ends = runs.place + k
    # A unit shorter than k has one shingle, which ends with it; nothing beyond counts.
    np.minimum(ends, len(weights), out=ends)
    begins = runs.place.copy()
    same = np.zeros(len(begins), dtype=bool)
    same[1:] = runs.pair[1:] == runs.pair[:-1]
    before = np.zeros_like(begins)
    before[1:] = ends[:-1]
    begins[same] = np.maximum(begins[same], before[same])
    weight = total[ends] - total[begins]
    gap = np.flatnonzero(runs.bridged & (runs.place > before))
    left, right = before[gap], runs.place[gap]
    around = np.minimum(weights[left - 1], weights[right]).astype(np.int64)
    # At least one character of every gap differs; the rest is given the benefit of the doubt.
    room = right - left
    inside = (total[right] - total[left]) * (room - 1) // room
    weight[gap] += np.minimum(inside, around * (room - 1))
    return np.bincount(runs.pair, weights=weight, minlength=pairs).astype(np.int64)


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


def _intersect(sets: ShingleSets, a: Ints, b: Ints) -> tuple[Ints, Ints, Ints]:
    """Shared shingles of each pair with their places in both: a merge of sorted rows."""
    from scipy.sparse import csr_array

    shape = (len(sets), len(sets.frequency))
    # One is added to places, since a product of 0 would not be stored.
    places = csr_array((sets.place + np.int32(1), sets.ids, sets.bounds), shape=shape)
    ones = csr_array((np.ones(len(sets.ids), dtype=np.int32), sets.ids, sets.bounds), shape=shape)
    in_a = places[a].multiply(ones[b]).tocsr()
    in_b = ones[a].multiply(places[b]).tocsr()
    return (
        in_a.indptr.astype(np.int64),
        in_a.data.astype(np.int64) - 1,
        in_b.data.astype(np.int64) - 1,
    )


def _runs(pair: Ints, mine: Ints, other: Ints, k: int) -> Runs:
    """Order shared shingles by place and keep those that follow one another in both texts."""
    # 16 bits of pair, 24 of each place: a unit of up to 16 million characters.
    words = (pair.astype(np.uint64) << np.uint64(48)) | (
        (mine.astype(np.uint64) << np.uint64(24)) | other.astype(np.uint64)
    )
    words.sort()
    if k < EVIDENCE:
        kept = _followers(words, k)
        for back in (1, 2):
            kept[:-back] |= _follows(words, k, back)
        words = words[kept]
    places = (words >> np.uint64(24)) & _PLACE
    return Runs(
        (words >> np.uint64(48)).astype(np.int64),
        places.astype(np.int64),
        (words & _PLACE).astype(np.int64),
        _followers(words, k),
    )


def _followers(words: NDArray[np.uint64], k: int) -> NDArray[np.bool_]:
    """Whether each shared shingle carries on a run: from the one before, or the last but one."""
    out = np.zeros(len(words), dtype=bool)
    for back in (1, 2):
        out[back:] |= _follows(words, k, back)
    return out


def _follows(words: NDArray[np.uint64], k: int, back: int) -> NDArray[np.bool_]:
    """Whether each shared shingle lies on the run of the one ``back`` places before it."""
    place = ((words >> np.uint64(24)) & _PLACE).astype(np.int64)
    drift = place - (words & _PLACE).astype(np.int64)
    pair = words >> np.uint64(48)
    step = place[back:] - place[:-back]
    shift = np.abs(drift[back:] - drift[:-back])
    gap = GAP if k < EVIDENCE else 0
    return (pair[back:] == pair[:-back]) & (step <= gap + k) & (shift <= DRIFT)


def _no_runs() -> Runs:
    none = np.zeros(0, dtype=np.int64)
    return Runs(none, none, none, np.zeros(0, dtype=bool))


def _joined(parts: list[Runs]) -> Runs:
    return Runs(
        np.concatenate([p.pair for p in parts]),
        np.concatenate([p.place for p in parts]),
        np.concatenate([p.other for p in parts]),
        np.concatenate([p.bridged for p in parts]),
    )
