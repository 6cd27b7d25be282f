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

from analysis.measures.arrays.packed import BLOCK
from analysis.measures.arrays.shingles import Ints, ShingleSets
from analysis.measures.similarity.engines.marked import MarkedSets

FORM_MEMBERS = 4
"""Texts it takes to tell a form from a text and its revisions."""
FORM_OWN = 0.01
"""Share of a text that must be its own before it can be a filled-in form."""
FORM_MISSING = 0.25
"""Share of common shingles lost for each own one: about 1 in revised copies, 0 in forms."""


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


def form_members(sets: ShingleSets | MarkedSets, centre: Ints) -> NDArray[np.bool_]:
    """Which units look like one form filled in differently, rather than copies of one text.

    A revision that replaces a passage loses what the others still share. A filled-in form has
    something of its own and loses nothing: where one differs, all differ.

    Parameters
    ----------
    sets
        Shingle sets of n units.
    centre
        Shape (n,): tentative groups, by representative.

    Returns
    -------
    ndarray
        Shape (n,), bool: True for all members of a group in which at least
        :data:`FORM_MEMBERS` units, and at least half, are such forms.
    """
    found = np.zeros(len(centre), dtype=bool)
    sizes = np.bincount(centre, minlength=len(centre))
    inside = np.flatnonzero(sizes[centre] >= FORM_MEMBERS)
    rows = inside[np.argsort(centre[inside], kind="stable")]
    group = np.cumsum(np.diff(centre[rows], prepend=-1) != 0) - 1
    if isinstance(sets, MarkedSets):
        own, missing = sets.own_and_missing(rows, group)
    else:
        own, missing = own_and_missing(sets, rows, group)
    filled = (own >= FORM_OWN * sets.sizes[rows]) & (missing <= FORM_MISSING * own)
    enough = np.maximum(FORM_MEMBERS, np.bincount(group) / 2)
    forms = np.bincount(group, weights=filled) >= enough
    found[rows] = forms[group]
    return found


def own_and_missing(sets: ShingleSets, rows: Ints, group: Ints) -> tuple[Ints, Ints]:
    """Shingles that only this member of a group has, and those of half the group that it lacks.

    Parameters
    ----------
    sets
        Shingle sets of n units.
    rows
        Shape (m,): units, one group after another.
    group
        Shape (m,), ascending from 0 without gaps: the group of each.

    Returns
    -------
    own, missing : ndarray
        Shape (m,) each.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.measures.arrays.shingles import shingle_sets
    >>> codes = np.array([1, 2, 3, 1, 2, 4, 2, 3], np.uint32)
    >>> sets = shingle_sets(codes, np.array([0, 3, 6, 8]), 1)
    >>> own, missing = own_and_missing(sets, np.arange(3), np.zeros(3, np.int64))
    >>> own.tolist(), missing.tolist()
    ([0, 1, 0], [0, 1, 1])
    """
    own, missing = np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows), dtype=np.int64)
    ends = np.cumsum(sets.sizes[rows])
    start = 0
    while start < len(rows):  # whole groups of about a block of shingles
        base = ends[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, base + BLOCK)))
        stop = int(np.searchsorted(group, group[min(stop, len(rows)) - 1], side="right"))
        part = slice(start, stop)
        own[part], missing[part] = _own_and_missing(sets, rows[part], group[part] - group[start])
        start = stop
    return own, missing


def _own_and_missing(sets: ShingleSets, rows: Ints, group: Ints) -> tuple[Ints, Ints]:
    stretches = [sets.ids[sets.bounds[row] : sets.bounds[row + 1]] for row in rows.tolist()]
    # Shingle and member in one number: members of a group are neighbours, and so one sort brings
    # together what a group has of a shingle.
    words = np.concatenate(stretches).astype(np.int64) * len(rows)
    words += np.repeat(np.arange(len(rows)), [len(stretch) for stretch in stretches])
    words.sort()
    ids, member = np.divmod(words, len(rows))
    of = group[member]
    head = np.ones(len(words), dtype=bool)
    head[1:] = (ids[1:] != ids[:-1]) | (of[1:] != of[:-1])
    heads = np.flatnonzero(head)
    counts = np.diff(heads, append=len(words))
    own = np.bincount(member[heads[counts == 1]], minlength=len(rows))
    common = counts >= np.maximum(2, np.bincount(group) // 2)[of[heads]]
    held = np.bincount(member[np.repeat(common, counts)], minlength=len(rows))
    every = np.bincount(of[heads[common]], minlength=int(group[-1]) + 1)
    return own, every[group] - held


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
