"""What stages are told: how to fold and compare, and how large the whole corpus is.

Both are plain values, so that a stage can be run on another machine from a folder's plan.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.measures.arrays.packed import place_bits
from analysis.measures.similarity.engines.choice import engine_for
from analysis.measures.similarity.engines.protocol import Engine

LARGEST_ARRAYS = 1 << 32
"""Characters below which arrays could do the work: there a place takes its bits of a word beside a
hash, and shards look at no more of the hash than arrays would, so that nothing differs. From here
on nothing is compared with arrays, and the bits are the hash's."""
LARGE = 1 << 28
"""Characters that hashes of shingles leave room for beyond that: 36 bits remain, of which a pair of
500 shingles each meets a false match once in 270,000 pairs."""


class StageSettings(NamedTuple):
    """How units are made comparable, and what is asked of their pairs."""

    level: str
    k: int
    floor: float
    occasions: bool
    """Whether pairs are of one occasion or two is asked: of documents."""
    characters: int
    """About how many characters there are: which engine does the work."""

    @property
    def engine(self) -> Engine:
        """What does the work; no result hangs on it."""
        return engine_for(self.characters)


class Sizes(NamedTuple):
    """How large the whole corpus is: known when its texts are numbered."""

    units: int
    texts: int
    characters: int
    """Folded characters of all units."""
    rate: int
    """One shingle in so many is sampled."""
    named: int = 0
    """Characters of the texts that stand in a candidate pair: known later."""

    @property
    def text_bits(self) -> np.uint64:
        """Mask of the bits of a word that hold a text's number."""
        return place_bits(self.texts + 1)

    @property
    def place_bits(self) -> np.uint64:
        """Mask of the bits of a passage's hash that are not looked at."""
        if self.characters >= LARGEST_ARRAYS:
            return np.uint64(0)
        return place_bits(self.characters)

    @property
    def within(self) -> int:
        """Characters that hashes of shingles leave room for."""
        return self.named if self.named < LARGEST_ARRAYS else LARGE
