"""Who holds a sentence: the documents and families in which most of it stands.

A document holds a sentence when runs that both have cover most of the sentence. What stands
between two such runs and is short (another place name, a mask, a figure) is filled in, so that a
sentence with other values is still the same sentence.

For every document together with every sentence that would be quadratic. Two things keep it near
the size of the text: neighbouring runs that the same documents hold are one stretch, and a
wording that more than :data:`HOLDER_CAP` documents hold is not written out document by document; it
counts as held by every document that shares another stretch of the sentence.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.ragged import nth
from analysis.measures.arrays.shingles import Ints
from analysis.measures.sharing.breadth import SharedRuns, Sharing

HOLDER_CAP = 64
"""Documents up to which the holders of a wording are written out one by one: far above the number
of families that makes boilerplate (10 at most), so that no class hangs on it."""
HOLDER_GAP = 8
"""Characters between two runs that can be a slot's value: 阿猛镇阿基卫生院 has eight."""
HALF = 0.5
"""Share of a sentence that makes it the same sentence, of :data:`LEAST_SENTENCE` characters
and more."""
LEAST_SENTENCE = 12
"""Below so many characters in common, half is not enough: 用社会主义核心价值观引领精神文明创建
would be everybody's who names the values (nine characters of eighteen)."""
NEARLY = 0.8
"""Share that is enough however short the sentence."""

_PAIRS = 1 << 22  # pairs of stretch and document handled at once


class Holders(NamedTuple):
    """Who holds each sentence, its own document included; shape (sentences,), int64."""

    documents: Ints
    families: Ints


class HeldStretches(NamedTuple):
    """Runs next to one another that the same documents hold; shape (m,) each."""

    start: Ints
    stop: Ints
    wording: Ints
    """Wording of the first run of the stretch: its holders are the stretch's."""


def stretches(runs: SharedRuns, *, k: int) -> HeldStretches:
    """Join neighbouring runs that the same documents hold.

    Parameters
    ----------
    runs
        From :func:`analysis.measures.sharing.breadth.shared_runs`.
    k
        Length of the runs.
    """
    starts, company = runs.starts, runs.company[runs.wording]
    new = np.ones(len(starts), dtype=bool)
    new[1:] = (np.diff(starts) != 1) | (company[1:] != company[:-1])
    heads = np.flatnonzero(new)
    last = np.append(heads[1:], len(starts))[: len(heads)] - 1
    return HeldStretches(starts[heads], starts[last] + k, runs.wording[heads])


def holders(
    runs: SharedRuns, found: Sharing, edges: Ints, owner: Ints, voters: Ints, *, k: int
) -> Holders:
    """Count the documents and families that hold each sentence.

    Parameters
    ----------
    runs, found
        From :mod:`analysis.measures.sharing.breadth`.
    edges
        Shape (s + 1,), ascending: sentence ``i`` has the characters ``edges[i]:edges[i + 1]``.
    owner
        Shape (s,): document of each sentence.
    voters
        Shape (documents,): who votes for each document.
    k
        Length of the runs.

    Returns
    -------
    Holders
        Exact where no wording has more than :data:`HOLDER_CAP` holders.
    """
    size = np.diff(edges)
    stretch = _cut(stretches(runs, k=k), edges)
    common = runs.documents[stretch.wording] > HOLDER_CAP
    given = _covered(stretch, common, len(size))
    documents = np.ones(len(size), dtype=np.int64)
    families = np.ones(len(size), dtype=np.int64)
    rare = np.flatnonzero(~common)
    counts = runs.documents[stretch.wording[rare]]
    total = np.concatenate([[0], np.cumsum(counts)])
    row = 0
    while row < len(rare):
        end = int(np.searchsorted(total, total[row] + _PAIRS, side="right")) - 1
        end = min(max(end, row + 1), len(rare))
        # whole sentences only
        while end < len(rare) and stretch.sentence[rare[end]] == stretch.sentence[rare[end - 1]]:
            end += 1
        chunk = _SentenceStretches(*(column[rare[row:end]] for column in stretch))
        sentence, document = _holding(runs, chunk, size, given, owner)
        other = voters[document] != voters[owner[sentence]]
        documents += np.bincount(sentence, minlength=len(size))
        families += _distinct_voters(sentence[other], voters[document[other]], len(size))
        row = end
    return _with_common(Holders(documents, families), found, edges, given, size)


def most(part: Ints, size: Ints) -> NDArray[np.bool_]:
    """Tell whether so many of ``size`` characters are most of a sentence.

    >>> most(np.array([9, 12, 7]), np.array([18, 24, 8])).tolist()
    [False, True, True]
    """
    whole = part >= NEARLY * size
    return (size > 0) & (whole | ((part >= HALF * size) & (part >= LEAST_SENTENCE)))


class _SentenceStretches(NamedTuple):
    """Stretches cut where sentences end, in order of place."""

    sentence: Ints
    start: Ints
    stop: Ints
    wording: Ints


def _cut(found: HeldStretches, edges: Ints) -> _SentenceStretches:
    first = np.searchsorted(edges, found.start, side="right") - 1
    last = np.searchsorted(edges, found.stop, side="left") - 1
    count = last - first + 1
    which = np.repeat(np.arange(len(first)), count)
    place = nth(count)
    sentence = first[which] + place
    start = np.maximum(found.start[which], edges[sentence])
    stop = np.minimum(found.stop[which], edges[sentence + 1])
    order = np.lexsort([start, sentence])
    order = order[(start < stop)[order]]
    return _SentenceStretches(
        sentence[order], start[order], stop[order], found.wording[which][order]
    )


def _covered(stretch: _SentenceStretches, chosen: NDArray[np.bool_], sentences: int) -> Ints:
    """Return how many characters of each sentence lie under the chosen stretches.

    Stretches ascend, and so do their ends.
    """
    sentence, start, stop = stretch.sentence[chosen], stretch.start[chosen], stretch.stop[chosen]
    before = np.zeros(len(stop), dtype=np.int64)
    before[1:] = np.where(sentence[1:] == sentence[:-1], stop[:-1], 0)
    fresh = np.maximum(stop - np.maximum(start, before), 0)
    return np.bincount(sentence, weights=fresh, minlength=sentences).astype(np.int64)


def _holding(
    runs: SharedRuns, stretch: _SentenceStretches, size: Ints, given: Ints, owner: Ints
) -> tuple[Ints, Ints]:
    """Pairs of a sentence and another document that holds it."""
    counts = runs.documents[stretch.wording]
    which = np.repeat(np.arange(len(counts)), counts)
    place = nth(counts)
    document = runs.holders[runs.bounds[stretch.wording][which] + place].astype(np.int64)
    foreign = document != owner[stretch.sentence[which]]
    which, document = which[foreign], document[foreign]
    # sentence, document and stretch in one integer: one plain sort, stretches in order of place
    base = int(stretch.sentence[0]) if len(stretch.sentence) else 0
    width = len(owner) and int(owner.max()) + 1
    width = max(width, int(document.max(initial=0)) + 1)
    key = ((stretch.sentence[which] - base) * width + document) * len(counts) + which
    key.sort()
    pair, which = np.divmod(key, max(1, len(counts)))
    new = np.ones(len(pair), dtype=bool)
    new[1:] = pair[1:] != pair[:-1]
    start, stop = stretch.start[which], stretch.stop[which]
    before = start.copy()  # nothing stands before the first stretch of a pair
    before[1:] = np.where(new[1:], start[1:], stop[:-1])
    gap = start - before
    fresh = stop - np.where(gap <= HOLDER_GAP, before, start)
    heads = np.flatnonzero(new)
    held = np.add.reduceat(fresh, heads) if len(heads) else np.zeros(0, dtype=np.int64)
    sentence = pair[heads] // width + base
    enough = most(held + given[sentence], size[sentence])
    return sentence[enough], (pair[heads] % width)[enough]


def _distinct_voters(sentence: Ints, voter: Ints, sentences: int) -> Ints:
    width = int(voter.max(initial=0)) + 1
    pairs = distinct(sentence * width + voter)
    return np.bincount(pairs // width, minlength=sentences)


def _with_common(held: Holders, found: Sharing, edges: Ints, given: Ints, size: Ints) -> Holders:
    """Sentences that are mostly common wording: the counts that most of their characters reach."""
    rows = np.flatnonzero(most(given, size))
    if not len(rows):
        return held
    sizes = size[rows]
    starts = np.cumsum(sizes) - sizes
    which = np.repeat(np.arange(len(rows)), sizes)
    place = np.arange(len(which)) - starts[which] + edges[rows][which]
    rank = starts + ((1 - HALF) * sizes).astype(np.int64)
    reached = []
    for counts in found:
        scale = int(counts.max()) + 1
        ordered = np.sort(which * scale + counts[place])
        reached.append(ordered[rank] % scale)
    documents, families = (column.copy() for column in held)
    documents[rows] = np.maximum(documents[rows], reached[0])
    families[rows] = np.maximum(families[rows], reached[1])
    return Holders(documents, families)
