"""Bridges: what one continuous reuse left in several parts is one passage.

A chain goes over gaps of a clause. A reader goes further: two passages that follow one another in
both texts are one reuse in which something was put in, left out or put in other words, if they are
long beside what lies between and if most of the whole still agrees.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.shingles import Ints
from analysis.measures.passages.chains import (
    NARROW,
    AlignedStretches,
    joined,
    neighbours,
    ordered,
    reworded,
)

WIDE = 300
"""Characters that a bridge may span on either side: an article put in, or two short ones."""
FREE = 60
"""Characters that any two passages may have between them: a sentence. Beyond that, a gap may be as
long as the shorter of the two passages."""
DENSE = 0.6
"""Share of the longer side of the whole that must agree. On the real revisions that these figures
were measured on, .5 joined what editors had replaced (precision −.005), .65 left damaged copies in
parts (granularity 1.03 for 1.02)."""
ROUNDS = 8


def bridge(codes: NDArray[np.uint32], stretches: AlignedStretches) -> AlignedStretches:
    """Join passages that belong to one continuous reuse.

    Parameters
    ----------
    codes
        Characters of all texts together.
    stretches
        Passages, long enough to be reported each by itself.

    Returns
    -------
    AlignedStretches
        Ordered by pair, then by place; spans of joined passages include the gaps between them.
    """
    stretches = ordered(stretches)
    for _ in range(ROUNDS):
        before, after = _bridges(codes, stretches)
        if not len(before):
            break
        stretches = ordered(joined(codes, stretches, before, after))
    return stretches


def _bridges(codes: NDArray[np.uint32], stretches: AlignedStretches) -> tuple[Ints, Ints]:
    """Rows of passages that are each other's nearest over a gap that may be bridged."""
    size = np.minimum(stretches.a_end - stretches.a_start, stretches.b_end - stretches.b_start)
    found = []
    for rows, nexts, skipped, overlap in neighbours(stretches, WIDE):
        near = skipped <= FREE + np.minimum(size[rows], size[nexts])
        rows, nexts, skipped, overlap = (x[near] for x in (rows, nexts, skipped, overlap))
        dense = _agrees(codes, stretches, rows, nexts, overlap)
        found.append((rows[dense], nexts[dense], skipped[dense]))
    if not found:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    rows, nexts, skipped = (np.concatenate(x) for x in zip(*found, strict=True))
    order = np.lexsort((nexts, rows, skipped))
    rows, nexts = rows[order], nexts[order]
    # One bridge an end a round, the shortest first: what follows is judged as a whole.
    shortest = np.intersect1d(
        np.unique(rows, return_index=True)[1], np.unique(nexts, return_index=True)[1]
    )
    return rows[shortest], nexts[shortest]


def _agrees(
    codes: NDArray[np.uint32], stretches: AlignedStretches, rows: Ints, nexts: Ints, overlap: Ints
) -> NDArray[np.bool_]:
    """Whether most of two passages and what lies between them agrees."""
    gap_a = stretches.a_start[nexts] - stretches.a_end[rows]
    gap_b = stretches.b_start[nexts] - stretches.b_end[rows]
    whole = np.maximum(
        stretches.a_end[nexts] - stretches.a_start[rows],
        stretches.b_end[nexts] - stretches.b_start[rows],
    )
    equal = stretches.equal[rows] + stretches.equal[nexts] - overlap
    less = np.maximum(0, np.minimum(gap_a, gap_b))
    dense = equal + less >= DENSE * whole
    asked = np.flatnonzero(dense)
    alike, between = reworded(codes, stretches, rows[asked], nexts[asked])
    between = np.where(less[asked] > NARROW, between, less[asked])
    dense[asked] = alike & (equal[asked] + between >= DENSE * whole[asked])
    return dense
