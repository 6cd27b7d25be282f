"""Compared pairs put together: verdicts, families, and who votes for whom."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.components import components
from analysis.measures.arrays.ragged import nth
from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity import verdicts
from analysis.measures.similarity.families import Stars, stars
from analysis.measures.similarity.occasions import Occasions
from analysis.measures.similarity.resemblance import Resemblance
from analysis.measures.similarity.texts import Texts
from corpus.model import Units

MOST_COPIES = 256
"""Copies of one text that are each paired with what resembles it. Of more only the first is:
100,000 copies of a text that a thousand resemble would make a hundred million pairs."""


SHARE_DIGITS = 6
"""Digits of a share of a pair or family. It is rounded here and nowhere before it is shown, so that
a record and a picture of it say one number: rounded twice, .87449996 becomes 87.5 %."""


class PairColumns(NamedTuple):
    """Pairs of units, column by column, shape (p,) each, ordered by ``a``, then ``b``."""

    a: Ints
    b: Ints
    verdict: NDArray[np.int8]
    jaccard: NDArray[np.float64]
    containment_a: NDArray[np.float64]
    containment_b: NDArray[np.float64]
    similarity: NDArray[np.float64]
    distinct_similarity: NDArray[np.float64]
    """NaN where too little is left outside boilerplate."""
    family: Ints
    """0 where the pair is in no family."""


class Family(NamedTuple):
    """Copies of one text: each is close to the representative."""

    id: int
    members: tuple[str, ...]
    representative: str
    cohesion: float
    """The lowest closeness of a member to the representative."""
    weakest: tuple[str, str]
    """The two members that resemble each other least, among those compared."""


class Assembled(NamedTuple):
    """Everything that follows from the evidence at one threshold."""

    pairs: PairColumns
    starred: int
    """Pairs that are not listed, because copies beyond :data:`MOST_COPIES` stand with the first."""
    voters: Ints
    found: Stars
    """Families of texts."""
    linked: Ints
    """Rows of the evidence that may share a family."""
    close: NDArray[np.float64]
    """Shape (p,): how close the texts of each row of the evidence are."""
    word: NDArray[np.int8]
    """Shape (p,): the verdict on each row of the evidence."""


def assemble(
    units: Units,
    evidence: Resemblance,
    score: NDArray[np.float64],
    threshold: float,
    told: Occasions | None = None,
) -> Assembled:
    """Verdicts, families and voters at a threshold.

    Parameters
    ----------
    units
        The units compared.
    evidence
        Their counts.
    score
        Shape (p,): what is thresholded.
    threshold
        Inclusive.
    told
        What speaks for one occasion or two.
    """
    texts = evidence.texts
    word = verdicts.verdicts(evidence, score, threshold, told)
    close = verdicts.closeness(evidence, score)
    linked = np.flatnonzero(verdicts.related(evidence, word))
    rival = (word == verdicts.SAME_FORM) & evidence.one_form
    if told is not None:
        # What would be a copy by its wording, and is not by its occasion.
        worded = verdicts.are_copies(verdicts.verdicts(evidence, score, threshold))
        rival |= (word == verdicts.SAME_FORM) & worded
    found, linked = _families(evidence, linked, close, np.flatnonzero(rival))
    pairs, starred = _pairs(evidence, word, score, _numbers(texts, found.centre)[1])
    voters = _voters(texts, found.centre, len(units))
    return Assembled(pairs, starred, voters, found, linked, close, word)


def _families(
    evidence: Resemblance, linked: Ints, close: NDArray[np.float64], rivals: Ints
) -> tuple[Stars, Ints]:
    """Group copies so that no two members of a family are one form for two occasions.

    Everyone is linked to the representative, but two others may both resemble it and be forms to
    one another: then the one that resembles it less leaves, and its link with it.
    """
    a, b, n = evidence.a, evidence.b, len(evidence.texts.first)
    found = stars(n, a[linked], b[linked], close[linked])
    connected = None
    while True:
        inner = rivals[found.centre[a[rivals]] == found.centre[b[rivals]]]
        if not len(inner):
            return found, linked
        if connected is None:
            connected = components(n, a[linked], b[linked])[1]
        one, two = a[inner], b[inner]
        leaving = np.where(found.score[one] < found.score[two], one, two)
        out = np.zeros(n, dtype=bool)
        out[leaving] = True
        x, y = a[linked], b[linked]
        gone = (out[x] & (found.centre[x] == y)) | (out[y] & (found.centre[y] == x))
        linked = linked[~gone]
        # Texts that nothing connects with those stay as they are.
        rows = np.flatnonzero(np.isin(connected, connected[leaving]))
        some = linked[np.isin(connected[a[linked]], connected[leaving])]
        one, two = (np.searchsorted(rows, side[some]) for side in (a, b))
        again = stars(len(rows), one, two, close[some])
        found.centre[rows], found.score[rows] = rows[again.centre], again.score


def _voters(texts: Texts, centre: Ints, n: int) -> Ints:
    voters = np.arange(n)
    some = texts.text_of >= 0
    voters[some] = texts.first[centre[texts.text_of[some]]]
    return voters


def _numbers(texts: Texts, centre: Ints) -> tuple[Ints, Ints]:
    """Centres of families of two units or more, by their first units; each text's number from 1."""
    some = np.flatnonzero(texts.text_of >= 0)
    heads = centre[texts.text_of[some]]
    sizes = np.bincount(heads, minlength=len(centre))
    earliest = np.full(len(centre), len(texts.text_of))
    earliest[heads[::-1]] = some[::-1]
    centres = np.flatnonzero(sizes > 1)
    centres = centres[np.argsort(earliest[centres])]
    number = np.zeros(len(centre) + 1, dtype=np.int64)
    number[centres] = np.arange(1, len(centres) + 1)
    return centres, number[centre]


def families(units: Units, evidence: Resemblance, assembled: Assembled) -> tuple[Family, ...]:
    """Families of two units or more, in the order of their first members."""
    texts = evidence.texts
    centre, score = assembled.found
    centres, number = _numbers(texts, centre)
    some = np.flatnonzero(texts.text_of >= 0)
    mine = number[texts.text_of[some]]
    order = np.argsort(mine, kind="stable")
    cuts = np.searchsorted(mine[order], np.arange(1, len(centres) + 2)).tolist()
    ordered = some[order].tolist()
    weakest = _weakest(evidence, centre, assembled.linked, assembled.close)
    lowest = np.ones(len(centre))
    np.minimum.at(lowest, centre, score)
    ids = units.ids
    found = []
    for row, head in enumerate(centres.tolist()):
        members = ordered[cuts[row] : cuts[row + 1]]
        pair = weakest.get(head, (members[0], members[1]))
        found.append(
            Family(
                row + 1,
                tuple(ids[unit] for unit in members),
                ids[int(texts.first[head])],
                round(float(lowest[head]), SHARE_DIGITS),
                (ids[min(pair)], ids[max(pair)]),
            )
        )
    return tuple(found)


def _weakest(
    evidence: Resemblance, centre: Ints, linked: Ints, close: NDArray[np.float64]
) -> dict[int, tuple[int, int]]:
    """Least close pair of units inside each family, by the family's centre."""
    inner = linked[centre[evidence.a[linked]] == centre[evidence.b[linked]]]
    heads = centre[evidence.a[inner]]
    order = np.lexsort([inner, close[inner], heads])
    heads, inner = heads[order], inner[order]
    lead = np.ones(len(heads), dtype=bool)
    lead[1:] = heads[1:] != heads[:-1]
    first = evidence.texts.first
    return {
        int(head): (int(first[evidence.a[row]]), int(first[evidence.b[row]]))
        for head, row in zip(heads[lead].tolist(), inner[lead].tolist(), strict=True)
    }


def _pairs(
    evidence: Resemblance, word: NDArray[np.int8], score: NDArray[np.float64], family_of: Ints
) -> tuple[PairColumns, int]:
    kept = np.flatnonzero(word != verdicts.NONE)
    row, one, two, starred = _expanded(evidence, kept)
    shared = evidence.shared[row]
    size_a, size_b = evidence.shingles_a[row], evidence.shingles_b[row]
    family = family_of[evidence.a[row]]
    family = np.where(family == family_of[evidence.b[row]], family, 0)
    similar = PairColumns(
        one,
        two,
        word[row],
        _share(verdicts.jaccards(shared, size_a, size_b)),
        _share(shared / size_a),
        _share(shared / size_b),
        _share(score[row]),
        _share(verdicts.distinct_similarity(evidence)[row]),
        family,
    )
    # A text's own pairs may name any family; a verdict of another kind names none.
    similar = similar._replace(
        family=np.where(np.isin(similar.verdict, _FAMILIAR), similar.family, 0)
    )
    both = _stacked(_turned(similar), _identical(evidence, family_of))
    order = np.lexsort([both.b, both.a])
    return PairColumns._make(column[order] for column in both), starred


_FAMILIAR = (verdicts.IDENTICAL, verdicts.DUPLICATE, verdicts.REVISION)


def _expanded(evidence: Resemblance, kept: Ints) -> tuple[Ints, Ints, Ints, int]:
    """Pairs of texts as pairs of units: the first copy of each with every copy of the other.

    Of a text with too many copies only the first is paired; the last value says how many pairs
    that leaves out.
    """
    texts = evidence.texts
    some = np.flatnonzero(texts.text_of >= 0)
    order = np.argsort(texts.text_of[some], kind="stable")
    copies = some[order]
    counts = np.bincount(texts.text_of[some], minlength=len(texts.first))
    starts = np.cumsum(counts) - counts
    a, b = evidence.a[kept], evidence.b[kept]
    listed = np.where(counts > MOST_COPIES, 1, counts)
    starred = int((counts[a] - listed[a] + counts[b] - listed[b]).sum())

    def copies_of(text: Ints, skip: int) -> tuple[Ints, Ints]:
        many = listed[text] - skip
        which = np.repeat(np.arange(len(text)), many)
        place = nth(many)
        return which, copies[starts[text[which]] + skip + place]

    which_b, all_b = copies_of(b, 0)
    which_a, more_a = copies_of(a, 1)
    row = np.concatenate([kept[which_b], kept[which_a]])
    one = np.concatenate([texts.first[a[which_b]], more_a])
    two = np.concatenate([all_b, texts.first[b[which_a]]])
    return row, one, two, starred


def _share(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.round(values, SHARE_DIGITS)


def _turned(pairs: PairColumns) -> PairColumns:
    """Every pair with the unit that comes first as ``a``."""
    turn = pairs.a > pairs.b
    verdict = pairs.verdict.copy()
    verdict[turn & (pairs.verdict == verdicts.CONTAINS)] = verdicts.CONTAINED
    verdict[turn & (pairs.verdict == verdicts.CONTAINED)] = verdicts.CONTAINS
    return pairs._replace(
        a=np.where(turn, pairs.b, pairs.a),
        b=np.where(turn, pairs.a, pairs.b),
        verdict=verdict,
        containment_a=np.where(turn, pairs.containment_b, pairs.containment_a),
        containment_b=np.where(turn, pairs.containment_a, pairs.containment_b),
    )


def _identical(evidence: Resemblance, family_of: Ints) -> PairColumns:
    """Every further copy of a text with its first copy."""
    texts = evidence.texts
    units = np.flatnonzero(texts.text_of >= 0)
    text = texts.text_of[units]
    copy = texts.first[text] != units
    units, text = units[copy], text[copy]
    ones = np.ones(len(units))
    distinct = np.where(evidence.own[text] >= verdicts.REST, 1.0, np.nan)
    word = np.full(len(units), verdicts.IDENTICAL, dtype=np.int8)
    return PairColumns(
        texts.first[text], units, word, ones, ones, ones, ones, distinct, family_of[text]
    )


def _stacked(*parts: PairColumns) -> PairColumns:
    return PairColumns._make(np.concatenate(columns) for columns in zip(*parts, strict=True))
