"""Several versions of one text aligned together: the runs that all of them have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.alignment.pairwise import Blocks, Codes, align


class Common(NamedTuple):
    """Runs that all texts share, in order."""

    begins: NDArray[np.int64]
    """Shape (runs, texts): where each run begins in each text."""
    lengths: NDArray[np.int64]
    """Shape (runs,)."""


def common_runs(texts: Sequence[Codes]) -> Common:
    """Align texts with the longest of them and keep what is in all.

    The result does not depend on the order of the texts: the longest leads, of equally long ones
    the one whose codes come first.

    Parameters
    ----------
    texts
        At least one sequence of codes, shapes (n,), dtype uint32.

    Examples
    --------
    >>> codes = lambda text: np.array([ord(c) for c in text], dtype=np.uint32)
    >>> found = common_runs([codes("意识形态工作"), codes("意识形太工作"), codes("意识工作")])
    >>> found.begins.tolist(), found.lengths.tolist()
    ([[0, 0, 0], [4, 4, 2]], [2, 2])
    """
    lead = min(range(len(texts)), key=lambda row: (-len(texts[row]), texts[row].tobytes()))
    size = len(texts[lead])
    shared = np.ones(size, dtype=bool)
    follows = np.ones(size, dtype=bool)  # on the character before it, in all texts
    blocks = [align(texts[lead], text) for text in texts]
    for found in blocks:
        covered = _covered(found, size)
        shared &= covered
        follows[found[:, 0]] = False
    follows[:1] = False
    linked = shared & follows
    linked[1:] &= shared[:-1]
    first = np.flatnonzero(shared & ~linked)
    ends = shared.copy()
    ends[:-1] &= ~linked[1:]
    last = np.flatnonzero(ends)
    begins = np.stack([_places(found, first) for found in blocks], axis=1)
    return Common(begins, last - first + 1)


def _covered(blocks: Blocks, size: int) -> NDArray[np.bool_]:
    """Shape (size,): which characters of the leading text a block holds."""
    steps = np.zeros(size + 1, dtype=np.int8)
    steps[blocks[:, 0]] += 1
    steps[blocks[:, 0] + blocks[:, 2]] -= 1
    return np.cumsum(steps[:-1], dtype=np.int8) > 0


def _places(blocks: Blocks, places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Lead places of the leading text, all of them in blocks, to the other text."""
    if not len(places):
        return places
    row = np.searchsorted(blocks[:, 0], places, side="right") - 1
    return blocks[row, 1] + places - blocks[row, 0]
