"""What stages are told: how to fold and compare, and how large the whole corpus is.

Both are plain values, so that a stage can be run on another machine from a folder's plan.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.measures.arrays.packed import place_bits
from analysis.measures.similarity.engines.choice import engine_for
from analysis.measures.similarity.engines.protocol import Engine

MOST_PLACE_BITS = 32
"""Of 64 bits of a word a place takes as many as the corpus has characters, up to this: beyond 4,000
million characters, which arrays cannot hold, hashes keep 32 bits."""


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
        return min(place_bits(self.characters), np.uint64((1 << MOST_PLACE_BITS) - 1))

    @property
    def within(self) -> int:
        """Characters that hashes of shingles leave room for."""
        return min(self.named, (1 << MOST_PLACE_BITS) - 1)
