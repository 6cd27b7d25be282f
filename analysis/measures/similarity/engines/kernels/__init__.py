"""Compiled twins of the slow steps of comparing large corpora.

Each kernel does exactly what a function in plain NumPy does, in whole numbers and in the same
order, so that results are equal bit for bit; tests compare them. Kernels release the interpreter
lock, so pieces of the work run in threads. They are compiled when first imported, and kept beside
these files (``cache=True``). Only :mod:`analysis.measures.similarity.engines.loading` imports this
package, because Numba takes about a second to import.
"""

from analysis.measures.similarity.engines.kernels.banding import banded, sketched
from analysis.measures.similarity.engines.kernels.comparing import shared
from analysis.measures.similarity.engines.kernels.exchanging import exchanged
from analysis.measures.similarity.engines.kernels.folding import settled, thinned
from analysis.measures.similarity.engines.kernels.hashing import digests, mark, sample
from analysis.measures.similarity.engines.kernels.joining import promising
from analysis.measures.similarity.engines.kernels.voting import votes, winnowed
from analysis.measures.similarity.engines.kernels.weighing import covered, own_and_missing, totals

__all__ = [
    "banded", "covered", "digests", "exchanged", "mark", "own_and_missing", "promising", "sample",
    "settled", "shared", "sketched", "thinned", "totals", "votes", "winnowed",
]  # fmt: skip
