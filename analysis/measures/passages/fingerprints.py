"""Fingerprints: a few runs of k characters from each text, chosen so that copies choose alike.

Winnowing (Schleimer, Wilkerson and Aiken 2003, "Winnowing: local algorithms for document
fingerprinting", SIGMOD): of every ``window`` neighbouring runs the one with the smallest hash is
chosen, the rightmost where several are smallest. What is chosen depends on nothing outside the
window, hence the guarantee: two texts that share ``window + k − 1`` characters in a row choose at
least one common run among these. About 2 of ``window + 1`` runs are chosen.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.shingles import Ints, shingle_hashes

LONGEST_RUN = 8
"""A longer run would be spoilt by single errors, a shorter one is met everywhere by chance: at 5 %
errors two runs of 8 in three are intact, and few formulas of a genre are shorter."""
_PLACE = np.uint64((1 << 32) - 1)


class Fingerprints(NamedTuple):
    """Chosen runs of all texts, in reading order; both have shape (m,)."""

    hashes: NDArray[np.uint64]
    places: Ints
    """Where in the codes of all texts together each run starts; ascending."""


def run_length(shortest: int) -> int:
    """How long runs are chosen so that every shared stretch of ``shortest`` characters is found.

    >>> [run_length(t) for t in (4, 13, 18, 50)]
    [2, 7, 8, 8]
    """
    return max(2, min(LONGEST_RUN, (shortest + 1) // 2))


def fingerprints(codes: NDArray[np.uint32], bounds: Ints, *, k: int, shortest: int) -> Fingerprints:
    """Choose the fingerprints of many texts.

    Parameters
    ----------
    codes
        Shape (c,): folded characters of all texts, one after another; fewer than 2³².
    bounds
        Shape (n + 1,): text ``i`` is ``codes[bounds[i]:bounds[i + 1]]``.
    k
        Characters in a run, at least 2.
    shortest
        Shared stretches of this many characters are guaranteed to have a fingerprint in common;
        at least ``k``. A text that is shorter has no fingerprints.

    Returns
    -------
    Fingerprints

    Examples
    --------
    Where everything is equal the rightmost run of each window is chosen:

    >>> import numpy as np
    >>> fingerprints(np.full(6, 7, np.uint32), np.array([0, 6]), k=2, shortest=4).places.tolist()
    [2, 3, 4]
    """
    window = shortest - k + 1
    hashes, starts = shingle_hashes(codes, bounds, k)
    sizes = np.diff(bounds)
    long = np.repeat(sizes >= shortest, np.where(sizes >= k, sizes - k + 1, sizes > 0))
    hashes, starts = hashes[long], starts[long]
    if len(starts) < window:
        return Fingerprints(hashes[:0], starts[:0])
    # Hash above, place below and turned round: the least is the least hash, then the rightmost.
    keys = (hashes & ~_PLACE) | (_PLACE - starts.view(np.uint64))
    least = _sliding_least(keys, window)
    inside = starts[window - 1 :] - starts[: len(least)] == window - 1
    # Places of least keys never go backwards inside a text, so equal ones are neighbours.
    places = (_PLACE - (least[inside] & _PLACE)).view(np.int64)
    places = places[np.concatenate(([True], places[1:] != places[:-1]))]
    return Fingerprints(hashes[np.searchsorted(starts, places)], places)


def _sliding_least(keys: NDArray[np.uint64], window: int) -> NDArray[np.uint64]:
    """Least of every ``window`` neighbours, by doubling the stretch."""
    least, length = keys, 1
    while length < window:
        step = min(length, window - length)
        least = np.minimum(least[: len(least) - step], least[step:])
        length += step
    return least
