"""Families: groups of copies in which everyone is close to one member.

Connected components chain (A resembles B, B resembles C, and so A is filed with Z). Here a family
is a star: the member that resembles most others stands for all, and nobody joins who is not close
to it. Greedy covering by stars is due to Aslam, Pelekhov and Rus (2004), "The star clustering
algorithm".
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.components import components
from analysis.measures.arrays.shingles import Ints

MOST_EDGES = 1 << 18
"""Pairs covered by stars at once: as lists they take 200 bytes each."""


class Stars(NamedTuple):
    """Who stands for whom."""

    centre: Ints
    """Shape (n,): the representative of each unit's family; a unit by itself is its own."""
    score: NDArray[np.float64]
    """Shape (n,): how close each unit is to its representative; 1 for the representative."""


def stars(n: int, a: Ints, b: Ints, score: NDArray[np.float64]) -> Stars:
    """Group units so that each is directly linked to the one that stands for its group.

    Parameters
    ----------
    n
        Number of units.
    a, b
        Shape (p,) each: the pairs that count as close, each once.
    score
        Shape (p,), above 0.

    Returns
    -------
    Stars
        The unit with the largest sum of scores is taken first, then the one with the largest
        sum over what is left; ties go to the lower row. At the end every member moves to the
        closest of the representatives it is linked to.

    Examples
    --------
    A chain does not become one family:

    >>> import numpy as np
    >>> a, b = np.array([0, 1, 2, 3]), np.array([1, 2, 3, 4])
    >>> stars(5, a, b, np.array([0.9, 0.8, 0.8, 0.9])).centre.tolist()
    [1, 1, 1, 3, 3]
    """
    if len(a) <= MOST_EDGES:
        return _stars(n, a, b, score)
    part = components(n, a, b)[1][a]
    order = np.argsort(part, kind="stable")
    part, a, b, score = part[order], a[order], b[order], score[order]
    centre, closest = np.arange(n), np.ones(n)
    start = 0
    while start < len(a):
        last = part[min(start + MOST_EDGES, len(a)) - 1]
        stop = int(np.searchsorted(part, last, side="right"))
        if stop - start > MOST_EDGES and part[start] != last:  # all but the component that is cut
            stop = int(np.searchsorted(part, last))
        rows, ends = np.unique(np.concatenate([a[start:stop], b[start:stop]]), return_inverse=True)
        size = stop - start
        found = _stars(len(rows), ends[:size], ends[size:], score[start:stop])
        centre[rows], closest[rows] = rows[found.centre], found.score
        start = stop
    return Stars(centre, closest)


def _stars(n: int, a: Ints, b: Ints, score: NDArray[np.float64]) -> Stars:
    one, two = np.concatenate([a, b]), np.concatenate([b, a])
    both = np.concatenate([score, score])
    order = np.lexsort([two, one])
    one, two, both = one[order], two[order], both[order]
    starts = np.searchsorted(one, np.arange(n + 1))
    centres = _centres(n, starts, two, both)
    centre, closest = np.arange(n), np.ones(n)
    # The best link of every row to a representative; of equal ones that to the lowest row.
    link = np.flatnonzero(centres[two] & ~centres[one])
    rank = link[np.lexsort([two[link], -both[link], one[link]])]
    best = rank[np.append(True, one[rank][1:] != one[rank][:-1])[: len(rank)]]
    centre[one[best]] = two[best]
    closest[one[best]] = both[best]
    return Stars(centre, closest)


def _centres(n: int, starts: Ints, to: Ints, score: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Choose representatives, the heaviest first; what one covers cannot become another."""
    # Scores are summed as whole millionths: sums of floats would depend on their order.
    worth = np.round(score * 1e6).astype(np.int64)
    upto = np.concatenate([[0], np.cumsum(worth)])
    weight = (upto[starts[1:]] - upto[starts[:-1]]).tolist()
    links = np.diff(starts)
    free = links > 0
    centres = np.zeros(n, dtype=bool)
    # Two that have only each other, which are most: the lower row stands for both.
    single = np.flatnonzero(links == 1)
    other = to[starts[single]]
    mutual = links[other] == 1
    centres[np.minimum(single, other)[mutual]] = True
    free[single[mutual]] = False
    # Most have few links, for which lists are sooner asked than arrays.
    heap = [(-weight[row], row) for row in np.flatnonzero(free).tolist()]
    heapify(heap)
    edges, others, worths, open_rows = starts.tolist(), to.tolist(), worth.tolist(), free.tolist()
    while heap:
        promised, row = heappop(heap)
        if not open_rows[row]:
            continue
        mine = [at for at in range(edges[row], edges[row + 1]) if open_rows[others[at]]]
        now = sum([worths[at] for at in mine])
        if now < -promised:
            # Some of its neighbours have gone since: look again at its real weight.
            if now:
                heappush(heap, (-now, row))
            continue
        centres[row] = True
        open_rows[row] = False
        for at in mine:
            open_rows[others[at]] = False
    return centres
