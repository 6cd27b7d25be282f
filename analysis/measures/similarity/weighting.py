"""What characters weigh, and how much weight lies in the runs of two texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity.coverage import SideRuns

_BLOCK = 1 << 19  # characters weighed at once: temporaries stay in the processor's cache


class Sides(NamedTuple):
    """Covered and total weight, for both units of every pair; shape (p,) each, int64."""

    covered_a: Ints
    total_a: Ints
    covered_b: Ints
    total_b: Ints

    def of(self, rows: NDArray[np.generic]) -> Sides:
        """Keep the chosen pairs only."""
        return Sides(*(column[rows] for column in self))


class Weighting(NamedTuple):
    """What each character of all units counts."""

    kinds: NDArray[np.uint8]
    """Shape (c,): the kind of each character."""
    weights: NDArray[np.int32]
    """Shape (256,), not negative: what a character of each kind counts."""
    upto: NDArray[np.unsignedinteger]
    """Shape (c + 1,): sum of the weights before each place, modulo the size of its type: right
    between two places of one unit."""

    @classmethod
    def of(cls, kinds: NDArray[np.uint8], weights: NDArray[np.int32], longest: int) -> Weighting:
        """Sum up weights, for units of at most ``longest`` characters."""
        narrow = longest * int(weights.max()) < 1 << 32
        upto: NDArray[Any] = np.zeros(len(kinds) + 1, dtype=np.uint32 if narrow else np.uint64)
        for begin in range(0, len(kinds), _BLOCK):
            part = upto[begin + 1 : begin + 1 + _BLOCK]
            np.cumsum(weights[kinds[begin : begin + _BLOCK]], dtype=upto.dtype, out=part)
            part += upto[begin]
        return cls(kinds, weights, upto)

    def between(self, start: Ints, end: Ints) -> Ints:
        """Sum up the weight of the characters of some stretches, each inside one unit."""
        return (self.upto[end] - self.upto[start]).astype(np.int64)


def covered(runs: SideRuns, weightings: Sequence[Weighting], pairs: int) -> list[Ints]:
    """Sum up the weight of the characters that lie in runs, for every pair and each weighting.

    Parameters
    ----------
    runs
        Runs on one side of the pairs.
    weightings
        Weights of all characters of all units.
    pairs
        Number of pairs.

    Returns
    -------
    list of ndarray
        Shape (pairs,) each, int64. A loose character counts with its own weight or that of the
        run around it, whichever is smaller: what is filled into a form that everybody uses is
        not made common ground by the form.
    """
    cuts = np.searchsorted(runs.pair, np.arange(pairs + 1))
    loose_cuts = np.searchsorted(runs.pair[runs.after], np.arange(pairs + 1))
    before, behind = runs.end[runs.after - 1] - 1, runs.start[runs.after]
    out = []
    for weighting in weightings:
        mine, one, two = (
            weighting.weights[weighting.kinds[at]] for at in (runs.loose, before, behind)
        )
        inside = np.minimum(mine, np.minimum(one, two)).astype(np.int64)
        whole = weighting.between(runs.start, runs.end)
        out.append(_sums(whole, cuts) + _sums(inside, loose_cuts))
    return out


def _sums(values: Ints, cuts: Ints) -> Ints:
    """Sum of each stretch between two cuts."""
    running = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(values, out=running[1:])
    return running[cuts[1:]] - running[cuts[:-1]]
