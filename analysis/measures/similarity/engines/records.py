"""Records that kernels take: Numba reads named tuples, and no other classes of ours."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.shingles import Ints


class MarkedShingles(NamedTuple):
    """Shingle sets of n units, kept as marks on the characters.

    Only where a shingle first stands in its unit is kept; its hash is made again when it is
    asked for, which takes less time than touching the memory that all of them would need.
    """

    codes: NDArray[np.uint32]
    begins: Ints
    ends: Ints
    """Shape (n,) each: unit ``i`` is ``codes[begins[i]:ends[i]]``."""
    k: int
    low: np.uint64
    """Bits in which hashes may differ: as many as a place takes beside a hash."""
    sizes: NDArray[np.int32]
    """Shape (n,): distinct shingles of each unit."""
    first_shingle: NDArray[np.bool_]
    """Shape (characters,): where a shingle begins that its unit has not had before."""
    said_first: NDArray[np.bool_]
    """Shape (characters,): see :func:`analysis.measures.similarity.rarity.said_first`."""
    n_said_first: Ints
    """Shape (n,): how many characters of each unit these are."""


class MarkedRuns(NamedTuple):
    """Runs of some pairs that follow one another, on one side."""

    runs: Ints
    """Shape (r, 3): pair, start, end."""
    loose: Ints
    """Shape (l, 2): a character between two runs, and the row of the run behind it."""


class GapLimits(NamedTuple):
    """What makes a place where two texts differ a value, a word more, or a misread character.

    Constants of :mod:`analysis.measures.similarity.occasions.exchanges`, by their names there.
    """

    value: int
    ratio: int
    short_value: int
    longest_value: int
    longest_at_edge: int
    mask: int
    shingle: int
    in_common: float
