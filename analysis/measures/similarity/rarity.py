"""Rarity: how many independent texts share a passage, copies voting once.

A passage that n families share is evidence for each of the pairs among them at once, so each pair
gets its part: the weight falls with n. The number of texts in the corpus does not enter. Two texts
alone in a corpus are compared in full, and reading further texts changes a weight only where they
share something.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.rolling import best_of_windows
from analysis.measures.arrays.shingles import Ints, ShingleSets, repeated

PASSAGE = 8
"""Characters of a passage whose families are counted: four-character runs are often common by
themselves (意识形态, 领导小组) inside a sentence that nobody else has; eight rarely are."""
MANY_FAMILIES = 4
"""Families that make a passage boilerplate: one text and three others."""
FULL_WEIGHT = 420
"""The weight of a character that at most two families have. Weights are whole numbers."""

_BLOCK = 1 << 16  # characters worked on at once: temporaries stay in the processor's cache


class RepeatedPassages(NamedTuple):
    """Passages that stand in several places, grouped."""

    place: Ints
    """Shape (m,): where each occurrence starts, in characters of all units together."""
    unit: NDArray[np.int32]
    """Shape (m,): the unit it stands in; ascending within a group."""
    first: NDArray[np.bool_]
    """Shape (m,): where a group begins."""
    length: int
    """Characters of all units."""
    size: int
    """Characters of a passage."""


def repeated_passages(
    codes: NDArray[np.uint32], bounds: Ints, *, size: int = PASSAGE, winnow: bool = False
) -> RepeatedPassages:
    """Find runs of ``size`` characters that occur more than once.

    Parameters
    ----------
    codes, bounds
        Folded characters and units, as for
        :func:`analysis.measures.arrays.shingles.shingle_hashes`.
    size
        Characters of a passage.
    winnow
        Look at one of the up to ``size`` passages over each character, not at all of them: of the
        passages in a stretch that texts share, that misses those nearest its ends.
    """
    place, first = repeated(codes, bounds, size, winnow=winnow)
    owner = np.repeat(np.arange(len(bounds) - 1, dtype=np.int32), np.diff(bounds))
    unit = owner[place]
    # What is shorter than a passage stands for itself and is no passage.
    long = np.diff(bounds) >= size
    if not long.all():
        whole = long[unit]
        group = np.cumsum(first)[whole]
        place, unit = place[whole], unit[whole]
        first = np.ones(len(place), dtype=bool)
        first[1:] = group[1:] != group[:-1]
    return RepeatedPassages(place, unit, first, len(codes), size)


def passage_families(passages: RepeatedPassages, family: Ints) -> NDArray[np.uint8]:
    """Count the families that share the passage around each character.

    Parameters
    ----------
    passages
        Repeated passages of n units.
    family
        Shape (n,): number of each unit's family, below n; a unit by itself has its own number.

    Returns
    -------
    ndarray
        Shape (c,), uint8: the largest number of families that share one passage covering the
        character, up to 255; at least 1.
    """
    place, unit, first, length, size = passages
    voter = family.astype(np.int32)[unit]
    vote = first.copy()
    vote[1:] |= unit[1:] != unit[:-1]
    heads = np.flatnonzero(first)
    sizes = np.diff(np.append(heads, len(first)))
    # Members of one family are scattered over a group: their later votes are taken back.
    several = np.bincount(family, minlength=len(family)) > 1
    related = np.flatnonzero(vote & several[voter])
    group = np.cumsum(first, dtype=np.int32)[related] - np.int32(1)
    words = (group.astype(np.uint64) << np.uint64(32)) | voter[related].astype(np.uint64)
    words.sort()
    again = (words[1:][words[1:] == words[:-1]] >> np.uint64(32)).astype(np.int64)
    votes = np.bincount(again, minlength=len(heads))
    upto = np.cumsum(vote, dtype=np.int32)  # the first of a group always votes
    votes = np.diff(upto[heads], append=upto[-1:] + 1) - votes
    found = np.ones(length, dtype=np.uint8)
    found[place] = np.repeat(np.minimum(votes, 255).astype(np.uint8), sizes)
    return window_maximum(found, size)


def rarity_weights(families: NDArray[np.uint8]) -> NDArray[np.int32]:
    """Weigh each character by how many families share its passage.

    Parameters
    ----------
    families
        As from :func:`passage_families`.

    Returns
    -------
    ndarray
        int32, ``FULL_WEIGHT`` down to 0.

    Examples
    --------
    >>> import numpy as np
    >>> rarity_weights(np.array([1, 2, 3, 4, 8, 100], np.uint8)).tolist()
    [420, 420, 210, 140, 60, 4]
    """
    counts = np.arange(256)
    table = (FULL_WEIGHT // np.maximum(counts - 1, 1)).astype(np.int32)
    return table[families]


def said_first(sets: ShingleSets, starts: Ints, length: int) -> NDArray[np.bool_]:
    """Say which characters stand in a shingle that their unit has not had before.

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
    return window_maximum(mark, sets.k).astype(bool)


def window_maximum(values: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
    """Take the maximum over each place and the ``size`` − 1 before it."""
    found = np.empty_like(values)
    for begin in range(0, len(values), _BLOCK):
        early = max(0, begin - size + 1)
        block = best_of_windows(values[early : begin + _BLOCK], size, np.maximum)
        found[begin : begin + _BLOCK] = block[begin - early :]
    return found
