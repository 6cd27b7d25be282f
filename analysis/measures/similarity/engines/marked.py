"""Shingle sets and pairs as compiled kernels keep them: by marks on the characters themselves.

Twins of :mod:`analysis.measures.similarity.engines.arrays`; what they count is equal bit for bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.packed import place_bits
from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity.engines.loading import kernels, pieces
from analysis.measures.similarity.engines.records import MarkedRuns, MarkedShingles
from analysis.measures.similarity.texts import Texts
from analysis.measures.similarity.weighting import Sides
from corpus.system.threads import mapped


@dataclass(frozen=True, slots=True, eq=False)
class MarkedTexts:
    """Shingle sets of the texts that were named, where the texts stand."""

    marks: MarkedShingles
    """One row a text; texts that were not named have no marks."""

    @classmethod
    def of(cls, texts: Texts, rows: Ints, k: int, within: int = 0) -> MarkedTexts:
        """Make the shingle sets of some texts."""
        n, length = len(texts.first), len(texts.codes)
        mine = texts.sizes[rows]
        first_shingle, said_first = np.zeros((2, length), dtype=bool)
        marks = MarkedShingles(
            codes=texts.codes,
            begins=texts.begins,
            ends=texts.ends,
            k=k,
            low=place_bits(max(within, int(mine.sum()))),
            sizes=np.zeros(n, dtype=np.int32),
            first_shingle=first_shingle,
            said_first=said_first,
            n_said_first=np.zeros(n, dtype=np.int64),
        )
        mapped(lambda part: kernels().mark(marks, rows[part]), pieces(mine))
        return cls(marks)

    def sizes(self, rows: Ints) -> Ints:
        """Count the distinct shingles of some texts."""
        return self.marks.sizes[rows].astype(np.int64)

    def compare(self, a: Ints, b: Ints) -> MarkedOverlaps:
        """Compare pairs of texts, ordered by ``a``."""
        counts = np.zeros((len(a), 3), dtype=np.int64)

        def piece(part: slice) -> tuple[MarkedRuns, MarkedRuns]:
            found = kernels().shared(self.marks, a[part], b[part], part.start, counts[part])
            runs_a, loose_a, runs_b, loose_b = found
            return MarkedRuns(runs_a, loose_a), MarkedRuns(runs_b, loose_b)

        found = mapped(piece, pieces(self.sizes(a) + self.sizes(b)))
        return MarkedOverlaps(self.marks, a, b, counts, found)

    def own_and_missing(self, rows: Ints, group: Ints) -> tuple[Ints, Ints]:
        """Count the shingles that each member of a group has alone, and those that it lacks."""
        cuts = np.searchsorted(group, np.arange(len(np.bincount(group)) + 1))
        own, missing = np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows), dtype=np.int64)

        def piece(groups: slice) -> None:
            for start, stop in pairwise(cuts[groups.start : groups.stop + 1].tolist()):
                members = rows[start:stop]
                own[start:stop], missing[start:stop] = kernels().own_and_missing(
                    self.marks, members
                )

        work = np.bincount(group, weights=self.marks.sizes[rows]).astype(np.int64)
        mapped(piece, pieces(work))
        return own, missing


@dataclass(frozen=True, slots=True, eq=False)
class MarkedOverlaps:
    """What pairs of texts have in common; one row a pair."""

    marks: MarkedShingles
    a: Ints
    b: Ints
    """Shape (p,) each: texts."""
    counts: Ints
    """Shape (p, 3): distinct shared shingles; characters in runs that their text says there for
    the first time, in a and in b."""
    runs: list[tuple[MarkedRuns, MarkedRuns]]
    """Runs in a and in b of some pairs at a time."""

    @property
    def shingles(self) -> Ints:
        """Shape (p,): distinct shared shingles."""
        return self.counts[:, 0]

    def plain(self) -> Sides:
        """Count the characters in runs, and all characters."""
        total = self.marks.n_said_first
        return Sides(self.counts[:, 1], total[self.a], self.counts[:, 2], total[self.b])

    def weighed(
        self, kinds: NDArray[np.uint8], weights: Sequence[NDArray[np.int32]]
    ) -> list[Sides]:
        """Sum up weights as :meth:`plain` counts characters, for two weightings at once."""
        kinds = kinds * self.marks.said_first
        both = _packed(weights)
        in_a, in_b = np.zeros((2, len(self.counts), 2), dtype=np.int64)
        totals = np.zeros((len(self.marks.begins), 2), dtype=np.int64)

        def total(part: slice) -> None:
            begins, ends = self.marks.begins[part], self.marks.ends[part]
            kernels().totals(kinds, begins, ends, both, totals[part])

        def covered(found: tuple[MarkedRuns, MarkedRuns]) -> None:
            for side, out in zip(found, (in_a, in_b), strict=True):
                kernels().covered(side.runs, side.loose, kinds, both, out)

        mapped(total, pieces(self.marks.ends - self.marks.begins))
        mapped(covered, self.runs)
        columns = zip(in_a.T.copy(), totals.T.copy(), in_b.T.copy(), strict=True)
        return [Sides(one, every[self.a], two, every[self.b]) for one, every, two in columns]


def _packed(weights: Sequence[NDArray[np.integer]]) -> Ints:
    """Two weightings in one word for each kind."""
    one, two = (weighting.astype(np.int64) for weighting in weights)
    return one | (two << 32)
