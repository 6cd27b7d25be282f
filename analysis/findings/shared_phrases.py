"""Shared phrases: the longest wordings that several families have in common, and where they stand.

A phrase is maximal: what stands before and after it differs from place to place, or fewer
documents share the longer wording.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.findings.boilerplate_classes import Characters
from analysis.measures.sharing import Runs
from analysis.measures.shingles import Ints
from corpus.model import Span

_LEVELS = (2, 3, 4, 5, 6, 7, 8, 9, 10)
"""Numbers of documents at which phrases are cut out; above ten, in doubles."""


class Place(NamedTuple):
    """Where a phrase stands."""

    document: str
    span: Span


class Phrase(NamedTuple):
    """A wording that several families share, as it stands most often."""

    text: str
    characters: int
    """Folded characters: punctuation does not count."""
    documents: int
    families: int
    places: tuple[Place, ...]


def shared_phrases(
    texts: Characters,
    runs: Runs,
    voters: Ints,
    *,
    k: int,
    families: int,
    shortest: int,
    documents: int,
) -> tuple[Phrase, ...]:
    """List maximal shared phrases, by families × characters, the first place first.

    Parameters
    ----------
    texts, runs, voters
        The evidence.
    k
        Length of the runs.
    families, shortest
        The fewest families and the fewest characters.
    documents
        Places in this many documents from the first are listed; all count.
    """
    start, stop = _candidates(runs, k)
    long = stop - start >= shortest
    start, stop = start[long], stop[long]
    owner = np.searchsorted(texts.bounds, start, side="right") - 1
    wording = _wordings(texts.codes, start, stop)
    n = int(wording.max(initial=-1)) + 1
    held = _distinct(wording, owner, n)
    voted = _distinct(wording, voters[owner], n)
    keep = (voted[wording] >= families) & ~_inside_another(start, stop, held[wording])
    order = np.flatnonzero(keep & (owner < documents))
    order = order[np.lexsort([start[order], wording[order]])]
    spans = texts.spans(start[order], stop[order]).tolist()
    found: dict[int, list[Place]] = {}
    size: dict[int, int] = {}
    for row, span in zip(order.tolist(), spans, strict=True):
        place = Place(texts.items[owner[row]].id, Span(*span))
        found.setdefault(int(wording[row]), []).append(place)
        size[int(wording[row])] = int(stop[row] - start[row])
    by_id = {d.id: d for d in texts.items[:documents]}
    phrases = [
        Phrase(
            _usual([by_id[place.document][place.span] for place in places]),
            size[number],
            int(held[number]),
            int(voted[number]),
            tuple(places),
        )
        for number, places in found.items()
    ]
    phrases.sort(key=lambda p: (-p.families * p.characters, -p.families, p.text))
    return tuple(phrases)


def _usual(texts: list[str]) -> str:
    """The most frequent of some texts; of several such, the first by code points."""
    counts = Counter(texts)
    return min(counts, key=lambda text: (-counts[text], text))


def _candidates(runs: Runs, k: int) -> tuple[Ints, Ints]:
    """Maximal stretches of runs that at least so many documents hold, for every level."""
    counts = runs.documents[runs.wording]
    top = int(counts.max(initial=0))
    levels = [*_LEVELS]
    while levels[-1] < top:
        levels.append(levels[-1] * 2)
    company = runs.company[runs.wording]
    parts = []
    for level in levels:
        kept = counts >= level
        parts.append(_stretches(runs.starts[kept], None, k))
    parts.append(_stretches(runs.starts, company, k))
    both = np.unique(np.concatenate(parts), axis=0)
    return both[:, 0], both[:, 1]


def _stretches(starts: Ints, company: NDArray[np.uint64] | None, k: int) -> NDArray[np.int64]:
    new = np.ones(len(starts), dtype=bool)
    new[1:] = np.diff(starts) != 1
    if company is not None:
        new[1:] |= company[1:] != company[:-1]
    heads = np.flatnonzero(new)
    last = np.append(heads[1:], len(starts))[: len(heads)] - 1
    return np.stack([starts[heads], starts[last] + k], axis=1)


def _wordings(codes: NDArray[np.uint32], start: Ints, stop: Ints) -> Ints:
    """Number stretches so that equal wordings have equal numbers, in order of first places."""
    seen: dict[bytes, int] = {}
    return np.array(
        [
            seen.setdefault(codes[a:b].tobytes(), len(seen))
            for a, b in zip(start.tolist(), stop.tolist(), strict=True)
        ],
        dtype=np.int64,
    )


def _distinct(group: Ints, owner: Ints, groups: int) -> Ints:
    width = int(owner.max(initial=0)) + 1
    return np.bincount(np.unique(group * width + owner) // width, minlength=groups)


def _inside_another(start: Ints, stop: Ints, held: Ints) -> NDArray[np.bool_]:
    """Stretches inside a longer one that as many documents hold."""
    inside = np.zeros(len(start), dtype=bool)
    # longest first at each start; a stretch reaches over all that start before its end
    order = np.lexsort([-stop, start])
    open_ones: list[tuple[int, int]] = []
    for row in order.tolist():
        open_ones = [(end, count) for end, count in open_ones if end > start[row]]
        inside[row] = any(end >= stop[row] and count >= held[row] for end, count in open_ones)
        open_ones.append((int(stop[row]), int(held[row])))
    return inside
