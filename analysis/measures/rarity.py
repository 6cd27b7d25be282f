"""Rarity: how many independent texts share a passage, copies voting once.

A passage that n families share is evidence for each of the pairs among them at once, so each pair
gets its part: the weight falls with n. The number of texts in the corpus does not enter. Two texts
alone in a corpus are compared in full, and reading further texts changes a weight only where they
share something.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from analysis.measures.shingles import Ints, ShingleSets, grouped, shingle_hashes

PASSAGE = 8
"""Characters of a passage whose families are counted: four-character runs are often common by
themselves (意识形态, 领导小组) inside a sentence that nobody else has; eight rarely are."""
MANY = 4
"""Families that make a passage boilerplate: one text and three others."""
_T = TypeVar("_T", bound=np.generic)
FULL = 420
"""The weight of a character that at most two families have. Weights are whole numbers."""


def passage_families(
    codes: NDArray[np.uint32], bounds: Ints, family: Ints, *, size: int = PASSAGE
) -> NDArray[np.uint8]:
    """In how many families the passage around each character stands.

    Parameters
    ----------
    codes, bounds
        Folded characters and units, as for :func:`analysis.measures.shingles.shingle_hashes`.
    family
        Shape (n,): number of each unit's family; a unit by itself has a number of its own.
    size
        Characters of a passage.

    Returns
    -------
    ndarray
        Shape (c,), uint8: the largest number of families that share one passage covering the
        character, up to 255; at least 1.
    """
    # Units of a family side by side: then its votes are neighbours after sorting.
    order = np.argsort(family, kind="stable")
    cuts = bounds.tolist()
    laid = np.concatenate([[0], np.cumsum(np.diff(bounds)[order])]).astype(np.int64)
    hashes, starts = shingle_hashes(_in_order(codes, cuts, order), laid, size)
    position, first = grouped(hashes, starts, len(codes))
    # Only passages that stand in several places have more than one vote.
    several = ~first
    several[:-1] |= ~first[1:]
    position, first = position[several], first[several]
    owner = np.repeat(family[order].astype(np.int32), np.diff(laid))
    voter = owner[position]
    vote = first.copy()
    vote[1:] |= voter[1:] != voter[:-1]
    heads = np.flatnonzero(first)
    sizes = np.diff(np.append(heads, len(first)))
    votes = np.add.reduceat(vote, heads, dtype=np.int64) if len(heads) else heads
    found = np.ones(len(codes), dtype=np.uint8)
    found[position] = np.repeat(np.minimum(votes, 255).astype(np.uint8), sizes)
    # What is shorter than a passage has one "passage", which must not spread to the next unit.
    brief = np.flatnonzero(np.diff(laid) < size)
    found[laid[brief][laid[brief] < len(found)]] = 1
    found = _spread(found, size)
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    return _in_order(found, laid.tolist(), back)


def rarity_weights(families: NDArray[np.uint8]) -> NDArray[np.int32]:
    """Weight of each character, from how many families share its passage.

    Parameters
    ----------
    families
        As from :func:`passage_families`.

    Returns
    -------
    ndarray
        int32, ``FULL`` down to 0.

    Examples
    --------
    >>> import numpy as np
    >>> rarity_weights(np.array([1, 2, 3, 4, 8, 100], np.uint8)).tolist()
    [420, 420, 210, 140, 60, 4]
    """
    counts = np.arange(256)
    table = (FULL // np.maximum(counts - 1, 1)).astype(np.int32)
    return table[families]


def once_only(sets: ShingleSets, starts: Ints, length: int) -> NDArray[np.bool_]:
    """Which characters stand in a shingle that their unit has not had before.

    A text that repeats itself is measured by what it says once, as sets do.

    Parameters
    ----------
    sets
        Shingle sets.
    starts
        Shape (n,): where each unit begins.
    length
        Number of characters of all units.
    """
    mark = np.zeros(length, dtype=np.uint8)
    mark[sets.place + np.repeat(starts, sets.sizes)] = 1
    return _spread(mark, sets.k).astype(bool)


def _spread(values: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
    """Take the maximum over each place and the ``size`` − 1 before it, by doubling."""
    done, length = values.copy(), 1
    while length < size:
        step = min(length, size - length)
        wider = done.copy()
        np.maximum(done[step:], done[:-step], out=wider[step:])
        done, length = wider, length + step
    return done


def _in_order(values: NDArray[_T], cuts: list[int], order: Ints) -> NDArray[_T]:
    """Lay stretches of values out in another order."""
    if (order[1:] > order[:-1]).all():
        return values
    return np.concatenate([values[cuts[row] : cuts[row + 1]] for row in order.tolist()])
