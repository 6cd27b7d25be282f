"""Holders: which texts of an archive are to be compared with a new one, from its runs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.shingles import Ints
from analysis.measures.inverted.index import InvertedRuns
from analysis.measures.inverted.runs import ChosenRuns

MOST_HOLDERS = 256
"""Holders of one run that are named: what more of them have is formula, and those that share more
than formula have other runs in common. As many as passages join pairwise
(:data:`analysis.measures.passages.seeds.SEED_CAP`)."""
FEWEST_HOLDERS = 32
"""Named however many runs are that common: ten families make wording boilerplate, and some
holders are copies of one another."""
MOST_NAMED = 512
"""Texts that a new one may name; beyond that, fewer holders of each run are named, but no fewer
than :data:`FEWEST_HOLDERS`."""


class ArchivePart(NamedTuple):
    """A part of an archive, with an index of its own."""

    runs: InvertedRuns
    rank: NDArray[np.uint64]
    """Shape (n,), ascending: decides which holders of a common run are named. It must follow from
    what a text is called, so that it is the same however the archive came to be."""
    dead: Ints
    """Texts that do not count any more; ascending."""


class NamedTexts(NamedTuple):
    """Texts that share a run with a new one."""

    texts: tuple[Ints, ...]
    """For each part the texts, ascending."""
    capped: int
    """Runs of new texts that have more holders than were named."""


def named_texts(new: ChosenRuns, parts: Sequence[ArchivePart]) -> NamedTexts:
    """Name the texts of an archive that hold a run of new texts.

    Parameters
    ----------
    new
        All runs of the new texts, text by text.
    parts
        The archive.

    Returns
    -------
    NamedTexts

    Examples
    --------
    >>> from analysis.measures.inverted.index import inverted
    >>> old = ChosenRuns(np.array([7, 9, 11], np.uint64), np.array([0, 1, 2]))
    >>> part = ArchivePart(inverted(old, 3), np.arange(3).astype(np.uint64), np.array([1]))
    >>> new = ChosenRuns(np.array([11, 9, 7], np.uint64), np.array([0, 0, 0]))
    >>> named_texts(new, [part]).texts[0].tolist()
    [0, 2]
    """
    keys = distinct(new.keys)
    found = [_holders(part, keys) for part in parts]
    key = np.concatenate([np.zeros(0, np.int64), *(one[0] for one in found)])
    text = np.concatenate([np.zeros(0, np.int64), *(one[1] for one in found)])
    where = np.repeat(np.arange(len(found)), [len(one[0]) for one in found])
    ranks = [part.rank[one[1]] for part, one in zip(parts, found, strict=True)]
    rank = np.concatenate([np.zeros(0, np.uint64), *ranks])
    order = np.lexsort((text, where, rank, key))
    key, text, where = key[order], text[order], where[order]
    sizes = np.bincount(key, minlength=len(keys))
    place = np.arange(len(key)) - (np.cumsum(sizes) - sizes)[key]  # among the holders of its run
    limits = _limits(new, keys, sizes, place, where << 32 | text)
    kept = place < limits[key]
    key, text, where = key[kept], text[kept], where[kept]
    capped = int((sizes > limits).sum())
    return NamedTexts(
        tuple(distinct(text[where == number]) for number in range(len(parts))), capped
    )


def _limits(
    new: ChosenRuns, keys: NDArray[np.uint64], sizes: Ints, place: Ints, text: Ints
) -> Ints:
    """How many holders of each run are named: as many as the text allows that allows most."""
    limits = np.zeros(len(keys), dtype=np.int64)
    heads = np.cumsum(sizes) - sizes
    at = np.searchsorted(keys, new.keys)
    edges = np.flatnonzero(np.append(True, new.texts[1:] != new.texts[:-1])[: len(new.texts)])
    for begin, end in pairwise([*edges.tolist(), len(at)]):
        mine = distinct(at[begin:end])
        rows = np.repeat(heads[mine] - (np.cumsum(sizes[mine]) - sizes[mine]), sizes[mine])
        rows += np.arange(len(rows))
        limit = MOST_HOLDERS
        while limit > FEWEST_HOLDERS:
            rows = rows[place[rows] < limit]
            if len(rows) <= MOST_NAMED or len(distinct(text[rows])) <= MOST_NAMED:
                break
            limit //= 2
        limits[mine] = np.maximum(limits[mine], limit)
    return limits


def _holders(part: ArchivePart, keys: NDArray[np.uint64]) -> tuple[Ints, Ints]:
    """Key by key the living texts of a part that hold it; more than are named, if there are more.

    Texts are numbered in the order of their rank, so the first ones are those that are named.
    """
    first, last = part.runs.ranges(keys)
    counts = np.minimum(last - first, MOST_HOLDERS + 1 + len(part.dead))
    key = np.repeat(np.arange(len(keys)), counts)
    place = np.arange(len(key)) - (np.cumsum(counts) - counts)[key] + first[key]
    text = part.runs.texts(place)
    if len(part.dead):
        at = np.searchsorted(part.dead, text)
        alive = part.dead.take(at, mode="clip") != text
        key, text = key[alive], text[alive]
    return key, text
