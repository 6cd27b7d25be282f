"""Large corpora compared by compiled kernels, where Numba is installed (``leitong[compiled]``).

Everything here has a twin in plain NumPy, which stays the reference: results are equal bit for bit,
only sooner. Importing Numba takes about a second, and compiling the kernels, once a machine, about
twenty; so kernels are used only where they save more than they cost.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from threading import Lock
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.packed import Words, place_bits, sort_words
from analysis.measures.arrays.rolling import limit
from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity.candidates import HINT, LEAST, united
from analysis.measures.similarity.minhash import BINS, BUCKET
from analysis.measures.similarity.rarity import spread
from corpus.errors import SettingsError
from corpus.folding.comparable import Codes, Passes
from corpus.threads import mapped, threads

WORTH = 10_000_000
"""Folded characters from which on kernels save more time than Numba takes to import."""
LOADED = 1_000_000
"""The same where kernels have been imported before."""
PIECE = 1 << 18  # characters or shingles that one call works on
_SHORT = 1 << 15  # the same where a call needs much room for each

_NOTHING: Words = np.zeros(0, dtype=np.uint64)


def installed() -> bool:
    """Whether kernels can be used; ``LEITONG_COMPILED=0`` says that they must not."""
    return os.environ.get("LEITONG_COMPILED", "1") != "0" and find_spec("numba") is not None


def worth(characters: int) -> bool:
    """Whether so many characters should be compared by kernels."""
    return installed() and characters >= (LOADED if kernels.cache_info().currsize else WORTH)


@cache
def kernels() -> ModuleType:
    """Import the kernels; compiles them if that has not been done on this machine.

    Raises
    ------
    SettingsError
        If Numba finds no folder to keep compiled kernels in.
    """
    try:
        from analysis.measures.similarity.engines import kernels as module
    except RuntimeError as error:
        raise SettingsError.of("setting-kernels", reason=str(error)) from error
    return module


def passes() -> Passes:
    """Passes for :func:`corpus.folding.comparable.fold_codes`."""

    def thin(points: NDArray[np.uint32], ends: Ints, table: NDArray[np.uint32]) -> Codes:
        stream = np.empty(len(points) + 1, dtype=np.uint32)
        return stream[: kernels().thinned(points, ends, table, stream)]

    return Passes(thin, kernels().settled)


def sampled_words(
    codes: NDArray[np.uint32], bounds: Ints, text_of: Ints, k: int, rate: int
) -> Words:
    """Words of a sample, ordered; as in :func:`analysis.measures.arrays.shingles.sampled_words`."""
    top, low = limit(rate), place_bits(int(text_of.max(initial=0)) + 2)

    def piece(part: slice) -> Words:
        out = np.empty(int(bounds[part.stop] - bounds[part.start]), dtype=np.uint64)
        n = kernels().sample(codes, bounds, text_of, part.start, part.stop, k, top, low, out)
        return out[:n].copy()

    words = np.concatenate([_NOTHING, *mapped(piece, pieces(np.diff(bounds)))])
    sort_words(words)
    return words


def digests(codes: NDArray[np.uint32], bounds: Ints) -> Words:
    """Digest every unit, as :func:`analysis.measures.arrays.digests.digests` does."""
    out = np.empty(len(bounds) - 1, dtype=np.uint64)

    def piece(part: slice) -> None:
        kernels().digests(codes, bounds, part.start, part.stop, out)

    mapped(piece, pieces(np.diff(bounds)))
    return out


def promising(
    unit: NDArray[np.int32], first: NDArray[np.bool_], n: int, *, cap: int
) -> tuple[Ints, Ints, int]:
    """Find the promising pairs of a join; twin of ``candidates.promising``."""
    heads = np.append(np.flatnonzero(first), len(unit))
    pairs, capped = kernels().promising(unit, heads, n, cap, LEAST, HINT)
    a, b = pairs.T.copy()
    return a, b, capped


def banded(unit: NDArray[np.int32], first: NDArray[np.bool_], n: int) -> tuple[Ints, Ints]:
    """Pairs of bands, as :func:`analysis.measures.similarity.minhash.band_pairs` gives them."""
    sketch = np.full((n, BINS), -1, dtype=np.int32)
    kernels().sketched(unit, first, int(first.sum()), sketch)
    a, b = kernels().banded(sketch, BUCKET).T
    return united((a, b))


def passages(codes: NDArray[np.uint32], bounds: Ints, size: int) -> tuple[Words, Words]:
    """Words (hash, place) of winnowed passages, ordered: the lower half of the hashes, the upper.

    Parameters
    ----------
    codes, bounds
        Folded characters of n units.
    size
        Characters of a passage.
    """
    low = place_bits(len(codes))
    words = np.empty((2, len(codes)), dtype=np.uint64)  # what is not used is never touched
    filled = [0, 0]
    lock = Lock()

    def piece(part: slice) -> None:
        room = int(bounds[part.stop] - bounds[part.start])
        mine = np.empty((2, room), dtype=np.uint64)
        many = kernels().winnowed(codes, bounds, part.start, part.stop, size, low, mine)
        for half, n in enumerate(many):
            with lock:  # in what order they come does not matter: they will be sorted
                at = filled[half]
                filled[half] += n
            words[half, at : at + n] = mine[half, :n]

    mapped(piece, pieces(np.diff(bounds), _SHORT))
    lower, upper = words[0, : filled[0]], words[1, : filled[1]]
    mapped(np.ndarray.sort, (lower, upper))
    return lower, upper


def passage_families(
    halves: tuple[Words, Words], bounds: Ints, family: Ints, size: int
) -> NDArray[np.uint8]:
    """Count families of winnowed passages; twin of ``rarity.passage_families``.

    Parameters
    ----------
    halves
        From :func:`passages`.
    bounds
        Shape (n + 1,): characters of the units.
    family
        Shape (n,): who votes for each unit.
    size
        Characters of a passage.
    """
    length = int(bounds[-1])
    coarse = np.searchsorted(bounds, np.arange(0, length, 64), side="right") - 1
    coarse, voters = coarse.astype(np.int32), family.astype(np.int32)
    found = np.ones(length, dtype=np.uint8)

    def counted(words: Words) -> None:
        kernels().votes(words, place_bits(length), bounds, coarse, voters, found)

    mapped(counted, halves)
    return spread(found, size)


def pieces(sizes: Ints, most: int = PIECE) -> list[slice]:
    """Stretches of at most ``most``, about, and enough of them to keep all threads busy."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    most = max(1, min(most, total // (4 * threads()) + 1))
    found = []
    start = 0
    while start < len(sizes):
        base = int(ends[start - 1]) if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, base + most, side="right")))
        found.append(slice(start, stop))
        start = stop
    return found
