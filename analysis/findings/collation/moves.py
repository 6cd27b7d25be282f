"""Passages that stand elsewhere in another version: found among what only some versions have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from analysis.measures.alignment.pairwise import align
from corpus.folding.comparable import Folded, fold

LEAST_MOVED = 12
"""Folded characters of a passage; shorter ones recur by chance."""
SHINGLE = 6
ALIKE = 0.8
"""Share of the longer passage that must stand in the other: a section moves with small edits."""
PASSAGES_PER_SHINGLE = 16
"""Passages that one shingle may stand in and still say something."""


def moved_pairs(places: Sequence[Sequence[str]]) -> dict[int, int]:
    """Find pairs of places between which a passage has moved.

    Parameters
    ----------
    places
        For each place the reading of each version. A passage has moved if some versions have it
        in one place and only others have it in the other.

    Returns
    -------
    dict
        Place → the other place, both ways.

    Examples
    --------
    >>> passage = "多次召开专题会议研究部署宣传思想工作。"
    >>> moved_pairs([["", passage], ["彻", "例"], [passage, ""]])
    {0: 2, 2: 0}
    """
    long: list[tuple[int, Folded, frozenset[int]]] = []
    for place, readings in enumerate(places):
        for text in sorted(set(readings)):
            folded = fold(text) if len(text) >= LEAST_MOVED else None
            if folded is not None and len(folded) >= LEAST_MOVED:
                owners = frozenset(row for row, word in enumerate(readings) if word == text)
                long.append((place, folded, owners))
    shares = _shares([folded for _, folded, _ in long])
    found: dict[int, int] = {}
    for (one, other), _ in sorted(shares.items(), key=lambda item: (-item[1], item[0])):
        (here, a, mine), (there, b, theirs) = long[one], long[other]
        if here == there or here in found or there in found or mine & theirs:
            continue
        if _alike(a, b):
            found |= {here: there, there: here}
    return dict(sorted(found.items()))


def _shares(passages: Sequence[Folded]) -> Counter[tuple[int, int]]:
    """Shingles that pairs of passages have in common."""
    holders: dict[str, set[int]] = {}
    for row, folded in enumerate(passages):
        text = folded.text
        for begin in range(len(text) - SHINGLE + 1):
            holders.setdefault(text[begin : begin + SHINGLE], set()).add(row)
    shares: Counter[tuple[int, int]] = Counter()
    for rows in holders.values():
        if 1 < len(rows) <= PASSAGES_PER_SHINGLE:
            ascending = sorted(rows)
            shares.update((a, b) for i, a in enumerate(ascending) for b in ascending[i + 1 :])
    return shares


def _alike(a: Folded, b: Folded) -> bool:
    longer = max(len(a), len(b))
    if min(len(a), len(b)) < ALIKE * longer:
        return False
    return int(np.sum(align(a.codes, b.codes)[:, 2])) >= ALIKE * longer
