"""The engine in plain NumPy: the reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays import digests, shingles
from analysis.measures.arrays.packed import BLOCK, Words
from analysis.measures.arrays.shingles import Ints, ShingleSets, shingle_sets
from analysis.measures.similarity import candidates, minhash, rarity
from analysis.measures.similarity.candidates import Postings
from analysis.measures.similarity.coverage import PairRuns, pair_runs
from analysis.measures.similarity.texts import Texts, stretches
from analysis.measures.similarity.weighting import Sides, Weighting, covered
from corpus.system.threads import mapped

_COUNTED = (np.arange(256) > 0).astype(np.int32)  # every kind but 0 weighs 1


@dataclass(frozen=True, slots=True, eq=False)
class ArrayTexts:
    """Shingle sets of the texts that were named, which are laid end to end."""

    texts: Texts
    rows: Ints
    """Shape (s,): the named texts, ascending."""
    row: Ints
    """Shape (t,): row of each text among the sets; −1 for texts that were not named."""
    codes: NDArray[np.uint32]
    bounds: Ints
    """The characters of the named texts, and where each text begins."""
    sets: ShingleSets

    @classmethod
    def of(cls, texts: Texts, rows: Ints, k: int, within: int = 0) -> ArrayTexts:
        """Make the shingle sets of some texts."""
        begins, ends = texts.begins[rows], texts.ends[rows]
        bounds = np.concatenate([[0], np.cumsum(ends - begins)]).astype(np.int64)
        codes = stretches(texts.codes, begins, ends)
        row = np.full(len(texts.first), -1, dtype=np.int64)
        row[rows] = np.arange(len(rows))
        sets = shingle_sets(codes, bounds, k, within=within)
        return cls(texts, rows, row, codes, bounds, sets)

    def sizes(self, rows: Ints) -> Ints:
        """Count the distinct shingles of some texts."""
        return self.sets.sizes[self.row[rows]]

    def compare(self, a: Ints, b: Ints) -> ArrayOverlaps:
        """Compare pairs of texts."""
        a, b = self.row[a], self.row[b]
        runs = pair_runs(self.sets, self.codes, self.bounds, a, b)
        said_first = rarity.said_first(self.sets, self.bounds[:-1], len(self.codes))
        return ArrayOverlaps(self, a, b, runs, said_first)

    def own_and_missing(self, rows: Ints, group: Ints) -> tuple[Ints, Ints]:
        """Count the shingles that each member of a group has alone, and those that it lacks."""
        return own_and_missing(self.sets, self.row[rows], group)


@dataclass(frozen=True, slots=True, eq=False)
class ArrayOverlaps:
    """What pairs of texts have in common, as runs of both sides."""

    shingled: ArrayTexts
    a: Ints
    b: Ints
    """Shape (p,) each: rows of the sets."""
    runs: PairRuns
    said_first: NDArray[np.bool_]
    """Shape (characters,): see :func:`analysis.measures.similarity.rarity.said_first`."""

    @property
    def shingles(self) -> Ints:
        """Shape (p,): distinct shared shingles."""
        return self.runs.shingles

    def plain(self) -> Sides:
        """Count the characters in runs, and all characters."""
        return self._sides(self.said_first.view(np.uint8), [_COUNTED])[0]

    def weighed(
        self, kinds: NDArray[np.uint8], weights: Sequence[NDArray[np.int32]]
    ) -> list[Sides]:
        """Sum up weights as :meth:`plain` counts characters, once for each weighting."""
        texts, rows = self.shingled.texts, self.shingled.rows
        laid = stretches(kinds, texts.begins[rows], texts.ends[rows])
        return self._sides(laid * self.said_first, weights)

    def _sides(self, kinds: NDArray[np.uint8], weights: Sequence[NDArray[np.int32]]) -> list[Sides]:
        bounds = self.shingled.bounds
        longest = int(np.diff(bounds).max(initial=0))
        weightings = mapped(lambda each: Weighting.of(kinds, each, longest), weights)
        totals = [weighting.between(bounds[:-1], bounds[1:]) for weighting in weightings]
        runs = [self.runs.in_a, self.runs.in_b]
        in_a, in_b = mapped(lambda each: covered(each, weightings, len(self.a)), runs)
        return [
            Sides(covered_a, total[self.a], covered_b, total[self.b])
            for covered_a, covered_b, total in zip(in_a, in_b, totals, strict=True)
        ]


class ArrayEngine:
    """Steps of comparing in NumPy; what each does is said in the protocol."""

    passes = None
    exchanged = None

    def digests(self, codes: NDArray[np.uint32], bounds: Ints) -> Words:
        """Digest every unit."""
        return digests.digests(codes, bounds)

    def sampled_words(self, texts: Texts, k: int, rate: int) -> Words:
        """Sample the shingles of all units."""
        return shingles.sampled_words(texts.codes, texts.bounds, texts.text_of, k, rate)

    def promising_pairs(self, postings: Postings, *, cap: int) -> tuple[Ints, Ints, int]:
        """Pair units that share enough of a sample."""
        return candidates.promising_pairs(postings, cap=cap)

    def band_pairs(self, postings: Postings) -> tuple[Ints, Ints]:
        """Pair units whose sketches agree in a band."""
        number = np.cumsum(postings.first, dtype=np.int32) - np.int32(1)
        n_ids = int(postings.first.sum())
        return minhash.band_pairs(minhash.sketches(postings.unit, number, postings.n, n_ids))

    def shingled(self, texts: Texts, rows: Ints, k: int, *, within: int = 0) -> ArrayTexts:
        """Make the shingle sets of some texts."""
        return ArrayTexts.of(texts, rows, k, within)

    def passage_words(self, texts: Texts) -> Words:
        """Hash the winnowed passages of all units."""
        return shingles.winnowed_words(texts.codes, texts.bounds, rarity.PASSAGE)

    def passage_families(self, texts: Texts, voter: Ints) -> NDArray[np.uint8]:
        """Count the families that share the winnowed passage around each character."""
        passages = rarity.repeated_passages(texts.codes, texts.bounds, winnow=True)
        return rarity.passage_families(passages, texts.each(voter))


ARRAYS = ArrayEngine()


def own_and_missing(sets: ShingleSets, rows: Ints, group: Ints) -> tuple[Ints, Ints]:
    """Count the shingles that each member of a group has alone, and those that it lacks.

    Parameters
    ----------
    sets
        Shingle sets of n units.
    rows
        Shape (m,): units, one group after another.
    group
        Shape (m,), ascending from 0 without gaps: the group of each.

    Returns
    -------
    own, missing : ndarray
        Shape (m,) each: shingles that only this member of its group has, and shingles of half the
        group that this member lacks.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.measures.arrays.shingles import shingle_sets
    >>> codes = np.array([1, 2, 3, 1, 2, 4, 2, 3], np.uint32)
    >>> sets = shingle_sets(codes, np.array([0, 3, 6, 8]), 1)
    >>> own, missing = own_and_missing(sets, np.arange(3), np.zeros(3, np.int64))
    >>> own.tolist(), missing.tolist()
    ([0, 1, 0], [0, 1, 1])
    """
    own, missing = np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows), dtype=np.int64)
    ends = np.cumsum(sets.sizes[rows])
    start = 0
    while start < len(rows):  # whole groups of about a block of shingles
        base = ends[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, base + BLOCK)))
        stop = int(np.searchsorted(group, group[min(stop, len(rows)) - 1], side="right"))
        part = slice(start, stop)
        own[part], missing[part] = _own_and_missing(sets, rows[part], group[part] - group[start])
        start = stop
    return own, missing


def _own_and_missing(sets: ShingleSets, rows: Ints, group: Ints) -> tuple[Ints, Ints]:
    stretches = [sets.ids[sets.bounds[row] : sets.bounds[row + 1]] for row in rows.tolist()]
    # Shingle and member in one number: members of a group are neighbours, and so one sort brings
    # together what a group has of a shingle.
    words = np.concatenate(stretches).astype(np.int64) * len(rows)
    words += np.repeat(np.arange(len(rows)), [len(stretch) for stretch in stretches])
    words.sort()
    ids, member = np.divmod(words, len(rows))
    of = group[member]
    head = np.ones(len(words), dtype=bool)
    head[1:] = (ids[1:] != ids[:-1]) | (of[1:] != of[:-1])
    heads = np.flatnonzero(head)
    counts = np.diff(heads, append=len(words))
    own = np.bincount(member[heads[counts == 1]], minlength=len(rows))
    common = counts >= np.maximum(2, np.bincount(group) // 2)[of[heads]]
    held = np.bincount(member[np.repeat(common, counts)], minlength=len(rows))
    every = np.bincount(of[heads[common]], minlength=int(group[-1]) + 1)
    return own, every[group] - held
