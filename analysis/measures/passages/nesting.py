"""Stretches that lie inside others: what two texts share is said once.

A stretch lies in another one of its pair if it does so on both sides. The longest stretches are
asked first, for nearly all that lies in anything lies in these; then the others look back along
side a.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.shingles import Ints
from analysis.measures.passages.chains import AlignedStretches

ASKED = 64
"""How many of each pair's longest stretches are asked before any other."""


def long_outermost(stretches: AlignedStretches, *, least: int) -> AlignedStretches:
    """Drop stretches that lie in one of the longest of their pair.

    Parameters
    ----------
    stretches
        Any.
    least
        Only stretches of that many characters on both sides together are asked.

    Returns
    -------
    AlignedStretches
        In no order.
    """
    size = stretches.a_end - stretches.a_start + stretches.b_end - stretches.b_start
    # Most pairs have nothing long: they are left as they are.
    pairs = distinct(stretches.pair[size >= least])
    if not len(pairs):
        return stretches
    asked = pairs.take(np.searchsorted(pairs, stretches.pair), mode="clip") == stretches.pair
    parts = stretches.take(~asked), _among_longest(stretches.take(asked), least)[0]
    return AlignedStretches(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def without_lone(stretches: AlignedStretches, *, enough: int) -> AlignedStretches:
    """Drop stretches too short to say anything, where they are all that the two texts share.

    Parameters
    ----------
    stretches
        Any.
    enough
        Equal characters that stand for themselves.

    Returns
    -------
    AlignedStretches
        In the order given.
    """
    order = np.argsort(stretches.pair)
    pair = stretches.pair[order]
    new = np.append(True, pair[1:] != pair[:-1])[: len(pair)]
    lone = np.zeros(len(pair), dtype=bool)
    lone[order] = new & np.append(new[1:], True)[: len(pair)]
    return stretches.take(~lone | (stretches.equal >= enough))


def outermost(stretches: AlignedStretches) -> AlignedStretches:
    """Drop stretches that lie in any other one of their pair; of equal ones one stays.

    Parameters
    ----------
    stretches
        Any.

    Returns
    -------
    AlignedStretches
        By pair, longer ones first.
    """
    stretches, rank = _among_longest(stretches, 0)
    rest = np.flatnonzero(rank >= ASKED)
    kept = np.ones(len(stretches.pair), dtype=bool)
    kept[rest[_inside(stretches.take(rest))]] = False
    return stretches.take(kept)


def without_echoes(stretches: AlignedStretches) -> AlignedStretches:
    """Drop stretches of which each side lies in a longer stretch that the two texts share.

    A clause that a text repeats meets every repetition of it in a copy. Both places are told of
    already, where they stand: what is left is the echo between them.

    Parameters
    ----------
    stretches
        Any.

    Returns
    -------
    AlignedStretches
        In the order given. No character that lay in a stretch of its pair is left without one.
    """
    echo = _held(stretches.pair, stretches.a_start, stretches.a_end)
    echo &= _held(stretches.pair, stretches.b_start, stretches.b_end)
    return stretches.take(~echo)


def _held(pair: Ints, start: Ints, end: Ints) -> NDArray[np.bool_]:
    """Whether each stretch lies in a longer one of its pair."""
    order = np.lexsort((-end, start, pair))
    ahead = int(end.max(initial=0)) + 1
    base = np.cumsum(np.diff(pair[order], prepend=-1) != 0) * ahead
    far = np.maximum.accumulate(end[order] + base) - base
    held = np.zeros(len(order), dtype=bool)
    before = order[:-1]
    held[order[1:]] = (pair[order[1:]] == pair[before]) & (far[:-1] >= end[order[1:]])
    # Equal stretches hold one another: they are held only by what holds the first of them.
    same = (start[order[1:]] == start[before]) & (end[order[1:]] == end[before])
    same &= pair[order[1:]] == pair[before]
    heads = np.maximum.accumulate(
        np.where(np.concatenate(([True], ~same)), np.arange(len(order)), 0)
    )
    held[order] = held[order[heads]]
    return held


def _among_longest(
    stretches: AlignedStretches, least: int
) -> tuple[AlignedStretches, NDArray[np.int64]]:
    """Return the stretches that are left, and the rank in its pair that each had at first."""
    size = stretches.a_end - stretches.a_start + stretches.b_end - stretches.b_start
    order = np.lexsort((stretches.b_start, stretches.a_start, -size, stretches.pair))
    stretches = stretches.take(order)
    heads = np.flatnonzero(np.concatenate(([True], stretches.pair[1:] != stretches.pair[:-1])))
    if not len(stretches.pair):
        return stretches, order
    counts = np.diff(np.append(heads, len(stretches.pair)))
    rank = np.arange(len(stretches.pair)) - np.repeat(heads, counts)
    head = np.repeat(heads, counts)
    size = size[order]
    kept = np.ones(len(stretches.pair), dtype=bool)
    rows = np.arange(len(stretches.pair))
    for number in range(ASKED):
        # Sizes fall: where the outer one is too small, so are all that follow in its pair.
        rows = rows[rank[rows] > number]
        rows = rows[size[head[rows] + number] >= least]
        if not len(rows):
            break
        inside = _within(stretches, rows, head[rows] + number)
        kept[rows[inside]] = False
        rows = rows[~inside]
    return stretches.take(kept), rank[kept]


def _within(
    stretches: AlignedStretches, inner: NDArray[np.int64], outer: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Whether each of some stretches lies in another one of the same pair, on both sides."""
    on_a = (stretches.a_start[outer] <= stretches.a_start[inner]) & (
        stretches.a_end[inner] <= stretches.a_end[outer]
    )
    return (
        on_a
        & (stretches.b_start[outer] <= stretches.b_start[inner])
        & (stretches.b_end[inner] <= stretches.b_end[outer])
    )


def _inside(stretches: AlignedStretches) -> NDArray[np.int64]:
    """Rows of all stretches that lie in another one of these."""
    order = np.lexsort(
        (-stretches.b_end, stretches.b_start, -stretches.a_end, stretches.a_start, stretches.pair)
    )  # whatever may hold a stretch stands before it
    stretches = stretches.take(order)
    # How far side a is held by a stretch and those before it in its pair.
    ahead = int(stretches.a_end.max(initial=0)) + 1
    number = np.cumsum(np.diff(stretches.pair, prepend=-1) != 0)
    far = np.maximum.accumulate(stretches.a_end + number * ahead) - number * ahead
    found = np.zeros(len(order), dtype=bool)
    rows, back = np.arange(1, len(order)), 1
    while len(rows):
        outer = rows - back
        inside = _within(stretches, rows, outer) & (number[outer] == number[rows])
        found[rows[inside]] = True
        open_still = ~inside & (number[outer] == number[rows])
        open_still &= far[outer] >= stretches.a_end[rows]
        back += 1
        rows = rows[open_still & (rows >= back)]
    return order[found]
