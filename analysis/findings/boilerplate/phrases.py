"""Shared phrases (套话): wordings that several families have in common, and where they stand.

A phrase begins and ends where a word does, and is maximal: a longer wording that as many documents
hold takes the place of its parts. Wordings that are mostly the same are forms of one phrase, named
by the form that most families × characters speak for.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.findings.boilerplate.classes import Characters
from analysis.findings.boilerplate.word_bounds import closed, trim_to_words
from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.ragged import nth
from analysis.measures.arrays.shingles import Ints
from analysis.measures.sharing.breadth import SharedRuns
from corpus.model import Span

_LEVELS = (2, 3, 4, 5, 6, 7, 8, 9, 10)
"""Numbers of documents at which phrases are cut out; above ten, in doubles."""


MOST_PHRASES = 20_000
"""Wordings followed up, those of most families × characters first."""
SAME_PHRASE = 0.5
"""Share of the longer of two wordings that stands in both: from here on more of it is the same than
differs, and the two are forms of one phrase."""


MOST_SHARING = 16
"""Phrases that are looked at as one that a wording might be a form of, for each run of it: more of
them differ in all but that run."""


class PhrasePlace(NamedTuple):
    """Where a phrase stands."""

    document: str
    span: Span


class PhraseForm(NamedTuple):
    """Another wording of a phrase."""

    text: str
    documents: int
    families: int


class Phrase(NamedTuple):
    """A wording that several families share, as it stands most often."""

    text: str
    characters: int
    """Folded characters: punctuation does not count."""
    documents: int
    families: int
    places: tuple[PhrasePlace, ...]
    forms: tuple[PhraseForm, ...] = ()
    """What else is mostly the same, by families × characters; their places are not among these."""


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
    """List shared phrases, by families × characters, greatest first.

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
    # which place of a wording is looked at depends on what is written, not on the documents' order
    ranked = sorted(range(len(texts.bodies)), key=texts.bodies.__getitem__)
    rank = np.empty(len(ranked), dtype=np.int64)
    rank[ranked] = np.arange(len(ranked))
    order = np.lexsort([start, rank[np.searchsorted(texts.bounds, start, side="right") - 1]])
    start, stop = start[order], stop[order]
    long = stop - start >= shortest
    start, stop = _foremost(runs, *_different(texts.codes, start[long], stop[long]))
    start, stop = trim_to_words(texts, start, stop, shortest=shortest)
    long = stop - start >= max(shortest, k)
    start, stop = _different(texts.codes, start[long], stop[long])
    found = _everywhere(texts, runs, start, stop, k)
    owner = np.searchsorted(texts.bounds, found.start, side="right") - 1
    held = _distinct(found.wording, owner, len(start))
    voted = _distinct(found.wording, voters[owner], len(start))
    own = _PhraseRuns.of(runs, start, stop, k)
    order = np.lexsort([-voted, -voted * (stop - start)])
    listed = (voted >= families) & ~_inside_another(own, held)
    entries = _folded(order[listed[order]], own, k)
    by_phrase = np.argsort(found.wording, kind="stable")
    found = _PhrasePlaces(*(column[by_phrase] for column in found))
    owner = owner[by_phrase]
    rows = np.flatnonzero(owner < documents)
    edges = np.searchsorted(found.wording[rows], np.arange(len(start) + 1))

    def placed(number: int) -> list[PhrasePlace]:
        mine = rows[edges[number] : edges[number + 1]]
        spans = texts.spans(found.start[mine], found.stop[mine]).tolist()
        items = [texts.items[row] for row in owner[mine].tolist()]
        return [
            PhrasePlace(document.id, closed(document.source.words, *span))
            for document, span in zip(items, spans, strict=True)
        ]

    text_of = {document.id: document for document in texts.items[:documents]}

    def usual(where: list[PhrasePlace]) -> str:
        return _usual([text_of[place.document][place.span] for place in where])

    phrases = []
    for first, others in entries.items():
        where = placed(first)
        if not where:
            continue
        forms = [(n, placed(n)) for n in others]
        phrases.append(
            Phrase(
                usual(where),
                int(stop[first] - start[first]),
                int(held[first]),
                int(voted[first]),
                tuple(where),
                tuple(
                    PhraseForm(usual(there), int(held[n]), int(voted[n]))
                    for n, there in forms
                    if there
                ),
            )
        )
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
    found = np.concatenate(parts)
    reach = int((found[:, 1] - found[:, 0]).max(initial=0)) + 1
    both = distinct(found[:, 0] * reach + (found[:, 1] - found[:, 0]))
    return both // reach, both // reach + both % reach


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
    text = codes.tobytes()
    wide = codes.itemsize
    seen: dict[bytes, int] = {}
    for row, (a, b) in enumerate(zip(start.tolist(), stop.tolist(), strict=True)):
        seen.setdefault(text[a * wide : b * wide], row)
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


PLACES_AT_ONCE = 1 << 20  # places looked at together: some ten megabytes


def _everywhere(
    texts: Characters, runs: SharedRuns, start: Ints, stop: Ints, k: int
) -> _PhrasePlaces:
    """Every place of each phrase: those of its rarest run, where the others are there as well."""
    order = np.argsort(runs.wording, kind="stable")
    bounds = np.searchsorted(runs.wording[order], np.arange(len(runs.documents) + 1))
    size = np.diff(bounds)
    wording_at = np.full(len(texts.codes) + 1, -1, dtype=np.int32)
    wording_at[runs.starts] = runs.wording
    anchor = _rarest(runs, size, start, stop - k + 1)
    wording = runs.wording[anchor]
    many = size[wording]
    parts: list[tuple[Ints, Ints]] = []
    chunk = np.cumsum(many) // PLACES_AT_ONCE
    for number in distinct(chunk).tolist():
        rows = np.flatnonzero(chunk == number)
        which = np.repeat(rows, many[rows])
        step = nth(many[rows])
        at = (
            runs.starts[order[bounds[wording[which]] + step]] - (runs.starts[anchor] - start)[which]
        )
        which, at = which[at >= 0], at[at >= 0]
        last = (stop - start - k)[which]
        # two stretches are the same if runs that cover them are, one after the other
        for reach in range(0, int(last.max(initial=0)) + k, k):
            move = np.minimum(reach, last)
            there = np.minimum(at + move, len(texts.codes))
            same = wording_at[there] == wording_at[start[which] + move]
            which, at, last = which[same], at[same], last[same]
        parts.append((which, at))
    empty = np.zeros(0, dtype=np.int64)
    numbers = np.concatenate([*(which for which, _ in parts), empty])
    places = np.concatenate([*(at for _, at in parts), empty])
    return _PhrasePlaces(numbers, places, places + (stop - start)[numbers])


def _rarest(runs: SharedRuns, size: Ints, start: Ints, stop: Ints) -> Ints:
    """Of the runs that begin in each ``[start, stop)``, none empty, the row of the rarest."""
    if not len(start):
        return np.zeros(0, dtype=np.int64)
    n = len(runs.starts)
    ranked = np.append(size[runs.wording] * (n + 1) + np.arange(n), 0)
    edges = np.searchsorted(runs.starts, np.stack([start, stop], axis=1)).ravel()
    return np.minimum.reduceat(ranked, edges)[::2] % (n + 1)


def _distinct(group: Ints, owner: Ints, groups: int) -> Ints:
    width = int(owner.max(initial=0)) + 1
    return np.bincount(distinct(group * width + owner) // width, minlength=groups)


class _PhraseRuns(NamedTuple):
    """Runs of some phrases, phrase by phrase."""

    wording: Ints
    bounds: Ints

    @classmethod
    def of(cls, runs: SharedRuns, start: Ints, stop: Ints, k: int) -> _PhraseRuns:
        size = stop - start - k + 1
        bounds = np.concatenate([[0], np.cumsum(size)])
        first = np.searchsorted(runs.starts, start)
        step = np.arange(int(bounds[-1])) - np.repeat(bounds[:-1], size)
        return cls(runs.wording[np.repeat(first, size) + step], bounds)


def _inside_another(own: _PhraseRuns, held: Ints) -> NDArray[np.bool_]:
    """Phrases whose runs stand one after the other in a longer one that as many documents hold."""
    size = np.diff(own.bounds)
    phrase = np.repeat(np.arange(len(size)), size)
    # the longest phrase of each run and number of documents
    order = np.lexsort([-size[phrase], held[phrase], own.wording])
    wording, many = own.wording[order], held[phrase][order]
    new = np.append(True, (wording[1:] != wording[:-1]) | (many[1:] != many[:-1]))[: len(order)]
    longest = np.empty(len(order), dtype=np.int64)
    longest[order] = order[np.flatnonzero(new)[np.cumsum(new) - 1]]
    first = longest[own.bounds[:-1]]  # where the first run of each stands in the longest one
    last = first + size - 1
    fits = (phrase[first] != np.arange(len(size))) & (last < own.bounds[phrase[first] + 1])
    ends = own.wording[np.minimum(last, len(phrase) - 1)] == own.wording[own.bounds[1:] - 1]
    return fits & ends & (size < size[phrase[first]])


def _folded(order: Ints, own: _PhraseRuns, k: int) -> dict[int, list[int]]:
    """Phrases and their other forms: those that share most with what comes before in ``order``."""
    size = np.diff(own.bounds) + k - 1
    wording, bounds = own.wording.tolist(), own.bounds.tolist()
    entries_of: dict[int, list[int]] = {}
    entries: dict[int, list[int]] = {}
    for number in order.tolist():
        mine = wording[bounds[number] : bounds[number + 1]]
        shared = Counter(entry for run in mine for entry in entries_of.get(run, ()))
        near = {
            entry: (count + k - 1) / max(size[number], size[entry])
            for entry, count in shared.items()
        }
        entry = max(near, key=lambda entry: (near[entry], -entry), default=-1)
        if entry >= 0 and near[entry] >= SAME_PHRASE:
            entries[entry].append(number)
            continue
        entries[number] = []
        for run in mine:
            holding = entries_of.setdefault(run, [])
            if len(holding) < MOST_SHARING:
                holding.append(number)
    return entries
