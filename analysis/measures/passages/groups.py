"""Groups: the same passage, wherever it stands.

A passage that three texts share is found three times, once a pair, with ends that may differ by a
few characters. Two stretches of one text are the same passage when each covers most of the other;
what is aligned with what is the same by definition.
"""

from __future__ import annotations

import numpy as np

from analysis.measures.arrays.components import components
from analysis.measures.arrays.shingles import Ints

SAME_PARTS = 5
"""Stretches are one passage if they share SAME_PARTS - 1 of so many parts of the longer: 80 %."""
_AHEAD = 16
"""How many of the next different stretches are compared: those in between begin nearby, too."""


def group(a_start: Ints, a_end: Ints, b_start: Ints, b_end: Ints) -> Ints:
    """Number passages so that the same passage has the same number everywhere.

    Parameters
    ----------
    a_start, a_end, b_start, b_end
        Shape (n,) each: the two sides of every passage, as places in all texts together.

    Returns
    -------
    ndarray
        Shape (n,), int64: 0, 1, … in no meaningful order.

    Examples
    --------
    >>> import numpy as np
    >>> a, b = np.array([0, 0, 100]), np.array([100, 200, 201])
    >>> len(set(group(a, a + 20, b, b + 20).tolist()))
    1
    """
    n = len(a_start)
    sides = np.stack((np.concatenate((a_start, b_start)), np.concatenate((a_end, b_end))), axis=1)
    stretches, node = np.unique(sides, axis=0, return_inverse=True)
    node = node.reshape(-1)
    start, end = stretches[:, 0], stretches[:, 1]
    one, two = [node[:n]], [node[n:]]
    for step in range(1, min(_AHEAD, len(start) - 1) + 1):
        # Ascending starts: the overlap begins with the later one.
        overlap = np.minimum(end[:-step], end[step:]) - start[step:]
        longer = np.maximum(end[:-step] - start[:-step], end[step:] - start[step:])
        rows = np.flatnonzero(SAME_PARTS * overlap >= (SAME_PARTS - 1) * longer)
        one.append(rows)
        two.append(rows + step)
    number = components(len(start), np.concatenate(one), np.concatenate(two))[1]
    return number[node[:n]]


def numbered(groups: Ints, order: Ints) -> Ints:
    """Number groups anew, from 1, as they first appear when rows are read in this order.

    >>> import numpy as np
    >>> numbered(np.array([7, 3, 7]), np.array([1, 0, 2])).tolist()
    [2, 1, 2]
    """
    _, first, back = np.unique(groups[order], return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(1, len(first) + 1)
    out = np.empty(len(groups), dtype=np.int64)
    out[order] = rank[back.reshape(-1)]
    return out


def merged(key: Ints, start: Ints, end: Ints) -> tuple[Ints, Ints, Ints]:
    """Unite stretches that overlap or touch, key by key.

    Parameters
    ----------
    key, start, end
        Shape (n,) each, not negative.

    Returns
    -------
    key, start, end : ndarray
        Stretches that lie apart, by key, then by place.

    Examples
    --------
    >>> import numpy as np
    >>> one, two, three = merged(*np.array([[5, 5, 7], [2, 1, 2], [4, 3, 3]]))
    >>> one.tolist(), two.tolist(), three.tolist()
    ([5, 7], [1, 2], [4, 3])
    """
    order = np.lexsort((end, start, key))
    key, start, end = key[order], start[order], end[order]
    if not len(key):
        return key, start, end
    # Keys are laid out one after another, so that one running maximum serves all of them.
    new = np.concatenate(([0], np.cumsum(key[1:] != key[:-1]))) * (int(end.max()) + 2)
    reach = np.maximum.accumulate(end + new)
    heads = np.flatnonzero(np.concatenate(([True], (start + new)[1:] > reach[:-1])))
    tails = np.append(heads[1:], len(key)) - 1
    return key[heads], start[heads], reach[tails] - new[tails]
