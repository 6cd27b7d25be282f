"""Which engine is used: kernels where they save more time than they cost."""

from __future__ import annotations

from analysis.measures.similarity.engines.arrays import ARRAYS
from analysis.measures.similarity.engines.compiled import COMPILED
from analysis.measures.similarity.engines.loading import worth_loading
from analysis.measures.similarity.engines.protocol import Engine


def engine_for(characters: int) -> Engine:
    """Return the engine that so many characters are soonest compared by."""
    return COMPILED if worth_loading(characters) else ARRAYS
