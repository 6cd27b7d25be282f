"""Shingle sets and pairs as compiled kernels keep them: by marks on the characters themselves.

Twins of :class:`analysis.measures.arrays.shingles.ShingleSets` and
:class:`analysis.measures.similarity.coverage.Shared`; what they count is equal bit for bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.packed import place_bits
from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity.engines.compiled import kernels, pieces
from corpus.threads import mapped


class Part(NamedTuple):
    """What some pairs that follow one another have in common."""

    runs_a: Ints
    """Shape (r, 3): pair, start, end."""
    loose_a: Ints
    """Shape (l, 2): character between two runs, row of the run behind it."""
    runs_b: Ints
    loose_b: Ints


@dataclass(frozen=True, slots=True, eq=False)
class MarkedSets:
    """Shingle sets by place alone.

    Only where a shingle first stands in its unit is kept; its hash is made again when it is
    asked for, which takes less time than touching the memory that all of them would need.
    """

    k: int
    codes: NDArray[np.uint32]
    begins: Ints
    ends: Ints
    """Shape (n,) each: unit ``i`` is ``codes[begins[i]:ends[i]]``."""
    low: np.uint64
    """Bits in which hashes may differ: as many as a place takes beside a hash."""
    each: NDArray[np.int32]
    """Shape (n,): distinct shingles of each unit."""
    own: Ints
    """Shape (n,): characters of each unit that stand in a shingle which is new there."""
    fresh: NDArray[np.bool_]
    """Shape (characters,): where a shingle begins that its unit has not had before."""
    once: NDArray[np.bool_]
    """Shape (characters,): see :func:`analysis.measures.similarity.rarity.once_only`."""

    @classmethod
    def of(
        cls, codes: NDArray[np.uint32], begins: Ints, ends: Ints, rows: Ints, k: int
    ) -> MarkedSets:
        """Shingle sets of some units; equal where ``shingle_sets`` of them has equal ids."""
        each, own = np.zeros(len(begins), dtype=np.int32), np.zeros(len(begins), dtype=np.int64)
        fresh, once = np.zeros((2, len(codes)), dtype=bool)
        mine = (ends - begins)[rows]
        low = place_bits(int(mine.sum()))

        def piece(part: slice) -> None:
            kernels().distinct(codes, begins, ends, rows[part], k, low, each, own, fresh, once)

        mapped(piece, pieces(mine))
        return cls(k, codes, begins, ends, low, each, own, fresh, once)

    @property
    def sizes(self) -> Ints:
        """Shape (n,): distinct shingles of each unit."""
        return self.each.astype(np.int64)

    def shared(self, a: Ints, b: Ints) -> Met:
        """Compare pairs, ordered by ``a``; twin of ``coverage.shared``."""
        counts = np.zeros((len(a), 3), dtype=np.int64)
        size = self.each[a].astype(np.int64) + self.each[b]

        def piece(part: slice) -> Part:
            return Part(*kernels().shared(
                self.codes, self.begins, self.ends, self.each, self.fresh, self.once, self.k,
                self.low, a[part], b[part], part.start, counts[part],
            ))  # fmt: skip

        return Met(self, counts, mapped(piece, pieces(size)))

    def totals(
        self, kinds: NDArray[np.uint8], weights: Sequence[NDArray[np.integer]]
    ) -> list[Ints]:
        """Weight of all characters of each unit, for two weightings as in :meth:`Met.covered`."""
        both = _packed(weights)
        out = np.zeros((len(self.begins), 2), dtype=np.int64)

        def piece(part: slice) -> None:
            kernels().totals(kinds, self.begins[part], self.ends[part], both, out[part])

        mapped(piece, pieces(self.ends - self.begins))
        return list(out.T.copy())

    def own_and_missing(self, rows: Ints, group: Ints) -> tuple[Ints, Ints]:
        """Count as :func:`analysis.measures.similarity.families.own_and_missing` does."""
        cuts = np.searchsorted(group, np.arange(len(np.bincount(group)) + 1))
        own, missing = np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows), dtype=np.int64)

        def piece(groups: slice) -> None:
            for start, stop in pairwise(cuts[groups.start : groups.stop + 1].tolist()):
                own[start:stop], missing[start:stop] = kernels().own_and_missing(
                    self.codes, self.begins, self.ends, self.each, self.fresh, self.k, self.low,
                    rows[start:stop],
                )  # fmt: skip

        mapped(piece, pieces(np.bincount(group, weights=self.each[rows]).astype(np.int64)))
        return own, missing


@dataclass(frozen=True, slots=True, eq=False)
class Met:
    """What pairs have in common; one row a pair."""

    sets: MarkedSets
    counts: Ints
    """Shape (p, 3): distinct shared shingles; characters in runs, in a and in b, that stand in a
    shingle which is new there."""
    parts: list[Part]

    @property
    def shingles(self) -> Ints:
        """Shape (p,): distinct shared shingles."""
        return self.counts[:, 0]

    def covered(
        self, kinds: NDArray[np.uint8], weights: Sequence[NDArray[np.integer]]
    ) -> tuple[list[Ints], list[Ints]]:
        """Sum the weights in runs on both sides; twin of ``weighting.covered``.

        Parameters
        ----------
        kinds
            Shape (characters,): the kind of each character.
        weights
            Two weightings: what a character of each kind weighs, below 2¹².
        """
        both = _packed(weights)
        in_a, in_b = np.zeros((2, len(self.counts), 2), dtype=np.int64)

        def piece(part: Part) -> None:
            kernels().covered(part.runs_a, part.loose_a, kinds, both, in_a)
            kernels().covered(part.runs_b, part.loose_b, kinds, both, in_b)

        mapped(piece, self.parts)
        return list(in_a.T.copy()), list(in_b.T.copy())


def _packed(weights: Sequence[NDArray[np.integer]]) -> Ints:
    """Two weightings in one word for each kind."""
    one, two = (weighting.astype(np.int64) for weighting in weights)
    return one | (two << 32)
