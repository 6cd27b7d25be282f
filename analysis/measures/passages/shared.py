"""Passages that two texts share: from fingerprints to aligned stretches, in arrays.

Every stretch of at least ``shortest`` equal characters in two texts lies inside one of the
passages given for that pair, on both sides, unless all its fingerprints are capped; then it does
so for the first text that has it (see :mod:`analysis.measures.passages.seeds`).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.digests import digests
from analysis.measures.arrays.shingles import Ints
from analysis.measures.passages.bridges import bridge
from analysis.measures.passages.chains import AlignedStretches, chain, extend, stretches_of
from analysis.measures.passages.fingerprints import fingerprints, run_length
from analysis.measures.passages.matches import grow
from analysis.measures.passages.nesting import (
    long_outermost,
    outermost,
    without_echoes,
    without_lone,
)
from analysis.measures.passages.seeds import SEED_BUDGET, join, join_capped

SPARE = 3
"""Fingerprints are chosen so that runs this much longer than they are always share one. Shorter
runs matter because passages with differences are made of them; sparser fingerprints would be
faster and lose one tenth of a passage with 5 % errors."""
LEAST_ALIKE = 0.65
"""A passage without a long enough equal run must agree in this share of its longer side."""


class SharedPassages(NamedTuple):
    """What all pairs of texts share, and what was looked at."""

    stretches: AlignedStretches
    fingerprints: int
    seeds: int
    matches: int
    cap: int | None
    """Places from which on fingerprints were not joined pairwise; None if all were."""
    capped: Ints
    """Shape (c,), ascending: places of fingerprints that were not joined pairwise."""


def shared_passages(
    codes: NDArray[np.uint32],
    bounds: Ints,
    *,
    shortest: int,
    left: int | None = None,
    cap: int | None = None,
    budget: int = SEED_BUDGET,
) -> SharedPassages:
    """Find the passages that different texts share.

    Parameters
    ----------
    codes
        Shape (c,): folded characters of all texts, one after another.
    bounds
        Shape (n + 1,): text ``i`` is ``codes[bounds[i]:bounds[i + 1]]``.
    shortest
        Every equal run of this many characters is found; at least 3. A passage with differences
        needs a third more equal characters, if it has no equal run as long as that.
    left
        Compare only the first ``left`` texts with the others.
    cap, budget
        See :func:`analysis.measures.passages.seeds.join`.

    Returns
    -------
    SharedPassages
        Ordered by pair of texts, then by place.
    """
    owner = np.repeat(np.arange(len(bounds) - 1, dtype=np.int32), np.diff(bounds))
    k = run_length(shortest)
    chosen = fingerprints(codes, bounds, k=k, shortest=min(shortest, k + SPARE))
    seeds = join(chosen, owner, left=left, cap=cap, budget=budget)
    a, b = join_capped(codes, bounds, owner, seeds.capped, k=k, shortest=shortest, left=left)
    seeds = seeds._replace(a=np.concatenate((seeds.a, a)), b=np.concatenate((seeds.b, b)))
    matches = grow(codes, bounds, owner, seeds, k)
    stretches = without_lone(stretches_of(matches, owner, len(bounds) - 1), enough=shortest)
    # Chains are looked for along side a: which of two texts that is must not follow from the order
    # they came in, so what they say decides.
    rank = digests(codes, bounds)
    turned = rank[owner[stretches.a_start]] > rank[owner[stretches.b_start]]
    stretches = _sides_changed(stretches, turned)
    stretches = long_outermost(stretches, least=4 * shortest)
    stretches = chain(codes, stretches, enough=shortest)
    stretches = stretches.take(stretches.equal >= shortest)
    stretches = extend(codes, bounds, owner, stretches)
    stretches = chain(codes, stretches, enough=shortest)
    enough = stretches.longest >= shortest
    enough |= (3 * stretches.equal >= 4 * shortest) & (
        stretches.equal >= LEAST_ALIKE * stretches.length
    )
    # Last of all, so that nothing is left out for the sake of what is itself left out.
    stretches = without_echoes(outermost(stretches.take(enough)))
    stretches = without_echoes(outermost(bridge(codes, stretches)))
    stretches = _sides_changed(stretches, stretches.a_start > stretches.b_start)
    order = np.lexsort((stretches.b_start, stretches.a_start, stretches.pair))
    counts = (len(chosen.places), len(seeds.a), len(matches.a))
    return SharedPassages(stretches.take(order), *counts, seeds.cap, seeds.capped)


def _sides_changed(stretches: AlignedStretches, turned: NDArray[np.bool_]) -> AlignedStretches:
    """Exchange the sides of some stretches."""
    return stretches._replace(
        a_start=np.where(turned, stretches.b_start, stretches.a_start),
        a_end=np.where(turned, stretches.b_end, stretches.a_end),
        b_start=np.where(turned, stretches.a_start, stretches.b_start),
        b_end=np.where(turned, stretches.a_end, stretches.b_end),
    )
