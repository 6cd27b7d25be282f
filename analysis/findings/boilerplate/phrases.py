"""Shared phrases: the longest wordings that several families have in common, and where they stand.

A phrase is maximal: what stands before and after it differs from place to place, or fewer
documents share the longer wording.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.findings.boilerplate.classes import Characters
from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.shingles import Ints
from analysis.measures.sharing.breadth import SharedRuns
from corpus.model import Span

_LEVELS = (2, 3, 4, 5, 6, 7, 8, 9, 10)
"""Numbers of documents at which phrases are cut out; above ten, in doubles."""


MOST_PHRASES = 20_000
"""Wordings followed up, those of most families × characters first."""


class PhrasePlace(NamedTuple):
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
    places: tuple[PhrasePlace, ...]


def shared_phrases(
    texts: Characters,
    runs: SharedRuns,
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
    start, stop = _different(texts.codes, start[long], stop[long])
    start, stop = _foremost(runs, start, stop)
    found = _everywhere(texts, runs, start, stop)
    owner = np.searchsorted(texts.bounds, found.start, side="right") - 1
    held = _distinct(found.wording, owner, len(start))
    voted = _distinct(found.wording, voters[owner], len(start))
    part = np.zeros(len(start), dtype=bool)
    part[found.wording[_inside_another(found.start, found.stop, held[found.wording])]] = True
    listed = (voted >= families) & ~part
    rows = np.flatnonzero(listed[found.wording] & (owner < documents))
    spans = texts.spans(found.start[rows], found.stop[rows]).tolist()
    places: dict[int, list[PhrasePlace]] = {}
    words: dict[int, list[str]] = {}
    for row, span in zip(rows.tolist(), spans, strict=True):
        document = texts.items[owner[row]]
        number = int(found.wording[row])
        places.setdefault(number, []).append(PhrasePlace(document.id, Span(*span)))
        words.setdefault(number, []).append(document[tuple(span)])
    phrases = [
        Phrase(
            _usual(words[number]),
            int(stop[number] - start[number]),
            int(held[number]),
            int(voted[number]),
            tuple(where),
        )
        for number, where in places.items()
    ]
    phrases.sort(key=lambda p: (-p.families * p.characters, -p.families, p.text))
    return tuple(phrases)


def _usual(texts: list[str]) -> str:
    """The most frequent of some texts; of several such, the longest: it has the punctuation."""
    counts = Counter(texts)
    return min(counts, key=lambda text: (-counts[text], -len(text), text))


def _candidates(runs: SharedRuns, k: int) -> tuple[Ints, Ints]:
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


def _different(codes: NDArray[np.uint32], start: Ints, stop: Ints) -> tuple[Ints, Ints]:
    """Keep one stretch of each wording, the first."""
    seen: dict[bytes, int] = {}
    for row, (a, b) in enumerate(zip(start.tolist(), stop.tolist(), strict=True)):
        seen.setdefault(codes[a:b].tobytes(), row)
    rows = np.array(list(seen.values()), dtype=np.int64)
    return start[rows], stop[rows]


def _foremost(runs: SharedRuns, start: Ints, stop: Ints) -> tuple[Ints, Ints]:
    """Keep :data:`MOST_PHRASES` stretches, by families × characters as their first runs have it."""
    if len(start) <= MOST_PHRASES:
        return start, stop
    first = runs.wording[np.searchsorted(runs.starts, start)]
    order = np.argsort(-runs.families[first] * (stop - start), kind="stable")[:MOST_PHRASES]
    return start[np.sort(order)], stop[np.sort(order)]


class _PhrasePlaces(NamedTuple):
    """Places of phrases, phrase by phrase."""

    wording: Ints
    start: Ints
    stop: Ints


def _everywhere(texts: Characters, runs: SharedRuns, start: Ints, stop: Ints) -> _PhrasePlaces:
    """Every place of each phrase: those of its first run, where the rest is there as well."""
    order = np.argsort(runs.wording, kind="stable")
    bounds = np.searchsorted(runs.wording[order], np.arange(len(runs.documents) + 1))
    first = runs.wording[np.searchsorted(runs.starts, start)]
    wording, begins, ends = [], [], []
    for number, (a, b, w) in enumerate(
        zip(start.tolist(), stop.tolist(), first.tolist(), strict=True)
    ):
        at = runs.starts[order[bounds[w] : bounds[w + 1]]]
        document = np.searchsorted(texts.bounds, at, side="right")
        at = at[at + (b - a) <= texts.bounds[document]]
        same = (texts.codes[at[:, None] + np.arange(b - a)] == texts.codes[a:b]).all(axis=1)
        begins.append(at[same])
        ends.append(at[same] + (b - a))
        wording.append(np.full(int(same.sum()), number))
    empty = np.zeros(0, dtype=np.int64)
    return _PhrasePlaces(*(np.concatenate([*column, empty]) for column in (wording, begins, ends)))


def _distinct(group: Ints, owner: Ints, groups: int) -> Ints:
    width = int(owner.max(initial=0)) + 1
    return np.bincount(distinct(group * width + owner) // width, minlength=groups)


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
