"""The engine of compiled kernels, where Numba is installed (``leitong[compiled]``).

Everything here has a twin in plain NumPy, which stays the reference: results are equal bit for bit,
only sooner. Importing Numba takes about a second, and compiling the kernels, once a machine, about
twenty; so kernels are used only where they save more than they cost.
"""

from __future__ import annotations

from threading import Lock

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.packed import Words, place_bits, sort_words
from analysis.measures.arrays.rolling import limit
from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity.candidates import (
    LEAST_SHARED,
    PROMISING_SHARE,
    Postings,
    united_pairs,
)
from analysis.measures.similarity.engines.loading import kernels, pieces
from analysis.measures.similarity.engines.marked import MarkedTexts
from analysis.measures.similarity.engines.records import GapLimits
from analysis.measures.similarity.minhash import BINS, MOST_PAIRED
from analysis.measures.similarity.rarity import PASSAGE, window_maximum
from analysis.measures.similarity.texts import Texts
from corpus.folding.comparable import Codes, Passes
from corpus.system.threads import mapped

_SHORT_PIECE = 1 << 15  # characters of a call that needs much room for each of them
_CODES = 1 << 21  # all code points there are; the last row also has what is none

_NOTHING: Words = np.zeros(0, dtype=np.uint64)


class CompiledEngine:
    """Steps of comparing in compiled kernels; what each does is said in the protocol."""

    @property
    def passes(self) -> Passes:
        """Passes for :func:`corpus.folding.comparable.fold_codes`."""

        def thin(points: NDArray[np.uint32], ends: Ints, table: NDArray[np.uint32]) -> Codes:
            stream = np.empty(len(points) + 1, dtype=np.uint32)
            return stream[: kernels().thinned(points, ends, table, stream)]

        return Passes(thin, kernels().settled)

    def digests(self, codes: NDArray[np.uint32], bounds: Ints) -> Words:
        """Digest every unit."""
        out = np.empty(len(bounds) - 1, dtype=np.uint64)

        def piece(part: slice) -> None:
            kernels().digests(codes, bounds, part.start, part.stop, out)

        mapped(piece, pieces(np.diff(bounds)))
        return out

    def sampled_words(self, texts: Texts, k: int, rate: int) -> Words:
        """Sample the shingles of all units."""
        codes, bounds, text_of = texts.codes, texts.bounds, texts.text_of
        top, low = limit(rate), place_bits(int(text_of.max(initial=0)) + 2)

        def piece(part: slice) -> Words:
            out = np.empty(int(bounds[part.stop] - bounds[part.start]), dtype=np.uint64)
            n = kernels().sample(codes, bounds, text_of, part.start, part.stop, k, top, low, out)
            return out[:n].copy()

        words = np.concatenate([_NOTHING, *mapped(piece, pieces(np.diff(bounds)))])
        sort_words(words)
        return words

    def promising_pairs(self, postings: Postings, *, cap: int) -> tuple[Ints, Ints, int]:
        """Pair units that share enough of a sample."""
        heads = np.append(np.flatnonzero(postings.first), len(postings.unit))
        pairs, capped = kernels().promising(
            postings.unit, heads, postings.n, cap, LEAST_SHARED, PROMISING_SHARE
        )
        a, b = pairs.T.copy()
        return a, b, capped

    def band_pairs(self, postings: Postings) -> tuple[Ints, Ints]:
        """Pair units whose sketches agree in a band."""
        sketch = np.full((postings.n, BINS), -1, dtype=np.int32)
        kernels().sketched(postings.unit, postings.first, int(postings.first.sum()), sketch)
        a, b = kernels().banded(sketch, MOST_PAIRED).T
        return united_pairs((a, b))

    def shingled(self, texts: Texts, rows: Ints, k: int, *, within: int = 0) -> MarkedTexts:
        """Make the shingle sets of some texts."""
        return MarkedTexts.of(texts, rows, k, within)

    def passage_words(self, texts: Texts) -> Words:
        """Hash the winnowed passages of all units."""
        return np.concatenate(_winnowed_words(texts))

    def passage_families(self, texts: Texts, voter: Ints) -> NDArray[np.uint8]:
        """Count the families that share the winnowed passage around each character."""
        bounds, length = texts.bounds, len(texts.codes)
        coarse = np.searchsorted(bounds, np.arange(0, length, 64), side="right") - 1
        unit_of_64th, voter_of = coarse.astype(np.int32), texts.each(voter).astype(np.int32)
        found = np.ones(length, dtype=np.uint8)

        def counted(words: Words) -> None:
            kernels().votes(words, place_bits(length), bounds, unit_of_64th, voter_of, found)

        mapped(counted, _winnowed_words(texts))
        return window_maximum(found, PASSAGE)

    def exchanged(
        self, texts: Texts, a: Ints, b: Ints, limits: GapLimits, numeric: NDArray[np.bool_]
    ) -> Ints:
        """Count what differs between pairs of texts."""
        counts = np.zeros((len(a), 4), dtype=np.int64)
        seen = np.zeros(_CODES, dtype=np.int32)  # what is not used is never touched
        codes = np.require(texts.codes, requirements=["C", "W"])
        a, b = (np.ascontiguousarray(side) for side in (a, b))
        # In one call: to hand out so few pairs to threads takes longer than to compare them.
        kernels().exchanged(codes, texts.begins, texts.ends, a, b, limits, numeric, seen, counts)
        return counts


COMPILED = CompiledEngine()


def _winnowed_words(texts: Texts) -> tuple[Words, Words]:
    """Words (hash, place) of winnowed passages, ordered: lower half of the hashes, and upper."""
    codes, bounds = texts.codes, texts.bounds
    low = place_bits(len(codes))
    words = np.empty((2, len(codes)), dtype=np.uint64)  # what is not used is never touched
    filled = [0, 0]
    lock = Lock()

    def piece(part: slice) -> None:
        room = int(bounds[part.stop] - bounds[part.start])
        mine = np.empty((2, room), dtype=np.uint64)
        many = kernels().winnowed(codes, bounds, part.start, part.stop, PASSAGE, low, mine)
        for half, n in enumerate(many):
            with lock:  # in what order they come does not matter: they will be sorted
                at = filled[half]
                filled[half] += n
            words[half, at : at + n] = mine[half, :n]

    mapped(piece, pieces(np.diff(bounds), _SHORT_PIECE))
    lower, upper = words[0, : filled[0]], words[1, : filled[1]]
    mapped(np.ndarray.sort, (lower, upper))
    return lower, upper
