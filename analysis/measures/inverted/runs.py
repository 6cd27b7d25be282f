"""Chosen runs: those by which a text is found again, about one in four.

Winnowing (Schleimer, Wilkerson and Aiken 2003) on one side only: a text of the archive is entered
under the runs that are chosen here, and a new text asks for *all* of its runs. What both have in
common over ``window + k − 1`` characters is then found for certain; of shorter stretches most are,
since the other side need not choose the same.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.rolling import blocks
from analysis.measures.arrays.shingles import Ints, shingle_hashes

KEY_BITS = 34
"""Bits of a run's key. Among 10⁸ entries a key meets a false one once in 170 times, and what is
found by a key is compared character by character."""
LONGEST_CHOSEN = 12
"""Characters of a run at most. Among 100,000 documents made of laws, a new one had a run of 8 in
common with 1,580 of them (in the middle), of 12 with 290, of 14 with 55; and of a text of 530
characters 77, 114 and 152 are chosen."""
LONGEST_SURE = 18
"""Common stretches of this length are found whatever longer ones are asked for: of a longer window
fewer runs are chosen, and copies with many differences are missed."""
FEWEST_CHOSEN = 32
"""Runs chosen of a text at least (or all it has): of a copy of 60 characters with one in ten
changed, one run of twelve in four is whole, and hardly one of a few."""

_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # odd: a product that orders keys otherwise than they are
_SHIFT = np.uint64(64 - KEY_BITS)
_HALF = np.uint64(32)
_PLACE = np.uint64((1 << 32) - 1)


class WinnowingChoice(NamedTuple):
    """How runs are chosen."""

    k: int
    """Characters in a run."""
    window: int
    """Of so many neighbouring runs one at least is chosen."""


def choice_for(shortest: int) -> WinnowingChoice:
    """Say how runs are chosen so that every common stretch of ``shortest`` characters is found.

    >>> choice_for(18), choice_for(13), choice_for(100) == choice_for(18)
    (WinnowingChoice(k=12, window=7), WinnowingChoice(k=8, window=6), True)
    """
    sure = min(shortest, LONGEST_SURE)
    k = min(LONGEST_CHOSEN, max(2, 2 * sure // 3))
    return WinnowingChoice(k, sure - k + 1)


class ChosenRuns(NamedTuple):
    """Chosen runs of many texts, text by text; both have shape (m,)."""

    keys: NDArray[np.uint64]
    """Of :data:`KEY_BITS` bits."""
    texts: Ints
    """The text that each stands in; ascending. A text may have a key several times."""


def run_keys(codes: NDArray[np.uint32], bounds: Ints, k: int) -> ChosenRuns:
    """Return the key of every run of ``k`` characters; a shorter text has one, all of it.

    Parameters
    ----------
    codes
        Shape (c,): folded characters of all texts, one after another.
    bounds
        Shape (n + 1,): text ``i`` is ``codes[bounds[i]:bounds[i + 1]]``.
    k
        Characters in a run.
    """
    hashes, starts = shingle_hashes(codes, bounds, k)
    return ChosenRuns(hashes >> _SHIFT, np.searchsorted(bounds, starts, side="right") - 1)


def chosen_runs(codes: NDArray[np.uint32], bounds: Ints, how: WinnowingChoice) -> ChosenRuns:
    """Choose the runs under which texts are entered into an index.

    Parameters
    ----------
    codes, bounds
        As for :func:`run_keys`.
    how
        Of each window the run is chosen whose hash comes first in a scattered order. Windows of
        short texts are narrower: :data:`FEWEST_CHOSEN` are chosen, if there are as many.

    Returns
    -------
    ChosenRuns

    Examples
    --------
    >>> codes = np.random.default_rng(1).integers(19968, 40000, 600).astype(np.uint32)
    >>> found = chosen_runs(codes, np.array([0, 580, 600]), choice_for(18))
    >>> bool(110 < (found.texts == 0).sum() < 180), int((found.texts == 1).sum())
    (True, 9)
    """
    parts = [ChosenRuns(np.zeros(0, np.uint64), np.zeros(0, np.int64))]
    for rows in blocks(bounds):
        edges = bounds[rows.start : rows.stop + 1]
        found = _chosen(codes[edges[0] : edges[-1]], edges - edges[0], how)
        parts.append(ChosenRuns(found.keys, found.texts + rows.start))
    return ChosenRuns(
        np.concatenate([part.keys for part in parts]),
        np.concatenate([part.texts for part in parts]),
    )


def _chosen(codes: NDArray[np.uint32], bounds: Ints, how: WinnowingChoice) -> ChosenRuns:
    hashes, starts = shingle_hashes(codes, bounds, how.k)
    texts = np.searchsorted(bounds, starts, side="right") - 1
    counts = np.bincount(texts, minlength=len(bounds) - 1)
    widths = np.clip(counts // FEWEST_CHOSEN, 1, how.window)[texts]
    # Scattered order above, place below and turned round: of equals the rightmost is chosen.
    order = (hashes * _SPREAD) & ~_PLACE
    order |= _PLACE - np.arange(len(hashes), dtype=np.uint64)
    kept = np.zeros(len(hashes), dtype=bool)
    for width in distinct(widths).tolist():
        rows = np.flatnonzero(widths == width)
        least = _least_of_windows(order[rows], width)
        inside = texts[rows][width - 1 :] == texts[rows][: len(least)]
        kept[(_PLACE - (least[inside] & _PLACE)).astype(np.int64)] = True
    return ChosenRuns(hashes[kept] >> _SHIFT, texts[kept])


def _least_of_windows(values: NDArray[np.uint64], size: int) -> NDArray[np.uint64]:
    """Least of every ``size`` neighbours, by doubling the stretch."""
    least, length = values, 1
    while length < size:
        step = min(length, size - length)
        least = np.minimum(least[: len(least) - step], least[step:])
        length += step
    return least
