"""Pieces that lie inside others: what two texts share is said once.

A piece lies in another one of its pair if it does so on both sides. The longest pieces are asked
first, for nearly all that lies in anything lies in these; then the others look back along side a.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.shingles import Ints
from analysis.measures.passages.chains import Pieces

ASKED = 64
"""How many of each pair's longest pieces are asked before any other."""


def long_outermost(pieces: Pieces, *, least: int) -> Pieces:
    """Drop pieces that lie in one of the longest of their pair.

    Parameters
    ----------
    pieces
        Any.
    least
        Only pieces of that many characters on both sides together are asked.

    Returns
    -------
    Pieces
        By pair, longer ones first.
    """
    return _among_longest(pieces, least)[0]


def outermost(pieces: Pieces) -> Pieces:
    """Drop pieces that lie in any other one of their pair; of equal ones one stays.

    Parameters
    ----------
    pieces
        Any.

    Returns
    -------
    Pieces
        By pair, longer ones first.
    """
    pieces, rank = _among_longest(pieces, 0)
    rest = np.flatnonzero(rank >= ASKED)
    kept = np.ones(len(pieces.pair), dtype=bool)
    kept[rest[_inside(pieces.take(rest))]] = False
    return pieces.take(kept)


def without_echoes(pieces: Pieces) -> Pieces:
    """Drop pieces of which each side lies in a longer stretch that the two texts share.

    A clause that a text repeats meets every repetition of it in a copy. Both places are told of
    already, where they stand: what is left is the echo between them.

    Parameters
    ----------
    pieces
        Any.

    Returns
    -------
    Pieces
        In the order given. No character that lay in a piece of its pair is left without one.
    """
    echo = _held(pieces.pair, pieces.a_start, pieces.a_end)
    echo &= _held(pieces.pair, pieces.b_start, pieces.b_end)
    return pieces.take(~echo)


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


def _among_longest(pieces: Pieces, least: int) -> tuple[Pieces, NDArray[np.int64]]:
    """Give the pieces that are left, and the rank in its pair that each had at first."""
    size = pieces.a_end - pieces.a_start + pieces.b_end - pieces.b_start
    order = np.lexsort((pieces.b_start, pieces.a_start, -size, pieces.pair))
    pieces = pieces.take(order)
    heads = np.flatnonzero(np.concatenate(([True], pieces.pair[1:] != pieces.pair[:-1])))
    if not len(pieces.pair):
        return pieces, order
    counts = np.diff(np.append(heads, len(pieces.pair)))
    rank = np.arange(len(pieces.pair)) - np.repeat(heads, counts)
    head = np.repeat(heads, counts)
    size = size[order]
    kept = np.ones(len(pieces.pair), dtype=bool)
    rows = np.arange(len(pieces.pair))
    for number in range(ASKED):
        # Sizes fall: where the outer one is too small, so are all that follow in its pair.
        rows = rows[rank[rows] > number]
        rows = rows[size[head[rows] + number] >= least]
        if not len(rows):
            break
        inside = _within(pieces, rows, head[rows] + number)
        kept[rows[inside]] = False
        rows = rows[~inside]
    return pieces.take(kept), rank[kept]


def _within(
    pieces: Pieces, inner: NDArray[np.int64], outer: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Whether each of some pieces lies in another one of the same pair, on both sides."""
    on_a = (pieces.a_start[outer] <= pieces.a_start[inner]) & (
        pieces.a_end[inner] <= pieces.a_end[outer]
    )
    return (
        on_a
        & (pieces.b_start[outer] <= pieces.b_start[inner])
        & (pieces.b_end[inner] <= pieces.b_end[outer])
    )


def _inside(pieces: Pieces) -> NDArray[np.int64]:
    """Rows of all pieces that lie in another one of these."""
    order = np.lexsort(
        (-pieces.b_end, pieces.b_start, -pieces.a_end, pieces.a_start, pieces.pair)
    )  # whatever may hold a piece stands before it
    pieces = pieces.take(order)
    # How far side a is held by a piece and those before it in its pair.
    ahead = int(pieces.a_end.max(initial=0)) + 1
    number = np.cumsum(np.diff(pieces.pair, prepend=-1) != 0)
    far = np.maximum.accumulate(pieces.a_end + number * ahead) - number * ahead
    found = np.zeros(len(order), dtype=bool)
    rows, back = np.arange(1, len(order)), 1
    while len(rows):
        outer = rows - back
        inside = _within(pieces, rows, outer) & (number[outer] == number[rows])
        found[rows[inside]] = True
        open_still = ~inside & (number[outer] == number[rows])
        open_still &= far[outer] >= pieces.a_end[rows]
        back += 1
        rows = rows[open_still & (rows >= back)]
    return order[found]
